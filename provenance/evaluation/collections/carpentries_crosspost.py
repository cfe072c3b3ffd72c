"""Posts that sister sites of one community hold, each copy crediting the site it came from.

``docs*.jsonl`` (id, site, title, date, author, text, credit_lines, …) and ``edges*.csv`` (parent, child, label, …).
Label ``copy`` is a credited parent; where that parent itself came from is not known unless it is a child too. A
``partial_overlap_…`` is not part of the truth. Dates tie almost always. The address of a post is not given: one is made
of its site and the path in its id, so that host and last path part are as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from provenance.evaluation.collections.folder import Folder, Row, text_of
from provenance.evaluation.collections.making import credited_parents, labelled, post
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.model import RawDocument

DOCUMENTS = frozenset({"id", "site", "title", "date", "author", "text", "credit_lines"})
EDGES = frozenset({"parent", "child", "label", "containment_max", "evidence"})


def recognises(folder: Folder) -> bool:
    """Whether the folder holds this collection, in whatever split."""
    return bool(folder.tables(DOCUMENTS) and folder.tables(EDGES))


def read(folder: Folder) -> tuple[LabelledCorpus, ...]:
    """All posts.

    Raises:
        UsageError: a table is missing or cannot be read.

    """
    documents, edges = _rows(folder)
    return (_corpus("carpentries-crosspost", documents, edges),)


def read_first(folder: Folder, edges: int) -> tuple[LabelledCorpus, ...]:
    """The posts of the first so many credited edges, and every other post with the same title as one of them.

    Raises:
        UsageError: a table is missing or cannot be read.

    """
    documents, rows = _rows(folder)
    kept = rows[:edges]
    named = {text_of(row, end) for row in kept for end in ("parent", "child")}
    titles = {_title(row) for row in documents if text_of(row, "id") in named}
    chosen = [row for row in documents if text_of(row, "id") in named or _title(row) in titles]
    return (_corpus(f"carpentries-crosspost-{edges}", chosen, kept),)


def _rows(folder: Folder) -> tuple[Sequence[Row], Sequence[Row]]:
    """Posts, and the credited edges between them."""
    documents = folder.rows(DOCUMENTS, "posts")
    known = {text_of(row, "id") for row in documents}
    edges = [
        row
        for row in folder.rows(EDGES, "edges between posts")
        if text_of(row, "label") == "copy" and {text_of(row, "parent"), text_of(row, "child")} <= known
    ]
    return documents, edges


def _title(row: Row) -> str:
    return text_of(row, "title").strip().casefold()


def _corpus(name: str, documents: Sequence[Row], edges: Iterable[Row]) -> LabelledCorpus:
    truth = Truth(parents=credited_parents(edges), hidden={}, unrelated={})
    return labelled(name, (_document(row) for row in documents), truth)


def _document(row: Row) -> RawDocument:
    name = text_of(row, "id")
    url = f"https://{text_of(row, 'site')}/{name.partition(':')[2] or name}"
    return post(name, text_of(row, "text"), title=text_of(row, "title"), url=url, date=text_of(row, "date"))
