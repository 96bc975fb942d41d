"""PortAudio and what it can open: host APIs, devices, rates, block sizes.

`probe` runs as a process of its own (`python -m realtime.doctor.sound DEVICE`): a PortAudio whose server has died
hangs in calls that nothing ends but the end of the process, and the program that plays keeps it out of its own, too.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from realtime.audio.devices import find_output, list_devices, load_portaudio, quiet_stderr
from realtime.doctor.finding import PROBLEM, WARNING, Finding, halves, ok, problem, warning
from realtime.errors import DeviceError, PortAudioMissingError
from realtime.interpreter import python

RATES = (44100, 48000, 88200, 96000)  # Hz
BLOCKS = (64, 128, 256, 512, 1024, 2048)  # frames
PATIENCE_S = 30.0
SILENT = "play without a device: `realtime-gen --device null`"


# -- in the child process ---------------------------------------------------------------------------------------------


def probe(wanted: str | None) -> dict[str, Any]:
    """What PortAudio says, as JSON. wanted: the device of the settings, None for the default.

    {version, host_apis: [{name, devices}], outputs: [{index, name, host_api, channels, rates}], chosen: index,
    blocks: {frames: latency in ms, None if refused}}; without PortAudio or the device {missing: why} or {error: why}.
    """
    try:
        sd = load_portaudio()
    except PortAudioMissingError as error:
        return {"missing": str(error)}
    except DeviceError as error:
        return {"error": str(error)}
    found: dict[str, Any] = {
        "version": sd.get_portaudio_version()[1],
        "host_apis": [{"name": api["name"], "devices": len(api["devices"])} for api in sd.query_hostapis()],
    }
    found["outputs"] = [
        {
            "index": device["index"],
            "name": device["name"],
            "host_api": device["host_api"],
            "channels": device["outputs"],
            "rates": [rate for rate in sorted({*RATES, round(device["sample_rate"])}) if _accepts(sd, device, rate)],
        }
        for device in list_devices()
        if device["outputs"]
    ]
    try:
        chosen = find_output(wanted)
    except DeviceError as error:
        return found | {"chosen": None, "refused": str(error)}
    return found | {"chosen": chosen["index"], "blocks": {block: _latency_ms(sd, chosen, block) for block in BLOCKS}}


def _accepts(sd: Any, device: Any, rate: int) -> bool:
    try:
        with quiet_stderr():
            sd.check_output_settings(device["index"], min(2, device["outputs"]), "float32", None, rate)
    except sd.PortAudioError:
        return False
    return True


def _latency_ms(sd: Any, device: Any, block: int) -> float | None:
    """Of the device opened with this block size, not started; None if it refuses."""
    try:
        with quiet_stderr():
            stream = sd.RawOutputStream(
                device["sample_rate"], block, device["index"], min(2, device["outputs"]), "float32", "low"
            )
            try:
                return round(1000.0 * float(stream.latency), 1)
            finally:
                stream.close()
    except sd.PortAudioError:
        return None


# -- in the program ---------------------------------------------------------------------------------------------------


def ask(wanted: str | None) -> dict[str, Any]:
    """`probe` in a process of its own; {error: why} if that does not answer."""
    command = python("-m", __name__, *([wanted] if wanted else []))
    try:
        answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        return {"error": f"PortAudio did not answer within {PATIENCE_S:.0f} s"}
    try:
        return dict(json.loads(answer.stdout))
    except ValueError:
        last = answer.stderr.strip().rpartition("\n")[2]
        return {"error": f"PortAudio ended with {answer.returncode}{f' ({last})' if last else ''}"}


def judge(asked: dict[str, Any]) -> Iterator[Finding]:
    """asked: what `probe` or `ask` returned."""
    if "missing" in asked:
        yield problem("PortAudio", *halves(asked["missing"]))
        return
    if "error" in asked:
        yield problem("PortAudio", *halves(asked["error"], f"restart the sound server, or {SILENT}"))
        return
    apis = ", ".join(f"{api['name']} ({api['devices']})" for api in asked["host_apis"])
    version = asked["version"].removeprefix("PortAudio ").partition(", revision")[0]
    yield ok("PortAudio", f"{version}, host APIs (devices): {apis or 'none'}")
    if asked["chosen"] is None:
        yield problem("output", *halves(asked["refused"]))
    for device in asked["outputs"]:
        yield _judge_device(device, device["index"] == asked["chosen"])
    if asked["chosen"] is not None:
        yield from _judge_blocks(asked["blocks"])


def _judge_device(device: dict[str, Any], chosen: bool) -> Finding:
    topic = f"output {device['index']}{'*' if chosen else ''}"
    rates = ", ".join(f"{rate / 1000:g}" for rate in device["rates"])
    said = f"{device['name']}, {device['host_api']}: {device['channels']} channels, {rates or 'none of our'} kHz"
    if device["rates"]:
        return ok(topic, said)
    remedy = "close the program that uses it, see `fuser -v /dev/snd/*`, or choose another with --device"
    return problem(topic, said, remedy) if chosen else warning(topic, said, remedy)


def _judge_blocks(blocks: dict[Any, float | None]) -> Iterator[Finding]:
    taken = {int(block): latency for block, latency in blocks.items() if latency is not None}
    refused = [block for block in BLOCKS if block not in taken]
    said = ", ".join(f"{block} ({latency:g} ms)" for block, latency in taken.items()) or "none"
    if not refused:
        yield ok("block sizes", f"{said} at the output marked *")
    elif taken:
        yield warning(
            "block sizes",
            f"{said}; refused: {', '.join(map(str, refused))}",
            f"`realtime-gen --blocksize {min(taken)}`",
        )
    else:
        yield problem(
            "block sizes",
            "the output marked * cannot be opened",
            "close the program that uses it, see `fuser -v /dev/snd/*`, or choose another with --device",
        )


def examine(wanted: str | None) -> Iterator[Finding]:
    """wanted: the device of the settings. Who plays on the null device needs no other, so nothing is a problem then."""
    if wanted != "null":
        yield from judge(ask(wanted))
        return
    for finding in judge(ask(None)):
        yield finding._replace(status=WARNING) if finding.status == PROBLEM else finding


if __name__ == "__main__":
    print(json.dumps(probe(sys.argv[1] if len(sys.argv) > 1 else None)))
