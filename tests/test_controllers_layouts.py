"""The layouts: every parameter and its range, no address that is not there, built as documented, always the same."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import COMMANDS
from layout_tools import (
    Travel,
    max_patchers,
    max_travel,
    overlap,
    pd_lines,
    pd_travel,
    stage_travel,
    stage_widgets,
    tosc_nodes,
    tosc_properties,
    tosc_travel,
)

from realtime.bundle import Bundle, Model
from realtime.cli import main
from realtime.controllers.folder import make, preset_names
from realtime.controllers.pages import LEFT_OUT, describe
from realtime.osc.feedback import readings
from realtime.osc.namespace import entries
from realtime.parameters import Registry

READERS: dict[str, Callable[[bytes], Travel]] = {
    "realtime-gen.tosc": tosc_travel,
    "realtime-gen.maxpat": max_travel,
    "realtime-gen.pd": pd_travel,
    "open-stage-control.json": stage_travel,
}
STYLES = ("night rain", "d'or, vieux", "C#", *(f"style {i}" for i in range(10)))


def odd(bundle: Bundle) -> Bundle:
    """A model with many styles of unusual names and many latents."""
    styles = [i % len(STYLES) for i in range(len(bundle.map["x"]))]
    return replace(bundle, name="odd", styles=list(STYLES), latents=32, map=bundle.map | {"style": styles})


def plain(bundle: Bundle) -> Bundle:
    """A model with one style and one latent."""
    return replace(
        bundle, name="plain", styles=["rain"], latents=1, map=bundle.map | {"style": [0] * len(bundle.map["x"])}
    )


@pytest.fixture(scope="module", params=["default", "odd", "plain"])
def bundle(request: pytest.FixtureRequest, model: Model) -> Bundle:
    return {"default": lambda b: b, "odd": odd, "plain": plain}[request.param](model.bundle)


@pytest.fixture(scope="module")
def files(bundle: Bundle) -> dict[str, bytes]:
    presets = () if bundle.name == "plain" else ("soft rain", "bells, far", "a")
    return make(describe(bundle, presets, host="10.0.0.7", port=9100, feedback_port=9200))


# -- what is on them --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READERS)
def test_every_parameter_can_be_moved_over_exactly_its_range(
    name: str, bundle: Bundle, files: dict[str, bytes]
) -> None:
    travel, registry = READERS[name](files[name]), Registry(bundle)
    for reading in readings(registry):
        for key in reading.keys:
            if key < len(registry):
                parameter = registry.parameters[key]
                assert travel[reading.address] == pytest.approx((parameter.low, parameter.high), rel=1e-6), (
                    parameter.name
                )


@pytest.mark.parametrize("name", READERS)
def test_what_moves_has_an_address_that_receives_numbers(name: str, bundle: Bundle, files: dict[str, bytes]) -> None:
    known = {entry.address: entry for entry in entries(Registry(bundle))}
    for address, ends in READERS[name](files[name]).items():
        entry = known[address]
        assert entry.act is not None and (entry.low, entry.high) == pytest.approx(ends, rel=1e-6), address


def test_whatever_receives_is_on_the_surface_or_left_out_on_purpose(bundle: Bundle) -> None:
    registry = Registry(bundle)
    surface = describe(bundle, ("a preset",))
    touched = {message[0] for c in surface for message in (*c.messages, *c.released)} | {c.address for c in surface}
    names = {name for c in surface for name in c.names}
    assert names == {parameter.name for parameter in registry}
    for entry in entries(registry):
        alias = re.sub("^/rt/(param/)?", "", entry.address) in names  # of one that is there
        if entry.act is not None and not alias and not entry.address.startswith("/rt/auto/chroma/"):
            assert (entry.address in touched) is not (entry.address in LEFT_OUT), entry.address


def test_a_choice_leaves_every_other_style(bundle: Bundle) -> None:
    choices = [c for c in describe(bundle) if c.kind == "choice" and c.style is not None]
    assert [c.label for c in choices] == bundle.styles
    for choice in choices:
        assert dict(choice.messages) == {
            f"/rt/style/{style}": (float(style == choice.label),) for style in bundle.styles
        }


def test_host_and_ports_are_where_a_format_holds_them(files: dict[str, bytes]) -> None:
    assert b"connect 10.0.0.7 9100" in files["realtime-gen.pd"] and b"netreceive -u -b 9200" in files["realtime-gen.pd"]
    assert (
        b"udpsend 10.0.0.7 9100" in files["realtime-gen.maxpat"] and b"udpreceive 9200" in files["realtime-gen.maxpat"]
    )
    for widget, _ in stage_widgets(files["open-stage-control.json"]):
        assert widget.get("target", ["10.0.0.7:9100"]) == ["10.0.0.7:9100"]
    scripts = [tosc_properties(node).get("script", "") for node, _ in tosc_nodes(files["realtime-gen.tosc"])]
    assert any("sendOSC('/rt/subscribe', 9200)" in script for script in scripts)
    assert "Send Port: 9100, Receive Port: 9200" in files["README.txt"].decode()


# -- TouchOSC: property types and values as in the manual (hexler.net/touchosc/manual/script-properties-and-values) ---

TOSC_TYPES = {
    "s": {"name", "tag", "script", "tabLabel"},
    "r": {"frame"},
    "c": {"color", "textColor", "gridColor", "tabColorOff", "tabColorOn", "textColorOff", "textColorOn"},
    "f": {"cornerRadius"},
    "i": {"outlineStyle", "pointerPriority", "orientation", "shape", "font", "textAlignH", "textAlignV", "textLength",
          "textSize", "textSizeOff", "textSizeOn", "buttonType", "response", "responseFactor", "gridSteps",
          "gridStepsX", "gridStepsY", "cursorDisplay", "linesDisplay", "barDisplay", "tabbarSize"},
    "b": {"background", "bar", "centered", "cursor", "grabFocus", "grid", "gridX", "gridY", "interactive", "lines",
          "lockX", "lockY", "locked", "outline", "press", "release", "tabLabels", "tabbar", "textClip",
          "valuePosition", "visible"},
}  # fmt: skip
TOSC_VALUES = {
    "GROUP": {"touch"}, "PAGER": {"page", "touch"}, "BOX": {"touch"}, "LABEL": {"text", "touch"},
    "BUTTON": {"x", "touch"}, "FADER": {"x", "touch"}, "XY": {"x", "y", "touch"},
}  # fmt: skip


def test_the_tosc_file_is_built_as_the_manual_says(files: dict[str, bytes]) -> None:
    nodes = tosc_nodes(files["realtime-gen.tosc"])
    identifiers = {node.get("ID") for node, _ in nodes}
    assert len(identifiers) == len(nodes) and all(str(uuid.UUID(str(i))) == i for i in identifiers)
    assert nodes[0][0].get("type") == "GROUP"
    for node, parent in nodes:
        assert parent is None or parent.get("type") in ("GROUP", "PAGER")
        for one in node.findall("properties/property"):
            assert one.findtext("key") in TOSC_TYPES[str(one.get("type"))], one.findtext("key")
        values = {one.findtext("key") for one in node.findall("values/value")}
        assert values == TOSC_VALUES[str(node.get("type"))]
        for message in (*node.findall("messages/osc"), *node.findall("messages/local")):
            assert {t.findtext("var") for t in message.findall("triggers/trigger")} <= values
            assert {t.findtext("condition") for t in message.findall("triggers/trigger")} <= {"ANY", "RISE", "FALL"}
        for message in node.findall("messages/osc"):
            tags = [one.tag for one in message]
            assert tags == ["enabled", "send", "receive", "feedback", "connections", "triggers", "path", "arguments"]
            assert message.findtext("feedback") == "0" and set(str(message.findtext("connections"))) == {"1"}
            for partial in (*message.findall("path/partial"), *message.findall("arguments/partial")):
                assert [one.tag for one in partial] == ["type", "conversion", "value", "scaleMin", "scaleMax"]
                assert partial.findtext("conversion") in ("FLOAT", "INTEGER", "STRING")
                assert partial.findtext("type") == "CONSTANT" or partial.findtext("value") in values
        for message in node.findall("messages/local"):
            assert message.findtext("dstID") in identifiers and message.findtext("dstVar") == "x"


def test_nothing_lies_on_another_on_a_tablet(files: dict[str, bytes]) -> None:
    """But for the map: its dots, its pad and the mark. What is touched is no smaller than 30 by 40 points."""
    for node, parent in tosc_nodes(files["realtime-gen.tosc"]):
        if parent is None:
            continue
        x, y, w, h = tosc_properties(node)["frame"]
        inside = tosc_properties(parent)["frame"]
        assert x >= 0 and y >= 0 and x + w <= inside[2] + 0.1 and y + h <= inside[3] + 0.1, tosc_properties(node)[
            "name"
        ]
        if node.get("type") in ("FADER", "BUTTON", "XY") and tosc_properties(node)["interactive"]:
            assert w >= 30 and h >= 40, (tosc_properties(node)["name"], w, h)
    for node, _ in tosc_nodes(files["realtime-gen.tosc"]):
        if node.get("type") == "GROUP" and "tabLabel" in tosc_properties(node):
            children = [child for child in node.findall("children/node") if child.get("type") not in ("BOX", "XY")]
            frames = [tosc_properties(child)["frame"] for child in children]
            assert not [(a, b) for i, a in enumerate(frames) for b in frames[:i] if overlap(a, b)]


# -- Max: inlets and outlets as in the reference pages of Max 8 -------------------------------------------------------

MAX_PORTS = {
    "comment": (1, 0), "message": (2, 1), "panel": (1, 0), "inlet": (0, 1), "slider": (1, 1), "flonum": (1, 2),
    "textbutton": (1, 3), "pictslider": (2, 2), "kslider": (2, 2), "s": (1, 0), "r": (0, 1), "prepend": (1, 1),
    "loadbang": (1, 1), "delay": (2, 1), "metro": (2, 1), "udpsend": (1, 0), "udpreceive": (1, 1), "pcontrol": (1, 1),
    "expr": (1, 1), "/": (2, 1), "*": (2, 1), "p": (1, 0), "route": (2, 2), "unpack": (1, 2), "pack": (2, 1),
    "pak": (2, 1), "t": (1, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", ["realtime-gen.maxpat", "realtime-gen.maxhelp"])
def test_the_max_patch_has_objects_and_lines_that_max_knows(name: str, files: dict[str, bytes]) -> None:
    windows = list(max_patchers(files[name]))
    assert len(windows) == (6 if name == "realtime-gen.maxpat" else 1)
    for patcher in windows:
        boxes = {one["box"]["id"]: one["box"] for one in patcher["boxes"]}
        assert len(boxes) == len(patcher["boxes"])
        for box in boxes.values():
            kind = box["maxclass"] if box["maxclass"] != "newobj" else box["text"].split()[0]
            assert (box["numinlets"], box["numoutlets"]) == MAX_PORTS[kind], box
            assert len(box.get("outlettype", [])) == box["numoutlets"]
        for one in patcher["lines"]:
            (source, outlet), (sink, inlet) = one["patchline"]["source"], one["patchline"]["destination"]
            assert 0 <= outlet < boxes[source]["numoutlets"] and 0 <= inlet < boxes[sink]["numinlets"]
        patched = [tuple(box["patching_rect"]) for box in boxes.values()]
        assert not [(a, b) for i, a in enumerate(patched) for b in patched[:i] if overlap(a, b)]
        shown = [tuple(b["presentation_rect"]) for b in boxes.values()
                 if "presentation_rect" in b and b["maxclass"] not in ("panel", "pictslider")]  # fmt: skip
        assert not [(a, b) for i, a in enumerate(shown) for b in shown[:i] if overlap(a, b)]
        width, height = patcher["rect"][2:]
        assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in shown)


# -- Pure Data --------------------------------------------------------------------------------------------------------


def test_pure_data_opens_the_patch_without_a_word(bundle: Bundle, files: dict[str, bytes], tmp_path: Path) -> None:
    if not shutil.which("pd"):
        pytest.skip("Pure Data not installed: apt install puredata-core")
    (tmp_path / "a.pd").write_bytes(files["realtime-gen.pd"])
    (tmp_path / "end.pd").write_text(
        "#N canvas 0 0 300 200 12;\n#X obj 10 10 loadbang;\n#X obj 10 40 delay 300;\n#X obj 10 70 t b b;\n"
        "#X obj 10 100 print done;\n#X msg 90 130 \\; pd quit;\n"
        "#X connect 0 0 1 0;\n#X connect 1 0 2 0;\n#X connect 2 1 3 0;\n#X connect 2 0 4 0;\n"
    )
    command = ["pd", "-nogui", "-noaudio", "-nomidi", "-stderr", "-open", "a.pd", "-open", "end.pd"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False)
    assert result.stderr.strip() == "done: bang", result.stderr


def test_the_sliders_of_the_pd_patch_lie_apart(files: dict[str, bytes]) -> None:
    windows: list[list[tuple[float, float, float, float]]] = []
    waiting: list[list[tuple[float, float, float, float]]] = []
    for atoms in pd_lines(files["realtime-gen.pd"]):
        match atoms:
            case ["#N", "canvas", *_]:
                waiting.append([])
            case ["#X", "restore", *_]:
                windows.append(waiting.pop())
            case ["#X", "obj", x, y, "hsl" | "vsl", w, h, *_]:
                waiting[-1].append((float(x), float(y), float(w), float(h)))
            case ["#X", "obj", x, y, "bng" | "tgl", size, *_]:
                waiting[-1].append((float(x), float(y), float(size), float(size)))
            case ["#X", "obj", x, y, "nbx", digits, h, *_]:
                waiting[-1].append((float(x), float(y), 6.0 * float(digits) + 12, float(h)))
    assert len(windows) == 6 and len(waiting) == 1
    for found in (*windows, *waiting):
        assert not [(a, b) for i, a in enumerate(found) for b in found[:i] if overlap(a, b)]


# -- Open Stage Control: properties as the widgets of 1.30 define them ------------------------------------------------

COMMON = {"type", "id", "comments", "interaction", "left", "top", "width", "height", "colorText", "colorWidget",
          "alphaFillOff", "padding", "default", "address", "typeTags", "decimals", "target", "ignoreDefaults", "bypass",
          "onCreate", "onValue"}  # fmt: skip
STAGE_PROPERTIES = {
    "root": {"tabs", "colorBg"},
    "tab": {"widgets", "label", "scroll"},
    "text": {"align"},
    "fader": {"design", "knobSize", "horizontal", "range", "origin", "doubleTap"},
    "button": {"label", "wrap", "on", "off", "mode"},
    "xy": {"rangeX", "rangeY", "snap", "pips", "pointSize"},
    "svg": {"svg"},
    "keyboard": {"keys", "start", "on", "off"},
    "variable": set(),
}  # fmt: skip


def test_the_session_has_widgets_that_open_stage_control_knows(bundle: Bundle, files: dict[str, bytes]) -> None:
    session = json.loads(files["open-stage-control.json"])
    assert session["createdWith"] == "Open Stage Control" and session["type"] == "session"
    assert session["content"]["type"] == "root" and session["content"]["id"] == "root"
    addresses = {entry.address: entry for entry in entries(Registry(bundle))}
    widgets = list(stage_widgets(files["open-stage-control.json"]))
    names = [widget["id"] for widget, _ in widgets]
    assert len(set(names)) == len(names)
    for widget, parent in widgets:
        assert set(widget) <= COMMON | STAGE_PROPERTIES[widget["type"]], set(widget) - COMMON
        assert parent is None or parent["type"] == {"tab": "root"}.get(widget["type"], "tab")
        if "address" in widget:
            entry = addresses[widget["address"]]
            assert widget["type"] in ("fader", "xy", "text", "variable") or (
                entry.act is not None and "target" in widget
            )
        if widget["type"] == "tab":
            places = [tuple(float(child[side].rstrip("%")) * 10 for side in ("left", "top", "width", "height"))
                      for child in widget["widgets"] if child["type"] not in ("svg", "xy", "variable")]  # fmt: skip
            assert all(x >= 0 and y >= 0 and x + w <= 1000 and y + h <= 1000 for x, y, w, h in places)
            assert not [(a, b) for i, a in enumerate(places) for b in places[:i] if overlap(a, b)]
        for named in re.findall(r'set\("([^"]+)"', widget.get("onValue", "")):
            assert named in names


# -- the folder -------------------------------------------------------------------------------------------------------


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """command(DIR, ...) is `realtime-gen controllers DIR ...` of a user without presets."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, ["controllers", *map(str, arguments)])


def test_what_is_shipped_is_what_is_written_today(
    command: Callable[..., Result], environment: dict[str, str], root: Path, model: Model, tmp_path: Path
) -> None:
    """By this process, and by one that orders sets differently.

    To renew it: make controllers
    """
    assert command(tmp_path / "here").exit_code == 0
    program = [COMMANDS / "realtime-gen", "controllers", tmp_path / "there"]
    subprocess.run(program, env=environment | {"PYTHONHASHSEED": "1"}, check=True, capture_output=True, timeout=60)
    shipped = {p.name: p.read_bytes() for p in (root / "realtime" / "controllers" / model.bundle.name).iterdir()}
    assert set(shipped) == {*READERS, "realtime-gen.maxhelp", "README.txt"}
    for folder in ("here", "there"):
        written = {p.name: p.read_bytes() for p in (tmp_path / folder).iterdir()}
        changed = [name for name in {*written, *shipped} if written.get(name) != shipped.get(name)]
        assert not changed, "the registry, the presets, the model or a writer is not what it was: make controllers"


def test_there_is_a_button_for_each_preset_of_the_model(
    model: Model, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    names = preset_names(model)
    assert names
    buttons = [c for c in describe(model.bundle, names) if c.address == "/rt/preset/load"]
    assert [c.messages for c in buttons] == [(("/rt/preset/load", (name,)),) for name in names]


def test_the_folder_of_somebody_else_is_left_alone(command: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "realtime-gen.pd").write_text("mine")
    refused = command(folder)
    assert refused.exit_code == 2 and "--force" in refused.stderr and "realtime-gen.pd" in refused.stderr
    assert [p.name for p in folder.iterdir()] == ["realtime-gen.pd"]
    assert (folder / "realtime-gen.pd").read_text() == "mine"
    assert command(folder, "--force", "--model", "playable").exit_code == 0
    written = command(folder)  # ours by now
    assert written.exit_code == 0 and sorted(written.stdout.split()) == sorted(map(str, folder.iterdir()))
    assert "seven" in (folder / "README.txt").read_text() and not list(folder.glob(".*"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("file",), "is a file"),
        (("file/below",), "file"),
        (("out", "--model", "nobody"), "nobody"),
        (("out", "--host", "a host; rm"), "is not an address"),
        (("out", "--port", "0"), "0"),
        (("out", "--feedback-port", "80"), "80"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(
    command: Callable[..., Result], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "file").touch()
    result = command(*arguments)
    assert result.exit_code in (1, 2) and isinstance(result.exception, SystemExit), result.exception
    assert said in result.stderr and not (tmp_path / "out").exists()
