"""Where a paragraph ends among lines that no blank line parts: was a line wrapped, or was it finished?

Two kinds of evidence. Language: an unfinished sentence, a lower-case start. Layout: in a wrapped paragraph
every line but the last is so long that the next line's first word did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from provenance.reading.embeds import is_attribution_only
from provenance.reading.furniture import is_furniture, is_notice_label, is_stand_alone

_NARROWEST, _WIDEST = 34, 132
"""Columns that software wraps text at; outside of them lines are not wrapped by width."""
_FULL_SHARE = 0.7
"""Share of lines (without the last) that the next word did not fit on, from which a group counts as wrapped."""
_SLACK = 2
"""Columns a wrapped line may be short of the width for other reasons than the next word."""
_WRAPPED_LINES = 3
"""Fewest lines in which a width can be seen; two lines of any lengths look wrapped. Several groups of two show one together,
if in one of them a sentence goes on over the line's end."""
_INDENT = 2
"""Extra leading blanks that start a paragraph."""

_ITEM = re.compile(r"(?:[-*+•·–—▪‣◦]\s+|\(?\d{1,3}[.)]\s+|\(?[a-zA-Z]\)\s+|>)")
_TERMINAL = re.compile(r"[.!?…:。！？]['\"”’»)\]]*$")
_UNFINISHED = re.compile(
    r"(?:[,;–—-]|\b(?:the|a|an|of|and|or|to|in|on|at|by|for|with|from|that|which|as|is|are|was|were|be|its|their|his|her|this|but|not|"
    r"der|die|das|und|oder|von|le|la|les|et|de|des|du|el|los|y|il|e|di|che|o))$"
)
_STARTS_LOWER = re.compile(r"[\"'“‘«(\[]*[^\W\d_]")
_FIRST_WORD = re.compile(r"\S+")
_WIDE_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Line(NamedTuple):
    """A line without the white space around it; ``indent`` is how much stood before it.

    A tuple, as all is that every line of every text makes one of: a frozen dataclass takes three times as long to make.
    """

    start: int
    end: int
    indent: int


class _Row(NamedTuple):
    """What is asked of a line again and again."""

    text: str
    indent: int
    first_word: int

    @property
    def length(self) -> int:
        """Columns, leading blanks included."""
        return self.indent + len(self.text)


def wrapping_width(text: str, groups: Iterable[Sequence[Line]]) -> int | None:
    """Columns at which a document's groups of lines are wrapped, ``None`` if they do not show that they are."""
    several = [[_row(text, line) for line in lines] for lines in groups if len(lines) > 1]
    own = max(filter(None, map(_width, several)), default=None)
    if own is None and not any(goes_on(upper.text, lower.text) for rows in several for upper, lower in pairwise(rows)):
        return None
    return _common_width(several) or own


def paragraph_ends(text: str, lines: Sequence[Line], usual: int | None) -> tuple[int, ...]:
    """Indices of the lines that end a paragraph, in order; the last line always does.

    ``usual`` is the width the document's other groups are wrapped at: groups of two lines show none themselves.
    """
    if len(lines) == 1:
        return (0,)
    rows = [_row(text, line) for line in lines]
    hard = [index for index, (upper, lower) in enumerate(pairwise(rows)) if _must_break(upper, lower)]
    ends: list[int] = []
    start = 0
    for stop in (*hard, len(rows) - 1):
        ends += _soft_ends(rows, start, stop, usual)
        start = stop + 1
    return tuple(ends)


def goes_on(upper: str, lower: str) -> bool:
    """Whether ``lower`` continues a sentence that ``upper`` leaves unfinished, by language alone."""
    return _TERMINAL.search(upper) is None and _starts_lower(lower)


def _row(text: str, line: Line) -> _Row:
    content = text[line.start : line.end]
    word = _FIRST_WORD.match(content)
    first = len(word[0]) if word else 0
    if _WIDE_SCRIPT.match(content):
        first = 1
    return _Row(text=content, indent=line.indent, first_word=first)


def _must_break(upper: _Row, lower: _Row) -> bool:
    """Whether the lines differ so much in kind that no wrap can lie between them."""
    if is_attribution_only(lower.text):
        return False
    if is_notice_label(upper.text):
        return is_notice_label(lower.text)
    if is_notice_label(lower.text) or _ITEM.match(lower.text):
        return not _is_unfinished(upper.text) or _ITEM.match(upper.text) is not None
    if is_stand_alone(upper.text) or is_stand_alone(lower.text):
        return True
    is_long = upper.length > _WIDEST or lower.length > _WIDEST
    return is_long and _TERMINAL.search(upper.text) is not None and not _starts_lower(lower.text)


def _soft_ends(rows: Sequence[_Row], start: int, stop: int, usual: int | None) -> list[int]:
    """Paragraph ends among rows ``start`` to ``stop`` (both in), which no hard break parts."""
    width = _width(rows[start : stop + 1])
    if width is None and usual is not None and max(row.length for row in rows[start : stop + 1]) <= usual:
        width = usual
    ends = [index for index in range(start, stop) if not _continues(rows[index], rows[index + 1], width)]
    return [*ends, stop]


def _continues(upper: _Row, lower: _Row, width: int | None) -> bool:
    """Whether ``lower`` goes on with the paragraph of ``upper``; ``width`` is the wrapping width, if the rows have one."""
    if is_notice_label(upper.text) or is_attribution_only(lower.text):
        return True
    if lower.indent >= upper.indent + _INDENT and not _ITEM.match(upper.text):
        return False
    is_full = width is not None and _is_full(upper, lower, width)
    if _TERMINAL.search(upper.text):
        return is_full
    if _starts_lower(lower.text) or _is_unfinished(upper.text):
        return True
    return is_full and not is_furniture(upper.text)


def _width(rows: Sequence[_Row]) -> int | None:
    """Columns the rows are wrapped at, or ``None`` if they are not wrapped by width."""
    return _common_width([rows]) if len(rows) >= _WRAPPED_LINES else None


def _common_width(groups: Sequence[Sequence[_Row]]) -> int | None:
    """Columns that some groups are all wrapped at, or ``None`` if their lines are not as long as one width makes them."""
    width = max(row.length for rows in groups for row in rows)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    breaks = [_is_full(upper, lower, width) for rows in groups for upper, lower in pairwise(rows)]
    return width if sum(breaks) >= _FULL_SHARE * len(breaks) else None


def _is_full(upper: _Row, lower: _Row, width: int) -> bool:
    return upper.length + 1 + lower.first_word > width - _SLACK


def _starts_lower(text: str) -> bool:
    match = _STARTS_LOWER.match(text)
    return match is not None and match[0][-1].islower()


def _is_unfinished(text: str) -> bool:
    return _UNFINISHED.search(text) is not None
