"""Lines about a picture, told by their wording: who made it, and what it shows with who made it."""

from __future__ import annotations

import re
from functools import lru_cache

_REMEMBERED = 1 << 10
_CREDIT_WORDS = 16
"""Most words of a line that is nothing but a picture's credit."""
_CAPTION_WORDS = 70
"""Most words of a caption."""
_LINE_CHARS, _SHORT_CHARS = 600, 200

_MAKERS = (
    r"getty(?: images)?|shutterstock|i?stock(?:photo)?|alamy|unsplash|pixabay|flickr|wikimedia(?: commons)?|ap(?: photos?)?|"
    r"associated press|afp|reuters|epa(?:-efe)?|pti|dpa|ansa|xinhua|zuma(?: press)?|bloomberg|nasa|corbis|rex|splash(?: news)?|"
    r"imagn|usa today sports|icon sportswire|press association|pa wire|tass|sputnik|imago|keystone|picture alliance"
)
"""Agencies and stocks that pictures come from."""
_PICTURE = (
    r"photos?|photo(?:graph|graphy)s?|photographer|images?|pictures?|illustrations?|screenshots?|screengrab|foto(?:s|graf[ií]a)?|"
    r"imagen|imagem|immagine|bild(?:er)?|crédits? photo|photo credits?|사진|фото|写真"
)
_SIGN = r"\s?(?:[:=©/]|\bcredits?\b|\bcopyright\b|\bcourtesy\b|\bby\b|\bvia\b|\bsource\b)"
_CREDIT = re.compile(
    rf"[(\[]?\s*(?:(?:main|cover|lead|header|featured?|file|stock|hero)\s)?(?:{_PICTURE}){_SIGN}"
    rf"|(?:[^.!?]*?(?:[/|,]|\bvia\b)\s?)?(?:{_MAKERS})(?:\s?[/|]\s?[^.!?]{{1,40}}|\s(?:file|pool|handout))?\)?$"
    rf"|\((?=[^()]*(?:/|\b(?:{_MAKERS})\b))[^()]+\)$"
    rf"|(?:©|\(c\))\s?[^.!?]{{1,40}}[/|]\s?[^.!?]{{1,40}}$",
    re.IGNORECASE,
)
_MADE = (
    rf"©|\b(?:{_PICTURE})(?![a-z])|\b(?:{_MAKERS})\b\s?[/|,]|[/|,:]\s?(?:{_MAKERS})\b|\bvia (?:{_MAKERS})\b|"
    r"\bcourtesy\b|\bcredits?\b|\bhandout\b"
)
_WITH_CREDIT = re.compile(
    rf"[(\[](?!\s*(?:reporting|editing|writing|with|additional|see|source|via))(?=[^()\[\]]*(?:{_MADE}))[^()\[\]]{{2,120}}[)\]]\.?$"
    rf"|\b(?:{_PICTURE})\s?(?:credits?|copyright|courtesy|by)?\s?[:©]\s?[^.!?:]{{2,80}}$"
    r"|\bcredit\s?(?:[:…]|\.\.\.)\s?[^.!?:]{2,80}$"
    r"|©\s?[^.!?©]{2,40}/\s?[^.!?©]{2,40}$",
    re.IGNORECASE,
)
_MAKER_AND_HOUSE = re.compile(r"\([A-Z][^()/]{1,60}/[A-Z][^()]{1,60}\)\.?$")
_ENDS = (")", "]", ").")
_CREDIT_CHARS = 125
"""Longest credit at the end of a caption."""
_LABEL = re.compile(rf"[^.!?]*[^.!?\s]\s?[(\[](?:{_MAKERS})[)\]]$", re.IGNORECASE)
_LABEL_WORDS = 25
"""Most words of a caption that has nothing but an agency's name for a credit, as many paragraphs of agencies do."""
_NO_CAPTION = re.compile(r"\b(?:reporting|editing|writing) by\b", re.IGNORECASE)


def is_picture_credit(line: str) -> bool:
    """Whether a folded line only says who made a picture.

    Examples:
        >>> is_picture_credit("Photo: Jane Doe, AP"), is_picture_credit("(Jane Doe / Associated Press)")
        (True, True)
        >>> is_picture_credit("Images of the storm spread fast."), is_picture_credit("© Reuters")
        (False, False)

    """
    if len(line) > _SHORT_CHARS or line.endswith((".", "?", "!")) or line.count(" ") >= _CREDIT_WORDS:
        return False
    return _is_picture_credit(line)


@lru_cache(maxsize=_REMEMBERED)
def _is_picture_credit(line: str) -> bool:
    return _CREDIT.match(line) is not None and not _NO_CAPTION.search(line)


def is_caption(line: str) -> bool:
    """Whether a folded line describes a picture and ends with who made it.

    Examples:
        >>> is_caption("The landing on Tuesday. (AP Photo/Jane Doe)"), is_caption("The map of Titan. (NASA/JPL)")
        (True, True)
        >>> is_caption("The landing was on Tuesday."), is_caption("It fell. (Reporting by Jane Doe; Editing by John Roe)")
        (False, False)

    """
    if len(line) > _LINE_CHARS:
        return False
    end = line[-_CREDIT_CHARS:]  # nearly every paragraph is done with after these signs
    has_cue = line.endswith(_ENDS) or ":" in end or "©" in end or "…" in end or "..." in end
    return has_cue and line.count(" ") < _CAPTION_WORDS and _is_caption(line)


@lru_cache(maxsize=_REMEMBERED)
def _is_caption(line: str) -> bool:
    if _NO_CAPTION.search(line):
        return False
    if line.count(" ") < _LABEL_WORDS and _LABEL.match(line):
        return True
    return _WITH_CREDIT.search(line) is not None or _MAKER_AND_HOUSE.search(line) is not None
