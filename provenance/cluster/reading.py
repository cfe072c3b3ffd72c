"""Documents as rows of numbers: what every later step reads in place of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.cluster.arrow import Batch, batch_of, packed_arrays
from provenance.cluster.rows import Kind
from provenance.matching.candidates import passage_shingles
from provenance.matching.kernels import Kernels
from provenance.matching.ragged import Ragged
from provenance.settings import Matching

TRAITS = "id string, published string, content binary, passages int, words binary, marks binary, starts binary, ends binary"
"""Columns of a document: its id, what it is ordered by (first ``published``, then ``content``), its passages' number, and of each
word the hash, the marks, and where it starts and ends in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How documents are taken apart."""

    kind: Kind
    settings: Matching
    kernels: Kernels

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Rows of ``TRAITS`` for rows with the columns of the kind."""
        for batch in batches:
            rows = self.kind.rows(batch)
            table = self.kernels.split_all(rows.texts)
            lengths = np.diff(table.words.offsets)
            passages = [
                passages_of(max(0, length - self.settings.shingle_words + 1), self.settings) for length in lengths.tolist()
            ]
            yield batch_of(
                {
                    "id": (rows.ids, "string"),
                    "published": (rows.published, "string"),
                    "content": (rows.content, "binary"),
                    "passages": (np.array(passages, np.int32), "int32"),
                    "words": (_packed(table.words), "binary"),
                    "marks": (_packed(table.marks), "binary"),
                    "starts": (_packed(table.starts), "binary"),
                    "ends": (_packed(table.ends), "binary"),
                }
            )


def passages_of(shingles: int, settings: Matching) -> int:
    """How many passages a text has that has so many shingles: as many as ``minimum_values`` gives."""
    half = passage_shingles(settings) // 2
    return max(min(shingles, 1), -(-shingles // half) - 1)


def _packed(column: Ragged[np.uint64] | Ragged[np.uint8] | Ragged[np.int32]) -> list[bytes]:
    rows: Iterable[NDArray[np.generic]] = (column[row] for row in range(len(column)))
    return packed_arrays(rows)
