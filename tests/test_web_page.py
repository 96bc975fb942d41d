"""The page in a real browser, before a real instrument: what a hand does there is heard, and it follows other hands."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from conftest import COMMANDS, Playing
from osc_tools import Controller
from page_tools import Cable, Page, bands, share_of, wait_for
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import OscMessageBuilder, build_msg
from web_tools import served

from realtime.bundle import load_model

pytestmark = pytest.mark.real_time
CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
CALM = "--force-prefers-reduced-motion"  # or drawing takes the time that the sound needs, without a graphics card
SIZES = {"phone": (390, 844), "tablet": (1024, 768), "laptop": (1440, 900)}
TOUCH_PX = 44.0
ENTER, DOWN = "\ue007", "\ue015"  # as WebDriver writes keys
# Roles of what one uses, in the words of Chromium.
CONTROLS = {"button", "ToggleButton", "slider", "combobox", "ComboBoxSelect", "textbox", "meter", "image", "img"}


@pytest.fixture(scope="module")
def page(compiled: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """`realtime-gen --web`, and Chromium with the page that it serves, once for all tests here."""
    if not (CHROMIUM.exists() and DRIVER.exists()):
        pytest.skip("no Chromium here: apt install chromium chromium-driver")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    data = tmp_path_factory.mktemp("page")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REALTIME_GEN_")}
    command = ["realtime-gen", "--device", "null", "--osc-port", "0", "--web", "0", "--seed", "3"]
    process = subprocess.Popen(
        [str(COMMANDS / command[0]), *command[1:]], cwd=data, env=kept | {"XDG_DATA_HOME": str(data)}, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    playing = Playing(process)
    threading.Thread(target=playing.listen, daemon=True).start()
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", CALM, f"--user-data-dir={data / 'chromium'}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with ExitStack() as stack:
        stack.callback(playing.process.wait)
        stack.callback(playing.process.kill)
        browser = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        stack.callback(browser.quit)
        playing.wait_until_playing()
        url = wait_for(lambda: re.search(r"http://127.0.0.1:(\d+)/", " ".join(playing.said)))
        cable = Cable(int(url[1]))
        stack.callback(cable.cut)
        found = Page(browser, playing, Controller(playing.port), cable)
        found.resize(*SIZES["laptop"])
        browser.get(f"http://127.0.0.1:{cable.port}/")
        wait_for(lambda: found.run("return !!document.querySelector('[data-name=gain]')"))
        yield found


@pytest.fixture(autouse=True)
def on_a_laptop(page: Page) -> None:
    """Whatever the test before has left."""
    page.resize(*SIZES["laptop"])


# -- OSC --------------------------------------------------------------------------------------------------------------

IN_BOTH = [
    ("/rt/xy", "ff", [0.25, -1.5]),
    ("/rt/note", "if", [60, 0.75]),
    ("/a", "i", [-(2**31)]),
    ("/abc", "s", [""]),
    ("/rt/preset/load", "s", ["Bäche & Wälder ♪"]),
    ("/rt/status/spectrum", "b", [bytes(range(97))]),
    ("/T", "TFi", [True, False, 7]),
    ("/rt/reset", "", []),
]


def by_python_osc(address: str, types: str, values: list[Any]) -> bytes:
    builder = OscMessageBuilder(address)
    for tag, value in zip(types, values, strict=True):
        builder.add_arg(value, tag)
    return builder.build().dgram


def test_packets_are_those_of_python_osc(page: Page) -> None:
    """And are read as they were meant; what is cut short, or lies about its sizes, is refused."""
    packets = [by_python_osc(*one) for one in IN_BOTH]
    bundled = OscBundleBuilder(IMMEDIATELY)
    for address, types, values in IN_BOTH[:3]:
        builder = OscMessageBuilder(address)
        for tag, value in zip(types, values, strict=True):
            builder.add_arg(value, tag)
        bundled.add_content(builder.build())
    broken = [packets[0][:-1], packets[4][:20], packets[5][:40], b"/a\0\0,x\0\0", b"#bundle\0" + bytes(9), b"nothing"]
    cases = [[address, types, [list(v) if isinstance(v, bytes) else v for v in vs]] for address, types, vs in IN_BOTH]
    written, whole, read, refused = page.browser.execute_async_script(
        """const [cases, packets, broken, done] = arguments;
        import("/page/osc.js").then(({ encode, bundle, decode }) => {
          const given = (types, values) => [...types].flatMap((tag, i) =>
            "TF".includes(tag) ? [] : [tag === "b" ? new Uint8Array(values[i]) : values[i]]);
          const written = cases.map(([address, types, values]) => encode(address, types, ...given(types, values)));
          const plain = ({ address, values }) => [address, values.map((v) => (v instanceof Uint8Array ? [...v] : v))];
          const refuses = (packet) => { try { decode(packet); return false; } catch { return true; } };
          done([
            written.map((bytes) => [...bytes]),
            [...bundle(written.slice(0, 3))],
            packets.map((packet) => decode(new Uint8Array(packet)).map(plain)),
            broken.map((packet) => refuses(new Uint8Array(packet))),
          ]);
        });""",
        cases, [list(one) for one in [*packets, bundled.build().dgram]], [list(one) for one in broken],
    )  # fmt: skip
    assert [bytes(one) for one in written] == packets
    assert bytes(whole) == bundled.build().dgram
    assert read == [[[address, values]] for address, _, values in cases] + [[[a, v] for a, _, v in cases[:3]]]
    assert refused == [True] * len(broken)


# -- what a hand does is heard ----------------------------------------------------------------------------------------


C5 = 523.25  # Hz, MIDI 72
CHOIR, STRINGS = (0.8, -0.15), (-0.85, -0.8)


def test_a_key_and_a_drag_across_the_map_are_heard(page: Page) -> None:
    """The take that the page's own button records: a model left alone, a held key, then another corner of the map."""
    assert page.fader("steer") == 0.0
    page.hands.send("/rt/param/loudness", -24.0)  # or a tone dies away while a busy machine moves the mouse
    page.press(".record")
    time.sleep(1.3)
    page.press(".tools .toggle")  # hold
    page.press('[data-note="72"]')
    began = time.monotonic()
    page.drag((0.0, 0.0), (0.4, -0.1), CHOIR)
    assert page.fader("steer") == 1.0
    x, y = page.told("/rt/xy")
    assert x == pytest.approx(CHOIR[0], abs=0.02) and y == pytest.approx(CHOIR[1], abs=0.02)
    assert page.told("/rt/param/steer") == (1.0,)
    time.sleep(max(0.0, began + 2.1 - time.monotonic()))
    page.drag(CHOIR, (0.0, -0.5), STRINGS)
    time.sleep(2.0)
    page.press(".tools .toggle")
    page.press(".record")
    page.hands.send("/rt/auto/loudness", 1.0)
    line = wait_for(lambda: next((one for one in page.playing.said if one.startswith("recorded ")), None))
    take = Path(line.partition(" to ")[2])
    lines = [one.split() for one in take.with_suffix(".score").read_text().splitlines() if one[:1].isdigit()]
    struck, let_go = (float(one[0]) for one in lines if one[1] == "/rt/note")
    moves = [(float(one[0]), float(one[2])) for one in lines if one[1] == "/rt/xy"]
    in_the_choir = next(at for at, x in moves if abs(x - CHOIR[0]) < 0.02)
    left_it = next(at for at, x in moves if at > in_the_choir and abs(x - CHOIR[0]) >= 0.02)
    at_the_strings = [at for at, x in moves if abs(x - STRINGS[0]) < 0.02]
    sound, rate = soundfile.read(take)
    sound = sound.mean(axis=1)
    alone, held = share_of(sound, rate, 0.0, struck, C5), share_of(sound, rate, struck + 0.2, let_go, C5)
    assert held > alone + 6.0  # measured: 10 to 23 dB more
    halves = []
    for start, end in ((in_the_choir, left_it), (at_the_strings[-1], let_go)):
        start += 0.5  # glide, and what sounds still
        middle = (start + end) / 2
        halves.append((bands(sound, rate, start, middle), bands(sound, rate, middle, end)))
    one, other = halves
    within = [np.abs(first - second).mean() for first, second in (one, other)]
    across = np.abs(np.mean(one, axis=0) - np.mean(other, axis=0)).mean()
    assert across > 3.0 and across > 1.5 * np.mean(within)  # measured on a busy machine: 4.6 to 5.4 dB, 2.8 to 10 times


# -- other hands ------------------------------------------------------------------------------------------------------


def test_what_others_do_moves_the_fader_unless_it_is_in_hand(page: Page) -> None:
    page.hands.send("/rt/param/brightness", -6.0)
    page.hands.send("/rt/style/bells", 0.25)
    page.hands.send("/rt/auto/density", 0.0)
    page.hands.send("/rt/freeze", 1.0)
    wait_for(lambda: page.fader("brightness") == -6.0 and page.fader("style/bells") == 0.25)
    wait_for(lambda: page.is_pressed(".freeze") and not page.is_pressed('[aria-label="auto density"]'))
    assert page.find('[data-name="brightness"]').get_attribute("aria-valuetext") == "minus 6.0 dB/octave"
    page.press(".freeze")
    wait_for(lambda: page.told("/rt/freeze") == (0.0,))
    width = page.find('[data-name="width"]')
    page.actions().move_to_element(width).click_and_hold().perform()
    assert page.fader("width") == pytest.approx(0.5, abs=0.02)
    page.hands.send("/rt/param/width", 0.125)
    page.hands.send("/rt/param/gain", -3.0)
    wait_for(lambda: page.fader("gain") == -3.0)
    assert page.fader("width") == pytest.approx(0.5, abs=0.02)
    page.actions().release().perform()
    wait_for(lambda: page.fader("width") == 0.125)


def test_a_fader_takes_typed_numbers_arrows_and_two_clicks(page: Page) -> None:
    pitch = page.find('[data-name="pitch"]')
    pitch.send_keys("7", ENTER)  # the digit opens the field, Enter closes it
    wait_for(lambda: page.told("/rt/param/pitch") == (7.0,))
    pitch.send_keys(DOWN, DOWN)
    wait_for(lambda: page.told("/rt/param/pitch") == (6.0,))
    page.press('[aria-label="type centroid"]')
    page.browser.switch_to.active_element.send_keys("4000", ENTER)
    wait_for(lambda: page.told("/rt/param/centroid") == (4000.0,) and page.told("/rt/auto/centroid") == (0.0,))
    low, high = (float(page.find('[data-name="centroid"]').get_attribute(f"aria-value{end}")) for end in ("min", "max"))
    here = page.run(
        "return getComputedStyle(document.querySelector('[data-name=centroid]')).getPropertyValue('--here')"
    )
    assert float(here) == pytest.approx(np.log(4000.0 / low) / np.log(high / low), abs=0.01)  # its way is logarithmic
    page.actions().double_click(pitch).perform()
    wait_for(lambda: page.told("/rt/param/pitch") == (0.0,))
    page.press('[aria-label="auto centroid"]')
    wait_for(lambda: page.told("/rt/auto/centroid") == (1.0,))


# -- fingers ----------------------------------------------------------------------------------------------------------


def test_fingers_on_the_map_and_on_keys_do_not_disturb_each_other(page: Page) -> None:
    page.resize(*SIZES["tablet"], mobile=True)
    wait_for(lambda: page.find(".pad").rect["width"] < 500)
    on_map, on_key = page.place(0.5, 0.5), page.middle('[data-note="60"]')
    page.touch("Start", on_map)
    page.touch("Start", on_map, on_key)
    wait_for(lambda: page.is_pressed('[data-note="60"]'))
    page.touch("Move", page.place(-0.5, 0.25), page.middle('[data-note="62"]'))  # a finger that slides plays on
    wait_for(lambda: page.is_pressed('[data-note="62"]') and not page.is_pressed('[data-note="60"]'))
    assert page.told("/rt/xy") == pytest.approx((-0.5, 0.25), abs=0.02)
    page.touch("End")
    wait_for(lambda: not page.is_pressed('[data-note="62"]'))
    for _ in range(2):  # tapped twice, the map lets go
        page.touch("Start", on_map)
        page.touch("End")
    wait_for(lambda: page.told("/rt/param/steer") == (0.0,))


def test_no_note_is_left_when_the_window_is_left(page: Page) -> None:
    page.run("document.activeElement.blur()")
    page.actions().key_down("a").key_down("d").perform()
    wait_for(lambda: len(page.run("return document.querySelectorAll('.key[aria-pressed=true]')")) == 2)
    page.run("window.dispatchEvent(new Event('blur'))")
    wait_for(lambda: not page.run("return document.querySelectorAll('.key[aria-pressed=true]').length"))
    page.actions().key_up("a").key_up("d").perform()


def test_whoever_leaves_lets_go_of_the_keys() -> None:
    """A telephone whose battery is empty says nothing any more."""
    with served() as here:
        browser, other = here.connect(), here.connect()
        for socket_, number in ((browser, 60), (browser, 62), (browser, 64), (other, 67)):
            socket_.send_binary(build_msg("/rt/note", [number, 0.5]).dgram)
        browser.send_binary(build_msg("/rt/note", [62, 0.0]).dgram)
        held = here.stage.values
        wait_for(lambda: set(np.flatnonzero(held.held)) == {60, 64, 67})
        browser.sock.close()
        wait_for(lambda: set(np.flatnonzero(held.held)) == {67})
        other.close()


# -- presets, models, panic -------------------------------------------------------------------------------------------


def test_a_preset_is_saved_recalled_and_deleted(page: Page) -> None:
    page.hands.send("/rt/param/temperature", 0.5)
    wait_for(lambda: page.fader("temperature") == 0.5)
    page.find('[aria-label="name of the preset"]').send_keys("quiet bells", ENTER)
    wait_for(lambda: page.run("return !!document.querySelector('[data-preset=\"quiet bells\"]')"))
    page.hands.send("/rt/param/temperature", 1.5)
    wait_for(lambda: page.fader("temperature") == 1.5)
    page.press('[data-preset="quiet bells"]')
    wait_for(lambda: page.fader("temperature") == 0.5 and page.is_pressed('[data-preset="quiet bells"]'))
    assert page.told("/rt/param/temperature") == (0.5,)
    page.press("form .toggle")
    for _ in range(2):  # the first press asks
        page.press('[aria-label="delete preset quiet bells"]')
    wait_for(lambda: not page.run("return !!document.querySelector('[data-preset=\"quiet bells\"]')"))
    page.press("form .toggle")


def test_panic_mutes_and_lets_go(page: Page) -> None:
    page.hands.send("/rt/param/steer", 1.0)
    wait_for(lambda: page.fader("steer") == 1.0)
    page.press(".panic")
    wait_for(lambda: page.is_pressed(".mute") and page.fader("steer") == 0.0)
    page.press(".mute")
    wait_for(lambda: page.told("/rt/mute") == (0.0,))


def test_what_is_refused_is_said(page: Page) -> None:
    page.find('[aria-label="name of the preset"]').send_keys("../away", ENTER)
    wait_for(lambda: page.find("#toasts").text)


# -- for everybody, everywhere ----------------------------------------------------------------------------------------

SMALL = """
const [least] = arguments;
const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.matches(".key.black");
return [...document.querySelectorAll("button, select, input, [role=slider]")].filter(shown)
  .map((one) => [one.getAttribute("aria-label") || one.textContent || one.className, one.getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < least - 0.5 || box.left < -0.5 || box.right > innerWidth + 0.5)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height} at ${box.left}`);
"""


def tabs(page: Page) -> Iterator[str]:
    """Each of the parts that are not always there, opened; "" for a page without."""
    names = page.run("return [...document.querySelectorAll('#tabs button')].map((b) => b.offsetWidth && b.dataset.tab)")
    for name in [one for one in names if one] or [""]:
        if name:
            page.press(f'#tabs [data-tab="{name}"]')
        yield name


@pytest.mark.parametrize("size", SIZES)
def test_everything_has_room_for_a_finger_and_nothing_sticks_out(page: Page, size: str) -> None:
    page.resize(*SIZES[size], mobile=size != "laptop")
    found = {tab: page.run(SMALL, TOUCH_PX) for tab in tabs(page)}
    assert len(found) == {"phone": 6, "tablet": 4, "laptop": 1}[size]
    assert not any(found.values()), found
    assert page.run("return [document.documentElement.scrollWidth, innerWidth]") == [SIZES[size][0]] * 2


def test_a_screen_reader_is_told_the_name_of_everything(page: Page) -> None:
    """By Chromium, whose tree of what is accessible this reads."""
    page.resize(*SIZES["phone"], mobile=True)
    named = set()
    for tab in tabs(page):
        for node in page.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]:
            role = node.get("role", {}).get("value")
            if not node["ignored"] and role in CONTROLS:
                name = node.get("name", {}).get("value", "").strip()
                assert name, (tab, node)
                named.add((role, name.casefold()))
    for parameter in page.run("return fetch('/page.json').then((answer) => answer.json())")["parameters"]:
        role = "button" if parameter["unit"] == "switch" else "slider"
        if parameter["group"] != "input":  # there is none
            assert (role, parameter["name"].replace("/", " ").casefold()) in named


def test_a_lost_connection_is_shown_and_comes_back_with_what_has_changed(page: Page) -> None:
    page.press(".tools .toggle")
    page.press('[data-note="60"]')
    page.cable.cut()
    wait_for(lambda: page.find("#state").text == "reconnecting")
    assert not page.is_pressed('[data-note="60"]')
    page.hands.send("/rt/param/gain", -12.0)
    page.cable.mend()
    wait_for(lambda: page.find("#state").text == "connected" and page.fader("gain") == -12.0)
    page.press(".tools .toggle")


def test_another_model_brings_its_own_map_styles_and_presets(page: Page) -> None:
    panels = "return document.querySelectorAll('[data-built]').length"
    before = page.run(panels)
    menu = page.find('[aria-label="model"]')
    page.run("arguments[0].value = 'ambient'; arguments[0].dispatchEvent(new Event('change'))", menu)
    wait_for(lambda: page.browser.title.startswith("ambient"))
    assert page.run(panels) == before
    assert page.find("#legend").text.split() == load_model("ambient").bundle.styles
    assert not page.run("return !!document.querySelector('[data-name=\"style/piano\"]')")
    page.hands.send("/rt/style/choir", 0.75)
    wait_for(lambda: page.fader("style/choir") == 0.75)
    wait_for(lambda: page.run("return document.querySelectorAll('[data-preset]').length"))


def test_faders_of_the_input_appear_with_it(page: Page) -> None:
    with served(status=lambda: {"model": "seven", "input": -31.0}) as here:
        page.browser.get(f"http://{here.at}/")
        wait_for(lambda: page.run("return document.querySelector('[data-kind=input]')?.hidden === false"))
        wait_for(lambda: "−31 dBFS" in page.find("#readings").text)
        page.browser.get("about:blank")


def test_nothing_went_wrong_unnoticed(page: Page) -> None:
    """In the browser's console, but for the connection that was cut."""
    complaints = [one["message"] for one in page.browser.get_log("browser") if one["level"] in ("WARNING", "SEVERE")]
    assert [one for one in complaints if "ERR_CONNECTION" not in one and "WebSocket connection" not in one] == []
