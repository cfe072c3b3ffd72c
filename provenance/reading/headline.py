"""Which block of a page is its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from provenance.reading.article import Element, Placed

_DECLARED = ("meta:og:title", "meta:twitter:title", "title", "meta:title", "meta:parsely-title")
"""Facts of a page's head that hold its title."""
_WORD = re.compile(r"\w+")
_EDGE = re.compile(r"\s[|–—»·•-]\s")
"""Signs between a title and the name of the site."""
_HEADING_TAGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCK_TAGS = _HEADING_TAGS | frozenset("div p dt header span section td".split())
_ENTRY_TAGS = frozenset({"article", "main"})
_OUTER_TAGS = frozenset("nav footer aside".split())
_SAME = 0.6
"""Likeness of a main heading and a declared title from which the first such heading is the headline."""
_OTHER_SAME = 0.8
"""The same of another heading: on some pages the main heading is the site's name."""
_SHARE = 0.6
"""Share of a heading's words that a declared title must hold: titles are shortened, or have the site's name added."""
_OTHER_SHARE = 0.9
"""The same for a block that is no main heading."""
_FEWEST_WORDS = 3
"""Words from which a block that is no main heading can be told by its words."""
_CHARS = 300
_TEXT_BELOW = 0.2
"""Share of a page's running text that stands below its headline, at the least."""


def find_headline(placed: Sequence[Placed], elements: Sequence[Element], head: Sequence[tuple[str, str]]) -> Placed | None:
    """The block with the words of the title that the page's head declares, or the only main heading; ``None`` if there is none.

    Main headings go before other headings, and both before other blocks; of equally good ones the first.
    """
    declared = [value for name, value in head if name in _DECLARED and value]
    titles = [_words(title) for value in declared for title in (value, max(_EDGE.split(value), key=len))]
    outer = frozenset(number for number, element in enumerate(elements) if element.tag in _OUTER_TAGS)
    top = frozenset(number for number, element in enumerate(elements) if element.tag == "h1")
    written = _above_text([item for item in placed if outer.isdisjoint(item.path)])
    inside = [item for item in written if len(item.draft.text) <= _CHARS]
    main = [item for item in inside if not top.isdisjoint(item.path)]
    headings = [item for item in inside if item.draft.tag in _HEADING_TAGS]
    return (
        next((item for item in main if _likeness(item, titles) >= _SAME), None)
        or next((item for item in headings if _likeness(item, titles) >= _OTHER_SAME), None)
        or _best(main, titles, _SHARE, 1)
        or _best(headings, titles, _OTHER_SHARE, _FEWEST_WORDS)
        or _best((item for item in inside if item.draft.tag in _BLOCK_TAGS), titles, _OTHER_SHARE, _FEWEST_WORDS)
        or _lone(main, elements)
    )


def _likeness(item: Placed, titles: Sequence[frozenset[str]]) -> float:
    """Words that a block and the likest title share, of all words that either has on average (Dice)."""
    words = _words(item.draft.text)
    return max((2 * len(words & title) / (len(words) + len(title)) for title in titles if title), default=0.0)


def _above_text(placed: Sequence[Placed]) -> Sequence[Placed]:
    """The blocks with enough running text below them: an article stands below its headline."""
    sizes = [item.running_chars for item in placed]
    left = total = sum(sizes)
    for place, size in enumerate(sizes):
        left -= size
        if left < total * _TEXT_BELOW:
            return placed[:place]
    return placed


def _lone(main: Sequence[Placed], elements: Sequence[Element]) -> Placed | None:
    """The only main heading of the page, or of what is marked as an article."""
    if len(main) == 1:
        return main[0]
    inside = [item for item in main if any(elements[number].tag in _ENTRY_TAGS for number in item.path)]
    return inside[0] if inside else None


def _best(candidates: Iterable[Placed], titles: Sequence[frozenset[str]], share: float, fewest: int) -> Placed | None:
    scored = [(_covered(_words(item.draft.text), titles), -place, item) for place, item in enumerate(candidates)]
    good = [each for each in scored if each[0] >= share and len(_words(each[2].draft.text)) >= fewest]
    return max(good, key=lambda each: each[:2])[2] if good else None


def _covered(words: frozenset[str], titles: Sequence[frozenset[str]]) -> float:
    """Share of the words that the likest title holds, less the share of that title's words which the block lacks, a little."""
    if not words:
        return 0.0
    return max(
        (len(words & title) / len(words) - 0.1 * len(title - words) / len(title) for title in titles if title), default=0.0
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
