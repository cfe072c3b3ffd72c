"""Dates in words."""

from __future__ import annotations

from datetime import UTC, datetime

from provenance.model import DateRange, Document

_MONTHS = "January February March April May June July August September October November December".split()
_DAY_LENGTH = len("2025-07-03")


def date_words(date: DateRange) -> str:
    """A date in words, with what is not known about it.

    Examples:
        >>> posted = "2025-07-04T15:03:47Z"
        >>> date_words(DateRange(earliest=posted, latest=posted, timezone="UTC", basis="date_gmt"))
        '4 July 2025, 15:03 UTC'
        >>> date_words(DateRange(earliest="2025-07-03", latest="2025-07-03", timezone=None, basis="text", year_inferred=True))
        '3 July 2025 (year inferred)'

    """
    if date.earliest == date.latest:
        words = _moment(date.earliest)
    elif date.written is not None:
        words = f"{_moment(date.written)} (time zone not stated)" if "T" in date.written else _moment(date.written)
    else:
        words = f"between {_moment(date.earliest)} and {_moment(date.latest)}"
    return f"{words} (year inferred)" if date.year_inferred else words


def _moment(iso: str) -> str:
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    if len(iso) <= _DAY_LENGTH:
        return day
    return f"{day}, {moment:%H:%M}" + (" UTC" if moment.tzinfo is not None else "")


def document_dates(document: Document) -> tuple[str, ...]:
    """What a document says of its own date, most telling first; ``("undated",)`` if it says nothing."""
    metadata = document.metadata
    said = []
    if metadata.published is not None:
        said.append(f"published {date_words(metadata.published)}")
    if metadata.updated is not None and metadata.updated != metadata.published:
        said.append(f"updated {date_words(metadata.updated)}")
    if not said:
        said.append("undated")
        if metadata.not_before is not None:
            said.append(f"not before {date_words(metadata.not_before)}")
    return tuple(said)
