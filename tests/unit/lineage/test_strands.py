"""Documents made of several texts, taken apart."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.strands import Pairs, Strand, strands_of
from provenance.matching import find_reuse
from provenance.model import BlockMatch, Document, Reuse
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, QUARRY, SETTINGS

OWN = "All of it was gathered by the harbour master's niece, who reads every paper that the ferry brings and cuts out the best."


def shared(*documents: Document) -> Pairs:
    return {(reuse.left, reuse.right): reuse for reuse in find_reuse(documents, SETTINGS.matching) if reuse.is_copy}


def strands(*documents: Document) -> tuple[Strand, ...]:
    return strands_of(sorted(item.id for item in documents), {item.id: item for item in documents}, shared(*documents))


def roundup(name: str = "m") -> Document:
    return document(name, *LIGHT, *QUARRY)


MASHUP = (document("a", *LIGHT), document("b", *QUARRY), roundup())


def blocks(strand: Strand, member: str) -> list[str]:
    return [block.id for block in strand.documents[member].blocks]


@pytest.mark.parametrize(
    "extra", [(), (roundup("n"),), (document("c", *LIGHT[:3]),), (document("c", *LIGHT[:3]), document("d", *QUARRY))]
)
def test_parts_are_disjoint_and_together_the_whole_document(extra: tuple[Document, ...]) -> None:
    documents = {item.id: item for item in (*MASHUP, *extra)}
    found = strands(*documents.values())
    assert {member for strand in found for member in strand.members} == set(documents)
    for member, whole in documents.items():
        parts = [blocks(strand, member) for strand in found if member in strand.members]
        assert sorted(itertools.chain(*parts)) == [block.id for block in whole.blocks]


@pytest.mark.parametrize("extra", [(), (roundup("n"),), (document("c", *LIGHT[:3]),)])
def test_strands_share_only_what_their_documents_hold(extra: tuple[Document, ...]) -> None:
    for strand in strands(*MASHUP, *extra):
        assert set(strand.documents) == set(strand.members)
        for (left, right), reuse in strand.reuses.items():
            assert {match.left for match in reuse.blocks} <= set(blocks(strand, left))
            assert {match.right for match in reuse.blocks} <= set(blocks(strand, right))


MANY = {item.id: item for item in (*MASHUP, roundup("n"), document("c", *LIGHT[:3]))}
PAIRS = shared(*MANY.values())


@given(st.permutations(list(PAIRS.items())))
def test_the_order_in_which_pairs_were_found_does_not_matter(pairs: list[tuple[tuple[str, str], Reuse]]) -> None:
    documents = MANY
    expected = strands_of(sorted(documents), documents, PAIRS)
    assert strands_of(sorted(documents), documents, dict(pairs)) == expected


def test_a_round_up_has_a_part_in_the_strand_of_each_story() -> None:
    first, second = strands(*MASHUP)
    assert (first.members, second.members) == (("a", "m"), ("b", "m"))
    assert first.divided == second.divided == {"m"}
    assert blocks(first, "m") == ["m:p01", "m:p02", "m:p03", "m:p04", "m:p05"]
    assert blocks(second, "m") == ["m:p06", "m:p07"]


def test_a_part_is_measured_by_itself() -> None:
    _, second = strands(*MASHUP)
    whole = shared(*MASHUP)["b", "m"]
    assert whole.right_in_left < second.reuses["b", "m"].right_in_left <= 1
    assert second.reuses["b", "m"].left_in_right == whole.left_in_right


def test_a_copy_of_the_round_up_joins_nothing_and_has_the_same_parts() -> None:
    first, second = strands(*MASHUP, roundup("n"))
    assert (first.members, second.members) == (("a", "m", "n"), ("b", "m", "n"))
    assert first.divided == second.divided == {"m", "n"}


def test_what_nobody_else_has_belongs_to_the_part_before_it() -> None:
    first, second = strands(*MASHUP[:2], document("m", *LIGHT, OWN, *QUARRY))
    assert blocks(first, "m")[-1] == "m:p06"
    assert "m:p06" not in blocks(second, "m")


@pytest.mark.parametrize(
    "documents",
    [
        (document("a", *LIGHT), document("b", *LIGHT)),
        (document("a", *LIGHT[:2]), document("b", *LIGHT[2:]), document("m", *LIGHT), document("n", *LIGHT[1:4])),
        (document("a", *LIGHT), document("b", *LIGHT[:3]), document("c", *LIGHT[2:])),
    ],
    ids=["two copies", "excerpts that overlap with a third", "excerpts that overlap"],
)
def test_one_text_stays_whole(documents: tuple[Document, ...]) -> None:
    (found,) = strands(*documents)
    assert found.divided == frozenset()
    assert [found.documents[item.id] for item in documents] == list(documents)
    assert found.reuses == shared(*documents)


def test_a_shared_sentence_is_no_part() -> None:
    sentence = (
        "They work by touch, since the water is black below four metres, and tell sound stone from cracked stone by the note."
    )
    documents = (document("a", *LIGHT[:2]), document("b", QUARRY[0], sentence), document("m", *LIGHT[:2], sentence))
    assert ("b", "m") in shared(*documents)
    (found,) = strands(*documents)
    assert found.members == ("a", "b", "m")
    assert len(strands(documents[0], document("b", *QUARRY), document("m", *LIGHT[:2], *QUARRY))) == 2


def test_a_holder_of_less_than_a_part_is_not_lost() -> None:
    """A page of two texts is divided; a third paper has only a sentence of it, too short to be a part."""
    sentence = "The harbour master counted eleven herons and one very patient fisherman beside the old lock."
    page = document("page", *LIGHT, *QUARRY, sentence)
    others = [document("one", *LIGHT), document("two", *QUARRY), document("three", sentence, "Nothing else here is shared.")]
    documents = {item.id: item for item in (page, *others)}
    pairs = {(reuse.left, reuse.right): reuse for reuse in find_reuse([*documents.values()], SETTINGS.matching)}
    linked = pairs["one", "page"]
    short = dataclasses.replace(
        linked,
        left="page",
        right="three",
        blocks=(BlockMatch(left=page.blocks[-1].id, right="three:p01", identical=True, moved=False),),
    )
    reuses = {pair: reuse for pair, reuse in pairs.items() if reuse.is_copy} | {("page", "three"): short}
    strands = strands_of(sorted(documents), documents, reuses)
    assert len(strands) > 1
    assert {member for strand in strands for member in strand.members} == set(documents)
