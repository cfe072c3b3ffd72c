"""A folder of tables (CSV) and records (JSON lines), looked at by the columns they have, not by their names."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from provenance.errors import UsageError
from provenance.settings import Limits
from provenance.text.json_text import parse_json

Row = Mapping[str, object]
"""One line of a table or one record: values are text, or what JSON made of them."""

_FOLDER_LEVELS = 2
"""Levels of folders below the given one in which tables are looked for."""
_JSON_DEPTH = Limits().json_depth


@dataclass(frozen=True)
class Folder:
    """A folder a user named. Nothing is read before it is asked for; not slotted because it keeps the columns it saw."""

    path: Path

    @cached_property
    def columns(self) -> Mapping[Path, frozenset[str]]:
        """Columns of every table here, by its path; sorted by path. A file without a heading line has none."""
        depths = ("/".join(["*"] * depth) for depth in range(1, _FOLDER_LEVELS + 1))
        files = sorted(file for pattern in depths for file in self.path.glob(pattern) if file.suffix in {".csv", ".jsonl"})
        return {file: _columns(file) for file in files if file.is_file()}

    def tables(self, columns: frozenset[str]) -> tuple[Path, ...]:
        """Files that have all these columns, sorted; a collection in several splits has several."""
        return tuple(file for file, found in self.columns.items() if columns <= found)

    def rows(self, columns: frozenset[str], what: str) -> tuple[Row, ...]:
        """Rows of all tables that have these columns, in the order of the files.

        Raises:
            UsageError: there is no such table, or one cannot be read; ``what`` says what the rows are.

        """
        files = self.tables(columns)
        if not files:
            seen = "; ".join(f"{file.name}: {', '.join(sorted(found))}" for file, found in self.columns.items() if found)
            message = (
                f"{self.path}: no table of {what}, with the columns {', '.join(sorted(columns))}, is here "
                f"({seen or 'there is no .csv or .jsonl file'}); name the folder that holds it"
            )
            raise UsageError(message)
        return tuple(row for file in files for row in _rows(file))


def text_of(row: Row, column: str) -> str:
    """A value as text, empty if there is none.

    Examples:
        >>> text_of({"title": "A", "year": 1611, "note": None}, "year"), text_of({"note": None}, "note")
        ('1611', '')

    """
    value = row.get(column)
    return "" if value is None else str(value)


def grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Rows by the value they have in a column, in order of first occurrence."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(text_of(row, column), []).append(row)
    return groups


def _columns(file: Path) -> frozenset[str]:
    """Names of the columns, empty if the first line does not tell."""
    try:
        first = next(_rows(file), {}) if file.suffix == ".jsonl" else dict.fromkeys(_heading(file))
    except UsageError:
        return frozenset()
    return frozenset(first)


def _heading(file: Path) -> Iterable[str]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return next(csv.reader(stream), [])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(file, error) from error


def _rows(file: Path) -> Iterator[Row]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            if file.suffix == ".csv":
                yield from csv.DictReader(stream)
            else:
                yield from (_record(file, number, line) for number, line in enumerate(stream, 1) if line.strip())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(file, error) from error


def _record(file: Path, number: int, line: str) -> Row:
    try:
        value = parse_json(line, _JSON_DEPTH).value
    except ValueError as error:
        message = f"{file}, line {number}: no readable JSON ({error}); fetch the collection again"
        raise UsageError(message) from error
    if not isinstance(value, dict):
        message = f'{file}, line {number}: a record needs names for its values, as in {{"id": …}}'
        raise UsageError(message)
    return value


def _unreadable(file: Path, error: Exception) -> UsageError:
    return UsageError(f"{file}: cannot be read as UTF-8 text ({error}); fetch the collection again, or check its permissions")
