"""The values the readers of all formats share, and how a document's text is put together from its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from provenance.model import Link, Metadata, Role, Span

SEPARATOR = "\n\n"
"""Between blocks of a parsed format: a blank line."""
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts written without spaces; about two make a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block of a parsed format that has no place in the text yet. ``text`` is folded and not empty.

    ``hint`` is the role its mark-up gives it, if any; ``link_chars`` how much of the text is anchor text.
    """

    text: str
    tag: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    hint: Role | None = None
    link_chars: int = 0


class Piece(NamedTuple):
    """A block with its place but without its final role. ``gap`` is the number of blank lines before it (plain text).

    A tuple, since several are made of every block: a frozen dataclass takes three times as long to make.
    """

    span: Span
    tag: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()
    hint: Role | None = None
    gap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a format's reader gives: the text, its pieces in order, and what the format itself declares.

    ``declared`` holds only what mark-up or fields say; ``notes`` say what was lost (each becomes a problem).
    """

    text: str
    pieces: tuple[Piece, ...]
    declared: Metadata = field(default_factory=Metadata)
    head: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def assemble(drafts: Iterable[Draft]) -> tuple[str, tuple[Piece, ...]]:
    r"""Join drafts by a blank line and give each its place.

    Examples:
        >>> text, pieces = assemble([Draft(text="One."), Draft(text="Two.")])
        >>> text, [piece.span.of(text) for piece in pieces]
        ('One.\n\nTwo.', ['One.', 'Two.'])

    """
    pieces: list[Piece] = []
    parts: list[str] = []
    place = 0
    for draft in drafts:
        span = Span(place, place + len(draft.text))
        pieces.append(Piece(span=span, tag=draft.tag, attributes=draft.attributes, links=draft.links, hint=draft.hint))
        parts.append(draft.text)
        place = span.end + len(SEPARATOR)
    return SEPARATOR.join(parts), tuple(pieces)


def cut_note(most: int) -> str:
    """What is said of a text that was cut after ``most`` characters."""
    return f"only the first {most:,} characters were read; raise limits.text_chars to read on"


def count_words(text: str) -> int:
    """About how many words a text has; in scripts without spaces two letters count as one.

    Examples:
        >>> count_words("two words"), count_words("商標権侵害")
        (2, 3)

    """
    return _with_unspaced(len(text.split()), text)


def count_folded_words(folded: str) -> int:
    """``count_words`` of a text whose white space is folded."""
    return _with_unspaced(folded.count(" ") + bool(folded), folded)


def _with_unspaced(spaced: int, text: str) -> int:
    return spaced if text.isascii() else spaced + len(_UNSPACED.findall(text)) // 2
