"""In a large family, the documents that may be one another's source: those with the most in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Hashes

_ROWS = 512
"""Texts compared with all others at a time."""
_COLUMNS = 4096
"""Shingles looked at at a time: a block for 10,000 texts takes 160 MB."""
_OFTEN = 16
"""A shingle that one text in so many holds is looked for in all of them; of any other only those that hold it are looked at. A
product of full matrices takes some 30 multiplications in the time in which a sparse one takes one."""


def nearest_pairs(held: Sequence[Hashes], neighbours: int) -> set[tuple[int, int]]:
    """Pairs (smaller place first) of each text with those that hold most of its shingles, and with those that resemble it most.

    A source holds all of its copy but what was changed, so few others hold more of it; resemblance finds the copies of an
    excerpt. Ties go to the smaller place. Exact, by products of 0/1 matrices: time is quadratic in the number of texts at most,
    memory is bounded by blocks.

    Args:
        held: the distinct shingles of every text, sorted.
        neighbours: how many of each kind.
    """
    known, holders = np.unique(np.concatenate(held), return_counts=True)
    is_often = holders * _OFTEN > len(held)
    often = [_places(known[is_often], shingles) for shingles in held]
    rarely_shared = _product([_places(known[(holders > 1) & ~is_often], shingles) for shingles in held])
    sizes = np.array([len(shingles) for shingles in held], dtype=np.float32)
    found: set[tuple[int, int]] = set()
    for start in range(0, len(held), _ROWS):
        part = often[start : start + _ROWS]
        shared = rarely_shared(start, start + _ROWS)
        for first in range(0, int(is_often.sum()), _COLUMNS):
            shared += _indicator(part, first) @ _indicator(often, first).T
        for at, counts in enumerate(shared, start=start):
            counts[at] = -1.0
            resemblance = counts / (sizes + sizes[at] - counts)
            nearest = {
                int(other) for scores in (counts, resemblance) for other in np.argsort(-scores, kind="stable")[:neighbours]
            }
            found.update((min(at, other), max(at, other)) for other in nearest if other != at)
    return found


def _places(known: Hashes, shingles: Hashes) -> NDArray[np.int64]:
    """Which of some known shingles are among others; both are sorted."""
    if not len(known):
        return np.empty(0, np.int64)
    places = np.minimum(np.searchsorted(known, shingles), len(known) - 1)
    found: NDArray[np.int64] = places[known[places] == shingles]
    return found


def _product(rows: Sequence[NDArray[np.int64]]) -> Callable[[int, int], NDArray[np.float32]]:
    """What counts the shingles that each of some texts, from one place up to another, shares with every text."""
    from scipy.sparse import csr_array

    places = np.concatenate(rows)
    shape = len(rows), int(places.max(initial=0)) + 1
    every = csr_array((np.ones(len(places), np.float32), places, np.cumsum([0, *map(len, rows)])), shape=shape)
    turned = every.T.tocsr()

    def counted(first: int, last: int) -> NDArray[np.float32]:
        counts: NDArray[np.float32] = (every[first:last] @ turned).toarray()
        return counts

    return counted


def _indicator(rows: Sequence[NDArray[np.int64]], first: int) -> NDArray[np.float32]:
    """One row for each text, one column for each of ``_COLUMNS`` shingles from number ``first`` on: 1 where the text has it."""
    block = np.zeros((len(rows), _COLUMNS), dtype=np.float32)
    for at, row in enumerate(rows):
        low, high = np.searchsorted(row, (first, first + _COLUMNS))
        block[at, row[low:high] - first] = 1.0
    return block
