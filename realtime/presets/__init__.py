"""Presets: recalled by name, morphed, saved. Start with `library`; `preset_file` says how one is written down.

Imported by the process that serves OSC, by `render` and by training, which writes the first ones of a model.
"""

from __future__ import annotations

from realtime.presets.library import Presets
from realtime.presets.preset_file import Preset, PresetError
from realtime.presets.recall import Recall

__all__ = ["Preset", "PresetError", "Presets", "Recall"]
