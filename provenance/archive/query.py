"""What a text shares with an archive, and where it stands among its relatives there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from provenance.archive.family import Bounds, Kin, kin_of
from provenance.archive.record import Entry
from provenance.archive.segments import Snapshot
from provenance.model import Document, Findings, Problem, Reuse
from provenance.pipeline import Read, concluded
from provenance.render.wording import headline_of
from provenance.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One document of the archive that shares passages with the text asked about, and what both share."""

    document: Document
    reuse: Reuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an archive knows of a text.

    ``matches`` are the documents that share passages with it, those first that share most of what is rare, then relatives of
    relatives. ``sharing`` is how
    many documents of the archive share some wording, ``aligned`` how many of them were compared with it word by word, ``total``
    how many the archive has. ``itself`` is the id of the same document where the archive holds it: that is no match. ``findings``
    is the lineage of the text and its relatives; ``problems`` says what was left out.
    """

    document: Document
    matches: tuple[Match, ...]
    sharing: int
    aligned: int
    total: int
    itself: str | None
    findings: Findings
    problems: tuple[Problem, ...]


def query(snapshot: Snapshot, entry: Entry, settings: Settings, itself: int | None = None) -> Answer:
    """What the archive shares with a text. ``itself`` is the text's own number where it stands in the archive.

    Raises:
        UsageError: a file of the archive is damaged.

    """
    bounds = Bounds(batch=settings.archive.query_documents, members=settings.archive.query_family)
    kin = kin_of(snapshot, entry, settings, bounds, itself)
    problems = (*entry.problems, *_left_out(entry.document, kin, settings))
    findings = concluded(
        Read(
            documents=tuple(member.document for member in kin.members),
            signals={member.document.id: member.signals for member in kin.members},
            problems=problems,
        ),
        kin.reuses,
        settings,
    )
    return Answer(
        document=entry.document,
        matches=_matches(entry.document.id, kin),
        sharing=kin.first.sharing,
        aligned=len(kin.first.entries),
        total=snapshot.manifest.documents,
        itself=None if itself is None else entry.document.id,
        findings=replace(findings, summary=replace(findings.summary, headline=headline_of(findings))),
        problems=problems,
    )


def _matches(name: str, kin: Kin) -> tuple[Match, ...]:
    """What was looked at first, in that order, then the relatives found later; what shares no passage is left out."""
    mine = (reuse for reuse in (*kin.first.reuses, *kin.reuses) if name in (reuse.left, reuse.right) and reuse.passages)
    shared = {reuse.left if reuse.right == name else reuse.right: reuse for reuse in mine}
    documents = {entry.document.id: entry.document for entry in (*kin.first.entries, *kin.members)}
    return tuple(Match(document=documents[each], reuse=shared[each]) for each in documents if each in shared)


def _left_out(document: Document, kin: Kin, settings: Settings) -> tuple[Problem, ...]:
    told = Problem(path=document.path, stage="archive", severity="notice", message="")
    found = []
    left = kin.first.sharing - len(kin.first.entries)
    if left:
        message = (
            f"{left:,} more documents share a few words, and less that is rare; they were not compared word by word: "
            "--most N compares more"
        )
        found.append(replace(told, message=message))
    if len(kin.members) >= settings.archive.query_family:
        message = f"only {len(kin.members) - 1:,} relatives were looked at for the lineage (archive.query_family)"
        found.append(replace(told, message=message))
    if not kin.first.complete:
        message = "so many documents share its commonest words that these were left out of the search (archive.query_postings)"
        found.append(replace(told, message=message))
    return tuple(found)
