"""Rows of documents to rows of keys, to rows of links, to rows of pairs: what runs between the shuffles.

A row is a bucket and all the numbers of a batch that fall into it, as one value: a cluster moves some hundred rows for a batch,
not a million.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.cluster.arrow import Batch, Number, arrays_of, batch_of, numbers_of, packed_arrays
from provenance.cluster.buckets import Buckets
from provenance.cluster.keys import Keys, Links, links_by_bucket, links_in, pairs_in, passage_keys, shingle_keys
from provenance.matching.candidates import passage_shingles
from provenance.matching.kernels import Kernels
from provenance.matching.ragged import Ragged
from provenance.matching.sketch import Permutations
from provenance.settings import Matching

KEYS = "bucket int, keys binary"
"""A bucket of values, and the packed keys that fall into it."""
LINKS = "bucket int, links binary, passages binary"
"""A bucket of links, and the links that fall into it."""
PAIRS = "first long, other long"
"""The numbers of two documents, in order of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keying:
    """How documents become keys."""

    buckets: Buckets
    permutations: Permutations
    settings: Matching
    kernels: Kernels

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Rows of ``KEYS`` for rows with ``number`` and ``words``."""
        for batch in batches:
            numbers, words = numbers_of(batch, "number"), arrays_of(batch, "words", np.uint64)
            size = self.settings.shingle_words
            yield _key_rows(shingle_keys(words, numbers, self.buckets, size))
            permutations = self.permutations.part(0, self.settings.candidate_rows)
            half = passage_shingles(self.settings) // 2
            signed = self.kernels.sign(Ragged.of(words, np.uint64), size, half, permutations)
            yield _key_rows(passage_keys(signed, numbers, self.buckets))


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """How the holders of equal values are linked."""

    buckets: Buckets

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Rows of ``LINKS`` for rows of ``KEYS`` that are sorted by bucket; one bucket is held at a time."""
        for bucket, (keys,) in _whole_buckets(batches, "keys"):
            parts = list(links_by_bucket(links_in(bucket, _joined(keys, np.uint64), self.buckets), self.buckets))
            yield _link_rows(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How links become pairs."""

    settings: Matching

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Rows of ``PAIRS``, each once, for rows of ``LINKS`` that are sorted by bucket; one bucket is held at a time."""
        for _, (links, passages) in _whole_buckets(batches, "links", "passages"):
            plain = [each for each, places in zip(links, passages, strict=True) if not places]
            placed = [each for each, places in zip(links, passages, strict=True) if places]
            by_value = Links(_joined(placed, np.uint64), _joined(passages, np.uint32))
            pairs = pairs_in(_joined(plain, np.uint64), by_value, self.settings)
            yield batch_of({"first": (pairs.first, "int64"), "other": (pairs.other, "int64")})


def _key_rows(parts: Iterable[Keys]) -> Batch:
    rows = list(parts)
    return batch_of(
        {
            "bucket": (np.array([bucket for bucket, _ in rows], np.int32), "int32"),
            "keys": (packed_arrays(keys for _, keys in rows), "binary"),
        }
    )


def _link_rows(rows: list[tuple[int, Links]]) -> Batch:
    return batch_of(
        {
            "bucket": (np.array([bucket for bucket, _ in rows], np.int32), "int32"),
            "links": (packed_arrays(links.documents for _, links in rows), "binary"),
            "passages": (packed_arrays(links.passages for _, links in rows), "binary"),
        }
    )


def _whole_buckets(batches: Iterable[Batch], *names: str) -> Iterator[tuple[int, tuple[list[bytes], ...]]]:
    """Each bucket with all values of some columns, from rows that are sorted by bucket."""
    current = -1
    held: tuple[list[bytes], ...] = tuple([] for _ in names)
    for batch in batches:
        columns = [batch.column(name) for name in names]
        for row, bucket in enumerate(numbers_of(batch, "bucket").tolist()):
            if bucket != current and held[0]:
                yield current, held
                held = tuple([] for _ in names)
            current = bucket
            for values, column in zip(held, columns, strict=True):
                values.append(column[row].as_py())
    if held[0]:
        yield current, held


def _joined(values: Iterable[bytes], kind: type[Number]) -> NDArray[Number]:
    """Packed arrays one after the other, as one that can be written to."""
    return np.frombuffer(bytearray().join(values), np.dtype(kind).newbyteorder("<"))
