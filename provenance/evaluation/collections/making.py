"""Records of a collection as documents in a form the tool reads, and the corpus they make."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable
from dataclasses import asdict

from provenance.evaluation.collections.folder import Row, text_of
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.model import Format, RawDocument
from provenance.text.clean import clean_text

_PARAGRAPH_END = re.compile(r"\n\s*\n")


def plain_text(name: str, text: str) -> RawDocument:
    """A document of which nothing is known but its text."""
    return _raw(name, Format.PLAIN_TEXT, text)


def markdown(name: str, body: str, fields: Iterable[tuple[str, str]] = ()) -> RawDocument:
    """A Markdown document with front matter (``title``, ``date``, ``url``); fields without a value are left out."""
    known = [f"{field}: {' '.join(value.split())}\n" for field, value in fields if value.strip()]
    head = f"---\n{''.join(known)}---\n\n" if known else ""
    return _raw(name, Format.MARKDOWN, head + body)


def post(name: str, text: str, *, title: str, url: str, date: str) -> RawDocument:
    """A post of a WordPress site; blank lines of ``text`` part paragraphs, ``date`` is ISO 8601."""
    paragraphs = (f"<p>{html.escape(part.strip(), quote=False)}</p>" for part in _PARAGRAPH_END.split(text) if part.strip())
    record = {
        "date": date,
        "link": url,
        "title": {"rendered": html.escape(title)},
        "content": {"rendered": "\n".join(paragraphs)},
    }
    return _raw(name, Format.WORDPRESS_REST_JSON, json.dumps(record, ensure_ascii=False))


def _raw(name: str, kind: Format, text: str) -> RawDocument:
    content, _ = clean_text(text)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return RawDocument(id=name, path=name, sha256=digest, format=kind, encoding="utf-8", content=content)


def labelled(name: str, documents: Iterable[RawDocument], truth: Truth) -> LabelledCorpus:
    """The corpus, documents sorted by id; its checksum covers documents and truth, so that a subset has another."""
    ordered = tuple(sorted(documents, key=lambda document: document.id))
    digest = hashlib.sha256()
    for document in ordered:
        digest.update(f"{document.id}\0{document.sha256}\n".encode("utf-8", "surrogatepass"))
    digest.update(json.dumps(_plain(truth), ensure_ascii=True, sort_keys=True).encode())
    return LabelledCorpus(name=name, documents=ordered, truth=truth, checksum=digest.hexdigest())


def _plain(truth: Truth) -> dict[str, object]:
    """The truth in an order of its own, whatever order it was found in."""
    return {
        "parents": {child: list(parents) for child, parents in truth.parents.items()},
        "hidden": {name: asdict(source) for name, source in truth.hidden.items()},
        "undirected": sorted(truth.undirected),
        "siblings": sorted(truth.siblings),
        "unrelated": sorted((*pair, reason) for pair, reason in truth.unrelated.items()),
        "passages": [asdict(passage) for passage in truth.passages],
        "clusters": [list(cluster) for cluster in truth.clusters],
        "independent_texts": truth.independent_texts,
    }


def credited_parents(edges: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Parents from rows with ``parent`` and ``child``; where a parent itself came from is not known.

    Examples:
        >>> credited_parents([{"parent": "a", "child": "b"}, {"parent": "c", "child": "b"}])
        {'b': ('a', 'c')}

    """
    parents: dict[str, tuple[str, ...]] = {}
    for child, parent in sorted({(text_of(row, "child"), text_of(row, "parent")) for row in edges}):
        parents[child] = (*parents.get(child, ()), parent)
    return parents


def pair(one: str, other: str) -> tuple[str, str]:
    """The one spelling of a pair.

    Examples:
        >>> pair("b", "a")
        ('a', 'b')

    """
    return (one, other) if one < other else (other, one)
