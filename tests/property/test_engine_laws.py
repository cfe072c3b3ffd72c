"""Laws of the engine: nothing is lost, doubled or put in another place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.engine import LocalEngine, batches

WEIGHTS = st.lists(st.integers(0, 50), max_size=60)


@given(weights=WEIGHTS, count=st.integers(1, 9), weight=st.integers(1, 80))
def test_batches_hold_every_item_in_its_order_within_the_bounds(weights: list[int], count: int, weight: int) -> None:
    made = list(batches(weights, count, weight, lambda item: item))
    assert list(chain.from_iterable(made)) == weights
    for batch in made:
        assert 1 <= len(batch) <= count
        assert sum(batch[:-1]) < weight
    assert all(len(batch) == count or sum(batch) >= weight for batch in made[:-1])


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalEngine]:
    with LocalEngine(2) as engine:
        list(engine.map(len, ["start the workers"] * 9))
        yield engine


@given(items=st.lists(st.one_of(st.text(max_size=9), st.binary(max_size=9), st.lists(st.integers(), max_size=5)), max_size=30))
def test_workers_give_what_this_process_gives(engine: LocalEngine, items: list[object]) -> None:
    assert list(engine.map(repr, items)) == list(map(repr, items))
