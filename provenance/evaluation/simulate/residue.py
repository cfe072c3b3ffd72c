"""What two documents show of who was first: the test for twins of which nobody can say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from provenance.evaluation.simulate.publication import Form, Part, Publication, ShownDate
from provenance.model import RawDocument

_EASTERNMOST, _WESTERNMOST = timedelta(hours=14), timedelta(hours=12)
"""A civil time without a zone can be so much earlier and later in UTC (zones run from UTC+14 to UTC-12)."""
_MARKED_UP = frozenset({Form.PAGE, Form.POST})
_MINUTE = timedelta(minutes=1)
_LAST_MINUTE = timedelta(days=1) - _MINUTE
_MORE_THAN_A_MONTH = timedelta(days=32)


def are_undecidable(one: Publication, other: Publication, documents: Mapping[str, RawDocument]) -> bool:
    """Whether two copies are alike in everything that could tell which is the older.

    They have the same paragraphs with the same damage and the same credit lines and notices; spelling, wording and headline may
    differ, because such changes can be turned back; where both have mark-up, also the same pictures, links and ids. Neither
    names the other, and their dates, as far as shown, leave both orders open.
    """
    alike = _told(one) == _told(other)
    if alike and {one.form, other.form} <= _MARKED_UP:
        alike = _marks(one) == _marks(other)
    return alike and not _names(one, other, documents) and not _names(other, one, documents) and not _are_ordered(one, other)


def _told(publication: Publication) -> tuple[tuple[str, tuple[str, ...], int | None], ...]:
    """What every form of a document shows: its paragraphs and their damage."""
    return tuple((item.origin, item.scars, item.kept_words) for item in publication.paragraphs if item.part is not Part.FIGURE)


def _marks(publication: Publication) -> tuple[object, ...]:
    """What only mark-up shows: pictures, links, ids."""
    return tuple((item.part is Part.FIGURE, item.links, item.attributes) for item in publication.paragraphs)


def _names(one: Publication, other: Publication, documents: Mapping[str, RawDocument]) -> bool:
    content = documents[one.id].content
    outlet = other.outlet
    return outlet.name in content or outlet.host in content


def _are_ordered(one: Publication, other: Publication) -> bool:
    first, second = _bounds(one), _bounds(other)
    return first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])


def _bounds(publication: Publication) -> tuple[datetime, datetime] | None:
    """First and last moment that the date a document shows can mean, ``None`` if it shows none."""
    if publication.shown is not None:
        return _shown_bounds(publication.shown, publication.form)
    if publication.form in _MARKED_UP and publication.is_placed:
        return _address_bounds(publication)
    return None


def _address_bounds(publication: Publication) -> tuple[datetime, datetime] | None:
    """First and last moment that a date in the address can mean, ``None`` if there is none."""
    day = publication.published.replace(hour=0, minute=0, second=0, microsecond=0)
    if "{day}" in publication.outlet.path:
        return _any_zone(day, day + _LAST_MINUTE)
    if "{month}" in publication.outlet.path:
        first = day.replace(day=1)
        return _any_zone(first, (first + _MORE_THAN_A_MONTH).replace(day=1) - _MINUTE)
    return None


def _shown_bounds(shown: ShownDate, form: Form) -> tuple[datetime, datetime]:
    local = shown.local.replace(tzinfo=UTC)
    if shown.by_day and form is not Form.POST:
        day = local.replace(hour=0, minute=0, second=0, microsecond=0)
        return _any_zone(day, day + _LAST_MINUTE)
    return (shown.moment, shown.moment) if shown.zoned else _any_zone(local, local)


def _any_zone(first: datetime, last: datetime) -> tuple[datetime, datetime]:
    return first - _EASTERNMOST, last + _WESTERNMOST
