"""Bytes of one file, within limits; opening never blocks, whatever the path stands for."""

from __future__ import annotations

import os
import stat
import sys

from provenance.corpus.walk import STANDARD_INPUT, FoundFile

_SIZES = ((1_000_000, "MB"), (1_000, "kB"))


def load_bytes(file: FoundFile, most: int) -> bytes:
    """Bytes of a file, at most ``most``.

    Raises:
        ValueError: it cannot or must not be read; the message says why and what to do.

    """
    try:
        data = _read_standard_input(most) if file.shown == STANDARD_INPUT else _read_regular(file, most)
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); check its permissions"
        raise ValueError(message) from error
    if len(data) > most:
        message = f"it is larger than {_size(most)}, the limit; split it, or raise limits.file_bytes"
        raise ValueError(message)
    if not data.strip():
        message = "the file is empty; remove it or fill it"
        raise ValueError(message)
    return data


def _read_standard_input(most: int) -> bytes:
    if sys.stdin is None:  # closed by whoever started us
        message = "standard input is closed; pipe a document into it, or name a file"
        raise ValueError(message)
    return sys.stdin.buffer.read(most + 1)


def _read_regular(file: FoundFile, most: int) -> bytes:
    handle = os.open(file.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            message = "a pipe, socket or device and no regular file; pass its content on standard input, as -"
            raise ValueError(message)
        return stream.read(most + 1)


def _size(count: int) -> str:
    for unit, name in _SIZES:
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"
