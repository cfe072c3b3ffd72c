"""In a large family, the documents that may be one another's source: those with the most in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import distinct
from provenance.matching.words import ComparedText

_ROWS = 512
"""Texts compared with all others at a time."""
_COLUMNS = 4096
"""Shingles looked at at a time: a block for 10,000 texts takes 160 MB."""


def nearest_pairs(texts: Sequence[ComparedText], neighbours: int) -> set[tuple[str, str]]:
    """Pairs (smaller id first) of each text with those that hold most of its shingles, and with those that resemble it most.

    A source holds all of its copy but what was changed, so few others hold more of it; resemblance finds the copies of an
    excerpt. Ties go to the smaller id. Exact, by products of 0/1 matrices: time is quadratic in the number of texts, memory is
    bounded by blocks.
    """
    ordered = sorted(texts, key=lambda text: text.id)
    known = distinct(np.concatenate([text.shingles for text in ordered]))
    rows = [np.searchsorted(known, distinct(text.shingles)) for text in ordered]
    sizes = np.array([len(row) for row in rows], dtype=np.float32)
    found: set[tuple[str, str]] = set()
    for start in range(0, len(ordered), _ROWS):
        part = rows[start : start + _ROWS]
        shared = np.zeros((len(part), len(ordered)), dtype=np.float32)
        for first in range(0, len(known), _COLUMNS):
            shared += _indicator(part, first) @ _indicator(rows, first).T
        for at, counts in enumerate(shared, start=start):
            counts[at] = -1.0
            resemblance = counts / (sizes + sizes[at] - counts)
            nearest = {
                int(other) for scores in (counts, resemblance) for other in np.argsort(-scores, kind="stable")[:neighbours]
            }
            found.update((ordered[min(at, other)].id, ordered[max(at, other)].id) for other in nearest if other != at)
    return found


def _indicator(rows: Sequence[NDArray[np.int64]], first: int) -> NDArray[np.float32]:
    """One row for each text, one column for each of ``_COLUMNS`` shingles from number ``first`` on: 1 where the text has it."""
    block = np.zeros((len(rows), _COLUMNS), dtype=np.float32)
    for at, row in enumerate(rows):
        low, high = np.searchsorted(row, (first, first + _COLUMNS))
        block[at, row[low:high] - first] = 1.0
    return block
