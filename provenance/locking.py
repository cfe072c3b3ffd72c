"""A lock of the operating system on an open file: it is free again when its holder ends, however it ends."""

from __future__ import annotations

import errno
import os
import socket
import sys
from contextlib import suppress

_LONGEST = 200
"""Bytes read of who holds it."""

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30
    """The byte that is locked: far beyond the content, since what is locked on Windows cannot be read by others."""

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hold(descriptor: int) -> None:
    """Take the lock on a file that is open for reading and writing, until it is closed; who holds it is written into the file.

    Raises:
        BlockingIOError: another process holds it; ``strerror`` names that process.
        OSError: the file system has no locks.

    """
    try:
        _take(descriptor)
    except OSError as error:
        if error.errno not in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
            raise
        holder = os.read(descriptor, _LONGEST).decode("utf-8", "replace").strip()
        raise BlockingIOError(errno.EAGAIN, holder or "another process") from error
    with suppress(OSError):  # on a full disk the lock holds all the same
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
