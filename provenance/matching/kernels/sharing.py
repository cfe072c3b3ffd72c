"""What pairs share, pair by pair into columns: no Python object for a pair or a stretch."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import Offsets
from provenance.matching.kernels.aligning import Table
from provenance.matching.kernels.jit import compiled
from provenance.matching.kernels.screening import (
    Left,
    Rules,
    Texts,
    Weighable,
    end_of,
    left_of,
    listed_shingles,
    looked_up,
    quoted_share,
    shared_bits,
    shared_runs,
)
from provenance.matching.links import NumberPairs, Places
from provenance.matching.shared import Shared, Spans
from provenance.matching.surprisal import Bits

_PLACES = 5
"""Columns of whole numbers that a span has: its places in both texts, and its words."""


class Written(NamedTuple):
    """Where the words of all texts stand in them."""

    starts: Offsets
    ends: Offsets


def share(texts: Texts, written: Written, pairs: NumberPairs, rules: Rules) -> Shared:
    """What those pairs share that share more than formulas. Quickest if pairs are sorted."""
    kept, shares, counts, places, bits, quotation = shared_shingles(texts, written, pairs.first, pairs.other, rules)
    return Shared(
        first=pairs.first[kept],
        other=pairs.other[kept],
        first_in_other=shares[:, 0],
        other_in_first=shares[:, 1],
        offsets=np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]),
        spans=Spans(
            first_start=places[:, 0],
            first_end=places[:, 1],
            other_start=places[:, 2],
            other_end=places[:, 3],
            words=places[:, 4],
            bits=bits,
            quotation=quotation,
        ),
    )


@compiled
def _contained(left: Left, right: Weighable, shared: int, rules: Rules) -> tuple[float, float]:
    """The share of each text's distinct shingles that the other one has."""
    _, _, distinct = listed_shingles(right.words, rules.shingle_words, len(right.words))
    return shared / max(1, left.distinct), shared / max(1, distinct)


@compiled
def _place(written: Written, texts: Texts, pair: tuple[int, int], runs: Table, places: NDArray[np.int32]) -> None:
    """The places of one stretch in both texts, and its words."""
    last = len(runs) - 1
    for side in range(2):
        begin = texts.offsets[pair[side]]
        places[2 * side] = written.starts[begin + runs[0, 1 + side]]
        places[2 * side + 1] = written.ends[begin + runs[last, 1 + side] + runs[last, 3] - 1]
    words = np.int64(0)
    for row in range(len(runs)):
        words += runs[row, 3]
    places[4] = words


@compiled
def shared_shingles(
    texts: Texts, written: Written, first: Places, other: Places, rules: Rules
) -> tuple[Places, Bits, Places, NDArray[np.int32], Bits, NDArray[np.bool_]]:
    """Rows of the pairs that share more than formulas, containments and number of spans of each; and the columns of all spans."""
    kept, shares, counts = np.empty(len(first), np.int64), np.empty((len(first), 2), np.float64), np.empty(len(first), np.int64)
    places, bits, quotation = np.empty((64, _PLACES), np.int32), np.empty(64, np.float64), np.empty(64, np.bool_)
    pairs, spans = 0, 0
    texts = looked_up(texts)
    left = left_of(texts, first[0] if len(first) else 0, rules)
    for row in range(len(first)):
        if row and first[row] != first[row - 1]:
            left = left_of(texts, first[row], rules)
        runs, right, both = shared_runs(texts, left, other[row], rules)
        if not len(runs):
            continue
        kept[pairs], counts[pairs] = row, 0
        shares[pairs, 0], shares[pairs, 1] = _contained(left, right, both, rules)
        at = 0
        while at < len(runs):
            if spans == len(bits):
                places = np.concatenate((places, np.empty_like(places)))
                bits, quotation = (
                    np.concatenate((bits, np.empty_like(bits))),
                    np.concatenate((quotation, np.empty_like(quotation))),
                )
            end = end_of(runs, at)
            stretch = runs[at:end]
            _place(written, texts, (first[row], other[row]), stretch, places[spans])
            bits[spans], _ = shared_bits(stretch, left.weighable, right, rules.place_bits)
            share = quoted_share(stretch, left.weighable, right)
            quotation[spans] = bits[spans] < rules.copy_bits and share >= rules.quotation_share
            spans += 1
            counts[pairs] += 1
            at = end
        pairs += 1
    return kept[:pairs], shares[:pairs], counts[:pairs], places[:spans], bits[:spans], quotation[:spans]
