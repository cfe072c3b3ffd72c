"""Which keywords of the patterns stand in a text: only patterns that have one there need to be tried.

There are hundreds of keywords, and to look for each of them from end to end of every text takes as long as all else that
is done with its lines (0.7 of 1.4 ms for an article of 560 words). Nearly all words of a language are part of none of
them, and texts repeat their words: so it is the words of the text that are looked up, and what they hold is remembered.
A word is a run of ASCII letters here: with the signs and digits around them three times as many would be different.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from provenance.signals.patterns import FAMILIES, load_patterns
from provenance.text.letters import letter_runs

_SHORTEST_RUN = 3
"""Letters of a keyword's longest run from which it is found by that; one with less is looked for from end to end."""
_LONGEST_WORD = 40
"""Letters of a word that is remembered; longer ones are text without spaces, and do not come again."""
_REMEMBERED = 1 << 15
"""Words remembered: those that texts of one language have in common, in less than 10 MB."""
_RUN = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runs:
    """The longest run of letters in each keyword: the keywords it stands for; all of them as one expression; the rest."""

    keywords: Mapping[bytes, tuple[str, ...]]
    any_run: re.Pattern[bytes]
    without: tuple[str, ...]


def keywords_of(texts: Sequence[str]) -> tuple[frozenset[str], ...]:
    """The keywords of all patterns that stand in each of some texts, whose white space is folded, whatever their case.

    Examples:
        >>> [sorted(found) for found in keywords_of(["All rights reserved. First seen in the Gazette.", "It rained."])]
        [['all rights reserved', 'first'], []]

    """
    lowered = [text.lower() for text in texts]
    whole = "\n".join(lowered)
    held = set(chain.from_iterable(filter(None, map(_memory().__getitem__, letter_runs(whole)))))
    found = [keyword for keyword in (*held, *_runs().without) if keyword in whole]
    return tuple([frozenset([keyword for keyword in found if keyword in text]) for text in lowered])


class _Memory(dict[bytes, tuple[str, ...]]):
    """What words hold, as far as they were looked up; emptied when it is full. A third of the time of an ``lru_cache``."""

    def __missing__(self, word: bytes) -> tuple[str, ...]:
        held = _search(word)
        if len(word) <= _LONGEST_WORD:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = held
        return held


@cache
def _memory() -> _Memory:
    return _Memory()


def _search(word: bytes) -> tuple[str, ...]:
    """The keywords that a text with this word may hold: those whose longest run of letters is part of it."""
    runs = _runs()
    if runs.any_run.search(word) is None:
        return ()
    return tuple(keyword for run, keywords in runs.keywords.items() if run in word for keyword in keywords)


@cache
def _runs() -> _Runs:
    patterns = chain.from_iterable(map(load_patterns, FAMILIES))
    every = {keyword for pattern in patterns for keyword in (*pattern.keywords, *pattern.also)}
    longest = {keyword: max(_RUN.findall(keyword), key=len, default="") for keyword in sorted(every)}
    found: dict[str, list[str]] = {}
    for keyword, run in longest.items():
        if len(run) >= _SHORTEST_RUN:
            found.setdefault(run, []).append(keyword)
    tails: dict[str, list[str]] = {}  # under first letters, so that most places of a word fail after one comparison
    for run in found:
        tails.setdefault(run[0], []).append(run[1:])
    branches = (f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return _Runs(
        keywords={run.encode(): tuple(keywords) for run, keywords in found.items()},
        any_run=re.compile("|".join(branches).encode()),
        without=tuple(keyword for keyword, run in longest.items() if len(run) < _SHORTEST_RUN),
    )
