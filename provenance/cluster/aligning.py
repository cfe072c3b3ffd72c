"""Pairs with the words of both documents to pairs that share more than formulas, with the places they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.cluster.arrow import Batch, Number, arrays_of, library, lists_of, numbers_of
from provenance.matching.kernels import Kernels
from provenance.matching.links import NumberPairs
from provenance.matching.ragged import Ragged
from provenance.matching.shared import Shared
from provenance.matching.texts import TextWords
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligning:
    """How pairs are screened and aligned."""

    settings: Matching
    kernels: Kernels

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Rows of ``SHARED`` for rows with ``first``, ``other`` and the columns of both documents."""
        for batch in batches:
            for start in range(0, batch.num_rows, _AT_A_TIME):
                yield self._aligned(batch.slice(start, _AT_A_TIME))

    def _aligned(self, batch: Batch) -> Batch:
        first, other = numbers_of(batch, "first"), numbers_of(batch, "other")
        known, rows = np.unique(np.concatenate([first, other]), return_index=True)
        table = TextWords(**_columns(batch, rows))
        pairs = NumberPairs(np.searchsorted(known, first), np.searchsorted(known, other))
        order = np.lexsort((pairs.other, pairs.first))
        shared = self.kernels.share(table, NumberPairs(pairs.first[order], pairs.other[order]), self.settings)
        arrow = library("pyarrow")
        names = arrow.concat_arrays([batch.column("first_id"), batch.column("other_id")]).take(arrow.array(rows))
        return shared_rows(names, shared)


def shared_rows(names: Any, shared: Shared) -> Batch:  # noqa: ANN401 - an array of the library
    """Rows of ``SHARED``; ``names`` are the ids of all documents by their numbers, an Arrow array."""
    arrow = library("pyarrow")
    spans = shared.spans
    columns = {
        "earlier": names.take(arrow.array(shared.first)),
        "later": names.take(arrow.array(shared.other)),
        "earlier_in_later": arrow.array(shared.first_in_other),
        "later_in_earlier": arrow.array(shared.other_in_first),
        "spans": lists_of(
            shared.offsets,
            {
                "earlier_start": spans.first_start,
                "earlier_end": spans.first_end,
                "later_start": spans.other_start,
                "later_end": spans.other_end,
                "words": spans.words,
                "bits": spans.bits,
                "quotation": spans.quotation,
            },
        ),
    }
    return arrow.RecordBatch.from_pydict(columns)


def _columns(batch: Batch, rows: NDArray[np.int64]) -> Mapping[str, Any]:
    """The words of some documents of a batch; rows from ``batch.num_rows`` on are those of the other sides."""
    words = _taken(batch, "words", np.uint64, rows)
    places = {name: Ragged(_taken(batch, name, np.int32, rows).values, words.offsets) for name in ("starts", "ends")}
    marks = Ragged(_taken(batch, "marks", np.uint8, rows).values, words.offsets)
    blocks = Ragged(np.zeros(len(words.values), np.int32), words.offsets)
    return {"words": words, "marks": marks, "block_of": blocks, **places}


def _taken(batch: Batch, name: str, kind: type[Number], rows: NDArray[np.int64]) -> Ragged[Number]:
    every = [*arrays_of(batch, f"first_{name}", kind), *arrays_of(batch, f"other_{name}", kind)]
    return Ragged.of((every[row] for row in rows.tolist()), kind)
