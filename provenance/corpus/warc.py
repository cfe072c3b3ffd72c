"""Web archives taken apart into records (ISO 28500, WARC 1.0 and 1.1): streamed, and found again after damage."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from provenance.corpus.inflate import Compression, compression_of
from provenance.corpus.loading import content_stream, peek
from provenance.corpus.tape import PIECE, Member, Tape
from provenance.settings import Limits

MARK = b"WARC/"
"""First bytes of every record."""
_VERSION = re.compile(rb"WARC/\d+\.\d+\s*\r?\n")
_HEAD_BYTES = 1 << 16
"""Longest header of a record; those of crawlers have under 2 kB."""
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_RECORD_END = b"\r\n\r\n"
_LENGTH = re.compile(r"\d{1,18}")
_MAGIC = b"\x1f\x8b\x08"
_REPAIRS = 100
"""Records with a wrong length or header after which a file is left: looking for the next one reads what was read again."""
_TRIES = 10_000
"""Places that look like the beginning of a gzip member, and are none, after which a damaged file is left."""
_TRIED_BYTES = 256
_MEMBER_RATIO = 200
"""Most bytes that a byte of a gzip member may become, beyond ``limits.expansion_bytes`` from it: copies of one article shrink
128-fold, zeros 1,000-fold (as measured for ``limits.expansion_ratio``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """One record. ``number`` counts from 1, damaged ones too; ``place`` says where it stands; ``fields`` have lower-case names.

    ``block`` is what it holds; ``fault`` says why it cannot be read, if so, and the block is empty then.
    """

    number: int
    place: str
    fields: Mapping[str, str] = field(default_factory=dict)
    block: bytes = b""
    fault: str = ""

    @property
    def kind(self) -> str:
        """``response``, ``request``, ``revisit`` and the like, lower case."""
        return self.fields.get("warc-type", "").lower()


def is_warc(source: BinaryIO, limits: Limits) -> bool:
    """Whether an open file is a web archive, compressed or not."""
    head, _ = peek(content_stream(source, limits), len(MARK))
    return head.startswith(MARK)


def warc_records(source: BinaryIO, limits: Limits) -> Iterator[WarcRecord]:
    """The records of an open file, in order; what is damaged is one with a fault, and reading goes on after it.

    Raises:
        ValueError: it is too large, or too damaged to go on; the records before have been given.
        OSError: it cannot be read.

    """
    return _Reader(source, limits).records()


class _Reader:
    """A file, how many records were met, and how often one had to be looked for."""

    def __init__(self, source: BinaryIO, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._met = 0
        self._repairs = 0
        self._tries = 0
        self._left = limits.table_bytes

    def records(self) -> Iterator[WarcRecord]:
        self._source.seek(0)
        head = self._source.read(PIECE)
        if compression_of(head) is Compression.GZIP:
            yield from self._in_members()
            return
        stream = content_stream(self._source, self._limits)
        tape = Tape(self._counted(stream.read))
        yield from self._on_tape(tape, lambda: f"byte {tape.position:,}")

    def _counted(self, read: Callable[[int], bytes]) -> Callable[[int], bytes]:
        def counted(most: int) -> bytes:
            data = read(most)
            self._left -= len(data)
            if self._left < 0:
                most_bytes = self._limits.table_bytes
                message = f"it is larger than {most_bytes:,} bytes, the limit; split it, or raise limits.table_bytes"
                raise ValueError(message)
            return data

        return counted

    def _in_members(self) -> Iterator[WarcRecord]:
        """Records of a gzip file, whose members hold one each, or all are in one."""
        following: int | None = 0
        while following is not None:
            offset = following
            member = Member(self._source, offset)
            where = f"byte {offset:,}"
            try:
                yield from self._on_tape(Tape(self._counted(_bounded(member, self._limits))), partial(str, where))
            except _GzipFault as fault:
                yield self._faulty(where, str(fault))
                following = self._member_after(offset + 1)
                continue
            end = member.reached()
            following = self._member_at(end)
            if following is None and self._has_more(end):
                yield self._faulty(f"byte {end:,}", "what follows is no gzip data; fetch the file again")
                following = self._member_after(end)

    def _member_at(self, offset: int) -> int | None:
        """The offset, if a member begins there."""
        self._source.seek(offset)
        return offset if self._source.read(len(_MAGIC)) == _MAGIC else None

    def _has_more(self, offset: int) -> bool:
        """Whether there is anything but zeros, by which tapes were filled up."""
        self._source.seek(offset)
        return bool(self._source.read(_HEAD_BYTES).strip(b"\0"))

    def _member_after(self, start: int) -> int | None:
        """Where the next member with a record begins, at ``start`` or later."""
        while True:
            self._source.seek(start)
            data = self._source.read(PIECE)
            found = data.find(_MAGIC)
            if found < 0:
                if len(data) < PIECE:
                    return None
                start += len(data) - len(_MAGIC) + 1
            elif self._begins_record(start + found):
                return start + found
            else:
                start += found + 1

    def _begins_record(self, offset: int) -> bool:
        self._tries += 1
        if self._tries > _TRIES:
            message = "it is too damaged to find its records; fetch it again"
            raise ValueError(message)
        self._source.seek(offset)
        try:
            return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(self._source.read(_TRIED_BYTES), len(MARK)) == MARK
        except zlib.error:
            return False

    def _faulty(self, where: str, fault: str, fields: Mapping[str, str] | None = None) -> WarcRecord:
        self._met += 1
        return WarcRecord(number=self._met, place=self._place(where), fields=fields or {}, fault=fault)

    def _place(self, where: str) -> str:
        return f"record {self._met} ({where})"

    def _on_tape(self, tape: Tape, where: Callable[[], str]) -> Iterator[WarcRecord]:
        """Records one after the other, until the tape ends."""
        while _to_next(tape):
            here = where()
            head = _head_on(tape)
            if head is None:
                yield self._faulty(here, "no header of a record stands there; fetch the file again")
                self._resync(tape)
                continue
            fields = _fields_of(head)
            written = fields.get("content-length", "")
            if not _LENGTH.fullmatch(written):
                yield self._faulty(here, f"its length is “{written[:20]}” and no number; fetch the file again", fields)
                self._resync(tape)
            elif int(written) > self._limits.file_bytes:
                most = self._limits.file_bytes
                fault = f"it is larger than {most:,} bytes, the limit; raise limits.file_bytes to read it"
                yield self._faulty(here, fault, fields)
                self._resync(tape)
            else:
                yield self._whole(tape, here, fields, int(written))

    def _whole(self, tape: Tape, here: str, fields: Mapping[str, str], length: int) -> WarcRecord:
        block = tape.take(length)
        is_short = len(block) < length
        if not is_short and _ends_here(tape):
            self._met += 1
            return WarcRecord(number=self._met, place=self._place(here), fields=fields, block=block)
        inside = block.find(b"\n" + MARK)
        if inside >= 0:
            tape.put_back(block[inside + 1 :])
            self._count_repair()
        elif not is_short:
            self._resync(tape)
        fault = (
            f"it breaks off after {len(block):,} of {length:,} bytes" if is_short else "its length is not what its header says"
        )
        return self._faulty(here, f"{fault}; fetch the file again", fields)

    def _resync(self, tape: Tape) -> None:
        """Go to the next line that begins like a record, or to the end."""
        self._count_repair()
        mark = b"\n" + MARK
        while True:
            data = tape.peek(PIECE)
            found = data.find(mark)
            if found >= 0:
                tape.take(found + 1)
                return
            if len(data) < PIECE:
                tape.take(len(data))
                return
            tape.take(len(data) - len(mark) + 1)

    def _count_repair(self) -> None:
        self._repairs += 1
        if self._repairs > _REPAIRS:
            message = f"more than {_REPAIRS} of its records are damaged; the rest was left out; fetch it again"
            raise ValueError(message)


class _GzipFault(Exception):  # noqa: N818 - it stops one member, and is no error of ours
    """A gzip member that cannot be read to its end; the message says why and what to do."""


def _bounded(member: Member, limits: Limits) -> Callable[[int], bytes]:
    """Reads a member; what is wrong with it is a ``_GzipFault``."""
    total = 0

    def read(most: int) -> bytes:
        nonlocal total
        try:
            data = member.read(most)
        except EOFError as error:
            message = "the file breaks off in the middle of its gzip data; fetch it again"
            raise _GzipFault(message) from error
        except zlib.error as error:
            message = f"its gzip data are damaged ({error}); fetch the file again"
            raise _GzipFault(message) from error
        total += len(data)
        if total > limits.expansion_bytes and total > _MEMBER_RATIO * (member.reached() - member.offset):
            message = f"its gzip data expand more than {_MEMBER_RATIO} times, which records of pages do not; it was left"
            raise _GzipFault(message)
        return data

    return read


def _to_next(tape: Tape) -> bool:
    """Pass over empty lines; whether anything comes after them."""
    while (byte := tape.peek(1)) in (b"\r", b"\n"):
        tape.take(1)
    return bool(byte)


def _head_on(tape: Tape) -> bytes | None:
    """The header that comes next, with the empty line after it; ``None`` if none does, and nothing is taken then."""
    if not _VERSION.match(tape.peek(32)):
        return None
    size = 1 << 10
    while True:
        data = tape.peek(size)
        end = _HEAD_END.search(data)
        if end is not None:
            return tape.take(end.end())
        if len(data) < size or size >= _HEAD_BYTES:
            return None
        size *= 4


def _fields_of(head: bytes) -> dict[str, str]:
    """Named fields by lower-case name; lines that begin with white space go on with the field before (RFC 822)."""
    lines = re.sub(r"\r?\n[ \t]+", " ", head.decode("utf-8", errors="replace")).splitlines()[1:]
    named = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in named}


def _ends_here(tape: Tape) -> bool:
    """Whether what comes next is the end of a record as the standard wants it, or at least the next record or nothing."""
    following = tape.peek(len(MARK) + len(_RECORD_END))
    return following.startswith(_RECORD_END) or MARK.startswith(following.lstrip(b"\r\n")[: len(MARK)])
