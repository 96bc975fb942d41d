"""A score written comes back as it was played; one written by hand is read, or refused at its line and column."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from osc_tools import make_registry

from realtime import score
from realtime.score import Event, ScoreError, ScoreWriter, differences, format_event, parse_score
from realtime.values import Values

addresses = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).map(lambda text: f"/{text}")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**63), 2**63 - 1)
events = st.tuples(st.floats(0.0, 1e6), addresses, st.lists(numbers | texts, max_size=6).map(tuple))


@given(st.lists(events, max_size=8))
def test_what_was_written_is_read_again(played: list) -> None:
    """Arguments exactly, with their types; times to half a microsecond, in which 192 kHz has a tenth of a frame."""
    text = "".join(format_event(*event) + "\n" for event in played)
    read = parse_score(text)
    expected = sorted(played, key=lambda event: round(event[0], 6))
    assert [(event.address, event.arguments) for event in read] == [(a, arguments) for _, a, arguments in expected]
    for event, (seconds, _, arguments) in zip(read, expected, strict=True):
        assert abs(event.seconds - seconds) <= 0.51e-6
        assert [type(a) for a in event.arguments] == [type(a) for a in arguments]
        signs = [math.copysign(1, a) for a in event.arguments if isinstance(a, float)]
        assert signs == [math.copysign(1, a) for a in arguments if isinstance(a, float)]


def test_it_looks_as_people_write_it() -> None:
    assert format_event(12.5, "/rt/param/brightness", (0.7,)) == "12.5 /rt/param/brightness 0.7"
    assert format_event(0.0, "/rt/style/night rain", (1,)) == '0 "/rt/style/night rain" 1'
    assert format_event(3.0, "/rt/param/chroma/C#", (np.float64(1e-7),)) == "3 /rt/param/chroma/C# 1e-07"
    assert format_event(1 / 3, "/rt/model", ('Öde "an" die\n',)) == r'0.333333 /rt/model "\u00d6de \"an\" die\n"'
    assert format_event(10.0, "/rt/model", ("für Elise",)) == '10 /rt/model "für Elise"'


def test_by_hand_with_comments_blanks_tabs_and_in_any_order() -> None:
    text = (
        "\ufeff# a piece\r\n\r\n  2.5\t/rt/param/chroma/C# .5   # loud\r\n"
        '1. "/rt/style/night rain" +1e0\n\n1 /rt/panic\n0 /rt/model "a # b" # c\n 10 /rt/latents -1 2. 3e-2'
    )
    assert parse_score(text) == [
        Event(0.0, "/rt/model", ("a # b",), 7, 3, (13,)),
        Event(1.0, "/rt/style/night rain", (1.0,), 4, 4, (27,)),
        Event(1.0, "/rt/panic", (), 6, 3, ()),
        Event(2.5, "/rt/param/chroma/C#", (0.5,), 3, 7, (27,)),
        Event(10.0, "/rt/latents", (-1, 2.0, 0.03), 8, 5, (17, 20, 23)),
    ]
    assert parse_score("") == [] == parse_score("# nothing")


@pytest.mark.parametrize(
    ("line", "column", "what"),
    [
        ("now /rt/panic", 1, "'now' is no time"),
        ('"1" /rt/panic', 1, "no time"),
        ("-1 /rt/panic", 1, "between 0 and"),
        ("1e9 /rt/panic", 1, "between 0 and"),
        ("nan /rt/panic", 1, "no time"),
        ("1,5 /rt/panic", 1, "no time"),
        ("  1", 4, "an address is missing"),
        ("1 # /rt/panic", 2, "an address is missing"),
        ("1 rt/panic", 3, "addresses start with a slash"),
        ("1 /rt/param/gain 0,5", 18, "decimals come after a point"),
        ("1 /rt/model seven", 13, 'in quotes, as in "seven"'),
        ("1 /rt/param/gain inf", 18, "'inf' is no number"),
        ("1 /rt/param/gain 1_000", 18, "'1_000' is no number"),
        ("1 /rt/param/gain ٣", 18, "is no number"),
        ("1 /rt/param/gain 1e999", 18, "too large"),
        (f"1 /rt/param/gain {2**63}", 18, "64 bits"),
        (f"1 /rt/param/gain {'9' * 5000}", 18, "64 bits"),
        ('1 /rt/model "seven', 13, "a text in quotes that is wrong here"),
        (r'1 /rt/model "a\q"', 15, "a text in quotes that is wrong here"),
        ('1 /rt/model "seven"2', 20, "a blank is missing"),
        ("1 /rt/latents" + " 0.5" * 20_000, 65536, "more than 65536 characters"),
    ],
)
def test_mistakes_are_named_with_line_and_column(line: str, column: int, what: str) -> None:
    with pytest.raises(ScoreError) as caught:
        parse_score(f"# a piece\n0 /rt/panic\n{line}\n5 /rt/panic\n")
    assert (caught.value.line, caught.value.column) == (3, column)
    assert str(caught.value).startswith(f"line 3, column {column}: ") and what in str(caught.value)
    assert caught.value.exit_code == 2


@given(st.text(max_size=200))
def test_any_text_is_a_score_or_named_as_none(text: str) -> None:
    try:
        parse_score(text)
    except ScoreError as error:
        assert 1 <= error.line <= text.count("\n") + 1 and 1 <= error.column <= len(text) + 1


# -- the state at the start -------------------------------------------------------------------------------------------


def obey(values: Values, messages: object) -> None:
    for address, (value,) in messages:  # type: ignore[attr-defined]
        _, _, kind, name = address.split("/", 3)
        if kind == "param":
            values.set(name, value)
        else:
            values.set_automatic(name, value > 0.5)


@given(st.lists(st.tuples(st.integers(0, 60), st.floats(-20.0, 20.0), st.booleans()), max_size=30))
def test_the_differences_bring_fresh_values_to_the_same_state(moves: list[tuple[int, float, bool]]) -> None:
    registry = make_registry()
    values, fresh = Values(registry), Values(registry)
    for i, value, on in moves:
        parameter = registry.parameters[i % len(registry)]
        values.set(parameter.name, value)
        if parameter.automatic:
            values.set_automatic(parameter.name, on)
    obey(fresh, differences(values))
    assert fresh.slots.tolist() == values.slots.tolist()
    assert fresh.automatic.tolist() == values.automatic.tolist()


def test_what_is_at_its_default_is_not_written() -> None:
    values = Values(make_registry())
    assert list(differences(values)) == []
    values.set("gain", -6.0)
    values.set("gain", 0.0)
    values.set("density", values.get("density"))
    assert list(differences(values)) == [("/rt/param/density", (2.0,))]


# -- to the disk ------------------------------------------------------------------------------------------------------


def test_lines_reach_the_disk_with_each_flush_and_many_threads_lose_none(tmp_path: Path) -> None:
    writer = ScoreWriter(tmp_path / "a.score")
    writer.comment("two\nlines")
    writer.flush()
    assert (tmp_path / "a.score").read_text() == "# two lines\n"

    def play(who: int) -> None:
        for i in range(2000):
            writer.add(i / 1000, f"/rt/latent/{who}", (float(i),))

    threads = [threading.Thread(target=play, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        writer.flush()
    writer.close()
    writer.close()
    writer.add(9.0, "/rt/panic", ())  # too late, and harmless
    read = parse_score((tmp_path / "a.score").read_text())
    assert len(read) == 8000 and writer.error is None and writer.lines == 8001
    for who in range(4):
        assert [e.arguments[0] for e in read if e.address == f"/rt/latent/{who}"] == [float(i) for i in range(2000)]


def test_a_negative_time_is_the_beginning(tmp_path: Path) -> None:
    writer = ScoreWriter(tmp_path / "a.score")
    writer.add(-0.25, "/rt/panic", ())
    writer.close()
    assert (tmp_path / "a.score").read_text() == "0 /rt/panic\n"


def test_the_memory_for_a_slow_disk_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score, "MAX_PENDING", 10_000)
    writer = ScoreWriter(tmp_path / "a.score")
    for i in range(10_000):
        writer.add(float(i), "/rt/latent/0", (0.5,))
    assert writer.error is not None and "too slow" in writer.error
    writer.close()
    text = (tmp_path / "a.score").read_text()
    assert 9_900 < len(text) < 10_100 and text.endswith("\n")
    assert [event.seconds for event in parse_score(text)] == [float(i) for i in range(text.count("\n"))]


def test_a_full_disk_leaves_whole_lines_and_a_message(full_disk: Path) -> None:
    path = full_disk / "a.score"
    writer = ScoreWriter(path)
    for i in range(30_000):  # 1.2 MB for a disk of 1
        writer.add(i / 100, "/rt/param/brightness", (i / 30_000,))
        if i % 1000 == 0:
            writer.flush()
    writer.close()
    assert writer.error is not None and "No space left" in writer.error
    read = parse_score(path.read_text())
    assert 15_000 < len(read) == writer.lines < 30_000
    assert [event.seconds for event in read] == [i / 100 for i in range(len(read))]


def test_adding_never_waits_for_the_disk(tmp_path: Path) -> None:
    """10 000 messages take the time of formatting them, a few hundredths of a second, and no file is touched."""
    writer = ScoreWriter(tmp_path / "a.score")
    size: Callable[[], int] = lambda: (tmp_path / "a.score").stat().st_size  # noqa: E731
    began = time.thread_time()
    for i in range(10_000):
        writer.add(i / 1000, "/rt/latent/0", (i / 1000,))
    assert time.thread_time() - began < 1.0 and size() == 0  # 0.03 s measured
    writer.close()
    assert size() > 0


def test_an_exclusive_score_is_not_taken_from_another(tmp_path: Path) -> None:
    first = ScoreWriter(tmp_path / "a.part", exclusively=True)
    with pytest.raises(FileExistsError):
        ScoreWriter(tmp_path / "a.part", exclusively=True)
    first.discard()
    assert list(tmp_path.iterdir()) == []
