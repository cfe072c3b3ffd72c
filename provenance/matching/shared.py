"""What many pairs of texts share, as columns: the words of every stretch, where it stands in both, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.matching.align import Seeded, Stretch, align, seeded
from provenance.matching.classify import weighed
from provenance.matching.columns import Marks, Offsets
from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes
from provenance.matching.links import NumberPairs, Places
from provenance.matching.surprisal import Bits, narration_bits
from provenance.matching.texts import TextWords
from provenance.settings import Matching

_TEXTS_KEPT = 512
"""Texts that stay prepared; pairs with one text come together."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spans:
    """Stretches that pairs share, a row each.

    Attributes:
        first_start: where it begins in the first text, code points.
        first_end: where it ends there, not included.
        other_start: where it begins in the other text.
        other_end: where it ends there, not included.
        words: how many words are equal, in order in both.
        bits: what these are worth: ``provenance.matching.classify.shared_bits``.
        quotation: whether it is one.

    """

    first_start: Offsets
    first_end: Offsets
    other_start: Offsets
    other_end: Offsets
    words: NDArray[np.int32]
    bits: Bits
    quotation: NDArray[np.bool_]

    def __len__(self) -> int:
        """Number of stretches."""
        return len(self.words)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shared:
    """Pairs that share more than formulas, a row each, in their order.

    Attributes:
        first: numbers of the first texts.
        other: numbers of the other texts.
        first_in_other: share of the first text's distinct shingles that are in the other one.
        other_in_first: the reverse.
        offsets: (n + 1,); the spans of pair ``i`` are the rows from ``offsets[i]`` up to ``offsets[i + 1]`` of ``spans``, in
            order of the first text.
        spans: the stretches that they share.

    """

    first: Places
    other: Places
    first_in_other: Bits
    other_in_first: Bits
    offsets: Places
    spans: Spans

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.first)


def joined(parts: Sequence[Shared]) -> Shared:
    """What some pairs share and then others; at least one part."""
    counts = np.concatenate([np.diff(part.offsets) for part in parts])
    columns = {item.name: np.concatenate([getattr(part.spans, item.name) for part in parts]) for item in fields(Spans)}
    return Shared(
        first=np.concatenate([part.first for part in parts]),
        other=np.concatenate([part.other for part in parts]),
        first_in_other=np.concatenate([part.first_in_other for part in parts]),
        other_in_first=np.concatenate([part.other_in_first for part in parts]),
        offsets=np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]),
        spans=Spans(**columns),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    seeded: Seeded
    held: Hashes
    marks: Marks
    bits: Bits


Row = tuple[int, int, int, int, int, float, bool]
"""The fields of ``Spans`` for one stretch."""


def shared(table: TextWords, pairs: NumberPairs, settings: Matching) -> Shared:
    """What those pairs of texts share that share more than formulas, one pair after the other."""

    @lru_cache(maxsize=_TEXTS_KEPT)
    def prepared(number: int) -> _Prepared:
        words, marks = table.words[number], table.marks[number]
        return _Prepared(
            seeded(words, settings.seed_words),
            distinct(shingle_hashes(words, settings.shingle_words)),
            marks,
            narration_bits(words, marks),
        )

    kept: list[tuple[int, int, float, float]] = []
    counts, rows = [0], list[Row]()
    for one, other in zip(pairs.first.tolist(), pairs.other.tolist(), strict=True):
        first, then = prepared(one), prepared(other)
        both = len(np.intersect1d(first.held, then.held, assume_unique=True))
        if both < settings.candidate_shared_shingles:
            continue
        stretches = align(first.seeded, then.seeded, settings)
        if not stretches:
            continue
        contained = (both / max(1, len(first.held)), both / max(1, len(then.held)))
        told = weighed((first.marks, then.marks), stretches, (first.bits, then.bits), max(contained), settings)
        if told.is_telling(settings):
            kept.append((one, other, *contained))
            rows += _rows(table, (one, other), zip(stretches, told.bits, told.is_quotation, strict=True))
            counts.append(len(rows))
    return _columns(kept, counts, rows)


def _rows(table: TextWords, pair: tuple[int, int], weighed_ones: Iterable[tuple[Stretch, float, bool]]) -> Iterable[Row]:
    one, other = pair
    for stretch, bits, quotation in weighed_ones:
        yield (
            int(table.starts[one][stretch.left_start]),
            int(table.ends[one][stretch.left_end - 1]),
            int(table.starts[other][stretch.right_start]),
            int(table.ends[other][stretch.right_end - 1]),
            stretch.matched,
            bits,
            quotation,
        )


def _columns(kept: Sequence[tuple[int, int, float, float]], counts: Sequence[int], rows: Sequence[Row]) -> Shared:
    numbers = np.array([pair[:2] for pair in kept], np.int64).reshape(-1, 2)
    shares = np.array([pair[2:] for pair in kept], np.float64).reshape(-1, 2)
    places = np.array([row[:5] for row in rows], np.int32).reshape(-1, 5)
    return Shared(
        first=numbers[:, 0],
        other=numbers[:, 1],
        first_in_other=shares[:, 0],
        other_in_first=shares[:, 1],
        offsets=np.array(counts, np.int64),
        spans=Spans(
            first_start=places[:, 0],
            first_end=places[:, 1],
            other_start=places[:, 2],
            other_end=places[:, 3],
            words=places[:, 4],
            bits=np.array([row[5] for row in rows], np.float64),
            quotation=np.array([row[6] for row in rows], np.bool_),
        ),
    )
