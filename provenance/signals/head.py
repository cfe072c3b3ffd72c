"""What the head of a page, a feed entry or an importer says of a text's source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from provenance.model import Document, Signal, SignalKind
from provenance.signals.agencies import registry
from provenance.signals.data import DataError, load_table, text_list, text_of
from provenance.signals.home import Home
from provenance.signals.organisations import media_name
from provenance.signals.pixels import find_pixel
from provenance.text.hosts import host_of

_SAVED_FROM = re.compile(
    r"saved from url=\(\d{1,6}\)(\S{4,2000})|page saved with singlefile\s{1,8}url:\s{0,8}(\S{4,2000})", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"']{4,2000}")
_LARGEST_JSON = 500_000
"""Code points of JSON-LD parsed; a page's own metadata is far smaller, and the rest is data of applications."""
_MOST_NODES = 20_000
"""JSON nodes visited."""
_UNKNOWN_HOME_STRENGTH = 1
"""A canonical address where the document's own site is unknown may be its own."""


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
    if name == "jsonld":
        yield from _schema(value, home)
    elif name == "pixel":
        signal = find_pixel(value, (), home)
        if signal is not None:
            yield signal
    elif name == "comment":
        yield from _saved_from(value, home)
    elif name in _facts("meta"):
        signal = _declared(_facts("meta")[name], name, value, home)
        if signal is not None:
            yield signal


def _declared(fact: _Fact, name: str, value: str, home: Home) -> Signal | None:
    """A declared source; a canonical address that is the document's own is normal and says nothing."""
    address = _ADDRESS.search(value)
    host = host_of(address[0]) if address else host_of(value)
    organisation = None if host else media_name(value) if fact.kind is SignalKind.BYLINE_AFFILIATION else value[:120] or None
    if fact.kind is SignalKind.BYLINE_AFFILIATION:
        organisation = _affiliation(value)
        host = None
    own = home.owns(host, organisation)
    if not value or (host is None and organisation is None) or (fact.kind is SignalKind.CANONICAL_LINK and (own or host is None)):
        return None
    is_uncertain = fact.kind is SignalKind.CANONICAL_LINK and not home.is_known
    return Signal(
        kind=fact.kind,
        value=value,
        basis=name,
        strength=_UNKNOWN_HOME_STRENGTH if is_uncertain else fact.strength,
        host=host or _agency_host(organisation),
        organisation=organisation,
        own_site=own,
        url=address[0] if address else None,
        details=("own_site=unknown",) if is_uncertain else (),
    )


def _agency_host(organisation: str | None) -> str | None:
    agency = registry().named(organisation) if organisation else None
    return agency.host if agency else None


def _affiliation(author: str) -> str | None:
    """The outlet in an author's name: "Ann Example, Associated Press", or an agency alone."""
    agency = registry().named(author)
    if agency is not None:
        return agency.name
    _, comma, rest = author.rpartition(",")
    return media_name(rest.strip()) if comma else None


def _authors(document: Document, home: Home) -> Iterator[Signal]:
    for author in document.metadata.authors:
        organisation = _affiliation(author)
        if organisation is not None:
            host = _agency_host(organisation)
            yield Signal(
                kind=SignalKind.BYLINE_AFFILIATION,
                value=author,
                basis="author",
                strength=3,
                host=host,
                organisation=organisation,
                own_site=home.owns(host, organisation),
            )


def _foreign_ids(document: Document, home: Home) -> Iterator[Signal]:
    for address in document.metadata.site_ids:
        host = host_of(address)
        if host is not None and home.is_known and not home.has_host(host):
            yield Signal(kind=SignalKind.GUID_HOST, value=address, basis="guid", strength=2, host=host, url=address)


def _saved_from(comment: str, home: Home) -> Iterator[Signal]:
    match = _SAVED_FROM.search(comment)
    host = host_of(match[1] or match[2]) if match else None
    if match is not None and host is not None:
        address = match[1] or match[2]
        own = home.has_host(host) or not home.is_known
        yield Signal(kind=SignalKind.SAVED_FROM, value=address, basis="comment", strength=2, host=host, own_site=own, url=address)


def _schema(raw: str, home: Home) -> Iterator[Signal]:
    if len(raw) > _LARGEST_JSON:
        return
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):  # damaged JSON-LD is common, and the page still reads
        return
    facts = _facts("schema")
    for name, value in _properties(data):
        host, organisation, url = _named(value)
        if host is None and organisation is None:
            continue
        fact = facts[name]
        host = host or _agency_host(organisation)
        yield Signal(
            kind=fact.kind,
            value=url or organisation or "",
            basis=f"schema.org {name}",
            strength=fact.strength,
            host=host,
            organisation=organisation,
            own_site=home.owns(host, organisation),
            url=url,
        )


def _properties(data: object) -> Iterator[tuple[str, object]]:
    """Every value of a property that states a source, in document order, without recursion."""
    facts = _facts("schema")
    waiting = [data]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            for name, value in node.items():
                if name in facts:
                    yield from ((name, each) for each in (value if isinstance(value, list) else [value]))
            waiting.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            waiting.extend(reversed(node))


def _named(value: object) -> tuple[str | None, str | None, str | None]:
    """Host, organisation and address of what a property holds: an address, a name, or an object with these."""
    if isinstance(value, str):
        host = host_of(value) if "/" in value or "." in value else None
        return host, None if host else value[:120] or None, value if host and "/" in value else None
    if not isinstance(value, dict):
        return None, None, None
    url = next((value[key] for key in ("url", "@id", "sameAs") if isinstance(value.get(key), str) and host_of(value[key])), None)
    name = value.get("name")
    return host_of(url) if url else None, name if isinstance(name, str) and name else None, url
