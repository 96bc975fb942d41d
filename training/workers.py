"""Work on many files in several processes, none of which may take the rest down with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from training.pieces import PrepareError, Unusable

HOPELESS = 3  # processes in a row that died, from the first on

Task = TypeVar("Task")
Result = TypeVar("Result")


def cores() -> int:
    """CPU cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work(
    function: Callable[[Task], Result], tasks: Sequence[Task], workers: int
) -> Generator[tuple[Task, Result | Exception]]:
    """(task, its result or the exception it raised) as they get done, a few tasks ahead of whoever asks.

    A process that dies (a decoder that crashes, memory that runs out) breaks the pool with everything that was in it:
    those tasks are done again, each alone, and the one that kills its process a second time gives Unusable.
    Whoever stops asking, an interruption included, ends the processes at once. Raises PrepareError if the first tasks
    all end so: then it is the processes, not the files.
    """
    waiting = deque(tasks)
    died, lived = 0, False
    while waiting:
        running: dict[Future[Result], Task] = {}
        with _pool(min(workers, len(waiting))) as pool:
            broken = False
            while (waiting or running) and not broken:
                while waiting and len(running) < 2 * workers and not broken:
                    try:
                        running[pool.submit(function, waiting[0])] = waiting[0]
                        waiting.popleft()
                    except BrokenProcessPool:
                        broken = True
                for job in wait(running, return_when=FIRST_COMPLETED).done if running else ():
                    error = job.exception()
                    if isinstance(error, BrokenProcessPool):
                        broken = True
                        continue
                    task, lived = running.pop(job), True
                    yield task, job.result() if error is None else _as_exception(error)
        for task in running.values():  # those in the pool that broke
            result = _alone(function, task)
            crashed = isinstance(result, Unusable) and result.kind == "crashed"
            died, lived = died + crashed, lived or not crashed
            if died >= HOPELESS and not lived:
                raise PrepareError(
                    "the processes that decode end before they do anything: check the memory that this one may use; "
                    "in a script of your own, call prepare() under if __name__ == '__main__'"
                )
            yield task, result


def _alone(function: Callable[[Task], Result], task: Task) -> Result | Exception:
    with _pool(1) as pool:
        try:
            return pool.submit(function, task).result()
        except BrokenProcessPool:
            return Unusable("crashed", "crashes its decoder, or needs more memory than there is")
        except Exception as error:
            return error


def _as_exception(error: BaseException) -> Exception:
    if isinstance(error, Exception):
        return error
    raise error


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_quiet)
    finished = False
    try:
        yield pool
        finished = True
    finally:
        pool.shutdown(wait=finished, cancel_futures=True)
        if not finished:
            for process in set(multiprocessing.active_children()) - before:
                process.kill()
                process.join()


def _quiet() -> None:
    """Ctrl-C reaches every process of a terminal; the one that started these ends them, and speaks for them: decoders
    (mpg123) print lines of their own about every broken file."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
