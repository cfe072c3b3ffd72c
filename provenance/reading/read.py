"""A raw document to a read one: the order of the steps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from provenance.model import Block, Container, Document, Format, Metadata, Problem, RawDocument, RecordFields, Role, Span
from provenance.reading.blocks import Draft, Parsed, Piece, assemble, cut_note
from provenance.reading.head import metadata_of_head
from provenance.reading.html import read_html
from provenance.reading.markdown import read_markdown
from provenance.reading.metadata import complete_metadata
from provenance.reading.page import resolve_page
from provenance.reading.plain import read_plain
from provenance.reading.record import before_capture, capture_date, with_record
from provenance.reading.roles import assign_roles
from provenance.reading.saved import page_as_it_was
from provenance.reading.wordpress import read_wordpress
from provenance.settings import Limits
from provenance.text.disguise import Disguise, disguises

_BLOCKS_NAMED = 5
"""Blocks in which something was noticed that are named; the others are counted."""
_OFFICE = frozenset({Container.PDF, Container.DOCX, Container.ODT})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def read_document(raw: RawDocument, limits: Limits) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read one raw document.

    Returns:
        The document and what was lost on the way; ``None`` and the reason if nothing can be read of it.

    """
    try:
        parsed = _within(_with_fields(_parse(raw, limits), raw.record), limits.text_chars)
    except ValueError as error:
        return None, (_problem(raw, "skipped", str(error)),)
    problems = tuple(_problem(raw, "degraded", note) for note in dict.fromkeys(parsed.notes))
    if not parsed.pieces:
        return None, (*problems, _problem(raw, "skipped", f"{raw.format} without any text; remove it, or save the page again"))
    has_markup = raw.format is not Format.PLAIN_TEXT and not (_is_office(raw) and not _has_headings(parsed))
    roles = assign_roles(parsed.text, parsed.pieces, parsed.declared.title, has_markup=has_markup)
    blocks = _blocks(raw.id, parsed.pieces, roles)
    document = Document(
        id=raw.id,
        path=raw.path,
        sha256=raw.sha256,
        format=raw.format,
        encoding=raw.encoding,
        text=parsed.text,
        blocks=blocks,
        metadata=_completed(raw, parsed, blocks),
        head=parsed.head,
        container=raw.record.container if raw.record else None,
    )
    notices = (_problem(raw, "notice", _disguised(found, blocks)) for found in disguises(document.text))
    return document, (*problems, *notices)


def _disguised(found: Disguise, blocks: Sequence[Block]) -> str:
    """What is said of characters that look like others: how many of which kind, and in which blocks."""
    starts = [block.span.start for block in blocks]
    held = dict.fromkeys(max(0, bisect_right(starts, place) - 1) for place in found.places)
    labels = [blocks[number].id.rpartition(":")[2] for number in held]
    more = f" and {len(labels) - _BLOCKS_NAMED} more" if len(labels) > _BLOCKS_NAMED else ""
    where = f"{', '.join(labels[:_BLOCKS_NAMED])}{more}"
    return f"{len(found.places):,} {found.kind} in {where}; they are seen through when texts are compared"


def _is_office(raw: RawDocument) -> bool:
    """Whether a document was a file of an office program: its paragraphs may have no marks of what they are."""
    return raw.record is not None and raw.record.container in _OFFICE


def _has_headings(parsed: Parsed) -> bool:
    return any(piece.tag in _HEADINGS for piece in parsed.pieces)


def _completed(raw: RawDocument, parsed: Parsed, blocks: tuple[Block, ...]) -> Metadata:
    """The metadata; a byline goes before the author that an office program names, who is whoever made the file."""
    declared = parsed.declared
    if not _is_office(raw):
        return complete_metadata(declared, parsed.text, blocks)
    found = complete_metadata(replace(declared, authors=()), parsed.text, blocks)
    return found if found.authors else replace(found, authors=declared.authors)


def _with_fields(parsed: Parsed, record: RecordFields | None) -> Parsed:
    return parsed if record is None else with_record(parsed, record)


def _parse(raw: RawDocument, limits: Limits) -> Parsed:
    if raw.format is Format.WORDPRESS_REST_JSON:
        return read_wordpress(raw.content, limits)
    if raw.format is Format.HTML:
        return _parse_page(raw.content, limits)
    if raw.format is Format.MARKDOWN:
        return _cut_source(raw.content, limits, read_markdown)
    return _cut_source(raw.content, limits, read_plain)


def _cut_source(source: str, limits: Limits, reader: Callable[[str, Limits], Parsed]) -> Parsed:
    """A text read up to the limit on its length: what is cut anyway is not looked at first."""
    parsed = reader(source[: limits.text_chars], limits)
    if len(source) <= limits.text_chars:
        return parsed
    return replace(parsed, notes=(*parsed.notes, cut_note(limits.text_chars)))


def _parse_page(markup: str, limits: Limits) -> Parsed:
    kept = page_as_it_was(markup)
    page = read_html(kept.markup, limits)
    head = kept.head(page.head)
    drafts = resolve_page(page.placed, page.elements, head)
    text, pieces = assemble(drafts)
    declared = metadata_of_head(head, _main_heading(drafts), limits)
    published, doubts = before_capture(declared.published, kept.captured)
    return Parsed(
        text=text,
        pieces=pieces,
        declared=replace(declared, published=published, not_after=capture_date(kept.captured)),
        head=head,
        notes=(*page.notes, *doubts),
    )


def _main_heading(drafts: tuple[Draft, ...]) -> str | None:
    """The headline, or the only main heading."""
    headings = [draft.text for draft in drafts if draft.hint is Role.TITLE] or [
        draft.text for draft in drafts if draft.tag == "h1" and draft.hint is Role.HEADING
    ]
    return headings[0] if len(headings) == 1 else None


def _within(parsed: Parsed, most: int) -> Parsed:
    """The first ``most`` code points; the rest is cut, and the cut is named."""
    if len(parsed.text) <= most:
        return parsed
    kept = tuple(_clip(piece, most) for piece in parsed.pieces if piece.span.start < most)
    return replace(parsed, text=parsed.text[:most], pieces=kept, notes=(*parsed.notes, cut_note(most)))


def _clip(piece: Piece, most: int) -> Piece:
    return piece if piece.span.end <= most else piece._replace(span=Span(piece.span.start, most))


def _blocks(document_id: str, pieces: tuple[Piece, ...], roles: tuple[Role, ...]) -> tuple[Block, ...]:
    """Blocks with ids: ``p00`` for the title, the others from ``p01`` in order."""
    blocks = []
    number = 0
    has_title = False
    for piece, role in zip(pieces, roles, strict=True):
        if role is Role.TITLE and not has_title:
            has_title, label = True, "p00"
        else:
            number += 1
            label = f"p{number:02d}"
        blocks.append(
            Block(
                id=f"{document_id}:{label}",
                role=role,
                span=piece.span,
                tag=piece.tag,
                attributes=piece.attributes,
                links=piece.links,
            )
        )
    return tuple(blocks)


def _problem(raw: RawDocument, severity: str, message: str) -> Problem:
    place = f"{raw.record.place}: " if raw.record else ""
    return Problem(path=raw.path, stage="reading", severity=severity, message=place + message)
