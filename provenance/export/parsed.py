"""Findings from plain dicts and lists: the way back from ``trace.json``."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TypeVar

from provenance.errors import UsageError
from provenance.export.plain import SCHEMA
from provenance.export.record import Record, as_record
from provenance.model import (
    Block,
    BlockMatch,
    Container,
    CountRange,
    DateRange,
    Divergence,
    Document,
    Drawn,
    Edge,
    EdgeKind,
    Edit,
    EditClass,
    EditKind,
    EditUnit,
    Evidence,
    Findings,
    Format,
    MentionedDate,
    Metadata,
    Pair,
    PairRelation,
    Passage,
    PassageType,
    Problem,
    Publisher,
    Quotation,
    QuotationMember,
    Reading,
    Rejected,
    Relation,
    Reuse,
    Role,
    Signal,
    SignalKind,
    Source,
    SourceKind,
    Span,
    Summary,
)

T = TypeVar("T")


def from_dict(data: object) -> Findings:
    """The findings a ``trace.json`` holds; fields this version does not know are ignored.

    Raises:
        UsageError: not a trace, of another schema, or with a field missing or wrong; the message has its path.

    """
    top = as_record(data, "")
    found = top.values.get("schema")
    if found != SCHEMA:
        message = f"this is not a trace of schema {SCHEMA!r} (found {found!r}); trace the documents again"
        raise UsageError(message)
    documents = top.each("documents", document_and_signals)
    return Findings(
        tool_version=top.record("tool").text("version"),
        settings=dict(top.record("settings").values),
        summary=_checked(_summary)(top.record("summary")),
        documents=tuple(document for document, _ in documents),
        signals=MappingProxyType({document.id: signals for document, signals in documents}),
        sources=top.each("sources", _source),
        pairs=top.each("pairs", _checked(_pair)),
        edges=top.each("edges", _checked(_edge)),
        rejected=top.each("rejected", _rejected),
        quotations=top.each("quotations", _quotation),
        divergences=top.each("divergences", _divergence),
        problems=top.each("problems", _problem),
    )


def _checked(read: Callable[[Record], T]) -> Callable[[Record], T]:
    """``read``, with a value's broken invariant told as a fault of the trace at that place."""

    def reading(record: Record) -> T:
        try:
            return read(record)
        except ValueError as error:
            message = f"the trace is inconsistent in {record.path}: {error}"
            raise UsageError(message) from error

    return reading


def _summary(record: Record) -> Summary:
    count = record.record("independent_texts")
    return Summary(
        documents=record.whole("documents"),
        independent_texts=CountRange(low=count.whole("low"), likely=count.whole("likely"), high=count.whole("high")),
        headline=record.text("headline"),
    )


def document_and_signals(record: Record) -> tuple[Document, tuple[Signal, ...]]:
    """The way back from ``document_plain``, for one document; ``UsageError`` names a field that is missing or wrong."""
    return _checked(_document)(record), record.each("signals", _checked(_signal)) if "signals" in record.values else ()


def _document(record: Record) -> Document:
    return Document(
        id=record.text("id"),
        path=record.text("path"),
        sha256=record.text("sha256"),
        format=record.one_of("written_as" if "written_as" in record.values else "format", Format),
        container=record.one_of("format", Container) if record.text("format") in set(Container) else None,
        encoding=record.text("encoding"),
        text=record.text_or_none("text") or "",
        text_left_out=record.flag("text_left_out"),
        blocks=record.each("blocks", _checked(_block)) if "blocks" in record.values else (),
        metadata=Metadata(
            title=record.text_or_none("title"),
            publisher=record.maybe("publisher", _publisher),
            authors=record.texts("authors"),
            language=record.text_or_none("language"),
            url=record.text_or_none("url"),
            canonical=record.text_or_none("canonical"),
            site_ids=record.texts("site_ids"),
            published=record.maybe("published", _date),
            updated=record.maybe("updated", _date),
            not_before=record.maybe("not_before", _date),
            not_after=record.maybe("not_after", _date) if "not_after" in record.values else None,
            mentioned=record.each("mentioned_dates", _checked(_mentioned)) if "mentioned_dates" in record.values else (),
        ),
    )


def _publisher(record: Record) -> Publisher:
    return Publisher(name=record.text_or_none("name"), host=record.text_or_none("host"), basis=record.text("basis"))


def _date(record: Record) -> DateRange:
    return DateRange(
        earliest=record.text("earliest"),
        latest=record.text("latest"),
        timezone=record.text_or_none("timezone"),
        basis=record.text("basis"),
        written=record.text_or_none("written"),
        year_inferred=record.flag("year_inferred"),
    )


def _span(record: Record) -> Span:
    return Span(record.whole("start"), record.whole("end"))


def _mentioned(record: Record) -> MentionedDate:
    return MentionedDate(date=_date(record), span=_span(record), block=record.text("block"))


def _block(record: Record) -> Block:
    return Block(
        id=record.text("id"),
        role=record.one_of("role", Role),
        span=_span(record),
        issuer=record.text_or_none("issuer"),
        tag=record.text_or_none("tag"),
        asides=record.each("asides", _checked(_span)) if "asides" in record.values else (),
    )


def _signal(record: Record) -> Signal:
    return Signal(
        kind=record.one_of("kind", SignalKind),
        value=record.text("value"),
        basis=record.text("basis"),
        strength=record.whole("strength"),
        host=record.text_or_none("host"),
        organisation=record.text_or_none("organisation"),
        blocks=record.texts("blocks"),
        own_site=record.flag("own_site"),
        date=record.maybe("date", _date),
        title=record.text_or_none("title"),
        url=record.text_or_none("url"),
        details=record.texts("details"),
    )


def _source(record: Record) -> Source:
    return Source(
        id=record.text("id"),
        kind=record.one_of("kind", SourceKind),
        label=record.text("label"),
        host=record.text_or_none("host"),
        not_before=record.maybe("not_before", _date),
        reason=record.text("reason"),
    )


def _pair(record: Record) -> Pair:
    left, right = record.text("left"), record.text("right")
    containment = record.record("containment")
    reuse = Reuse(
        left=left,
        right=right,
        left_in_right=containment.number("left_in_right"),
        right_in_left=containment.number("right_in_left"),
        jaccard=record.number("jaccard"),
        jaccard_estimate=None if record.values.get("jaccard_estimate") is None else record.number("jaccard_estimate"),
        affinity=record.number("affinity"),
        shared_names=record.texts("shared_names"),
        copied_words=record.whole("copied_words"),
        passages=record.each("passages", _checked(_passage)),
        blocks=record.each("block_matches", _block_match),
        edits=record.each("edits", _checked(_edit)),
    )
    relation = PairRelation(
        left=left,
        right=right,
        relation=record.one_of("relation", Relation),
        direction=record.text("direction"),
        note=record.text("note"),
    )
    return Pair(reuse=reuse, relation=relation)


def _passage(record: Record) -> Passage:
    return Passage(
        left=_span(record.record("left")),
        right=_span(record.record("right")),
        similarity=record.number("similarity"),
        type=record.one_of("type", PassageType),
    )


def _block_match(record: Record) -> BlockMatch:
    return BlockMatch(
        left=record.text("left"), right=record.text("right"), identical=record.flag("identical"), moved=record.flag("moved")
    )


def _edit(record: Record) -> Edit:
    return Edit(
        kind=record.one_of("kind", EditKind),
        unit=record.one_of("unit", EditUnit),
        edit_class=record.one_of("class", EditClass),
        left=record.maybe("left", _span),
        right=record.maybe("right", _span),
        left_text=record.text_or_none("left_text"),
        right_text=record.text_or_none("right_text"),
        left_block=record.text_or_none("left_block"),
        right_block=record.text_or_none("right_block"),
    )


def _evidence(record: Record) -> Evidence:
    return Evidence(
        kind=record.text("kind"), log_odds=record.number("log_odds"), note=record.text("note"), where=record.texts("where")
    )


def _edge(record: Record) -> Edge:
    return Edge(
        source=record.text("source"),
        target=record.text("target"),
        kind=record.one_of("kind", EdgeKind),
        probability=record.number("probability"),
        drawn=record.one_of("drawn", Drawn),
        evidence=record.each("evidence", _evidence),
        against=record.each("against", _evidence),
        flips_if=record.text("flips_if"),
    )


def _rejected(record: Record) -> Rejected:
    return Rejected(source=record.text("source"), target=record.text("target"), evidence=record.each("evidence", _evidence))


def _quotation(record: Record) -> Quotation:
    return Quotation(speaker=record.text("speaker"), members=record.each("members", _checked(_member)))


def _member(record: Record) -> QuotationMember:
    return QuotationMember(
        document=record.text("document"),
        block=record.text("block"),
        span=_span(record),
        form=record.text("form"),
        variant=record.whole("variant"),
    )


def _divergence(record: Record) -> Divergence:
    return Divergence(
        kind=record.text("kind"),
        topic=record.text("topic"),
        readings=record.each("readings", _checked(_reading)),
        witnesses=record.whole("witnesses"),
        note=record.text("note"),
    )


def _reading(record: Record) -> Reading:
    return Reading(
        document=record.text("document"),
        block=record.text("block"),
        span=_span(record),
        text=record.text("text"),
        value=record.text_or_none("value"),
        compatible=record.flag("compatible"),
    )


def _problem(record: Record) -> Problem:
    return Problem(
        path=record.text("path"),
        stage=record.text("stage"),
        severity=record.text("severity"),
        message=record.text("message"),
        count=record.whole("count") if "count" in record.values else 1,
    )
