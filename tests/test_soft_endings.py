"""Nothing that dies makes a click that could be helped: the sound fades out, and a new engine fades in."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from test_supervision import AUDIBLE, engine_of, is_alive, said, wait_for

FADE_S = 0.5
ATTEMPTS = 3  # where the server itself was late, a capture proves nothing about us


def largest_step(sound: np.ndarray) -> float:
    """Between one sample and the next."""
    return float(np.abs(np.diff(sound, axis=0)).max())


def fades_out(capture: np.ndarray, rate: int) -> None:
    """A capture in which the sound of one second or more ends."""
    sounding = np.flatnonzero(np.abs(capture).max(axis=1) > 1e-6)
    last, fade = int(sounding[-1]), round(FADE_S * rate)
    assert rate < last < len(capture) - rate // 4, "it stopped inside the capture"
    before = capture[last - 2 * fade : last - fade]
    assert np.abs(before).max() > AUDIBLE
    eighths = [np.abs(part).max() for part in np.array_split(capture[last - fade : last], 8)]
    assert eighths[-1] < 0.1 * np.abs(before).max() and eighths[-2] < 0.3 * np.abs(before).max()
    assert np.abs(capture[last]).max() <= 1e-4, "it ends in a step"
    assert largest_step(capture[last - fade :]) <= 1.5 * largest_step(capture[rate // 2 : last - fade])


def test_it_fades_out_when_the_program_is_killed(jack_server: Callable, playing: Callable, tmp_path: Path) -> None:
    """SIGKILL for the process that the user started, heard on the JACK server to which the engine still plays."""
    jack = jack_server()
    for attempt in range(1, ATTEMPTS + 1):
        one = playing("--latency", "120", "--set", f"fade={FADE_S}", device="system, JACK", env=jack.environment)
        engine, late_before = engine_of(one), jack.xruns()
        recorder = jack.client(
            "jack_rec", "-f", tmp_path / "c.wav", "-d", 3, "-b", 32, "PortAudio:out_0", "PortAudio:out_1"
        )
        time.sleep(1.2)
        one.process.kill()
        output, _ = recorder.communicate(timeout=30)
        wait_for(lambda pid=engine: not is_alive(pid), "the engine has left")
        capture, rate = soundfile.read(tmp_path / "c.wav", always_2d=True)
        try:
            fades_out(capture, rate)
            break
        except AssertionError:
            late = jack.xruns() > late_before or "overruns" in output
            if not late or attempt == ATTEMPTS:
                raise


def test_a_new_engine_fades_in(playing: Callable, tmp_path: Path) -> None:
    """The take has what both engines gave the device, one right after the other."""
    one = playing("--record", "take.wav", "--latency", "120", "--set", f"fade={FADE_S}")
    time.sleep(2.0)
    os.kill(engine_of(one), signal.SIGKILL)
    wait_for(lambda: said(one, "playing again"), "the sound is back")
    time.sleep(1.5)
    assert one.interrupt() == 130
    take, rate = soundfile.read(tmp_path / "take.wav", always_2d=True)
    part = rate // 100
    level = np.abs(take[: len(take) // part * part]).reshape(-1, 2 * part).max(axis=1)
    begun = int(np.flatnonzero(level > AUDIBLE)[0])
    quiet = np.flatnonzero(level[: -round(1.2 * rate) // part] < 1e-3)  # 10 ms each, not those of the end
    restart = int(quiet[quiet > begun + 50][0]) * part
    assert level[begun:][: restart // part - begun].max() > AUDIBLE and level[restart // part + 60 :].max() > AUDIBLE
    # Half of the fade later it has half of its level; until then no step is larger than those of the music (of another
    # moment: up to 1.01 times; to begin at full level would be a step of 4 times and more).
    before = largest_step(take[rate // 2 : restart - rate // 10])
    assert largest_step(take[restart : restart + rate // 2]) <= 1.5 * before
    rising = [level[restart // part + k : restart // part + k + 6].max() for k in (0, 12, 48)]
    assert rising[0] < 0.1 * rising[2] and rising[0] < rising[1] < rising[2]
