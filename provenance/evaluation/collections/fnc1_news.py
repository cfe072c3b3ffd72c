"""News texts of one season without outlet or date, some of which credit another.

``docs*.jsonl`` (id, text, split), ``edges*.csv`` (child, parent, credited_outlet, …): the child credits the parent's
outlet; a child with two rows credits one outlet whose text stands here twice, so that either parent is right.
``external*.csv`` (child, external_origin, …): the credited outlet is not here and becomes a hidden source.
``pairs*.csv`` (a, b, shared_8grams, …) lists pairs that share eight words in a row; that is a suspicion, not a label,
and given apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from provenance.errors import UsageError
from provenance.evaluation.collections.folder import Folder, Row, text_of
from provenance.evaluation.collections.making import labelled, pair, plain_text
from provenance.evaluation.truth import HiddenSource, LabelledCorpus, Truth
from provenance.text.hosts import host_of

DOCUMENTS = frozenset({"id", "text"})
EDGES = frozenset({"child", "parent", "credited_outlet", "shared_8grams"})
EXTERNAL = frozenset({"child", "external_origin"})
PAIRS = frozenset({"a", "b", "shared_8grams", "cont_a_in_b", "cont_b_in_a"})

_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
"""What the table adds to an outlet's name: ``example.com (translation)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspectedPair:
    """Two texts (``left < right``) that share runs of eight words: how many, and the larger containment in [0, 1]."""

    left: str
    right: str
    shared_8grams: int
    containment: float


def recognises(folder: Folder) -> bool:
    """Whether the folder holds this collection, in whatever split."""
    return bool(folder.tables(DOCUMENTS) and folder.tables(EDGES))


def read(folder: Folder) -> tuple[LabelledCorpus, ...]:
    """All texts, with the edges and outside sources that credits name.

    Raises:
        UsageError: a table is missing or cannot be read.

    """
    documents = folder.rows(DOCUMENTS, "texts")
    known = {text_of(row, "id") for row in documents}
    edges = sorted(
        {(text_of(row, "child"), text_of(row, "parent")) for row in folder.rows(EDGES, "credited edges")},
    )
    outside = folder.rows(EXTERNAL, "outside origins") if folder.tables(EXTERNAL) else ()
    parents: dict[str, tuple[str, ...]] = {}
    for child, parent in edges:
        if child in known and parent in known:
            parents[child] = (*parents.get(child, ()), parent)
    hidden = {}
    for row in outside:
        source = _outlet(text_of(row, "external_origin"))
        if text_of(row, "child") in known - parents.keys():
            hidden[source.id] = source
            parents[text_of(row, "child")] = (source.id,)
    truth = Truth(parents=parents, hidden=hidden, unrelated={})
    return (labelled("fnc1-news", (plain_text(text_of(row, "id"), text_of(row, "text")) for row in documents), truth),)


def _outlet(written: str) -> HiddenSource:
    name = _REMARK.sub("", written)
    host = host_of(name) if " " not in name else None
    return HiddenSource(id=f"external:{name}", host=host, name=name, named=True)


def suspected_pairs(folder: Folder) -> tuple[SuspectedPair, ...]:
    """Pairs of texts that share runs of eight words, sorted by ids.

    Raises:
        UsageError: the table is missing or cannot be read.

    """
    return tuple(sorted(_pairs(folder.rows(PAIRS, "pairs that share words")), key=lambda found: (found.left, found.right)))


def _pairs(rows: Iterable[Row]) -> Iterable[SuspectedPair]:
    for row in rows:
        left, right = pair(text_of(row, "a"), text_of(row, "b"))
        try:
            yield SuspectedPair(
                left=left,
                right=right,
                shared_8grams=int(text_of(row, "shared_8grams")),
                containment=max(float(text_of(row, "cont_a_in_b")), float(text_of(row, "cont_b_in_a"))),
            )
        except ValueError as error:
            message = f"the pair {left}, {right} has counts that are no numbers ({error}); fetch the collection again"
            raise UsageError(message) from error
