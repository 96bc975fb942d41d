"""`realtime-gen`: the program. Without a command it plays; the other commands stand in `listings` and `commands`.

Data goes to stdout, everything else to stderr. Exit codes: 0, 1 failure, 2 usage, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from realtime import __version__, completion
from realtime.commands import COMMANDS
from realtime.config import load_settings, parse_assignment
from realtime.listings import print_devices, reporting
from realtime.manual import Manual
from realtime.options import PRESET, SCORE, SET, inverter_option, model_option, quality_option


@click.group(cls=Manual, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="realtime-gen")
@click.option("-d", "--device", metavar="ID|NAME|null", shell_complete=completion.outputs,
              help="Sound output by number or part of its name; 'null' keeps time without sound. "
              "[default: the system's]")  # fmt: skip
@click.option("-l", "--list-devices", is_flag=True, help="List the sound devices and exit.")
@model_option(default=None)
@quality_option()
@inverter_option(default=None)
@click.option("--samplerate", metavar="HZ", help="Output rate, 8000 to 192000 Hz. [default: the model's, else "
              "the device's]")  # fmt: skip
@click.option("-b", "--blocksize", metavar="N", help="Frames a callback, 16 to 8192. [default: 256]")
@click.option("--latency", metavar="MS", help="Sound kept ready, 1 to 500 ms: less reacts sooner, more survives a busy "
              "machine. [default: 20 with real-time priority, else 100]")  # fmt: skip
@click.option("--channels", metavar="N|L,R", help="How many outputs to open, or the two to play on, counted from 1: 2 "
              "is stereo on 1 and 2, 3,4 on 3 and 4, 1 is mono. [default: 2]")  # fmt: skip
@click.option("--osc-host", metavar="H", help="Address to listen on for OSC; 0.0.0.0 lets every machine on the network "
              "play. [default: 127.0.0.1]")  # fmt: skip
@click.option("--osc-port", metavar="N", help="UDP and TCP port for OSC, 0 to 65535 (0: any free one). [default: 9000]")
@click.option("--osc-allow", metavar="NET[,NET]", help="Who may play from other machines: addresses or networks, as in "
              "192.168.1.0/24. [default: everyone who reaches --osc-host]")  # fmt: skip
@click.option("--feedback", metavar="HOST:PORT", help="Where to send OSC feedback besides the subscribers.")
@click.option("--seed", metavar="N", help="Start of the random numbers, 0 to 4294967295; the same seed gives the "
              "same walk.")  # fmt: skip
@PRESET
@SET
@click.option("--record", metavar="FILE", shell_complete=completion.files,
              help="Write what is heard to a .wav or .flac file.")  # fmt: skip
@SCORE
@click.option("--input-device", metavar="ID|NAME", shell_complete=completion.inputs,
              help="Sound input, a microphone say, that steers: its notes, "
              "attacks and loudness become the music's, as far as /rt/input/... says. Wear headphones: it should "
              "not hear itself. [default: none]")  # fmt: skip
@click.option("--midi", metavar="NAME|all", shell_complete=completion.midi_inputs,
              help="MIDI input by part of its name, or all of them; needs the extra "
              "'midi'. [default: none]")  # fmt: skip
@click.option("--midi-map", metavar="FILE", shell_complete=completion.files,
              help="Which MIDI controller plays which parameter, and how; what is learnt "
              "is written there. [default: midi.toml in the data folder, else the usual controllers]")  # fmt: skip
@click.option("--web", metavar="PORT", help="Serve a page to play on, and OSCQuery, on this TCP port, 0 to 65535 "
              "(0: any free one). [default: off]")  # fmt: skip
@click.option("--web-host", metavar="H", help="Address of that page; 0.0.0.0 opens it to the network, to whoever "
              "has the token that is then printed. [default: 127.0.0.1]")  # fmt: skip
@click.option(
    "--seconds", metavar="S", help="Stop after so many seconds, 0.01 to 100000000. [default: plays until interrupted]"
)
@click.option("-q", "--quiet", is_flag=True, default=None, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, default=None, help="Log what happens, with times.")
@click.pass_context
@reporting
def main(context: click.Context, list_devices: bool, assignments: Sequence[str], **flags: Any) -> None:
    """Play a neural instrument: a small network, trained on recordings, makes music by itself, and is played by OSC,
    MIDI, a page in a browser, a score or a microphone while it does.

    Without a command it plays until interrupted; Ctrl-C fades out. COMMAND --help tells more of each command.
    """
    if context.invoked_subcommand is not None:
        return
    if list_devices:
        print_devices(as_json=False)
        return
    flags["set"] = tuple(parse_assignment(text) for text in assignments)
    from realtime.play import play

    sys.exit(play(load_settings(flags)))


for command in COMMANDS:
    main.add_command(command)
