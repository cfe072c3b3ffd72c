"""The role of every block: by mark-up, by wording and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from provenance.model import Role
from provenance.reading.blocks import Piece, count_folded_words
from provenance.reading.captions import is_caption, is_picture_credit
from provenance.reading.days import begins_with_day, holds_day
from provenance.reading.disclosures import is_disclosure
from provenance.reading.embeds import ends_embedded_post
from provenance.reading.furniture import DateLabel, date_line, is_byline, is_furniture, is_furniture_outside_body
from provenance.reading.places import BESIDE_HEADLINE, Place, Places
from provenance.text.disguise import plain_sight
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
_LINE_HINTS = frozenset({Role.BYLINE, Role.DATELINE, Role.SUBTITLE, Role.HEADING, Role.CAPTION})
"""Hints of lines, which are no paragraphs however they end; but for a caption no long block can have them: some sites put whole
articles into headings."""
_NOTICE_WORDS = 70
"""Most words of a caption or notice that is told by its words."""
_DATED_WORDS = 14
"""Most words of a line beside the headline that gives the day, and a section, an author or a number of comments."""
_NAME_WORDS = 8
"""Most words of a line that is named after an author and is a name, perhaps with a newspaper's."""
_NO_NAME = re.compile(
    r"(?:view|get|print|read|follow|more|e-?mail|copy|share|see|about|watch|listen|contact|sign|subscribe|all|reporter|editor|"
    r"author|writer|contributor|staff|posted|loading)\b(?!\s+(?:reports?|writers?|reporters?)\b)",
    re.IGNORECASE,
)
"""Beginnings of buttons and job titles beside an author's name."""
_FREE_HINTS = frozenset({None, Role.OTHER, Role.BYLINE, Role.DATELINE})
_NEAR_HINTS = _FREE_HINTS | {Role.SUBTITLE, Role.HEADING}
"""Hints that do not say what a line is for, far from the headline and near it."""
_PICTURE_HINTS = frozenset({None, Role.OTHER, Role.CAPTION})
_BY_NAME = re.compile(r"(?:by|von|par|por|di)\s[^\W\d_a-z]", re.IGNORECASE)
_UPPER_WORD = re.compile(r"(?<![\w@.])[^\W\d_a-z][^\W\d_]")
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
    so that none is guessed. Credit lines and notices of named issuers stay body: their wording is judged elsewhere.
    """
    lines = [_line(text, piece) for piece in pieces]
    paragraphs = [index for index, line in enumerate(lines) if line.is_paragraph and not _is_between_furniture(lines, index)]
    head = next((index for index, line in enumerate(lines) if line.piece.hint is Role.TITLE and has_markup), None)
    paragraphs = [index for index in paragraphs if head is None or index > head] or paragraphs
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (len(lines), -1)
    places = Places(head=head, first=first, last=last)
    roles = [_own_role(line, places.of(index)) for index, line in enumerate(lines)]
    _label_other_authors(roles, places)
    place = _title_place(lines, roles, title, first, has_markup=has_markup)
    if place is not None:
        roles[place] = Role.TITLE
        _label_top(lines, roles, place, first)
    if not has_markup:
        _label_headings(lines, roles, first, last)
    if head is None:
        _label_sandwiched(lines, roles, last)
    return tuple(roles)


def _is_between_furniture(lines: Sequence[_Line], place: int) -> bool:
    """Whether a short block has furniture right above and below: a postal address may end like a sentence."""
    if lines[place].words > _SHORT_WORDS or not 0 < place < len(lines) - 1:
        return False
    return is_furniture_outside_body(lines[place - 1].text) and is_furniture_outside_body(lines[place + 1].text)


def _line(text: str, piece: Piece) -> _Line:
    folded = plain_sight(fold_space(piece.span.of(text))).text
    words = count_folded_words(folded)
    is_chrome = is_furniture(folded)
    is_short = piece.hint in _LINE_HINTS and words <= _LINE_WORDS
    is_paragraph = not is_chrome and not is_short and piece.hint not in _NO_PARAGRAPHS and _reads_like_article(folded, words)
    return _Line(text=folded, words=words, is_furniture=is_chrome, is_paragraph=is_paragraph, piece=piece)


def _reads_like_article(folded: str, words: int) -> bool:
    return words >= _PARAGRAPH_WORDS or (words >= _SENTENCE_WORDS and _SENTENCE_END.search(folded) is not None)


def _own_role(line: _Line, place: Place) -> Role:
    """Role of a block by itself and by where it stands."""
    hint = line.piece.hint
    if hint in _FIXED_ROLES and hint is not None:
        told = _role_in_spite(line, place) if hint is Role.CHROME and line.words <= _NOTICE_WORDS else None
        return told or hint
    if ends_embedded_post(line.text):
        return Role.EMBED
    told = _role_by_wording(line, place) if line.words <= _NOTICE_WORDS else None
    if told is not None:
        return told
    return _hinted_role(line, place)


def _hinted_role(line: _Line, place: Place) -> Role:
    """The role that mark-up gives a block, where it can have it."""
    hint = line.piece.hint
    if hint is None or (hint in _LINE_HINTS and line.words > _LINE_WORDS and hint is not Role.CAPTION):
        return Role.BODY
    if hint is Role.SUBTITLE and place is Place.INSIDE:
        return Role.HEADING if line.words <= _HEADING_WORDS else Role.BODY
    if hint is Role.BYLINE and place is not Place.UNTOLD:
        return _named_byline(line, place)
    if hint is Role.DATELINE and place in {Place.OUTSIDE, Place.BELOW}:
        return Role.CHROME
    if hint is Role.CAPTION and (place is Place.OUTSIDE or not _is_told(line.text)):
        return Role.OTHER
    return hint


def _is_told(text: str) -> bool:
    """Whether a caption says anything: letters that are no address."""
    return any(map(str.isalpha, text)) and not text.startswith(("http:", "https:"))


def _named_byline(line: _Line, place: Place) -> Role:
    """Role of a block that is named after an author: the name, near the headline or right below the text, or the day."""
    if place in BESIDE_HEADLINE and begins_with_day(line.text):
        return Role.DATELINE
    is_name = (_UPPER_WORD.match(line.text) or _BY_NAME.match(line.text)) and _NO_NAME.match(line.text) is None
    is_dated = holds_day(line.text)
    fits = line.words <= (_DATED_WORDS if is_dated else _NAME_WORDS) and not line.text.endswith(("!", "?", ":", "."))
    is_name = is_name and (fits or (is_dated and place in BESIDE_HEADLINE))
    return Role.BYLINE if is_name and place is not Place.OUTSIDE else Role.OTHER


def _role_in_spite(line: _Line, place: Place) -> Role | None:
    """Role of a line that words alone tell though it stands among page furniture, or ``None``."""
    if is_disclosure(line.text):
        return Role.DISCLAIMER if place is not Place.UNTOLD else None
    if place not in BESIDE_HEADLINE or line.is_furniture:
        return None
    if is_byline(line.text):
        return Role.BYLINE
    if place is Place.TOP and line.words <= _DATED_WORDS and begins_with_day(line.text):
        return Role.DATELINE
    return Role.CAPTION if is_caption(line.text) else None


def _role_by_wording(line: _Line, place: Place) -> Role | None:
    """Role of a short block that its words alone tell, or ``None``."""
    is_line = line.words <= _LINE_WORDS
    if is_line and (line.is_furniture or (place is not Place.INSIDE and is_furniture_outside_body(line.text))):
        return Role.CHROME
    if place is not Place.UNTOLD and (told := _role_on_page(line, place)) is not None:
        return told
    hints = _NEAR_HINTS if place in BESIDE_HEADLINE else _FREE_HINTS
    return _role_beside_text(line, place) if is_line and place is not Place.INSIDE and line.piece.hint in hints else None


def _role_beside_text(line: _Line, place: Place) -> Role | None:
    """Role of a line above or below the paragraphs that gives a day or an author, or ``None``."""
    label = date_line(line.text)
    if label is not None:
        is_other = place in {Place.OUTSIDE, Place.BELOW} and label is DateLabel.UNLABELLED
        return Role.CHROME if is_other else Role.DATELINE
    if is_byline(line.text):
        return Role.OTHER if place is Place.OUTSIDE else Role.BYLINE
    return _role_near_headline(line) if place in BESIDE_HEADLINE else None


def _role_on_page(line: _Line, place: Place) -> Role | None:
    """Role of a line of a page with a headline: pages, unlike plain texts, have pictures and buy-here links."""
    if (
        line.piece.hint in _PICTURE_HINTS
        and place is not Place.OUTSIDE
        and (is_picture_credit(line.text) or is_caption(line.text))
    ):
        return Role.CAPTION
    return Role.DISCLAIMER if is_disclosure(line.text) and line.words <= _NOTICE_WORDS else None


def _role_near_headline(line: _Line) -> Role | None:
    """Role of a line beside the headline that has a date and little else."""
    if line.words > _DATED_WORDS or not any(map(str.isdigit, line.text)):
        return None
    if line.piece.hint in {None, Role.OTHER}:
        return Role.DATELINE if holds_day(line.text) else None
    return Role.DATELINE if begins_with_day(line.text) else None


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


def _label_other_authors(roles: list[Role], places: Places) -> None:
    """Where the author stands by the headline, the names below the article are those of others."""
    top = [index for index, role in enumerate(roles) if role is Role.BYLINE and places.of(index) in BESIDE_HEADLINE]
    for index, role in enumerate(roles) if top else ():
        if role is Role.BYLINE and places.of(index) is Place.BELOW:
            roles[index] = Role.OTHER


def _label_sandwiched(lines: Sequence[_Line], roles: list[Role], last: int) -> None:
    """Below the last paragraph: short blocks between furniture are furniture (an address between contact lines)."""
    tail = [index for index in range(last + 1, len(roles)) if roles[index] is Role.CHROME]
    for index in range(tail[0], tail[-1]) if tail else ():
        if roles[index] is Role.BODY and lines[index].words <= _SHORT_WORDS:
            roles[index] = Role.CHROME
