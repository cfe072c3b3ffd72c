"""Results kept by key in one file that only grows, and may end anywhere.

The file begins with who wrote it; then come records, each a head (key, length, checksums) and its content. A process that is
killed leaves half a record at the end, which is cut off when the file is opened next. Nothing is forced to the disk: after a
loss of power a record may be there and wrong, which its checksum tells when it is asked for. A key that is lost is work to be
done again, and nothing else.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from zlib import crc32

_MAGIC = b"provenance results 1\n"
_HEAD = struct.Struct("<32sQI")
_CHECK = struct.Struct("<I")
_RECORD = _HEAD.size + _CHECK.size
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the content of a record is, and its checksum."""

    start: int
    length: int
    checksum: int


class Ledger:
    """The records in an open file, which nobody else writes. Close it, or leave that to the end of the process.

    Args:
        descriptor: of a file that is open for reading and writing, and belongs to the ledger from now on.
        writer: 32 bytes for the program and everything else that its results depend on. Records of another writer are removed.
        most_bytes: size from which nothing more is kept.

    Raises:
        OSError: the file cannot be read or written.

    """

    def __init__(self, descriptor: int, writer: bytes, most_bytes: int) -> None:
        self._file = descriptor
        self._most = most_bytes
        self._places: dict[bytes, _Place] = {}
        self._end = 0
        self.fault = ""
        """Why nothing more is kept; empty while it is."""
        try:
            self._open(_MAGIC + writer)
        except OSError:
            os.close(descriptor)
            raise
        self._earlier = self._end
        self.earlier = len(self._places)
        """Records that were there when the file was opened."""

    def __len__(self) -> int:
        return len(self._places)

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self._end

    def get(self, key: bytes) -> bytes | None:
        """What was kept under a key; ``None`` if nothing was, or if it is damaged."""
        place = self._places.get(key)
        if place is None:
            return None
        try:
            content = self._read(place.start, place.length)
        except OSError:
            content = b""
        if len(content) == place.length and crc32(content) == place.checksum:
            return content
        del self._places[key]
        return None

    def is_earlier(self, key: bytes) -> bool:
        """Whether what is kept under a key was there when the file was opened."""
        place = self._places.get(key)
        return place is not None and place.start < self._earlier

    def put(self, key: bytes, content: bytes) -> None:
        """Keep something under a key. If that fails, ``fault`` says why, and nothing more is kept."""
        if self.fault or key in self._places:
            return
        if self._end + _RECORD + len(content) > self._most:
            self.fault = f"they would take more than {self._most:,} bytes"
            return
        checksum = crc32(content)
        head = _HEAD.pack(key, len(content), checksum)
        try:
            os.lseek(self._file, self._end, os.SEEK_SET)
            for part in (head, _CHECK.pack(crc32(head)), content):
                _write_all(self._file, part)
        except OSError as error:
            self.fault = error.strerror or str(error)
            self._cut()
            return
        self._places[key] = _Place(self._end + _RECORD, len(content), checksum)
        self._end += _RECORD + len(content)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def _open(self, beginning: bytes) -> None:
        """Find the records; what follows the last whole one, or another writer's beginning, is cut off."""
        size = os.fstat(self._file).st_size
        if self._read(0, len(beginning)) != beginning:
            os.ftruncate(self._file, 0)
            os.lseek(self._file, 0, os.SEEK_SET)
            _write_all(self._file, beginning)
            size = len(beginning)
        at = len(beginning)
        while at + _RECORD <= size:
            head = self._read(at, _RECORD)
            key, length, checksum = _HEAD.unpack_from(head)
            if _CHECK.unpack_from(head, _HEAD.size) != (crc32(head[: _HEAD.size]),) or at + _RECORD + length > size:
                break
            self._places[key] = _Place(at + _RECORD, length, checksum)
            at += _RECORD + length
        self._end = at
        if at < size:
            os.ftruncate(self._file, at)

    def _read(self, start: int, length: int) -> bytes:
        os.lseek(self._file, start, os.SEEK_SET)
        parts = []
        while length > 0 and (part := os.read(self._file, length)):
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def _cut(self) -> None:
        """Remove what was written of a record that did not find room; else the next run does."""
        try:
            os.ftruncate(self._file, self._end)
        except OSError:
            return


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
