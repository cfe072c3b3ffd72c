"""What is left out of a large result changes nothing of what is kept, and nothing that is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.export import trimming
from provenance.export.families import families_of
from provenance.export.json import from_json, to_json
from provenance.export.references import references
from provenance.export.trimming import trimmed
from provenance.model import Edge, Findings, Pair, PassageType, Rejected
from provenance.render.terminal import undecided_groups
from tests.crowd import arrow, article, gathered, outside, shared

NAMES = [f"d{number:02}" for number in range(12)]


@contextmanager
def limits(texts: int, pairs: int) -> Iterator[None]:
    """Everything above these sizes is large."""
    with patch.object(trimming, "TEXTS_KEPT", texts), patch.object(trimming, "FAMILY_PAIRS_KEPT", pairs):
        yield


@st.composite
def results(draw: st.DrawFn) -> Findings:
    """Twelve documents with pairs at random, and arrows among them and from two sources."""
    documents = {name: article(name) for name in NAMES}
    ends = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda both: both[0] < both[1])
    joined = draw(st.lists(ends, unique=True, max_size=30))
    directions = st.sampled_from(["neither", "undecided", "left_first"])
    pairs: list[Pair] = [
        shared(documents[one], documents[other], draw(st.sampled_from([0.1, 0.3, 0.9])), draw(directions))
        for one, other in joined
    ]
    above = st.sampled_from([*NAMES, "source:a", "source:b"])
    aimed = draw(st.dictionaries(st.sampled_from(NAMES), above, max_size=8))
    edges: list[Edge] = [arrow(source, target) for target, source in aimed.items() if source < target or ":" in source]
    return gathered(list(documents.values()), pairs, edges, [outside("a"), outside("b")])


@given(results(), st.integers(2, 13), st.integers(2, 8))
@settings(deadline=None)
def test_what_is_kept_is_what_was_there(result: Findings, texts: int, pairs: int) -> None:
    with limits(texts, pairs):
        kept = trimmed(result)
    whole = {document.id: document for document in result.documents}
    assert [document.id for document in kept.documents] == list(whole)
    assert all(document == whole[document.id] for document in kept.documents if not document.text_left_out)
    assert set(kept.pairs) <= set(result.pairs)
    assert (kept.edges, kept.sources, kept.signals) == (result.edges, result.sources, result.signals)
    sharing = {end for pair in result.pairs for end in (pair.reuse.left, pair.reuse.right)}
    sharing |= {end for edge in result.edges for end in (edge.source, edge.target)}
    left_out = {document.id for document in kept.documents if document.text_left_out}
    assert left_out == (set(whole) - sharing if len(whole) > texts else set())


@given(results(), st.integers(2, 8))
@settings(deadline=None)
def test_all_that_is_told_of_a_trimmed_result_is_the_same(result: Findings, pairs: int) -> None:
    with limits(5, pairs):
        kept = trimmed(result)
    assert references(kept) == references(result)
    assert undecided_groups(kept) == undecided_groups(result)
    families, whole = families_of(kept), families_of(result)
    assert [(each.summary, each.edges, each.sources) for each in families] == [
        (each.summary, each.edges, each.sources) for each in whole
    ]
    for family, before in zip(families, whole, strict=True):
        members = len(before.documents)
        if members <= pairs:
            assert family.pairs == before.pairs
        else:
            assert len(family.pairs) <= 2 * (members - 1) + len(before.edges)


@given(results(), st.integers(2, 8))
@settings(deadline=None)
def test_trimming_twice_or_after_reading_back_is_trimming_once(result: Findings, pairs: int) -> None:
    with limits(5, pairs):
        kept = trimmed(result)
        assert trimmed(kept) == kept
        text = to_json(kept)
        read = from_json(text)
        assert read == kept
        assert to_json(trimmed(read)) == text


def test_furniture_keeps_no_text_but_stays_in_the_pairs() -> None:
    documents = [article(name) for name in NAMES]
    copied, furniture = shared(documents[0], documents[1]), shared(documents[2], documents[3])
    (passage,) = furniture.reuse.passages
    below = replace(furniture, reuse=replace(furniture.reuse, passages=(replace(passage, type=PassageType.BOILERPLATE),)))
    with limits(5, 60):
        kept = trimmed(gathered(documents, [copied, below], [], []))
    assert kept.pairs == (copied, below)
    assert [document.id for document in kept.documents if not document.text_left_out] == NAMES[:2]


def test_excluded_directions_go_with_their_pairs() -> None:
    documents = [article(name) for name in NAMES[:4]]
    pairs = [shared(one, other) for one, other in combinations(documents, 2)]
    excluded = [Rejected(source=pair.reuse.left, target=pair.reuse.right, evidence=()) for pair in pairs]
    result = replace(gathered(documents, pairs, [], []), rejected=tuple(excluded))
    with limits(60, 3):
        kept = trimmed(result)
    ends = {(pair.reuse.left, pair.reuse.right) for pair in kept.pairs}
    assert len(ends) < len(pairs)
    assert {(each.source, each.target) for each in kept.rejected} == ends


def test_a_small_result_is_left_as_it_is() -> None:
    documents = [article(name) for name in NAMES]
    result = gathered(documents, [shared(documents[0], documents[1])], [], [])
    assert trimmed(result) is result
