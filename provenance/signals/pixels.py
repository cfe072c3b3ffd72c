"""Counters of republishing tools: addresses that name the site, and often the item, a text was taken from."""

from __future__ import annotations

from datetime import date

from provenance.model import DateRange, Signal
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
        groups = match.groupdict()
        named = (("item", groups.get("version")), ("distributor", groups.get("provider")))
        return Signal(
            kind=pattern.kind,
            value=address,
            basis=pattern.id,
            strength=pattern.strength,
            host=host,
            blocks=blocks,
            own_site=home.has_host(host),
            date=_day(groups.get("day")),
            details=tuple(f"{name}={value}" for name, value in named if value),
        )
    return None


def _day(written: str | None) -> DateRange | None:
    """The day in a counter's address (``20260901``): the item went out then, in the sender's time."""
    try:
        day = date.fromisoformat(written).isoformat() if written else None
    except ValueError:
        return None
    return DateRange(earliest=day, latest=day, timezone=None, basis="url", written=written) if day else None


def is_known_pixel(address: str) -> bool:
    """Whether an address is such a counter."""
    return find_pixel(address, (), Home(hosts=(), name=None)) is not None
