"""Counters of republishing tools: addresses that name the site, and often the item, a text was taken from."""

from __future__ import annotations

from provenance.model import Signal
from provenance.signals.home import Home
from provenance.signals.patterns import load_patterns
from provenance.text.hosts import host_of


def find_pixel(address: str, blocks: tuple[str, ...], home: Home) -> Signal | None:
    """The signal of one address, or ``None`` if it is no counter known to name a source (advertising and statistics are not)."""
    lowered = address.lower()
    for pattern in load_patterns("pixels"):
        if not any(word in lowered for word in pattern.keywords):
            continue
        match = pattern.regex.search(address)
        host = host_of(f"//{match['host']}") if match else None
        if match is None or host is None:
            continue
        item = match.groupdict().get("version")
        return Signal(
            kind=pattern.kind,
            value=address,
            basis=pattern.id,
            strength=pattern.strength,
            host=host,
            blocks=blocks,
            own_site=home.has_host(host),
            details=(f"item={item}",) if item else (),
        )
    return None


def is_known_pixel(address: str) -> bool:
    """Whether an address is such a counter."""
    return find_pixel(address, (), Home(hosts=(), name=None)) is not None
