"""The inner loops in plain Python and numpy: what runs without anything else, and what the compiled ones are held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.matching import comparison
from provenance.matching.align import Seeded, Stretch, align, seeded
from provenance.matching.classify import weighed
from provenance.matching.columns import Marks, WordColumns, split_columns
from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes
from provenance.matching.holders import shared_shingles, shingle_pairs
from provenance.matching.links import VALUE_BITS, Held, NumberPairs, held_by_several, row_keys
from provenance.matching.passages import PairPassages, Wanted, Wordings
from provenance.matching.ragged import Ragged
from provenance.matching.shared import Shared, shared
from provenance.matching.sketch import Permutations, Signed, signed
from provenance.matching.surprisal import Bits, narration_bits
from provenance.matching.terms import Terms, terms_of
from provenance.matching.texts import Texts, TextWords, text_words
from provenance.matching.words import compared_words
from provenance.model import Span
from provenance.settings import Matching

_TEXTS_KEPT = 512
"""Texts that stay prepared for alignment; a document is paired with several others in turn."""


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    seeded: Seeded
    held: Hashes
    marks: Marks
    bits: Bits


class PlainKernels:
    """The inner loops in plain Python and numpy."""

    def split(self, text: str, spans: Sequence[Span]) -> WordColumns:
        """See ``Kernels.split``."""
        return split_columns(text, spans)

    def split_all(self, texts: Texts) -> TextWords:
        """See ``Kernels.split_all``."""
        return text_words(
            compared_words(texts.text(number), texts.spans_of(number), texts.asides_of(number)) for number in range(len(texts))
        )

    def sign(self, words: Ragged[np.uint64], size: int, half: int, permutations: Permutations) -> Signed:
        """See ``Kernels.sign``."""
        return signed(words, size, half, permutations)

    def stars(self, rows: NDArray[np.uint32]) -> Hashes:
        """See ``Kernels.stars``."""
        links = [held_by_several(keys, VALUE_BITS).star() for keys in map(row_keys, rows)]
        return np.concatenate([np.empty(0, np.uint64), *links])

    def terms(self, words: Ragged[np.uint64], marks: Ragged[np.uint8]) -> Terms:
        """See ``Kernels.terms``."""
        return terms_of(words, marks)

    def align(self, left: Hashes, right: Hashes, settings: Matching) -> tuple[Stretch, ...]:
        """See ``Kernels.align``."""
        return align(seeded(left, settings.seed_words), seeded(right, settings.seed_words), settings)

    def screen(
        self, words: Ragged[np.uint64], marks: Ragged[np.uint8], pairs: NumberPairs, settings: Matching
    ) -> NDArray[np.bool_]:
        """See ``Kernels.screen``."""

        @lru_cache(maxsize=_TEXTS_KEPT)
        def prepared(number: int) -> _Prepared:
            return _Prepared(
                seeded(words[number], settings.seed_words),
                distinct(shingle_hashes(words[number], settings.shingle_words)),
                marks[number],
                narration_bits(words[number], marks[number]),
            )

        every = zip(pairs.first.tolist(), pairs.other.tolist(), strict=True)
        return np.array([_is_telling(prepared(one), prepared(other), settings) for one, other in every], np.bool_)

    def shared_shingles(self, words: Ragged[np.uint64], settings: Matching) -> Held:
        """See ``Kernels.shared_shingles``."""
        return shared_shingles(words, settings)

    def shingle_pairs(self, words: Ragged[np.uint64], settings: Matching) -> NumberPairs:
        """See ``Kernels.shingle_pairs``."""
        return shingle_pairs(shared_shingles(words, settings), settings.candidate_shared_shingles)

    def share(self, table: TextWords, pairs: NumberPairs, settings: Matching) -> Shared:
        """See ``Kernels.share``."""
        return shared(table, pairs, settings)

    def compare(self, pairs: Wanted, texts: Wordings, settings: Matching) -> Iterator[tuple[int, PairPassages]]:
        """See ``Kernels.compare``."""
        return comparison.compared(pairs, texts, settings)

    def affinities(self, terms: Ragged[np.uint64], weights: Ragged[np.float64], pairs: NumberPairs) -> NDArray[np.float64]:
        """See ``Kernels.affinities``."""
        found = np.zeros(len(pairs), np.float64)
        for row, (one, other) in enumerate(zip(pairs.first.tolist(), pairs.other.tolist(), strict=True)):
            _, here, there = np.intersect1d(terms[one], terms[other], assume_unique=True, return_indices=True)
            if len(here):
                # One after the other, as a compiled loop adds them up: sums in another order differ in the last digit.
                found[row] = np.cumsum(weights[one][here] * weights[other][there])[-1]
        return found


def _is_telling(left: _Prepared, right: _Prepared, settings: Matching) -> bool:
    shared = len(np.intersect1d(left.held, right.held, assume_unique=True))
    if shared < settings.candidate_shared_shingles:
        return False
    stretches = align(left.seeded, right.seeded, settings)
    contained = shared / min(len(left.held), len(right.held))
    return weighed((left.marks, right.marks), stretches, (left.bits, right.bits), contained, settings).is_telling(settings)
