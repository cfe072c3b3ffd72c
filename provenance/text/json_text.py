"""JSON from outside, parsed within limits and cleaned: never a crash, whatever stands in it."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass

from provenance.text.clean import clean_text

_NUMBER_DIGITS = 4_000
"""Longest integer read as a number: CPython refuses above 4,300 digits (CVE-2020-10735)."""
_STRUCTURE = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{\]}]', re.DOTALL)
"""A string (an unclosed one runs to the end, so that nothing is read twice) or a bracket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedJson:
    """A JSON value free of lone surrogates, control characters and ``NaN``; ``notes`` say what was changed for that."""

    value: object
    notes: tuple[str, ...]


def json_depth(text: str) -> int:
    """Deepest nesting of brackets outside strings; linear in the text, which need not be valid.

    Examples:
        >>> json_depth('[{"a": "[["}]')
        2

    """
    depth = deepest = 0
    for match in _STRUCTURE.finditer(text):
        mark = match[0][0]
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark != '"':
            depth -= 1
    return deepest


def parse_json(text: str, max_depth: int) -> ParsedJson:
    """Parse JSON.

    Raises:
        ValueError: it is no JSON, or nested deeper than ``max_depth``; the message says which, in plain words.

    """
    openings = text.count("[") + text.count("{")
    depth = json_depth(text) if openings > max_depth else 0  # it cannot be nested deeper than that
    if depth > max_depth:
        message = f"it is nested {depth:,} deep and the limit is {max_depth}"
        raise ValueError(message)
    odd_numbers: list[str] = []

    def constant(name: str) -> None:
        odd_numbers.append(f"{name} is no JSON number and was read as null")

    def integer(digits: str) -> int | str:
        if len(digits) <= _NUMBER_DIGITS:
            return int(digits)
        odd_numbers.append(f"a number of {len(digits):,} digits was kept as text")
        return digits

    def fraction(digits: str) -> float | None:
        number = float(digits)
        if math.isfinite(number):
            return number
        constant(digits)
        return None

    try:
        value = json.loads(text, parse_constant=constant, parse_float=fraction, parse_int=integer)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            message = f"a second value follows at line {error.lineno} (JSON Lines?); put the posts into one list"
            raise ValueError(message) from error
        message = f"it breaks off or goes wrong at line {error.lineno}, column {error.colno} ({error.msg})"
        raise ValueError(message) from error
    cleaned, replaced = _clean(value)
    notes = list(dict.fromkeys(odd_numbers))
    if replaced:
        notes.append(f"{replaced:,} control characters or lone surrogates were replaced")
    return ParsedJson(value=cleaned, notes=tuple(notes))


def _clean(value: object) -> tuple[object, int]:
    """A JSON value with every string (keys too) cleaned, and how many characters were replaced."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        parts = [_clean(part) for part in value]
        return [part for part, _ in parts], sum(count for _, count in parts)
    if isinstance(value, dict):
        pairs = [(clean_text(key), _clean(part)) for key, part in value.items()]
        return {key: part for (key, _), (part, _) in pairs}, sum(first + second for (_, first), (_, second) in pairs)
    return value, 0
