"""The engine on a cluster: the contract of every engine, and an executor that is killed."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest

import provenance
from provenance.engine.spark import SparkEngine
from provenance.engine.spark_session import Session
from provenance.errors import UsageError
from tests.cluster.conftest import Killer
from tests.unit.engine import work

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def engine(cluster: Session) -> SparkEngine:
    return SparkEngine(cluster)


@pytest.mark.parametrize("count", [0, 1, 40])
def test_results_come_in_the_order_of_the_items(engine: SparkEngine, count: int) -> None:
    assert list(engine.map(work.double, range(count))) == [2 * number for number in range(count)]


def test_the_work_is_done_elsewhere(engine: SparkEngine) -> None:
    assert os.getpid() not in set(engine.map(work.process_of, range(8)))


def test_a_function_s_exception_arrives_as_itself_with_its_place(engine: SparkEngine) -> None:
    results = engine.map(work.fail_at_seven, range(20))
    assert list(islice(results, 7)) == list(range(7))
    with pytest.raises(LookupError, match="seven") as caught:
        next(results)
    assert "fail_at_seven" in "".join(caught.value.__notes__)


def test_an_exception_that_cannot_travel_arrives_as_words(engine: SparkEngine) -> None:
    with pytest.raises(RuntimeError, match="OddError: 0 and more"):
        list(engine.map(work.fail_oddly, [0]))


def test_few_items_are_taken_ahead(engine: SparkEngine) -> None:
    taken = []

    def items() -> object:
        for number in range(1_000_000):
            taken.append(number)
            yield number

    results = engine.map(work.double, items())  # type: ignore[arg-type] # a generator of numbers
    assert list(islice(results, 3)) == [0, 2, 4]
    results.close()  # type: ignore[attr-defined] # it is a generator
    assert len(taken) < 50


def test_a_killed_executor_costs_nothing_but_time(engine: SparkEngine, killer: Killer) -> None:
    results = engine.map(work.slowly, range(40))
    first = list(islice(results, 2))
    killer.kill()
    assert first + list(results) == list(range(40))


def test_a_trace_is_the_same_byte_for_byte(engine: SparkEngine, seeds: Path, articles: Path) -> None:
    for folder in (seeds, articles):
        assert provenance.trace(folder, engine=engine).to_json() == provenance.trace(folder, workers=1).to_json()


def test_workers_are_those_of_this_machine(engine: SparkEngine, articles: Path) -> None:
    with pytest.raises(UsageError, match="leave them out"):
        provenance.trace(articles, engine=engine, workers=2)
