"""Originals that are taken away: what the truth says then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from provenance.evaluation.originals import hide_originals
from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import HiddenSource, TruePassage, Truth
from provenance.matching import find_reuse
from provenance.model import Signal, SignalKind
from provenance.settings import Matching
from tests.articles import FERRY, ORCHARD
from tests.documents import document


def corpus(truth: Truth, signals: Mapping[str, tuple[Signal, ...]] | None = None) -> Prepared:
    """Four texts of one story, ``a`` on ``bay-courier.example``, and one of another."""
    documents = (
        document("a", *FERRY, host="bay-courier.example"),
        document("b", *FERRY[:2]),
        document("c", *FERRY[1:]),
        document("d", *FERRY[:1]),
        document("z", *ORCHARD),
    )
    return Prepared(
        name="test",
        documents=documents,
        signals={text.id: (signals or {}).get(text.id, ()) for text in documents},
        reuses=find_reuse(documents, Matching()),
        truth=truth,
        checksum="0",
    )


def credit(host: str, kind: SignalKind = SignalKind.ATTRIBUTION_LINE) -> tuple[Signal, ...]:
    return (Signal(kind=kind, value=host, basis="test", strength=4, host=host),)


TREE: Mapping[str, tuple[str, ...]] = {"a": (), "b": ("a",), "c": ("a",), "d": ("b",), "z": ()}


def test_the_original_becomes_a_hidden_source_and_its_copies_siblings() -> None:
    changed = hide_originals(corpus(Truth(parents=TREE, hidden={}, unrelated={})))
    assert [text.id for text in changed.documents] == ["b", "c", "d", "z"]
    assert list(changed.signals) == ["b", "c", "d", "z"]
    assert changed.truth.parents == {"b": ("hidden:a",), "c": ("hidden:a",), "d": ("b",), "z": ()}
    assert changed.truth.hidden["hidden:a"] == HiddenSource(id="hidden:a", host="bay-courier.example", name=None, named=False)
    assert changed.truth.siblings == {("b", "c")}


def test_what_the_others_share_is_compared_anew() -> None:
    changed = hide_originals(corpus(Truth(parents=TREE, hidden={}, unrelated={})))
    assert {(reuse.left, reuse.right) for reuse in changed.reuses if reuse.is_copy} == {("b", "c"), ("b", "d")}


def test_it_is_named_if_a_descendant_names_its_host() -> None:
    truth = Truth(parents=TREE, hidden={}, unrelated={})
    assert hide_originals(corpus(truth, {"d": credit("bay-courier.example")})).truth.hidden["hidden:a"].named
    assert not hide_originals(corpus(truth, {"z": credit("bay-courier.example")})).truth.hidden["hidden:a"].named
    assert not hide_originals(corpus(truth, {"d": credit("other.example")})).truth.hidden["hidden:a"].named
    weak = {"d": credit("bay-courier.example", SignalKind.FOREIGN_LINK)}
    assert not hide_originals(corpus(truth, weak)).truth.hidden["hidden:a"].named


def test_an_original_with_one_copy_goes_only_if_somebody_names_it() -> None:
    """What has passed it on holds all that is left of it: without a name nothing shows that there was more."""
    chain = Truth(parents={"a": (), "b": ("a",), "d": ("b",), "z": ()}, hidden={}, unrelated={})
    given = corpus(chain)
    assert hide_originals(given) is given
    assert list(hide_originals(corpus(chain, {"d": credit("bay-courier.example")})).truth.hidden) == ["hidden:a"]


def test_copies_of_different_parts_are_no_siblings_and_no_cluster_if_all_passages_are_known() -> None:
    def passage(left: str, right: str) -> TruePassage:
        return TruePassage(left=left, right=right, left_text="x", right_text="x")

    known = Truth(
        parents=TREE,
        hidden={},
        unrelated={},
        passages=(passage("a", "b"), passage("a", "c"), passage("b", "d")),
        passages_complete=True,
        clusters=(("a", "b", "c", "d"), ("z",)),
    )
    changed = hide_originals(corpus(known)).truth
    assert changed.siblings == frozenset()
    assert changed.clusters == (("b", "d"), ("c",), ("z",))
    partly = hide_originals(corpus(replace(known, passages_complete=False))).truth
    assert partly.siblings == {("b", "c")}
    assert partly.clusters == (("b", "c", "d"), ("z",))


def test_a_family_of_two_keeps_its_original() -> None:
    given = corpus(Truth(parents={"a": (), "b": ("a",)}, hidden={}, unrelated={}))
    assert hide_originals(given) is given


def test_an_original_with_a_twin_stays_because_the_twin_shows_it() -> None:
    truth = Truth(parents={"b": ("a",), "d": ("a",)}, hidden={}, undirected=frozenset({("a", "c")}), unrelated={})
    given = corpus(truth)
    assert hide_originals(given) is given


def test_copies_of_a_copy_are_no_siblings_of_it() -> None:
    parents = {"a": (), "b": ("a",), "c": ("a", "b"), "d": ("b",)}
    assert hide_originals(corpus(Truth(parents=parents, hidden={}, unrelated={}))).truth.siblings == frozenset()


def test_nothing_of_the_truth_speaks_of_what_is_gone() -> None:
    truth = Truth(
        parents=TREE,
        hidden={"old": HiddenSource(id="old", host=None, name=None, named=False)},
        siblings=frozenset({("a", "z"), ("d", "z")}),
        unrelated={("a", "z"): "template", ("b", "z"): "template"},
        passages=(
            TruePassage(left="a", right="b", left_text="x", right_text="x"),
            TruePassage(left="b", right="d", left_text="x", right_text="x"),
        ),
        clusters=(("a", "b", "c", "d"), ("z",)),
        independent_texts=2,
    )
    changed = hide_originals(corpus(truth)).truth
    assert sorted(changed.hidden) == ["hidden:a", "old"]
    assert changed.siblings == {("b", "c"), ("d", "z")}
    assert changed.unrelated == {("b", "z"): "template"}
    assert [(passage.left, passage.right) for passage in changed.passages] == [("b", "d")]
    assert changed.clusters == (("b", "c", "d"), ("z",))
    assert changed.independent_texts == 2
