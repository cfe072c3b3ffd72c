"""ZIP and tar archives read as the folders they are: member by member, in memory, nothing written to the disk."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from provenance.corpus.companions import page_of_member
from provenance.corpus.loading import content_stream, peek
from provenance.corpus.walk import printable
from provenance.settings import Limits

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_TAR = (257, b"ustar")
_TAR_BLOCK = 512
_PACKED = ("[Content_Types].xml", "mimetype")
"""Members that office documents and e-books have, which are ZIP archives too."""
_DATA_PACKAGE = "datapackage.json"
_CRAWLED = "archive/"
"""A WACZ is a ZIP archive that holds this member, and its web archives in this folder; the others index them."""
_FURNITURE = ("__MACOSX/",)
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive; ``name`` is printable. ``open`` gives its bytes, or raises ``ValueError`` if it cannot be read."""

    name: str
    open: Callable[[], BinaryIO]


@dataclass(slots=True, kw_only=True)
class _Budget:
    """How many bytes may still come out of an archive: a small one must not become a huge one."""

    left: int

    def take(self, size: int) -> None:
        """Count bytes that came out.

        Raises:
            ValueError: they are more than any honest archive holds.

        """
        self.left -= size
        if self.left < 0:
            message = "it expands too far for its size; unpack it, and give the folder"
            raise ValueError(message)


def is_bundle(source: BinaryIO, limits: Limits) -> bool:
    """Whether an open file is an archive of files: ZIP, or tar, compressed or not; office documents and e-books are none."""
    head, _ = peek(content_stream(source, limits), _TAR_BLOCK)
    place, mark = _TAR
    if head[place : place + len(mark)] == mark:
        return True
    if not head.startswith((_ZIP, _EMPTY_ZIP)):
        return False
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return True  # damaged, which is told when it is read
    return not any(name in _PACKED for name in names)


def members_of(source: BinaryIO, limits: Limits) -> Iterator[Member]:
    """The files in an open archive, in its order, each to be opened before the next.

    Hidden ones are left out, links and devices cannot be opened, and left out is what browsers keep beside a saved page.

    Raises:
        ValueError: it is damaged, has too many members or expands too far; those before have been given.

    """
    size = source.seek(0, io.SEEK_END)
    budget = _Budget(left=max(limits.expansion_bytes, size * limits.expansion_ratio))
    head, _ = peek(content_stream(source, limits), len(_ZIP))
    inside = _zipped if head in {_ZIP, _EMPTY_ZIP} else _taped
    try:
        for number, member in enumerate(inside(source, budget, limits), start=1):
            if number > limits.files:
                message = f"only its first {limits.files:,} files were taken; unpack it, or raise limits.files"
                raise ValueError(message)
            yield member
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        message = f"the archive is damaged ({error}); fetch or pack it again"
        raise ValueError(message) from error


def _zipped(source: BinaryIO, budget: _Budget, limits: Limits) -> Iterator[Member]:
    source.seek(0)
    with zipfile.ZipFile(source) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_hidden(entry.filename)]
        names = {entry.filename for entry in entries}
        is_crawl = any(entry.filename == _DATA_PACKAGE for entry in entries)
        for entry in entries:
            if is_crawl and not entry.filename.startswith(_CRAWLED):
                continue
            if page_of_member(entry.filename, names) is not None:
                continue
            if stat.S_ISLNK(entry.external_attr >> 16):
                yield Member(name=printable(entry.filename), open=_no_file)
                continue

            def opened(entry: zipfile.ZipInfo = entry) -> BinaryIO:
                if entry.flag_bits & _ENCRYPTED:
                    message = "it is protected by a password; unpack the archive"
                    raise ValueError(message)
                try:
                    if entry.compress_type == zipfile.ZIP_STORED and entry.file_size > limits.file_bytes:
                        return io.BufferedReader(archive.open(entry))  # type: ignore[type-var] # it reads, and seeks where it is stored
                    with archive.open(entry) as stream:
                        return _loaded(stream.read(limits.file_bytes + 1), budget, limits)
                except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
                    message = f"it is damaged in the archive ({error}); pack it again"
                    raise ValueError(message) from error

            yield Member(name=printable(entry.filename), open=opened)


def _taped(source: BinaryIO, budget: _Budget, limits: Limits) -> Iterator[Member]:
    with tarfile.open(fileobj=content_stream(source, limits), mode="r|") as archive:
        seen: set[str] = set()
        for entry in archive:
            if entry.isdir() or _is_hidden(entry.name) or page_of_member(entry.name, seen) is not None:
                continue
            seen.add(entry.name)
            if not entry.isfile():
                yield Member(name=printable(entry.name.removeprefix("./")), open=_no_file)
                continue

            def opened(entry: tarfile.TarInfo = entry) -> BinaryIO:
                try:
                    stream = archive.extractfile(entry)
                    return _loaded(stream.read(limits.file_bytes + 1) if stream else b"", budget, limits)
                except tarfile.TarError as error:
                    message = f"it is damaged in the archive ({error}); pack it again"
                    raise ValueError(message) from error

            yield Member(name=printable(entry.name.removeprefix("./")), open=opened)


def _no_file() -> BinaryIO:
    """What stands for a link, a pipe or a device."""
    message = "a link, pipe or device in an archive, and no file; pack what it stands for"
    raise ValueError(message)


def _loaded(data: bytes, budget: _Budget, limits: Limits) -> BinaryIO:
    budget.take(len(data))
    if len(data) > limits.file_bytes:
        message = f"it is larger than {limits.file_bytes:,} bytes, the limit inside an archive; unpack the archive"
        raise ValueError(message)
    return io.BytesIO(data)


def _is_hidden(name: str) -> bool:
    return name.startswith(_FURNITURE) or any(part.startswith(".") and part not in {".", ".."} for part in name.split("/"))
