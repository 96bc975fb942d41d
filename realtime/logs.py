"""--verbose: what happens, with times, on stderr, from every process of the program.

Nobody waits for the terminal: lines go through a queue with a cap to a thread of their own, because one of those who
log is the thread that obeys OSC.
"""

from __future__ import annotations

import atexit
import logging
import os
import queue
from contextlib import suppress

VARIABLE = "REALTIME_GEN_VERBOSE"  # the setting's own: processes that are started inherit it
MOST_WAITING = 1000  # lines; more are lost
YES = ("1", "true", "yes")


def configure(verbose: bool | None = None) -> None:
    """Log if `verbose`, in this process and in those that it starts; None: if the process that started this one does.

    Without it only what is wrong is written, as Python does by itself.
    """
    if verbose is None:
        verbose = os.environ.get(VARIABLE, "").lower() in YES
    else:
        os.environ[VARIABLE] = str(int(verbose))
    if not verbose:
        return
    from logging.handlers import QueueHandler, QueueListener

    class Unhurried(QueueHandler):
        def enqueue(self, record: logging.LogRecord) -> None:
            with suppress(queue.Full):
                self.queue.put_nowait(record)

    written = logging.StreamHandler()
    written.setFormatter(logging.Formatter("%(asctime)s.%(msecs)03d %(message)s", "%H:%M:%S"))
    waiting: queue.Queue[logging.LogRecord] = queue.Queue(MOST_WAITING)
    ours = logging.getLogger("realtime")  # not those of the libraries
    ours.addHandler(Unhurried(waiting))
    ours.setLevel(logging.INFO)
    ours.propagate = False
    listener = QueueListener(waiting, written)
    listener.start()
    atexit.register(listener.stop)
