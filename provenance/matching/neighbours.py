"""In a large family, the documents that may be one another's source: those with the most in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Hashes, distinct

_ROWS = 512
"""Texts compared with all others at a time."""
_COLUMNS = 4096
"""Shingles looked at at a time: a block for 10,000 texts takes 160 MB."""


def nearest_pairs(held: Sequence[Hashes], neighbours: int) -> set[tuple[int, int]]:
    """Pairs (smaller place first) of each text with those that hold most of its shingles, and with those that resemble it most.

    A source holds all of its copy but what was changed, so few others hold more of it; resemblance finds the copies of an
    excerpt. Ties go to the smaller place. Exact, by products of 0/1 matrices: time is quadratic in the number of texts, memory is
    bounded by blocks.

    Args:
        held: the distinct shingles of every text, sorted.
        neighbours: how many of each kind.
    """
    known = distinct(np.concatenate(held))
    rows = [np.searchsorted(known, shingles) for shingles in held]
    sizes = np.array([len(row) for row in rows], dtype=np.float32)
    found: set[tuple[int, int]] = set()
    for start in range(0, len(rows), _ROWS):
        part = rows[start : start + _ROWS]
        shared = np.zeros((len(part), len(rows)), dtype=np.float32)
        for first in range(0, len(known), _COLUMNS):
            shared += _indicator(part, first) @ _indicator(rows, first).T
        for at, counts in enumerate(shared, start=start):
            counts[at] = -1.0
            resemblance = counts / (sizes + sizes[at] - counts)
            nearest = {
                int(other) for scores in (counts, resemblance) for other in np.argsort(-scores, kind="stable")[:neighbours]
            }
            found.update((min(at, other), max(at, other)) for other in nearest if other != at)
    return found


def _indicator(rows: Sequence[NDArray[np.int64]], first: int) -> NDArray[np.float32]:
    """One row for each text, one column for each of ``_COLUMNS`` shingles from number ``first`` on: 1 where the text has it."""
    block = np.zeros((len(rows), _COLUMNS), dtype=np.float32)
    for at, row in enumerate(rows):
        low, high = np.searchsorted(row, (first, first + _COLUMNS))
        block[at, row[low:high] - first] = 1.0
    return block
