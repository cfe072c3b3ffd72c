"""Families are solved through whatever does what ``map`` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from provenance.lineage import features_of, infer, solve_all
from provenance.lineage.families import families_and_rest, families_of
from provenance.lineage.solving import Solved, Task
from provenance.matching import find_reuse
from provenance.model import Document, Signal, SignalKind
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, QUARRY, SETTINGS, WEIGHTS

ALONE = "The last weaver of Torvik has sold her loom to a theatre, which wants it for its noise and not for its cloth."
DOCUMENTS = [
    document("a", *LIGHT),
    document("b", *LIGHT[:3]),
    document("c", *QUARRY),
    document("d", *QUARRY, host="d.example"),
    document("e", ALONE),
    document("f", "A text with a credit, which nobody else has, about a bridge that was painted twice in a year."),
]
CREDIT = Signal(
    kind=SignalKind.ATTRIBUTION_LINE,
    value="This post appeared first on herald.example",
    basis="test",
    strength=5,
    host="herald.example",
    blocks=("f:p01",),
)
SIGNALS = {item.id: (CREDIT,) if item.id == "f" else () for item in DOCUMENTS}
REUSES = find_reuse(DOCUMENTS, SETTINGS.matching)


def last_first(solve: Callable[[Task], Solved], tasks: Iterable[Task]) -> Iterable[Solved]:
    return reversed([solve(task) for task in reversed(list(tasks))])


def test_the_mapper_makes_no_difference() -> None:
    expected = infer(DOCUMENTS, SIGNALS, REUSES, SETTINGS)
    assert expected.sources
    assert infer(DOCUMENTS, SIGNALS, REUSES, SETTINGS, mapper=last_first) == expected


def test_other_processes_make_no_difference() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        features = pool.map(features_of, DOCUMENTS)
        found = infer(DOCUMENTS, SIGNALS, REUSES, SETTINGS, features=features, mapper=pool.map)
    assert found == infer(DOCUMENTS, SIGNALS, REUSES, SETTINGS)


def test_only_families_with_something_to_decide_are_handed_out() -> None:
    handed: list[object] = []

    def watching(solve: Callable[[Task], Solved], tasks: Iterable[Task]) -> Iterable[Solved]:
        every = list(tasks)
        handed.extend(every)
        return map(solve, every)

    families = families_of(DOCUMENTS, SIGNALS, REUSES, WEIGHTS)
    trees = solve_all(families, SETTINGS.inference, watching)
    assert [tree.family.name for tree in trees] == [family.name for family in families] == ["a", "c", "e", "f"]
    assert len(handed) < len(families) + 2
    assert not any(getattr(task, "name", "") == "e" for task in handed)


def test_documents_of_which_nothing_can_be_said_are_no_families() -> None:
    families, rest = families_and_rest(DOCUMENTS, SIGNALS, REUSES, WEIGHTS)
    assert rest == ("e",)
    assert [family.name for family in families] == ["a", "c", "f"]


def test_a_document_alone_is_a_text_of_its_own() -> None:
    without: list[Document] = [item for item in DOCUMENTS if item.id != "e"]
    fewer = infer(without, SIGNALS, find_reuse(without, SETTINGS.matching), SETTINGS).independent_texts
    found = infer(DOCUMENTS, SIGNALS, REUSES, SETTINGS).independent_texts
    assert (found.low, found.likely, found.high) == (fewer.low + 1, fewer.likely + 1, fewer.high + 1)
