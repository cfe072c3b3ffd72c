"""A document with everything read of it, as bytes, and back: exactly.

The fields are those of ``trace.json``, and what a trace leaves out: the raw mark-up (attributes and links of blocks, the head of
the page), which lineage looks at. The text stands beside the record, in a column of its own, unless it holds a lone surrogate:
that is no UTF-8.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from provenance.errors import UsageError
from provenance.export.parsed import document_and_signals
from provenance.export.plain import cleaned, document_plain, problem_plain
from provenance.export.record import Record, as_record
from provenance.model import Block, Document, Link, Problem, Signal

_NOT_CONTENT = ("path", "sha256", "encoding")
"""Fields that tell where a document was found, not what it says. A record of a table has the checksum of the whole table, which
changes when the table grows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document, its signals, and what was noticed when its file was read."""

    document: Document
    signals: tuple[Signal, ...]
    problems: tuple[Problem, ...] = ()


def to_record(entry: Entry) -> bytes:
    """All of an entry but the text of the document, as JSON in ASCII."""
    plain = _plain(entry.document, entry.signals)
    if plain["text"] == cleaned(entry.document.text):
        del plain["text"]
    plain["problems"] = [problem_plain(problem) for problem in entry.problems]
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def from_record(record: bytes, text: str) -> Entry:
    """The entry that ``to_record`` was given.

    Raises:
        UsageError: the bytes are none of its records.

    """
    try:
        values = as_record(json.loads(record), "")
    except (ValueError, RecursionError) as error:
        message = f"a record of a document is no JSON ({error})"
        raise UsageError(message) from error
    document, signals = document_and_signals(Record({"text": text, **values.values}, ""))
    marks = values.each("markup", _markup)
    if len(marks) != len(document.blocks):
        message = f"the record of {document.id} has mark-up for {len(marks)} blocks out of {len(document.blocks)}"
        raise UsageError(message)
    blocks = tuple(
        replace(block, attributes=attributes, links=links)
        for block, (attributes, links) in zip(document.blocks, marks, strict=True)
    )
    return Entry(
        document=replace(document, blocks=blocks, head=_pairs(values, "head")),
        signals=signals,
        problems=values.each("problems", _problem),
    )


def content_digest(document: Document, signals: tuple[Signal, ...]) -> str:
    """SHA-256 (hex) of all that was read of a document, wherever it was found."""
    plain = _plain(document, signals)
    for name in _NOT_CONTENT:
        del plain[name]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _plain(document: Document, signals: tuple[Signal, ...]) -> dict[str, object]:
    plain = document_plain(document, signals)
    return {**plain, "markup": [_markup_plain(block) for block in document.blocks], "head": document.head}


def _markup_plain(block: Block) -> dict[str, object]:
    return {
        "attributes": block.attributes,
        "links": [{"url": link.url, "text": link.text, "kind": link.kind} for link in block.links],
    }


def _markup(values: Record) -> tuple[tuple[tuple[str, str], ...], tuple[Link, ...]]:
    return _pairs(values, "attributes"), values.each("links", _link)


def _link(values: Record) -> Link:
    return Link(url=values.text("url"), text=values.text("text"), kind=values.text("kind"))


def _problem(values: Record) -> Problem:
    return Problem(
        path=values.text("path"),
        stage=values.text("stage"),
        severity=values.text("severity"),
        message=values.text("message"),
        count=values.whole("count"),
    )


def _pairs(values: Record, name: str) -> tuple[tuple[str, str], ...]:
    """A list of lists of two strings."""
    found = []
    plain = values.values.get(name)
    for pair in plain if isinstance(plain, list) else ():
        match pair:
            case [str(one), str(other)]:
                found.append((one, other))
            case _:
                message = f"{values.where(name)} holds something else than names with values"
                raise UsageError(message)
    return tuple(found)
