"""Sentences and quoted speech, each as spans of one text."""

from __future__ import annotations

import re
from functools import lru_cache

from provenance.model import Span

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sen rep gov gen col lt sgt maj capt adm rev hon jr sr vs etc inc ltd co corp dept no vol fig "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun approx est u.s u.k u.n e.u d.c a.m p.m".split()
)
"""English words that a full stop follows without ending a sentence."""
_END = re.compile(
    r"[.!?…。！？\n](?:"
    r"(?<=[.!?…])[.!?…]*[\"'”’»)\]]*(?=(\s+)[\"'“‘«„(\[]*(\w?)|$)"
    r"|(?<=[。！？])[。！？]*[」』”）]*"
    r"|(?<=\n)\s*\n)"
)
"""What may end a sentence; where white space follows, with that and the first letter after it.

All it can begin with comes first: such a pattern passes over everything else three times as fast."""
_ABBREVIATED_ENDS = frozenset(word[-2:] for word in _ABBREVIATIONS)
"""Their last two letters: few other words end so."""
_STARTS = re.compile(r"[\s]*[\"'“‘«„(\[]*(?P<first>\w)")
_LAST_WORD_LETTERS = 40
"""How far back a sentence's last word is looked for: without a bound, text full of initials takes quadratic time."""
_LAST_WORD = re.compile(r"([\w.]+)[.!?…]+[\"'”’»)\]]*$")

_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*)(?:”|(?=\n\s*\n)|$)"
    r"|«(?P<guillemets>[^«»]*)»"
    r"|„(?P<low>[^„“”]*)[“”]"
    r"|(?<![\w\"])\"(?P<straight>[^\"\n]*(?:\n(?!\s*\n)[^\"\n]*)*)\"(?!\w)"
    r"|「(?P<corner>[^「」]*)」"
)


def sentences(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """Sentences of a text (or of the part ``span`` covers), in order, without surrounding white space.

    A full stop after a common abbreviation, an initial or before a lower-case word does not end one.

    Examples:
        >>> text = "The U.S. left in 2021. Mr. Smith stayed. “Why?” he asked."
        >>> [part.of(text) for part in sentences(text)]
        ['The U.S. left in 2021.', 'Mr. Smith stayed.', '“Why?” he asked.']

    """
    whole = span if span is not None else Span(0, len(text))
    return tuple(Span(start, end) for start, end in sentence_places(text, whole.start, whole.end))


def sentence_places(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """The same for the part of a text from ``first`` to ``last``, as pairs of numbers: where each begins and ends."""
    found: list[tuple[int, int]] = []
    start = _after_space(text, first, last)
    for match in _END.finditer(text, start, last):
        mark, end = match.span()
        space, following = match.groups()
        if space is None:  # a blank line, or an end without a space behind it
            if not match[0].isspace() and not _ends_sentence(text, start, end, last):
                continue
        elif following.islower() or (_is_doubtful(text[max(start, mark - 2) : mark]) and _is_abbreviated(text, start, end)):
            continue
        _append_trimmed(found, text, start, end)
        start = match.end(1) if space else _after_space(text, end, last)
    _append_trimmed(found, text, start, last)
    return found


@lru_cache(maxsize=1 << 12)
def _is_doubtful(tail: str) -> bool:
    """Whether a word that ends in these two characters can be an abbreviation or an initial."""
    return len(tail) < len("mr") or not (tail.isascii() and tail.isalpha()) or tail.lower() in _ABBREVIATED_ENDS


def _ends_sentence(text: str, start: int, end: int, limit: int) -> bool:
    following = _STARTS.match(text, end, limit)
    return not (following and following["first"].islower()) and not _is_abbreviated(text, start, end)


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the full stop before ``end`` belongs to an abbreviation or an initial."""
    last = _LAST_WORD.search(text, max(start, end - _LAST_WORD_LETTERS), end)
    if last is None:
        return False
    word = last[1].rstrip(".").lower()
    is_initial = len(word) == 1 and word.isalpha() and last[1][0].isupper() and word != "i"
    return word in _ABBREVIATIONS or is_initial


def _after_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _append_trimmed(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a sentence that begins where the space before it ends, if it is not empty."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def quoted_spans(text: str, span: Span | None = None) -> tuple[Span, ...]:
    r"""What stands inside quotation marks, without the marks, in order.

    Curly, straight, angled, low and corner marks; a curly quotation may end at a blank line without a
    closing mark (a quotation that runs over paragraphs opens each paragraph anew).

    Examples:
        >>> text = "He called it “a brave decision” and \"right\"."
        >>> [part.of(text) for part in quoted_spans(text)]
        ['a brave decision', 'right']

    """
    whole = span if span is not None else Span(0, len(text))
    found = []
    for match in _QUOTED.finditer(text, whole.start, whole.end):
        group = match.lastgroup
        if group and match.end(group) > match.start(group):
            found.append(Span(match.start(group), match.end(group)))
    return tuple(found)
