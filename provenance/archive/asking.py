"""From a file to what an archive knows of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from provenance.archive.query import Answer, query
from provenance.archive.record import Entry, content_digest
from provenance.archive.segments import Snapshot
from provenance.corpus import read_corpus
from provenance.errors import NothingReadableError, UsageError
from provenance.model import Problem, RawDocument
from provenance.pipeline import read_all
from provenance.settings import Settings

_ASKED = " (asked)"
"""Put behind the id of a text that the archive has another document of."""


def ask(snapshot: Snapshot, path: Path | str, settings: Settings) -> Answer:
    """What an archive shares with the one document in a file, ``-`` being standard input.

    Raises:
        UsageError: the path does not exist, holds several documents, or a file of the archive is damaged.
        NothingReadableError: it is not readable.

    """
    raws, problems = read_corpus([path], settings.limits, settings.columns)
    if len(raws) > 1:
        names = ", ".join(raw.id for raw in raws[:5])
        message = f"{path} holds {len(raws)} documents ({names}…); ask about a file with one"
        raise UsageError(message)
    if not raws:
        raise _unreadable(path, problems)
    entry = _entry(raws[0], problems, path, settings)
    number = snapshot.number_of(raws[0].id)
    if number is None:
        return query(snapshot, entry, settings)
    if content_digest(entry.document, entry.signals) == snapshot.content(number):
        return query(snapshot, entry, settings, number)
    name = raws[0].id
    while snapshot.number_of(name) is not None:
        name += _ASKED
    return query(snapshot, _entry(replace(raws[0], id=name), problems, path, settings), settings)


def _entry(raw: RawDocument, problems: tuple[Problem, ...], path: Path | str, settings: Settings) -> Entry:
    documents, signals, unread = read_all([raw], settings.limits)
    if not documents:
        raise _unreadable(path, (*problems, *unread))
    return Entry(document=documents[0], signals=signals[documents[0].id], problems=(*problems, *unread))


def _unreadable(path: Path | str, problems: tuple[Problem, ...]) -> NothingReadableError:
    reasons = "; ".join(problem.message for problem in problems) or "it is empty"
    return NothingReadableError(f"{path}: nothing readable there: {reasons}")
