"""Tags counted before they are parsed: depth and number are bounded, in time linear in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)[^<>]*+>")
"""A tag without angle brackets in it; possessive, so that a failure is never tried again from inside."""
_OPAQUE = re.compile(r"<!--|<(script|style|textarea|title|template)\b", re.IGNORECASE)
"""Where tags are no tags."""

VOID_TAGS = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSES = {
    "p": ("p",),
    "li": ("li", "p"),
    "dt": ("dt", "dd", "p"),
    "dd": ("dt", "dd", "p"),
    "option": ("option",),
    "td": ("td", "th", "p"),
    "th": ("td", "th", "p"),
    "tr": ("td", "th", "tr", "p"),
}
"""Open elements on top of the stack that an opening tag closes (HTML's optional end tags)."""
BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav ol optgroup option p pre "
    "section select summary table tbody td textarea tfoot th thead tr ul".split()
)
"""Elements that start and end a block; all others are inline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flattened:
    """Mark-up within limits: ``dropped`` tags were left out, all text stayed; ``deepest`` is the nesting, known if any were."""

    markup: str
    dropped: int
    deepest: int


def flatten(markup: str, max_depth: int, max_tags: int) -> Flattened:
    """Leave out tags beyond a depth or number; block elements among them leave a ``<hr>``, so that no words are joined.

    Text is never lost: parsers drop whatever is nested too deep, and what follows it.

    Examples:
        >>> flatten("<b><div><i>deep</i></div></b>after", 1, 99).markup
        '<b><hr>deep<hr></b>after'

    """
    if markup.count("<") <= min(max_depth, max_tags):  # as many tags at most, and none deeper than that
        return Flattened(markup=markup, dropped=0, deepest=0)
    kept: list[str] = []
    place = dropped = deepest = 0
    stack: list[str] = []
    open_count: Counter[str] = Counter()
    for number, tag in enumerate(_tags(markup), 1):
        name = tag[2].lower()
        depth = _move(stack, open_count, closing=bool(tag[1]), name=name)
        deepest = max(deepest, depth)
        if depth > max_depth or number > max_tags:
            kept += (markup[place : tag.start()], "<hr>" if name in BLOCK_TAGS else "")
            place = tag.end()
            dropped += 1
    if not dropped:
        return Flattened(markup=markup, dropped=0, deepest=deepest)
    kept.append(markup[place:])
    return Flattened(markup="".join(kept), dropped=dropped, deepest=deepest)


def _move(stack: list[str], open_count: Counter[str], *, closing: bool, name: str) -> int:
    """Update the stack of open elements by one tag; the depth that the tag stands at."""
    if name in VOID_TAGS:
        return len(stack) + 1
    if not closing:
        closes = _CLOSES.get(name)
        while closes and stack and stack[-1] in closes:
            open_count[stack.pop()] -= 1
        stack.append(name)
        open_count[name] += 1
        return len(stack)
    if not open_count[name]:
        return 0
    depth = len(stack)
    while (last := stack.pop()) != name:
        open_count[last] -= 1
        depth -= 1
    open_count[name] -= 1
    return depth


def _tags(markup: str) -> Iterator[re.Match[str]]:
    """Every tag outside comments, scripts and the like: group 1 is a slash where it closes, group 2 its name."""
    for start, end in _transparent(markup):
        yield from _TAG.finditer(markup, start, end)


def _transparent(markup: str) -> Iterator[tuple[int, int]]:
    """Stretches of mark-up in which tags count; what is opened and never closed hides nothing."""
    lower = None
    place = 0
    unclosed: set[str] = set()
    for opening in _OPAQUE.finditer(markup):
        if opening.start() < place:
            continue
        name = (opening[1] or "").lower()
        if name in unclosed:
            continue
        lower = markup.lower() if lower is None else lower
        closer = f"</{name}" if name else "-->"
        end = lower.find(closer, opening.end()) if len(lower) == len(markup) else markup.find(closer, opening.end())
        if end < 0:
            unclosed.add(name)
            continue
        yield place, opening.start()
        place = end
    yield place, len(markup)
