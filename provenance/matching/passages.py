"""What pairs of documents share, as columns: a row for each pair, for each passage, and for each run of equal words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.matching.align import Stretch
from provenance.matching.fingerprints import Hashes
from provenance.matching.links import Held, NumberPairs, Places
from provenance.matching.ragged import Item, Ragged
from provenance.model import PassageType

KINDS = tuple(PassageType)
"""What a passage is, by its number in a column."""
COPY, QUOTATION, BOILERPLATE, FORMULA = (np.uint8(KINDS.index(kind)) for kind in PassageType)
NO_HOST = -1
"""Number of the host of a text that does not say."""

Counts = NDArray[np.int32]
"""Numbers of words or shingles."""
Kinds = NDArray[np.uint8]
"""Places in ``KINDS``."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wordings:
    """The words of all texts, a row for each.

    ``hosts`` has the number of the host of each text, ``NO_HOST`` for one that does not say. ``held`` are the shingles that
    several hold, without their ``cut`` lowest bits.
    """

    words: Ragged[np.uint64]
    marks: Ragged[np.uint8]
    hosts: NDArray[np.int32]
    held: Held
    cut: int

    def holders_of(self, shingles: Hashes) -> Places:
        """How many texts hold each of some shingles."""
        return self.held.counts_of(shingles >> np.uint64(self.cut))

    def taken(self, texts: Places) -> Wordings:
        """Some of the texts."""
        return replace(self, words=rows_of(self.words, texts), marks=rows_of(self.marks, texts), hosts=self.hosts[texts])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wanted:
    """Pairs to compare, by the numbers of their texts, that with the smaller id on the left; sorted by both.

    ``anyway`` says of which pairs it is wanted what they share, however little that is.
    """

    left: Places
    right: Places
    affinity: NDArray[np.float64]
    anyway: NDArray[np.bool_]

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.left)

    def part(self, first: int, last: int) -> Wanted:
        """The pairs from one row up to, not including, another."""
        rows = slice(first, last)
        return Wanted(left=self.left[rows], right=self.right[rows], affinity=self.affinity[rows], anyway=self.anyway[rows])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairPassages:
    """What some pairs of texts share.

    Attributes:
        left: number of the text with the smaller id, of each pair.
        right: number of the other one.
        affinity: that of their topics.
        shared: distinct shingles that both hold.
        left_held: those that the left text holds.
        right_held: those that the right text holds.
        copied: words that both have in copies.
        kinds: a row for each pair, with what each of its passages is, in order of the left text.
        runs: a row for each passage: the runs of equal words in it, (r, 3), as in ``Stretch``.

    """

    left: Places
    right: Places
    affinity: NDArray[np.float64]
    shared: Counts
    left_held: Counts
    right_held: Counts
    copied: Counts
    kinds: Ragged[np.uint8]
    runs: Ragged[np.int32]

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.left)

    @property
    def pairs(self) -> NumberPairs:
        """The pairs, sorted."""
        return NumberPairs.of(self.left, self.right)

    @property
    def owner(self) -> Places:
        """For every passage the row of its pair."""
        return np.repeat(np.arange(len(self)), np.diff(self.kinds.offsets))

    @property
    def is_copy(self) -> NDArray[np.bool_]:
        """For every pair whether a passage links the two texts."""
        return self.having(self.kinds.values == COPY)

    def having(self, passages: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """For every pair whether one of its passages is among some, which are given by a flag for every passage."""
        found = np.zeros(len(self), np.bool_)
        found[self.owner[passages]] = True
        return found

    @property
    def left_in_right(self) -> NDArray[np.float64]:
        """Share of the left text's shingles that the right one holds, in [0, 1]; 0 for a text that has none."""
        return self.shared / np.maximum(self.left_held, 1)

    @property
    def right_in_left(self) -> NDArray[np.float64]:
        """Share of the right text's shingles that the left one holds, in [0, 1]; 0 for a text that has none."""
        return self.shared / np.maximum(self.right_held, 1)

    @property
    def first_runs(self) -> NDArray[np.int32]:
        """The first run of every passage."""
        return self.runs.values[self.runs.offsets[:-1]]

    @property
    def ends(self) -> NDArray[np.int32]:
        """Where every passage ends on the left and on the right, not included: (m, 2)."""
        last = self.runs.values[self.runs.offsets[1:] - 1]
        return last[:, :2] + last[:, 2:]

    @property
    def matched(self) -> Places:
        """The number of equal words in every passage."""
        total = np.zeros(len(self.runs.values) + 1, np.int64)
        np.cumsum(self.runs.values[:, 2], out=total[1:])
        return total[self.runs.offsets[1:]] - total[self.runs.offsets[:-1]]

    def passages_of(self, pairs: Places) -> Places:
        """The places of the passages of some pairs, one pair after the other."""
        return places_in(self.kinds.offsets, pairs)

    def stretch(self, passage: int) -> Stretch:
        """The words of one passage."""
        return Stretch(tuple((i, j, length) for i, j, length in self.runs[passage].tolist()))

    def stretches(self, pair: int) -> tuple[Stretch, ...]:
        """The words of every passage of one pair."""
        return tuple(map(self.stretch, range(self.kinds.offsets[pair], self.kinds.offsets[pair + 1])))

    def taken(self, chosen: Places) -> PairPassages:
        """Some of the pairs, by their rows."""
        return PairPassages(
            left=self.left[chosen],
            right=self.right[chosen],
            affinity=self.affinity[chosen],
            shared=self.shared[chosen],
            left_held=self.left_held[chosen],
            right_held=self.right_held[chosen],
            copied=self.copied[chosen],
            kinds=rows_of(self.kinds, chosen),
            runs=rows_of(self.runs, self.passages_of(chosen)),
        )

    def typed(self, kinds: Kinds, copied: Counts) -> PairPassages:
        """The same pairs with other types of passages, and so many words copied."""
        return replace(self, kinds=Ragged(kinds, self.kinds.offsets), copied=copied)


def joined(parts: Sequence[PairPassages]) -> PairPassages:
    """The pairs of one after those of the other; there must be one at least."""
    return PairPassages(
        left=np.concatenate([part.left for part in parts]),
        right=np.concatenate([part.right for part in parts]),
        affinity=np.concatenate([part.affinity for part in parts]),
        shared=np.concatenate([part.shared for part in parts]),
        left_held=np.concatenate([part.left_held for part in parts]),
        right_held=np.concatenate([part.right_held for part in parts]),
        copied=np.concatenate([part.copied for part in parts]),
        kinds=_joined([part.kinds for part in parts]),
        runs=_joined([part.runs for part in parts]),
    )


def _joined(parts: Sequence[Ragged[Item]]) -> Ragged[Item]:
    lengths = np.concatenate([np.diff(part.offsets) for part in parts])
    return Ragged(np.concatenate([part.values for part in parts]), offsets_of(lengths))


def offsets_of(lengths: NDArray[np.integer[Any] | np.bool_]) -> Places:
    """Where each row begins, and the last one ends, of rows so long."""
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def places_in(offsets: Places, rows: Places) -> Places:
    """The places of the values of some rows, one row after the other."""
    lengths = (offsets[1:] - offsets[:-1])[rows]
    ends = np.cumsum(lengths)
    return np.repeat(offsets[rows] - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)


def rows_of(ragged: Ragged[Item], rows: Places) -> Ragged[Item]:
    """Some rows of a column."""
    return Ragged(ragged.values[places_in(ragged.offsets, rows)], offsets_of(np.diff(ragged.offsets)[rows]))


NO_PAIRS = PairPassages(
    left=np.empty(0, np.int64),
    right=np.empty(0, np.int64),
    affinity=np.empty(0, np.float64),
    shared=np.empty(0, np.int32),
    left_held=np.empty(0, np.int32),
    right_held=np.empty(0, np.int32),
    copied=np.empty(0, np.int32),
    kinds=Ragged(np.empty(0, np.uint8), np.zeros(1, np.int64)),
    runs=Ragged(np.empty((0, 3), np.int32), np.zeros(1, np.int64)),
)
"""No pairs."""
