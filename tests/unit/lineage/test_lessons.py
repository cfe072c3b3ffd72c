"""Which solved edges are lessons for other families."""

from __future__ import annotations

import dataclasses

import pytest

from provenance.lineage.knowledge import knowledge_of
from provenance.lineage.learned import Lesson
from provenance.lineage.lessons import lesson_of
from provenance.lineage.trees import FamilyTree, solve_family
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, SETTINGS, credit, family

INFERENCE = SETTINGS.inference


def solved(
    *, hosts: tuple[str | None, str | None] = ("gazette.example", "insider.example"), dates: tuple[str, str] | None = None
) -> FamilyTree:
    """A copy that credits the gazette, and its source; ``dates`` are those of source and copy."""
    source, copy = dates or (None, None)
    found = family(
        document("a", *LIGHT, host=hosts[0], published=source),
        document("b", *LIGHT, host=hosts[1], published=copy),
        signals={"b": [credit("b:p05", "gazette.example")]},
    )
    return solve_family(found, knowledge_of(found), INFERENCE)


def surely(tree: FamilyTree) -> FamilyTree:
    """The tree with its edges as sure as can be, whatever the weights are."""
    return dataclasses.replace(tree, parent={"b": "a"}, share={**tree.share, ("a", "b"): 1.0})


@pytest.mark.parametrize(
    ("dates", "after", "before"),
    [
        (("2020-01-01", "2020-01-09"), 1, 0),
        (("2020-01-09", "2020-01-01"), 0, 1),
        (("2020-01-01", "2020-01-01"), 0, 0),
        (None, 0, 0),
    ],
)
def test_a_credited_copy_teaches_its_flow_and_its_dates(dates: tuple[str, str] | None, after: int, before: int) -> None:
    flows = frozenset({("gazette.example", "insider.example")})
    assert lesson_of(surely(solved(dates=dates)), INFERENCE) == Lesson(after=after, before=before, flows=flows)


def test_the_very_tree_of_a_credited_copy_is_sure_enough() -> None:
    assert lesson_of(solved(), INFERENCE).flows == {("gazette.example", "insider.example")}


def test_an_edge_that_is_not_sure_teaches_nothing() -> None:
    tree = surely(solved(dates=("2020-01-01", "2020-01-09")))
    below = {**tree.share, ("a", "b"): INFERENCE.solid_small - 0.01}
    assert lesson_of(dataclasses.replace(tree, share=below), INFERENCE) == Lesson()


def test_an_edge_that_rests_on_dates_teaches_nothing_about_dates() -> None:
    found = family(
        document("a", *LIGHT, host="gazette.example", published="2020-01-01"),
        document("b", *LIGHT, host="insider.example", published="2020-03-01"),
    )
    tree = surely(solve_family(found, knowledge_of(found), INFERENCE))
    assert lesson_of(tree, INFERENCE) == Lesson()


@pytest.mark.parametrize(("host", "own"), [("gazette.example", "gazette.example"), (None, "insider.example")])
def test_copies_of_one_site_and_unknown_hosts_show_dates_and_no_flow(host: str | None, own: str) -> None:
    tree = surely(solved(dates=("2020-01-01", "2020-01-09")))
    pages = {
        "a": document("a", *LIGHT, host=host, published="2020-01-01"),
        "b": document("b", *LIGHT, host=own, published="2020-01-09"),
    }
    moved = dataclasses.replace(tree, family=dataclasses.replace(tree.family, documents=pages))
    assert lesson_of(moved, INFERENCE) == Lesson(after=1)


def test_a_source_that_is_not_here_teaches_nothing() -> None:
    found = family(document("b", *LIGHT, host="insider.example"), signals={"b": [credit("b:p05", "gazette.example")]})
    tree = solve_family(found, knowledge_of(found), INFERENCE)
    assert tree.parent
    assert lesson_of(tree, INFERENCE) == Lesson()
