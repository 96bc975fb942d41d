"""What the programs say of themselves: every option with its range, the README's table, completion in a real shell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from conftest import COMMANDS, Cli

from realtime import manual
from realtime.bundle import Model
from realtime.cli import main
from realtime.config import LIMITS
from realtime.osc.namespace import entries
from realtime.osc.table import BEGIN, END, families_of, table
from realtime.parameters import Registry
from training.cli import main as train

NUMBERS = ("HZ", "N", "MS", "PORT", "S")  # metavars of options that are numbers
RANGE = re.compile(r"\d(\.\d+)?(e\d+)? to \d|x>=\d|<=x<=")  # in our words, or in click's


def commands(group: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, group
    if isinstance(group, click.Group):
        for inner, command in group.commands.items():
            yield from commands(command, f"{name} {inner}")


EVERY = dict([*commands(main, "realtime-gen"), *commands(train, "realtime-train")])


@pytest.mark.parametrize("name", EVERY)
def test_every_command_and_option_is_explained_and_numbers_have_ranges(name: str) -> None:
    command = EVERY[name]
    assert command.help and len(command.get_short_help_str(300).split()) >= 3
    for option in command.params:
        if not isinstance(option, click.Option) or option.hidden:
            continue
        assert option.help and len(option.help.split()) >= 2, option.opts
        number = isinstance(option.type, click.types.IntParamType | click.types.FloatParamType)
        if number or option.metavar in NUMBERS:
            record = option.get_help_record(click.Context(command))
            assert record and RANGE.search(record[1]), f"{name} {option.opts}: from what to what?"


def test_the_limits_of_settings_are_those_that_the_help_names() -> None:
    options = {option.name: option.help for option in main.params if isinstance(option, click.Option)}
    for name, (low, high) in LIMITS.items():
        assert f"{low:.10g} to {high:.10g}" in (options[name] or ""), name


def test_the_manual_has_every_option_in_a_group_and_fits_a_terminal() -> None:
    grouped = {name for names in manual.GROUPS.values() for name in names}
    assert grouped == {option.name for option in main.params} and manual.LAST in manual.GROUPS
    with click.Context(main, info_name="realtime-gen", terminal_width=80) as context:
        shown = main.get_help(context).splitlines()
    assert max(map(len, shown)) <= 80
    titles = [*manual.GROUPS, "Commands", *(title for title, _ in manual.SECTIONS)]
    assert [line[:-1] for line in shown if re.fullmatch(r"[A-Z][^.]*:", line)] == titles
    assert not [line for line in shown[1:] if line.endswith("...")], "a command's short help is cut off"


def test_the_table_in_the_readme_is_what_the_program_says(model: Model, root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    found = re.search(f"{re.escape(BEGIN)}\n+(.*?)\n+{re.escape(END)}", readme, re.S)
    assert found, f"the README has no table between {BEGIN} and {END}"
    assert found[1] == table(entries(Registry(model.bundle))), (
        "the README's table is out of date: put what 'realtime-gen osc --markdown' says between its markers"
    )


def test_no_address_is_missing_in_the_table(model: Model) -> None:
    every = list(entries(Registry(model.bundle)))
    assert [entry for family in families_of(every) for entry in family.entries] == every
    shown = table(every)
    for name in ("/rt/param/gain", "/rt/freeze", "/rt/param/chroma/C` to `B", "/rt/latent/...", "`strings`"):
        assert name in shown
    assert all(line.count(" | ") == 4 for line in shown.splitlines()[2:])


COMPLETED = {
    "--model pla": ["playable"],
    "--model playable --preset mu": ["'music box'"],
    "render --set style/p": ["style/piano="],
    "--set bri": ["brightness="],
    "--inverter rtpghi": ["rtpghi", "rtpghi0"],
    "--model ../../../nowhere --preset a": [],
}


def test_bash_completes(cli: Cli, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash")
    (tmp_path / "completion").write_text(cli("completion", "bash").stdout)
    script = ["source completion"]
    for line in COMPLETED:
        words = line.split()
        script += [f"COMP_WORDS=(realtime-gen {line}); COMP_CWORD={len(words)}; COMPREPLY=()"]
        script += ["_realtime_gen_completion realtime-gen", 'printf "%s|" "${COMPREPLY[@]}"; echo']
    path = f"{COMMANDS}{os.pathsep}{os.environ['PATH']}"  # the environment of the tests need not be active
    answered = subprocess.run(
        [bash, "-c", "\n".join(script)], cwd=tmp_path, env=os.environ | {"PATH": path}, capture_output=True, text=True,
        timeout=60,
    )  # fmt: skip
    found = [line.strip("|").split("|") for line in answered.stdout.splitlines()]
    assert dict(zip(COMPLETED, found, strict=True)) == {line: names or [""] for line, names in COMPLETED.items()}
    assert answered.stderr == ""


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_get_a_script(shell: str, cli: Cli) -> None:
    written = cli("completion", shell)
    assert written.returncode == 0 and "_REALTIME_GEN_COMPLETE=" in written.stdout and written.stderr == ""
