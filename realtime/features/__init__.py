"""Feature transform and descriptors: the one definition that training and playing share.

Depends on numpy alone. `training` imports this package; nothing here imports `training`, torch or librosa.
"""

from __future__ import annotations

from realtime.features.descriptors import CHROMA_NAMES, DESCRIPTOR_NAMES, NOTE_NAMES, DescriptorSpec
from realtime.features.notes import LOWEST_NOTE, N_NOTES, fold
from realtime.features.stereo import StereoSpec
from realtime.features.transform import FeatureSpec

__all__ = [
    "CHROMA_NAMES", "DESCRIPTOR_NAMES", "LOWEST_NOTE", "NOTE_NAMES", "N_NOTES", "DescriptorSpec", "FeatureSpec",
    "StereoSpec", "fold",
]  # fmt: skip
