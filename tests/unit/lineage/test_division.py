"""Families above the limit: divided at the weakest links, solved in parts, and the division told."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from provenance.lineage import Family, families_of, infer
from provenance.lineage.division import divided
from provenance.matching import find_reuse
from provenance.model import Document, Lineage, Reuse, Role, Signal, SignalKind
from provenance.settings import Settings
from tests.documents import document

SETTINGS = Settings()
FIRST = (
    "The evening ferry to Brannick ran aground on a sandbank shortly after leaving the harbour, and forty passengers "
    "spent the night aboard while engineers waited for the tide to lift the hull.",
    "A spokeswoman for the harbour board said nobody had been hurt, that blankets and soup were carried out by rowing "
    "boat, and that the captain would be interviewed once the vessel was back at its berth.",
)
LONGER = (
    FIRST[1],
    "The sandbank has shifted twice since the winter storms, local fishermen warned, yet the channel markers were last "
    "moved three years ago and a survey promised in spring never took place.",
    "Insurers have asked for the log of the voyage, which under the rules of the line must be kept for seven years and "
    "shown to any inspector who asks for it in writing.",
)
DOCUMENTS = (*(document(name, *FIRST) for name in "abc"), *(document(name, *LONGER) for name in "def"))


def limited(most: int) -> Settings:
    return replace(SETTINGS, inference=replace(SETTINGS.inference, largest_family=most))


def lineage(documents: tuple[Document, ...], most: int, signals: dict[str, tuple[Signal, ...]] | None = None) -> Lineage:
    by_id = {item.id: (signals or {}).get(item.id, ()) for item in documents}
    return infer(documents, by_id, find_reuse(documents, SETTINGS.matching), limited(most))


def family(documents: tuple[Document, ...]) -> Family:
    reuses = find_reuse(documents, SETTINGS.matching)
    whole = families_of(documents, {}, reuses, SETTINGS.inference.weights)
    assert len(whole) == 1
    return whole[0]


def test_a_family_within_the_limit_is_left_alone() -> None:
    whole = family(DOCUMENTS)
    assert divided(whole, len(DOCUMENTS)) == (whole,)
    assert lineage(DOCUMENTS, len(DOCUMENTS)).problems == ()


def test_it_is_divided_where_least_is_shared() -> None:
    assert [part.members for part in divided(family(DOCUMENTS), 3)] == [("a", "b", "c"), ("d", "e", "f")]


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5])
def test_parts_keep_within_the_limit_and_lose_no_member(most: int) -> None:
    whole = family(DOCUMENTS)
    parts = divided(whole, most)
    assert all(len(part.members) <= most for part in parts)
    assert sorted(itertools.chain.from_iterable(part.members for part in parts)) == list(whole.members)
    assert all(set(part.documents) == set(part.members) for part in parts)
    assert all(set(pair) <= set(part.members) for part in parts for pair in part.reuses)


def test_a_credit_holds_two_documents_together() -> None:
    credit = Signal(
        kind=SignalKind.ATTRIBUTION_LINE,
        value="This post appeared first on gazette.example",
        basis="test",
        strength=5,
        host="gazette.example",
        blocks=("d:p04",),
    )
    named = document("a", *FIRST, host="gazette.example")
    copy = document("d", *LONGER, (Role.CREDIT, credit.value), host="insider.example")
    documents = (named, *DOCUMENTS[1:3], copy, *DOCUMENTS[4:])
    reuses = find_reuse(documents, SETTINGS.matching)
    (whole,) = families_of(documents, {"d": (credit,)}, reuses, SETTINGS.inference.weights)
    assert [part.members for part in divided(whole, 2)] == [("a", "d"), ("b", "c"), ("e", "f")]
    assert [(edge.source, edge.target) for edge in lineage(documents, 2, {"d": (credit,)}).edges] == [("a", "d")]


def test_the_division_is_told_and_changes_no_count() -> None:
    result = lineage(DOCUMENTS, 3)
    (notice,) = result.problems
    assert (notice.path, notice.stage, notice.severity) == ("a.txt", "lineage", "notice")
    across = sum(_lies_across(reuse) for reuse in find_reuse(DOCUMENTS, SETTINGS.matching))
    assert "2 parts" in notice.message
    assert f"; {across} of " in notice.message
    assert "inference.largest_family to 6" in notice.message
    assert result.independent_texts == lineage(DOCUMENTS, 6).independent_texts
    assert not [edge for edge in result.edges if (edge.source in "abc") != (edge.target in "abc")]


def _lies_across(reuse: Reuse) -> bool:
    return reuse.is_copy and (reuse.left in "abc") != (reuse.right in "abc")
