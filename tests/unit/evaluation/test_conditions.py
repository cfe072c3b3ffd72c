"""What each condition takes away, and what it leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.evaluation.conditions import (
    CONDITIONS,
    Condition,
    all_evidence,
    shifted,
    text_only,
    without_claims,
    without_dates,
    wrong_dates,
)
from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import HiddenSource, Truth
from provenance.lineage.claims import NAMING
from provenance.matching import find_reuse
from provenance.model import DateRange, Document, Link, MentionedDate, Role, Signal, SignalKind, Span
from provenance.settings import Matching
from tests.articles import FERRY
from tests.documents import document

DAY = DateRange(earliest="2025-03-01", latest="2025-03-01", timezone=None, basis="text")


def signal(kind: SignalKind, *blocks: str) -> Signal:
    return Signal(kind=kind, value="as found", basis="test", strength=4, host="source.example", blocks=blocks, date=DAY)


def rich(name: str, published: str) -> Document:
    """A document with something in every place that a condition may empty."""
    bare = document(name, *FERRY, (Role.CREDIT, "From the Courier"), host=f"{name}.example", published=published)
    blocks = tuple(
        replace(block, tag="p", attributes=(("data-id", "7"),), links=(Link(url="https://a.example", text="a"),))
        for block in bare.blocks
    )
    metadata = replace(
        bare.metadata,
        title="Ferry",
        url=f"https://{name}.example/ferry",
        updated=DAY,
        not_before=DAY,
        mentioned=(MentionedDate(date=DAY, span=Span(0, 3), block=blocks[0].id),),
    )
    return replace(bare, blocks=blocks, metadata=metadata, head=(("meta:date", published),))


def prepared(*documents: Document) -> Prepared:
    return Prepared(
        name="test",
        documents=documents,
        signals={
            text.id: (
                signal(SignalKind.ATTRIBUTION_LINE, f"{text.id}:p01"),
                signal(SignalKind.FOREIGN_LINK, f"{text.id}:p01", f"{text.id}:p04"),
                signal(SignalKind.FOREIGN_LINK, f"{text.id}:p04"),
                signal(SignalKind.SELF_REFERENCE, f"{text.id}:p02"),
                signal(SignalKind.FOREIGN_IMAGE),
            )
            for text in documents
        },
        reuses=find_reuse(documents, Matching()),
        truth=Truth(
            parents={"b": ("outside",)},
            hidden={"outside": HiddenSource(id="outside", host="source.example", name=None, named=True)},
            unrelated={},
        ),
        checksum="0",
    )


CORPUS = prepared(rich("a", "2025-03-01"), rich("b", "2025-03-05"), rich("c", "2025-03-09"), rich("d", "2025-03-20"))


@pytest.fixture(params=list(CONDITIONS))
def condition(request: pytest.FixtureRequest) -> Condition:
    return CONDITIONS[request.param]


def test_no_condition_touches_texts_or_the_corpus_it_is_given(condition: Condition) -> None:
    before = repr(CORPUS)
    changed = condition(CORPUS)
    assert repr(CORPUS) == before
    assert [document.text for document in changed.documents] == [document.text for document in CORPUS.documents]
    assert (changed.name, changed.checksum, changed.reuses) == (CORPUS.name, CORPUS.checksum, CORPUS.reuses)


def test_a_condition_gives_the_same_twice_and_changes_nothing_more_on_its_own_result(condition: Condition) -> None:
    assert condition(CORPUS) == condition(CORPUS)
    if condition is not wrong_dates:
        assert condition(condition(CORPUS)) == condition(CORPUS)


def test_all_evidence_is_the_corpus() -> None:
    assert all_evidence(CORPUS) is CORPUS


def test_without_claims_nothing_names_a_source_and_credit_lines_are_silent() -> None:
    changed = without_claims(CORPUS)
    for document_signals in changed.signals.values():
        kinds = [found.kind for found in document_signals]
        assert kinds == [SignalKind.FOREIGN_LINK, SignalKind.SELF_REFERENCE, SignalKind.FOREIGN_IMAGE]
        assert NAMING.isdisjoint(kinds)
    assert changed.signals["a"][0].blocks == ("a:p01",)
    assert changed.documents == CORPUS.documents
    assert not changed.truth.hidden["outside"].named


def test_without_dates_no_document_and_no_signal_has_one() -> None:
    changed = without_dates(CORPUS)
    for text in changed.documents:
        metadata = text.metadata
        assert (metadata.published, metadata.updated, metadata.not_before, metadata.mentioned) == (None, None, None, ())
        assert metadata.url
    assert all(found.date is None for signals in changed.signals.values() for found in signals)
    assert [len(signals) for signals in changed.signals.values()] == [5, 5, 5, 5]


@pytest.mark.parametrize(("share", "wrong"), [(0.0, 0), (0.5, 2), (1.0, 4)])
def test_a_share_of_the_dates_is_wrong(share: float, wrong: int) -> None:
    changed = wrong_dates(CORPUS, share=share)
    pairs = zip(CORPUS.documents, changed.documents, strict=True)
    assert sum(old.metadata.published != new.metadata.published for old, new in pairs) == wrong


def test_another_seed_makes_other_dates_wrong() -> None:
    results = {repr([text.metadata.published for text in wrong_dates(CORPUS, seed=seed).documents]) for seed in range(6)}
    assert len(results) > 3


def test_wrong_dates_are_others_dates_or_days_off() -> None:
    own = {text.metadata.published.earliest for text in CORPUS.documents if text.metadata.published}
    found = {
        text.metadata.published.earliest
        for seed in range(20)
        for text in wrong_dates(CORPUS, share=1.0, seed=seed).documents
        if text.metadata.published
    }
    assert own & found
    assert found - own


def test_undated_documents_stay_undated() -> None:
    undated = prepared(document("a", *FERRY), document("b", *FERRY))
    assert wrong_dates(undated, share=1.0).documents == undated.documents


def test_of_the_text_only_words_and_roles_are_left() -> None:
    changed = text_only(CORPUS)
    for old, new in zip(CORPUS.documents, changed.documents, strict=True):
        assert [(block.role, block.span) for block in new.blocks] == [(block.role, block.span) for block in old.blocks]
        assert not any(block.links or block.attributes or block.tag for block in new.blocks)
        assert new.host is None
        assert (new.metadata.url, new.metadata.published, new.head) == (None, None, ())
    assert set(changed.signals.values()) == {()}


def test_a_date_is_shifted_in_its_own_form() -> None:
    instant = DateRange(
        earliest="2025-02-28T23:00:00Z", latest="2025-02-28T23:00:00Z", timezone="UTC", basis="x", written="February"
    )
    moved = shifted(instant, 1)
    assert moved is not None
    assert (moved.earliest, moved.latest, moved.written) == ("2025-03-01T23:00:00Z", "2025-03-01T23:00:00Z", None)
    assert shifted(DAY, -1) == replace(DAY, earliest="2025-02-28", latest="2025-02-28")
    assert shifted(None, 3) is None
