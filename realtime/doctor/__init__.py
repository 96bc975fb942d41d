"""`realtime-gen doctor`: what on this machine keeps the sound from being safe, and what to do about it.

    machine      /proc and /sys: kernel, governor, load, memory; pure functions over their texts
    privileges   real-time priority and locked memory
    sound        PortAudio, devices, rates, block sizes; asked in a process of its own
    program      settings, models, compiled kernels, disk, OSC port
    rehearsal    some seconds of the real program beside stress

Every finding says how things stand and, unless they are well, what to type or which line to write into which file.
"""
