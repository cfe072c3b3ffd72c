"""Lines that say something about the text they stand in: credits, wire marks, legal notices.

The patterns of ``data/*.toml`` are tried on every block that holds one of their keywords.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.model import Link, Role, Signal, SignalKind
from provenance.signals.agencies import Agency, registry
from provenance.signals.home import Home
from provenance.signals.organisations import closing_name, leading_name, media_name, trailing_name, uncapitalised_outlet
from provenance.signals.patterns import Pattern, Scope, patterns_for
from provenance.signals.view import BlockView, PlacedLink
from provenance.text.hosts import brand_matches_host, host_of, registrable_domain

_FAMILIES = ("attribution", "wire", "legal", "abroad")
_QUOTES = " \"'“”‘’«»„*_"
_ARTICLE = re.compile(r"\A(?:the|an?)\s", re.IGNORECASE)
_HOST_AS_NAME = re.compile(r"(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,24})(?=/|[,;:)\]]|\.?(?:\s|$))")
"""A host in lower letters, with or without a path. Endings of internal networks and of examples are on no list of suffixes."""
_DETAIL_GROUPS = ("year", "licence", "provider", "version")
_LONGEST_VALUE = 400
"""Code points of a line kept as a signal's value."""
_SHARING_DOMAINS = frozenset(
    "facebook.com twitter.com x.com linkedin.com instagram.com pinterest.com whatsapp.com wa.me t.me telegram.me reddit.com "
    "youtube.com tiktok.com threads.net bsky.app feedburner.com bit.ly t.co creativecommons.org".split()
)
"""Hosts a credit links beside the source: authors' accounts, shorteners, licences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A pattern found in a block: the signal, the role the pattern gives, and the stretch of the view's text it covers."""

    signal: Signal
    role: Role | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """Whom a line names."""

    host: str | None
    organisation: str | None
    url: str | None
    title: str | None


def find_lines(view: BlockView, home: Home) -> tuple[Line, ...]:
    """All lines of a block, in order; of patterns that find the same thing at one place the strongest."""
    if not view.keywords:
        return ()
    found = [line for pattern in patterns_for(_FAMILIES, view.keywords) for line in match_pattern(pattern, view, home)]
    if not found:
        return ()
    found.sort(key=lambda line: (-line.signal.strength, line.start, line.signal.basis))
    kept: list[Line] = []
    for line in found:
        if not any(_same(line, other) for other in kept):
            kept.append(line)
    return tuple(sorted(kept, key=lambda line: (line.start, line.signal.kind, line.signal.basis)))


def _same(line: Line, other: Line) -> bool:
    if line.end <= other.start or other.end <= line.start:
        return False
    name = line.signal.organisation
    return _subject(line) is _subject(other) or (name is not None and name == other.signal.organisation)


def _subject(line: Line) -> SignalKind:
    """What a line is about: contributors' notes are read by patterns of agencies and of newsrooms, and are one thing."""
    kind = line.signal.kind
    return SignalKind.WIRE_CREDIT if kind is SignalKind.BYLINE_AFFILIATION else kind


def match_pattern(pattern: Pattern, view: BlockView, home: Home) -> Iterator[Line]:
    """Each place where a pattern holds in a block."""
    for match in _matches(pattern, view):
        target = _target(match, pattern, view)
        if target is None:
            continue
        end = max(match.end(), view.sentence_end(match.end())) if pattern.scope is Scope.SENTENCE else match.end()
        yield Line(signal=_signal(pattern, view, match, target, home), role=pattern.role, start=match.start(), end=end)


def _matches(pattern: Pattern, view: BlockView) -> Iterator[re.Match[str]]:
    if pattern.scope is Scope.BLOCK:
        match = pattern.regex.fullmatch(view.text.strip())
        if match:
            yield match
        return
    for match in pattern.regex.finditer(view.text):
        if view.in_quotation(match.start()):
            continue
        if pattern.scope is Scope.ANYWHERE or view.starts_sentence(match.start()):
            yield match


def _target(match: re.Match[str], pattern: Pattern, view: BlockView) -> _Target | None:
    """Whom a match names; ``None`` if it names nobody though the pattern needs it, or a false friend."""
    groups = {name: value for name, value in match.groupdict().items() if value}
    name = _outlet(groups) if pattern.outlet_only else _name(groups)
    if name is not None and _is_false_friend(name, pattern):
        return None
    link = _source_link(match, view, name)
    if pattern.outlet_only and name is None and not _is_linked_name(groups, link):
        link = None
    url = groups.get("url") or (link.url if link else None)
    agency = _agency(name) if name else None
    host = host_of(groups.get("host") or "") or (host_of(url) if url else None) or (host_of(name) if name else None)
    if host is None and name is None and not pattern.outlet_only:
        host = _written_host(groups.get("organisation", ""))
    host = _preferred(host, agency)
    organisation = agency.name if agency else None if name is None or _is_plain_host(name) else name
    if pattern.needs_source and host is None and organisation is None:
        return None
    title, title_url = _title(match, groups, view)
    return _Target(host=host, organisation=organisation, url=title_url or _item_url(url), title=title)


def _name(groups: dict[str, str]) -> str | None:
    if "organisation" in groups:
        agency = registry().named(groups["organisation"])
        if agency is not None:
            return agency.name  # "dpa" begins with no capital
        return leading_name(groups["organisation"]) or uncapitalised_outlet(groups["organisation"])
    return trailing_name(groups["issuer"]) if "issuer" in groups else None


def _agency(name: str) -> Agency | None:
    """The agency a name means; of several joined by "and" the first."""
    return registry().named(name) or registry().named(name.partition(" and ")[0])


def _outlet(groups: dict[str, str]) -> str | None:
    stretch = groups.get("organisation") or closing_name(groups.get("issuer", ""))
    return media_name(stretch) if stretch else None


def _written_host(stretch: str) -> str | None:
    """The host that a stretch of text begins with, whatever its ending: where a credit names its source nothing else looks so."""
    match = _HOST_AS_NAME.match(stretch)
    return match["host"].removeprefix("www.") if match else None


def _is_linked_name(groups: dict[str, str], link: Link | None) -> bool:
    """Whether a link's own words are the name of the site it leads to: what else is linked there is no outlet's name."""
    written = groups.get("organisation") or groups.get("issuer")
    host = host_of(link.url) if link else None
    if written is None or link is None or host is None:
        return link is not None and host is not None
    anchor = _ARTICLE.sub("", link.text.strip(_QUOTES))
    return bool(anchor) and _ARTICLE.sub("", written.lstrip(_QUOTES)).startswith(anchor) and brand_matches_host(anchor, host)


def _is_false_friend(name: str, pattern: Pattern) -> bool:
    lowered = name.lower()
    return any(lowered == friend or lowered.startswith(f"{friend} ") for friend in pattern.false_friends)


def _preferred(host: str | None, agency: Agency | None) -> str | None:
    """The host a line gives; an agency's own where the line gives none."""
    if host is None and agency is not None:
        return agency.host
    return host


def _is_plain_host(name: str) -> bool:
    return host_of(name) is not None and name == name.lower()


def _source_link(match: re.Match[str], view: BlockView, name: str | None) -> Link | None:
    """The link a line gives for its source: on the name, else the first behind the line's start that is no account or licence."""
    end = view.sentence_end(match.end())
    near = [placed for placed in view.links if placed.link.kind == "link" and match.start() <= placed.end and placed.start < end]
    named = (group for group in ("organisation", "host") if group in match.re.groupindex)
    places = [match.start(group) for group in named if match.start(group) >= 0]
    if places:
        behind = [placed for placed in near if placed.end > places[0]]
        on_name = [placed for placed in behind if name is not None and _is_on_name(placed, view, name, places[0])]
        for placed in on_name or [each for each in behind if not _is_sharing(each.link)]:
            return placed.link
        return None
    return next((placed.link for placed in near if not _is_sharing(placed.link)), None)


def _is_on_name(placed: PlacedLink, view: BlockView, name: str, start: int) -> bool:
    place = view.text.find(name.split(maxsplit=1)[0], start)
    return placed.start <= place < placed.end


def _is_sharing(link: Link) -> bool:
    host = host_of(link.url)
    return host is None or registrable_domain(host) in _SHARING_DOMAINS


def _item_url(url: str | None) -> str | None:
    return url.rstrip(".,;)") if url else None


def _title(match: re.Match[str], groups: dict[str, str], view: BlockView) -> tuple[str | None, str | None]:
    """The source's title a line quotes, and the address linked on it."""
    title = groups.get("title")
    if title is None:
        return None, None
    start, end = match.span("title")
    on_title = (placed.link.url for placed in view.links if placed.start >= start - 1 and 0 < placed.end <= end + 1)
    return title.strip(_QUOTES), next(on_title, None)


def _signal(pattern: Pattern, view: BlockView, match: re.Match[str], target: _Target, home: Home) -> Signal:
    end = view.sentence_end(match.end()) if pattern.scope is Scope.SENTENCE else match.end()
    groups = match.groupdict()
    details = [f"{name}={groups[name].strip()}" for name in _DETAIL_GROUPS if groups.get(name)]
    if pattern.convention:
        details.append(f"convention={pattern.convention}")
    return Signal(
        kind=pattern.kind,
        value=view.quote(match.start(), end).strip()[:_LONGEST_VALUE],
        basis=pattern.id,
        strength=pattern.strength,
        host=target.host,
        organisation=target.organisation,
        blocks=(view.block.id,),
        own_site=home.owns(target.host, target.organisation),
        title=target.title,
        url=target.url,
        details=tuple(details),
    )
