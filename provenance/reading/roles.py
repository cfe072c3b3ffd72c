"""The role of every block: by mark-up, by wording and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from provenance.model import Role
from provenance.reading.blocks import Piece, count_folded_words
from provenance.reading.embeds import ends_embedded_post
from provenance.reading.furniture import date_line, is_byline, is_furniture, is_furniture_outside_body
from provenance.text.words import fold_space

_SHORT_WORDS = 25
"""Words up to which a block can be furniture, a heading or a date line by its hint; paragraphs are longer."""
_PARAGRAPH_WORDS = 20
"""Words from which a block is a paragraph of an article."""
_SENTENCE_WORDS = 8
"""Words from which a block that ends like a sentence is one."""
_TITLE_CHARS = 220
_TITLE_WORDS = (2, 35)
_HEADING_CHARS, _HEADING_WORDS = 110, 14
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")
_TITLE_END = re.compile(r"(?:(?<![.\W][A-Za-z])(?<!\.\.)[.…。]['\"”’»)\]]*|[,;:])$")
"""What no headline ends with: a full stop (but in ``U.S.``), a comma, a colon."""
_UPPER_START = re.compile(r"[\"'“‘«„(\[¿¡]*(?:[^\W_a-zß-öø-ÿ]|\d)")
_TOP_BLOCKS = 12
"""Blocks among which a title without mark-up is sought."""
_FURNITURE_ROLES = frozenset({Role.CHROME, Role.COMMENT})
_FIXED_ROLES = _FURNITURE_ROLES | {Role.TITLE, Role.EMBED}
"""Hints that no wording changes."""
_SHORT_ROLES = frozenset({Role.BYLINE, Role.DATELINE, Role.SUBTITLE, Role.HEADING})
"""Hints that a long block cannot have: some sites put whole articles into headings."""
_LINE_WORDS = 50
"""Most words of a block whose role its wording can tell."""
_NO_PARAGRAPHS = _FURNITURE_ROLES | {Role.OTHER}


class _Line(NamedTuple):
    """A piece with its folded text, number of words, and whether it is worded like page furniture or like an article."""

    text: str
    words: int
    is_furniture: bool
    is_paragraph: bool
    piece: Piece


def assign_roles(text: str, pieces: Sequence[Piece], title: str | None, *, has_markup: bool) -> tuple[Role, ...]:
    """Role of each piece, in order.

    ``title`` is what the format declares as title, if anything; ``has_markup`` says that headings are marked,
    so that none is guessed. Credit lines and legal notices stay body: their wording is judged elsewhere.
    """
    lines = [_line(text, piece) for piece in pieces]
    paragraphs = [index for index, line in enumerate(lines) if line.is_paragraph and not _is_between_furniture(lines, index)]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (len(lines), -1)
    roles = [_own_role(line, inside=first < index < last) for index, line in enumerate(lines)]
    place = _title_place(lines, roles, title, first, has_markup=has_markup)
    if place is not None:
        roles[place] = Role.TITLE
        _label_top(lines, roles, place, first)
    if not has_markup:
        _label_headings(lines, roles, first, last)
    _label_sandwiched(lines, roles, last)
    return tuple(roles)


def _is_between_furniture(lines: Sequence[_Line], place: int) -> bool:
    """Whether a short block has furniture right above and below: a postal address may end like a sentence."""
    if lines[place].words > _SHORT_WORDS or not 0 < place < len(lines) - 1:
        return False
    return is_furniture_outside_body(lines[place - 1].text) and is_furniture_outside_body(lines[place + 1].text)


def _line(text: str, piece: Piece) -> _Line:
    folded = fold_space(piece.span.of(text))
    words = count_folded_words(folded)
    is_chrome = is_furniture(folded)
    is_paragraph = not is_chrome and piece.hint not in _NO_PARAGRAPHS and _reads_like_article(folded, words)
    return _Line(text=folded, words=words, is_furniture=is_chrome, is_paragraph=is_paragraph, piece=piece)


def _reads_like_article(folded: str, words: int) -> bool:
    return words >= _PARAGRAPH_WORDS or (words >= _SENTENCE_WORDS and _SENTENCE_END.search(folded) is not None)


def _own_role(line: _Line, *, inside: bool) -> Role:
    """Role of a block by itself; ``inside`` says that paragraphs stand above and below it."""
    hint = line.piece.hint
    if hint in _FIXED_ROLES and hint is not None:
        return hint
    if ends_embedded_post(line.text):
        return Role.EMBED
    told = _role_by_wording(line, inside=inside) if line.words <= _LINE_WORDS else None
    if told is not None:
        return told
    return Role.BODY if hint is None or (hint in _SHORT_ROLES and line.words > _LINE_WORDS) else hint


def _role_by_wording(line: _Line, *, inside: bool) -> Role | None:
    """Role of a short block that its words alone tell, or ``None``."""
    if line.is_furniture or (not inside and is_furniture_outside_body(line.text)):
        return Role.CHROME
    if inside or line.piece.hint not in {None, Role.OTHER, Role.BYLINE, Role.DATELINE}:
        return None
    if date_line(line.text) is not None:
        return Role.DATELINE
    return Role.BYLINE if is_byline(line.text) else None


def _title_place(lines: Sequence[_Line], roles: Sequence[Role], title: str | None, first: int, *, has_markup: bool) -> int | None:
    """Which block is the title: the declared one, else the top heading, else a first line that looks like a headline."""
    if Role.TITLE in roles:
        return roles.index(Role.TITLE)
    if title:
        wanted = fold_space(title).casefold()
        for index, line in enumerate(lines):
            if line.text.casefold() == wanted and roles[index] not in _FURNITURE_ROLES:
                return index
    if has_markup:
        headings = [index for index, line in enumerate(lines) if line.piece.tag == "h1" and roles[index] is Role.HEADING]
        return headings[0] if headings and not title else None
    for index, line in enumerate(lines[:_TOP_BLOCKS]):
        if roles[index] is not Role.BODY:
            continue
        return index if _is_headline(line) and _has_paragraph_after(lines, index) and index <= first else None
    return None


def _is_headline(line: _Line) -> bool:
    fewest, most = _TITLE_WORDS
    fits = fewest <= line.words <= most and len(line.text) <= _TITLE_CHARS
    return fits and _UPPER_START.match(line.text) is not None and not _TITLE_END.search(line.text)


def _has_paragraph_after(lines: Sequence[_Line], place: int) -> bool:
    return any(line.is_paragraph and line.words > lines[place].words for line in lines[place + 1 :])


def _label_top(lines: Sequence[_Line], roles: list[Role], title: int, first: int) -> None:
    """Between title and first paragraph: a line that is no sentence is a subtitle, if it stands right below the title."""
    below = title + 1
    if below < first and roles[below] is Role.BODY and lines[below].piece.hint is None and _is_headline(lines[below]):
        roles[below] = Role.SUBTITLE


def _label_headings(lines: Sequence[_Line], roles: list[Role], first: int, last: int) -> None:
    """Between paragraphs: a short line in a paragraph of its own that is no sentence heads what follows."""
    for index in range(first + 1, last):
        line = lines[index]
        is_short = len(line.text) <= _HEADING_CHARS and line.words <= _HEADING_WORDS
        if roles[index] is Role.BODY and is_short and _is_heading(line) and roles[index + 1] not in _FURNITURE_ROLES:
            roles[index] = Role.HEADING


def _is_heading(line: _Line) -> bool:
    return _UPPER_START.match(line.text) is not None and not _TITLE_END.search(line.text)


def _label_sandwiched(lines: Sequence[_Line], roles: list[Role], last: int) -> None:
    """Below the last paragraph: short blocks between furniture are furniture (an address between contact lines)."""
    tail = [index for index in range(last + 1, len(roles)) if roles[index] is Role.CHROME]
    for index in range(tail[0], tail[-1]) if tail else ():
        if roles[index] is Role.BODY and lines[index].words <= _SHORT_WORDS:
            roles[index] = Role.CHROME
