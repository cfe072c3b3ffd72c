"""Pattern and word files of the signals, and how to read them.

Everything that is a fact about wording, not a rule, stands in the TOML files beside this module.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from provenance.errors import ProvenanceError


class DataError(ProvenanceError):
    """A data file of this package is damaged or an entry in it is wrong; the message names file and entry."""


@cache
def _read(name: str) -> dict[str, object]:
    source = files("provenance.signals.data").joinpath(name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        message = f"{name} is not valid TOML: {error}; reinstall the package or correct the file"
        raise DataError(message) from error


def load_table(name: str, table: str) -> tuple[dict[str, object], ...]:
    """The entries of one array of tables in a data file, in order; empty if the file has none of that name.

    Raises:
        DataError: If the file is no TOML or the table no list of tables.
    """
    rows = _read(name).get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        message = f"{name}: {table} must be an array of tables ([[{table}]])"
        raise DataError(message)
    return tuple(rows)


def load_words(name: str, table: str) -> dict[str, str]:
    """One table of a data file whose values are all texts: word lists by name.

    Raises:
        DataError: If a value is not a text.
    """
    words = _read(name).get(table, {})
    if not isinstance(words, dict) or not all(isinstance(value, str) for value in words.values()):
        message = f"{name}: [{table}] must hold only texts"
        raise DataError(message)
    return words


def text_of(row: dict[str, object], key: str, where: str) -> str:
    """A required text of an entry.

    Raises:
        DataError: If it is missing, empty or no text.
    """
    value = row.get(key)
    if not isinstance(value, str) or not value:
        message = f"{where}: {key} must be a text that is not empty, not {value!r}"
        raise DataError(message)
    return value


def text_list(row: dict[str, object], key: str, where: str) -> tuple[str, ...]:
    """An optional list of texts of an entry, empty if absent.

    Raises:
        DataError: If it is no list of texts.
    """
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        message = f"{where}: {key} must be a list of texts, not {value!r}"
        raise DataError(message)
    return tuple(value)
