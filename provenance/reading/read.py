"""A raw document to a read one: the order of the steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from provenance.model import Block, Document, Format, Problem, RawDocument, RecordFields, Role, Span
from provenance.reading.blocks import Draft, Parsed, Piece, assemble, cut_note
from provenance.reading.head import metadata_of_head
from provenance.reading.html import read_html
from provenance.reading.markdown import read_markdown
from provenance.reading.metadata import complete_metadata
from provenance.reading.plain import read_plain
from provenance.reading.record import with_record
from provenance.reading.regions import resolve_page
from provenance.reading.roles import assign_roles
from provenance.reading.wordpress import read_wordpress
from provenance.settings import Limits
from provenance.text.disguise import disguises


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
    has_markup = raw.format is not Format.PLAIN_TEXT
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
        metadata=complete_metadata(parsed.declared, parsed.text, blocks),
        head=parsed.head,
        container=raw.record.container if raw.record else None,
    )
    notices = tuple(
        _problem(raw, "notice", f"{count} {kind}; they are seen through when texts are compared")
        for kind, count in disguises(document.text)
    )
    return document, (*problems, *notices)


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
    page = read_html(markup, limits)
    drafts = resolve_page(page.placed, page.elements)
    text, pieces = assemble(drafts)
    return Parsed(
        text=text,
        pieces=pieces,
        declared=metadata_of_head(page.head, _main_heading(drafts), limits),
        head=page.head,
        notes=page.notes,
    )


def _main_heading(drafts: tuple[Draft, ...]) -> str | None:
    headings = [draft.text for draft in drafts if draft.tag == "h1" and draft.hint is Role.HEADING]
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
