"""How copies differ, block by block and word by word: pieces of work that can be done anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.matching.blocks import block_groups, block_matches
from provenance.matching.edits import edits
from provenance.matching.layout import Page, layouts
from provenance.matching.passages import offsets_of
from provenance.matching.ragged import Ragged


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Work:
    """Pairs of copies, by the places of their texts in ``pages``, that with the smaller id first.

    ``stretches`` has a row for each pair: start and end of every passage on the left, start and end on the right, in words, one
    after the other. It stands for itself: whoever has it can do it, in another process or on another machine.
    """

    pages: tuple[Page, ...]
    pairs: tuple[tuple[int, int], ...]
    stretches: Ragged[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Details:
    """How pairs differ, a row for each: the ``Match`` of every two blocks, (m, 4), and the ``Row`` of every edit, (e, 9)."""

    matches: Ragged[np.int32]
    edits: Ragged[np.int32]


def detail_all(work: Work) -> Details:
    """How every pair differs, in their order."""
    texts = layouts(work.pages)
    matches, changes = [], []
    for row, (one, other) in enumerate(work.pairs):
        left, right = texts[one], texts[other]
        groups = block_groups(left, right, [(a, b, c, d) for a, b, c, d in work.stretches[row].reshape(-1, 4).tolist()])
        matches.append(np.array(list(block_matches(left, right, groups)), np.int32).reshape(-1, 4))
        changes.append(np.array(edits(left, right, groups), np.int32).reshape(-1, 9))
    return Details(matches=_stacked(matches, 4), edits=_stacked(changes, 9))


def _stacked(rows: Sequence[NDArray[np.int32]], width: int) -> Ragged[np.int32]:
    return Ragged(
        np.concatenate([np.empty((0, width), np.int32), *rows]), offsets_of(np.array([len(row) for row in rows], np.int64))
    )
