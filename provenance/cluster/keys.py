"""From values to pairs, a bucket at a time: the two routes of ``provenance.matching.candidates`` without a corpus in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.cluster.buckets import Buckets, Places
from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes
from provenance.matching.links import NumberPairs, frequent, held_by_several, packed
from provenance.matching.sketch import Signed
from provenance.settings import Matching

_HALF = np.uint64(32)
_INDEX_BITS = np.uint64(16)

Keys = tuple[int, Hashes]
"""A bucket, and keys in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Links from the earliest holder of a value to another: the earliest document in the upper half, the other in the lower.

    ``passages`` says for links by minimum values which passages of the two: (n,), or (0,) for links by shingles.
    """

    documents: Hashes
    passages: NDArray[np.uint32]


def shingle_keys(words: Sequence[Hashes], numbers: Places, buckets: Buckets, size: int) -> Iterator[Keys]:
    """The distinct shingles of ``size`` words of some documents as keys, by bucket."""
    held = [distinct(shingle_hashes(each, size)) for each in words]
    values = np.concatenate([np.empty(0, np.uint64), *held])
    holders = np.repeat(numbers, [len(each) for each in held])
    keys = packed(values << np.uint64(buckets.shingle_bits), holders, buckets.shingle_holder_bits)
    yield from _by_bucket(buckets.of_shingles(values), keys)


def passage_keys(signed: Signed, numbers: Places, buckets: Buckets) -> Iterator[Keys]:
    """The minimum values of some documents' passages as keys, by bucket."""
    counts = np.diff(signed.offsets)
    indices = np.arange(signed.rows.shape[1]) - np.repeat(signed.offsets[:-1], counts)
    holders = np.repeat(numbers, counts) << buckets.passage_bits | indices
    for row, values in enumerate(signed.rows.astype(np.uint64)):
        keys = packed(values << np.uint64(buckets.value_holder_bits), holders, buckets.value_holder_bits)
        yield from _by_bucket(buckets.of_values(row, values), keys)


def links_in(bucket: int, keys: Hashes, buckets: Buckets) -> Links:
    """The star links among all keys of one bucket; sorts them in place."""
    if buckets.is_of_shingles(bucket):
        return Links(held_by_several(keys, buckets.shingle_holder_bits).star(), np.empty(0, np.uint32))
    held = held_by_several(keys, buckets.value_holder_bits)
    is_other = held.first != np.arange(len(held.first))
    earliest, other = (side[is_other].astype(np.uint64) for side in (held.holders[held.first], held.holders))
    bits = np.uint64(buckets.passage_bits)
    mask = np.uint64((1 << buckets.passage_bits) - 1)
    passages = ((earliest & mask) << _INDEX_BITS | (other & mask)).astype(np.uint32)
    earliest, other = earliest >> bits, other >> bits
    apart = earliest != other
    return Links((earliest << _HALF | other)[apart], passages[apart])


def links_by_bucket(links: Links, buckets: Buckets) -> Iterator[tuple[int, Links]]:
    """Links by the bucket in which they are counted."""
    for bucket, rows in _rows_by_bucket(buckets.of_links(links.documents)):
        yield bucket, Links(links.documents[rows], links.passages[rows] if len(links.passages) else links.passages)


def pairs_in(shingles: Hashes, passages: Links, settings: Matching) -> NumberPairs:
    """The pairs with links enough, of all the links of one bucket: those by shingles, and those by minimum values."""
    pairs = NumberPairs.of(*frequent(shingles, settings.candidate_shared_shingles))
    order = np.lexsort((passages.passages, passages.documents))
    links, places = passages.documents[order], passages.passages[order]
    is_first = np.ones(len(links), np.bool_)
    is_first[1:] = (links[1:] != links[:-1]) | (places[1:] != places[:-1])
    starts = np.flatnonzero(is_first)
    enough = starts[np.diff(starts, append=len(links)) >= settings.candidate_shared_rows]
    return pairs.and_also(NumberPairs.of(*frequent(links[enough], 1)))


def _by_bucket(places: Places, keys: Hashes) -> Iterator[Keys]:
    for bucket, rows in _rows_by_bucket(places):
        yield bucket, keys[rows]


def _rows_by_bucket(places: Places) -> Iterator[tuple[int, Places]]:
    """The rows of each bucket that occurs, in order."""
    order = np.argsort(places, kind="stable")
    starts = np.flatnonzero(np.diff(places[order], prepend=-1))
    for rows in np.split(order, starts[1:]) if len(starts) else ():
        yield int(places[rows[0]]), rows
