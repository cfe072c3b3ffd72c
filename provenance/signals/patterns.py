"""The patterns of visible lines, read from their data files and checked.

A pattern says what a line looks like, how strong it is, what it orients, which names it must not be fooled by,
and carries its own positive and negative cases. The fields of an entry are those of ``Pattern``;
``regex`` may use the shared parts of ``fragments.toml`` as ``@{name}`` and is matched
against text with white space folded, without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from provenance.model import Role, SignalKind
from provenance.signals.data import DataError, load_table, load_words, text_list, text_of

FAMILIES = ("attribution", "wire", "legal", "abroad", "self_reference", "embeds", "pixels")
"""The data files, in the order in which their patterns are tried."""
GROUPS = frozenset("host organisation issuer title url year handle name day provider licence version".split())
"""What a pattern may capture. ``organisation`` begins with the name; ``issuer`` ends with it."""
_FRAGMENT = re.compile(r"@\{(\w+)\}")
_FRAGMENT_DEPTH = 3
_NESTED = re.compile(r"[+*]\)[+*{]|\}\)[+*]")
"""A repeated group that ends in an open repetition: such a pattern can take exponential time."""
MIN_CASES = 3
"""Cases a pattern needs of either sort."""
_Each = TypeVar("_Each")


class Scope(StrEnum):
    """Where a pattern may match: the whole block, from the start of a sentence, anywhere in narration, or an address."""

    BLOCK = "block"
    SENTENCE = "sentence"
    ANYWHERE = "anywhere"
    URL = "url"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A line the pattern must match, and what it must yield; ``None`` leaves that open."""

    text: str
    host: str | None = None
    organisation: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One pattern. ``keywords`` are lower case, and one of them stands in every text that matches.

    ``also`` are further keywords, one of which stands there too, for patterns whose keywords are common words; empty if none do.
    ``role`` is what a block made of it becomes, ``None`` if it keeps its own. ``needs_source`` says that a
    match counts only if it names a host or an organisation, ``outlet_only`` that a name counts only if it
    is an outlet's (persons stand in the same place). ``convention`` is the organisation whose
    house style the form is, where others use it too.
    """

    id: str
    kind: SignalKind
    regex: re.Pattern[str]
    keywords: tuple[str, ...]
    also: tuple[str, ...]
    strength: int
    orients: str
    role: Role | None
    scope: Scope
    needs_source: bool
    outlet_only: bool
    convention: str | None
    false_friends: frozenset[str]
    languages: tuple[str, ...]
    positive: tuple[Case, ...]
    negative: tuple[str, ...]


@cache
def load_patterns(family: str) -> tuple[Pattern, ...]:
    """The patterns of one data file, compiled once.

    Raises:
        DataError: If an entry is wrong; the message names the file and the pattern.
    """
    file = f"{family}.toml"
    patterns = tuple(_pattern(row, number, file) for number, row in enumerate(load_table(file, "pattern"), start=1))
    ids = [pattern.id for pattern in patterns]
    for repeated in sorted({each for each in ids if ids.count(each) > 1}):
        message = f"{family}.toml: two patterns have the id {repeated!r}; give one another name"
        raise DataError(message)
    return patterns


def patterns_for(families: Iterable[str], keywords: frozenset[str]) -> tuple[Pattern, ...]:
    """The patterns of some families that can match in a text at all, given the keywords that stand in it."""
    if not keywords:
        return ()
    found: list[Pattern] = []
    for family in families:
        places = _places(family)
        wanted = sorted({place for keyword in keywords if keyword in places for place in places[keyword]})
        if wanted:
            patterns = load_patterns(family)
            found += [patterns[place] for place in wanted if _may_match(patterns[place], keywords)]
    return tuple(found)


def _may_match(pattern: Pattern, keywords: frozenset[str]) -> bool:
    return not pattern.also or not keywords.isdisjoint(pattern.also)


@cache
def _places(family: str) -> Mapping[str, tuple[int, ...]]:
    """Which of a family's patterns have a keyword, by the keyword."""
    places: dict[str, list[int]] = {}
    for place, pattern in enumerate(load_patterns(family)):
        for keyword in pattern.keywords:
            places.setdefault(keyword, []).append(place)
    return MappingProxyType({keyword: tuple(found) for keyword, found in places.items()})


def _pattern(row: dict[str, object], number: int, file: str) -> Pattern:
    where = f"{file}, pattern {row.get('id', number)!r}"
    try:
        return Pattern(
            id=text_of(row, "id", where),
            kind=SignalKind(text_of(row, "kind", where)),
            regex=_compile(text_of(row, "regex", where), where),
            keywords=_keywords(text_list(row, "keywords", where), where),
            also=_keywords(text_list(row, "also", where), where) if "also" in row else (),
            strength=_strength(row, where),
            orients=text_of(row, "orients", where),
            role=None if text_of(row, "role", where) == "none" else Role(text_of(row, "role", where)),
            scope=Scope(text_of(row, "scope", where)),
            needs_source=row.get("needs_source", True) is True,
            outlet_only=row.get("outlet_only", False) is True,
            convention=text_of(row, "convention", where) if "convention" in row else None,
            false_friends=frozenset(text_list(row, "false_friends", where)),
            languages=text_list(row, "languages", where),
            positive=_cases(row, where),
            negative=_enough(text_list(row, "negative", where), "negative", where),
        )
    except ValueError as error:
        message = f"{where}: {error}"
        raise DataError(message) from error


def _compile(source: str, where: str) -> re.Pattern[str]:
    whole = _expand(source.strip(), where)
    try:
        regex = re.compile(whole, re.IGNORECASE)
    except re.error as error:
        message = f"{where}: the regular expression does not compile: {error}"
        raise DataError(message) from error
    if _NESTED.search(whole):
        message = f"{where}: a repeated group ends in a repetition; bound or unfold it"
        raise DataError(message)
    unknown = sorted(set(regex.groupindex) - GROUPS)
    if unknown:
        message = f"{where}: unknown group {unknown[0]!r}; use one of {', '.join(sorted(GROUPS))}"
        raise DataError(message)
    return regex


def _expand(source: str, where: str) -> str:
    """A regular expression with its fragments put in; fragments hold fragments, two deep."""
    fragments = load_words("fragments.toml", "fragments")
    for _ in range(_FRAGMENT_DEPTH):
        missing = [name for name in _FRAGMENT.findall(source) if name not in fragments]
        if missing:
            message = f"{where}: no fragment {missing[0]!r} in fragments.toml"
            raise DataError(message)
        source = _FRAGMENT.sub(lambda found: fragments[found[1]], source)
    return source


def _keywords(keywords: tuple[str, ...], where: str) -> tuple[str, ...]:
    if not keywords or any(word != word.lower() or not word.strip() for word in keywords):
        message = f"{where}: keywords must be a list of lower-case texts, not {list(keywords)!r}"
        raise DataError(message)
    return keywords


def _strength(row: dict[str, object], where: str) -> int:
    strength = row.get("strength")
    if not isinstance(strength, int) or strength not in range(1, 6):
        message = f"{where}: strength must be a whole number from 1 to 5, not {strength!r}"
        raise DataError(message)
    return strength


def _cases(row: dict[str, object], where: str) -> tuple[Case, ...]:
    rows = row.get("positive", [])
    if not isinstance(rows, list) or not all(isinstance(case, dict) and "text" in case for case in rows):
        message = f"{where}: positive must be a list of tables with a text"
        raise DataError(message)
    return _enough(tuple(Case(**case) for case in rows), "positive", where)


def _enough(cases: tuple[_Each, ...], name: str, where: str) -> tuple[_Each, ...]:
    if len(cases) < MIN_CASES:
        message = f"{where}: {len(cases)} {name} cases; write at least {MIN_CASES}"
        raise DataError(message)
    return cases
