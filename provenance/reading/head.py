"""What a page's head declares about it: title, own address, dates, authors, site.

A canonical address is a claim, perhaps about a source; it is never taken for the page's own address unless the
page's other links say the same site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from provenance.model import DateRange, Metadata, Publisher
from provenance.settings import Limits
from provenance.text.dates import find_dates, to_range
from provenance.text.hosts import host_of, same_site
from provenance.text.json_text import parse_json
from provenance.text.words import fold_space

Head = Sequence[tuple[str, str]]

_TITLE_EDGE = re.compile(r"(?<!\s)\s++[|–—»·•-]++\s++")
_OWN_SITE = (
    "link:shortlink",
    "link:https://api.w.org/",
    "link:alternate:application/rss+xml",
    "link:alternate:application/atom+xml",
    "meta:twitter:domain",
)
"""Head links that point at the site a page was made on, in order of trust."""
_PUBLISHED = (
    "meta:article:published_time",
    "meta:datepublished",
    "meta:parsely-pub-date",
    "meta:dc.date.issued",
    "meta:pubdate",
    "meta:date",
    "meta:dc.date",
)
_UPDATED = ("meta:article:modified_time", "meta:datemodified", "meta:og:updated_time", "meta:last-modified")
_AUTHORS = ("meta:author", "meta:article:author", "meta:parsely-author", "meta:byl", "meta:dc.creator", "meta:sailthru.author")
_ARTICLE_TYPES = re.compile(r"Article|Posting|WebPage|Report|Review", re.IGNORECASE)


def metadata_of_head(head: Head, heading: str | None, limits: Limits) -> Metadata:
    """Metadata a page's head declares; ``heading`` is its first main heading, if any."""
    articles = json_ld_articles(head, limits)
    url = _own_url(head)
    canonical = first_value(head, "link:canonical")
    host, basis = _own_host(head, url)
    if url is None and canonical and same_site(host_of(canonical), host):
        url = canonical
    name = first_value(head, "meta:og:site_name", "meta:application-name")
    publisher = Publisher(name=name, host=host, basis=basis or "og:site_name") if name or host else None
    return Metadata(
        title=_title(head, heading),
        publisher=publisher,
        authors=_authors(head, articles),
        language=_language(head),
        url=url,
        canonical=canonical,
        site_ids=tuple(dict.fromkeys(value for name, value in head if name == "link:shortlink")),
        published=_date(head, _PUBLISHED, articles, "datePublished"),
        updated=_date(head, _UPDATED, articles, "dateModified"),
    )


def first_value(head: Head, *names: str) -> str | None:
    """The first non-empty value under one of the names, in the order of the names."""
    for wanted in names:
        for name, value in head:
            if name == wanted and value:
                return value
    return None


def json_ld_articles(head: Head, limits: Limits) -> tuple[dict[str, object], ...]:
    """Objects of the page's JSON-LD that describe an article or page; broken JSON-LD is passed over."""
    found: list[dict[str, object]] = []
    for name, value in head:
        if name != "jsonld":
            continue
        try:
            found += _articles(parse_json(value, limits.json_depth).value)
        except ValueError:
            continue
    return tuple(found)


def _articles(value: object) -> Iterable[dict[str, object]]:
    if isinstance(value, list):
        for part in value:
            yield from _articles(part)
    elif isinstance(value, dict):
        if _ARTICLE_TYPES.search(str(value.get("@type", ""))):
            yield value
        yield from _articles(value.get("@graph"))


def _own_url(head: Head) -> str | None:
    kept = first_value(head, "kept:url")
    if kept and host_of(kept):
        return kept
    address = first_value(head, "meta:og:url", "meta:twitter:url")
    return address if address and host_of(address) else None


def _own_host(head: Head, url: str | None) -> tuple[str | None, str]:
    if url is not None and host_of(url):
        return host_of(url), "url"
    for name in _OWN_SITE:
        value = first_value(head, name)
        if value and host_of(value):
            return host_of(value), name
    return None, ""


def _title(head: Head, heading: str | None) -> str | None:
    """The main heading if the page's title holds it; else the title declared for sharing; else the page's title."""
    page = first_value(head, "title")
    shared = first_value(head, "meta:og:title", "meta:twitter:title")
    if heading and (page is None or heading.casefold() in page.casefold() or heading.casefold() == (shared or "").casefold()):
        return heading
    if shared:
        return fold_space(shared)
    if page is None:
        return None
    return fold_space(max(_TITLE_EDGE.split(page), key=len)) or None


def _authors(head: Head, articles: Sequence[dict[str, object]]) -> tuple[str, ...]:
    names = [fold_space(value) for name, value in head if name in _AUTHORS and not value.startswith(("http:", "https:"))]
    for article in articles:
        names += _names(article.get("author"))
    return tuple(dict.fromkeys(name for name in names if name))


def _names(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield fold_space(value)
    elif isinstance(value, list):
        for part in value:
            yield from _names(part)
    elif isinstance(value, dict):
        yield from _names(value.get("name"))


def _language(head: Head) -> str | None:
    declared = first_value(head, "html:lang", "meta:og:locale", "meta:language")
    match = re.match(r"[a-zA-Z]{2,3}", declared or "")
    return match[0].lower() if match else None


def _date(head: Head, names: Sequence[str], articles: Sequence[dict[str, object]], key: str) -> DateRange | None:
    for name in names:
        value = first_value(head, name)
        if value and (found := date_of_field(value, name.removeprefix("meta:"))) is not None:
            return found
    for article in articles:
        dated = article.get(key)
        if isinstance(dated, str) and (found := date_of_field(dated, f"json-ld {key}")) is not None:
            return found
    return None


def date_of_field(value: str, basis: str) -> DateRange | None:
    """The date a field holds, or ``None`` if it holds no single day."""
    mentions = [mention for mention in find_dates(value) if mention.is_day]
    return to_range(mentions[0], basis) if len(mentions) == 1 else None
