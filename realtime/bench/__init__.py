"""`realtime-gen bench`: how fast the instrument is on this machine, and how it holds out beside stress.

stages            what each part of the engine costs, in thread CPU time
stress            what disturbs it: a busy interpreter, busy CPUs, garbage, a flood of OSC
osc_sender        the process that sends, and measures until the callback has seen it
playing           the real program beside each stress
python_callback   the same ring with a callback in Python, for comparison
processes         cold start and memory, from outside
report            all of it in one dictionary, and as a table beside the targets
"""
