"""Documents as rows of numbers: what every later step reads in place of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from provenance.archive.record import from_record
from provenance.cluster.arrow import Batch, batch_of, packed_arrays, values_of
from provenance.matching.kernels import Kernels
from provenance.matching.words import ComparedText, compared_text
from provenance.settings import Matching

TRAITS = "id string, published string, content binary, passages int, words binary, marks binary, starts binary, ends binary"
"""Columns of a document: its id, what it is ordered by (first ``published``, then ``content``), its passages' number, and of each
word the hash, the marks, and where it starts and ends in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How documents are taken apart."""

    settings: Matching
    kernels: Kernels

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Rows of ``TRAITS`` for rows with ``text`` and ``record``, as ``provenance archive`` writes them."""
        for batch in batches:
            pairs = zip(values_of(batch, "record"), values_of(batch, "text"), strict=True)
            yield _rows([self._text(record, text) for record, text in pairs], self.settings)

    def _text(self, record: bytes, text: str) -> ComparedText:
        return compared_text(from_record(record, text).document, self.settings.shingle_words, self.kernels.split)


def passages_of(shingles: int, settings: Matching) -> int:
    """How many passages a text has that has so many shingles: as many as ``minimum_values`` gives."""
    half = max(2, settings.passage_words - settings.shingle_words + 1) // 2
    return max(min(shingles, 1), -(-shingles // half) - 1)


def _rows(texts: list[ComparedText], settings: Matching) -> Batch:
    words = [text.words for text in texts]
    return batch_of(
        {
            "id": ([text.id for text in texts], "string"),
            "published": ([text.order[0] for text in texts], "string"),
            "content": ([text.order[1].encode("utf-8", "surrogatepass") for text in texts], "binary"),
            "passages": (np.array([passages_of(len(text.shingles), settings) for text in texts], np.int32), "int32"),
            "words": (packed_arrays(each.hashes for each in words), "binary"),
            "marks": (packed_arrays(each.marks for each in words), "binary"),
            "starts": (packed_arrays(each.starts for each in words), "binary"),
            "ends": (packed_arrays(each.ends for each in words), "binary"),
        }
    )
