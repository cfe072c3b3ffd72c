"""ARC, the web archives of before 2009 (Internet Archive, versions 1 and 2): records as those of WARC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from provenance.corpus.loading import content_stream, peek
from provenance.corpus.one_file import OneFile
from provenance.corpus.warc import WarcRecord
from provenance.corpus.web_archive import pages_of
from provenance.model import Problem, RawDocument
from provenance.settings import Limits

_MARK = b"filedesc:"
_HEAD = re.compile(rb"(\S{1,8000}) \S* (\d{14}|\d{8}|\d{12}) [^\r\n]{0,8000}?(\d{1,12})[ \t]*\r?\n")
"""Address, address of the server, moment, kind of content, (more in version 2), length."""
_LINE_BYTES = 1 << 15
_DAMAGE = "no header of a record stands there; the rest was left out; fetch the file again"


def is_arc(source: BinaryIO, limits: Limits) -> bool:
    """Whether an open file is an ARC file, compressed or not."""
    head, _ = peek(content_stream(source, limits), len(_MARK))
    return head == _MARK


def read_arc(archive: OneFile, source: BinaryIO, limits: Limits) -> Iterator[RawDocument | Problem]:
    """The pages in an open ARC file, in order, as ``web_archive.read_archive`` reads those of WARC."""
    yield from pages_of(_records(content_stream(source, limits), limits), archive, limits)


def _records(stream: BinaryIO, limits: Limits) -> Iterator[WarcRecord]:
    """The records of a file.

    Raises:
        ValueError: it is damaged or too large; the records before have been given.

    """
    number, left = 0, limits.table_bytes
    while line := _next_line(stream):
        number += 1
        place = f"record {number}"
        head = _HEAD.fullmatch(line)
        if head is None:
            yield WarcRecord(number=number, place=place, fault=_DAMAGE)
            return
        length = int(head[3])
        left -= length
        if left < 0:
            message = f"it is larger than {limits.table_bytes:,} bytes, the limit; split it, or raise limits.table_bytes"
            raise ValueError(message)
        fields = {
            "warc-type": "response",
            "warc-target-uri": head[1].decode("utf-8", errors="replace"),
            "warc-date": _moment(head[2]),
        }
        if length > limits.file_bytes:
            _pass_over(stream, length)
            fault = f"it is larger than {limits.file_bytes:,} bytes, the limit; raise limits.file_bytes to read it"
            yield WarcRecord(number=number, place=place, fields=fields, fault=fault)
            continue
        block = stream.read(length)
        if len(block) < length:
            fault = f"it breaks off after {len(block):,} of {length:,} bytes; fetch the file again"
            yield WarcRecord(number=number, place=place, fields=fields, fault=fault)
            return
        yield WarcRecord(number=number, place=place, fields=fields, block=block)


def _next_line(stream: BinaryIO) -> bytes:
    """The next line that is not empty; nothing at the end."""
    line = stream.readline(_LINE_BYTES)
    while line and not line.strip():
        line = stream.readline(_LINE_BYTES)
    return line


def _pass_over(stream: BinaryIO, length: int) -> None:
    while length > 0 and (piece := stream.read(min(length, 1 << 20))):
        length -= len(piece)


def _moment(digits: bytes) -> str:
    """A moment as WARC has it: ARC's is in UTC, too."""
    text = digits.decode("ascii")
    day = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    return f"{day}T{text[8:10]}:{text[10:12]}:{text[12:14] or '00'}Z" if len(text) > len("20250703") else day
