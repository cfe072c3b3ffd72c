"""Which elements of a page hold the article, and where in it the article ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from provenance.reading.blocks import Draft
from provenance.reading.class_names import holds_article_text, holds_entry

_ARTICLE_SHARE = 0.6
"""Share of a page's running text that makes an element with an article's mark-up the article; the rest are teasers."""
_TEXT_SHARE = 0.2
"""Share of the running text from which an element named after an article's text is believed to hold it."""
_ENTRY_SHARE = 0.15
"""The same for an element marked as an article that holds the headline."""
_TRUNK_SHARE = 0.8
"""Share of an element's running text in one child from which the article stands in that child, on pages without such mark-up."""
_RUNNING_WORDS = 15
LONG_WORDS, _SEVERAL = 30, 3
"""Words of a paragraph that no line below a headline has; as many shorter paragraphs say as much."""
PROSE_TAGS = frozenset("p blockquote pre figcaption h1 h2 h3 h4 h5 h6".split())
_ENTRY_TAGS = frozenset({"article", "main"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An open block element: lower-case tag; its class, id and ``itemprop`` in one string, spelled for look-up; its ARIA role."""

    tag: str
    classes: str = ""
    landmark: str = ""
    is_embed: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block and the numbers of the block elements it stands in, outermost first.

    ``words`` is how many its text has; ``has_picture`` says that a picture stands above its text in the innermost of them.
    """

    draft: Draft
    path: tuple[int, ...]
    words: int
    has_picture: bool = False

    @property
    def running_words(self) -> int:
        """Words of a paragraph of running text, most of them no anchors; 0 for any other block."""
        is_text = self.words >= _RUNNING_WORDS and 2 * self.draft.link_chars < len(self.draft.text)
        return self.words if is_text and self.draft.hint is None else 0

    @property
    def running_chars(self) -> int:
        """Characters of running text: paragraphs without their anchors."""
        return len(self.draft.text) - self.draft.link_chars if self.words >= _RUNNING_WORDS else 0


def running_text(placed: Iterable[Placed]) -> Counter[int]:
    """Characters of running text inside each element, by its number."""
    sizes: Counter[int] = Counter()
    for item in placed:
        size = item.running_chars
        for number in item.path if size else ():
            sizes[number] += size
    return sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Numbers of the elements that hold an article's text: most often one, several where it is divided.

    ``is_text_only`` says that they are named after the text, so that headline and author stand elsewhere.
    """

    elements: frozenset[int]
    is_text_only: bool


def find_article(prose: Sequence[Placed], elements: Sequence[Element], headline: Placed | None) -> Article:
    """The elements that hold the article's text.

    ``prose`` are the blocks that are no page furniture. What is named after an article's text goes before what is marked as an
    article, both before the element that running text leads to; nothing above the headline is looked at if there is one.
    """
    sizes = running_text(prose)
    above = frozenset(headline.path) if headline is not None else frozenset()
    below = [number for number in sizes if headline is None or number in above or number > headline.path[-1]]
    named = [number for number in below if sizes[number] and holds_article_text(elements[number].classes)]
    if named:
        best = _innermost(named, sizes, prose)
        if sizes[best] >= sizes[0] * _TEXT_SHARE:
            return Article(elements=_parts(best, named, prose, elements), is_text_only=True)
    return Article(elements=frozenset({_entry_or_trunk(below, sizes, prose, elements, headline)}), is_text_only=False)


def _entry_or_trunk(
    below: Sequence[int], sizes: Counter[int], prose: Sequence[Placed], elements: Sequence[Element], headline: Placed | None
) -> int:
    """The innermost element marked as an article that holds the headline, or else most of the running text; or else the trunk."""
    entries = [number for number in below if sizes[number] and _is_entry(elements[number])]
    around = [number for number in entries if headline is not None and number in headline.path]
    large = [number for number in around if sizes[number] >= sizes[0] * _ENTRY_SHARE]
    marked = [number for number in entries if sizes[number] >= sizes[0] * _ARTICLE_SHARE]
    best = max(large, default=0) or max(marked, default=0)
    return best or _trunk(prose, elements, headline)


def _innermost(numbers: Collection[int], sizes: Counter[int], prose: Sequence[Placed]) -> int:
    """The innermost element with most of the text of the first large one: some pages hold copies for machines further down."""
    most = max(sizes[number] for number in numbers)
    largest = min(number for number in numbers if sizes[number] >= most * _ARTICLE_SHARE)
    within = {number for item in prose if largest in item.path for number in item.path}
    return max(number for number in numbers if number in within and sizes[number] >= sizes[largest] * _ARTICLE_SHARE)


def _parts(best: int, named: Sequence[int], prose: Sequence[Placed], elements: Sequence[Element]) -> frozenset[int]:
    """The element, and those beside it with the same names in the same article: advertisements divide the text of some."""
    alike = frozenset(number for number in named if elements[number].classes == elements[best].classes)
    entry_of: dict[int, int] = {}
    for item in prose:
        for number in item.path:
            if number in alike and number not in entry_of:
                entry_of[number] = _entry(item.path, number, elements)
    return frozenset({best, *(number for number in alike if entry_of.get(number) == entry_of.get(best))})


def _entry(path: Sequence[int], number: int, elements: Sequence[Element]) -> int:
    return max((outer for outer in path if outer < number and _is_entry(elements[outer])), default=0)


def _trunk(prose: Sequence[Placed], elements: Sequence[Element], headline: Placed | None) -> int:
    """Where running text leads to, from the innermost element with the headline and paragraphs below it."""
    below = blocks_below(prose, headline)
    sizes = running_text(below)
    trunk = 0 if headline is None else _root(below, elements, headline)
    depth = 0 if headline is None else headline.path.index(trunk)
    inside = [item for item in below if len(item.path) > depth and item.path[depth] == trunk]
    while inside:
        deeper = dict.fromkeys(item.path[depth + 1] for item in inside if len(item.path) > depth + 1)
        best = max(deeper, key=lambda number: (sizes[number], -number), default=trunk)
        if best == trunk or sizes[best] < sizes[trunk] * _TRUNK_SHARE or elements[best].tag in PROSE_TAGS:
            break
        trunk, depth = best, depth + 1
        inside = [item for item in inside if len(item.path) > depth and item.path[depth] == trunk]
    return trunk


def blocks_below(placed: Sequence[Placed], headline: Placed | None) -> Sequence[Placed]:
    """The blocks after the headline; all of them if there is none."""
    return placed if headline is None else placed[next(place for place, item in enumerate(placed) if item is headline) + 1 :]


def _root(below: Sequence[Placed], elements: Sequence[Element], headline: Placed) -> int:
    """The innermost element around the headline with a long paragraph or several shorter ones below it; the page if none has."""
    paragraphs: Counter[int] = Counter()
    for item in below:
        weight = _SEVERAL if item.running_words >= LONG_WORDS else bool(item.running_words)
        for number in item.path if weight else ():
            paragraphs[number] += weight
    around = (number for number in reversed(headline.path) if elements[number].tag != "header")
    return next((number for number in around if paragraphs[number] >= _SEVERAL), 0)


def _is_entry(element: Element) -> bool:
    return element.tag in _ENTRY_TAGS or element.landmark == "main" or holds_entry(element.classes)
