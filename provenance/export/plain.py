"""Findings as plain dicts and lists, in the shape of ``trace.json`` (schema ``provenance.trace/1``).

Field names are a contract: fields may be added here, never renamed, retyped or dropped without raising
the schema number. What a result does not carry on: ``Block.attributes``, ``Block.links`` and
``Document.head``, which are raw mark-up; what they proved stands under ``signals``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.model import (
    Block,
    BlockMatch,
    DateRange,
    Divergence,
    Document,
    Edge,
    Edit,
    Evidence,
    Findings,
    MentionedDate,
    Pair,
    Passage,
    Problem,
    Publisher,
    Quotation,
    Rejected,
    Reuse,
    Signal,
    Source,
    Span,
)

SCHEMA = "provenance.trace/1"
"""Name and number of the schema written here."""
FLOAT_DIGITS = 6
"""Decimals kept of every float: far below what any measure here can tell apart, and the same on every machine."""

Plain = dict[str, object]

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_dict(findings: Findings) -> Plain:
    """The result as plain values, lists in the order the findings have them.

    Floats are rounded to ``FLOAT_DIGITS``; a lone surrogate in any string becomes U+FFFD, because no
    other program can be relied on to read it.
    """
    result = {**head_plain(findings), **{name: list(items) for name, items in lists_plain(findings)}}
    return {name: cleaned(value) for name, value in result.items()}


def head_plain(findings: Findings) -> Plain:
    """What stands before the lists, not yet cleaned."""
    count = findings.summary.independent_texts
    return {
        "schema": SCHEMA,
        "tool": {"name": "provenance", "version": findings.tool_version},
        "settings": dict(findings.settings),
        "summary": {
            "documents": findings.summary.documents,
            "independent_texts": {"low": count.low, "likely": count.likely, "high": count.high},
            "headline": findings.summary.headline,
        },
    }


def lists_plain(findings: Findings) -> tuple[tuple[str, Iterator[Plain]], ...]:
    """The lists by name, in the order of ``trace.json``; their items are made as they are asked for, and not yet cleaned."""
    return (
        ("documents", (document_plain(document, findings.signals.get(document.id, ())) for document in findings.documents)),
        ("sources", map(_source, findings.sources)),
        ("pairs", map(_pair, findings.pairs)),
        ("edges", map(_edge, findings.edges)),
        ("rejected", map(_rejected, findings.rejected)),
        ("quotations", map(_quotation, findings.quotations)),
        ("divergences", map(_divergence, findings.divergences)),
        ("problems", map(problem_plain, findings.problems)),
    )


def cleaned(value: object) -> object:
    """``value`` with floats rounded, surrogates replaced and tuples as lists, all the way down."""
    match value:
        case str():
            return _SURROGATE.sub("\ufffd", str(value))
        case float():
            return round(value, FLOAT_DIGITS)
        case dict():
            return {cleaned(str(name)): cleaned(each) for name, each in value.items()}
        case list() | tuple():
            return [cleaned(each) for each in value]
        case _:
            return value


def document_plain(document: Document, signals: tuple[Signal, ...]) -> Plain:
    """One document with its signals, as it stands in ``trace.json``, not yet cleaned."""
    metadata = document.metadata
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "format": document.container or document.format,
        "written_as": document.format,
        "encoding": document.encoding,
        "language": metadata.language,
        "title": metadata.title,
        "publisher": _publisher(metadata.publisher),
        "authors": metadata.authors,
        "url": metadata.url,
        "canonical": metadata.canonical,
        "site_ids": metadata.site_ids,
        "published": _date(metadata.published),
        "updated": _date(metadata.updated),
        "not_before": _date(metadata.not_before),
        "not_after": _date(metadata.not_after),
        "mentioned_dates": [_mentioned(mentioned, document) for mentioned in metadata.mentioned],
        **_text_and_blocks(document),
        "signals": [_signal(signal) for signal in signals],
    }


def _text_and_blocks(document: Document) -> Plain:
    if document.text_left_out:
        return {"text_left_out": True}
    return {"text": document.text, "blocks": [_block(block) for block in document.blocks]}


def _publisher(publisher: Publisher | None) -> Plain | None:
    if publisher is None:
        return None
    return {"name": publisher.name, "host": publisher.host, "basis": publisher.basis}


def _date(date: DateRange | None) -> Plain | None:
    return None if date is None else _date_fields(date)


def _date_fields(date: DateRange) -> Plain:
    plain: Plain = {"earliest": date.earliest, "latest": date.latest, "timezone": date.timezone, "basis": date.basis}
    if date.written is not None:
        plain["written"] = date.written
    if date.year_inferred:
        plain["year_inferred"] = True
    return plain


def _span(span: Span) -> Plain:
    return {"start": span.start, "end": span.end}


def _mentioned(mentioned: MentionedDate, document: Document) -> Plain:
    """A date with its words; of a text that was left out, the date as written."""
    words = mentioned.date.written or "" if document.text_left_out else mentioned.span.of(document.text)
    place = {"text": words, "block": mentioned.block} | _span(mentioned.span)
    return {**_date_fields(mentioned.date), "year_inferred": mentioned.date.year_inferred, **place}


def _block(block: Block) -> Plain:
    return (
        {"id": block.id, "role": block.role}
        | _span(block.span)
        | {
            "issuer": block.issuer,
            "tag": block.tag,
            "asides": [_span(span) for span in block.asides],
        }
    )


def _signal(signal: Signal) -> Plain:
    return {
        "kind": signal.kind,
        "value": signal.value,
        "host": signal.host,
        "blocks": signal.blocks,
        "basis": signal.basis,
        "organisation": signal.organisation,
        "strength": signal.strength,
        "own_site": signal.own_site,
        "date": _date(signal.date),
        "title": signal.title,
        "url": signal.url,
        "details": signal.details,
    }


def _source(source: Source) -> Plain:
    return {
        "id": source.id,
        "kind": source.kind,
        "label": source.label,
        "host": source.host,
        "not_before": _date(source.not_before),
        "reason": source.reason,
    }


def _pair(pair: Pair) -> Plain:
    plain = reuse_plain(pair.reuse)
    relation: Plain = {
        "relation": pair.relation.relation,
        "direction": pair.relation.direction,
        "note": pair.relation.note,
    }
    return {"left": plain.pop("left"), "right": plain.pop("right"), **relation, **plain}


def reuse_plain(reuse: Reuse) -> Plain:
    """What two documents share, without what that makes them."""
    return {
        "left": reuse.left,
        "right": reuse.right,
        "containment": {"left_in_right": reuse.left_in_right, "right_in_left": reuse.right_in_left},
        "jaccard": reuse.jaccard,
        "jaccard_estimate": reuse.jaccard_estimate,
        "affinity": reuse.affinity,
        "shared_names": reuse.shared_names,
        "copied_words": reuse.copied_words,
        "passages": [_passage(passage) for passage in reuse.passages],
        "block_matches": [_block_match(match) for match in reuse.blocks],
        "edits": [_edit(edit) for edit in reuse.edits],
    }


def _passage(passage: Passage) -> Plain:
    return {
        "left": _span(passage.left),
        "right": _span(passage.right),
        "similarity": passage.similarity,
        "type": passage.type,
    }


def _block_match(match: BlockMatch) -> Plain:
    return {"left": match.left, "right": match.right, "identical": match.identical, "moved": match.moved}


def _edit(edit: Edit) -> Plain:
    return {
        "kind": edit.kind,
        "unit": edit.unit,
        "class": edit.edit_class,
        "left": edit.left and _span(edit.left),
        "right": edit.right and _span(edit.right),
        "left_text": edit.left_text,
        "right_text": edit.right_text,
        "left_block": edit.left_block,
        "right_block": edit.right_block,
    }


def _evidence(evidence: tuple[Evidence, ...]) -> list[Plain]:
    return [{"kind": each.kind, "log_odds": each.log_odds, "note": each.note, "where": each.where} for each in evidence]


def _edge(edge: Edge) -> Plain:
    return {
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "probability": edge.probability,
        "drawn": edge.drawn,
        "evidence": _evidence(edge.evidence),
        "against": _evidence(edge.against),
        "flips_if": edge.flips_if,
    }


def _rejected(rejected: Rejected) -> Plain:
    return {"source": rejected.source, "target": rejected.target, "evidence": _evidence(rejected.evidence)}


def _quotation(quotation: Quotation) -> Plain:
    members = [
        {"document": each.document, "block": each.block} | _span(each.span) | {"form": each.form, "variant": each.variant}
        for each in quotation.members
    ]
    return {"speaker": quotation.speaker, "members": members}


def _divergence(divergence: Divergence) -> Plain:
    readings = [
        {"document": reading.document, "block": reading.block}
        | _span(reading.span)
        | {"text": reading.text, "value": reading.value, "compatible": reading.compatible}
        for reading in divergence.readings
    ]
    return {
        "kind": divergence.kind,
        "topic": divergence.topic,
        "readings": readings,
        "witnesses": divergence.witnesses,
        "note": divergence.note,
    }


def problem_plain(problem: Problem) -> Plain:
    """One problem."""
    return {
        "path": problem.path,
        "stage": problem.stage,
        "severity": problem.severity,
        "message": problem.message,
        "count": problem.count,
    }
