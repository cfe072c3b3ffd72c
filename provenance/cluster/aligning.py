"""Pairs with the words of both documents to pairs that share more than formulas, with the places they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.cluster.arrow import Batch, arrays_of, numbers_of, shared_rows, values_of
from provenance.matching.align import Stretch
from provenance.matching.classify import weighed
from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes
from provenance.matching.kernels import Kernels
from provenance.matching.links import NumberPairs
from provenance.matching.ragged import Ragged
from provenance.matching.surprisal import Bits, narration_bits
from provenance.settings import Matching

SHARED = (
    "earlier string, later string, earlier_in_later double, later_in_earlier double, spans array<struct<earlier_start: int, "
    "earlier_end: int, later_start: int, later_end: int, words: int, bits: double, quotation: boolean>>"
)
"""The ids of two documents, how much of the shingles of each is in the other, and what they share: places in code points of the
text, ends not included; words that are equal; bits of surprise of these; and whether it is a quotation."""
SIDE = ("id", "words", "marks", "starts", "ends")
"""Columns of each document of a pair, with ``first_`` or ``other_`` before their names."""
_AT_A_TIME = 4_096
"""Pairs looked at together: few enough for one thread, which is what a task has."""
_TEXTS_KEPT = 512
"""Texts whose shingles and bits are kept; pairs with one earlier document come together."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Text:
    """One document of a pair."""

    id: str
    words: Hashes
    marks: NDArray[np.uint8]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A text with its distinct shingles and its ``narration_bits``."""

    text: _Text
    held: Hashes
    bits: Bits


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
        earlier, later = numbers_of(batch, "first"), numbers_of(batch, "other")
        every = (*_texts(batch, "first_"), *_texts(batch, "other_"))
        texts = dict(zip(np.concatenate([earlier, later]).tolist(), every, strict=True))

        @lru_cache(maxsize=_TEXTS_KEPT)
        def known(number: int) -> _Known:
            text = texts[number]
            return _Known(
                text=text,
                held=distinct(shingle_hashes(text.words, self.settings.shingle_words)),
                bits=narration_bits(text.words, text.marks),
            )

        order = np.lexsort((later, earlier))
        pairs = NumberPairs(earlier[order], later[order])
        telling = self._telling(texts, pairs)
        for one, other in zip(pairs.first[telling].tolist(), pairs.other[telling].tolist(), strict=True):
            yield self._shared(known(one), known(other))

    def _telling(self, texts: Mapping[int, _Text], pairs: NumberPairs) -> NDArray[np.bool_]:
        """For every pair whether it shares more than formulas."""
        numbers = sorted(texts)
        words = Ragged.of((texts[number].words for number in numbers), np.uint64)
        marks = Ragged.of((texts[number].marks for number in numbers), np.uint8)
        rows = NumberPairs(np.searchsorted(numbers, pairs.first), np.searchsorted(numbers, pairs.other))
        return self.kernels.screen(words, marks, rows, self.settings)

    def _shared(self, earlier: _Known, later: _Known) -> dict[str, object]:
        shared = len(np.intersect1d(earlier.held, later.held, assume_unique=True))
        contained = [shared / max(1, len(side.held)) for side in (earlier, later)]
        stretches = self.kernels.align(earlier.text.words, later.text.words, self.settings)
        marks = (earlier.text.marks, later.text.marks)
        told = weighed(marks, stretches, (earlier.bits, later.bits), max(contained), self.settings)
        every = zip(stretches, told.bits, told.is_quotation, strict=True)
        return {
            "earlier": earlier.text.id,
            "later": later.text.id,
            "earlier_in_later": contained[0],
            "later_in_earlier": contained[1],
            "spans": [_span(earlier.text, later.text, stretch, bits, quotation) for stretch, bits, quotation in every],
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
