"""Bytes to lines of text, one at a time: of any encoding, any length, and without ever holding the whole."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from provenance.corpus.decode import decode_bytes, wide_encoding
from provenance.settings import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the bytes of a text become lines: their encoding, how many bytes of mark stand before them, what ends a line."""

    encoding: str
    mark: int
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with its end, counted from 1. ``notes`` say what was guessed; ``fault`` why it has no text, if so."""

    number: int
    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    fault: str = ""


def layout_of(head: bytes) -> Layout:
    r"""Layout of a text that begins so: the byte order mark decides, or NULs at every other place, else it is taken for UTF-8.

    Examples:
        >>> layout_of(b"a\nb"), layout_of("a\rb".encode("utf-16")).end
        (Layout(encoding='utf-8', mark=0, end='\n'), '\r')

    """
    encoding, mark = wide_encoding(head) or ("utf-8", 0)
    text = head[mark:].decode(encoding, errors="replace")
    return Layout(encoding=encoding, mark=mark, end="\r" if "\r" in text and "\n" not in text else "\n")


def lines_of(stream: BinaryIO, layout: Layout, limits: Limits) -> Iterator[Line]:
    """Lines of a stream that stands at its beginning; a line longer than the limit is passed over and has a fault.

    A line that is not UTF-8 is read by itself as Windows-1252, or repaired, and has a note.

    Raises:
        ValueError: the stream breaks off, is damaged or too large; the lines before have been given.

    """
    stream.read(layout.mark)
    errors = "surrogateescape" if layout.encoding == "utf-8" else "replace"
    text = io.TextIOWrapper(stream, encoding=layout.encoding, errors=errors, newline=layout.end)
    number, left, most = 0, limits.table_bytes, limits.file_bytes
    try:
        while line := text.readline(most + 1):
            number += 1
            left -= len(line)
            if left < 0:
                message = f"it is larger than {limits.table_bytes:,} characters, the limit; split it, or raise limits.table_bytes"
                raise ValueError(message)
            if len(line) > most and not line.endswith(layout.end):
                while left >= 0 and (rest := text.readline(most)) and not rest.endswith(layout.end):
                    left -= len(rest)
                fault = f"it is longer than {most:,} characters, the limit; raise limits.file_bytes to read it"
                yield Line(number=number, text="", encoding=layout.encoding, fault=fault)
            else:
                yield _line(number, line, layout)
    finally:
        text.detach()


def _line(number: int, text: str, layout: Layout) -> Line:
    if text.isascii() or layout.encoding != "utf-8":
        return Line(number=number, text=text, encoding=layout.encoding)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        decoded = decode_bytes(text.encode("utf-8", errors="surrogateescape"))
        return Line(number=number, text=decoded.text, encoding=decoded.encoding, notes=decoded.notes)
    return Line(number=number, text=text, encoding=layout.encoding)
