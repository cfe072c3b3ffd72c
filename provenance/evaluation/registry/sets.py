"""Sets of documents that signals are measured on, and the credits known to be in them.

Known by what is in them: lines with a guessed label (``source, doc, weak_label, line``), the collections of credited copies
(gov-crosspost, fnc1-news), a benchmark of pages (``ground-truth.json`` beside the pages). Any other folder or file is read as
it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from provenance.corpus import stream_corpus
from provenance.errors import UsageError
from provenance.evaluation.collections import fnc1_news, gov_crosspost
from provenance.evaluation.collections.folder import Folder, Row, text_of
from provenance.evaluation.collections.making import plain_text
from provenance.model import RawDocument
from provenance.settings import Settings

LINES = frozenset({"doc", "weak_label", "line"})
_PAGES_TRUTH = "ground-truth.json"
_PAGES = "html"
_COPY = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Something a signal should have been found for in a document.

    ``what`` names the group it is counted in. Where ``host`` or ``name`` is given, the signal must name that source; else a
    signal of one of the kinds that go with the group will do.
    """

    document: str
    what: str
    host: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredSet:
    """Documents under a name, sorted by id, and what should be found in them."""

    name: str
    documents: tuple[RawDocument, ...]
    expected: tuple[Expected, ...]


def read_set(path: Path, settings: Settings) -> MeasuredSet:
    """The set in a folder or file.

    Raises:
        UsageError: there is nothing there, or a table of it cannot be read.

    """
    if not path.exists():
        message = f"{path}: no such file or folder; name a set of documents"
        raise UsageError(message)
    name = path.resolve().name
    folder = Folder(path) if path.is_dir() else None
    if folder is not None and folder.tables(LINES):
        return _lines(name, folder.rows(LINES, "labelled lines"))
    if folder is not None and gov_crosspost.recognises(folder):
        return _set(name, gov_crosspost.read(folder)[0].documents, _credited_sites(folder))
    if folder is not None and fnc1_news.recognises(folder):
        return _set(name, fnc1_news.read(folder)[0].documents, _credited_outlets(folder))
    pages = path / _PAGES if (path / _PAGES_TRUTH).is_file() and (path / _PAGES).is_dir() else path
    found = (each for each in stream_corpus([pages], settings.limits, settings.columns) if isinstance(each, RawDocument))
    return _set(name, found, ())


def _set(name: str, documents: Iterable[RawDocument], expected: Iterable[Expected]) -> MeasuredSet:
    ordered = tuple(sorted(documents, key=lambda document: document.id))
    return MeasuredSet(name=name, documents=ordered, expected=tuple(expected))


def _lines(name: str, rows: Iterable[Row]) -> MeasuredSet:
    """Each line is a document of its own; lines that stand there twice count once."""
    labels = {text_of(row, "line"): text_of(row, "weak_label") for row in rows}
    named = {line: f"{number:05d}" for number, line in enumerate(sorted(labels), start=1)}
    return _set(
        name,
        (plain_text(named[line], line) for line in labels),
        (Expected(document=named[line], what=labels[line]) for line in sorted(labels)),
    )


def _credited_sites(folder: Folder) -> Iterator[Expected]:
    """Copies whose credit line was seen by those who made the collection: the parent's site must be named."""
    sites = {text_of(row, "id"): text_of(row, "site") for row in folder.rows(gov_crosspost.DOCUMENTS, "posts")}
    for child, parent in sorted({(text_of(row, "child"), text_of(row, "parent")) for row in _copies(folder)}):
        if child in sites and parent in sites:
            yield Expected(document=child, what="credited copy", host=sites[parent])


def _copies(folder: Folder) -> Iterator[Row]:
    rows = folder.rows(gov_crosspost.EDGES, "edges between posts")
    return (row for row in rows if text_of(row, "label") == _COPY)


def _credited_outlets(folder: Folder) -> Iterator[Expected]:
    """Copies that credit an outlet by its name, whether its text is here or not."""
    inside = {(text_of(row, "child"), text_of(row, "credited_outlet")) for row in folder.rows(fnc1_news.EDGES, "credited edges")}
    outside: set[tuple[str, str]] = set()
    if folder.tables(fnc1_news.EXTERNAL):
        outside = {
            (text_of(row, "child"), text_of(row, "external_origin").partition(" (")[0])
            for row in folder.rows(fnc1_news.EXTERNAL, "outside origins")
        }
    for what, pairs in (("credited copy", inside), ("credit to a source elsewhere", outside)):
        yield from (Expected(document=child, what=what, name=outlet) for child, outlet in sorted(pairs))
