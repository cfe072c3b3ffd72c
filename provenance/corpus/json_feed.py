"""JSON Feed (versions 1 and 1.1): one document for each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeGuard

from provenance.model import Container, Format, Problem, RawDocument, RecordFields
from provenance.text.clean import clean_text
from provenance.text.hosts import host_of

_VERSION = "https://jsonfeed.org/version/"
_CONTENT = (("content_html", Format.HTML), ("content_text", Format.PLAIN_TEXT), ("summary", Format.PLAIN_TEXT))


def is_json_feed(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a JSON value is a feed: it says of which version, and has a list of items."""
    return isinstance(value, dict) and _string(value, "version").startswith(_VERSION) and isinstance(value.get("items"), list)


def json_feed_entries(feed: Mapping[str, object], bare: RawDocument) -> Iterator[RawDocument | Problem]:
    """The items of a feed, in order, with what cannot be read; called ``base#n``, the n-th item."""
    items = feed.get("items")
    for number, item in enumerate(items if isinstance(items, list) else (), start=1):
        place = f"entry {number}"
        if not isinstance(item, dict):
            yield _problem(bare, f"{place}: no object with named fields")
            continue
        content, form = next(
            ((text, form) for name, form in _CONTENT if (text := _string(item, name)).strip()), ("", Format.HTML)
        )
        if not content:
            yield _problem(bare, f"{place}: neither content nor a summary")
            continue
        record = _fields(item, feed, place)
        yield replace(bare, id=f"{bare.id}#{number}", format=form, content=clean_text(content)[0], record=record)
    if not items:
        yield _problem(bare, "a feed without entries; fetch it again when it has some")


def _fields(item: Mapping[str, object], feed: Mapping[str, object], place: str) -> RecordFields:
    url, home = _string(item, "url"), host_of(_string(feed, "home_page_url"))
    via = _string(item, "external_url")
    authors = item.get("authors") or [item.get("author")]
    names = [_string(author, "name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    return RecordFields(
        container=Container.JSON_FEED,
        place=place,
        title=_string(item, "title"),
        url=url,
        published=_string(item, "date_published"),
        updated=_string(item, "date_modified"),
        author="; ".join(filter(None, names)),
        publisher=_string(feed, "title") if home is not None and home == host_of(url) else "",
        language=_string(item, "language") or _string(feed, "language"),
        guid=_string(item, "id"),
        facts=(("feed:via", via),) if via else (),
    )


def _string(value: Mapping[str, object], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""


def _problem(bare: RawDocument, message: str) -> Problem:
    return Problem(path=bare.path, stage="corpus", severity="skipped", message=message)
