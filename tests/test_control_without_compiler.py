"""The control process reads, meters, records and steers a link without ever loading the compiler."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import soundfile

from realtime.audio import callback as cb
from realtime.audio.link import AudioLink
from realtime.shared_memory import SharedMemory

ROOT = Path(__file__).resolve().parents[1]

# Everything that the control process asks of a link, while the test plays the engine process.
CONTROL = """
import sys
import numpy as np
from realtime.audio.channels import parse_channels
from realtime.audio.link import AudioLink
from realtime.recorder import Recorder
from realtime.shared_memory import SharedMemory
import realtime.audio.devices, realtime.privileges
realtime.privileges.lock_memory(), realtime.privileges.may_be_realtime()
memory = SharedMemory.attach(sys.argv[1])
link = AudioLink(buffer=memory.buffer)
link.set_gate(True, 0.0)
recorder = Recorder(link, sys.argv[2], 48_000)
recorder.start()
print("laid out", flush=True)
sys.stdin.readline()
take = recorder.stop()
assert take.frames == 4096 and take.dropped == 0, take
levels = link.take_meters()
assert abs(levels.peak_left - 20 * np.log10(0.5)) < 1e-3, levels
assert link.take_low_water() == 8192 - 4096
assert (link.sample_rate, link.callbacks, link.frames_played, link.underruns) == (48_000, 32, 4096, 0)
assert (link.frames_pushed, link.frames_popped, link.fill_frames) == (8192, 4096, 4096)
assert link.gate_seen.changes == 1 and link.gate_level == 1.0 and link.flowing
link.probe_answer, link.engine_beat_ns, link.engine_load, link.last_callback_ns
link.set_gate(False)
link.flush()
memory.close()
heavy = {"numba", "llvmlite", "onnxruntime", "sounddevice"} & {name.partition(".")[0] for name in sys.modules}
print(sorted(heavy), flush=True)
"""


def test_everything_the_control_process_does_with_a_link_needs_no_compiler(tmp_path):
    memory = SharedMemory.create(AudioLink.size_bytes())
    target = tmp_path / "take.wav"
    control = subprocess.Popen(
        [sys.executable, "-c", CONTROL, memory.handle, str(target)],
        pass_fds=memory.pass_fds,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        assert control.stdout is not None
        assert control.stdout.readline() == "laid out\n"
        link = AudioLink.adopt(memory.buffer)
        link.configure(48_000)
        block = np.full((8192, 2), 0.5, np.float32)
        link.push(block)
        played = np.zeros((4096, 2), np.float32)
        for start in range(0, 4096, 128):
            part = played[start : start + 128]
            cb.callback().ctypes(None, part.ctypes.data, 128, None, 0, link.user_data)
        assert control.communicate("\n", timeout=30)[0] == "[]\n"
    finally:
        control.kill()
        control.wait()
    written, _ = soundfile.read(target)
    # the fade-in needs more bits than 24; half a step for rounding
    assert np.abs(written - played).max() <= 2.0**-24
    assert link.fill_frames == 4096
