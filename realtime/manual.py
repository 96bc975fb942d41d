"""`realtime-gen --help` as a manual page: options in groups, and below them what one looks up once and forgets."""

from __future__ import annotations

import click

GROUPS: dict[str, tuple[str, ...]] = {
    "Sound": (
        "device", "list_devices", "channels", "samplerate", "blocksize", "latency", "quality", "inverter",
        "input_device",
    ),
    "Music": ("model", "preset", "assignments", "seed", "score", "record", "seconds"),
    "Control": ("osc_host", "osc_port", "osc_allow", "feedback", "midi", "midi_map", "web", "web_host"),
    "At the terminal": ("quiet", "verbose", "version"),
}  # fmt: skip
LAST = "At the terminal"  # and whatever is in no group

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (  # lines that begin with spaces stay as they are
    ("Examples", (
        "  realtime-gen                                the default model and device",
        "  realtime-gen --device 'usb audio' --latency 20",
        "  realtime-gen --preset 'night bells' --record evening.wav",
        "  realtime-gen --osc-host 0.0.0.0 --web 8080  open to a tablet, with a page",
        "  realtime-gen --midi all                     and to every keyboard plugged in",
        "  realtime-gen --device null --seconds 10     a try that makes no sound",
        "  realtime-gen render a.wav --seconds 60 --set style/choir=1",
    )),
    ("OSC", (
        "  oscsend localhost 9000 /rt/param/brightness f 4  any parameter, by its name",
        "  oscsend localhost 9000 /rt/note if 60 0.8        a key; velocity 0 lets it go",
        "  oscsend localhost 9000 /rt/subscribe i 9001      every value, to port 9001",
    )),
    ("Settings", (
        "Every option may also stand in ./realtime-gen.toml, by its long name without the dashes (device = 2, "
        "latency = 60, osc-port = 9000, and a table [set] of parameters), or in a variable of the environment, as in "
        "REALTIME_GEN_DEVICE=2 and REALTIME_GEN_SET=gain=-6,width=0.5. The command line wins over the environment, the "
        "environment over the file.",
    )),
    ("Files", (
        "  ./realtime-gen.toml                    settings",
        "  ~/.local/share/realtime-gen/takes      what OSC recorded, and its scores",
        "  ~/.local/share/realtime-gen/models     models of your own",
        "  ~/.local/share/realtime-gen/presets    presets of your own",
        "  ~/.local/share/realtime-gen/midi.toml  which MIDI controller plays what",
    )),
    ("Environment", (
        "  REALTIME_GEN_*  settings (see above)",
        "  XDG_DATA_HOME   stands for ~/.local/share, if it is set",
        "  NO_COLOR        nothing is coloured",
        "  TERM=dumb       lines instead of the live display",
    )),
    ("Exit codes", (
        "  0    it played to its end",
        "  1    failure",
        "  2    a mistake in the command line or in a setting",
        "  130  interrupted: Ctrl-C, a signal, a closed terminal",
    )),
)  # fmt: skip


class Manual(click.Group):
    """A group of commands whose own help is a manual page."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = {parameter.name: parameter.get_help_record(ctx) for parameter in self.get_params(ctx)}
        for title, names in GROUPS.items():
            rows = [record for record in (found.pop(name, None) for name in names) if record is not None]
            rows += [record for record in found.values() if record is not None] if title == LAST else []
            with formatter.section(title):
                formatter.write_dl(rows, col_max=26)
        self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, lines in SECTIONS:
            with formatter.section(title):
                for line in lines:
                    if line.startswith(" "):
                        formatter.write(f"{line}\n")
                    else:
                        formatter.write_text(line)
