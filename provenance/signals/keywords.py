"""Which keywords of the patterns stand in a text: only patterns that have one there need to be tried.

There are hundreds of keywords, and to look for each of them from end to end of every text takes as long as all else that
is done with its lines (0.7 of 1.4 ms for an article of 560 words). Nearly all words of a language are part of none of
them, and texts repeat their words: so it is the words of the text that are looked up, and what they hold is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from provenance.signals.patterns import FAMILIES, load_patterns

_LONGEST_WORD = 40
"""Letters of a word that is remembered; longer ones are addresses, or text without spaces, and do not come again."""
_REMEMBERED = 1 << 15
"""Words remembered: those that texts of one language have in common, in less than 10 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The longest word of each keyword: the keywords it stands for, and all of them as one expression."""

    keywords: Mapping[str, tuple[str, ...]]
    any_part: re.Pattern[str]


def keywords_in(lowered: str) -> frozenset[str]:
    """The keywords of all patterns that stand in a text; the text in lower case, its white space folded.

    Examples:
        >>> sorted(keywords_in("all rights reserved. first seen in the gazette."))
        ['all rights reserved', 'first']

    """
    words = lowered.split()
    short = [word for word in words if len(word) <= _LONGEST_WORD]
    held = [*filter(None, map(_remembered, short))]
    if len(short) < len(words):
        held += [_search(word) for word in words if len(word) > _LONGEST_WORD]
    return frozenset([keyword for keyword in chain.from_iterable(held) if keyword in lowered])


@lru_cache(maxsize=_REMEMBERED)
def _remembered(word: str) -> tuple[str, ...]:
    return _search(word)


def _search(word: str) -> tuple[str, ...]:
    """The keywords that a text with this word may hold: those whose longest word is part of it."""
    parts = _parts()
    if parts.any_part.search(word) is None:
        return ()
    return tuple(keyword for part, keywords in parts.keywords.items() if part in word for keyword in keywords)


@cache
def _parts() -> _Parts:
    every = {keyword for family in FAMILIES for pattern in load_patterns(family) for keyword in pattern.keywords}
    found: dict[str, list[str]] = {}
    for keyword in sorted(every):
        found.setdefault(max(keyword.split(), key=len), []).append(keyword)
    tails: dict[str, list[str]] = {}  # under first letters, so that most places of a word fail after one comparison
    for part in found:
        tails.setdefault(part[0], []).append(re.escape(part[1:]))
    branches = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return _Parts(keywords={part: tuple(keywords) for part, keywords in found.items()}, any_part=re.compile("|".join(branches)))
