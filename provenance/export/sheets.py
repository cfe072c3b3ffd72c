"""The result as tables for spreadsheets and statistics: CSV (RFC 4180) in UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from provenance.model import DateRange, Document, Edge, Evidence, Findings, Pair, PassageType, Source
from provenance.text.clean import xml_safe

Row = Sequence[str | int | float | None]

_MARK = "\ufeff"
"""Without this mark at the beginning a spreadsheet takes UTF-8 for the code page of its machine."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Signs with which a spreadsheet takes a text for a formula (OWASP, CSV injection)."""
_DIGITS = 4

_DOCUMENTS = (
    "id path format language title publisher host authors published_earliest published_latest not_before not_after characters "
    "sha256"
)
_SOURCES = "id kind label host not_before reason"
_EDGES = "source target kind probability drawn evidence against flips_if"
_PAIRS = "left right relation direction left_in_right right_in_left jaccard copied_passages quotations edits note"


def documents_csv(findings: Findings) -> Iterator[str]:
    """One row for each document, by id."""
    return _table(_DOCUMENTS, map(_document, findings.documents))


def sources_csv(findings: Findings) -> Iterator[str]:
    """One row for each source that is not in the corpus, by id."""
    return _table(_SOURCES, map(_source, findings.sources))


def edges_csv(findings: Findings) -> Iterator[str]:
    """One row for each edge, by source and target; ``evidence`` and ``against`` list reasons, each with its log-odds."""
    return _table(_EDGES, map(_edge, findings.edges))


def pairs_csv(findings: Findings) -> Iterator[str]:
    """One row for each pair of documents that share anything worth naming, by ids."""
    return _table(_PAIRS, map(_pair, findings.pairs))


def _document(document: Document) -> Row:
    said = document.metadata
    return (
        document.id,
        document.path,
        str(document.container or document.format),
        said.language,
        said.title,
        said.publisher.name if said.publisher else None,
        document.host,
        "; ".join(said.authors),
        *_bounds(said.published),
        _bounds(said.not_before)[0],
        _bounds(said.not_after)[1],
        None if document.text_left_out else len(document.text),
        document.sha256,
    )


def _source(source: Source) -> Row:
    return (source.id, str(source.kind), source.label, source.host, _bounds(source.not_before)[0], source.reason)


def _edge(edge: Edge) -> Row:
    reasons = (_reasons(edge.evidence), _reasons(edge.against))
    return (edge.source, edge.target, str(edge.kind), edge.probability, str(edge.drawn), *reasons, edge.flips_if)


def _pair(pair: Pair) -> Row:
    reuse, relation = pair.reuse, pair.relation
    types = [passage.type for passage in reuse.passages]
    return (
        reuse.left,
        reuse.right,
        str(relation.relation),
        relation.direction,
        round(reuse.left_in_right, _DIGITS),
        round(reuse.right_in_left, _DIGITS),
        round(reuse.jaccard, _DIGITS),
        types.count(PassageType.COPY),
        types.count(PassageType.QUOTATION),
        len(reuse.edits),
        relation.note,
    )


def _bounds(date: DateRange | None) -> tuple[str | None, str | None]:
    return (date.earliest, date.latest) if date else (None, None)


def _reasons(every: Iterable[Evidence]) -> str:
    return "; ".join(f"{item.note} ({item.log_odds:+.1f})" for item in every)


def _table(names: str, rows: Iterable[Row]) -> Iterator[str]:
    yield _MARK + _line(names.split())
    for row in rows:
        yield _line(row)


def _line(row: Row) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerow([_cell(value) for value in row])
    return written.getvalue()


def _cell(value: str | float | None) -> str | int | float:
    """A value that no spreadsheet takes for a formula: an apostrophe stands before what looks like one."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = xml_safe(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
