"""What pairs of texts share: the steps of ``provenance.matching.comparison``, pair by pair."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provenance.matching.kernels.aligning import Table, exact_matches, shared_places, stretches
from provenance.matching.kernels.jit import compiled
from provenance.matching.kernels.screening import (
    Left,
    Rules,
    Texts,
    Weighable,
    in_order,
    left_of,
    listed_shingles,
    looked_up,
    rules_of,
    shared_runs,
    shared_shingles,
    shingle_places,
    weighable,
)
from provenance.matching.kernels.weighing import Furniture, Holders, furniture_of, types
from provenance.matching.kernels.weighing import Texts as Pair
from provenance.matching.links import Places
from provenance.matching.passages import COPY, Counts, Kinds, PairPassages, Wanted, Wordings, offsets_of
from provenance.matching.ragged import Ragged
from provenance.matching.surprisal import listed_bits
from provenance.settings import Matching

_PAIRS_AT_A_TIME = 8_192
"""Pairs one thread compares before it takes the next ones: some 0.5 s."""


class Found(NamedTuple):
    """What pairs share.

    Of every pair: its row, the distinct shingles of both, of the left and of the right text, and the number of its passages; of
    every passage what it is, and the number of its runs; and the runs.
    """

    rows: Places
    shingles: NDArray[np.int32]
    passages: Counts
    kinds: Kinds
    lengths: Counts
    runs: NDArray[np.int32]


def compared(pairs: Wanted, texts: Wordings, settings: Matching, threads: int) -> Iterator[tuple[int, PairPassages]]:
    """See ``Kernels.compare``; so many ``threads`` compare at a time."""
    every = Texts(texts.words.values, texts.marks.values, texts.words.offsets, *listed_bits())
    holders = Holders(texts.held.known, texts.held.known_counts, np.uint64(texts.cut))
    rules = rules_of(settings), furniture_of(settings)

    def part(first: int) -> tuple[int, PairPassages]:
        some = pairs.part(first, first + _PAIRS_AT_A_TIME)
        found = _compared(every, texts.hosts, holders, (some.left, some.right, some.anyway), rules)
        return len(some), _columns(some, found)

    with ThreadPoolExecutor(max_workers=threads) as pool:
        yield from pool.map(part, range(0, len(pairs), _PAIRS_AT_A_TIME))


def _columns(pairs: Wanted, found: Found) -> PairPassages:
    owner = np.repeat(np.repeat(np.arange(len(found.rows)), found.passages), found.lengths)
    copied = np.where(np.repeat(found.kinds == COPY, found.lengths), found.runs[:, 2], 0)
    return PairPassages(
        left=pairs.left[found.rows],
        right=pairs.right[found.rows],
        affinity=pairs.affinity[found.rows],
        shared=found.shingles[:, 0],
        left_held=found.shingles[:, 1],
        right_held=found.shingles[:, 2],
        copied=np.bincount(owner, copied, len(found.rows)).astype(np.int32),
        kinds=Ragged(found.kinds, offsets_of(found.passages)),
        runs=Ragged(found.runs, offsets_of(found.lengths)),
    )


@compiled
def _all_runs(texts: Texts, left: Left, other: int, rules: Rules) -> tuple[Table, Weighable, int]:
    """The runs of a pair, however little it shares: see ``shared_runs``."""
    start, end = texts.offsets[other], texts.offsets[other + 1]
    words, marks = texts.words[start:end], texts.marks[start:end]
    places = shared_places(left.seeded, words, rules.seed_words)
    shared = shared_shingles(left, words, shingle_places(words, places, rules), rules.shingle_words)
    right = weighable(texts, words, marks, len(words))
    # Ten matched words in a chain without two shared shingles would need an edit in every five words.
    if shared < rules.shared_shingles:
        return np.empty((0, 4), np.int64), right, shared
    sizes = (len(left.weighable.words), len(words))
    matches = exact_matches(left.seeded, words, places)
    return in_order(stretches(matches, sizes, rules.gap, (rules.seed_words, rules.passage_words))), right, shared


@compiled
def _compared(
    texts: Texts,
    hosts: NDArray[np.int32],
    holders: Holders,
    pairs: tuple[Places, Places, NDArray[np.bool_]],
    rules: tuple[Rules, Furniture],
) -> Found:
    """What those of some pairs of texts share that share more than formulas, or are wanted anyway."""
    firsts, others, anyway = pairs
    rows, shingles = np.empty(len(firsts), np.int64), np.empty((len(firsts), 3), np.int32)
    passages = np.zeros(len(firsts), np.int32)
    kinds, lengths, table = np.empty(64, np.uint8), np.empty(64, np.int32), np.empty((256, 3), np.int32)
    pair, passage, run = 0, 0, 0
    texts = looked_up(texts)
    left = left_of(texts, firsts[0] if len(firsts) else 0, rules[0])
    for row in range(len(firsts)):
        first, other = firsts[row], others[row]
        if row and first != firsts[row - 1]:
            left = left_of(texts, first, rules[0])
        if anyway[row]:
            runs, right, shared = _all_runs(texts, left, other, rules[0])
        else:
            runs, right, shared = shared_runs(texts, left, other, rules[0])
        if not len(runs) and not anyway[row]:
            continue
        _, _, distinct = listed_shingles(right.words, rules[0].shingle_words, len(right.words))
        contained = shared / min(left.distinct, distinct) if len(runs) else 0.0
        found = types(runs, Pair(left.weighable, right, hosts[first], hosts[other], contained), holders, *rules)
        while passage + len(found) > len(kinds):
            kinds, lengths = np.concatenate((kinds, np.empty_like(kinds))), np.concatenate((lengths, np.empty_like(lengths)))
        while run + len(runs) > len(table):
            table = np.concatenate((table, np.empty_like(table)))
        kinds[passage : passage + len(found)], lengths[passage : passage + len(found)] = found, 0
        table[run : run + len(runs)] = runs[:, 1:]
        at = passage - 1
        for place in range(len(runs)):
            at += place == 0 or runs[place, 0] != runs[place - 1, 0]
            lengths[at] += 1
        rows[pair], passages[pair] = row, len(found)
        shingles[pair, 0], shingles[pair, 1], shingles[pair, 2] = shared, left.distinct, distinct
        pair, passage, run = pair + 1, passage + len(found), run + len(runs)
    return Found(rows[:pair], shingles[:pair], passages[:pair], kinds[:passage], lengths[:passage], table[:run])
