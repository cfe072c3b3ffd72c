"""Pairs of things that share several of their rarest stems."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage import index
from provenance.lineage.index import Lookup, rarest, sharing_pairs
from provenance.lineage.rarity import Rarity

RARITY = Rarity(bits={"a": 1.0, "b": 2.0, "c": 3.0, "d": 3.0, "e": 4.0, "f": 5.0}, unseen=6.0)
things = st.lists(st.sets(st.sampled_from("abcdefgh")).map(lambda stems: tuple(sorted(stems))), max_size=14)


def by_hand(found: list[tuple[str, ...]], lookup: Lookup) -> list[tuple[int, int]]:
    lists: dict[str, list[int]] = {}
    for place, stems in enumerate(found):
        for stem in sorted(stems, key=lambda stem: (-RARITY.of(stem), stem))[: lookup.stems]:
            lists.setdefault(stem, []).append(place)
    shared = Counter(pair for places in lists.values() if len(places) <= lookup.list for pair in combinations(places, 2))
    return sorted(pair for pair, count in shared.items() if count >= lookup.shared)


@given(things, st.integers(1, 5), st.integers(1, 3), st.integers(1, 9))
def test_pairs_are_those_of_counting_by_hand(found: list[tuple[str, ...]], stems: int, shared: int, longest: int) -> None:
    lookup = Lookup(stems=stems, shared=shared, list=longest)
    assert list(sharing_pairs(found, RARITY, lookup)) == by_hand(found, lookup)


def test_pieces_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [tuple("abcdefgh"[place % 5 : place % 5 + 4]) for place in range(40)]
    lookup = Lookup(stems=4, shared=2, list=30)
    whole = list(sharing_pairs(found, RARITY, lookup))
    monkeypatch.setattr(index, "_PAIRS_AT_ONCE", 3)
    assert list(sharing_pairs(found, RARITY, lookup)) == whole == by_hand(found, lookup) != []


def test_of_equally_rare_stems_the_first_counts_as_rarer() -> None:
    assert rarest(("b", "d", "c"), RARITY, 2) == ["c", "d"]
    assert sorted(rarest(("b", "d"), RARITY, 2)) == ["b", "d"]
