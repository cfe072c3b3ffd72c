"""What the signs in a picture mean: only those that occur in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from provenance.render.metrics import text_width
from provenance.render.picture import Picture, Style, Tone

SIZE = 12.0
"""Font size, px."""
MARK = 38.0
"""Room for a sign before its words, px."""
GAP = 26.0
"""Free space between two entries, px."""
ROW = 24.0
"""Height of a row of entries, px."""


class Sign(StrEnum):
    """A sign that is not a line: a box like those of documents, one like those of sources, or only words."""

    OBSERVED = "observed"
    UNOBSERVED = "unobserved"
    WORDS = "words"


AnySign = Sign | tuple[Style, bool]
"""A box, or a line of a style that carries text or does not."""

_LINES: Mapping[tuple[Style, bool], str] = {
    (Style.SOLID, True): "text passed on; the evidence names the source",
    (Style.DASHED, True): "text passed on; inferred",
    (Style.SOLID, False): "quoted, reported or embedded",
    (Style.DASHED, False): "quoted, reported or embedded; inferred",
    (Style.UNDIRECTED, True): "same text, order unknown",
    (Style.SIBLING, True): "copies of one source",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry: its sign, its words, and ``x`` and ``y`` of its left middle, px."""

    text: str
    sign: AnySign
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Legend:
    """All entries, set in rows, and the height they need, px."""

    items: tuple[Item, ...]
    height: float


def legend(picture: Picture, room: float) -> Legend:
    """The entries a picture needs, set in rows of ``room`` pixels."""
    items: list[Item] = []
    x, y = 0.0, ROW / 2
    for text, sign in _entries(picture):
        width = text_width(text, SIZE) + (0.0 if sign is Sign.WORDS else MARK)
        if x and x + width > room:
            x, y = 0.0, y + ROW
        items.append(Item(text=text, sign=sign, x=x, y=y))
        x += width + GAP
    return Legend(tuple(items), y + ROW / 2 if items else 0.0)


def _entries(picture: Picture) -> list[tuple[str, AnySign]]:
    used = {(link.style, link.carries_text) for link in picture.links}
    observed = {node.is_observed for node in picture.nodes}
    tones = {line.tone for link in picture.links for line in link.lines}
    entries: list[tuple[str, AnySign]] = []
    if True in observed:
        entries.append(("document of the corpus", Sign.OBSERVED))
    if False in observed:
        entries.append(("not in the corpus, but must have existed", Sign.UNOBSERVED))
    entries += [(words, sign) for sign, words in _LINES.items() if sign in used]
    if tones & {Tone.ADDED, Tone.CUT, Tone.CHANGED}:
        entries.append(("+ has more · − lacks · ± says otherwise", Sign.WORDS))
    return entries
