"""Vocabulary of the simulator: names, sentences by kind of event, outlets, small edits; and how to read it.

What is wording, not a rule, stands in the TOML files beside this module; ``grammar.py`` says how templates are spelled.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from provenance.errors import ProvenanceError

KINDS = ("company", "council", "crash", "election", "harvest", "match", "rescue", "storm", "strike", "study", "trial")
"""Kinds of event, each with a file of its own under ``kinds/``."""


class VocabularyError(ProvenanceError):
    """A vocabulary file of this package is damaged; the message names file and entry."""


@cache
def load(name: str) -> Mapping[str, object]:
    """One vocabulary file (``names.toml``), parsed.

    Raises:
        VocabularyError: it is no TOML.
    """
    source = files("provenance.evaluation.simulate.data").joinpath(name).read_text(encoding="utf-8")
    try:
        return MappingProxyType(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        message = f"{name} is not valid TOML: {error}; reinstall the package or correct the file"
        raise VocabularyError(message) from error


def section(table: Mapping[str, object], key: str, where: str) -> Mapping[str, object]:
    """A table within a table.

    Raises:
        VocabularyError: there is none.
    """
    value = table.get(key)
    if not isinstance(value, dict):
        message = f"{where}: there is no table [{key}]"
        raise VocabularyError(message)
    return MappingProxyType(value)


def texts(table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    """A list of texts of a table.

    Raises:
        VocabularyError: there is none, or it holds something else.
    """
    value = table.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        message = f"{where}: {key} must be a list of texts that is not empty"
        raise VocabularyError(message)
    return tuple(value)


def lists(table: Mapping[str, object], key: str, where: str) -> tuple[tuple[str, ...], ...]:
    """A list of lists of texts of a table.

    Raises:
        VocabularyError: there is none, or it holds something else.
    """
    value = table.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(item, list) for item in value):
        message = f"{where}: {key} must be a list of lists of texts"
        raise VocabularyError(message)
    return tuple(texts({key: item}, key, where) for item in value)


def named_texts(table: Mapping[str, object], key: str, where: str) -> Mapping[str, tuple[str, ...]]:
    """A table of lists of texts, by name.

    Raises:
        VocabularyError: there is none, or it holds something else.
    """
    value = section(table, key, where)
    return MappingProxyType({name: texts(value, name, f"{where}: [{key}]") for name in value})
