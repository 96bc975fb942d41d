"""The Pure Data patch, in Pure Data: what is clicked there is played, and what is played elsewhere is shown there."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from conftest import Playing
from osc_tools import Controller

from realtime.bundle import Model
from realtime.controllers.folder import write_folder
from realtime.controllers.pages import describe
from realtime.controllers.pd_canvas import text
from realtime.controllers.surface import Surface
from realtime.osc.protocol import Message
from realtime.parameters import Registry

pytestmark = pytest.mark.skipif(not shutil.which("pd"), reason="Pure Data not installed: apt install puredata-core")
PATIENCE_S = 20.0


class PureData:
    """Pd without a window, with the patch open and a second one beside it that clicks and looks.

    click(name, value) sends to a name of the patch, as the mouse would. shown: the last that was sent to each name that
    is watched, as text.
    """

    def __init__(self, patch: Path, watched: list[str], stack: ExitStack) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        beside = patch.with_name("beside.pd")
        lines = ["#N canvas 0 0 400 300 12;", f"#X obj 10 10 netreceive {port};", "#X obj 10 40 list;"]
        lines += ["#X msg 10 70 \\; \\$1 \\$2;", "#X connect 0 0 1 0;", "#X connect 1 0 2 0;"]
        for i, name in enumerate(watched):
            lines += [f"#X obj 10 100 r {text(name)};", f"#X obj 10 130 print {text(name)};"]
            lines.append(f"#X connect {3 + 2 * i} 0 {4 + 2 * i} 0;")
        beside.write_text("\n".join(lines) + "\n")
        command = ["pd", "-nogui", "-noaudio", "-nomidi", "-stderr", "-open", str(patch), "-open", str(beside)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        stack.callback(self.process.wait)
        stack.callback(self.process.kill)
        self.shown: dict[str, str] = {}
        self.errors: list[str] = []
        self._watched = set(watched)
        threading.Thread(target=self._listen, daemon=True).start()
        self._socket = self._connect(port)
        stack.callback(self._socket.close)

    def _connect(self, port: int) -> socket.socket:
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port))
            except ConnectionRefusedError:
                assert time.monotonic() < end, f"Pd does not open the patch: {self.errors}"
                time.sleep(0.05)

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            name, _, said = line.strip().partition(": ")
            if name in self._watched:
                self.shown[name] = said
            else:
                self.errors.append(line.strip())

    def click(self, name: str, value: float | str) -> None:
        self._socket.sendall(f"{text(name)} {value};\n".encode())

    def wait_until(self, name: str, shows: Callable[[str], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not shows(self.shown.get(name, "")):
            assert time.monotonic() < end, f"{name} shows {self.shown.get(name)!r}; Pd said {self.errors}"
            time.sleep(0.02)


def number(shown: str) -> float:
    """Of "set 3" or "3"."""
    found = re.fullmatch(r"(?:set )?(-?[\d.e+-]+)", shown)
    return float(found[1]) if found else float("nan")


class Scene:
    def __init__(self, playing: Playing, pd: PureData, surface: Surface, outsider: Controller) -> None:
        self.playing, self.pd, self.surface, self.outsider = playing, pd, surface, outsider

    def told(self, address: str, accept: Callable[[Message], bool]) -> None:
        """The instrument tells others that this address has such a value."""
        end = time.monotonic() + PATIENCE_S
        heard: list[Message] = []
        while time.monotonic() < end:
            heard += [message for message in self.outsider.received(0.1) if message.address == address]
            if heard and accept(heard[-1]):
                return
        raise AssertionError(f"{address}: {heard}; Pd said {self.pd.errors}")


@pytest.fixture
def scene(playing: Callable[..., Playing], model: Model, free_udp_port: int, tmp_path: Path) -> Iterator[Scene]:
    instrument = playing()
    write_folder(tmp_path / "layouts", model, port=instrument.port, feedback_port=free_udp_port)
    surface = describe(model.bundle)
    watched = [c.address + "/show" for c in surface if c.kind == "fader"] + [
        "/rt/param/gain",
        "/rt/freeze",
        "/rt/status/model/show",
    ]
    with ExitStack() as stack:
        pd = PureData(tmp_path / "layouts" / "realtime-gen.pd", watched, stack)
        pd.wait_until("/rt/status/model/show", lambda said: said == f"symbol {model.bundle.name}")  # it has subscribed
        outsider = Controller(instrument.port)
        stack.callback(outsider.socket.close)
        outsider.send("/rt/subscribe")
        outsider.meet()
        outsider.received(0.5)
        yield Scene(instrument, pd, surface, outsider)
    assert instrument.interrupt() == 130


@pytest.mark.real_time
def test_what_is_clicked_is_played_and_what_is_played_is_shown(
    scene: Scene, model: Model, environment: dict[str, str]
) -> None:
    pd = scene.pd

    # every fader and switch of the patch, moved to three quarters of its range
    wanted = {
        c.address: c.low + 0.75 * (c.high - c.low) if c.kind == "fader" else 1.0
        for c in scene.surface if c.names and c.kind in ("fader", "toggle") and c.label != "mute"
    }  # fmt: skip
    assert len(wanted) == len(Registry(model.bundle)) - 3  # but mute, x and y
    for address, value in wanted.items():
        pd.click(f"{address}/set", value)
    for name in ("x", "y"):
        pd.click(f"/rt/param/{name}/set", 0.5)
    wanted["/rt/xy"] = 0.5
    heard: dict[str, float] = {}
    end = time.monotonic() + PATIENCE_S
    while heard != pytest.approx(wanted, rel=1e-4, abs=1e-4) and time.monotonic() < end:
        scene.outsider.send("/rt/sync")
        heard |= {m.address: float(m.arguments[-1]) for m in scene.outsider.received(0.3) if m.address in wanted}
    assert heard == pytest.approx(wanted, rel=1e-4, abs=1e-4), pd.errors

    # a style's button leaves the others; the patch's own faders follow
    pd.click("/rt/style/piano/piano", "bang")
    scene.told("/rt/style/piano", lambda m: m.arguments[0] == 1.0)
    pd.wait_until("/rt/style/bells/show", lambda said: number(said) == 0.0)

    # somebody else moves a fader: the patch's follows, and says so when it is asked
    scene.outsider.send("/rt/param/gain", -12.0)
    pd.wait_until("/rt/param/gain/show", lambda said: number(said) == pytest.approx(-12.0))
    pd.click("/rt/param/gain/set", "bang")
    pd.wait_until("/rt/param/gain", lambda said: number(said) == pytest.approx(-12.0, abs=0.2))  # a pixel is 0.14 dB
    scene.outsider.send("/rt/freeze", 0.0)
    time.sleep(0.3)
    pd.click("/rt/freeze/set", "bang")  # turns it round: it was off
    scene.told("/rt/freeze", lambda m: m.arguments[0] == 1.0)

    # keys and buttons, as a take remembers them
    pd.click("/rt/record/start/record start", "bang")
    time.sleep(0.5)
    pd.click("/rt/note/60/set", "bang")
    time.sleep(0.2)
    pd.click("/rt/note/60/set", "bang")
    pd.click("/rt/auto/all automatic", "bang")
    pd.click("/rt/panic/panic", "bang")
    scene.told("/rt/mute", lambda m: m.arguments[0] == 1.0)
    pd.click("/rt/record/stop/record stop", "bang")
    folder = Path(environment["XDG_DATA_HOME"]) / "realtime-gen" / "takes"
    end = time.monotonic() + PATIENCE_S
    while not (found := list(folder.glob("*.score"))) and time.monotonic() < end:
        time.sleep(0.1)
    score = found[0].read_text()
    assert re.search(r"/rt/note 60(\.0)? 0\.8\S*\n(.*\n)*?\S+ /rt/note 60(\.0)? 0(\.0)?\n", score), score
    assert re.search(r"/rt/auto 1(\.0)?\n", score) and "/rt/panic" in score
    assert not [line for line in pd.errors if "error" in line or "couldn't create" in line], pd.errors
