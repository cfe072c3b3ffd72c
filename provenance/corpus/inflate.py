"""Compressed files read as what is in them: gzip, bzip2, xz and zstd, piece by piece and within limits."""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import BinaryIO, Protocol

from provenance.settings import Limits

PIECE = 1 << 18
"""Most bytes decompressed at once."""
_ZSTD_PIECE = 1 << 10
"""Compressed bytes given to the ``zstandard`` package at once: it knows no limit on what comes out, and a block of 128 kB can
be four bytes long, so that this is at most 32 MB."""


class Compression(StrEnum):
    """How a file is compressed."""

    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    ZSTD = "zstd"


_MAGIC = (
    (b"\x1f\x8b\x08", Compression.GZIP),
    (b"BZh", Compression.BZIP2),
    (b"\xfd7zXZ\x00", Compression.XZ),
    (b"\x28\xb5\x2f\xfd", Compression.ZSTD),
)
_ZSTD_SKIPPABLE = b"\x2a\x4d\x18"
"""Bytes 2 to 4 of a frame without data, by which some writers begin (RFC 8878, section 3.1.2)."""


class _ZstdObject(Protocol):
    """What is used of a decompressor of the ``zstandard`` package."""

    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes) -> bytes: ...


def compression_of(head: bytes) -> Compression | None:
    r"""How bytes that begin so are compressed, ``None`` if they are not.

    Examples:
        >>> compression_of(b"\x1f\x8b\x08\x00"), compression_of(b"Words.")
        (<Compression.GZIP: 'gzip'>, None)

    """
    for magic, compression in _MAGIC:
        if head.startswith(magic):
            return compression
    return Compression.ZSTD if head[1:4] == _ZSTD_SKIPPABLE and 0x50 <= head[0] <= 0x5F else None  # noqa: PLR2004 - the magic number


def expansion_message(limits: Limits) -> str:
    """What is said of a file that becomes too large when it is read."""
    return (
        f"it expands more than {limits.expansion_ratio:,} times, which articles hardly do; if it is meant to, "
        "raise limits.expansion_ratio"
    )


class Inflated(io.RawIOBase):
    """The decompressed bytes of a file, to be wrapped into ``io.BufferedReader``.

    Reading raises ``ValueError`` with a message for people where the data break off, are damaged, grow beyond the limits, or
    need a library that is not there; what came before has been given out.
    """

    def __init__(self, source: BinaryIO, compression: Compression, limits: Limits) -> None:
        super().__init__()
        self._source = source
        self._compression = compression
        self._limits = limits
        self._pieces = _pieces(source, compression)
        self._rest = memoryview(b"")
        self._total = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the next piece goes; 0 at the end."""
        if not self._rest:
            self._rest = memoryview(self._next_piece())
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _next_piece(self) -> bytes:
        try:
            piece = next(self._pieces, b"")
        except EOFError as error:
            message = f"the {self._compression} data break off; fetch the file again"
            raise ValueError(message) from error
        except (OSError, zlib.error, lzma.LZMAError) as error:
            message = f"the {self._compression} data are damaged ({error}); fetch the file again"
            raise ValueError(message) from error
        self._total += len(piece)
        limits = self._limits
        if self._total > limits.expansion_bytes and self._total > limits.expansion_ratio * max(1, self._source.tell()):
            message = expansion_message(limits)
            raise ValueError(message)
        return piece


def _pieces(source: BinaryIO, compression: Compression) -> Iterator[bytes]:
    """Decompressed pieces; raises ``EOFError`` where the data break off, others of the library's where they are damaged."""
    if compression is Compression.ZSTD:
        return _zstd_pieces(source)
    if compression is Compression.GZIP:
        return _read_pieces(gzip.GzipFile(fileobj=source, mode="rb").read1)
    if compression is Compression.BZIP2:
        return _read_pieces(bz2.BZ2File(source).read1)
    return _read_pieces(lzma.LZMAFile(source).read1)


def _read_pieces(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """Pieces by ``read1``, which gives what there is before it fails: ``read`` would keep it back."""
    while piece := read(PIECE):
        yield piece


def _zstd_pieces(source: BinaryIO) -> Iterator[bytes]:
    """By the standard library from Python 3.14 on, else by the package ``zstandard``."""
    try:
        standard = importlib.import_module("compression.zstd")
    except ImportError:
        return _zstd_package_pieces(source)
    return _translated(_read_pieces(standard.ZstdFile(source).read1), standard.ZstdError)


def _zstd_package_pieces(source: BinaryIO) -> Iterator[bytes]:
    try:
        package = importlib.import_module("zstandard")
    except ImportError as error:
        message = (
            "compressed with zstd, for which this Python needs a package: "
            'pip install "provenance-tracer[scale]", or decompress the file'
        )
        raise ValueError(message) from error
    return _translated(_zstd_frames(source, lambda: package.ZstdDecompressor().decompressobj()), package.ZstdError)


def _translated(pieces: Iterator[bytes], error_type: type[Exception]) -> Iterator[bytes]:
    try:
        yield from pieces
    except error_type as error:
        raise OSError(str(error)) from error


def _zstd_frames(source: BinaryIO, new: Callable[[], _ZstdObject]) -> Iterator[bytes]:
    """The frames of a file one after the other."""
    frame, waiting = new(), False
    while data := source.read(_ZSTD_PIECE):
        while data:
            if frame.eof:
                frame = new()
            piece = frame.decompress(data)
            data = frame.unused_data if frame.eof else b""
            waiting = not frame.eof
            for start in range(0, len(piece), PIECE):
                yield piece[start : start + PIECE]
    if waiting:
        raise EOFError
