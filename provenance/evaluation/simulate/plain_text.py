"""A publication as plain text, as somebody would copy it from a screen."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.evaluation.simulate.events import MONTHS
from provenance.evaluation.simulate.publication import Part, Publication, ShownDate

_BREAK = "\n\n"


def plain_text(publication: Publication) -> str:
    """The text with a blank line between its paragraphs; headline, author and date above if they were copied too."""
    return "".join(before + block for before, block in _blocks(publication)).lstrip() + "\n"


def date_line(shown: ShownDate) -> str:
    """The date as a reader sees it.

    Examples:
        >>> from datetime import UTC, datetime
        >>> date_line(ShownDate(moment=datetime(2024, 5, 3, 16, 5, tzinfo=UTC), offset=-300, zoned=False, by_day=False))
        'May 3, 2024 at 11:05 am'

    """
    local = shown.local
    day = f"{MONTHS[local.month - 1]} {local.day}, {local.year}"
    if shown.by_day:
        return day
    half, hour = divmod(local.hour, 12)
    clock = f"{hour or 12}:{local.minute:02d} {('am', 'pm')[half]}"
    return f"{day} at {clock}{f' {zone_name(shown.offset)}' if shown.zoned else ''}"


def zone_name(offset: int) -> str:
    """A zone by its distance from Greenwich, as people write it.

    Examples:
        >>> zone_name(0), zone_name(-300), zone_name(330)
        ('UTC', 'UTC-05:00', 'UTC+05:30')

    """
    if offset == 0:
        return "UTC"
    return f"UTC{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"


def _blocks(publication: Publication) -> Iterator[tuple[str, str]]:
    """Each block with the white space before it."""
    if publication.is_titled:
        yield _BREAK, publication.title
        if publication.byline:
            yield _BREAK, publication.byline
    if publication.shown is not None:
        yield _BREAK, f"Published: {date_line(publication.shown)}"
    dateline = publication.dateline
    for paragraph in publication.paragraphs:
        if paragraph.part is Part.FIGURE and not publication.is_titled:
            continue  # captions are lost with the rest of what stands around the text
        before = " " if paragraph.runs_on else _BREAK
        if paragraph.part is Part.BODY and dateline:
            yield before, f"{dateline} {paragraph.text}"
            dateline = None
        else:
            yield before, paragraph.text
    if publication.is_placed:
        yield _BREAK, f"© {publication.published.year} {publication.outlet.name}"
