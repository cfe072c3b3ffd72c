"""Text whose UTF-8 was once read as another encoding ("councilâ€™s"), made legible without moving any of its places.

What is garbled is told from what only looks odd by ftfy (Robyn Speer, "ftfy", 2019, https://github.com/rspeer/python-ftfy).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FILLER = "\u2060"
"""Stands in for characters that are too many: invisible, and part of the word it stands in."""
_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0102-\u0111\u0393-\u03c1\u0402-\u0453][\u0080-\u00bf\u0152-\u0161\u0178-\u017e\u0192\u02c6\u02dc\u2013-\u2122\ufffd]"
)
"""Two characters of which one begins and one continues what UTF-8 writes for a third; most texts hold none."""
_LOST_QUOTE = "â€\ufffd"
"""A closing quotation mark whose last byte, 9D, Windows-1252 has no character for; it was replaced when the file was read."""
_LEADING = re.compile("[^’‘ʼ‐‑–]*")
"""What comes before a sign that joins the parts of a word, which it does only if it stands right before a letter."""


def garbled(text: str) -> Iterator[tuple[int, int, str]]:
    """Where characters are garbled, in order: start, end, and what was meant, which is shorter.

    Examples:
        >>> list(garbled("the councilâ€™s cafÃ©"))
        [(11, 14, '’'), (19, 21, 'é')]

    """
    if text.isascii() or _SUSPECT.search(text) is None:
        return
    from ftfy import fix_encoding
    from ftfy.badness import is_bad
    from ftfy.chardata import UTF8_DETECTOR_RE

    for match in UTF8_DETECTOR_RE.finditer(text.replace(_LOST_QUOTE, "â€\x9d")):
        meant = fix_encoding(match[0]) if is_bad(match[0]) else match[0]
        if len(meant) < len(match[0]):
            yield match.start(), match.end(), meant


def repaired(text: str) -> str:
    """The text with every garbled character as it was meant; fillers keep all others in their places.

    Examples:
        >>> repaired("the councilâ€™s cafÃ©").replace(FILLER, "_")
        'the council__’s café_'

    """
    parts = []
    place = 0
    for start, end, meant in garbled(text):
        filling = FILLER * (end - start - len(meant))
        leading = _LEADING.match(meant)
        cut = leading.end() if leading else 0
        parts += [text[place:start], meant[:cut], filling, meant[cut:]]
        place = end
    return "".join([*parts, text[place:]]) if parts else text
