"""Which documents of an archive share shingles with a text, and which of them share most of what is rare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.archive.segments import Snapshot
from provenance.archive.tables import Numbers, Postings, damaged
from provenance.matching import Hashes, distinct

Counts = NDArray[np.int64]
Bits = NDArray[np.float64]
NOTHING: Hashes = np.zeros(0, np.uint64)
"""The shingles of no text."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sharers:
    """Documents that share shingles with a text, ascending by number.

    ``counts`` says how many, ``bits`` how rare these are together: of each its bits of surprise, log2 of documents in the archive
    over documents that hold it. ``complete`` is false where holders of the commonest shingles were not counted.
    """

    numbers: Numbers
    counts: Counts
    bits: Bits
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Found:
    """For some shingles, the rows of one segment's postings: ``sizes[i]`` rows from ``starts[i]`` on."""

    postings: Postings
    starts: Counts
    sizes: Counts


def sharers(snapshot: Snapshot, shingles: Hashes, least: int, most_postings: int) -> Sharers:
    """Documents that hold at least ``least`` of some distinct shingles, which are sorted.

    Time grows with the number of segments and of holders. At most ``most_postings`` holders are counted, those of the rarest
    shingles first, so that a footer held by half of the archive does not cost more than all the rest. The answer does not depend
    on the order in which documents were added.

    Raises:
        UsageError: a file names documents that it cannot know: it is damaged.

    """
    found = [_look_up(postings, shingles) for postings in snapshot.postings]
    held = sum((each.sizes for each in found), start=np.zeros(len(shingles), np.int64))
    counted = _rarest(held, most_postings)
    surprise = np.log2((snapshot.manifest.documents + 1) / np.maximum(held, 1))
    parts = [_of_segment(each, np.flatnonzero(counted & (each.sizes > 0)), surprise) for each in found]
    for segment, part in zip(snapshot.manifest.segments, parts, strict=True):
        if len(part[0]) and not segment.first <= int(part[0][0]) <= int(part[0][-1]) < segment.first + segment.rows:
            raise damaged(snapshot.folder / segment.postings.name, "it names documents that are not in its segment")
    numbers = np.concatenate([part[0] for part in parts]) if parts else np.zeros(0, np.uint32)
    counts = np.concatenate([part[1] for part in parts]) if parts else np.zeros(0, np.int64)
    bits = np.concatenate([part[2] for part in parts]) if parts else np.zeros(0)
    enough = counts >= least
    return Sharers(numbers=numbers[enough], counts=counts[enough], bits=bits[enough], complete=bool(counted.all()))


def ranked(snapshot: Snapshot, found: Sharers, most: int, without: frozenset[int] = frozenset()) -> list[int]:
    """Numbers of the documents that share most of what is rare, at most ``most``; those that share as much go by their ids.

    ``without`` are left out.
    """
    kept = np.flatnonzero(~np.isin(found.numbers, np.fromiter(without, np.uint32, len(without))))
    if len(kept) > most:
        limit = np.partition(found.bits[kept], len(kept) - most)[len(kept) - most]
        kept = kept[found.bits[kept] >= limit]
    numbers = [int(number) for number in found.numbers[kept]]
    order = zip((-found.bits[kept]).tolist(), snapshot.names(numbers), numbers, strict=True)
    return [number for _, _, number in sorted(order)[:most]]


def _look_up(postings: Postings, shingles: Hashes) -> _Found:
    starts = np.searchsorted(postings.shingles, shingles)
    sizes = np.zeros(len(shingles), np.int64)
    inside = np.flatnonzero(starts < len(postings.shingles))
    here = inside[postings.shingles[starts[inside]] == shingles[inside]]
    sizes[here] = np.searchsorted(postings.shingles, shingles[here], side="right") - starts[here]
    return _Found(postings=postings, starts=starts, sizes=sizes)


def _rarest(held: Counts, most: int) -> NDArray[np.bool_]:
    """Of which shingles the holders are counted: of the rarest, and of at least those with the fewest holders of all."""
    if not held.any():
        return np.ones(len(held), np.bool_)
    sizes, times = np.unique(held[held > 0], return_counts=True)
    affordable = sizes[np.cumsum(sizes * times) <= most]
    bound = int(affordable[-1] if len(affordable) else sizes[0])
    return np.asarray(held <= bound, np.bool_)


def _of_segment(found: _Found, wanted: Counts, surprise: Bits) -> tuple[Numbers, Counts, Bits]:
    """Of each document of a segment how many of the wanted shingles it holds, and the sum of their bits, in their order."""
    sizes = found.sizes[wanted]
    ends = np.cumsum(sizes)
    rows = np.arange(ends[-1] if len(ends) else 0) + np.repeat(found.starts[wanted] - (ends - sizes), sizes)
    numbers, which = np.unique(found.postings.documents[rows], return_inverse=True)
    counts: Counts = np.bincount(which, minlength=len(numbers)).astype(np.int64)
    bits: Bits = np.bincount(which, np.repeat(surprise[wanted], sizes), minlength=len(numbers)).astype(np.float64)
    return numbers, counts, bits


def merged(columns: Sequence[Hashes]) -> Hashes:
    """Sorted distinct shingles of several texts, at least one."""
    return distinct(np.concatenate(columns))


def without(some: Hashes, others: Hashes) -> Hashes:
    """Of some distinct shingles those that are not among others, sorted."""
    return np.setdiff1d(some, others, assume_unique=True)
