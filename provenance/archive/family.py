"""The documents of an archive that are copies of one another, starting from one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.archive.record import Entry
from provenance.archive.search import NOTHING, merged, ranked, sharers, without
from provenance.archive.segments import Snapshot
from provenance.archive.shingles import shingles_of
from provenance.grouping import connected
from provenance.matching import Hashes, find_reuse
from provenance.model import Reuse
from provenance.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How far is looked: ``batch`` documents at once, and ``members`` of the family in all, the start counted."""

    batch: int
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Documents of an archive looked at together.

    ``sharing`` is how many share enough, ``entries`` those of them that share most of what is rare; ``reuses`` is what pairs of
    these and of the family as it was then share, sorted. ``complete`` is false where not all that share enough were counted.
    """

    sharing: int
    entries: tuple[Entry, ...]
    reuses: tuple[Reuse, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """What was found around one document, the start.

    ``members`` are its family, itself included, sorted by id; ``reuses`` what pairs of them share, sorted. ``first`` is what was
    looked at before anything was known but the start itself. ``complete`` is false where there may be more members.
    """

    members: tuple[Entry, ...]
    reuses: tuple[Reuse, ...]
    first: Looked
    complete: bool


def kin_of(snapshot: Snapshot, start: Entry, settings: Settings, bounds: Bounds, number: int | None = None) -> Kin:
    """The family of a document, whose number is given if it stands in the archive itself.

    The documents that share most with the members known so far are compared with them; what is copied joins; and so on until
    nobody new joins. Wording that documents hold which were compared and did not join (a footer, a quotation) leads no further.
    The order in which documents were added does not matter.
    """
    words = settings.matching.shingle_words
    family = {start.document.id: start}
    seen = set() if number is None else {number}
    mine, others = [shingles_of(start.document, words)], [NOTHING]
    first = looked = _look(snapshot, mine[0], family.values(), seen, settings, bounds)
    complete = looked.complete
    while joining := _joining(family, looked, start.document.id):
        kept = joining[: bounds.members - len(family)]
        family.update((entry.document.id, entry) for entry in kept)
        if len(family) >= bounds.members:
            complete = False
            break
        for entry in looked.entries:
            (mine if entry.document.id in family else others).append(shingles_of(entry.document, words))
        following = _look(snapshot, without(merged(mine), merged(others)), family.values(), seen, settings, bounds)
        looked = following if following.entries else replace(looked, entries=())
        complete = complete and following.complete
    return Kin(
        members=tuple(family[name] for name in sorted(family)),
        reuses=tuple(reuse for reuse in looked.reuses if reuse.left in family and reuse.right in family),
        first=first,
        complete=complete,
    )


def _look(
    snapshot: Snapshot, wanted: Hashes, family: Collection[Entry], seen: set[int], settings: Settings, bounds: Bounds
) -> Looked:
    """Compare the next documents with a family; ``seen`` are the numbers of those looked at already, and takes up the new."""
    is_first = len(family) == 1
    least = settings.matching.candidate_shared_shingles if is_first else settings.archive.family_shingles
    found = sharers(snapshot, wanted, least, settings.archive.query_postings)
    numbers = ranked(snapshot, found, bounds.batch, frozenset(seen))
    sharing = len(set(found.numbers.tolist()) - seen)
    seen.update(numbers)
    entries = tuple(snapshot.entries(numbers))
    documents = [entry.document for entry in (*family, *entries)]
    return Looked(
        sharing=sharing,
        entries=entries,
        reuses=find_reuse(documents, settings.matching) if entries else (),
        complete=found.complete,
    )


def _joining(family: Mapping[str, Entry], looked: Looked, start: str) -> Sequence[Entry]:
    """Of the documents looked at those that copies link to the start, in their order."""
    links = ((reuse.left, reuse.right) for reuse in looked.reuses if reuse.is_copy)
    members = _linked(start, (*((start, name) for name in family), *links))
    return [entry for entry in looked.entries if entry.document.id in members]


def _linked(start: str, links: Iterable[tuple[str, str]]) -> frozenset[str]:
    return next(frozenset(group) for group in connected([start], links) if start in group)
