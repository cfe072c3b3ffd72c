"""Bytes read forwards, looked at before they are taken, and put back where that was too early."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import BinaryIO

PIECE = 1 << 16
"""Bytes read, or made by decompression, at once."""
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
"""Says to zlib that the data have gzip's header and trailer."""


class Tape:
    """What ``read`` gives, piece by piece; ``read`` takes a number of bytes, gives no more, and nothing only at the end.

    Examples:
        >>> import io
        >>> tape = Tape(io.BytesIO(b"abcdef").read)
        >>> tape.peek(2), tape.take(3), tape.take(9), tape.take(1)
        (b'ab', b'abc', b'def', b'')

    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._held = b""
        self._at = 0
        self.position = 0
        """Bytes taken so far, less those put back."""

    def peek(self, count: int) -> bytes:
        """The next bytes, fewer only at the end."""
        if len(self._held) - self._at < count:
            self._fill(count)
        return self._held[self._at : self._at + count]

    def take(self, count: int) -> bytes:
        """The next bytes, fewer only at the end, and on."""
        data = self.peek(count)
        self._at += len(data)
        self.position += len(data)
        return data

    def put_back(self, data: bytes) -> None:
        """Make bytes that were taken last the next ones again."""
        self._held, self._at = data + self._held[self._at :], 0
        self.position -= len(data)

    def _fill(self, count: int) -> None:
        parts = [self._held[self._at :]]
        missing = count - len(parts[0])
        while missing > 0 and (piece := self._read(PIECE)):
            parts.append(piece)
            missing -= len(piece)
        self._held, self._at = b"".join(parts), 0


class Member:
    """One gzip member of a file (RFC 1952, section 2.2), from its first byte on; nobody else may move in the file meanwhile."""

    def __init__(self, source: BinaryIO, offset: int) -> None:
        source.seek(offset)
        self.offset = offset
        self._source = source
        self._inflate = zlib.decompressobj(_GZIP_WINDOW)
        self._waiting = b""

    def read(self, most: int) -> bytes:
        """The next decompressed bytes; nothing at the end of the member.

        Raises:
            EOFError: the file ends within the member.
            zlib.error: the data are damaged.

        """
        while not self._inflate.eof:
            data = self._waiting or self._source.read(PIECE)
            if not data:
                raise EOFError
            piece = self._inflate.decompress(data, most)
            self._waiting = self._inflate.unconsumed_tail
            if piece:
                return piece
        return b""

    def reached(self) -> int:
        """Where in the file decompression has come to: the end of the member, once nothing more can be read."""
        return self._source.tell() - len(self._inflate.unused_data) - len(self._waiting)
