"""Where a ring's counters lie in its control block of int64, for `ring` and its compiled side `ring_kernels`."""

WRITE = 0  # frames pushed since the start; written by the producer only
READ = 16  # frames popped since the start; written by the consumer only
CAPACITY = 32  # frames, a power of two; constant
CHANNELS = 33  # samples a frame; constant
CONTROL_SLOTS = 48  # int64
