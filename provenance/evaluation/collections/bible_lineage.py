"""Books in many versions of known ancestry: one corpus for each book, intermediate versions missing.

``docs.jsonl`` (id, version, book, text) and ``edges.csv`` (parent, child, certainty, via_missing, …). An edge is
lineage if its certainty is one of ``LINEAL``; an influence beside it, a probable or an own looser version is not
scored. A version's parent is the nearest ancestor of which the book is here; a version without any edge of lineage
has an unknown source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from provenance.evaluation.collections.folder import Folder, Row, grouped, text_of
from provenance.evaluation.collections.making import labelled, plain_text
from provenance.evaluation.truth import LabelledCorpus, Truth

DOCUMENTS = frozenset({"id", "version", "book", "text"})
EDGES = frozenset({"parent", "child", "certainty", "via_missing"})
LINEAL = frozenset({"documented", "documented-ancestor", "documented-base"})


def recognises(folder: Folder) -> bool:
    """Whether the folder holds this collection."""
    return bool(folder.tables(DOCUMENTS) and folder.tables(EDGES))


def read(folder: Folder) -> tuple[LabelledCorpus, ...]:
    """One corpus for each book, by the book's name.

    Raises:
        UsageError: a table is missing or cannot be read.

    """
    ancestry = {
        text_of(row, "child"): text_of(row, "parent")
        for row in folder.rows(EDGES, "edges between versions")
        if text_of(row, "certainty") in LINEAL
    }
    books = grouped(folder.rows(DOCUMENTS, "books in versions"), "book")
    return tuple(_book(name, rows, ancestry) for name, rows in sorted(books.items()))


def _book(name: str, rows: Sequence[Row], ancestry: Mapping[str, str]) -> LabelledCorpus:
    ids = {text_of(row, "version"): text_of(row, "id") for row in rows}
    parents: dict[str, tuple[str, ...]] = {}
    for version in sorted(ids.keys() & ancestry.keys()):
        nearest = _nearest(version, ancestry, ids)
        if nearest is not None:
            parents[ids[version]] = (ids[nearest],)
    documents = (plain_text(text_of(row, "id"), text_of(row, "text")) for row in rows)
    return labelled(f"bible-lineage-{name.replace(' ', '-')}", documents, Truth(parents=parents, hidden={}, unrelated={}))


def _nearest(version: str, ancestry: Mapping[str, str], here: Mapping[str, str]) -> str | None:
    seen = {version}
    while version in ancestry:
        version = ancestry[version]
        if version in here:
            return version
        if version in seen:
            return None
        seen.add(version)
    return None
