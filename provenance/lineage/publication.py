"""When two documents say they were published, and what that says about who was first."""

from __future__ import annotations

from provenance.model import DateRange, Document, Evidence
from provenance.settings import EvidenceWeights

_ISO_DAY = len("2025-07-03")
_DAY_SHARE = 0.5
"""Share of the weight of time that two neighbouring civil days in unknown zones get."""


def order_of(source: Document, copy: Document) -> float:
    """Whether ``copy`` is dated after ``source``: 1 surely, -1 surely before, half for neighbouring civil days, 0 if unknown.

    A page without a date that was captured before the other was published is older.
    """
    before, after = source.metadata.published, copy.metadata.published
    if before and after:
        return _later(before, after)
    if after and (seen := source.metadata.not_after) and seen.bounds()[1] < after.bounds()[0]:
        return 1.0
    if before and (seen := copy.metadata.not_after) and seen.bounds()[1] < before.bounds()[0]:
        return -1.0
    return 0.0


def time_evidence(source: Document, copy: Document, trust: float, weights: EvidenceWeights) -> tuple[Evidence, ...]:
    """One piece of evidence if the dates of two documents tell them apart, none otherwise; ``trust`` in [0, 1] scales it."""
    share = order_of(source, copy)
    if not share:
        return ()
    weight = weights.publication_time if share > 0 else weights.publication_time_against
    first, second = (source, copy) if share > 0 else (copy, source)
    doubt = "dates may be set anew on import" if trust == 1.0 else "other dates here disagree with the credits beside them"
    return (
        Evidence(
            kind="publication_time",
            log_odds=weight * abs(share) * trust,
            note=f"{_times(first, second)}; {doubt}",
        ),
    )


def _times(first: Document, second: Document) -> str:
    """What is known of when two documents were published, the first of which says so or was captured before the second."""
    before, seen, after = first.metadata.published, first.metadata.not_after, second.metadata.published
    later = _day(after) if after else ""
    if before is None and seen is not None:
        return f"{first.id} was captured on {_day(seen)}, {second.id} is dated {later}"
    return f"{first.id} is dated {_day(before) if before else ''}, {second.id} {later}"


def _day(date: DateRange) -> str:
    return date.written or date.earliest


def _later(before: DateRange, after: DateRange) -> float:
    """1 if ``after`` is surely later, -1 if surely earlier, half for neighbouring civil days, 0 if unknown."""
    first, second = before.bounds(), after.bounds()
    if first[1] < second[0]:
        return 1.0
    if second[1] < first[0]:
        return -1.0
    if before.timezone is None and after.timezone is None and len(before.earliest) == len(after.earliest) == _ISO_DAY:
        if before.latest < after.earliest:
            return _DAY_SHARE
        if after.latest < before.earliest:
            return -_DAY_SHARE
    return 0.0
