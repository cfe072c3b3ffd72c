"""The result in the W3C's provenance model (PROV-DM, 2013): as PROV-JSON and as PROV-N.

Documents and absent sources are entities. A speaker is an agent, to whom the words that others carry are attributed. An edge is a
derivation, typed as PROV knows it (revision, quotation, primary source). PROV has no word for how sure it is: ``pt:probability``
stands beside it, and whoever loads the file decides from where on to believe it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from provenance.export.writing import written
from provenance.model import Document, Edge, EdgeKind, Findings, Source, SourceKind
from provenance.text.clean import xml_safe

PREFIXES: Mapping[str, str] = {
    "dct": "http://purl.org/dc/terms/",
    "doc": "urn:provenance-tracer:document:",
    "pt": "urn:provenance-tracer:term:",
    "src": "urn:provenance-tracer:source:",
}
"""Name spaces; ``prov`` and ``xsd`` are known to every reader."""

_TYPES: Mapping[EdgeKind, str] = {
    EdgeKind.REPUBLISHED_WITH_EDITS: "prov:Revision",
    EdgeKind.EXCERPTED: "prov:Quotation",
    EdgeKind.UPDATED: "prov:Revision",
    EdgeKind.QUOTES: "prov:Quotation",
    EdgeKind.EMBEDS: "prov:Quotation",
    EdgeKind.REPORTS: "prov:PrimarySource",
}
"""Kinds of derivation that PROV-DM (section 5.2) has a type for; the others are plain derivations."""

_QUALIFIED = "prov:QUALIFIED_NAME"


@dataclass(frozen=True, slots=True)
class _Name:
    """A qualified name in place of a text."""

    text: str


_Value = str | float | _Name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """One record: ``ends`` are its arguments by their names in PROV-JSON, in the order of PROV-N; ``blanks`` follow in PROV-N."""

    kind: str
    id: str
    ends: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, _Value], ...]
    blanks: int = 0


def prov_json(findings: Findings) -> Iterator[str]:
    """The result as PROV-JSON (W3C member submission, 2013)."""
    records: dict[str, dict[str, object]] = {}
    for each in _statements(findings):
        values: dict[str, object] = dict(each.ends)
        for name, value in each.attributes:
            values[name] = _json_value(value)
        records.setdefault(each.kind, {})[each.id] = values
    yield written({"prefix": dict(PREFIXES), **records}) + "\n"


def prov_n(findings: Findings) -> Iterator[str]:
    """The result as PROV-N (W3C recommendation, 2013), the notation that people read."""
    yield "document\n"
    for prefix, address in PREFIXES.items():
        yield f"  prefix {prefix} <{address}>\n"
    yield "\n"
    for each in _statements(findings):
        ends = [name for _, name in each.ends] + ["-"] * each.blanks
        attributes = ", ".join(f"{name}={_notation(value)}" for name, value in each.attributes)
        inner = ", ".join([*ends, *([f"[{attributes}]"] if attributes else [])])
        head = f"{each.id}, {inner}" if not each.ends else f"{each.id}; {inner}"
        yield f"  {each.kind}({head.removesuffix(', ')})\n"
    yield "endDocument\n"


def _statements(findings: Findings) -> Iterator[_Statement]:
    yield from map(_document, findings.documents)
    yield from map(_source, findings.sources)
    speakers = [source for source in findings.sources if source.kind is SourceKind.SPEAKER]
    for source in speakers:
        label = ("prov:label", xml_safe(source.label))
        yield _Statement(kind="agent", id=_speaker(source), ends=(), attributes=(label,))
    for number, source in enumerate(speakers, start=1):
        ends = (("prov:entity", _local("src", source.id)), ("prov:agent", _speaker(source)))
        yield _Statement(kind="wasAttributedTo", id=f"pt:attribution-{number}", ends=ends, attributes=())
    known = {document.id for document in findings.documents}
    for number, edge in enumerate(findings.edges, start=1):
        yield _derivation(number, edge, known)


def _document(document: Document) -> _Statement:
    said = document.metadata
    attributes = (
        ("prov:label", said.title or document.id),
        ("dct:identifier", document.id),
        ("dct:source", said.url),
        ("dct:publisher", document.host or (said.publisher.name if said.publisher else None)),
        ("dct:issued", said.published.earliest if said.published and said.published.earliest == said.published.latest else None),
        ("pt:sha256", document.sha256),
    )
    return _Statement(kind="entity", id=_local("doc", document.id), ends=(), attributes=_told(attributes))


def _source(source: Source) -> _Statement:
    attributes = (
        ("prov:label", source.label),
        ("pt:kind", str(source.kind)),
        ("pt:reason", source.reason),
        ("pt:observed", "false"),
    )
    return _Statement(kind="entity", id=_local("src", source.id), ends=(), attributes=_told(attributes))


def _derivation(number: int, edge: Edge, documents: set[str]) -> _Statement:
    ends = tuple(
        (role, _local("doc" if node in documents else "src", node))
        for role, node in (("prov:generatedEntity", edge.target), ("prov:usedEntity", edge.source))
    )
    kind = _TYPES.get(edge.kind)
    attributes: Sequence[tuple[str, _Value]] = (
        *((("prov:type", _Name(kind)),) if kind else ()),
        ("pt:kind", str(edge.kind)),
        ("pt:probability", edge.probability),
        ("pt:drawn", str(edge.drawn)),
        *(("pt:evidence", xml_safe(item.note)) for item in edge.evidence[:1]),
    )
    return _Statement(kind="wasDerivedFrom", id=f"pt:edge-{number}", ends=ends, attributes=tuple(attributes), blanks=3)


def _told(attributes: Sequence[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, xml_safe(value)) for name, value in attributes if value)


def _local(prefix: str, node: str) -> str:
    """A node's id as a qualified name: what PROV-N (section 3.7.1) does not allow in one is percent-encoded."""
    name = quote(xml_safe(node).removeprefix("source:"), safe="/")
    if name[:1] in {"-", "."}:
        name = f"%{ord(name[0]):02X}{name[1:]}"
    return f"{prefix}:{name[:-1]}%2E" if name.endswith(".") else f"{prefix}:{name}"


def _speaker(source: Source) -> str:
    return _local("pt", f"agent/{source.id.removeprefix('source:')}")


def _json_value(value: _Value) -> object:
    if isinstance(value, _Name):
        return {"$": value.text, "type": _QUALIFIED}
    return {"$": value, "type": "xsd:double"} if isinstance(value, float) else value


def _notation(value: _Value) -> str:
    if isinstance(value, _Name):
        return f"'{value.text}'"
    if isinstance(value, float):
        return f'"{value}" %% xsd:double'
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return f'"{escaped}"'
