"""Posts that sites of one government took over from one another, with and without their credit lines.

``docs*.jsonl`` (id, site, url, title, date, text, text_blind, …) and ``edges*.csv`` (parent, child, label, evidence,
…). Labels:

* ``copy``: the child credits the parent's site. Where a parent itself came from is not known unless it is a child too.
* ``siblings_of_external``: both credit a third site, which is a hidden source here, named by the credits; one for all posts that
  such rows connect. A post that also credits a post which is here keeps that one as its source.
* ``copy_by_date``: copies without a credit, put in order by date alone. Who was first would be judged by what it was
  derived from, so neither the direction nor the pair is part of the truth.
* anything else is not part of the truth either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from provenance.errors import UsageError
from provenance.evaluation.collections.folder import Folder, Row, text_of
from provenance.evaluation.collections.making import credited_parents, labelled, markdown, pair
from provenance.evaluation.truth import HiddenSource, LabelledCorpus, Truth
from provenance.grouping import connected
from provenance.model import RawDocument
from provenance.text.hosts import host_of

DOCUMENTS = frozenset({"id", "url", "title", "date", "text", "text_blind", "credit_lines"})
EDGES = frozenset({"parent", "child", "label", "shared_8grams", "evidence"})
LABELS = frozenset({"copy", "copy_by_date", "siblings_of_external", "partial_overlap_unlabelled"})

_CREDITED = re.compile(r"\b(?:originally|cross-?posted|first)\b.*?\]\((?P<url>[^()\s]+)", re.IGNORECASE | re.DOTALL)


def recognises(folder: Folder) -> bool:
    """Whether the folder holds this collection, in whatever split."""
    return bool(folder.tables(DOCUMENTS) and folder.tables(EDGES))


def read(folder: Folder) -> tuple[LabelledCorpus, ...]:
    """The posts with their credit lines.

    Raises:
        UsageError: a table is missing or cannot be read.

    """
    return (_corpus(folder, "gov-crosspost", "text"),)


def read_blind(folder: Folder) -> tuple[LabelledCorpus, ...]:
    """The posts without their credit lines; no source is named.

    Raises:
        UsageError: a table is missing or cannot be read.

    """
    return (_corpus(folder, "gov-crosspost-blind", "text_blind"),)


def _corpus(folder: Folder, name: str, column: str) -> LabelledCorpus:
    documents = folder.rows(DOCUMENTS, "posts")
    known = {text_of(row, "id") for row in documents}
    edges = [row for row in folder.rows(EDGES, "edges between posts") if {text_of(row, "parent"), text_of(row, "child")} <= known]
    strange = sorted({text_of(row, "label") for row in edges} - LABELS)
    if strange:
        message = (
            f"{folder.path}: edges with labels nobody knows here ({', '.join(strange)}); known are {', '.join(sorted(LABELS))}"
        )
        raise UsageError(message)
    truth = _truth(edges, is_named=column == "text")
    return labelled(name, (_document(row, column) for row in documents), truth)


def _document(row: Row, column: str) -> RawDocument:
    fields = ((field, text_of(row, field)) for field in ("title", "date", "url"))
    return markdown(text_of(row, "id"), text_of(row, column), fields)


def _truth(edges: Sequence[Row], *, is_named: bool) -> Truth:
    parents = credited_parents(row for row in edges if text_of(row, "label") == "copy")
    evidence = {
        pair(text_of(row, "parent"), text_of(row, "child")): text_of(row, "evidence")
        for row in edges
        if text_of(row, "label") == "siblings_of_external"
    }
    hidden: dict[str, HiddenSource] = {}
    # Three posts that credit one outside post are two or three rows, and have one source.
    for group in connected((), sorted(evidence)):
        source = _external(group, [evidence[members] for members in sorted(evidence) if members[0] in group], is_named=is_named)
        hidden[source.id] = source
        for member in group:
            parents.setdefault(member, (source.id,))
    return Truth(parents=parents, hidden=hidden, siblings=frozenset(evidence), unrelated={})


def _external(group: Sequence[str], evidence: Iterable[str], *, is_named: bool) -> HiddenSource:
    hosts = (host_of(credited["url"]) for text in evidence if (credited := _CREDITED.search(text)))
    return HiddenSource(id=f"external:{group[0]}", host=next(hosts, None), name=None, named=is_named)
