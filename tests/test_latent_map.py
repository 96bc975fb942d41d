"""The latent map leads from sound to sound: through its moments, without a step, and only as far as one steers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from realtime.bundle import Model, load_model
from realtime.controls import Controls
from realtime.errors import ModelError
from realtime.generators import OnnxGenerator
from realtime.latent_map import NEAREST, LatentMap


@pytest.fixture(scope="module")
def latent_map(model: Model) -> LatentMap:
    return LatentMap(model.bundle)


def test_at_a_moment_it_is_that_moment(model: Model, latent_map: LatentMap) -> None:
    cloud = model.bundle.map
    places = list(zip(cloud["x"], cloud["y"], strict=True))
    for n in range(0, len(places), 7):
        if places.count(places[n]) > 1:
            continue
        latents, styles = latent_map.at(*places[n])
        np.testing.assert_allclose(latents, cloud["latents"][n], atol=1e-4)
        assert styles.argmax() == cloud["style"][n] and styles.max() == pytest.approx(1.0, abs=1e-4)


def test_near_a_moment_it_is_nearly_that_moment(model: Model, latent_map: LatentMap) -> None:
    cloud = model.bundle.map
    x, y, latents = cloud["x"][3], cloud["y"][3], np.array(cloud["latents"][3])
    away = [np.abs(latent_map.at(x + d, y)[0] - latents).max() for d in (1e-2, 1e-3, 2e-4)]
    assert away[2] < 0.02 and away[2] <= away[1] + 1e-3


def test_moving_is_without_steps(latent_map: LatentMap) -> None:
    """Half the distance is about half the change, wherever one goes; a step would stay as it is."""
    rng = np.random.default_rng(0)
    largest = []
    for points in (1500, 3000):
        jumps = []
        for start, end in rng.uniform(-1.0, 1.0, (2, 2, 2)):
            line = start + np.linspace(0.0, 1.0, points)[:, None] * (end - start)
            found = np.array([np.concatenate(latent_map.at(x, y)) for x, y in line])
            jumps.append(np.abs(np.diff(found, axis=0)).max())
        rng = np.random.default_rng(0)
        largest.append(max(jumps))
    assert largest[1] < 0.7 * largest[0], largest  # measured 0.49 to 0.51


@pytest.mark.parametrize("corner", [(-1.0, -1.0), (1.0, -1.0), (0.0, 0.0), (0.3, 1.0)])
def test_between_moments_it_is_inside_what_they_are(latent_map: LatentMap, model: Model, corner: tuple) -> None:
    latents, styles = latent_map.at(*corner)
    cloud = np.array(model.bundle.map["latents"])
    squares = (np.array(model.bundle.map["x"]) - corner[0]) ** 2 + (np.array(model.bundle.map["y"]) - corner[1]) ** 2
    near = cloud[np.argsort(squares)[:NEAREST]]
    assert (latents >= near.min(axis=0) - 1e-4).all() and (latents <= near.max(axis=0) + 1e-4).all()
    assert styles.sum() == pytest.approx(1.0, abs=1e-5) and styles.min() >= 0.0


def steered(model: Model, steer: float, x: float, y: float) -> tuple[np.ndarray, OnnxGenerator]:
    generator, controls = OnnxGenerator(model, 1), Controls.of(model)
    controls.steer, controls.x, controls.y = steer, x, y
    frames = np.zeros((24, generator.frames_per_step, model.bundle.spec.dim), np.float32)
    for frame in frames:
        generator.step(controls, frame)
    return frames, generator


def test_without_steer_the_place_changes_nothing(model: Model) -> None:
    np.testing.assert_array_equal(steered(model, 0.0, 0.0, 0.0)[0], steered(model, 0.0, 0.9, -0.9)[0])


def test_steering_all_the_way_the_decoder_hears_the_moment_and_its_style(model: Model) -> None:
    cloud = model.bundle.map
    other = next(n for n, style in enumerate(cloud["style"]) if style == len(model.bundle.styles) - 1)
    _, generator = steered(model, 1.0, cloud["x"][other], cloud["y"][other])
    decoder, performer = (generator._networks[name].inputs for name in ("decoder", "performer"))
    expected = np.clip(cloud["latents"][other], -4.0, 4.0)
    np.testing.assert_allclose(decoder["latents"][0, 0], expected, atol=1e-3)
    assert decoder["styles"][0, 0].argmax() == performer["styles"][0, 0].argmax() == cloud["style"][other]
    composer = generator._networks["composer"].inputs["styles"][0, 0]
    assert composer.argmax() == 0, "the composer keeps the style that was asked for"


BROKEN_MAPS = {
    "no map": lambda m: 3,
    "no points": lambda m: {name: [] for name in m},
    "a column missing": lambda m: {name: column for name, column in m.items() if name != "y"},
    "columns of several lengths": lambda m: m | {"x": m["x"][:-1]},
    "a style that is none": lambda m: m | {"style": [99] * len(m["style"])},
    "too few latents": lambda m: m | {"latents": [row[:-1] for row in m["latents"]]},
    "not a number": lambda m: m | {"latents": [[float("nan")] * len(row) for row in m["latents"]]},
    "too many points": lambda m: {name: (column * 1001)[:1001] for name, column in m.items()},
}


@pytest.mark.parametrize("case", BROKEN_MAPS)
def test_a_broken_map_is_refused_when_the_model_is_loaded(model: Model, tmp_path: Path, case: str) -> None:
    contents = json.loads((model.path / "model.json").read_text())
    contents["map"] = BROKEN_MAPS[case](contents["map"])
    (tmp_path / "model.json").write_text(json.dumps(contents))
    with pytest.raises(ModelError, match=r"model\.json is incomplete or inconsistent.*export the model again"):
        load_model(tmp_path)


def test_the_map_that_is_made_keeps_neighbours_together_and_fills_the_pad(tmp_path: Path, model: Model) -> None:
    from sklearn.manifold import trustworthiness

    from training.latent_map import layout, plot_map, spread

    rng = np.random.default_rng(0)
    styles = np.repeat([0, 1, 2], 40)
    latents = (rng.standard_normal((3, 6))[styles] + 0.5 * rng.standard_normal((120, 6))).astype(np.float32)
    places = spread(layout(latents, styles))
    assert trustworthiness(latents, places, n_neighbors=8) > 0.945  # measured 0.961; the two principal axes have 0.933
    assert np.allclose(np.percentile(places, [0, 25, 50, 75, 100], axis=0).T, [-1.0, -0.5, 0.0, 0.5, 1.0], atol=0.02)
    plot_map(model.bundle, tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
