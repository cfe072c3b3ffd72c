"""One writer at a time, by a lock of the operating system: it is free again when its holder ends, however it ends."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provenance.errors import OutputError

LOCK = "lock"
"""Name of the lock file. It stays in the folder; what counts is whether a process holds the lock on it."""
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


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the one writer of a folder.

    Raises:
        OutputError: another process writes there; the message says which.

    """
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        message = f"{folder} cannot be written ({error.strerror}); check who owns it"
        raise OutputError(message) from error
    try:
        _take_or_tell(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def _take_or_tell(descriptor: int, folder: Path) -> None:
    try:
        _take(descriptor)
    except OSError as error:
        holder = os.read(descriptor, _LONGEST).decode("utf-8", "replace").strip()
        message = f"{folder} is being written by {holder or 'another process'}; wait until it is done, and add again"
        raise OutputError(message) from error
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
    except OSError as error:
        message = f"{folder} cannot be written ({error.strerror}); free some space"
        raise OutputError(message) from error
