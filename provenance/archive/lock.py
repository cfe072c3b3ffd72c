"""One writer at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provenance.errors import OutputError
from provenance.locking import hold

LOCK = "lock"
"""Name of the lock file. It stays in the folder; what counts is whether a process holds the lock on it."""


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
        _hold_or_tell(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def _hold_or_tell(descriptor: int, folder: Path) -> None:
    try:
        hold(descriptor)
    except BlockingIOError as error:
        message = f"{folder} is being written by {error.strerror}; wait until it is done, and add again"
        raise OutputError(message) from error
    except OSError as error:
        message = f"{folder} cannot be locked ({error.strerror}); keep the archive on another disk"
        raise OutputError(message) from error
