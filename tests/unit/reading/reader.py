"""A document from a string, for tests of reading."""

from __future__ import annotations

from provenance.model import Document, Format, Problem, RawDocument
from provenance.reading import read_document
from provenance.settings import Limits


def read_with_problems(content: str, form: Format, limits: Limits | None = None) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document, if it can be read, and the problems."""
    raw = RawDocument(id="d", path="d.txt", sha256="", format=form, encoding="utf-8", content=content)
    return read_document(raw, limits or Limits())


def read(content: str, form: Format = Format.PLAIN_TEXT) -> Document:
    """The document, which must be readable without a problem."""
    document, problems = read_with_problems(content, form)
    assert document is not None
    assert problems == ()
    return document


def outline(document: Document) -> list[tuple[str, str]]:
    """Role and text of every block."""
    return [(block.role.value, block.span.of(document.text)) for block in document.blocks]
