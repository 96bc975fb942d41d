"""A model folder: load, check, describe. What training writes and the runtime reads is defined here, once.

    <name>/composer.onnx performer.onnx decoder.onnx encoder.onnx   graphs with explicit state, randomness an input
    decoder_low.onnx   where the model has the quality "low": the same decoder with half the window and hop
           model.json    spec, statistics, parameters' ranges, hashes of the graphs
           presets.toml  the presets it comes with, if any (see `presets.preset_file`)
           CARD.md       where the sound came from, under which licences, how well it works

Loading checks the schema, the hashes and (when sessions are opened, in `generators`) the shapes. No pickle anywhere.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from realtime.errors import ModelError, UsageError
from realtime.features import FeatureSpec
from realtime.features.descriptors import FLUX, N_SCORE

SCHEMA = 3
PLAIN = FLUX + 1  # loudness, centroid, flatness, flux: the descriptors whose usual range a style has
GRAPHS = ("composer", "performer", "decoder", "encoder")
# How the same music may be played, chosen at start: the features as described, or through half the window and hop.
QUALITIES = ("high", "low")
DECODERS = {"high": "decoder", "low": "decoder_low"}  # the graph of each
NOISE_STATES = ("recent", "slow")  # of the decoders: normal noise at the start, where the other states are zero
TABLES: dict[str, tuple[type, tuple[str, ...]]] = {  # what a table says of which graphs
    "states": (dict, GRAPHS[:3]),
    "components": (int, GRAPHS[:2]), "temperatures": (list, GRAPHS[:2]),
}  # fmt: skip
MAP_COLUMNS = ("x", "y", "style", "loudness", "centroid", "latents")
MOST_POINTS = 1000  # of the map: every step looks at all of them
LARGEST_JSON = 16 << 20  # bytes; a model.json is some hundred kilobytes


@dataclass(frozen=True)
class Bundle:
    """Everything about a model that is not a weight. Vectors are lists, in the order of `features.descriptors`.

    name, styles, licence: as shown by `realtime-gen models`.
    features, frames_per_step, steps_per_score: the rates; a network step is frames_per_step * hop samples.
    latents: number of latents, in sigma, most important first.
    states: for each graph its state inputs, name -> shape, in order; outputs: next_<name>. Zero at
        the start, but for NOISE_STATES.
    score_low, score_high: (65,) range of each descriptor over the training audio, half a percent cut at either end.
    style_quantiles: (styles, 5, PLAIN) at 1, 15, 50, 85 and 99 percent of each style's recordings (of the flux: of its
        attacks): a free run stays inside the outer two and is drawn back gently between the inner ones.
    temperatures: of composer and performer, (weights, widths), when the parameter `temperature` is 1.
    decays: (styles,) dB a second, how fast tones die away in the recordings of each.
    map: moments of the training audio, one list for each of MAP_COLUMNS: places x and y in -1..1, index of the style,
        loudness and centroid of the second, its mean latents.
    phrases: for each style a few excerpts of its score, (n, 65), that bring the composer into the style.
    onset_flux: dB, the flux of a clear attack (`density` writes it).
    hashes: SHA-256 of each graph file.
    qualities: of QUALITIES, "high" first. stereo_bands: of `features.StereoSpec`, 0 for a model that learnt none.
    generator: who plays the graphs, "onnx" or a plug-in's (see `plugins`).
    """

    name: str
    styles: list[str]
    licence: str
    features: dict[str, Any]
    frames_per_step: int
    steps_per_score: int
    latents: int
    states: dict[str, dict[str, list[int]]]
    components: dict[str, int]
    score_low: list[float]
    score_high: list[float]
    style_quantiles: list[list[list[float]]]
    temperatures: dict[str, list[float]]
    decays: list[float]
    map: dict[str, list[Any]]
    phrases: dict[str, list[list[list[float]]]]
    onset_flux: float
    hashes: dict[str, str]
    schema: int = SCHEMA
    parameters: int = 0
    training: dict[str, Any] = field(default_factory=dict)
    qualities: list[str] = field(default_factory=lambda: ["high"])
    stereo_bands: int = 0
    generator: str = "onnx"

    @property
    def spec(self) -> FeatureSpec:
        return FeatureSpec.from_dict(self.features)

    def spec_of(self, quality: str) -> FeatureSpec:
        """The features that the decoder of a quality writes. Raises UsageError if the model does not have it."""
        if quality not in self.qualities:
            raise UsageError(
                f"the model {self.name} has no quality '{quality}': play it in {' or '.join(self.qualities)}, "
                "or choose one that has ('realtime-gen models' says which)"
            )
        return self.spec if quality == "high" else self.spec.low_latency

    def frames_of(self, quality: str) -> int:
        """Feature frames in a network step."""
        return self.frames_per_step * self.spec.hop // self.spec_of(quality).hop

    @property
    def graphs(self) -> list[str]:
        """Names of the graph files."""
        return [*GRAPHS, *(DECODERS[quality] for quality in self.qualities if DECODERS[quality] not in GRAPHS)]

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False)


@dataclass(frozen=True)
class Model:
    """A checked model folder."""

    path: Path
    bundle: Bundle

    def graph(self, name: str) -> Path:
        return self.path / f"{name}.onnx"

    @property
    def size_mb(self) -> float:
        return sum(p.stat().st_size for p in self.path.iterdir() if p.is_file()) / 1e6


def write_atomically(path: Path, text: str) -> None:
    """Write a text file beside its place and rename it, so that nobody ever reads half of it."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def data_folder() -> Path:
    """What belongs to the user: models, takes."""
    data_home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data_home / "realtime-gen"


def model_folders() -> list[Path]:
    """Where models are looked for by name: ./exported_models, the user's own folder, then the shipped ones."""
    package = Path(__file__).resolve().parent
    shipped = package / "exported_models"  # inside the wheel
    if not shipped.is_dir():
        shipped = package.parent / "exported_models"  # in a checkout
    return [Path.cwd() / "exported_models", data_folder() / "models", shipped]


def find_models() -> dict[str, Path]:
    """Every model folder by name; where a name occurs twice, the earlier place of `model_folders` wins."""
    found: dict[str, Path] = {}
    for folder in model_folders():
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if (path / "model.json").is_file():
                    found.setdefault(path.name, path)
    return found


DEFAULT_MODEL = "seven"
INVERTER = "hybrid"  # of the engine: its sound is 1 dB a band from what a model wrote; rtpghi: 3 dB, 5 ms sooner


def load_model(name_or_path: str | Path = DEFAULT_MODEL) -> Model:
    """A model by its name or by the path of its folder.

    Raises ModelError in one sentence: unknown name, missing or damaged file, other schema, changed graph.
    """
    path = Path(name_or_path)
    if not (path / "model.json").is_file():
        models = find_models()
        named = models.get(str(name_or_path))
        if named is None:
            known = ", ".join(sorted(models)) or "none found"
            raise ModelError(
                f"no model called '{name_or_path}': 'realtime-gen models' lists what there is ({known}), "
                "or give the path of a folder with a model.json"
            )
        path = named
    bundle = _read(path)
    for graph in bundle.graphs:
        file = path / f"{graph}.onnx"
        if not file.is_file():
            raise ModelError(f"the model in {path} has no {graph}.onnx: copy the whole folder again")
        if sha256(file) != bundle.hashes.get(graph):
            raise ModelError(f"{file} is damaged or not the one exported with its model.json: copy the folder again")
    return Model(path.resolve(), bundle)


def _read(path: Path) -> Bundle:
    file = path / "model.json"
    try:
        if file.stat().st_size > LARGEST_JSON:
            raise ModelError(f"{file} is larger than {LARGEST_JSON >> 20} MB: it is not a model of ours")
        values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{file} cannot be read as JSON ({error}): copy the model folder again") from error
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        raise ModelError(f"{file} is not of schema {SCHEMA}: export the model again with this version of realtime-gen")
    known = {f.name for f in fields(Bundle)}
    try:
        bundle = Bundle(**{key: value for key, value in values.items() if key in known})
        _check(bundle)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ModelError(f"{file} is incomplete or inconsistent ({error}): export the model again") from error
    return bundle


def _check(bundle: Bundle) -> None:
    """Lengths and names that everything later relies on. Raises ValueError naming the field."""
    bundle.spec  # noqa: B018 - raises for an impossible feature spec
    if not 1 <= len(bundle.styles) <= 64 or len(set(bundle.styles)) != len(bundle.styles):
        raise ValueError("styles must be 1 to 64 different names")
    if not isinstance(bundle.name, str) or not isinstance(bundle.licence, str):
        raise ValueError("name and licence must be texts")
    for name, (kind, graphs) in TABLES.items():
        table = getattr(bundle, name)
        if not isinstance(table, dict) or not all(isinstance(table.get(graph), kind) for graph in graphs):
            raise ValueError(f"{name} must describe {', '.join(graphs)}")
    if not isinstance(bundle.onset_flux, int | float):
        raise ValueError("onset_flux must be a number")
    lengths = {
        "score_low": N_SCORE,
        "score_high": N_SCORE,
        "decays": len(bundle.styles),
    }
    for name, length in lengths.items():
        vector = getattr(bundle, name)
        if len(vector) != length or not all(isinstance(v, int | float) for v in vector):
            raise ValueError(f"{name} must hold {length} numbers")
    shapes = {(len(rows), *{len(row) for row in rows}) for rows in bundle.style_quantiles}
    if len(bundle.style_quantiles) != len(bundle.styles) or shapes != {(5, PLAIN)}:
        raise ValueError(f"style_quantiles must hold 5 rows of {PLAIN} numbers for each style")
    _check_map(bundle)
    if bundle.qualities[:1] != ["high"] or not set(bundle.qualities) <= set(QUALITIES):
        raise ValueError(f"qualities must be some of {', '.join(QUALITIES)}, beginning with high")
    if not isinstance(bundle.stereo_bands, int) or not 0 <= bundle.stereo_bands <= 64:
        raise ValueError("stereo_bands must lie in 0..64")
    for quality in bundle.qualities:
        bundle.spec_of(quality)  # raises for bands that half a window cannot have
        if not isinstance(bundle.states.get(DECODERS[quality]), dict):
            raise ValueError(f"states must describe {DECODERS[quality]}")
    if not isinstance(bundle.generator, str):
        raise ValueError("generator must be a name")
    if set(bundle.hashes) != set(bundle.graphs):
        raise ValueError(f"hashes must name {', '.join(bundle.graphs)}")
    if set(bundle.phrases) != set(bundle.styles) or not all(bundle.phrases.values()):
        raise ValueError("phrases must hold at least one excerpt of each style")
    if any(len(row) != N_SCORE for excerpts in bundle.phrases.values() for rows in excerpts for row in rows):
        raise ValueError(f"phrases must be rows of {N_SCORE} numbers")
    if not 1 <= bundle.frames_per_step <= 16 or not 1 <= bundle.steps_per_score <= 64:
        raise ValueError("frames_per_step must lie in 1..16 and steps_per_score in 1..64")


def _check_map(bundle: Bundle) -> None:
    columns = [bundle.map[name] for name in MAP_COLUMNS]
    points = len(columns[0])
    if not 1 <= points <= MOST_POINTS or any(len(column) != points for column in columns):
        raise ValueError(f"map must hold as many of each of {', '.join(MAP_COLUMNS)}, 1 to {MOST_POINTS}")
    if not set(bundle.map["style"]) <= set(range(len(bundle.styles))):
        raise ValueError("map must name styles by their number")
    if any(len(row) != bundle.latents for row in bundle.map["latents"]):
        raise ValueError(f"map must hold {bundle.latents} latents a point")
    for column in (*columns[:-1], *bundle.map["latents"]):
        if not all(isinstance(value, int | float) and math.isfinite(value) for value in column):
            raise ValueError("map must hold numbers")
