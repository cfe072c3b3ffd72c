"""The result as schema.org's JSON-LD: what each work is based on, for catalogues and web pages."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from provenance.export.writing import written
from provenance.model import COPY_EDGES, Document, Edge, Findings, Source, SourceKind

_KINDS = {SourceKind.SPEAKER: "Quotation", SourceKind.POST: "SocialMediaPosting"}


def json_ld(findings: Findings) -> Iterator[str]:
    """One ``Article`` for each document, one work for each absent source, and what each is based on or cites.

    An edge is a ``Role`` (schema.org's way to say something of a relation), with its probability in words that no reader can
    overlook: a plain ``isBasedOn`` would state as certain what is inferred.
    """
    graph: list[dict[str, object]] = [_article(document) for document in findings.documents]
    graph += [_work(source) for source in findings.sources]
    at = {str(item["identifier"]): item for item in graph}
    for edge in findings.edges:
        relation = "isBasedOn" if edge.kind in COPY_EDGES else "citation"
        roles = at[edge.target].setdefault(relation, [])
        if isinstance(roles, list):
            roles.append(_role(relation, edge))
    yield written({"@context": "https://schema.org/", "@graph": graph}) + "\n"


def _article(document: Document) -> dict[str, object]:
    said = document.metadata
    published = said.published.earliest if said.published and said.published.earliest == said.published.latest else None
    values: dict[str, object | None] = {
        "@type": "Article",
        "@id": _id(document.id),
        "identifier": document.id,
        "headline": said.title,
        "url": said.url,
        "inLanguage": said.language,
        "datePublished": published,
        "author": [{"@type": "Person", "name": name} for name in said.authors] or None,
        "publisher": {"@type": "Organization", "name": said.publisher.name or said.publisher.host} if said.publisher else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _work(source: Source) -> dict[str, object]:
    return {
        "@type": _KINDS.get(source.kind, "CreativeWork"),
        "@id": _id(source.id),
        "identifier": source.id,
        "name": source.label,
        "description": f"not among the documents; {source.reason}",
    }


def _role(relation: str, edge: Edge) -> dict[str, object]:
    return {
        "@type": "Role",
        "roleName": str(edge.kind),
        "description": f"inferred, probability {edge.probability}; would change by: {edge.flips_if}",
        relation: {"@id": _id(edge.source)},
    }


def _id(node: str) -> str:
    return f"urn:provenance-tracer:{quote(node, safe='/:', errors='replace')}"
