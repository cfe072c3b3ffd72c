"""Every baseline over a small corpus: the same groups, one tree over each."""

from __future__ import annotations

import pytest

from provenance.evaluation.baselines import BASELINES, System
from provenance.evaluation.prediction import Prediction
from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import Truth
from provenance.matching import find_reuse
from provenance.model import Document
from provenance.settings import Matching
from tests.articles import FERRY, ORCHARD
from tests.documents import document


def prepared(*documents: Document) -> Prepared:
    return Prepared(
        name="test",
        documents=documents,
        signals={text.id: () for text in documents},
        reuses=find_reuse(documents, Matching()),
        truth=Truth(parents={}, hidden={}, unrelated={}),
        checksum="",
    )


CORPUS = prepared(
    document("copy", *FERRY[:2], published="2025-03-02"),
    document("ferry", *FERRY, published="2025-03-01"),
    document("orchard", *ORCHARD, published="2025-02-01"),
    document("twin", *FERRY[:2], published="2025-03-03"),
)


@pytest.fixture(params=list(BASELINES))
def system(request: pytest.FixtureRequest) -> System:
    return BASELINES[request.param]


def edges(prediction: Prediction) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in prediction.edges}


def test_all_work_on_the_same_groups(system: System) -> None:
    found = system(CORPUS)
    assert found.groups == (("copy", "ferry", "twin"), ("orchard",))
    assert found.linked == {("copy", "ferry"), ("copy", "twin"), ("ferry", "twin")}
    assert found.independent_texts == 2


def test_all_draw_one_tree_over_each_group(system: System) -> None:
    tree = system(CORPUS).tree
    assert list(tree) == ["copy", "ferry", "orchard", "twin"]
    assert tree["orchard"] is None
    assert sum(parent is None for parent in tree.values()) == 2


def test_edges_stand_in_the_tree_and_have_a_score(system: System) -> None:
    found = system(CORPUS)
    assert found.edges == tuple(sorted(found.edges, key=lambda edge: (edge.source, edge.target)))
    for edge in found.edges:
        assert found.tree[edge.target] == edge.source
        assert found.scores[edge.source, edge.target] == edge.probability
    assert all(0 <= score <= 1 for score in found.scores.values())


def test_the_order_of_the_documents_does_not_matter(system: System) -> None:
    turned = prepared(*reversed(CORPUS.documents))
    assert system(turned) == system(CORPUS)


@pytest.mark.parametrize("name", [name for name in BASELINES if name != "spanning tree"])
def test_the_whole_text_is_first(name: str) -> None:
    assert ("ferry", "copy") in edges(BASELINES[name](CORPUS))


@pytest.mark.parametrize("name", [name for name in BASELINES if "," in name and "earlier" not in name])
def test_what_reads_the_text_alone_leaves_twins_undecided(name: str) -> None:
    assert edges(BASELINES[name](CORPUS)).isdisjoint({("copy", "twin"), ("twin", "copy")})


@pytest.mark.parametrize("name", ["earliest date", "most overlap, earlier"])
def test_what_goes_by_dates_decides_twins_too(name: str) -> None:
    assert edges(BASELINES[name](CORPUS)) == {("ferry", "copy"), ("ferry", "twin")}
