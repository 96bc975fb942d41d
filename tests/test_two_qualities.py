"""One model, two qualities: the same music through two windows, each with the latency that it says it has."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from model_variants import variant
from test_model_swap import Client
from test_supervision import engine_of, said, wait_for

from realtime import Engine, load_model
from realtime.bundle import Model
from realtime.controls import Controls
from realtime.doctor.finding import PROBLEM
from realtime.doctor.program import judge_models
from realtime.errors import ModelError, UsageError
from realtime.features import DescriptorSpec
from realtime.features.descriptors import CENTROID, LOUDNESS, N_DESCRIPTORS
from realtime.generators import OnnxGenerator
from realtime.guard import LoudnessGuard
from realtime.inversion import METHODS
from realtime.limiter import latency_samples as limiter_latency

SEED, SECOND = 5, 48_000


@pytest.fixture(scope="module")
def plain(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Model:
    """The default model without the quality "low", mono."""
    return variant(model, tmp_path_factory.mktemp("models") / "plain", low=False)


def play(engine: Engine, frames: int) -> np.ndarray:
    out = np.zeros((frames, 2), np.float32)
    engine.process(out)
    return out


# -- the music --


def test_the_same_seed_and_score_are_the_same_music_in_both(both: Model) -> None:
    """What the decoder is told, step by step, is the same to the bit. What is heard, but for the texture, which is
    drawn anew in either, has the same loudness and centroid: correlations over time of the renders' descriptors, 43 ms
    each. Measured: 0.99, 0.999; with another seed's 0.4.
    """
    spec = DescriptorSpec(both.bundle.spec)

    def played(quality: str, seed: int) -> tuple[np.ndarray, np.ndarray]:
        engine = Engine(both, seed, quality=quality)
        engine.set("fade", 0.0)
        engine.set("texture", 0.0)
        engine.reset()
        generator, told = engine.generator, []
        step = generator.step

        def recorded(controls: Controls, out: np.ndarray) -> None:
            step(controls, out)
            told.append(generator.told.copy())

        generator.step = recorded  # type: ignore[method-assign]
        play(engine, engine.latency_samples)
        sound = play(engine, 6 * SECOND)
        steps = spec.pool_steps(spec.compute(both.bundle.spec.power(sound.mean(axis=1))))
        return np.stack(told[:500]), steps[: len(steps) // 4 * 4].reshape(-1, 4, N_DESCRIPTORS).mean(axis=1)[2:-2]

    def likeness(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return np.array([np.corrcoef(one[:, i], other[:, i])[0, 1] for i in (LOUDNESS, CENTROID)])

    (told, high), (told_low, low) = played("high", SEED), played("low", SEED)
    told_another, another = played("low", SEED + 1)
    assert np.array_equal(told, told_low)
    assert not np.array_equal(told, told_another)
    same, other = likeness(high, low), likeness(high, another)
    assert (same > 0.9).all() and (other < 0.8).all(), (same, other)


def test_what_the_networks_write_before_the_decoder_is_the_same_to_the_bit(both: Model) -> None:
    high, low, controls = OnnxGenerator(both, SEED), OnnxGenerator(both, SEED, "low"), Controls.of(both)
    frames = [np.zeros((g.frames_per_step, both.bundle.spec.dim), np.float32) for g in (high, low)]
    for _ in range(40):
        high.step(controls, frames[0])
        low.step(controls, frames[1])
        np.testing.assert_array_equal(high.told, low.told)
        np.testing.assert_array_equal(high.stereo, low.stereo)
    assert high.step_s == low.step_s
    assert len(frames[1]) == 2 * len(frames[0])


def test_blocks_of_any_size_give_the_same_samples_in_low_too(both: Model) -> None:
    engine = Engine(both, SEED, quality="low")
    whole = play(engine, 12_000)
    assert whole[4096:].std() > 1e-4
    for size in (1, 127, 129, 1000):
        engine.reset(SEED)
        cut = np.concatenate([play(engine, size) for _ in range(min(4000, 12_000) // size)])
        np.testing.assert_array_equal(cut, whole[: len(cut)])


# -- latency and tables --


@pytest.mark.parametrize("method", METHODS)
def test_half_the_window_is_half_the_latency_of_the_inversion(both: Model, method: str) -> None:
    high, low = (Engine(both, inverter=method, quality=quality) for quality in ("high", "low"))
    limiter = limiter_latency(SECOND)
    spec = both.bundle.spec
    assert high.latency_samples == spec.n_fft // 2 + METHODS[method].look_ahead * spec.hop + limiter
    assert low.latency_samples - limiter == (high.latency_samples - limiter) // 2


def test_the_loudness_guard_hears_the_same_level_in_both(both: Model) -> None:
    """Of noise and of a tone; 0.001 dB apart and 0.007 dB off were measured."""
    t = np.arange(2 * SECOND) / SECOND
    for sound in (0.1 * np.random.default_rng(0).standard_normal(len(t)), 0.1 * np.sin(2 * np.pi * 440.0 * t)):
        levels = []
        for quality in ("high", "low"):
            spec = both.bundle.spec_of(quality)
            guard = LoudnessGuard(spec)
            guard.listen(spec.forward(sound)[16:-16], -20.0, 60.0)
            levels.append(guard.state.deviation_db)
        assert levels[0] == pytest.approx(levels[1], abs=0.01)
        assert levels[0] == pytest.approx(20.0 * np.log10(sound.std()) + 20.0, abs=0.05)


def test_models_are_listed_with_the_latency_of_each_quality(
    both: Model, plain: Model, cli: Callable, tmp_path: Path
) -> None:
    (tmp_path / "exported_models").mkdir()
    for model in (both, plain):
        (tmp_path / "exported_models" / model.bundle.name).symlink_to(model.path)
    found = {row["name"]: row for row in json.loads(cli("models", "--json").stdout)}
    high, low = (1000.0 * Engine(both, quality=quality).latency_samples / SECOND for quality in ("high", "low"))
    assert found["both"]["qualities"] == pytest.approx({"high": high, "low": low}, abs=0.06)
    assert found["plain"]["qualities"] == pytest.approx({"high": high}, abs=0.06)
    assert found["both"]["latency_ms"] == found["both"]["qualities"]["high"]
    assert f"high {high:.1f} ms, low {low:.1f} ms" in cli("models").stdout


# -- what a decoder may say --


def test_stereo_is_finite_and_in_range_whatever_the_decoder_writes(both: Model, plain: Model) -> None:
    generator, controls = OnnxGenerator(both, SEED, "low"), Controls.of(both)
    out = np.zeros((generator.frames_per_step, both.bundle.spec.dim), np.float32)
    np.testing.assert_array_equal(generator.stereo, [0, 0, 1, 1])
    seen = []
    for _ in range(60):
        generator.step(controls, out)
        seen.append(generator.stereo)
    balance, coherence = np.split(np.array(seen), 2, axis=1)
    assert balance.min() == -1.0 and balance.max() == 1.0 and len(np.unique(balance)) > 20
    assert coherence.min() == np.float32(-0.6) and coherence.max() == 1.0

    decoder = generator._networks["decoder"]
    run = decoder.run

    def broken() -> np.ndarray:
        frames = run()
        decoder.outputs["stereo"].ravel()[:] = np.nan, 0.25, np.inf, -np.inf
        return frames

    decoder.run = broken  # type: ignore[method-assign]
    generator.step(controls, out)
    np.testing.assert_array_equal(generator.stereo, [0.0, 0.25, 1.0, 1.0])
    assert generator.stereo.dtype == np.float32
    assert OnnxGenerator(plain).stereo.shape == (0,)


def test_decoders_of_other_shapes_are_refused_in_words(both: Model, tmp_path: Path) -> None:
    swapped = tmp_path / "swapped"
    shutil.copytree(both.path, swapped)
    shutil.copy(both.graph("decoder"), swapped / "decoder_low.onnx")
    with pytest.raises(
        ModelError, match=r"decoder_low.onnx has input normal of shape \[1, 2, .*model.json says \[1, 4, "
    ):
        OnnxGenerator(replace(both, path=swapped), quality="low")
    OnnxGenerator(replace(both, path=swapped), quality="high")
    with pytest.raises(ModelError, match=r"output stereo of shape \[1, 1, 4\].*\[1, 1, 6\]"):
        OnnxGenerator(replace(both, bundle=replace(both.bundle, stereo_bands=3)))
    mono = onnx.load(str(both.graph("decoder")))
    mono.graph.output.remove(next(output for output in mono.graph.output if output.name == "stereo"))
    onnx.save(mono, str(swapped / "decoder.onnx"))
    with pytest.raises(ModelError, match=r"decoder.onnx is not a decoder of ours"):
        OnnxGenerator(replace(both, path=swapped))


def test_a_model_whose_low_decoder_is_missing_is_refused_in_words(both: Model, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(both.path, copy)
    (copy / "decoder_low.onnx").unlink()
    with pytest.raises(ModelError, match=r"has no decoder_low.onnx: copy the whole folder again"):
        load_model(copy)


# -- asking for what there is not --


def test_a_quality_that_the_model_does_not_have_is_refused_in_words(
    plain: Model, cli: Callable, tmp_path: Path
) -> None:
    sentence = "the model plain has no quality 'low': play it in high, or choose one that has"
    with pytest.raises(UsageError, match=sentence):
        Engine(plain, quality="low")
    for command in (["--device", "null", "--osc-port", 0], ["render", "a.wav", "--seconds", 1]):
        result = cli(*command, "--model", plain.path, "--quality", "low")
        assert result.returncode == 2
        assert sentence in result.stderr and result.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())
    findings = {finding.status: finding.finding for finding in judge_models(str(plain.path), "low")}
    assert sentence.partition(":")[0] in findings[PROBLEM]
    assert PROBLEM not in {finding.status for finding in judge_models(str(plain.path), "high")}


def test_a_quality_or_an_inverter_there_is_not_is_refused_in_words(cli: Callable) -> None:
    result = cli("--device", "null", "--osc-port", 0, env={"REALTIME_GEN_QUALITY": "medium"})
    assert (result.returncode, result.stdout) == (2, "")
    assert "REALTIME_GEN_QUALITY: 'medium' is no quality: use high or low" in result.stderr
    result = cli("--device", "null", "--osc-port", 0, "--inverter", "magic")
    assert (result.returncode, result.stdout) == (2, "")
    assert "inversion method 'magic' is not known: use one of rtpghi, rtpghi0, hybrid" in result.stderr


def test_the_state_of_the_other_quality_is_refused_in_words_and_its_own_goes_on(both: Model) -> None:
    high, low = (Engine(both, SEED, quality=quality) for quality in ("high", "low"))
    play(low, 10_007)
    state = low.save_state()
    first = play(low, 6000)
    low.reset(99)
    low.restore_state(state)
    np.testing.assert_array_equal(play(low, 6000), first)
    with pytest.raises(ValueError, match=r"saved in the quality 'low', not 'high': make an engine of that"):
        high.restore_state(state)


# -- on stage --


def test_models_with_and_without_low_are_swapped_and_a_crash_keeps_the_quality(
    both: Model, plain: Model, playing: Callable, environment: dict[str, str]
) -> None:
    folder = Path(environment["XDG_DATA_HOME"]) / "realtime-gen" / "models"
    folder.mkdir(parents=True)
    for model in (both, plain):
        (folder / model.bundle.name).symlink_to(model.path)
    variables = {"REALTIME_GEN_QUALITY": "low", "REALTIME_GEN_INVERTER": "rtpghi0"}
    one = playing("--model", "both", "--latency", "250", "--set", "fade=0.05", env=variables)
    assert said(one, r"^latency \d+ ms: .*\(low quality; ")
    client = Client(one.port)

    def latency_of(model: Model) -> float:
        """As reported while it plays."""
        client.listen_until_model(model.bundle.name)
        client.heard.clear()
        client.listen_until(lambda: "/rt/status/latency_ms" in client.heard, "the latency")
        client.heard.clear()  # of the next report the ring's part is known, too
        client.listen_until(lambda: "/rt/status/latency_ms" in client.heard, "the latency again")
        return float(client.heard["/rt/status/latency_ms"])  # type: ignore[arg-type]

    def expected_difference_ms() -> float:
        """Of high to low: the inversion's, less what a longer hop waits less in the same ring."""
        high, low = Engine(both, inverter="rtpghi0"), Engine(both, inverter="rtpghi0", quality="low")
        return 1000.0 * (high.latency_samples - low.latency_samples - (high.spec.hop - low.spec.hop)) / SECOND

    in_low = latency_of(both)
    client.send("/rt/model", "plain")
    client.listen_until_model("plain")
    wait_for(lambda: said(one, "plain has no quality 'low': it plays in high"), "the line that says so")
    wait_for(lambda: abs(latency_of(plain) - in_low - expected_difference_ms()) < 0.2, "high's latency")
    os.kill(engine_of(one), signal.SIGKILL)
    wait_for(lambda: said(one, "playing again"), "another engine plays")
    assert latency_of(plain) - in_low == pytest.approx(expected_difference_ms(), abs=0.2)
    client.send("/rt/model", "both")
    wait_for(lambda: abs(latency_of(both) - in_low) < 0.2, "low's latency again")
    os.kill(engine_of(one), signal.SIGKILL)
    wait_for(lambda: len(said(one, "playing again")) == 2, "another engine plays")
    assert latency_of(both) == pytest.approx(in_low, abs=0.2)
    assert not client.errors
    client.close()
    assert one.interrupt() == 130
