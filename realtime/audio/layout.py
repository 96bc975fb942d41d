"""Where everything lies in the memory between engine process, audio callback and control process. Constants only.

One block, whose address is the callback's user data; `link.AudioLink` owns it. Parts are found by byte offset, never
by address, so the block may be shared memory mapped at different places.

    control (CONTROL_SLOTS,) int64 | state (STATE_SLOTS,) float64 | ring controls | their data

Who writes what, and the ordering
    - Configuration slots: written before the stream opens, constant while it is open.
    - Request slots (gate, flush, recording, monitoring, probe): read by the callback with acquire loads. Each is
      meaningful alone, except that GATE_NS is written before GATE_OPEN and read after it.
    - Report slots: written by the callback only. COUNT_CALLBACKS is stored last, with release: whoever acquires it
      sees the reports of that callback. A plain aligned 8-byte read elsewhere gets some recent value, never a torn one.
    - Engine slots: written by the engine's thread only.
    - `state` is private to the callback; GATE may be looked at.
    - Ring, tap, meter, monitor and input rings order themselves (`realtime.ring`); the callback consumes the first and
      produces the rest. The engine's thread consumes the input.
"""

from __future__ import annotations

from realtime.ring_layout import CONTROL_SLOTS as RING_SLOTS

# -- int64 control slots ----------------------------------------------------------------------------------------------
# laid out once
LAYOUT_VERSION = 0  # LAYOUT_MAGIC once the block is laid out
RING_FRAMES, TAP_FRAMES, METER_RECORDS = 1, 2, 3  # capacities
TAP_DATA_OFFSET, METER_DATA_OFFSET, MONITOR_DATA_OFFSET, INPUT_DATA_OFFSET = 4, 5, 12, 13  # bytes
# configuration
SAMPLE_RATE = 6  # Hz; 0 until it is known
DEVICE_CHANNELS = 7  # channels of the device
LEFT_CHANNEL, RIGHT_CHANNEL = 8, 9  # which of them get sound, from 0; the same one: it gets the mean of both
FADE_FRAMES = 10  # length of the fades around a gap
INPUT_CHANNELS = 14  # of the stream that has the input; 0: none has
PRIME_FRAMES = 11  # what must be in the ring before it plays, at the start and after a gap
# requests
GATE_OPEN, GATE_NS = 16, 17  # target 0 or 1; ns from one to the other
FLUSH_UPTO = 18  # drop what was pushed before this frame of the ring's WRITE counter
RECORDING = 19  # 1: copy the output into the tap
MONITORING = 21  # 1: copy the output into the monitor
PROBE_FRAME = 20  # report when this frame of the ring's WRITE counter is played; -1: none
# reports
COUNT_CALLBACKS = 32
COUNT_UNDERRUNS, COUNT_MISSING_FRAMES = 33, 34  # callbacks that lacked frames; how many frames
COUNT_DEVICE_UNDERFLOWS, DEVICE_FLAGS_SEEN = 35, 36  # paOutputUnderflow; all PortAudio flags ever, or-ed
COUNT_CLIPPED, COUNT_NONFINITE = 37, 38  # samples
COUNT_TAP_DROPPED = 39  # frames that the recorder was too late for
FRAMES_PLAYED = 40  # handed to the device, silence included
LAST_CALLBACK_NS = 41  # `now_ns` at the start of the last callback
LARGEST_BLOCK = 42  # frames
FLOW = 43  # one of the next three
WAITING, FLOWING, STARVED = 0, 1, 2  # not started, or flushed; playing the ring; ran out of frames
GATE_SEEN, GATE_SEEN_NS, COUNT_GATE_CHANGES = 44, 45, 46  # GATE_OPEN as last seen; since when; how often it changed
PROBE_NS, PROBE_ANSWERED = 47, 48  # start of the callback that played PROBE_FRAME, 0: it was flushed; which frame
COUNT_INPUT_CALLBACKS, COUNT_INPUT_DROPPED = 49, 50  # callbacks that brought input; frames nobody was there for
# the engine's thread
ENGINE_BEAT_NS = 64  # `time.monotonic_ns` of its last sign of life
ENGINE_LOAD = 65  # a float64: share of real time that it needs
ENGINE_OBEYED_FRAME, ENGINE_OBEYED = 66, 67  # first frame made with the values last obeyed; their version, stored last
ENGINE_X, ENGINE_Y = 68, 69  # float64: where on the latent map its sound lies; NaN: nowhere
INPUT_LEVEL = 70  # a float64: of the input, dBFS; NaN: there is none
CONTROL_SLOTS = 128

# -- float64 state slots ----------------------------------------------------------------------------------------------
GATE = 0  # 0 shut .. 1 open
RISE = 1  # 0..1: fade-in of the ring's signal
HOLD, HELD_LEFT, HELD_RIGHT = 2, 3, 4  # 1..0: fade-out of the last frame before a gap; that frame
LAST_LEFT, LAST_RIGHT = 5, 6  # what sounded last, before the gate
METERED = 7  # the first of METER_FIELDS that go into the next meter record
PEAK_LEFT, PEAK_RIGHT, SQUARES_LEFT, SQUARES_RIGHT = METERED, METERED + 1, METERED + 2, METERED + 3
METERED_FRAMES = METERED + 4
LOW_WATER = METERED + 5  # fewest frames left in the ring; NOTHING_FLOWED if it was not playing
STATE_SLOTS = 32

# -- bytes ------------------------------------------------------------------------------------------------------------
LAYOUT_MAGIC = 0x52544C33  # "RTL3"
STEREO = 2  # channels of ring, tap and monitor
MONITOR_FRAMES = 1 << 14  # 0.34 s at 48 kHz
INPUT_FRAMES = 1 << 15  # mono; 0.17 s at 192 kHz, 0.68 s at 48 kHz
METER_FIELDS = 6  # peak left, right; sum of squares left, right; frames; low water
NOTHING_FLOWED = 16_777_216.0  # 2^24: more than any ring holds, exact in the records' float32
STATE_OFFSET = CONTROL_SLOTS * 8
RING_OFFSET = STATE_OFFSET + STATE_SLOTS * 8
TAP_OFFSET = RING_OFFSET + RING_SLOTS * 8
METER_OFFSET = TAP_OFFSET + RING_SLOTS * 8
MONITOR_OFFSET = METER_OFFSET + RING_SLOTS * 8
INPUT_OFFSET = MONITOR_OFFSET + RING_SLOTS * 8
RING_DATA_OFFSET = INPUT_OFFSET + RING_SLOTS * 8
