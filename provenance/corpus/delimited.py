"""CSV and its relatives: which delimiter, which quoting, and the rows, whatever stands in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from provenance.corpus.lines import Line
from provenance.corpus.rows import Row

_DELIMITERS = (",", "\t", ";", "|")
"""Bars only where they do not open the line, which they do in a table of Markdown."""
_NAMES = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}
_ANNOUNCED = re.compile(r'"?sep=(.)"?\s*')
"""A first line by which spreadsheets announce the delimiter."""
_QUOTINGS: tuple[Literal[0], Literal[3]] = (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)
_SAMPLE_LINES = 200
_NAME_CHARS = 60
"""Longest column name: what stands in the first line of a text is longer."""
_HEADER_CHARS = 20_000
"""Longest first line looked at."""
_REGULAR = 0.9
"""Share of rows with as many fields as the header from which a text without a table's suffix is one."""
_NAMED_REGULAR = 0.5
"""... with a table's suffix and no column for the text; else its bad rows are named one by one."""
_KNOWN = 2
"""Names of known columns that make a header, though none of them is the text's."""
SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".psv"})
"""Suffixes of tables; they decide only where the content leaves it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How fields are told apart. ``skipped`` is the number of lines before the header."""

    delimiter: str
    quoting: Literal[0, 3]
    skipped: int = 0

    @property
    def words(self) -> str:
        """For messages: ``CSV with semicolons``."""
        quotes = "" if self.quoting == csv.QUOTE_MINIMAL else ", quotation marks being text"
        return f"CSV with {_NAMES.get(self.delimiter, self.delimiter)}{quotes}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A dialect, the names of its columns, and the first rows."""

    dialect: Dialect
    names: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Knows:
    """Whether a column of some name may hold the text, or anything known."""

    text: Callable[[str], bool]
    anything: Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """How well a text is a table in one dialect."""

    header: Header
    has_text: bool
    known: int
    regular: float

    @property
    def rank(self) -> tuple[bool, float, int, int, bool]:
        """The larger, the better."""
        quoted = self.header.dialect.quoting == csv.QUOTE_MINIMAL
        return self.has_text, round(self.regular, 2), self.known, len(self.header.names), quoted


def header_of(
    text: str, suffix: str, *, is_whole: bool, is_text: Callable[[str], bool], is_known: Callable[[str], bool]
) -> Header | None:
    r"""Header of a table, ``None`` for a text that is none.

    Without a table's suffix a text is a table if its first line names a column for the text, or two other known ones, and
    nine rows of ten have as many fields.

    Args:
        text: the beginning of the file.
        suffix: of the file, lower case.
        is_whole: whether ``text`` is all of it; else its last row may be cut.
        is_text: whether a column of this name may hold the text.
        is_known: whether a column of this name may hold anything known.

    Examples:
        >>> known = {"title", "body"}
        >>> find = lambda text: header_of(text, "", is_whole=True, is_text={"body"}.__contains__, is_known=known.__contains__)
        >>> find("title;body\nOne;Words, words.\n").names, find("Roses, red\nViolets, blue\n")
        (('title', 'body'), None)

    """
    announced = _ANNOUNCED.match(text)
    skipped = 1 if announced else 0
    lines = list(islice(io.StringIO(text, newline=""), skipped, _SAMPLE_LINES + skipped))
    if not lines or len(lines[0]) > _HEADER_CHARS:
        return None
    knows = _Knows(text=is_text, anything=is_known)
    present = lines[0] if not lines[0].lstrip().startswith("|") else lines[0].replace("|", "")
    candidates = (announced[1],) if announced else tuple(mark for mark in _DELIMITERS if mark in present)
    fits = [
        fit
        for delimiter in candidates or ((",",) if suffix in SUFFIXES else ())
        for quoting in _QUOTINGS
        if (fit := _fit(lines, Dialect(delimiter=delimiter, quoting=quoting, skipped=skipped), knows, is_whole=is_whole))
    ]
    if not fits:
        return None
    best = max(fits, key=lambda fit: fit.rank)
    if suffix in SUFFIXES:
        sure = best.has_text or best.regular >= _NAMED_REGULAR or not best.header.sample
    else:
        sure = best.regular >= _REGULAR and len(best.header.names) > 1 and (best.has_text or best.known >= _KNOWN)
    return best.header if sure else None


def _fit(lines: Sequence[str], dialect: Dialect, knows: _Knows, *, is_whole: bool) -> _Fit | None:
    """How well lines fit; the last row does not count where there is more of the file, since it may be cut."""
    rows: list[list[str]] = []
    with suppress(csv.Error):  # a field longer than the reader's own limit: the rows before it are enough
        rows += csv.reader(lines, delimiter=dialect.delimiter, quoting=dialect.quoting)
    first, rest = (rows[0], [row for row in rows[1:] if row]) if rows else ([], [])
    if rest and not is_whole:
        rest.pop()
    names = [name.strip() for name in first]
    if not any(names) or any(len(name) > _NAME_CHARS for name in names):
        return None
    return _Fit(
        header=Header(dialect=dialect, names=_distinct(names), sample=tuple(map(tuple, rest))),
        has_text=any(map(knows.text, names)),
        known=sum(map(knows.anything, names)),
        regular=sum(len(row) == len(names) for row in rest) / len(rest) if rest else 0.0,
    )


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Column names with a number where one is missing or occurs again."""
    distinct: list[str] = []
    for number, name in enumerate(names, 1):
        new = name or f"column {number}"
        while new in distinct:
            new = f"{new} ({number})"
        distinct.append(new)
    return tuple(distinct)


def delimited_rows(lines: Iterator[Line], header: Header, most: int) -> Iterator[Row]:
    """The rows below the header, in order, blank lines left out.

    A row shorter than the header lacks its last fields, and says so; one that has more, or is longer than ``most`` characters,
    has a fault. A quotation mark that is never closed costs the line it stands in, not what follows.

    Raises:
        ValueError: as ``lines`` raises it.

    """
    feed = _Feed(lines, most)
    reader = csv.reader(feed, delimiter=header.dialect.delimiter, quoting=header.dialect.quoting)
    for _ in range(header.dialect.skipped):
        next(feed, None)
    number = -1
    while True:
        feed.begin_row()
        try:
            cells = _next_row(reader, most)
        except StopIteration:
            return
        except csv.Error as error:
            cells, fault = [], f"it is no CSV ({error})"
        else:
            fault = ""
        lost = feed.recover()
        if lost is None and not fault and not any(cells):
            continue
        number += 1
        if number:
            yield _row(number, cells, header.names, feed, lost or fault)


def _next_row(reader: Iterator[list[str]], most: int) -> list[str]:
    """The next row, with fields as long as wanted: the limit is the whole process's, and is put back."""
    before = csv.field_size_limit(most + 1)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(before)


def _row(number: int, cells: Sequence[str], names: Sequence[str], feed: _Feed, fault: str) -> Row:
    first, last = feed.taken[0], feed.taken[-1]
    lines = f"line {first.number}" if first is last else f"lines {first.number} to {last.number}"
    encoding = next((line.encoding for line in feed.taken if line.encoding != first.encoding), first.encoding)
    losses: tuple[str, ...] = ()
    fields = f"it has {len(cells)} fields and the header has {len(names)}"
    if not fault and any(cells[len(names) :]):
        fault = f"{fields}; put a field with the delimiter in it into quotation marks"
    elif not fault and len(cells) < len(names):
        losses = (f"{fields}; the last ones were taken as missing",)
    elif not fault and len(cells) > len(names):
        losses = (f"{fields}; the last ones are empty and were left out, but others may be in the wrong column",)
    return Row(
        number=number,
        place=f"record {number} ({lines})",
        encoding=encoding,
        values=dict(zip(names, cells, strict=False)),
        notices=tuple(dict.fromkeys(note for line in feed.taken for note in line.notes)),
        losses=losses,
        fault=fault,
    )


class _Feed:
    """Lines for the reader of rows, which remembers those of the row that is being read, and can give them again."""

    def __init__(self, lines: Iterator[Line], most: int) -> None:
        self.taken: list[Line] = []
        self._lines = lines
        self._most = most
        self._again: list[Line] = []
        self._chars = 0
        self._failure = ""

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self._chars > self._most:
            self._failure = f"a quotation mark is opened in it and not closed within {self._most:,} characters"
            raise StopIteration
        line = self._again.pop() if self._again else next(self._lines, None)
        if line is None:
            self._failure = "a quotation mark is opened in it and never closed" if self.taken else ""
            raise StopIteration
        self.taken.append(line)
        self._chars += len(line.text)
        return line.text

    def begin_row(self) -> None:
        """Forget the lines of the row before."""
        self.taken = []
        self._chars = 0
        self._failure = ""

    def recover(self) -> str | None:
        """Why the row just read is none, or ``None``; then all its lines but the first will be given again."""
        if not self._failure:
            return next((line.fault for line in self.taken if line.fault), None)
        self._again += reversed(self.taken[1:])
        del self.taken[1:]
        return self._failure
