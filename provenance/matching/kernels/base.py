"""What the inner loops of matching are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from provenance.matching.align import Stretch
from provenance.matching.columns import WordColumns
from provenance.matching.fingerprints import Hashes
from provenance.matching.links import Held, NumberPairs
from provenance.matching.passages import PairPassages, Wanted, Wordings
from provenance.matching.ragged import Ragged
from provenance.matching.shared import Shared
from provenance.matching.sketch import Permutations, Signed
from provenance.matching.terms import Terms
from provenance.matching.texts import Texts, TextWords
from provenance.model import Span
from provenance.settings import Matching


class Kernels(Protocol):
    """One way to run the inner loops; every way gives the same numbers."""

    def split(self, text: str, spans: Sequence[Span]) -> WordColumns:
        """The words of some spans of a text; nothing is ``QUOTED`` yet."""
        ...

    def split_all(self, texts: Texts) -> TextWords:
        """The words of many texts, asides left out and quotations marked: see ``provenance.matching.words.compared_words``."""
        ...

    def sign(self, words: Ragged[np.uint64], size: int, half: int, permutations: Permutations) -> Signed:
        """The minimum values of the passages of every text: ``half`` shingles of ``size`` words and as many again."""
        ...

    def stars(self, rows: NDArray[np.uint32]) -> Hashes:
        """In each row, the links from the earliest passage with a value to the others: see ``Held.star``; in any order."""
        ...

    def terms(self, words: Ragged[np.uint64], marks: Ragged[np.uint8]) -> Terms:
        """The telling words of every text."""
        ...

    def align(self, left: Hashes, right: Hashes, settings: Matching) -> tuple[Stretch, ...]:
        """The shared stretches of two texts: see ``provenance.matching.align``."""
        ...

    def screen(
        self, words: Ragged[np.uint64], marks: Ragged[np.uint8], pairs: NumberPairs, settings: Matching
    ) -> NDArray[np.bool_]:
        """For every pair of texts whether they share more than formulas: something that ``Weighed.is_telling``."""
        ...

    def shared_shingles(self, words: Ragged[np.uint64], settings: Matching) -> Held:
        """The shingles that several texts hold: see ``provenance.matching.candidates.shared_shingles``."""
        ...

    def shingle_pairs(self, words: Ragged[np.uint64], settings: Matching) -> NumberPairs:
        """The pairs of ``provenance.matching.candidates.shingle_pairs``, without keeping who holds what."""
        ...

    def share(self, table: TextWords, pairs: NumberPairs, settings: Matching) -> Shared:
        """What those pairs of texts share that share more than formulas: see ``provenance.matching.shared``."""
        ...

    def compare(self, pairs: Wanted, texts: Wordings, settings: Matching) -> Iterator[tuple[int, PairPassages]]:
        """What those of some pairs share that share more than formulas or are wanted anyway.

        Some at a time, in their order, each time with the number of pairs that were looked at.
        """
        ...

    def affinities(self, terms: Ragged[np.uint64], weights: Ragged[np.float64], pairs: NumberPairs) -> NDArray[np.float64]:
        """For every pair of topics the sum of the products of their weights, in order of the terms they share."""
        ...
