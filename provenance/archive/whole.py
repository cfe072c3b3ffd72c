"""An archive, or one family of it, as documents to be traced like any others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from provenance.archive.family import Bounds, kin_of
from provenance.archive.record import Entry
from provenance.archive.segments import Snapshot
from provenance.corpus import ProblemTally
from provenance.errors import UsageError
from provenance.model import Problem
from provenance.pipeline import Read
from provenance.settings import Settings


def whole(snapshot: Snapshot, settings: Settings) -> Read:
    """All documents of an archive.

    Raises:
        UsageError: there is none, or a file is damaged.

    """
    if not snapshot.manifest.documents:
        message = f"{snapshot.folder} has no documents yet; add some with “provenance archive add {snapshot.folder} FILES…”"
        raise UsageError(message)
    return _read(snapshot.entries(range(snapshot.manifest.documents)), settings)


def one_family(snapshot: Snapshot, name: str, settings: Settings) -> Read:
    """The family of the document with an id, and no other documents.

    Raises:
        UsageError: there is no such document, or a file is damaged.

    """
    number = snapshot.number_of(name)
    if number is None:
        message = f"{snapshot.folder} has no document called “{name}”; {_alike(snapshot, name)}"
        raise UsageError(message)
    (start,) = snapshot.entries([number])
    bounds = Bounds(batch=settings.archive.family_batch, members=settings.archive.family_documents)
    kin = kin_of(snapshot, start, settings, bounds, number)
    read = _read(kin.members, settings)
    if kin.complete:
        return read
    message = (
        f"its family may be larger than the {len(kin.members):,} documents traced here; raise archive.family_documents or "
        "archive.query_postings, or trace the whole archive"
    )
    notice = Problem(path=start.document.path, stage="archive", severity="notice", message=message)
    return replace(read, problems=(*read.problems, notice))


def _read(entries: Iterable[Entry], settings: Settings) -> Read:
    ordered = sorted(entries, key=lambda entry: entry.document.id)
    noticed = {problem: None for entry in ordered for problem in entry.problems}
    tally = ProblemTally(settings.limits.listed_problems)
    tally.add(sorted(noticed, key=lambda problem: problem.sort_key))
    return Read(
        documents=tuple(entry.document for entry in ordered),
        signals={entry.document.id: entry.signals for entry in ordered},
        problems=tally.problems(),
    )


def _alike(snapshot: Snapshot, name: str) -> str:
    """A few ids that resemble a name, to be offered."""
    plain = name.casefold()
    found = sorted(known for ids in snapshot.ids for known in ids.ids() if plain in known.casefold())
    return f"did you mean {', '.join(found[:5])}?" if found else "“provenance archive query” finds documents by their text"
