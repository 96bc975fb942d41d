"""MIDI: keyboards, knobs, pedals and clocks, as a client of the OSC port. A process of its own, in every respect.

    MIDI system ─► inputs ─► messages ─► player ─┬─► notes ───────┐
    (ALSA, JACK, CoreMIDI, Windows)              ├─► controllers ─┼─► OSC client ─► steering ─► sound
                                                 └─► clock ───────┘        ▲
    midi.toml ─► map ──────────────────────────────┘                       └ feedback: where the parameters stand

The drivers' libraries (python-rtmidi, libjack) print what they like and may crash with their server; in a process of
their own (`__main__`, kept by `process`) they can neither stop the sound nor delay anything, and nothing else delays a
key. Only `inputs` knows python-rtmidi, and only `player` what a message does.
"""
