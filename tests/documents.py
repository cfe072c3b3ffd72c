"""Documents made by hand, for tests."""

from __future__ import annotations

import hashlib

from provenance.model import Block, DateRange, Document, Format, Metadata, Publisher, Role, Span


def document(
    name: str,
    *paragraphs: str | tuple[Role, str],
    host: str | None = None,
    published: str | None = None,
) -> Document:
    """A document whose blocks are the given paragraphs; a bare string is body text."""
    text = ""
    blocks = []
    has_title = any(isinstance(part, tuple) and part[0] is Role.TITLE for part in paragraphs)
    for number, part in enumerate(paragraphs, start=0 if has_title else 1):
        role, words = part if isinstance(part, tuple) else (Role.BODY, part)
        if text:
            text += "\n\n"
        blocks.append(Block(id=f"{name}:p{number:02}", role=role, span=Span(len(text), len(text) + len(words))))
        text += words
    date = DateRange(earliest=published, latest=published, timezone=None, basis="test") if published else None
    return Document(
        id=name,
        path=f"{name}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        format=Format.PLAIN_TEXT,
        encoding="utf-8",
        text=text,
        blocks=tuple(blocks),
        metadata=Metadata(
            publisher=Publisher(name=None, host=host, basis="test") if host else None,
            published=date,
        ),
    )
