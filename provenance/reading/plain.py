"""Plain text to pieces: paragraphs found with and without blank lines. The text itself is left untouched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from provenance.model import Role, Span
from provenance.reading.blocks import Parsed, Piece
from provenance.reading.embeds import ends_embedded_post, is_attribution_only
from provenance.reading.furniture import is_notice_label
from provenance.reading.wraps import Line, goes_on, paragraph_ends, wrapping_width
from provenance.settings import Limits

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
_RARE_ENDS = ("\r", "\u2028", "\u2029")
_EMBED_PARTS = 4
"""Most parts, over blank gaps, of one embedded post: posts are short."""
_EMBED_PART_CHARS = 1_000
"""Longest part of an embedded post that is joined over a gap."""


class _Group(NamedTuple):
    """Lines without a blank line between them, and the number of blank lines before them."""

    lines: tuple[Line, ...]
    gap: int


def read_plain(text: str, limits: Limits) -> Parsed:
    """Paragraphs of a plain text, with exact places in it.

    Blank lines part paragraphs; between other lines it is decided whether the line was only wrapped. A
    legal notice keeps its label line, an embedded post its parts.
    """
    groups, cut = _groups(text, limits.line_chars)
    usual = wrapping_width(text, (group.lines for group in groups))
    pieces: list[Piece] = []
    for group in groups:
        start = 0
        for end in paragraph_ends(text, group.lines, usual):
            span = Span(group.lines[start].start, group.lines[end].end)
            pieces.append(Piece(span=span, gap=group.gap if start == 0 else 0))
            start = end + 1
    notes = (
        (f"{cut:,} lines longer than {limits.line_chars:,} characters were cut there; raise limits.line_chars to read on",)
        if cut
        else ()
    )
    return Parsed(text=text, pieces=_join_embeds(text, _join_labels(text, pieces)), notes=notes)


def _groups(text: str, most: int) -> tuple[tuple[_Group, ...], int]:
    groups: list[_Group] = []
    lines: list[Line] = []
    blank = gap = cut = 0
    for start, content in _contents(text):
        body = content.strip()
        if not body:
            if lines:
                groups.append(_Group(lines=tuple(lines), gap=gap))
                lines, blank = [], 0
            blank += 1
            continue
        indent = len(content) - len(content.lstrip()) if len(body) < len(content) else 0
        length = min(len(body), most)
        cut += length == most
        gap, blank = (gap if lines else blank), 0
        lines.append(Line(start=start + indent, end=start + indent + length, indent=indent))
    if lines:
        groups.append(_Group(lines=tuple(lines), gap=gap))
    return tuple(groups), cut


def _contents(text: str) -> Iterator[tuple[int, str]]:
    """Every line without its end, and where it starts."""
    if not any(mark in text for mark in _RARE_ENDS):
        start = 0
        for content in text.split("\n"):
            yield start, content
            start += len(content) + 1
        return
    start = 0
    for end in _LINE_END.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]


def _join_labels(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """A notice's label that stands alone belongs to the notice below it, and lines of the notice to one another."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and _is_notice_part(joined[-1].span.of(text), piece.span.of(text)):
            joined[-1] = Piece(span=Span(joined[-1].span.start, piece.span.end), gap=joined[-1].gap)
        else:
            joined.append(piece)
    return joined


def _is_notice_part(upper: str, lower: str) -> bool:
    """Whether ``lower`` goes on with the notice ``upper``, over a blank line: after its label, or in the middle of a sentence."""
    if ":" not in upper:
        return False
    if is_notice_label(upper):
        return not is_notice_label(lower)
    return is_notice_label(upper.partition("\n")[0]) and goes_on(upper, lower)


def _join_embeds(text: str, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Embedded posts whole: earlier parts join only over gaps that are wider than the document's usual one."""
    if "(@" not in text:
        return tuple(pieces)
    usual = _usual_gap(pieces)
    joined: list[Piece] = []
    for piece in pieces:
        if not ends_embedded_post(piece.span.of(text)):
            joined.append(piece)
            continue
        first, parts = piece, 1
        while joined and parts < _EMBED_PARTS and len(joined[-1].span) <= _EMBED_PART_CHARS:
            if first.gap <= usual and not is_attribution_only(Span(first.span.start, piece.span.end).of(text)):
                break
            first = joined.pop()
            parts += 1
        joined.append(Piece(span=Span(first.span.start, piece.span.end), hint=Role.EMBED, gap=first.gap))
    return tuple(joined)


def _usual_gap(pieces: Sequence[Piece]) -> int:
    """The commonest number of blank lines between pieces; of equally common ones the larger."""
    gaps = [later.gap for _, later in pairwise(pieces)]
    return max(sorted(set(gaps), reverse=True), key=gaps.count, default=0)
