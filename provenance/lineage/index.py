"""Which things share several of their rarest stems: candidates for a closer look, without comparing everything with everything.

Numbers of things and of stems are packed into columns; pairs are made in pieces, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.lineage.rarity import Rarity

_PAIRS_AT_ONCE = 1 << 21
"""Pairs held in memory together."""
_Column = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """How candidates are found.

    A thing is looked up by so many of its rarest ``stems``; two things are a pair if they share ``shared`` of them; a stem of
    more things than ``list`` tells nothing and is left out, since its pairs are what would cost.
    """

    stems: int
    shared: int
    list: int


def sharing_pairs(things: Sequence[Iterable[str]], rarity: Rarity, lookup: Lookup) -> Iterator[tuple[int, int]]:
    """Pairs ``left < right`` of things, given by their distinct stems, that share enough of their rarest ones; in order.

    Of stems equally rare the first by spelling count as rarer.
    """
    thing, stem = _postings(things, rarity, lookup.stems)
    for left, right in _pairs(thing, stem, len(things), lookup):
        yield from zip(left.tolist(), right.tolist(), strict=True)


def _postings(things: Sequence[Iterable[str]], rarity: Rarity, most: int) -> tuple[_Column, _Column]:
    """Numbers of things and of the stems they are looked up by, ordered by stem, then by thing."""
    number_of: dict[str, int] = {}
    owners: list[int] = []
    numbers: list[int] = []
    for place, stems in enumerate(things):
        chosen = rarest(stems, rarity, most)
        numbers.extend([number_of.setdefault(stem, len(number_of)) for stem in chosen])
        owners.extend([place] * len(chosen))
    thing, stem = np.array(owners, dtype=np.int64), np.array(numbers, dtype=np.int64)
    order = np.argsort(stem, kind="stable")
    return thing[order], stem[order]


def rarest(stems: Iterable[str], rarity: Rarity, most: int) -> list[str]:
    """The rarest of distinct stems; all of them, in any order, if there are no more than ``most``."""
    every = list(stems)
    if len(every) <= most:
        return every
    bits, unseen = rarity.bits, rarity.unseen
    return [stem for _, stem in sorted([(-bits.get(stem, unseen), stem) for stem in every])[:most]]


def _pairs(thing: _Column, stem: _Column, things: int, lookup: Lookup) -> Iterator[tuple[_Column, _Column]]:
    """Numbers of the left and right things of all pairs that share enough, in pieces and in order."""
    starts = np.flatnonzero(np.diff(stem, prepend=-1))
    lengths = np.diff(np.append(starts, len(stem)))
    ends = np.repeat(starts + lengths, lengths)
    after = np.where(np.repeat(lengths, lengths) <= lookup.list, ends - np.arange(len(stem)) - 1, 0)
    by_thing = np.argsort(thing, kind="stable")
    by_thing = by_thing[after[by_thing] > 0]
    made = np.cumsum(after[by_thing])
    owner = thing[by_thing]
    first = 0
    while first < len(by_thing):
        # A piece ends between two things: all pairs of one left thing are counted together.
        wanted = (made[first - 1] if first else 0) + _PAIRS_AT_ONCE
        last = min(len(by_thing), int(np.searchsorted(made, wanted, side="right")))
        last = max(last, first + 1)
        last = int(np.searchsorted(owner, owner[last - 1], side="right"))
        places = by_thing[first:last]
        yield _counted(thing, places, after[places], things, lookup.shared)
        first = last


def _counted(thing: _Column, places: _Column, after: _Column, things: int, shared: int) -> tuple[_Column, _Column]:
    """The pairs that the postings at some places make with the ``after`` next ones, if they are made ``shared`` times."""
    offsets = np.arange(int(after.sum())) - np.repeat(np.cumsum(after) - after, after)
    codes = np.repeat(thing[places] * things, after) + thing[np.repeat(places, after) + 1 + offsets]
    codes.sort()
    often = max(0, len(codes) - shared + 1)
    codes = codes[:often][codes[:often] == codes[len(codes) - often :]]
    codes = codes[np.diff(codes, prepend=-1) != 0]
    return codes // things, codes % things
