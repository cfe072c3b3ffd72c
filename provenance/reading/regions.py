"""What an element's name and classes say about the role of the text in it, and which element holds the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from provenance.model import Role
from provenance.reading.blocks import Draft, count_folded_words

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
}
"""ARIA landmark roles."""

_CHROME = (
    "nav navbar navigation navi menu menubar breadcrumb breadcrumbs footer sidebar widget widgets share sharing sharedaddy "
    "sharebar social socials addtoany addthis related relatedposts jp-relatedposts recommended recommendations trending popular "
    "newsletter subscribe subscription signup cookie cookies consent gdpr advert advertisement ads adsbygoogle sponsored "
    "promo banner toolbar pagination pager prev next login modal popup tags taglist tagcloud masthead skip-link "
    "screen-reader-text outbrain taboola most-read mostread more-stories read-more readmore rating ratings"
)
_COMMENT = "comment comments commentlist comment-list comment-body comment-content disqus disqus_thread respond comment-respond"
_CLASS_ROLES = (
    dict.fromkeys(_CHROME.split(), Role.CHROME)
    | dict.fromkeys(_COMMENT.split(), Role.COMMENT)
    | dict.fromkeys(
        "wp-caption-text caption photo-caption image-caption media-caption figcaption caption-text gallery-caption".split(),
        Role.CAPTION,
    )
    | dict.fromkeys(
        "byline by-line author authors author-name article-author entry-author post-author vcard contributor".split(), Role.BYLINE
    )
    | dict.fromkeys(
        "dateline timestamp published pubdate publish-date entry-date post-date article-date "
        "date-published posted-on updated".split(),
        Role.DATELINE,
    )
    | dict.fromkeys(
        "subtitle sub-title subheadline subhead standfirst dek deck article-subtitle entry-subtitle".split(), Role.SUBTITLE
    )
)
_PARTS = frozenset(
    "nav navbar navigation breadcrumb breadcrumbs footer sidebar share sharing social related relatedposts newsletter cookie "
    "cookies consent advert advertisement outbrain taboola pagination comments commentlist masthead".split()
)
"""Words that give the role even as one part of a hyphenated class name (``site-footer``)."""
_EMBEDS = frozenset(
    "twitter-tweet twitter-video instagram-media tiktok-embed fb-post fb-video reddit-embed-bq bluesky-embed mastodon-embed "
    "threads-post text-post-media imgur-embed-pub".split()
)
"""Classes that the platforms' own embed codes carry."""
_OUTER_ROLES = frozenset({Role.CHROME, Role.COMMENT})
_PART_EDGE = re.compile(r"[-_]+")
_LAYOUT = re.compile(
    r"(?:^|[-_])(?:has|with|no|without|is|page|post|single|layout|body|wrap|wrapper|container|row|col)(?:[-_]|$)"
)
"""Parts that make a class a statement about the whole page (``has-sidebar``), not about this element."""


_ARTICLE_CLASSES = frozenset(
    "articlebody entry-content post-content article-body article-content article__body article__content story-body story-content "
    "storybody articletext article-text td-post-content post-body single-content story__content node-content "
    "hentry h-entry".split()
)
"""Classes, ids and ``itemprop`` values of the element that holds an article."""
_DOMINANT_SHARE = 0.5
"""Share of a page's running text from which an element's class says nothing: it wraps the article itself."""
_ARTICLE_SHARE = 0.6
"""Share of a page's running text that makes an element with an article's mark-up the article; the rest are teasers."""
_TRUNK_SHARE = 0.8
"""Share of an element's running text in one child from which the article stands in that child, on pages without such mark-up."""
_RUNNING_WORDS = 15
_LINK_SHARE = 0.75
"""Share of anchor text from which a short block outside paragraphs is navigation."""
_SHORT_WORDS = 25
_PROSE_TAGS = frozenset("p blockquote pre figcaption h1 h2 h3 h4 h5 h6".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An open block element: lower-case tag, its class, id and ``itemprop`` in one string, its ARIA role."""

    tag: str
    classes: str = ""
    landmark: str = ""
    is_embed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block and the numbers of the block elements it stands in, outermost first."""

    draft: Draft
    path: tuple[int, ...]

    @property
    def running_chars(self) -> int:
        """Characters of running text: paragraphs without their anchors."""
        is_running = count_folded_words(self.draft.text) >= _RUNNING_WORDS
        return len(self.draft.text) - self.draft.link_chars if is_running else 0


def resolve_roles(placed: Sequence[Placed], elements: Sequence[Element]) -> tuple[Draft, ...]:
    """The blocks with the roles of the elements they stand in; elements that wrap most of the running text give none."""
    roles = [Role.EMBED if item.is_embed else region_role(item.tag, item.classes, item.landmark) for item in elements]
    sizes = _running_text(placed)
    most = sizes[0] * _DOMINANT_SHARE
    known: dict[int, Role | None] = {}  # an element stands at the end of one path only
    drafts = []
    for item in placed:
        role: Role | None = None
        for number in item.path:
            if number not in known:
                tells = sizes[number] <= most or roles[number] is Role.EMBED
                known[number] = inherited_role(role, roles[number]) if tells else role
            role = known[number]
        drafts.append(_hinted(item.draft, role) if role is not None else item.draft)
    return tuple(drafts)


def _hinted(draft: Draft, role: Role) -> Draft:
    return Draft(
        text=draft.text,
        tag=draft.tag,
        attributes=draft.attributes,
        links=draft.links,
        hint=role,
        link_chars=draft.link_chars,
    )


def resolve_page(placed: Sequence[Placed], elements: Sequence[Element]) -> tuple[Draft, ...]:
    """The blocks of a whole page: as ``resolve_roles``, and what stands outside the article is ``other`` or page furniture."""
    drafts = resolve_roles(placed, elements)
    prose = [item for item, draft in zip(placed, drafts, strict=True) if draft.hint not in _OUTER_ROLES]
    article = _article(prose, elements)
    return tuple(_on_page(draft, inside=article in item.path) for draft, item in zip(drafts, placed, strict=True))


def _on_page(draft: Draft, *, inside: bool) -> Draft:
    """A page's block, whose role may change with where it stands and with how much of it is anchors."""
    if draft.hint is None and _is_navigation(draft):
        return _hinted(draft, Role.CHROME)
    if not inside and (
        draft.hint in {None, Role.QUOTATION_BLOCK, Role.CAPTION} or (draft.hint is Role.HEADING and draft.tag != "h1")
    ):
        return _hinted(draft, Role.OTHER)
    return draft


def _is_navigation(draft: Draft) -> bool:
    is_anchors = draft.tag not in _PROSE_TAGS and draft.link_chars >= _LINK_SHARE * len(draft.text)
    return is_anchors and count_folded_words(draft.text) <= _SHORT_WORDS


def _article(prose: Sequence[Placed], elements: Sequence[Element]) -> int:
    """Number of the element that holds the article: the smallest one marked as such, else where running text leads."""
    sizes = _running_text(prose)
    marked = [number for number, size in sizes.items() if size >= sizes[0] * _ARTICLE_SHARE and _is_article(elements[number])]
    if marked:
        return max(marked)
    trunk = 0
    while True:
        inner = _children(prose, trunk)
        best = max(inner, key=lambda number: (sizes[number], -number), default=trunk)
        if best == trunk or sizes[best] < sizes[trunk] * _TRUNK_SHARE or elements[best].tag in _PROSE_TAGS:
            return trunk
        trunk = best


def _children(prose: Sequence[Placed], parent: int) -> Collection[int]:
    found = dict.fromkeys(
        item.path[item.path.index(parent) + 1] for item in prose if parent in item.path and item.path[-1] != parent
    )
    return found.keys()


def _running_text(placed: Sequence[Placed]) -> Counter[int]:
    """Characters of running text inside each element."""
    sizes: Counter[int] = Counter()
    for item in placed:
        size = item.running_chars
        for number in item.path:
            sizes[number] += size
    return sizes


def _is_article(element: Element) -> bool:
    return (
        element.tag in {"article", "main"}
        or element.landmark == "main"
        or not _ARTICLE_CLASSES.isdisjoint(element.classes.split())
    )


@lru_cache(maxsize=1 << 12)
def region_role(tag: str, classes: str, landmark: str) -> Role | None:
    """Role that an element gives all text inside, or ``None``.

    ``classes`` are its class and id in lower case, ``landmark`` is its ARIA role.

    Examples:
        >>> region_role("div", "entry-content has-sidebar", ""), str(region_role("div", "site-footer dark", ""))
        (None, 'chrome')

    """
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if landmark in _BY_LANDMARK:
        return _BY_LANDMARK[landmark]
    for name in classes.split():
        if name in _CLASS_ROLES:
            return _CLASS_ROLES[name]
        parts = [part for part in _PART_EDGE.split(name) if part]
        if not _LAYOUT.search(name) and not _PARTS.isdisjoint(parts):
            return next(_CLASS_ROLES[part] for part in parts if part in _PARTS)
    return None


def is_embed(classes: str) -> bool:
    """Whether an element is a platform's embedded post, by its class."""
    return not _EMBEDS.isdisjoint(classes.split())


def inherited_role(outer: Role | None, own: Role | None) -> Role | None:
    """Role of text in an element with its ``own`` role inside one with an ``outer`` role.

    Page furniture, comments and embeds stay what they are, whatever stands in them; elsewhere the inner element decides.
    """
    if outer in {Role.CHROME, Role.COMMENT, Role.EMBED}:
        return outer
    return own or outer
