"""One run: every system on every corpus under every condition, each corpus read once."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable

import pytest

from provenance.errors import UsageError
from provenance.evaluation.benchmark import Observer, run
from provenance.evaluation.prediction import Prediction
from provenance.evaluation.prepared import Prepared, prepare
from provenance.evaluation.results import SCHEMA, Benchmark, measure, measures, to_json
from provenance.evaluation.truth import LabelledCorpus
from provenance.settings import Settings
from tests.unit.evaluation.small_corpus import SYSTEMS, corpus, saying, small_benchmark


@pytest.fixture(scope="module")
def found() -> Benchmark:
    return small_benchmark()


def test_there_is_a_cell_for_everything_in_order(found: Benchmark) -> None:
    names = [(cell.corpus, cell.condition, cell.system) for cell in found.cells]
    assert names == list(itertools.product(["small"], ["all evidence", "in a fog"], ["provenance", "backwards", "silent"]))
    assert found.cell("small", "in a fog", "silent") is found.cells[-1]
    assert found.cell("small", "in the sun", "silent") is None


@pytest.mark.parametrize(
    ("system", "precision", "recall", "direction"),
    [("provenance", 1.0, 1.0, 1.0), ("backwards", 0.0, 0.0, 0.0), ("silent", None, 0.0, None)],
)
def test_who_is_right_scores(
    found: Benchmark, system: str, precision: float | None, recall: float, direction: float | None
) -> None:
    cell = found.cell("small", "all evidence", system)
    assert cell is not None
    assert measure(cell.scores, "edges.directed.precision") == precision
    assert measure(cell.scores, "edges.directed.recall") == recall
    assert measure(cell.scores, "edges.direction_accuracy") == direction


def test_forecasts_are_kept_with_what_came_of_them(found: Benchmark) -> None:
    stated = {cell.system: [(sure, right) for _, sure, right in cell.stated] for cell in found.cells[:3]}
    assert stated == {"provenance": [(0.9, True)], "backwards": [(0.8, False)], "silent": []}


def test_a_corpus_is_read_once_and_every_condition_starts_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    seen: list[tuple[str, ...]] = []

    def counting(labelled: LabelledCorpus, settings: Settings) -> Prepared:
        read.append(labelled.name)
        return prepare(labelled, settings)

    def looking(prepared: Prepared) -> Prediction:
        seen.append(tuple(document.id for document in prepared.documents))
        return Prediction()

    monkeypatch.setattr("provenance.evaluation.benchmark.prepare", counting)
    conditions: dict[str, Callable[[Prepared], Prepared]] = {"one": lambda prepared: prepared, "two": lambda prepared: prepared}
    run([corpus("a"), corpus("b")], conditions, {"looking": looking, "again": looking}, Settings())
    assert read == ["a", "b"]
    assert seen == [("coast", "inland", "valley", "zoo")] * 8


def test_progress_is_told_and_time_is_taken_only_if_asked_for(found: Benchmark) -> None:
    told: list[tuple[str, int, int]] = []
    ticks = itertools.count()

    def progress(*step: object) -> None:
        told.append(step)  # type: ignore[arg-type]

    observer = Observer(progress=progress, clock=lambda: float(next(ticks)))
    timed = run([corpus()], {"all evidence": lambda prepared: prepared}, SYSTEMS, Settings(), observer)
    assert [cell.seconds for cell in timed.cells] == [1.0, 1.0, 1.0]
    assert told == [("small", 0, 3), ("small", 0, 3), ("small", 1, 3), ("small", 2, 3)]
    assert {cell.seconds for cell in found.cells} == {None}
    assert '"seconds"' not in to_json(found)
    assert '"seconds": 1.0' in to_json(timed)


def test_the_json_says_what_was_measured_on_what(found: Benchmark) -> None:
    data = json.loads(to_json(found))
    assert data["schema"] == SCHEMA
    assert data["settings"] == Settings().to_dict()
    assert data["corpora"] == [{"name": "small", "documents": 4, "checksum": corpus().checksum}]
    assert (data["conditions"], data["systems"]) == (["all evidence", "in a fog"], list(SYSTEMS))
    first = data["cells"][0]
    assert (first["corpus"], first["condition"], first["system"]) == ("small", "all evidence", "provenance")
    assert first["scores"]["edges"]["directed"]["right"] == 1
    assert first["scores"]["considered"]["calibration"]["brier"] == 0.01


def test_equal_runs_give_equal_json(found: Benchmark) -> None:
    assert to_json(small_benchmark()) == to_json(found)


def test_intervals_are_there_as_soon_as_there_are_several_families() -> None:
    edges = [("coast", "inland", 0.9), ("valley", "zoo", 0.7)]
    (cell,) = run([corpus()], {"all evidence": lambda prepared: prepared}, {"bold": saying(*edges)}, Settings()).cells
    precision = cell.intervals["precision"]
    assert (precision.low, precision.point, precision.high) == (0.0, 0.5, 1.0)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("edges.directed.precison", "there is no measure 'edges.directed.precison'; similar are edges.directed.precision"),
        ("nonsense", "there is no measure 'nonsense'"),
        ("edges.directed", "similar are edges.directed"),
        ("documents.x", "similar are documents"),
        ("stated.calibration.reliability_table.count", "there is no measure"),
        ("", "there is no measure ''; prov"),
    ],
)
def test_a_measure_nobody_knows_is_refused(found: Benchmark, path: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        measure(found.cells[0].scores, path)


def test_what_cannot_be_measured_is_none(found: Benchmark) -> None:
    assert measure(found.cells[0].scores, "passages.scores.plagdet_micro") is None
    assert measure(found.cells[0].scores, "documents") == 4


def test_every_measure_can_be_asked_for(found: Benchmark) -> None:
    assert {"families", "edges.sure.wrong_share", "considered.calibration.murphy.reliability"} <= set(measures())
    for path in measures():
        for cell in found.cells:
            measure(cell.scores, path)
