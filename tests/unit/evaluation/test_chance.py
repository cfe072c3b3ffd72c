"""Chance that repeats."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.evaluation.chance import Chance

SEEDS = st.integers(0, 1 << 40)
ITEMS = st.lists(st.integers(), max_size=30)


def test_the_stream_is_splitmix64() -> None:
    # First outputs of SplitMix64 from state 0, as published with the algorithm.
    chance = Chance(0)
    chance._state = 0
    assert [chance._next() for _ in range(3)] == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]


def test_the_stream_starts_at_the_hash_of_seed_and_path() -> None:
    start = hashlib.sha256(b"1:7" + b"4:wire").digest()[:8]
    assert Chance(7, "wire")._state == int.from_bytes(start, "big")


def test_draws_stay_what_they_are() -> None:
    chance = Chance(20, "pinned")
    assert [chance.below(1000) for _ in range(5)] == [935, 849, 883, 65, 407]


def test_the_path_is_read_part_by_part() -> None:
    starts = {Chance(1, *path)._state for path in (("ab", "c"), ("a", "bc"), ("abc",), ())}
    assert len(starts) == 4


@given(SEEDS, st.integers(0, 5))
def test_a_child_does_not_depend_on_what_its_parent_drew(seed: int, draws: int) -> None:
    parent = Chance(seed, "parent")
    for _ in range(draws):
        parent.uniform()
    assert parent.child("x").uniform() == Chance(seed, "parent", "x").uniform()


@given(SEEDS, st.integers(1, 1 << 64))
def test_draws_are_in_range(seed: int, n: int) -> None:
    chance = Chance(seed)
    assert 0.0 <= chance.uniform() < 1.0
    assert 0 <= chance.below(n) < n
    assert not chance.happens(0.0)
    assert chance.happens(1.0)


@given(SEEDS, ITEMS, st.data())
def test_a_sample_takes_each_place_once(seed: int, items: list[int], data: st.DataObject) -> None:
    k = data.draw(st.integers(0, len(items)))
    places = list(enumerate(items))
    sample = Chance(seed).sample(places, k)
    assert len(sample) == len(set(sample)) == k
    assert set(sample) <= set(places)


@given(SEEDS, ITEMS)
def test_shuffling_keeps_the_items(seed: int, items: list[int]) -> None:
    before = list(items)
    assert Counter(Chance(seed).shuffled(items)) == Counter(before)
    assert items == before


def test_every_order_is_as_likely_as_any_other() -> None:
    chance = Chance(3)
    counts = Counter(tuple(chance.shuffled("abc")) for _ in range(6000))
    assert len(counts) == 6
    # 1000 each, standard deviation 29: five of them on either side.
    assert all(abs(count - 1000) < 145 for count in counts.values())


def test_events_happen_as_often_as_they_should() -> None:
    chance = Chance(4)
    # 3000 of 10,000, standard deviation 46.
    assert abs(sum(chance.happens(0.3) for _ in range(10_000)) - 3000) < 230


@pytest.mark.parametrize("n", [0, -1, (1 << 64) + 1])
def test_an_impossible_range_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="between 1 and"):
        Chance(1).below(n)


@pytest.mark.parametrize("k", [-1, 3])
def test_an_impossible_sample_is_refused(k: int) -> None:
    with pytest.raises(ValueError, match="of 2 items"):
        Chance(1).sample("ab", k)


def test_nothing_cannot_be_picked_from() -> None:
    with pytest.raises(ValueError, match="between 1 and"):
        Chance(1).pick([])
