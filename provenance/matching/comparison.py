"""What two texts share: one pair after the other, each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from provenance.matching.align import Run, Seeded, Stretch, align, seeded
from provenance.matching.classify import Wording, types_of, weighed
from provenance.matching.fingerprints import Hashes, distinct, shingle_hashes
from provenance.matching.passages import COPY, KINDS, PairPassages, Wanted, Wordings
from provenance.matching.ragged import Ragged
from provenance.matching.surprisal import narration_bits
from provenance.settings import Matching

_TEXTS_KEPT = 512
"""Texts that stay prepared for alignment; a document is paired with several others in turn."""
_PAIRS_AT_A_TIME = 256
"""Pairs whose results are given at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    seeded: Seeded
    held: Hashes
    wording: Wording


@dataclass(frozen=True, slots=True)
class _Compared:
    """What one pair shares: the distinct shingles of both, of the left and of the right text, and the passages."""

    counts: tuple[int, int, int]
    stretches: tuple[Stretch, ...]
    kinds: tuple[int, ...]
    is_telling: bool


def compared(pairs: Wanted, texts: Wordings, settings: Matching) -> Iterator[tuple[int, PairPassages]]:
    """See ``Kernels.compare``."""

    @lru_cache(maxsize=_TEXTS_KEPT)
    def prepared(number: int) -> _Prepared:
        words, marks = texts.words[number], texts.marks[number]
        shingles = shingle_hashes(words, settings.shingle_words)
        wording = Wording(
            marks=marks, sums=narration_bits(words, marks), holders=texts.holders_of(shingles), host=int(texts.hosts[number])
        )
        return _Prepared(seeded(words, settings.seed_words), distinct(shingles), wording)

    for first in range(0, len(pairs), _PAIRS_AT_A_TIME):
        part = pairs.part(first, first + _PAIRS_AT_A_TIME)
        every = zip(part.left.tolist(), part.right.tolist(), part.anyway.tolist(), strict=True)
        found = [(_compared(prepared(one), prepared(other), settings), is_wanted) for one, other, is_wanted in every]
        rows = [row for row, (each, is_wanted) in enumerate(found) if each.is_telling or is_wanted]
        yield len(part), _columns(part, rows, [found[row][0] for row in rows])


def _compared(left: _Prepared, right: _Prepared, settings: Matching) -> _Compared:
    shared = len(np.intersect1d(left.held, right.held, assume_unique=True))
    counts = (shared, len(left.held), len(right.held))
    # Ten matched words in a chain without two shared shingles would need an edit in every five words.
    if shared < settings.candidate_shared_shingles:
        return _Compared(counts, (), (), is_telling=False)
    stretches = align(left.seeded, right.seeded, settings)
    texts = left.wording, right.wording
    contained = shared / min(counts[1:])
    told = weighed((texts[0].marks, texts[1].marks), stretches, (texts[0].sums, texts[1].sums), contained, settings)
    kinds = tuple(map(KINDS.index, types_of(texts, stretches, told, contained, settings)))
    return _Compared(counts, stretches, kinds, told.is_telling(settings))


def _columns(pairs: Wanted, rows: Sequence[int], found: Sequence[_Compared]) -> PairPassages:
    counts = np.array([each.counts for each in found], np.int32).reshape(-1, 3)
    chosen = np.array(rows, np.int64)
    runs: list[Run] = []
    ends = [0]
    for each in found:
        for stretch in each.stretches:
            runs.extend(stretch.runs)
            ends.append(len(runs))
    return PairPassages(
        left=pairs.left[chosen],
        right=pairs.right[chosen],
        affinity=pairs.affinity[chosen],
        shared=counts[:, 0],
        left_held=counts[:, 1],
        right_held=counts[:, 2],
        copied=np.array([_copied_words(each) for each in found], np.int32),
        kinds=Ragged.of((np.array(each.kinds, np.uint8) for each in found), np.uint8),
        runs=Ragged(np.array(runs, np.int32).reshape(-1, 3), np.array(ends, np.int64)),
    )


def _copied_words(each: _Compared) -> int:
    return sum(stretch.matched for stretch, kind in zip(each.stretches, each.kinds, strict=True) if kind == COPY)
