"""Component ids of an editing system left in ``data-*`` attributes: who made a paragraph, and when."""

from __future__ import annotations

import re
from datetime import timedelta

from provenance.model import Block, DateRange, Document, Signal, SignalKind
from provenance.signals.home import Home, home_of
from provenance.text.clocks import Clock, decode_clock
from provenance.text.hosts import host_of

_IDENTIFIER = re.compile(r"[0-9A-Za-z]{8}-(?:[0-9A-Za-z]{4}-){3}[0-9A-Za-z]{12}|[0-9A-Za-z]{12,40}")
_ID_NAME = re.compile(r"(?:^|[-_:])(?:id|uid|uuid|guid|uri|urn|key|ref|instance|component|node|block|element)s?$")
"""Ends of attribute names that hold an id."""
_POINTER_NAMES = frozenset(
    "data-src data-srcset data-href data-url data-link data-permalink data-image data-original data-lazy-src data-thumb "
    "data-video data-orig-file data-medium-file data-large-file data-share-url data-instgrm-permalink data-telegram-post "
    "data-background".split()
)
"""Attributes that point at a picture or page: an address with an id in it there is a link, not a component."""
_PICTURE_NAME = re.compile(r"src|bgset|background|image|img|poster|thumb|avatar|icon|logo")
"""Parts of names of attributes that programs for late loading of pictures make up: ``data-lazy-srcset``, ``data-bgset``."""
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|mp4|webm|mp3|pdf|js|css|html?|php|aspx?)(?:$|[?#@])", re.IGNORECASE)
_FEW_DIGITS = 2
"""Digits an id without a clock must have: words of a slug have none."""
_CLOCK_TOLERANCE = timedelta(days=1)
"""How far a clock may run ahead of the document's own date before it is taken for a random string."""


def find_components(document: Document) -> tuple[Signal, ...]:
    """One signal for each block and id, in document order; the id is the last thing in the value that looks like one.

    A value that names a foreign host and carries an id has strength 5 with a clock and 4 without; an id
    alone 2 and 1. ``date`` is the clock's time (the component was made then, so the text is not older).
    """
    home = home_of(document)
    limit = document.metadata.published
    found: list[Signal] = []
    for block in document.blocks:
        seen: set[str] = set()
        for name, value in block.attributes:
            signal = _component(block, name, value.strip(), home, limit) if name.startswith("data-") else None
            if signal is not None and signal.value not in seen:
                seen.add(signal.value)
                found.append(signal)
    return tuple(found)


def _component(block: Block, name: str, value: str, home: Home, limit: DateRange | None) -> Signal | None:
    if name in _POINTER_NAMES or _PICTURE_NAME.search(name) or not value or _FILE.search(value):
        return None
    host = host_of(value) if "." in value else None
    identifier, clock = _identify(value, host)
    if identifier is None or (host is None and (identifier != value or not _ID_NAME.search(name))):
        return None
    if clock is not None and limit is not None and _is_after(clock, limit):
        clock = None
    strength = (4 if host else 1) + (1 if clock else 0)
    return Signal(
        kind=SignalKind.CMS_COMPONENT_ID,
        value=value,
        basis=name,
        strength=strength,
        host=host,
        blocks=(block.id,),
        own_site=home.has_host(host),
        date=None if clock is None else DateRange(earliest=clock.instant, latest=clock.instant, timezone="UTC", basis="cms_id"),
        details=_details(identifier, clock),
    )


def _identify(value: str, host: str | None) -> tuple[str | None, Clock | None]:
    """The last part of a value that is an id, and its clock."""
    path = value[value.lower().find(host) + len(host) :] if host and host in value.lower() else value
    for match in reversed(list(_IDENTIFIER.finditer(path))):
        identifier = match[0]
        clock = decode_clock(identifier)
        if clock is not None or sum(letter.isdigit() for letter in identifier) >= _FEW_DIGITS:
            return identifier, clock
    return None, None


def _is_after(clock: Clock, limit: DateRange) -> bool:
    made = DateRange(earliest=clock.instant, latest=clock.instant, timezone="UTC", basis="cms_id").bounds()[0]
    return made > limit.bounds()[1] + _CLOCK_TOLERANCE


def _details(identifier: str, clock: Clock | None) -> tuple[str, ...]:
    if clock is None:
        return (f"id={identifier}",)
    parts = [f"id={identifier}", f"clock={clock.kind}"]
    if clock.fingerprint is not None:
        parts.append(f"fingerprint={clock.fingerprint}")
    if clock.counter is not None:
        parts.append(f"counter={clock.counter}")
    return tuple(parts)
