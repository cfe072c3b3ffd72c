"""Lines of a PDF's pages put together to paragraphs: what pages repeat is set apart, hyphens at line ends are undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

_SAME_LINE = 0.35
"""Difference in height, in type sizes, up to which two stretches stand in one line: superscripts are raised by a third."""
_WIDE_GAP = 1.45
"""Distance of two lines, in usual line distances, from which they are two paragraphs."""
_OTHER_SIZE = 0.12
"""Difference in type size, for the larger, from which two lines are two paragraphs."""
_INDENT = 0.8
"""How far to the right of the line above, in type sizes, a line begins a paragraph."""
_SHORT_LINE = 0.8
"""Length, in lengths of the longest line in the same column, up to which a line that ends a sentence ends a paragraph."""
_SHORT_LAST_LINE = 0.95
"""The same for the last line of a column or page, where no distance to the next tells: of lines inside a paragraph few
end a sentence, of those that do nearly all are full."""
_EDGE_LINES = 3
"""Lines at the top and bottom of a page in which it repeats what other pages have there."""
_EDGE_SHARE = 0.12
"""Share of a page's height at its top and bottom in which a page's number stands, or a browser's address line."""
_REPEATED = 0.5
"""Share of the pages on which a line stands at the edge from which it is repeated; two pages at least."""
_LARGE = 1.15
"""Type size, in sizes of the running text, from which a line is a heading; bold ones from the size of the text itself."""
_HEADING_CHARS = 200
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:(?:page|seite|página|pagina|p\.?)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?(?:\s*[-–—])?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.|file:///)\S+", re.IGNORECASE)
_HYPHENS = "-\u2010\u00ad"
_LAST_PART = re.compile(rf"(?<![^\W\d_])([^\W\d_]++)[{_HYPHENS}]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_WORD = re.compile(rf"[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
"""Letters that fonts draw as one, which no author types."""


class Chunk(NamedTuple):
    """A stretch of text where a PDF puts it: left edge and base line in points, from the left and from below; type size."""

    text: str
    x: float
    y: float
    size: float
    is_bold: bool
    is_upright: bool


class LinkPlace(NamedTuple):
    """A link's edges, in points, and its address."""

    below: float
    right: float
    above: float
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: where it begins, from the left and from below, its type size, and the addresses it links to."""

    text: str
    page: int
    x: float
    y: float
    size: float
    is_bold: bool
    is_upright: bool
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands on a page, in the order of the file; ``height`` is that of the paper, in points."""

    lines: tuple[Line, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together, joined; ``level`` is that of a heading, 0 for running text."""

    text: str
    level: int
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The text of a PDF, and what its pages repeat above and below it, each line once, its numbers aside."""

    paragraphs: tuple[Paragraph, ...]
    top: tuple[str, ...]
    bottom: tuple[str, ...]


def page_of(number: int, chunks: Iterable[Chunk], links: Sequence[LinkPlace], height: float) -> Page:
    """A page from stretches of text, in the order of the file, and links."""
    lines: list[Line] = []
    for chunk in chunks:
        line = Line(
            text=chunk.text.translate(_LIGATURES),
            page=number,
            x=chunk.x,
            y=chunk.y,
            size=chunk.size,
            is_bold=chunk.is_bold,
            is_upright=chunk.is_upright,
        )
        if lines and _in_one_line(lines[-1], line):
            lines[-1] = _joined(lines[-1], line)
        else:
            lines.append(line)
    found = (_with_links(line, links) for line in lines)
    return Page(lines=tuple(line for line in found if line.text), height=height)


def _in_one_line(last: Line, line: Line) -> bool:
    is_level = abs(last.y - line.y) <= _SAME_LINE * max(last.size, line.size)
    return is_level and line.x >= last.x and last.is_upright is line.is_upright


def _joined(first: Line, second: Line) -> Line:
    is_main = len(first.text.strip()) >= len(second.text.strip())
    main = first if is_main else second
    return replace(
        main, text=first.text + second.text, x=first.x, is_bold=first.is_bold and second.is_bold, is_upright=first.is_upright
    )


def _with_links(line: Line, links: Sequence[LinkPlace]) -> Line:
    """The line with white space folded, and the addresses of links that lie on it."""
    middle = line.y + 0.3 * line.size
    on_it = [link.address for link in links if link.below <= middle <= link.above and link.right >= line.x]
    return replace(line, text=" ".join(line.text.split()), links=tuple(dict.fromkeys(on_it)))


def layout_of(pages: Sequence[Page]) -> Layout:
    """Paragraphs in the order of the file; lines that pages repeat at their edges, and page numbers, are taken out of them."""
    repeated = _repeated(pages)
    top: dict[str, str] = {}
    bottom: dict[str, str] = {}
    kept: list[Line] = []
    for page in pages:
        for line in page.lines:
            is_above = line.y > page.height / 2
            if _is_edge(line, page, repeated, is_alone=len(pages) == 1):
                (top if is_above else bottom).setdefault(_NUMBER.sub("0", line.text), line.text)
            else:
                kept.append(line)
    return Layout(paragraphs=tuple(_paragraphs(kept)), top=tuple(top.values()), bottom=tuple(bottom.values()))


def _edges(page: Page) -> Iterator[Line]:
    """Lines at the top and the bottom of a page."""
    ordered = sorted(page.lines, key=lambda line: -line.y)
    yield from dict.fromkeys((*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]))


def _repeated(pages: Sequence[Page]) -> frozenset[tuple[str, float]]:
    """Words, their numbers aside, and heights of lines at the edge that many pages have in the same place."""
    counts: Counter[tuple[str, float]] = Counter()
    for page in pages:
        counts.update({_key(line) for line in _edges(page)})
    return frozenset(key for key, count in counts.items() if count > 1 and count >= _REPEATED * len(pages))


def _key(line: Line) -> tuple[str, float]:
    return _NUMBER.sub("0", line.text), round(line.y)


def _is_edge(line: Line, page: Page, repeated: frozenset[tuple[str, float]], *, is_alone: bool) -> bool:
    if not line.is_upright or (not is_alone and _key(line) in repeated):
        return True
    margin = _EDGE_SHARE * page.height
    is_outside = line.y < margin or line.y > page.height - margin
    return is_outside and (_PAGE_NUMBER.fullmatch(line.text) is not None or _ADDRESS.match(line.text) is not None)


def _paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    if not lines:
        return
    usual = _usual_size(lines)
    distance = _usual_distance(lines)
    longest: dict[tuple[int, int], int] = {}
    for line in lines:
        column = (line.page, round(line.x / 50))
        longest[column] = max(longest.get(column, 0), len(line.text))
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    group = [lines[0]]
    for line in lines[1:]:
        most = max(longest[(member.page, round(member.x / 50))] for member in group[-2:])
        if _parts(group[-1], line, distance, most):
            yield _paragraph(group, usual, words)
            group = []
        group.append(line)
    yield _paragraph(group, usual, words)


def _usual_size(lines: Sequence[Line]) -> float:
    """The type size that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sorted(sizes), key=lambda size: sizes[size])


def _usual_distance(lines: Sequence[Line]) -> Mapping[float, float]:
    """The commonest distance of a line to the next below it, by type size, in type sizes."""
    found: dict[float, Counter[float]] = {}
    for upper, lower in pairwise(lines):
        if upper.page == lower.page and upper.size == lower.size and 0 < upper.y - lower.y < 4 * upper.size:
            found.setdefault(upper.size, Counter())[round(upper.y - lower.y, 0)] += 1
    return {size: max(sorted(counts), key=lambda gap: counts[gap]) for size, counts in found.items()}


def _parts(upper: Line, lower: Line, distance: Mapping[float, float], most: int) -> bool:
    """Whether a paragraph ends between two lines."""
    largest = max(upper.size, lower.size)
    if abs(upper.size - lower.size) > _OTHER_SIZE * largest or upper.is_bold is not lower.is_bold:
        return True
    is_end = _SENTENCE_END.search(upper.text) is not None
    fall = upper.y - lower.y
    if upper.page != lower.page or fall <= 0:  # on to the next column or page
        return is_end and len(upper.text) <= _SHORT_LAST_LINE * most
    if fall > _WIDE_GAP * distance.get(upper.size, 1.2 * upper.size):
        return True
    is_indented = 0 < lower.x - upper.x - _INDENT * lower.size < 4 * lower.size
    return (is_end and len(upper.text) <= _SHORT_LINE * most) or is_indented


def _paragraph(lines: Sequence[Line], usual: float, words: Mapping[str, int]) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text = _continued(text, line.text, words)
    text = text.replace("\u00ad", "")
    size = lines[0].size
    is_large = size >= _LARGE * usual or (lines[0].is_bold and size >= usual and not _SENTENCE_END.search(text))
    level = 0 if not is_large or len(text) > _HEADING_CHARS else 1 if size >= _LARGE * usual else 2
    return Paragraph(text=text, level=level, links=tuple(dict.fromkeys(link for line in lines for link in line.links)))


def _continued(text: str, following: str, words: Mapping[str, int]) -> str:
    r"""A text with the next line; a word divided at the line end is put together, unless it has a hyphen elsewhere or in itself.

    Examples:
        >>> _continued("a govern-", "ment of", {}), _continued("a mother-in-", "law", {}), _continued("the A-", "10 road", {})
        ('a government of', 'a mother-in-law', 'the A-10 road')

    """
    last, first = _LAST_PART.search(text), _FIRST_PART.match(following)
    if text.endswith("\u00ad"):
        return text[:-1] + following
    if not text or text[-1] not in _HYPHENS or (len(text) > 1 and text[-2].isspace()):
        return f"{text} {following}"
    if last is None or first is None or not first[0][0].islower():
        return text + following
    joined, hyphened = (last[1] + first[0]).lower(), f"{last[1]}-{first[0]}".lower()
    before = text[: last.start()]
    is_compound = before.endswith(tuple(_HYPHENS)) or words.get(hyphened, 0) > words.get(joined, 0)
    return text + following if is_compound else text[:-1] + following
