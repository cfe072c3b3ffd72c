"""A WordPress post (REST API, ``wp/v2`` or WordPress.com's) to a parsed document.

The excerpt repeats the lead and is not read; the author's number is no byline; the ``guid`` may name an
older address of the site and is evidence, not the document's own address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from provenance.model import DateRange, Link, Metadata, Publisher, Role
from provenance.reading.blocks import Draft, Parsed, assemble
from provenance.reading.head import date_of_field, first_value
from provenance.reading.html import html_to_text, read_html
from provenance.settings import Limits
from provenance.text.dates import find_dates, to_range
from provenance.text.hosts import host_of
from provenance.text.json_text import parse_json
from provenance.text.words import fold_space

_SEO_FIELDS = {
    "canonical": "link:canonical",
    "og_url": "meta:og:url",
    "og_site_name": "meta:og:site_name",
    "og_locale": "meta:og:locale",
    "article_published_time": "meta:article:published_time",
    "article_modified_time": "meta:article:modified_time",
    "author": "meta:author",
}
"""Fields of the Yoast plugin's summary of the page's head, and what they are called there."""
_SEO_MARKUP = ("yoast_head", "aioseo_head", "head")
"""Fields in which plugins (Yoast, All in One SEO, headless themes) put the mark-up of the page's head."""
_AUTHOR_LISTS = ("authors", "coauthors")
"""Fields of plugins for several authors (PublishPress Authors, Co-Authors Plus)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dates:
    published: DateRange | None
    updated: DateRange | None


def read_wordpress(content: str, limits: Limits) -> Parsed:
    """Blocks and metadata of one post given as JSON.

    Raises:
        ValueError: it is no post that can be read; the message says why and what to do.

    """
    try:
        post = parse_json(content, limits.json_depth).value
    except ValueError as error:
        message = f"no readable JSON: {error}; fetch or save it again"
        raise ValueError(message) from error
    markup = _rendered(post, "content") if isinstance(post, dict) else ""
    if not isinstance(post, dict) or not markup.strip():
        message = "JSON, but no WordPress post with content; fetch it with its content"
        raise ValueError(message)
    body = read_html(markup, limits)
    title = html_to_text(_rendered(post, "title")) or None
    picture, caption = _featured(post, limits)
    top = [Draft(text=title, tag="title", hint=Role.TITLE, links=() if caption else picture)] if title else []
    shown = [Draft(text=caption, tag="figcaption", hint=Role.CAPTION, links=picture)] if caption else []
    drafts = (*top, *shown, *body.drafts)
    text, pieces = assemble(drafts)
    head = (*body.head, *_seo_facts(post, limits), *_plugin_facts(post))
    return Parsed(text=text, pieces=pieces, declared=_metadata(post, title, head), head=head, notes=body.notes)


def _rendered(post: Mapping[str, object], key: str) -> str:
    value = post.get(key)
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else ""


def _metadata(post: Mapping[str, object], title: str | None, head: tuple[tuple[str, str], ...]) -> Metadata:
    url = next((value for value in (_string(post, "link"), _string(post, "URL"), _string(post, "url")) if value), None)
    guid = _rendered(post, "guid")
    host = host_of(url) if url else None
    name = first_value(head, "meta:og:site_name")
    dates = _dates(post)
    language = _string(post, "lang") or (first_value(head, "meta:og:locale") or "")[:2]
    return Metadata(
        title=title,
        publisher=Publisher(name=name, host=host, basis="link" if host else "og:site_name") if host or name else None,
        authors=tuple(dict.fromkeys(_authors(post))),
        language=language.lower() or None,
        url=url,
        canonical=first_value(head, "link:canonical"),
        site_ids=(guid,) if guid else (),
        published=dates.published,
        updated=dates.updated,
    )


def _string(post: Mapping[str, object], key: str) -> str:
    value = post.get(key)
    return value.strip() if isinstance(value, str) else ""


def _dates(post: Mapping[str, object]) -> _Dates:
    """Publication, and the last change if it is not the publication itself."""
    published = _utc(post, "date_gmt") or date_of_field(_string(post, "date"), "date")
    modified = _string(post, "modified_gmt"), _string(post, "date_gmt")
    unchanged = _string(post, "modified") == _string(post, "date") or (modified[0] and modified[0] == modified[1])
    updated = None if unchanged else _utc(post, "modified_gmt") or date_of_field(_string(post, "modified"), "modified")
    return _Dates(published=published, updated=updated)


def _utc(post: Mapping[str, object], key: str) -> DateRange | None:
    """A field that WordPress keeps in UTC without saying so in the string; drafts have zeros there."""
    value = _string(post, key)
    if not value or len(find_dates(value)) != 1:
        return None
    zoned = value if value.endswith("Z") or "+" in value else f"{value}Z"
    mention = find_dates(zoned)[0]
    found = to_range(mention, key)
    if found is None or mention.hour is None:
        return found
    return DateRange(earliest=found.earliest, latest=found.latest, timezone="UTC", basis=key, written=value)


def _authors(post: Mapping[str, object]) -> Iterator[str]:
    """Names of authors, where the post carries them; the account's number is no name.

    Plugins for several authors list them beside the one account.
    """
    listed = [author for key in _AUTHOR_LISTS for author in _list(post.get(key))]
    for author in listed or [*_list(_embedded(post, "author")), post.get("author"), post.get("author_info")]:
        name = author.get("display_name") or author.get("name") if isinstance(author, dict) else None
        if isinstance(name, str) and name.strip():
            yield fold_space(name)


def _embedded(post: Mapping[str, object], name: str) -> object:
    """What the answer carries of another object (``?_embed``)."""
    embedded = post.get("_embedded")
    return embedded.get(name) if isinstance(embedded, dict) else None


def _featured(post: Mapping[str, object], limits: Limits) -> tuple[tuple[Link, ...], str]:
    """The picture above the post, which is no part of its content, and its caption, in which it is credited."""
    for media in _list(_embedded(post, "wp:featuredmedia")):
        if isinstance(media, dict) and (address := _string(media, "source_url")):
            words = " ".join(draft.text for draft in read_html(f"<div>{_rendered(media, 'caption')}</div>", limits).drafts)
            return (Link(url=address, text=_string(media, "alt_text"), kind="image"),), words
    address = _string(post, "jetpack_featured_media_url") or _string(post, "featured_image")
    return ((Link(url=address, text="", kind="image"),) if host_of(address) else ()), ""


def _list(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _seo_facts(post: Mapping[str, object], limits: Limits) -> Iterator[tuple[str, str]]:
    """Head facts of the page, as far as an SEO plugin put them into the answer: as fields, or as the mark-up itself."""
    seo = post.get("yoast_head_json")
    if isinstance(seo, dict):
        for field, name in _SEO_FIELDS.items():
            if isinstance(seo.get(field), str):
                yield name, seo[field]
        if "schema" in seo:
            yield "jsonld", json.dumps(seo["schema"], ensure_ascii=False)
    else:
        for key in _SEO_MARKUP:
            if written := _string(post, key):
                yield from read_html(written, limits).head
    counted = post.get("parsely")
    if isinstance(counted, dict) and isinstance(counted.get("meta"), dict):
        yield "jsonld", json.dumps(counted["meta"], ensure_ascii=False)


def _plugin_facts(post: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Custom fields of the post: importers leave the source's address there."""
    for key in ("meta", "custom_fields", "acf"):
        fields = post.get(key)
        if isinstance(fields, dict):
            for name, value in fields.items():
                if isinstance(value, str) and value:
                    yield f"post:{name}", value
