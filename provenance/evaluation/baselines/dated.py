"""Direction from dates alone: what every published system does that draws arrows at all.

The date is the day of publication, or of the last change where that is all there is, with the clock time where both
documents give one. Dates that tie or lack decide nothing; the forced tree then goes by an impartial order.
"""

from __future__ import annotations

from collections.abc import Mapping

from provenance.evaluation.baselines.groups import Group, Tree, impartial
from provenance.model import DateRange, Document

_ISO_DAY = len("2025-07-03")
_NEVER = "9999-12-31"
"""Stands for a missing date in the forced order: undated documents are last."""


def earliest_first(group: Group) -> Tree:
    """Everything is a copy of the earliest document (NELA; Microsoft's news provenance; Turnitin by submission).

    An edge is decided if the earliest document is known to be earlier than the copy.
    """
    ordered = sorted(impartial(group.documents), key=_order)
    first = ordered[0]
    decided = {(first.id, other.id): 1.0 for other in ordered[1:] if is_earlier(first, other)}
    return Tree(
        parents={document.id: None if document is first else first.id for document in ordered},
        decided=decided,
    )


def most_overlap_earlier(group: Group) -> Tree:
    """Everything is a copy of the earlier document that holds most of it (passim's and Dolos's use with dates).

    Of equal ones the earliest counts. An edge is decided if the parent is known to be earlier; its score is the share of the
    copy that the parent holds. Where no earlier document holds anything, the tree guesses among those before it in order.
    """
    ordered = sorted(impartial(group.documents), key=_order)
    parents: dict[str, str | None] = {ordered[0].id: None}
    decided: dict[tuple[str, str], float] = {}
    for place, document in enumerate(ordered[1:], 1):
        before = [other for other in ordered[:place] if is_earlier(other, document)]
        best = _fullest(before, document, group.containment)
        if best is not None:
            decided[best.id, document.id] = group.containment[best.id, document.id]
        guess = best or _fullest(ordered[:place], document, group.containment) or ordered[0]
        parents[document.id] = guess.id
    return Tree(parents=parents, decided=decided)


def _fullest(candidates: list[Document], copy: Document, containment: Mapping[tuple[str, str], float]) -> Document | None:
    """The first candidate with the largest share of the copy, ``None`` if none has any."""
    holders = [other for other in candidates if containment.get((other.id, copy.id), 0.0) > 0]
    return max(holders, key=lambda other: containment[other.id, copy.id], default=None)


def is_earlier(one: Document, other: Document) -> bool:
    """Whether one document is dated before another: an earlier day, or the same day and an earlier clock time."""
    first, second = _date(one), _date(other)
    if first is None or second is None:
        return False
    if _day(first) != _day(second):
        return _day(first) < _day(second)
    return bool(_clock(first) and _clock(second)) and _clock(first) < _clock(second)


def _date(document: Document) -> DateRange | None:
    return document.metadata.published or document.metadata.updated


def _day(date: DateRange) -> str:
    """The civil day, as written where the zone is unknown."""
    return (date.earliest if date.timezone else date.written or date.earliest)[:_ISO_DAY]


def _clock(date: DateRange) -> str:
    """The middle of the interval as an instant, empty for a whole day."""
    if len(date.earliest) == _ISO_DAY:
        return ""
    first, last = date.bounds()
    return (first + (last - first) / 2).isoformat()


def _order(document: Document) -> tuple[str, str]:
    date = _date(document)
    return (_day(date), _clock(date)) if date else (_NEVER, "")
