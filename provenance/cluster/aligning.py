"""Pairs with the words of both documents to pairs that share more than formulas, with the places they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.cluster.arrow import Batch, arrays_of, numbers_of, shared_rows, values_of
from provenance.matching.align import Stretch
from provenance.matching.classify import weighed
from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes
from provenance.matching.kernels import Kernels
from provenance.matching.links import NumberPairs
from provenance.matching.ragged import Ragged
from provenance.matching.surprisal import narration_bits
from provenance.settings import Matching

SHARED = (
    "earlier string, later string, earlier_in_later double, later_in_earlier double, spans array<struct<earlier_start: int, "
    "earlier_end: int, later_start: int, later_end: int, words: int, bits: double, quotation: boolean>>"
)
"""The ids of two documents, how much of the shingles of each is in the other, and what they share: places in code points of the
text, ends not included; words that are equal; bits of surprise of these; and whether it is a quotation."""
SIDE = ("id", "words", "marks", "starts", "ends")
"""Columns of each document of a pair, with ``first_`` or ``other_`` before their names."""
_AT_A_TIME = 2_048
"""Pairs looked at together: few enough for one thread, which is what a task has."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Text:
    """One document of a pair."""

    id: str
    words: Hashes
    marks: NDArray[np.uint8]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligning:
    """How pairs are screened and aligned."""

    settings: Matching
    kernels: Kernels

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Rows of ``SHARED`` for rows with ``first``, ``other`` and the columns of both documents."""
        for batch in batches:
            for start in range(0, batch.num_rows, _AT_A_TIME):
                yield shared_rows(list(self._aligned(batch.slice(start, _AT_A_TIME))))

    def _aligned(self, batch: Batch) -> Iterator[dict[str, object]]:
        first, other = _texts(batch, "first_"), _texts(batch, "other_")
        for row in np.flatnonzero(self._telling(batch, first, other)).tolist():
            yield self._shared(first[row], other[row])

    def _telling(self, batch: Batch, first: Sequence[_Text], other: Sequence[_Text]) -> NDArray[np.bool_]:
        """For every pair whether it shares more than formulas."""
        earlier, later = numbers_of(batch, "first"), numbers_of(batch, "other")
        numbers, rows = np.unique(np.concatenate([earlier, later]), return_index=True)
        texts = [(*first, *other)[row] for row in rows.tolist()]
        words = Ragged.of((text.words for text in texts), np.uint64)
        marks = Ragged.of((text.marks for text in texts), np.uint8)
        pairs = NumberPairs(np.searchsorted(numbers, earlier), np.searchsorted(numbers, later))
        return self.kernels.screen(words, marks, pairs, self.settings)

    def _shared(self, earlier: _Text, later: _Text) -> dict[str, object]:
        size = self.settings.shingle_words
        here, there = (distinct(shingle_hashes(text.words, size)) for text in (earlier, later))
        shared = len(np.intersect1d(here, there, assume_unique=True))
        contained = [shared / max(1, len(held)) for held in (here, there)]
        stretches = self.kernels.align(earlier.words, later.words, self.settings)
        marks = (earlier.marks, later.marks)
        sums = (narration_bits(earlier.words, earlier.marks), narration_bits(later.words, later.marks))
        told = weighed(marks, stretches, sums, max(contained), self.settings)
        every = zip(stretches, told.bits, told.is_quotation, strict=True)
        return {
            "earlier": earlier.id,
            "later": later.id,
            "earlier_in_later": contained[0],
            "later_in_earlier": contained[1],
            "spans": [_span(earlier, later, stretch, bits, quotation) for stretch, bits, quotation in every],
        }


def _span(earlier: _Text, later: _Text, stretch: Stretch, bits: float, quotation: bool) -> dict[str, object]:  # noqa: FBT001 - a value
    return {
        "earlier_start": int(earlier.starts[stretch.left_start]),
        "earlier_end": int(earlier.ends[stretch.left_end - 1]),
        "later_start": int(later.starts[stretch.right_start]),
        "later_end": int(later.ends[stretch.right_end - 1]),
        "words": stretch.matched,
        "bits": bits,
        "quotation": bool(quotation),
    }


def _texts(batch: Batch, side: str) -> list[_Text]:
    every = zip(
        values_of(batch, f"{side}id"),
        arrays_of(batch, f"{side}words", np.uint64),
        arrays_of(batch, f"{side}marks", np.uint8),
        arrays_of(batch, f"{side}starts", np.int32),
        arrays_of(batch, f"{side}ends", np.int32),
        strict=True,
    )
    return [_Text(id=name, words=words, marks=marks, starts=starts, ends=ends) for name, words, marks, starts, ends in every]
