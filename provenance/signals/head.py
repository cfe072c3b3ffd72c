"""What the head of a page, a feed entry or an importer says of a text's source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from provenance.model import Container, Document, Signal, SignalKind
from provenance.signals.agencies import registry
from provenance.signals.data import DataError, load_table, text_list, text_of
from provenance.signals.home import Home
from provenance.signals.organisations import media_name
from provenance.signals.pixels import find_pixel
from provenance.signals.schema_org import Stated, stated_sources
from provenance.text.hosts import host_of, registrable_domain

_SAVED_FROM = re.compile(
    r"saved from url=\(\d{1,6}\)(\S{4,2000})|page saved with singlefile\s{1,8}url:\s{0,8}(\S{4,2000})", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"']{4,2000}")
_PATH = re.compile(r"https?://[^/?#]+/+[^\s/?#]")
"""An address of more than a site's front page."""
_NEWSML = re.compile(r"urn:newsml:(?P<provider>[\w.-]{3,120}):\d{8}(?:T\w{0,12})?:(?P<item>[^\s:]{1,200})", re.IGNORECASE)
"""A NewsML item's name (RFC 3085): provider, day, the provider's own name for the item."""
_TAG = re.compile(r"tag:(?:[^@,\s]{1,80}@)?(?P<host>[\w.-]{4,120}),\d{4}", re.IGNORECASE)
"""An id of an Atom entry (RFC 4151) begins with the host that gave it."""
_UNKNOWN_HOME_STRENGTH = 1
"""A canonical address where the document's own site is unknown may be its own."""
_WEAK = 2
"""Strength of what names nobody, only a front page, or another host of the document's own domain: most present uses of
``original-source`` name the page's own site's front page (8 of 10 seen), and networks declare one of their hosts as canonical."""
_SCHEMA_AUTHOR = "schema.org author"
"""Organisations called authors there are mostly the page's own newsroom, under a name of which 2 of 12 seen did not tell so."""
_ITEM_META = frozenset({SignalKind.SYNDICATION_META, SignalKind.ORIGINAL_SOURCE_META})
_ID_FACTS = frozenset({"news:guid", "news:altid"})
_SHORTENERS = frozenset("wp.me bit.ly t.co ow.ly goo.gl tinyurl.com is.gd buff.ly dlvr.it trib.al feeds.feedburner.com".split())
"""Hosts of short addresses, which are given to pages of all sites."""
_SYSTEMS = frozenset("blogger.com flickr.com github.com google.com medium.com typepad.com".split())
"""Hosts that publish for others, and name what stands on any site after themselves (``tag:blogger.com,1999:blog-7.post-9``)."""
_FEEDS = frozenset({Container.RSS, Container.ATOM, Container.JSON_FEED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    kind: SignalKind
    strength: int


@cache
def _facts(table: str) -> dict[str, _Fact]:
    """What each name in ``data/head.toml`` means."""
    facts: dict[str, _Fact] = {}
    for number, row in enumerate(load_table("head.toml", table), start=1):
        where = f"head.toml, {table} {number}"
        strength = row.get("strength")
        if not isinstance(strength, int):
            message = f"{where}: strength must be a whole number, not {strength!r}"
            raise DataError(message)
        fact = _Fact(kind=SignalKind(text_of(row, "kind", where)), strength=strength)
        facts |= dict.fromkeys(text_list(row, "names", where), fact)
    return facts


def find_head(document: Document, home: Home) -> tuple[Signal, ...]:
    """All signals that stand in no block: head metadata, JSON-LD, counters, comments, feed and importer fields, foreign ids."""
    found: list[Signal] = []
    for name, value in document.head:
        found.extend(_stated(name.lower(), value.strip(), home))
    found.extend(_foreign_ids(document, home))
    found.extend(_authors(document, home))
    return tuple(dict.fromkeys(found))


def _stated(name: str, value: str, home: Home) -> Iterator[Signal]:
    name = name.replace("post:_", "post:", 1)
    if name == "jsonld":
        yield from (_of_schema(stated, home) for stated in stated_sources(value, frozenset(_facts("schema"))))
    elif name == "pixel":
        signal = find_pixel(value, (), home)
        if signal is not None:
            yield signal
    elif name == "comment":
        yield from _saved_from(value, home)
    elif name in _facts("meta") and value:
        signal = _declared(_facts("meta")[name], name, value, home)
        if signal is not None:
            yield signal


def _declared(fact: _Fact, name: str, value: str, home: Home) -> Signal | None:
    """A declared source; a canonical address that is the document's own is normal and says nothing."""
    address = _ADDRESS.search(value)
    host = host_of(address[0]) if address else host_of(value)
    organisation = None if host else _named(fact, value)
    if fact.kind is SignalKind.BYLINE_AFFILIATION:
        host = None
    own = home.owns(host, organisation)
    if (host is None and organisation is None and fact.kind is not SignalKind.IMPORTER_META) or (
        fact.kind is SignalKind.CANONICAL_LINK and (own or host is None)
    ):
        return None
    is_uncertain = fact.kind is SignalKind.CANONICAL_LINK and not home.is_known
    url = address[0] if address else None
    return Signal(
        kind=fact.kind,
        value=value,
        basis=name,
        strength=_UNKNOWN_HOME_STRENGTH if is_uncertain else _strength(fact, url, host, organisation, home),
        host=host or _agency_host(organisation),
        organisation=organisation,
        own_site=own,
        url=url,
        details=("own_site=unknown",) if is_uncertain else (),
    )


def _named(fact: _Fact, value: str) -> str | None:
    """The name a field without an address gives; numbers, hashes and what importers note of authors are none."""
    if fact.kind is SignalKind.BYLINE_AFFILIATION:
        return _affiliation(value)
    if fact.kind is SignalKind.IMPORTER_META and (fact.strength <= _WEAK or not any(letter.isalpha() for letter in value)):
        return None
    return value[:120]


def _strength(fact: _Fact, address: str | None, host: str | None, organisation: str | None, home: Home) -> int:
    """A fact's strength, less where what it names is no more than a site's front page, or one more host of the own domain."""
    is_front = fact.kind in _ITEM_META and address is not None and _PATH.match(address) is None
    is_sister = fact.kind is SignalKind.CANONICAL_LINK and host is not None and _shares_domain(host, home)
    is_nobody = host is None and organisation is None
    return min(fact.strength, _WEAK) if is_front or is_sister or is_nobody else fact.strength


def _shares_domain(host: str, home: Home) -> bool:
    return any(registrable_domain(host) == registrable_domain(own) for own in home.hosts)


def _agency_host(organisation: str | None) -> str | None:
    agency = registry().named(organisation) if organisation else None
    return agency.host if agency else None


def _affiliation(author: str) -> str | None:
    """The outlet in an author's name: "Ann Example, Associated Press", or an agency alone."""
    words = author.split()
    agency = registry().named(words[0] if len({word.lower() for word in words}) == 1 else author)  # "Afp Afp"
    if agency is not None:
        return agency.name
    _, comma, rest = author.rpartition(",")
    return media_name(rest.strip()) if comma else None


def _authors(document: Document, home: Home) -> Iterator[Signal]:
    for author in document.metadata.authors:
        organisation = _affiliation(author)
        if organisation is not None:
            yield _of_author(author, organisation, None, "author", home)


def _of_author(value: str, organisation: str, host: str | None, basis: str, home: Home) -> Signal:
    host = host or _agency_host(organisation)
    return Signal(
        kind=SignalKind.BYLINE_AFFILIATION,
        value=value,
        basis=basis,
        strength=3 if basis != _SCHEMA_AUTHOR or registry().named(organisation) is not None else _WEAK,
        host=host,
        organisation=organisation,
        own_site=home.owns(host, organisation),
    )


def _ids(document: Document) -> Iterator[str]:
    """Everything a document is called by its system, its feed or its agency, and what an agency derived it from."""
    yield from document.metadata.site_ids
    for name, value in document.head:
        if name in _ID_FACTS:
            yield value
        elif name == "news:link" and "derived" in value.lower():
            yield value.rpartition(" ")[2]


def _foreign_ids(document: Document, home: Home) -> Iterator[Signal]:
    """Ids of other hosts: a NewsML name is the sender's; a feed's id its maker's; a site's may be from before a move."""
    for address in _ids(document):
        item = _NEWSML.search(address)
        tag = _TAG.match(address)
        host = host_of(item["provider"]) if item else host_of(tag["host"]) if tag else host_of(address)
        if host is None or not (home.is_known or item) or home.has_host(host) or host in _SHORTENERS | _SYSTEMS:
            continue
        if item is not None:
            kind, basis, strength = SignalKind.SYNDICATION_META, "urn:newsml", 5
        else:
            is_feed = document.container in _FEEDS
            kind, basis, strength = SignalKind.GUID_HOST, "feed guid" if is_feed else "guid", 3 if is_feed else _WEAK
        details = (f"item={item['item']}",) if item else ()
        url = None if item or tag else address
        yield Signal(kind=kind, value=address, basis=basis, strength=strength, host=host, url=url, details=details)


def _saved_from(comment: str, home: Home) -> Iterator[Signal]:
    match = _SAVED_FROM.search(comment)
    host = host_of(match[1] or match[2]) if match else None
    if match is not None and host is not None:
        address = match[1] or match[2]
        own = home.has_host(host) or not home.is_known
        yield Signal(kind=SignalKind.SAVED_FROM, value=address, basis="comment", strength=2, host=host, own_site=own, url=address)


def _of_schema(stated: Stated, home: Home) -> Signal:
    basis = f"schema.org {stated.property}"
    if stated.property == "author":
        organisation = stated.organisation or stated.host or ""
        return _of_author(organisation, organisation, stated.host, basis, home)
    fact = _facts("schema")[stated.property]
    host = stated.host or _agency_host(stated.organisation)
    return Signal(
        kind=fact.kind,
        value=stated.url or stated.organisation or "",
        basis=basis,
        strength=fact.strength,
        host=host,
        organisation=stated.organisation,
        own_site=home.owns(host, stated.organisation),
        url=stated.url,
    )
