"""JSON Lines: one record in each line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from provenance.corpus.lines import Line
from provenance.corpus.rows import Row
from provenance.text.json_text import parse_json

_SAMPLE_LINES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The first records of a file; ``names`` are all their keys, in the order in which they first occur."""

    names: tuple[str, ...]
    records: tuple[Mapping[str, object], ...]


def sample_of(text: str, depth: int, *, is_whole: bool) -> Sample | None:
    r"""The first records if the text is JSON Lines, ``None`` if it is not; one line alone may be, too.

    It is if its first line is a JSON object, or half of the first lines are; a line cut off at the end, the file being longer,
    does not count, nor does one nested deeper than ``depth``.

    Examples:
        >>> sample_of('{"a": 1}\n{"b": 2}\n', 9, is_whole=True).names
        ('a', 'b')
        >>> sample_of('{\n"a": {}\n}', 9, is_whole=True)

    """
    if not text.lstrip().startswith("{"):
        return None
    lines = [line for line in islice(text.split("\n"), _SAMPLE_LINES) if line.strip()]
    if not is_whole and len(lines) > 1 and text.count("\n") < _SAMPLE_LINES:
        lines.pop()
    found = [_object(line, depth) for line in lines]
    records = [record for record in found if record is not None]
    if not records or (found[0] is None and 2 * len(records) < len(lines)):
        return None
    names = tuple(dict.fromkeys(name for record in records for name in record))
    return Sample(names=names, records=tuple(records))


def _object(line: str, depth: int) -> dict[str, object] | None:
    try:
        value = parse_json(line, depth).value
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def json_rows(lines: Iterator[Line], depth: int) -> Iterator[Row]:
    """The records, in order; blank lines are none.

    Raises:
        ValueError: as ``lines`` raises it.

    """
    number = 0
    for line in lines:
        if line.fault or line.text.strip():
            number += 1
            yield _row(number, line, depth)


def _row(number: int, line: Line, depth: int) -> Row:
    where = "line" if number == line.number else f"record {number}, line"
    place = f"{where} {line.number}"
    if line.fault:
        return Row(number=number, place=place, encoding=line.encoding, fault=line.fault)
    try:
        parsed = parse_json(line.text.rstrip("\r\n"), depth)
    except ValueError as error:
        return Row(number=number, place=place, encoding=line.encoding, notices=line.notes, fault=_reason(error))
    if not isinstance(parsed.value, dict):
        fault = f"it is {_KINDS.get(type(parsed.value), 'a value')} and no object with named fields"
        return Row(number=number, place=place, encoding=line.encoding, notices=line.notes, fault=fault)
    notices = (*line.notes, *parsed.notes)
    return Row(number=number, place=place, encoding=line.encoding, values=parsed.value, notices=notices)


_KINDS: Mapping[type, str] = {list: "a list", str: "a text", int: "a number", float: "a number", bool: "a truth value"}


def _reason(error: ValueError) -> str:
    """Why a line is no JSON, in terms of that line."""
    cause = error.__cause__
    if isinstance(cause, json.JSONDecodeError):
        return f"it is no valid JSON (column {cause.colno}: {cause.msg})"
    return str(error)


def keys_of(records: Sequence[Mapping[str, object]]) -> frozenset[str]:
    """Names under which some record has a value that is not empty."""
    return frozenset(name for record in records for name, value in record.items() if value not in (None, "", [], {}))
