"""An engine with a memory gives what it would give without; only less is worked on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from operator import add, mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.engine import LocalEngine
from provenance.engine.remembering import RememberingEngine
from provenance.errors import OutputError
from tests.unit.engine import work

MANY = 12


class Memory:
    """Keeps everything; what is in ``lost`` is gone when it is asked for a second time."""

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}
        self.lost: set[bytes] = set()
        self.hits = 0

    def known(self, key: bytes) -> bytes | None:
        found = self.kept.get(key)
        self.hits += found is not None
        if key in self.lost:
            self.kept.pop(key, None)
        return found

    def keep(self, key: bytes, result: bytes) -> None:
        self.kept[key] = result


class Forgetful(Memory):
    """Has no room."""

    def keep(self, key: bytes, result: bytes) -> None:
        pass


@given(st.lists(st.integers(0, 9), max_size=20), st.lists(st.integers(0, 9), max_size=20))
def test_results_are_the_same_whatever_is_known(first: list[int], second: list[int]) -> None:
    memory = Memory()
    for items in (first, second):
        engine = RememberingEngine(LocalEngine(1), memory)
        assert list(engine.map(partial(mul, 3), items)) == [3 * item for item in items]
    assert len(memory.kept) == len({*first, *second})
    assert list(RememberingEngine(LocalEngine(1), Forgetful()).map(partial(mul, 3), first)) == [3 * item for item in first]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_what_is_known_is_not_worked_on_and_the_order_stays(workers: int) -> None:
    memory = Memory()
    with LocalEngine(workers) as local:
        engine = RememberingEngine(local, memory)
        assert list(engine.map(work.double, range(0, 60, 3))) == list(range(0, 120, 6))
        assert list(engine.map(work.double, range(60))) == list(range(0, 120, 2))
        before = dict(memory.kept)
        assert list(engine.map(work.double, range(60))) == list(range(0, 120, 2))
    assert memory.kept == before
    assert len(before) == 60


def test_work_that_is_known_is_not_done_again() -> None:
    memory = Memory()
    assert list(RememberingEngine(LocalEngine(1), memory).map(work.fail_at_seven, range(7))) == list(range(7))
    with pytest.raises(LookupError):
        list(RememberingEngine(LocalEngine(1), memory).map(work.fail_at_seven, range(8)))
    memory.kept = dict.fromkeys(memory.kept, next(iter(memory.kept.values())))  # a wrong memory shows that it is asked
    assert list(RememberingEngine(LocalEngine(1), memory).map(work.fail_at_seven, range(7))) == [0] * 7


def test_another_function_or_another_argument_is_other_work() -> None:
    memory = Memory()
    engine = RememberingEngine(LocalEngine(1), memory)
    assert list(engine.map(partial(mul, 3), [5])) == [15]
    assert list(engine.map(partial(mul, 4), [5])) == [20]
    assert list(engine.map(partial(add, 3), [5])) == [8]
    assert len(memory.kept) == 3


@pytest.mark.parametrize("workers", [1, 2])
def test_no_more_items_are_taken_than_are_under_way(workers: int) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while taken < 1000:
            taken += 1
            yield taken

    memory = Memory()
    with LocalEngine(workers) as local:
        engine = RememberingEngine(local, memory)
        assert len(list(islice(engine.map(work.double, items()), 20))) == 20
        assert taken <= 20 + 3 * workers
        taken = 0
        assert len(list(islice(engine.map(work.double, items()), 10))) == 10
    assert taken == 10


def test_what_is_lost_between_two_looks_is_told() -> None:
    memory = Memory()
    engine = RememberingEngine(LocalEngine(1), memory)
    list(engine.map(work.double, [1, 3]))
    memory.lost = set(memory.kept)
    assert list(RememberingEngine(LocalEngine(1), memory).map(work.double, [1])) == [2]
    list(engine.map(work.double, [1]))
    memory.lost = set(memory.kept)
    with LocalEngine(2) as local, pytest.raises(OutputError, match="--fresh"):
        list(RememberingEngine(local, memory).map(work.double, [0, 1, 2, 3, *range(10, 20)]))
