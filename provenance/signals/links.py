"""Links and pictures in the text that point to other sites: copies keep the original's."""

from __future__ import annotations

import re

from provenance.model import Link, Role, Signal, SignalKind
from provenance.signals.embeds import is_post_address
from provenance.signals.home import Home
from provenance.signals.pixels import is_known_pixel
from provenance.signals.view import BlockView
from provenance.text.hosts import host_of

_SHARE = re.compile(
    r"/(?:intent/(?:tweet|post)|sharer?(?:\.php|Article)?|share|shareArticle|dialog/(?:share|feed)|pin/create|submit|send)(?:$|[/?&])"
    r"|[?&](?:share|text|body|subject)=|^whatsapp:|wa\.me/|//plus\.google\.com",
    re.IGNORECASE,
)
_SKIPPED_ROLES = frozenset({Role.CHROME, Role.COMMENT, Role.EMBED})
"""Navigation, readers' comments and embedded posts link elsewhere on every page."""
_IMAGE_HOSTS = frozenset(
    "gravatar.com secure.gravatar.com s.w.org i0.wp.com i1.wp.com i2.wp.com stats.wp.com pixel.wp.com wp.com facebook.com "
    "google-analytics.com googletagmanager.com doubleclick.net scorecardresearch.com quantserve.com feedburner.com".split()
)
"""Hosts of avatars, proxies and counters, the same on all sites."""


def find_links(view: BlockView, home: Home) -> tuple[Signal, ...]:
    """One signal for each address of another site in a block, in order.

    Strength 2, for pictures too: nearly all that articles show from other hosts lie on a picture server of their own site.
    Strength 1 where the document's own site is unknown, since the address may be its own.
    """
    if not view.links or view.block.role in _SKIPPED_ROLES:
        return ()
    found: dict[str, Signal] = {}
    for placed in view.links:
        signal = _signal(placed.link, view, home)
        if signal is not None:
            found.setdefault(placed.link.url, signal)
    return tuple(found.values())


def _signal(link: Link, view: BlockView, home: Home) -> Signal | None:
    host = host_of(link.url)
    is_image = link.kind == "image"
    if host is None or home.has_host(host) or is_known_pixel(link.url):
        return None
    if _SHARE.search(link.url) or is_post_address(link.url) or (is_image and host in _IMAGE_HOSTS):
        return None
    return Signal(
        kind=SignalKind.FOREIGN_IMAGE if is_image else SignalKind.FOREIGN_LINK,
        value=link.url,
        basis="image address" if is_image else "link address",
        strength=2 if home.is_known else 1,
        host=host,
        blocks=(view.block.id,),
        url=link.url,
    )
