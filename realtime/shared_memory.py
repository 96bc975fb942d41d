"""Memory that two processes share and that no process can leave behind; and the fence for those who read it in Python.

    memory = SharedMemory.create(size)
    child = Popen([..., memory.handle], pass_fds=memory.pass_fds)      # there: SharedMemory.attach(handle)

The memory has no name in any file system: it belongs to the open descriptors and mappings, so the last process to end
takes it along, even if every one of them is killed. (`multiprocessing.shared_memory` has a name in /dev/shm and a
resource tracker, a process of its own, to remove it; killing all of them leaves the block behind.) Imports the
standard library only.
"""

from __future__ import annotations

import mmap
import os
import secrets
import sys
import tempfile
import threading
from contextlib import suppress


def fence() -> None:
    """Every load and store before this call happens before every one after it, on any CPU. Takes 0.2 µs.

    Compiled code has atomic loads and stores for that; Python has none, and arm64 reorders plain ones. But taking a
    lock is an *acquire* (nothing after it moves before it), giving it back is a *release* (nothing before it moves
    after it). One pair alone would not do: what stands before may sink into it, what stands after may rise into it,
    and there they may pass each other. With two pairs, everything before stays above the first release, everything
    after stays below the second acquire, and these two cannot change places, because the second acquire takes what
    the first release gave. The compilers of Python and numpy cannot reorder across a call into the lock either.

    The lock is this call's own, so nobody ever waits for it: a thread with real-time priority may call this.
    What a fence does not do is keep values whole; aligned 8-byte elements of numpy arrays are, being one load or store.
    """
    lock = threading.Lock()
    lock.acquire()
    lock.release()
    lock.acquire()
    lock.release()


class SharedMemory:
    """A block of `size` bytes, zeroed, page aligned. Build it with `create` or `attach`."""

    def __init__(self, mapping: mmap.mmap, size: int, handle: str, descriptor: int | None) -> None:
        self._mapping = mapping
        self._descriptor = descriptor
        self._handle = handle
        self._size = size
        self._buffer = memoryview(mapping)

    @classmethod
    def create(cls, size: int) -> SharedMemory:
        """New memory. Linux: a memfd, sealed so that nobody can shrink it under the others' feet; other POSIX: an
        unlinked temporary file; Windows: a section of the paging file under a random name. Raises ValueError, OSError.
        """
        if size < 1:
            raise ValueError(f"shared memory has at least one byte, not {size}")
        if sys.platform == "win32":
            tag = f"realtime-gen-{os.getpid()}-{secrets.token_hex(8)}"
            return cls(mmap.mmap(-1, size, tagname=tag), size, f"tag:{tag}:{size}", None)
        descriptor = _memfd(size) if hasattr(os, "memfd_create") else _unlinked_file(size)
        return cls(_map(descriptor, size), size, f"fd:{descriptor}:{size}", descriptor)

    @classmethod
    def attach(cls, handle: str) -> SharedMemory:
        """The memory that the parent process created; `handle` as it gave it. Raises ValueError, OSError."""
        kind, _, rest = handle.partition(":")
        name, _, digits = rest.rpartition(":")
        if kind not in ("fd", "tag") or not digits.isdecimal() or not name:
            raise ValueError(f"{handle!r} is no handle of shared memory")
        size = int(digits)
        if sys.platform == "win32":
            return cls(mmap.mmap(-1, size, tagname=name), size, handle, None)
        descriptor = int(name)
        os.set_inheritable(descriptor, False)  # Popen made it inheritable; our own children have no use for it
        # The descriptor stays open, and is not ours to close: in a process that attaches to its own block it is in use.
        return cls(_map(descriptor, size), size, handle, None)

    @property
    def buffer(self) -> memoryview:
        """The bytes, writable."""
        return self._buffer

    @property
    def size(self) -> int:
        """Bytes."""
        return self._size

    @property
    def handle(self) -> str:
        """What a child process needs for `attach`, on its command line."""
        return self._handle

    @property
    def pass_fds(self) -> tuple[int, ...]:
        """For `subprocess.Popen(pass_fds=...)`. Empty where the handle is enough."""
        return () if self._descriptor is None else (self._descriptor,)

    def close(self) -> None:
        """No more children. The memory goes when the last array that views it goes, here and in the others."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        with suppress(BufferError):  # numpy arrays still view it: then it is unmapped with the last of them
            self._buffer.release()
            self._mapping.close()


def _memfd(size: int) -> int:
    import fcntl

    descriptor = os.memfd_create("realtime-gen", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(descriptor, size)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
    return descriptor


def _unlinked_file(size: int) -> int:
    with tempfile.TemporaryFile(prefix="realtime-gen-") as file:
        descriptor = os.dup(file.fileno())
    os.ftruncate(descriptor, size)
    return descriptor


def _map(descriptor: int, size: int) -> mmap.mmap:
    # Populated at once where that exists: the audio thread must not be the first to touch a page.
    return mmap.mmap(descriptor, size, flags=mmap.MAP_SHARED | getattr(mmap, "MAP_POPULATE", 0))
