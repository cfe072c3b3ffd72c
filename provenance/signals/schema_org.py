"""What a page's schema.org data (JSON-LD) say of its text's source: works it is based on, holders, providers, authors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.text.hosts import host_of

_LARGEST_JSON = 500_000
"""Code points of JSON-LD parsed; a page's own metadata is far smaller, and the rest is data of applications."""
_MOST_NODES = 20_000
"""JSON nodes visited."""
_LONGEST_NAME = 120
_OTHER_WORKS = frozenset("ImageObject VideoObject AudioObject MediaObject Photograph Recipe Product Review".split())
"""Types of things a page shows or speaks of beside its text: their holders are not the text's."""
_ORGANISATIONS = frozenset({"Organization", "NewsMediaOrganization", "Corporation"})
_PLACEHOLDERS = frozenset({"localhost", "none", "null", "n/a", "unknown", "admin", "default", "staff", "website"})
"""Names that templates leave in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A property that names a source: what it is called, and the host, organisation and address it gives."""

    property: str
    host: str | None
    organisation: str | None
    url: str | None


def stated_sources(raw: str, properties: frozenset[str]) -> Iterator[Stated]:
    """Every value of some properties in document order, and authors that are organisations (``property`` is then ``author``).

    Damaged JSON-LD says nothing: it is common, and the page still reads.
    """
    if len(raw) > _LARGEST_JSON:
        return
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return
    for name, value in _properties(data, properties):
        host, organisation, url = _named(value)
        if host is not None or organisation is not None:
            yield Stated(property=name, host=host, organisation=organisation, url=url)


def _properties(data: object, wanted: frozenset[str]) -> Iterator[tuple[str, object]]:
    """Values of the wanted properties, without recursion; nodes that are other works than the text are passed over."""
    waiting = [data]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            if _types(node) & _OTHER_WORKS:
                continue
            for name, value in node.items():
                values = value if isinstance(value, list) else [value]
                yield from ((name, each) for each in values if name in wanted or (name == "author" and _is_organisation(each)))
            waiting.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            waiting.extend(reversed(node))


def _types(node: dict[object, object]) -> frozenset[str]:
    kinds = node.get("@type")
    return frozenset(map(str, kinds if isinstance(kinds, list) else [kinds]))


def _is_organisation(value: object) -> bool:
    return isinstance(value, dict) and not _types(value).isdisjoint(_ORGANISATIONS)


def _named(value: object) -> tuple[str | None, str | None, str | None]:
    """Host, organisation and address of what a property holds: an address, a name, or an object with these."""
    if isinstance(value, str):
        host = host_of(value) if "/" in value or "." in value else None
        return host, None if host else _name(value), value if host and "/" in value else None
    if not isinstance(value, dict):
        return None, None, None
    url = next((value[key] for key in ("url", "@id", "sameAs") if isinstance(value.get(key), str) and host_of(value[key])), None)
    return host_of(url) if url else None, _name(value.get("name")), url


def _name(value: object) -> str | None:
    name = value.strip()[:_LONGEST_NAME] if isinstance(value, str) else ""
    return name if name and name.lower() not in _PLACEHOLDERS and not name.startswith("#") else None
