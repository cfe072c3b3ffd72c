"""Where a block stands, seen from the headline and the paragraphs: that decides what a name or a day beside it means."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

_TOP_ABOVE, _TOP_BELOW = 5, 14
"""Blocks above the headline, or above the first paragraph, and below the headline in which author, day and picture may stand."""
_BELOW_BLOCKS = 5
"""Blocks below the last paragraph that are still the article's; further down stand other articles."""


class Place(Enum):
    """Where a block stands: right above the headline, below it, between paragraphs, right below the last of them, elsewhere."""

    ABOVE = auto()
    TOP = auto()
    INSIDE = auto()
    BELOW = auto()
    OUTSIDE = auto()
    UNTOLD = auto()
    """Outside the paragraphs, where no mark-up tells the headline."""


class Places(NamedTuple):
    """Numbers of the headline's block, if mark-up tells it, and of the first and last paragraph."""

    head: int | None
    first: int
    last: int

    def of(self, index: int) -> Place:
        """Where a block stands."""
        if self.first < index < self.last:
            return Place.INSIDE
        if self.head is None:
            return Place.UNTOLD
        if index >= self.last:
            return Place.BELOW if index <= self.last + _BELOW_BLOCKS else Place.OUTSIDE
        if index < self.head:
            return Place.ABOVE if index >= self.head - _TOP_ABOVE else Place.OUTSIDE
        is_near = index <= self.head + _TOP_BELOW or index >= self.first - _TOP_ABOVE
        return Place.TOP if is_near else Place.OUTSIDE


BESIDE_HEADLINE = frozenset({Place.ABOVE, Place.TOP})
"""Where an article's author and day stand."""
