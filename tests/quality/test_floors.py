"""Quality that was reached once cannot be lost by accident.

A floor of ``floors.toml`` fails if the measure falls below it, and also if its corpus is another one by now: then look at what
changed, and measure anew with ``--update-golden``. A failure shows everything that was measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from provenance.evaluation.benchmark import run
from provenance.evaluation.collections import read_collection
from provenance.evaluation.collections.carpentries_crosspost import read_first
from provenance.evaluation.collections.folder import Folder
from provenance.evaluation.conditions import CONDITIONS
from provenance.evaluation.simulate import World, simulate
from provenance.evaluation.simulate.world import HardNegatives
from provenance.evaluation.systems import OURS, systems
from provenance.evaluation.tables import plain, target_table
from provenance.evaluation.targets import Result, Target, results
from provenance.evaluation.truth import LabelledCorpus
from provenance.settings import Settings
from tests.quality.floors import raised, read_floors, write_floors

SEED = 1
ONE_OF_EACH = HardNegatives(press_conferences=1, quotations=1, footers=1, templates=1, phrases=1, headlines=1, notices=1)
WORLD = World(name="floor", stories=8, copies=(2, 6), paragraphs=(8, 20), mash_ups=1, hidden=0.2, negatives=ONE_OF_EACH)
"""Small enough for every run of the tests, and something of everything."""
QUICK = ("clough-stevenson", "contributor-covenant")
SLOW = ("gov-crosspost",)
"""Folders of development data that are done in seconds, and in minutes."""
CREDITED = 300
"""Credited copies of carpentries-crosspost that are looked at; all 1,225 of them take a quarter of an hour."""

Check = Callable[[Iterable[LabelledCorpus]], None]


@pytest.fixture
def check(request: pytest.FixtureRequest) -> Check:
    """Fails if a floor of the corpora does not hold or is not measured; with ``--update-golden`` writes what was measured."""
    if request.config.getoption("--update-golden"):
        return _update
    return _check


def _check(corpora: Iterable[LabelledCorpus]) -> None:
    for corpus in corpora:
        floors = [floor for floor in read_floors() if floor.corpus == corpus.name]
        assert floors, f"floors.toml has no floor for {corpus.name}"
        found = _measured(corpus, floors)
        if len(found) < len(floors) or not all(result.met for result in found):
            pytest.fail(f"{plain(target_table(found))}\nchecksum of {corpus.name}: {corpus.checksum}")


def _update(corpora: Iterable[LabelledCorpus]) -> None:
    for corpus in corpora:
        floors = read_floors()
        found = {
            result.target: result for result in _measured(corpus, [floor for floor in floors if floor.corpus == corpus.name])
        }
        write_floors(raised(floor, found[floor], corpus.checksum) if floor in found else floor for floor in floors)


def _measured(corpus: LabelledCorpus, floors: list[Target]) -> tuple[Result, ...]:
    """Our system on a corpus, under the conditions its floors speak of."""
    wanted = {floor.condition for floor in floors}
    settings = Settings()
    conditions = {name: condition for name, condition in CONDITIONS.items() if name in wanted}
    return results(floors, run([corpus], conditions, {OURS: systems(settings)[OURS]}, settings))


def test_a_floor_is_for_one_corpus_in_one_state() -> None:
    for floor in read_floors():
        assert floor.checksum is not None
        assert floor.condition in CONDITIONS
        assert (floor.at_least is None) != (floor.at_most is None)


def test_a_floor_that_is_too_high_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check can fail: a floor nobody reaches, one for another corpus state, and one for a measure without a value."""
    corpus = simulate(World(name="one", stories=1, copies=(2, 2), paragraphs=(8, 8), lonely=0.0), SEED)
    for measure, bound, checksum in (
        ("edges.directed.f1", 1.1, corpus.checksum),
        ("documents", 1.0, "another"),
        ("hard_negatives.all.rate", 0.0, corpus.checksum),
    ):
        floor = Target(corpus=corpus.name, condition="text only", measure=measure, at_least=bound, checksum=checksum)
        monkeypatch.setattr("tests.quality.test_floors.read_floors", lambda floor=floor: (floor,))
        with pytest.raises(pytest.fail.Exception, match=measure):
            _check([corpus])


def test_simulated_press(check: Check) -> None:
    check([simulate(WORLD, SEED)])


@pytest.mark.shared
@pytest.mark.parametrize("folder", QUICK)
def test_small_development_sets(check: Check, shared: Path, folder: str) -> None:
    check(read_collection(shared / "data" / folder))


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("folder", SLOW)
def test_large_development_sets(check: Check, shared: Path, folder: str) -> None:
    check(read_collection(shared / "data" / folder))


@pytest.mark.shared
@pytest.mark.slow
def test_first_credited_copies(check: Check, shared: Path) -> None:
    check(read_first(Folder(shared / "data" / "carpentries-crosspost"), CREDITED))
