"""What the class, id and ``itemprop`` of an element say is in it.

Every site makes up its names, but from the same few English words. A name that is one of them says most
(``byline``); else its parts are looked at, each word of a hyphenated, underscored or camel-cased name
(``site-footer``, ``lead__caption``, ``articleByline``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from provenance.model import Role

_REMEMBERED = 1 << 12
"""Names remembered: pages of a site have the same."""


def _words(role: Role, names: str) -> dict[str, Role]:
    return dict.fromkeys(names.split(), role)


_NAMES = (
    _words(
        Role.CHROME,
        "nav navbar navigation navi menu menubar breadcrumb breadcrumbs footer sidebar widget widgets share sharing sharedaddy "
        "sharebar social socials addtoany addthis related relatedposts jp-relatedposts recommended recommendations trending "
        "popular newsletter subscribe subscription signup cookie cookies consent gdpr advert advertisement ads adsbygoogle "
        "sponsored promo banner toolbar pagination pager prev next login modal popup tags taglist tagcloud masthead skip-link "
        "screen-reader-text outbrain taboola most-read mostread more-stories read-more readmore rating ratings "
        "more-on see-also also-read read-also read-next up-next right-rail recirc",
    )
    | _words(
        Role.COMMENT,
        "comment comments commentlist comment-list comment-body comment-content disqus disqus_thread respond comment-respond",
    )
    | _words(
        Role.CAPTION,
        "wp-caption-text caption photo-caption image-caption media-caption figcaption caption-text gallery-caption "
        "image-credit photo-credit img-credit picture-credit figure-credit",
    )
    | _words(
        Role.BYLINE,
        "byline by-line author authors author-name article-author entry-author post-author vcard contributor",
    )
    | _words(
        Role.DATELINE,
        "dateline timestamp published pubdate publish-date entry-date post-date article-date date-published posted-on updated",
    )
    | _words(
        Role.SUBTITLE,
        "subtitle sub-title subheadline sub-headline subhead sub-head subheading sub-heading standfirst dek deck strapline "
        "article-subtitle entry-subtitle article-summary article-dek",
    )
    | _words(
        Role.OTHER,
        "author-bio author-box author-info author-details author-card author-description about-author about-the-author "
        "author-bio-box post-author-bio",
    )
)
_PARTS = (
    _words(
        Role.CHROME,
        "nav navbar navigation breadcrumb breadcrumbs footer sidebar share sharing social related relatedposts newsletter "
        "cookie cookies consent advert advertisement outbrain taboola pagination masthead modal popup subscribe signup "
        "recirc recirculation trending recommended recommendations promo sponsored rail donate cta",
    )
    | _words(Role.COMMENT, "comments commentlist")
    | _words(Role.CAPTION, "caption captions figcaption")
    | _words(Role.BYLINE, "byline bylines")
    | _words(Role.DATELINE, "dateline timestamp pubdate datepublished datetime")
    | _words(Role.SUBTITLE, "standfirst dek subhead subheadline")
    | _words(Role.OTHER, "bio biography")
)
"""Words that give the role even as one part of a name."""
_LAYOUT = re.compile(
    r"(?:^|[-_])(?:has|with|no|without|is|page|post|single|layout|body|wrap|wrapper|container|row|col)(?:[-_]|$)"
)
"""Parts that make a name a statement about the whole page (``has-sidebar``), not about this element."""
_TEXT_ROLES = frozenset({Role.CAPTION, Role.BYLINE, Role.DATELINE, Role.SUBTITLE, Role.OTHER})
"""Roles of a line or two: whole pages are not named after them, so that a wrapper's name says it as well."""
_PART_EDGE = re.compile(r"[-_]+")
_CAMEL_EDGE = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")

_ARTICLE_NAMES = frozenset(
    "articlebody entry-content post-content article-body article-content article__body article__content story-body story-content "
    "storybody articletext article-text td-post-content post-body single-content story__content node-content "
    "article-copy article-main story-text story__body body-content body-text".split()
)
"""Names of the element that holds an article's text, and nothing else."""
_ENTRY_NAMES = frozenset({"hentry", "h-entry"})
"""Names of the element that holds an article with its headline (microformats.org, ``hAtom`` and ``h-entry``)."""
_EMBEDS = frozenset(
    "twitter-tweet twitter-video instagram-media tiktok-embed fb-post fb-video reddit-embed-bq bluesky-embed mastodon-embed "
    "threads-post text-post-media imgur-embed-pub".split()
)
"""Classes that the platforms' own embed codes carry."""


@lru_cache(maxsize=_REMEMBERED)
def spelled(names: str) -> str:
    """Names as they are looked up: in lower case, camel case parted by hyphens.

    Examples:
        >>> spelled("ArticlePage-articleBody wp-caption")
        'article-page-article-body wp-caption'

    """
    return _CAMEL_EDGE.sub("-", names).lower()


@lru_cache(maxsize=_REMEMBERED)
def named_role(names: str) -> Role | None:
    """The role that an element's names give all text inside, or ``None``.

    Examples:
        >>> named_role("entry-content has-sidebar"), str(named_role("site-footer dark")), str(named_role("lead__caption"))
        (None, 'chrome', 'caption')

    """
    each = names.split()
    for name in each:
        if name in _NAMES:
            return _NAMES[name]
    for name in each:
        role = next((_PARTS[part] for part in _PART_EDGE.split(name) if part in _PARTS), None)
        if role is not None and (role in _TEXT_ROLES or not _LAYOUT.search(name)):
            return role
    return None


@lru_cache(maxsize=_REMEMBERED)
def holds_article_text(names: str) -> bool:
    """Whether the names are those of an element with an article's text."""
    return not _ARTICLE_NAMES.isdisjoint(names.split()) or any(
        name.endswith(("article-body", "articlebody")) for name in names.split()
    )


@lru_cache(maxsize=_REMEMBERED)
def holds_entry(names: str) -> bool:
    """Whether the names are those of an element with an article and its headline."""
    return not _ENTRY_NAMES.isdisjoint(names.split())


@lru_cache(maxsize=_REMEMBERED)
def is_embed(names: str) -> bool:
    """Whether an element is a platform's embedded post, by its class."""
    return not _EMBEDS.isdisjoint(names.split())
