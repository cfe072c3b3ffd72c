"""What is known of time: when every document and every missing source was published, as far as anything says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import log1p

from provenance.model import DateRange, Document, Source
from provenance.render.dates import date_words
from provenance.render.html import Markup, element
from provenance.render.sections.context import Context, section
from provenance.render.wording import plural

ROWS_SHOWN = 60
"""Most rows: as many as a picture has nodes."""
_TICKS_APART = 16.0
"""Percent of the axis from one date below it to the next: room for the words of a day."""
_LEAST_GAP = 0.4
"""Width of the smallest gap between two moments, where an hour has 0.7 and a year 9: they are not to be drawn as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time between two moments, both included, ``None`` where nothing says when it began or ended. ``how`` is its style."""

    first: datetime | None
    last: datetime | None
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is known of one node: stretches to draw, none where nothing is known, and the same in words."""

    node: str
    stretches: tuple[Stretch, ...]
    words: tuple[str, ...]


class Axis:
    """Moments from left to right, in percent. Gaps count by their logarithm, so that an hour is seen beside years.

    Examples:
        >>> axis = Axis([datetime(2024, 1, day, tzinfo=UTC) for day in (1, 2, 31)])
        >>> [round(axis.place(moment)) for moment in axis.moments]
        [0, 34, 100]

    """

    def __init__(self, moments: Iterable[datetime]) -> None:
        self.moments: tuple[datetime, ...] = tuple(sorted(set(moments)))
        widths = [_LEAST_GAP + log1p((after - before) / timedelta(hours=1)) for before, after in pairwise(self.moments)]
        total = sum(widths) or 1.0
        ends = [0.0]
        for width in widths:
            ends.append(ends[-1] + width * 100 / total)
        self._places = dict(zip(self.moments, ends, strict=False))

    def place(self, moment: datetime) -> float:
        """Where one of the moments stands, in percent from the left."""
        return self._places[moment]

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Places and dates of the moments that are written below the axis: those for whose words there is room."""
        free = 0.0
        for moment in self.moments:
            place = self._places[moment]
            if free <= place <= 100 - _TICKS_APART or (place == 0.0 and len(self.moments) == 1):
                yield place, f"{moment.day} {moment:%b} {moment.year}"
                free = place + _TICKS_APART


def timeline_section(context: Context) -> Markup | None:
    """When each was published: earliest first, those of which nothing is known last. Nothing at all where no time is known."""
    findings = context.findings
    known = (*map(_document, findings.documents), *map(_source, findings.sources))
    rows = sorted(known, key=lambda row: (_begin(row), context.names.long(row.node)))
    if not any(row.stretches for row in rows):
        return None
    axis = Axis(moment for row in rows for stretch in row.stretches for moment in (stretch.first, stretch.last) if moment)
    more = len(rows) - ROWS_SHOWN
    drawn = [_row(context, row, axis) for row in rows[:ROWS_SHOWN]]
    foot = element("tr", element("td", ""), element("td", _scale(axis)), element("td", ""), class_="scale")
    return section(
        "time",
        "What is known of time",
        element("p", _HOW, class_="soft"),
        element("table", *drawn, foot, class_="timeline"),
        element("p", f"{plural(more, 'more row')} not shown here; trace.json has all.", class_="soft") if more > 0 else None,
    )


_HOW = (
    "By each page's own account, as narrow as it goes: a bar that ends is a date, one with an arrow says “not before”, "
    "a dotted line “unknown”. The longer a gap, the more it is drawn together. A date by itself orders nothing: pages are dated "
    "anew when they are imported."
)
_DAY_LENGTH = len("2025-07-03")
_NEVER = datetime.max.replace(tzinfo=UTC)


def _begin(row: Row) -> datetime:
    return min((moment for stretch in row.stretches if (moment := stretch.first or stretch.last)), default=_NEVER)


def _document(document: Document) -> Row:
    metadata = document.metadata
    said = (
        ("published", metadata.published, "known"),
        ("updated", metadata.updated if metadata.updated != metadata.published else None, "later"),
    )
    known = [(word, date, how) for word, date, how in said if date is not None]
    words = tuple(f"{word} {date_words(date)} (by {date.basis})" for word, date, _ in known)
    stretches = tuple(_between(date, how) for _, date, how in known)
    if metadata.published is None and (metadata.not_before or metadata.not_after):
        bound = (("not before", metadata.not_before), ("not after", metadata.not_after))
        return Row(
            node=document.id,
            stretches=(*stretches, _bounded(metadata.not_before, metadata.not_after)),
            words=(*words, *(f"{word} {date_words(date)} (by {date.basis})" for word, date in bound if date)),
        )
    return Row(node=document.id, stretches=stretches, words=words or ("does not say",))


def _source(source: Source) -> Row:
    if source.not_before is None:
        return Row(node=source.id, stretches=(), words=("not here, and nothing says when",))
    words = f"not here; not before {date_words(source.not_before)} (by {source.not_before.basis})"
    return Row(node=source.id, stretches=(_bounded(source.not_before, None),), words=(words,))


def _between(date: DateRange, how: str) -> Stretch:
    first, last = _bounds(date)
    return Stretch(first=first, last=last, how=how)


def _bounded(after: DateRange | None, before: DateRange | None) -> Stretch:
    """The time between two bounds, either of which may be unknown."""
    first, last = _bounds(after)[0] if after else None, _bounds(before)[1] if before else None
    how = "between" if first and last else "open" if first else "ending"
    return Stretch(first=first, last=last, how=how)


def _bounds(date: DateRange) -> tuple[datetime, datetime]:
    """The bounds of a date; a day without an hour is drawn where its name stands, not as wide as it is somewhere on earth."""
    if len(date.earliest) > _DAY_LENGTH or len(date.latest) > _DAY_LENGTH:
        return date.bounds()
    first, last = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (date.earliest, date.latest))
    return first, last + timedelta(days=1)


def _row(context: Context, row: Row, axis: Axis) -> Markup:
    bars = [_bar(stretch, axis) for stretch in row.stretches] or [element("span", class_="stretch unknown")]
    return element(
        "tr",
        element("th", context.named(row.node), scope="row"),
        element("td", element("span", *bars, class_="strip", aria_hidden="true")),
        element("td", *_lines(row.words)),
    )


def _bar(stretch: Stretch, axis: Axis) -> Markup:
    left = 0.0 if stretch.first is None else axis.place(stretch.first)
    right = 100.0 if stretch.last is None else axis.place(stretch.last)
    return element("span", class_=f"stretch {stretch.how}", style=f"left:{left:.2f}%;width:{right - left:.2f}%")


def _lines(words: Sequence[str]) -> list[Markup]:
    return [element("span", each, class_="said") for each in words]


def _scale(axis: Axis) -> Markup:
    marks = [element("span", words, style=f"left:{place:.2f}%") for place, words in axis.ticks()]
    return element("span", *marks, class_="marks", aria_hidden="true")
