"""What a document says of itself, completed from its text: publisher, authors, dates, language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from provenance.model import Block, DateRange, MentionedDate, Metadata, Publisher, Role
from provenance.reading.embeds import find_attribution
from provenance.reading.furniture import DateLabel, byline_names, labelled_dates
from provenance.reading.language import language_of
from provenance.text.dates import DateMention, find_dates, infer_year, lacks_only_year, to_range, years_in
from provenance.text.disguise import plain_sight
from provenance.text.sentences import sentences
from provenance.text.words import fold_space

_SPEAKING_ROLES = frozenset({Role.TITLE, Role.SUBTITLE, Role.HEADING, Role.BODY, Role.CAPTION, Role.QUOTATION_BLOCK, Role.EMBED})
"""Roles whose dates are what the text speaks of; a year in a copyright line is not."""
_STORY_ROLES = frozenset({Role.TITLE, Role.SUBTITLE, Role.HEADING, Role.BODY})
_LEAD_PARAGRAPHS = 3
"""Paragraphs in which news says when it happened; further down stands its history."""
_FUTURE = re.compile(
    r"\b(?:will|would|shall|next|until|till|before|by|ahead|upcoming|scheduled|expected|expects?|plans?|planned|due|"
    r"set to|from)\b",
    re.IGNORECASE,
)
"""Words of a sentence whose date may lie ahead of the text."""
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s,]*+(?:(?:copyright|©)[\s,]*+)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d|present))?[\s,.]*+)?(?:by\s++)?"
    r"(?P<name>[^\W\d_][^|•·\n©]{1,60}?)\s*+(?:,?\s*+(?:19|20)\d\d\b|\.?\s*+all rights|[|•·©]|\.\s|\.?$|"
    r"\b(?:powered|designed|developed) by)",
    re.IGNORECASE,
)
_Mentions = Mapping[str, Sequence[DateMention]]
"""Dates in each block, by the block's id."""
_NAME_EDGES = " .,;:-–—"
_NAMES_APART = re.compile(r"(?<!\s)\s*+(?:,|;|\||\band\b|\bund\b|\bet\b|\by\b|&)\s*+")
_AUTHOR_WORDS = 5


def complete_metadata(declared: Metadata, text: str, blocks: Sequence[Block]) -> Metadata:
    """The declared metadata, with gaps filled from the text and its blocks' roles; what is declared stays.

    ``not_before`` is the latest day that the text must already have known: an embedded post's, or the day the lead
    tells of in the past. Ids with clocks are read elsewhere.
    """
    published, updated = _dates_of_lines(text, blocks)
    mentions = {block.id: find_dates(text, block.span) for block in blocks if block.role in _SPEAKING_ROLES}
    years = _years(text, blocks) if any(lacks_only_year(found) for each in mentions.values() for found in each) else ()
    title = declared.title or next((fold_space(block.span.of(text)) for block in blocks if block.role is Role.TITLE), None)
    return replace(
        declared,
        title=title,
        publisher=_publisher(declared.publisher, text, blocks),
        authors=declared.authors or tuple(_authors(text, blocks)),
        language=language_of(" ".join(block.span.of(text) for block in blocks if block.role in _STORY_ROLES))
        or declared.language,
        published=declared.published or published,
        updated=declared.updated or updated,
        not_before=declared.not_before or _not_before(text, blocks, mentions, years),
        mentioned=tuple(_mentioned(blocks, mentions, years)),
    )


def _years(text: str, blocks: Sequence[Block]) -> tuple[int, ...]:
    """Every year the story speaks of, in order."""
    return tuple(year for block in blocks if block.role in _STORY_ROLES for year in years_in(text, block.span))


def _dates_of_lines(text: str, blocks: Sequence[Block]) -> tuple[DateRange | None, DateRange | None]:
    """Publication and last change, from date lines; an unlabelled date counts as publication only above the article."""
    found: dict[DateLabel, DateRange] = {}
    above = True
    for block in blocks:
        above = above and block.role is not Role.BODY
        if block.role is not Role.DATELINE:
            continue
        for label, mention in labelled_dates(block.span.of(text)):
            date = to_range(mention, "text" if label is not DateLabel.UNLABELLED else "dateline")
            if date is not None and (above or label is not DateLabel.UNLABELLED):
                found.setdefault(label, date)
    return found.get(DateLabel.PUBLISHED) or found.get(DateLabel.UNLABELLED), found.get(DateLabel.UPDATED)


def _publisher(declared: Publisher | None, text: str, blocks: Sequence[Block]) -> Publisher | None:
    """The declared publisher, its missing name from the site's own copyright line (one among page furniture)."""
    if declared is not None and declared.name:
        return declared
    for block in reversed(blocks):
        match = _COPYRIGHT.search(block.span.of(text)) if block.role is Role.CHROME else None
        name = fold_space(match["name"]).strip(_NAME_EDGES) if match else ""
        if name:
            return Publisher(name=name, host=None, basis="copyright line") if declared is None else replace(declared, name=name)
    return declared


def _authors(text: str, blocks: Sequence[Block]) -> Iterable[str]:
    """Names in bylines, in order, each once."""
    seen = set()
    for block in blocks:
        if block.role is not Role.BYLINE:
            continue
        line = plain_sight(fold_space(block.span.of(text))).text
        for name in _NAMES_APART.split(byline_names(line) or line):
            short = name.strip(_NAME_EDGES)
            if short and short[0].isupper() and len(short.split()) <= _AUTHOR_WORDS and short not in seen:
                seen.add(short)
                yield short


def _mentioned(blocks: Sequence[Block], mentions: _Mentions, years: Sequence[int]) -> Iterable[MentionedDate]:
    for block in blocks:
        basis = "embed" if block.role is Role.EMBED else "text"
        for mention in mentions.get(block.id, ()):
            date = to_range(mention, basis, infer_year(mention, years) if mention.year is None else None)
            if date is not None:
                yield MentionedDate(date=date, span=mention.span, block=block.id)


def _not_before(text: str, blocks: Sequence[Block], mentions: _Mentions, years: Sequence[int]) -> DateRange | None:
    """The latest day the text must have known, ``None`` if it tells of none."""
    days = [*_embed_days(text, blocks), *_lead_days(text, blocks, mentions, years)]
    return max(days, key=lambda day: (day.bounds()[0], not day.year_inferred), default=None)


def _embed_days(text: str, blocks: Sequence[Block]) -> Iterable[DateRange]:
    for block in blocks:
        if block.role is not Role.EMBED:
            continue
        attribution = find_attribution(fold_space(block.span.of(text)))
        for mention in find_dates(attribution["date"]) if attribution and attribution["date"] else ():
            if mention.is_day and (day := to_range(mention, "embed")) is not None:
                yield day


def _lead_days(text: str, blocks: Sequence[Block], mentions: _Mentions, years: Sequence[int]) -> Iterable[DateRange]:
    lead = [block for block in blocks if block.role is Role.BODY][:_LEAD_PARAGRAPHS]
    for block in lead:
        days = [(mention.span, day) for mention in mentions[block.id] if (day := _day(mention, years)) is not None]
        for sentence in sentences(text, block.span) if days else ():
            if not _FUTURE.search(sentence.of(text)):
                yield from (day for span, day in days if sentence.overlap(span))


def _day(mention: DateMention, years: Sequence[int]) -> DateRange | None:
    if mention.month is None or mention.day is None or mention.hour is not None:
        return None
    return to_range(mention, "text", infer_year(mention, years) if mention.year is None else None)
