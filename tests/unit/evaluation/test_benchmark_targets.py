"""Targets: read from a file, compared with what was measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.evaluation.results import Benchmark
from provenance.evaluation.targets import Target, read_targets, results
from tests.unit.evaluation.small_corpus import corpus, small_benchmark

PRECISION = "edges.directed.precision"


@pytest.fixture(scope="module")
def found() -> Benchmark:
    return small_benchmark()


def target(corpus: str = "small", condition: str = "all evidence", measure: str = PRECISION) -> Target:
    return Target(corpus=corpus, condition=condition, measure=measure, at_least=0.5)


@pytest.mark.parametrize(
    ("bounds", "met", "bound"),
    [
        ((1.0, None, None), True, "≥ 1"),
        ((1.01, None, None), False, "≥ 1.01"),
        ((None, 0.97, None), False, "≤ 0.97"),
        ((None, 1.0, None), True, "≤ 1"),
        ((0.5, 0.9, None), False, "≥ 0.5, ≤ 0.9"),
        ((None, None, 0.1), True, "≥ 0.100, 0.1 above the best other"),
        ((None, None, 1.1), False, "≥ 1.100, 1.1 above the best other"),
    ],
)
def test_bounds(found: Benchmark, bounds: tuple[float | None, ...], *, met: bool, bound: str) -> None:
    least, most, above = bounds
    (result,) = results([replace(target(), at_least=least, at_most=most, above_others=above)], found)
    assert (result.met, result.bound, result.value) == (met, bound, 1.0)


def test_another_system_has_targets_of_its_own(found: Benchmark) -> None:
    (result,) = results(
        [Target(corpus="small", condition="all evidence", system="backwards", measure=PRECISION, at_least=0.1)], found
    )
    assert (result.value, result.met) == (0.0, False)


def test_patterns_stand_for_several_cells_and_others_are_left_out(found: Benchmark) -> None:
    everywhere = results([target(corpus="s*", condition="*")], found)
    assert [(result.corpus, result.condition) for result in everywhere] == [("small", "all evidence"), ("small", "in a fog")]
    assert results([target(corpus="large")], found) == ()


def test_what_cannot_be_measured_is_neither_met_nor_missed(found: Benchmark) -> None:
    (result,) = results([target(measure="passages.scores.plagdet_micro")], found)
    assert (result.value, result.met) == (None, None)


def test_a_target_for_another_state_of_the_corpus_is_missed(found: Benchmark) -> None:
    right = Target(corpus="small", condition="all evidence", measure=PRECISION, at_least=0.5, checksum=corpus().checksum)
    wrong = Target(corpus="small", condition="all evidence", measure=PRECISION, at_least=0.5, checksum="0")
    one, other = results([right, wrong], found)
    assert (one.met, one.note) == (True, "")
    assert (other.met, other.note) == (False, "the corpus is not the one the target was set for")


def test_a_file_of_targets(tmp_path: Path) -> None:
    path = tmp_path / "targets.toml"
    path.write_text(
        '[[target]]\ncorpus = "gov"\ncondition = "*"\nmeasure = "edges.direction_accuracy"\nat_least = 1\nwhat = "direction"\n',
        encoding="utf-8",
    )
    (one,) = read_targets(path)
    assert one == Target(corpus="gov", condition="*", measure="edges.direction_accuracy", at_least=1.0, what="direction")


HEAD = '[[target]]\ncorpus = "gov"\ncondition = "*"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("target = ", "not a readable TOML file"),
        ("", r"must hold \[\[target\]\] tables"),
        ("[target]\nx = 1\n", r"must hold \[\[target\]\] tables"),
        ("target = [1]\n", "target 1: a target is a table"),
        (HEAD, "target 1: measure is missing"),
        (f'{HEAD}measure = "documents"\nat_last = 1\n', "at_last is no part of a target"),
        (f'{HEAD}measure = "documents"\nat_least = "1"\n', "at_least has a value of the wrong type"),
        (f'{HEAD}measure = "documents"\nat_least = true\n', "at_least has a value of the wrong type"),
        (f'{HEAD}measure = "precision"\nat_least = 1\n', "target 1: there is no measure 'precision'"),
        (f'{HEAD}measure = "documents"\n', "target 1: .*needs at_least, at_most or above_others"),
    ],
)
def test_a_file_that_makes_no_sense(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "targets.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_targets(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a readable TOML file"):
        read_targets(tmp_path / "nothing.toml")
