"""Passages that two laws share, judged by people: the substance of one taken over, or the boilerplate of all laws.

``alignments*.csv`` (left, right, label, left_doc_id, right_doc_id, …): label 1 is substance, 0 boilerplate, 2
undocumented and left out, as is a row without a passage. Each passage becomes a document of its own, so this measures
what a passage is taken for, not who was first: substance is a copy of which nobody can say the direction, boilerplate
is unrelated. Most passages are shorter than what the tool reports at all; recall is bounded by that.
"""

from __future__ import annotations

from collections.abc import Sequence

from provenance.errors import UsageError
from provenance.evaluation.collections.folder import Folder, Row, text_of
from provenance.evaluation.collections.making import labelled, pair, plain_text
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.model import RawDocument

ALIGNMENTS = frozenset({"left_doc_id", "right_doc_id", "left", "right", "label"})
SUBSTANCE, BOILERPLATE, UNDOCUMENTED = "1", "0", "2"
REASON = "boilerplate"


def recognises(folder: Folder) -> bool:
    """Whether the folder holds this collection, in whatever split."""
    return bool(folder.tables(ALIGNMENTS))


def read(folder: Folder) -> tuple[LabelledCorpus, ...]:
    """All judged passages as one corpus; a pair's two documents are ``<row>:<left law>`` and ``<row>:<right law>``.

    Raises:
        UsageError: the table is missing or cannot be read, or a label is unknown.

    """
    documents: list[RawDocument] = []
    undirected: set[tuple[str, str]] = set()
    unrelated: dict[tuple[str, str], str] = {}
    for number, row in enumerate(folder.rows(ALIGNMENTS, "judged passages"), 1):
        label = text_of(row, "label")
        if label == UNDOCUMENTED or not (text_of(row, "left").strip() and text_of(row, "right").strip()):
            continue
        sides = _sides(number, row)
        names = pair(sides[0].id, sides[1].id)
        if label == SUBSTANCE:
            undirected.add(names)
        elif label == BOILERPLATE:
            unrelated[names] = REASON
        else:
            message = f"{folder.path}: alignment {number} has the label {label!r}; known are 0, 1 and 2"
            raise UsageError(message)
        documents += sides
    truth = Truth(parents={}, hidden={}, undirected=frozenset(undirected), unrelated=unrelated)
    return (labelled("policy-diffusion", documents, truth),)


def _sides(number: int, row: Row) -> Sequence[RawDocument]:
    return [plain_text(f"{number:04}:{side}:{text_of(row, f'{side}_doc_id')}", text_of(row, side)) for side in ("left", "right")]
