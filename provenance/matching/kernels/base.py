"""What the inner loops of matching are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from provenance.matching.align import Stretch
from provenance.matching.columns import WordColumns
from provenance.matching.fingerprints import Hashes, Values
from provenance.matching.links import NumberPairs
from provenance.matching.ragged import Ragged
from provenance.model import Span
from provenance.settings import Matching


class Kernels(Protocol):
    """One way to run the inner loops; every way gives the same numbers."""

    def split(self, text: str, spans: Sequence[Span]) -> WordColumns:
        """The words of some spans of a text; nothing is ``QUOTED`` yet."""
        ...

    def minima(self, shingles: Hashes, multipliers: Values, addends: Values, passage: int) -> tuple[Values, Values]:
        """MinHash signatures: see ``provenance.matching.fingerprints.minimum_values``."""
        ...

    def align(self, left: Hashes, right: Hashes, settings: Matching) -> tuple[Stretch, ...]:
        """The shared stretches of two texts: see ``provenance.matching.align``."""
        ...

    def screen(
        self, words: Ragged[np.uint64], marks: Ragged[np.uint8], pairs: NumberPairs, settings: Matching
    ) -> NDArray[np.bool_]:
        """For every pair of texts whether they share more than formulas: something that ``Weighed.is_telling``."""
        ...

    def affinities(self, terms: Ragged[np.uint64], weights: Ragged[np.float64], pairs: NumberPairs) -> NDArray[np.float64]:
        """For every pair of topics the sum of the products of their weights, in order of the terms they share."""
        ...
