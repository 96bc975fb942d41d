"""OSC: the way in for controllers, and the feedback to them. Start with `server`; `namespace` says what there is."""

from __future__ import annotations

from realtime.osc.namespace import namespace
from realtime.osc.protocol import OscError
from realtime.osc.server import OscServer

__all__ = ["OscError", "OscServer", "namespace"]
