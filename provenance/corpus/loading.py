"""Files opened and read within limits; opening never blocks, whatever the path stands for."""

from __future__ import annotations

import io
import os
import stat
import sys
from typing import BinaryIO

from provenance.corpus.inflate import Inflated, compression_of
from provenance.corpus.walk import STANDARD_INPUT, FoundFile
from provenance.settings import Limits

_MAGIC_BYTES = 16
_BUFFER = 1 << 16
_SIZES = ((1_000_000, "MB"), (1_000, "kB"))


def open_file(file: FoundFile, limits: Limits) -> BinaryIO:
    """The bytes of a file, or of standard input, to be read and sought in, and closed by the caller.

    Raises:
        ValueError: it must not be read; the message says why and what to do.
        OSError: it cannot be read.

    """
    return io.BytesIO(_read_standard_input(limits.file_bytes)) if file.shown == STANDARD_INPUT else _open_regular(file)


def content_stream(source: BinaryIO, limits: Limits) -> BinaryIO:
    """What is in an open file, from its beginning: decompressed if it is compressed.

    Raises:
        ValueError: when it is read: it is damaged, breaks off or expands too far; the bytes before have been given.

    """
    source.seek(0)
    compression = compression_of(source.read(_MAGIC_BYTES))
    source.seek(0)
    return source if compression is None else io.BufferedReader(Inflated(source, compression, limits), _BUFFER)


def peek(stream: BinaryIO, most: int) -> tuple[bytes, bool]:
    """The first bytes, about ``most``, and whether they are all; what breaks off ends there, and is not all."""
    parts: list[bytes] = []
    left = most
    try:
        while left > 0 and (part := stream.read1(left)):  # type: ignore[attr-defined]
            parts.append(part)
            left -= len(part)
    except (ValueError, OSError):
        return b"".join(parts), False
    return b"".join(parts), left > 0


def load_bytes(stream: BinaryIO, most: int) -> bytes:
    """All bytes of a stream, at most ``most``.

    Raises:
        ValueError: they are too many, or none; the message says why and what to do.
        OSError: it cannot be read.

    """
    data = stream.read(most + 1)
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


def reason_of(error: ValueError | OSError) -> str:
    """What is told of a file that fails when it is opened or read."""
    return str(error) if isinstance(error, ValueError) else f"the file cannot be read ({error.strerror}); check its permissions"


def _open_regular(file: FoundFile) -> BinaryIO:
    handle = os.open(file.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    stream = os.fdopen(handle, "rb")
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        stream.close()
        message = "a pipe, socket or device and no regular file; pass its content on standard input, as -"
        raise ValueError(message)
    return stream


def _size(count: int) -> str:
    for unit, name in _SIZES:
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"
