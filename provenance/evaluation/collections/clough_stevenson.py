"""Short answers to five questions, written from a source in three grades of closeness or without it.

``file_information.csv`` (File, Task, Category) beside the texts. Category ``cut`` is cut and paste, ``light`` and
``heavy`` are revisions of the task's source (``orig``), and ``non`` was written from memory of other reading: the
same facts in own words, so no copy. Clough and Stevenson 2011, "Developing a corpus of plagiarised short answers".
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from provenance.errors import UsageError
from provenance.evaluation.collections.folder import Folder, Row, grouped, text_of
from provenance.evaluation.collections.making import labelled, pair, plain_text
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.model import RawDocument

FILES = frozenset({"File", "Task", "Category"})
COPIES = frozenset({"cut", "light", "heavy"})
INDEPENDENT = "non"
SOURCE = "orig"
REASON = "same_question"
"""Why source and independent answer share words."""


def recognises(folder: Folder) -> bool:
    """Whether the folder holds this collection."""
    return bool(folder.tables(FILES))


def read(folder: Folder) -> tuple[LabelledCorpus, ...]:
    """All answers and sources as one corpus.

    Raises:
        UsageError: the table or a text is missing or cannot be read, or a category is unknown.

    """
    rows = _listed(folder)
    strange = sorted({text_of(row, "Category") for row in rows} - COPIES - {INDEPENDENT, SOURCE})
    if strange:
        known = ", ".join(sorted(COPIES | {INDEPENDENT, SOURCE}))
        message = f"{folder.path}: texts of categories nobody knows here ({', '.join(strange)}); known are {known}"
        raise UsageError(message)
    documents = [_document(folder, row) for row in rows]
    return (labelled("clough-stevenson", documents, _truth(rows)),)


def _listed(folder: Folder) -> Sequence[Row]:
    """Every file once: a second list beside the first repeats some."""
    rows = folder.rows(FILES, "texts with their categories")
    return list({text_of(row, "File"): row for row in rows}.values())


def _truth(rows: Sequence[Row]) -> Truth:
    parents: dict[str, tuple[str, ...]] = {}
    unrelated: dict[tuple[str, str], str] = {}
    clusters: list[tuple[str, ...]] = []
    for task in grouped(rows, "Task").values():
        by_kind = {name: sorted(_name(row) for row in found) for name, found in grouped(task, "Category").items()}
        copies = sorted(name for kind in COPIES for name in by_kind.get(kind, ()))
        for source in by_kind.get(SOURCE, ()):
            parents[source] = ()
            parents |= dict.fromkeys(copies, (source,))
            unrelated |= {pair(source, name): REASON for name in by_kind.get(INDEPENDENT, ())}
            clusters.append(tuple(sorted([source, *copies])))
        parents |= dict.fromkeys(by_kind.get(INDEPENDENT, ()), ())
        clusters += [(name,) for name in by_kind.get(INDEPENDENT, ())]
    return Truth(
        parents=parents,
        hidden={},
        unrelated=unrelated,
        independent_texts=len(clusters),
        clusters=tuple(sorted(clusters)),
    )


def _name(row: Row) -> str:
    return Path(text_of(row, "File")).stem


def _document(folder: Folder, row: Row) -> RawDocument:
    places = [file.parent / text_of(row, "File") for file in folder.tables(FILES)]
    place = next((place for place in places if place.is_file()), None)
    if place is None:
        message = f"{folder.path}: {text_of(row, 'File')} is listed and not there; fetch the collection again"
        raise UsageError(message)
    data = place.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:  # some answers were saved by Windows editors
        text = data.decode("cp1252", errors="replace")
    return plain_text(_name(row), text)
