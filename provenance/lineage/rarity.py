"""How telling a shared stem is: the fewer sentences contain it, the more.

Sentence counts of the corpus are blended with the background of general English, so that the same thresholds
hold for five documents, where counts say little, and for thousands, where they say it all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from provenance.text.stems import content_stems
from provenance.text.surprise import surprise_bits

BACKGROUND_SENTENCES = 300
"""Sentences the background counts for: five news articles have about 100, so that there it leads, and from a hundred
articles on the corpus does."""
_SENTENCE_WORDS = 20
"""Words in a news sentence: a word of probability p stands in about this many times p of the sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """Bits of surprise of meeting a stem in a sentence: ``bits`` for stems of the corpus, ``unseen`` for any other."""

    bits: Mapping[str, float]
    unseen: float

    def of(self, stem: str) -> float:
        """Bits of one stem, never negative."""
        return self.bits.get(stem, self.unseen)

    def total(self, stems: Iterable[str]) -> float:
        """Bits of several stems together; the order does not matter, to the last digit."""
        return math.fsum(self.of(stem) for stem in stems)


def measure_rarity(sentences: Iterable[tuple[str, ...]]) -> Rarity:
    """Rarity of every stem in a corpus, given as the normalised words of its sentences.

    A sentence that occurs several times counts once: copies of one text are no evidence that a word is common.

    Examples:
        >>> rarity = measure_rarity([("the", "credentials", "arrived"), ("the", "year", "ended"), ("the", "year", "began")])
        >>> rarity.of("credent") > rarity.of("year")
        True

    """
    distinct = set(sentences)
    stems_of: dict[str, tuple[str, ...]] = {}
    counts: Counter[str] = Counter()
    background: dict[str, float] = {}
    for sentence in distinct:
        present: set[str] = set()
        for norm in sentence:
            stems = stems_of.get(norm)
            if stems is None:
                stems = stems_of[norm] = content_stems((norm,))
                for stem in stems:
                    background[stem] = max(background.get(stem, 0.0), _sentence_share(norm))
            present.update(stems)
        counts.update(present)
    total = len(distinct) + BACKGROUND_SENTENCES
    bits = {
        stem: max(0.0, math.log2(total / (count + BACKGROUND_SENTENCES * background[stem]))) for stem, count in counts.items()
    }
    return Rarity(bits=bits, unseen=math.log2(total))


def _sentence_share(norm: str) -> float:
    """Share of general English sentences that contain a word."""
    return float(min(1.0, _SENTENCE_WORDS * 2 ** -surprise_bits(norm)))
