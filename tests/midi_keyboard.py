"""A MIDI keyboard on a JACK server, for the tests: `python midi_keyboard.py NAME`, a line of hexadecimal bytes each.

A process of its own, because libjack takes the process that uses it down with the server now and then. Besides bytes it
understands "unplug" and "plug". It answers each line with "done" once the message has been handed to JACK.
"""

from __future__ import annotations

import sys

import rtmidi


def plug() -> rtmidi.MidiOut:
    out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name=sys.argv[1])
    out.open_virtual_port("out")
    return out


def main() -> None:
    out = plug()
    print("done", flush=True)
    for line in sys.stdin:
        if line == "unplug\n":
            out.close_port()
            out.delete()
        elif line == "plug\n":
            out = plug()
        else:
            out.send_message(list(bytes.fromhex(line)))
        print("done", flush=True)


if __name__ == "__main__":
    main()
