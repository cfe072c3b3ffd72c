"""Posts of social platforms embedded in a document: sources of their own, with a day of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from provenance.model import DateRange, Role, Signal, SignalKind
from provenance.signals.data import DataError, load_table, text_list, text_of
from provenance.signals.patterns import patterns_for
from provenance.signals.view import BlockView
from provenance.text.clocks import decode_snowflake
from provenance.text.dates import find_dates, to_range
from provenance.text.hosts import host_of, registrable_domain

_FAMILIES = ("embeds",)
_EMBED_TAGS = frozenset({"iframe", "blockquote", "figure", "embed", "object"})
_ADDRESS_ATTRIBUTES = frozenset("src cite href data-href data-src data-instgrm-permalink data-telegram-post data-url url".split())
_ADDRESS = re.compile(r"https?://\S{5,500}")
_PATH = re.compile(r"^(?:https?:)?//[^/]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A site whose posts can be embedded.

    ``hosts`` are its registered domains, ``path`` captures ``handle`` and ``item``, ``markers`` are classes of its embeds.
    """

    name: str
    hosts: tuple[str, ...]
    path: re.Pattern[str]
    markers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    platform: str
    handle: str | None
    name: str | None
    url: str | None
    date: DateRange | None


@cache
def platforms() -> tuple[Platform, ...]:
    """The platforms of ``data/embeds.toml``, read once.

    Raises:
        DataError: If an entry is damaged.
    """
    return tuple(_platform(row, number) for number, row in enumerate(load_table("embeds.toml", "platform"), start=1))


def _platform(row: dict[str, object], number: int) -> Platform:
    where = f"embeds.toml, platform {number}"
    try:
        path = re.compile(text_of(row, "path", where))
    except re.error as error:
        message = f"{where}: the path pattern does not compile: {error}"
        raise DataError(message) from error
    return Platform(
        name=text_of(row, "name", where),
        hosts=text_list(row, "hosts", where),
        path=path,
        markers=text_list(row, "markers", where),
    )


def find_embeds(view: BlockView) -> tuple[Signal, ...]:
    """The post a block embeds, from its signature, its mark-up or its being nothing but a post's address; at most one."""
    posts = [*_signed(view), *_marked_up(view)] if may_embed(view) else []
    if not posts:
        return ()
    first = posts[0]
    handle = next((post.handle for post in posts if post.handle), None)
    url = next((post.url for post in posts if post.url), None)
    name = next((post.name for post in posts if post.name), None)
    details = [f"platform={first.platform}", *([f"name={name}"] if name else [])]
    return (
        Signal(
            kind=SignalKind.EMBEDDED_POST,
            value=handle or url or first.platform,
            basis="oembed_signature" if first.name else "embed_markup",
            strength=4 if handle else 2,
            host=host_of(url) if url else None,
            organisation=name,
            blocks=(view.block.id,),
            date=next((post.date for post in posts if post.date), None),
            url=url,
            details=tuple(details),
        ),
    )


def may_embed(view: BlockView) -> bool:
    """Whether there is anything to look for: keywords, attributes, an embed's role or element, or an address first."""
    block = view.block
    return bool(
        view.keywords
        or block.attributes
        or block.role is Role.EMBED
        or block.tag in _EMBED_TAGS
        or view.text.startswith(("http://", "https://"))
    )


def _signed(view: BlockView) -> Iterator[_Post]:
    for pattern in patterns_for(_FAMILIES, view.keywords):
        for match in pattern.regex.finditer(view.text):
            yield _Post(platform="X", handle=match["handle"], name=match["name"].strip(), url=None, date=_day(match["day"]))


def _day(written: str) -> DateRange | None:
    mention = next(iter(find_dates(written)), None)
    return to_range(mention, "embed") if mention else None


def _marked_up(view: BlockView) -> Iterator[_Post]:
    attributes = view.block.attributes
    marked = _marked_by(" ".join([value for name, value in attributes if name == "class"]))
    whole_address = _ADDRESS.fullmatch(view.text)
    if not (marked or view.block.role is Role.EMBED or view.block.tag in _EMBED_TAGS or whole_address):
        return
    addresses = [value for name, value in attributes if name in _ADDRESS_ATTRIBUTES]
    addresses += [placed.link.url for placed in reversed(view.links)]
    addresses += [whole_address[0]] if whole_address else []
    found = False
    for address in addresses:
        for platform in platforms():
            post = _post_at(platform, address)
            if post is not None:
                found = True
                yield post
    if marked and not found:
        yield _Post(platform=marked[0].name, handle=None, name=None, url=None, date=None)


def _marked_by(classes: str) -> tuple[Platform, ...]:
    """The platforms whose embeds have one of these classes."""
    if _any_marker().search(classes) is None:
        return ()
    return tuple(platform for platform in platforms() if any(marker in classes for marker in platform.markers))


@cache
def _any_marker() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(marker) for platform in platforms() for marker in platform.markers))


def _post_at(platform: Platform, address: str) -> _Post | None:
    host = host_of(address) if _PATH.match(address) else None
    if host is None or registrable_domain(host) not in platform.hosts:
        return None
    match = platform.path.match(_PATH.sub("", address, count=1))
    if match is None:
        return None
    groups = match.groupdict()
    clock = decode_snowflake(groups.get("item") or "") if platform.name == "X" else None
    date = DateRange(earliest=clock.instant, latest=clock.instant, timezone="UTC", basis="embed") if clock else None
    return _Post(platform=platform.name, handle=groups.get("handle"), name=None, url=address, date=date)


def is_post_address(address: str) -> bool:
    """Whether an address is a post of a known platform."""
    return any(_post_at(platform, address) is not None for platform in platforms())
