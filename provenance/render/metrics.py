"""How wide text is, and how it is broken into lines that fit.

Widths are those of Helvetica in the Adobe font metrics (AFM) for Latin letters, and cautious guesses for
the rest, plus a reserve: the reader's machine may show another font of the same stack.
"""

from __future__ import annotations

import unicodedata

RESERVE = 1.15
"""Factor on every width. Text laid out for Liberation Sans and shown in DejaVu Sans overflowed by up to 2 px
with a reserve of 10 %, not at all with 15 % (measured in Chromium on 93 labels)."""
BOLD = 1.08
"""Helvetica-Bold is 0 to 12 % wider than Helvetica, 7 % on English text (AFM)."""
ELLIPSIS = "…"
BREAKING_MARKS = frozenset("-./_–—")
"""Marks after which a word too long for a line is broken: host names and file names fall apart at their joints."""

_LATIN = {
    width: letters
    for letters, width in (
        ("'", 191),
        ("ijl‘’", 222),
        ("|", 260),
        (" !,./:;I[\\]ft·\xa0", 278),
        ("()-`r“”", 333),
        ("{}", 334),
        ('"', 355),
        ("*", 389),
        ("^", 469),
        ("Jcksvxyz", 500),
        ("#$0123456789?L_abdeghnopqu–", 556),
        ("+<=>~−±×", 584),
        ("FTZ", 611),
        ("&ABEKPSVXY", 667),
        ("CDHNRUw", 722),
        ("GOQ", 778),
        ("Mm", 833),
        ("%", 889),
        ("W", 944),
        ("—…→", 1000),
        ("@", 1015),
    )
}
"""Helvetica widths in thousandths of the font size (Adobe AFM, public), grouped."""
_WIDTHS = {letter: width / 1000 for width, letters in _LATIN.items() for letter in letters}
_NO_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc"})
_WIDE = 1.0
_UNKNOWN_UPPER = 0.85
_UNKNOWN = 0.72
"""Scripts without a table: most letters of DejaVu Sans in Cyrillic, Greek, Arabic and Hebrew are narrower."""
_SYMBOL = 1.2
"""Emoji and other symbols come from fonts of their own, up to 1.3 em wide."""


def _letter_width(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    category = unicodedata.category(letter)
    if category in _NO_WIDTH:
        return 0.0
    if category in {"So", "Sk", "Co", "Cn", "Cs"}:
        return _SYMBOL
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _WIDTHS and base != letter:
        return _WIDTHS[base]
    return _UNKNOWN_UPPER if category == "Lu" else _UNKNOWN


def text_width(text: str, size: float, weight: float = 1.0) -> float:
    """Width of one line in pixels at a font size, reserve included; ``weight`` is ``BOLD`` for bold text.

    Examples:
        >>> round(text_width("provenance", 10), 1), text_width("", 10)
        (60.1, 0.0)

    """
    return sum(map(_letter_width, text)) * size * weight * RESERVE


def cut(text: str, room: float, size: float, weight: float = 1.0) -> str:
    """The longest beginning of ``text`` that fits ``room`` pixels, with an ellipsis where something is lost."""
    if text_width(text, size, weight) <= room:
        return text
    used = text_width(ELLIPSIS, size, weight)
    kept = 0
    for letter in text:
        used += text_width(letter, size, weight)
        if used > room:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def wrap(text: str, room: float, size: float, most: int, weight: float = 1.0) -> tuple[str, ...]:
    """``text`` in at most ``most`` lines of ``room`` pixels, broken between words where possible.

    Words too long for a line are broken inside; text without spaces breaks anywhere; the last line
    is cut with an ellipsis when lines run out. No text gives no lines.

    Examples:
        >>> wrap("a few plain words here", 60, 10, 2)
        ('a few plain', 'words here')

    """
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most - 1:
        end = _line_end(rest, room, size, weight)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        lines.append(cut(rest, room, size, weight))
    return tuple(lines)


def _line_end(text: str, room: float, size: float, weight: float) -> int:
    """Where the first line of ``text`` ends: after the last word that fits, else after a mark inside it, else anywhere."""
    used = 0.0
    last_space = last_mark = 0
    for index, letter in enumerate(text):
        if letter == " ":
            last_space = index
        used += text_width(letter, size, weight)
        if used > room:
            return last_space or last_mark or max(index, 1)
        if letter in BREAKING_MARKS:
            last_mark = index + 1
    return len(text)
