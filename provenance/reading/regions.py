"""What the elements that a block stands in say about its role."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf

from provenance.model import Role
from provenance.reading.article import LONG_WORDS, Element, Placed, blocks_below, running_text
from provenance.reading.blocks import Draft
from provenance.reading.class_names import named_role

_BY_TAG = {
    "nav": Role.CHROME,
    "footer": Role.CHROME,
    "aside": Role.CHROME,
    "form": Role.CHROME,
    "button": Role.CHROME,
    "select": Role.CHROME,
    "dialog": Role.CHROME,
    "textarea": Role.CHROME,
    "menu": Role.CHROME,
    "figure": Role.CAPTION,
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
    "blockquote": Role.QUOTATION_BLOCK,
    "h1": Role.HEADING,
    "h2": Role.HEADING,
    "h3": Role.HEADING,
    "h4": Role.HEADING,
    "h5": Role.HEADING,
    "h6": Role.HEADING,
}
_BY_LANDMARK = {
    "navigation": Role.CHROME,
    "banner": Role.CHROME,
    "contentinfo": Role.CHROME,
    "complementary": Role.CHROME,
    "search": Role.CHROME,
    "dialog": Role.CHROME,
    "alertdialog": Role.CHROME,
}
"""ARIA landmark roles."""
_DOMINANT_SHARE = 0.5
"""Share of a page's running text from which an element's class says nothing: it wraps the article itself."""
_TABLE_TAGS = frozenset({"table", "pre", "ul", "ol"})
"""Elements whose text is no caption though they stand in a figure."""


def resolve_roles(placed: Sequence[Placed], elements: Sequence[Element], headline: Placed | None = None) -> tuple[Draft, ...]:
    """The blocks with the roles of the elements they stand in.

    Elements that wrap most of the running text, or the headline, give none: they hold the article.
    """
    sizes = running_text(placed)
    most = sizes[0] * _DOMINANT_SHARE
    above = frozenset(headline.path[:-1]) if headline is not None else frozenset()
    below = _first_paragraph(placed, headline)
    roles = [
        None if number in above else Role.EMBED if item.is_embed else region_role(item.tag, item.classes, item.landmark)
        for number, item in enumerate(elements)
    ]
    known: dict[int, Role | None] = {}  # an element stands at the end of one path only
    drafts = []
    for item in placed:
        role: Role | None = None
        for number in item.path:
            if number not in known:
                tells = sizes[number] <= most or _tells_anyway(elements[number], roles[number], is_below=number > below)
                known[number] = inherited_role(role, roles[number]) if tells else role
                if elements[number].tag in _TABLE_TAGS and known[number] is Role.CAPTION:
                    known[number] = None
            role = known[number]
        drafts.append(hinted(item.draft, role) if role is not None else item.draft)
    return tuple(drafts)


def _tells_anyway(element: Element, role: Role | None, *, is_below: bool) -> bool:
    """Whether an element with most of the running text has its role all the same: menus with teasers, long discussions."""
    return role is Role.EMBED or element.tag == "nav" or (is_below and role is Role.COMMENT)


def _first_paragraph(placed: Sequence[Placed], headline: Placed | None) -> float:
    """Number of the element of the first long paragraph below the headline; infinity if there is none."""
    if headline is None:
        return inf
    return next((item.path[-1] for item in blocks_below(placed, headline) if item.running_words >= LONG_WORDS), inf)


def hinted(draft: Draft, role: Role) -> Draft:
    """The block with a role."""
    return Draft(
        text=draft.text,
        tag=draft.tag,
        attributes=draft.attributes,
        links=draft.links,
        hint=role,
        link_chars=draft.link_chars,
    )


@lru_cache(maxsize=1 << 12)
def region_role(tag: str, classes: str, landmark: str) -> Role | None:
    """Role that an element gives all text inside, or ``None``.

    ``classes`` are its class and id as ``spelled``, ``landmark`` is its ARIA role.

    Examples:
        >>> region_role("div", "entry-content has-sidebar", ""), str(region_role("div", "site-footer dark", ""))
        (None, 'chrome')

    """
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if landmark in _BY_LANDMARK:
        return _BY_LANDMARK[landmark]
    return named_role(classes)


def inherited_role(outer: Role | None, own: Role | None) -> Role | None:
    """Role of text in an element with its ``own`` role inside one with an ``outer`` role.

    Page furniture, comments and embeds stay what they are, whatever stands in them; elsewhere the inner element decides.
    """
    if outer in {Role.CHROME, Role.COMMENT, Role.EMBED}:
        return outer
    return own or outer
