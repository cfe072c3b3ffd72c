"""Sentences and quoted speech, each as spans of one text."""

from __future__ import annotations

import re

from provenance.model import Span

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sen rep gov gen col lt sgt maj capt adm rev hon jr sr vs etc inc ltd co corp dept no vol fig "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun approx est u.s u.k u.n e.u d.c a.m p.m".split()
)
"""English words that a full stop follows without ending a sentence."""
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+|$)|[。！？]+[」』”）]*|\n\s*\n")
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
    found: list[Span] = []
    start = whole.start
    for end in _END.finditer(text, whole.start, whole.end):
        if not end.group().isspace() and not _ends_sentence(text, start, end.end(), whole.end):
            continue
        _append_trimmed(found, text, start, end.end())
        start = end.end()
    _append_trimmed(found, text, start, whole.end)
    return tuple(found)


def _ends_sentence(text: str, start: int, end: int, limit: int) -> bool:
    following = _STARTS.match(text, end, limit)
    if following and following["first"].islower():
        return False
    last = _LAST_WORD.search(text, max(start, end - _LAST_WORD_LETTERS), end)
    if last is None:
        return True
    word = last[1].rstrip(".").lower()
    is_initial = len(word) == 1 and word.isalpha() and last[1][0].isupper() and word != "i"
    return not (word in _ABBREVIATIONS or is_initial)


def _append_trimmed(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


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
