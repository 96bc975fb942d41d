"""How to use the layouts: the README.txt that lies beside them."""

from __future__ import annotations

from realtime.controllers.surface import Surface

_TEXT = """\
Made by `realtime-gen controllers`, which overwrites these files: save what you change under another name.
The instrument is expected on {host}, port {port}; what it says comes to port {feedback} of your machine.

START THE INSTRUMENT
  {start}
"""


def instructions(surface: Surface) -> str:
    local = surface.host in ("127.0.0.1", "localhost", "::1")
    start = "realtime-gen" if local else "realtime-gen --osc-host 0.0.0.0"
    if surface.port != 9000:
        start += f" --osc-port {surface.port}"
    return _TEXT.format(host=surface.host, port=surface.port, feedback=surface.feedback_port, start=start)
