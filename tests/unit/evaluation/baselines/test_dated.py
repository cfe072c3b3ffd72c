"""Baselines that go by dates, on groups worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from provenance.evaluation.baselines.dated import earliest_first, is_earlier, most_overlap_earlier
from provenance.evaluation.baselines.groups import Group
from provenance.model import DateRange, Document
from tests.documents import document


def dated(name: str, published: str | None = None) -> Document:
    return document(name, f"The text of {name}.", published=published)


def group(*documents: Document, containment: Mapping[tuple[str, str], float] | None = None) -> Group:
    return Group(documents=documents, containment=containment or {})


def at(name: str, instant: str, timezone: str | None = "UTC") -> Document:
    bare = dated(name)
    date = DateRange(earliest=instant, latest=instant, timezone=timezone, basis="test", written=instant)
    return replace(bare, metadata=replace(bare.metadata, published=date))


def test_everything_comes_from_the_earliest() -> None:
    tree = earliest_first(group(dated("a", "2025-03-02"), dated("b", "2025-03-01"), dated("c", "2025-03-09")))
    assert tree.parents == {"a": "b", "b": None, "c": "b"}
    assert tree.decided == {("b", "a"): 1.0, ("b", "c"): 1.0}


def test_a_tie_for_the_first_place_is_not_decided() -> None:
    tree = earliest_first(group(dated("a", "2025-03-01"), dated("b", "2025-03-01"), dated("c", "2025-03-02")))
    root = next(name for name, parent in tree.parents.items() if parent is None)
    assert root in {"a", "b"}
    assert set(tree.decided) == {(root, "c")}


def test_an_undated_document_is_a_copy_of_which_nothing_is_known() -> None:
    tree = earliest_first(group(dated("a"), dated("b", "2025-03-01")))
    assert tree.parents == {"a": "b", "b": None}
    assert not tree.decided


def test_without_dates_the_root_does_not_follow_the_ids() -> None:
    roots = set()
    for number in range(20):
        texts = document("a", f"One text, number {number}."), document("b", f"Another text, number {number}.")
        tree = earliest_first(group(*texts))
        roots |= {name for name, parent in tree.parents.items() if parent is None}
    assert roots == {"a", "b"}


def test_the_parent_is_the_earlier_document_that_holds_most() -> None:
    containment = {("a", "b"): 0.5, ("a", "c"): 0.6, ("b", "c"): 0.9, ("b", "a"): 1.0, ("c", "a"): 1.0, ("c", "b"): 1.0}
    documents = dated("a", "2025-03-01"), dated("b", "2025-03-02"), dated("c", "2025-03-03")
    tree = most_overlap_earlier(group(*documents, containment=containment))
    assert tree.parents == {"a": None, "b": "a", "c": "b"}
    assert tree.decided == {("a", "b"): 0.5, ("b", "c"): 0.9}


def test_of_equally_full_holders_the_earliest_is_the_parent() -> None:
    containment = {("a", "c"): 0.9, ("b", "c"): 0.9, ("a", "b"): 0.9}
    documents = dated("a", "2025-03-02"), dated("b", "2025-03-01"), dated("c", "2025-03-03")
    assert most_overlap_earlier(group(*documents, containment=containment)).parents["c"] == "b"


def test_a_later_document_is_no_parent_however_much_it_holds() -> None:
    documents = dated("a", "2025-03-01"), dated("b", "2025-03-01"), dated("c", "2025-03-02")
    tree = most_overlap_earlier(group(*documents, containment={("a", "b"): 1.0, ("b", "a"): 1.0, ("c", "a"): 1.0}))
    assert not tree.decided
    assert sorted(tree.parents) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("one", "other", "earlier"),
    [
        (dated("a", "2025-03-01"), dated("b", "2025-03-02"), True),
        (dated("a", "2025-03-01"), dated("b", "2025-03-01"), False),
        (at("a", "2025-03-01T08:00:00Z"), at("b", "2025-03-01T09:00:00Z"), True),
        (at("a", "2025-03-01T08:00:00Z"), dated("b", "2025-03-01"), False),
        (dated("a", "2025-03-01"), at("b", "2025-03-01T23:00:00Z"), False),
        (at("a", "2025-03-01T23:00:00Z"), dated("b", "2025-03-02"), True),
        (dated("a"), dated("b", "2025-03-02"), False),
    ],
)
def test_a_date_is_earlier_by_day_then_by_clock(one: Document, other: Document, *, earlier: bool) -> None:
    assert is_earlier(one, other) is earlier
    assert not is_earlier(other, one)
