"""An invented language: words by frequency, what follows them, names, numerals and phrases that everybody uses.

Word frequencies fall as one over the rank (Zipf 1949), and each word has a few words that like to follow it. How often they do is
set so that unrelated texts share as many word 5-grams by chance as news does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.evaluation.chance import Chance
from provenance.text.words import NUMBER_WORDS
from tests.benchmarks.draws import Draws, Places

Tokens = NDArray[np.int64]
"""Words as numbers; ``Language.spelled`` tells what each range of them is."""

WORDS = 20_000
STYLED = WORDS
"""From here the second spelling of each word, for those that have one."""
NAMES = 2 * WORDS
"""From here the names: even ones in plain letters, the odd one behind it the same with an accent."""
NAME_COUNT = 60_000
NUMERALS = NAMES + 2 * NAME_COUNT
NUMERAL_COUNT = 10_000
STYLE_EVERY = 50
"""One word in so many has a second spelling: about one word in fifty of a text."""

_CONSONANTS, _VOWELS, _ENDS = "bdfghklmnprstv", "aeiou", ("", "n", "r", "s", "l", "t")
_ACCENTS = str.maketrans("aeiou", "áéíöü")
_SYLLABLES = len(_CONSONANTS) * len(_VOWELS)
_SHORT, _MIDDLE = 200, 6_000
"""Ranks up to which words have one syllable, and two: frequent words are short."""
_TABLE_BITS = 20
_FLATTENED = 3
"""Added to the rank, so that the commonest word has 3 % of a text (Mandelbrot 1953)."""
_SUCCESSORS = 12
_SLOTS = 64
FOLLOWING = 0.715
"""Share of words drawn from those that like to follow the word before. In 780 documents without phrases and footers 3.5 % of
the 5-grams of a document then stand in another one; real news: 3.3 %."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """``commonness`` maps 2^20 equally likely draws to words; ``successors`` has a row for each word, commonest first."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    commonness: NDArray[np.int32]
    successors: NDArray[np.int32]
    slots: NDArray[np.int64]

    def spelled(self, token: int) -> str:
        """A token as written within a sentence."""
        if token < STYLED:
            return self.words[token]
        if token < NAMES:
            return self.words[token - STYLED] + "ue"  # two vowels in a row occur in no other word
        if token < NUMERALS:
            name = self.names[(token - NAMES) // 2]
            return name[0] + name[1:].translate(_ACCENTS) if token % 2 else name
        return f"{token - NUMERALS:,}"

    def drawn(self, bits: Places) -> Tokens:
        """Words by their frequency alone."""
        words: Tokens = self.commonness[bits & np.uint64((1 << _TABLE_BITS) - 1)].astype(np.int64)
        return words

    def chains(self, draws: Draws, starts: Places, lengths: NDArray[np.int64]) -> NDArray[np.int32]:
        """Running text, a row for each of ``starts``, of which the first ``lengths`` words count.

        The draw of word j of a row belongs to place ``start + j``.
        """
        order = np.argsort(-lengths, kind="stable")
        longest = int(lengths.max(initial=0))
        still = np.searchsorted(-lengths[order], -np.arange(longest), side="left")
        bits = draws.bits(starts[order][:, None] + np.arange(longest, dtype=np.uint64)[None, :])
        found = self.drawn(bits).astype(np.int32)
        follows = (bits >> np.uint64(40)) < np.uint64(int(FOLLOWING * 2**24))
        slots = self.slots[((bits >> np.uint64(_TABLE_BITS)) & np.uint64(_SLOTS - 1)).astype(np.int64)]
        for place in range(1, longest):
            rows = slice(0, int(still[place]))
            liked = self.successors[found[rows, place - 1], slots[rows, place]]
            found[rows, place] = np.where(follows[rows, place], liked, found[rows, place])
        unordered = np.empty_like(found)
        unordered[order] = found
        return unordered


def language(seed: int) -> Language:
    """The language of a seed."""
    commonness = _commonness()
    places = np.arange(WORDS * _SUCCESSORS, dtype=np.uint64)
    liked = commonness[Draws(seed, "successors").bits(places) & np.uint64((1 << _TABLE_BITS) - 1)]
    return Language(
        words=_words(seed),
        names=tuple(name.capitalize() for name in _spellings(Chance(seed, "names"), 3, NAME_COUNT)),
        commonness=commonness,
        successors=liked.reshape(WORDS, _SUCCESSORS),
        slots=_shares(_SUCCESSORS, _SLOTS),
    )


def _words(seed: int) -> tuple[str, ...]:
    ranks = ((1, _SHORT), (2, _MIDDLE - _SHORT), (3, WORDS - _MIDDLE))
    return tuple(
        word for syllables, count in ranks for word in _spellings(Chance(seed, "words", str(syllables)), syllables, count)
    )


def _spellings(chance: Chance, syllables: int, count: int) -> list[str]:
    """Different words of so many syllables, none of them a number word."""
    kinds = _SYLLABLES**syllables * len(_ENDS)
    found: dict[str, None] = {}
    while len(found) < count:
        word = _spelling(chance.below(kinds), syllables)
        if word not in NUMBER_WORDS:
            found[word] = None
    return list(found)


def _spelling(number: int, syllables: int) -> str:
    number, end = divmod(number, len(_ENDS))
    parts = []
    for _ in range(syllables):
        number, syllable = divmod(number, _SYLLABLES)
        consonant, vowel = divmod(syllable, len(_VOWELS))
        parts.append(_CONSONANTS[consonant] + _VOWELS[vowel])
    return "".join(parts) + _ENDS[end]


def _commonness() -> NDArray[np.int32]:
    weights = np.uint64(1 << 40) // (np.arange(WORDS, dtype=np.uint64) + np.uint64(_FLATTENED))
    upto = np.cumsum(weights)
    ends = (upto // np.uint64(1 << 8) * np.uint64(1 << _TABLE_BITS)) // (upto[-1] // np.uint64(1 << 8))
    return np.repeat(np.arange(WORDS, dtype=np.int32), np.diff(ends, prepend=np.uint64(0)).astype(np.int64))


def _shares(kinds: int, slots: int) -> NDArray[np.int64]:
    """``slots`` places shared out among the kinds as one over the rank, each at least one."""
    total = sum(slots / rank for rank in range(1, kinds + 1))
    given = [max(1, int(slots * slots / rank / total)) for rank in range(1, kinds + 1)]
    given[0] += slots - sum(given)
    return np.repeat(np.arange(kinds), given)
