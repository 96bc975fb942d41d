"""The way out: the shared memory between engine and device, the compiled callback, devices and streams.

Nothing is imported here, so that `realtime.audio.devices` can list devices without loading the compiler.
"""
