"""What documents say of their source: claims, and the origins they name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.model import COMPARED_ROLES, DateRange, Document, Evidence, Signal, SignalKind, SourceKind
from provenance.settings import EvidenceWeights
from provenance.text.hosts import (
    brand_key,
    brand_matches_host,
    brand_matches_site,
    registrable_domain,
    same_site,
    site_of,
    spelled_alike,
)

_DECLARED = {
    SignalKind.ATTRIBUTION_LINE,
    SignalKind.PRESS_RELEASE_LINE,
    SignalKind.CREATIVE_COMMONS_NOTICE,
    SignalKind.TRANSLATED_FROM,
}
_LINKED = {
    SignalKind.CANONICAL_LINK,
    SignalKind.SYNDICATION_META,
    SignalKind.ORIGINAL_SOURCE_META,
    SignalKind.SCHEMA_IS_BASED_ON,
    SignalKind.IMPORTER_META,
    SignalKind.FEED_SOURCE,
}
_RESIDUE = {SignalKind.CMS_COMPONENT_ID, SignalKind.TRACKING_PIXEL}
_WIRE = {SignalKind.WIRE_CREDIT, SignalKind.AGENCY_DATELINE, SignalKind.DPA_ID}
_SUPPORTING = {
    SignalKind.SELF_REFERENCE,
    SignalKind.FOREIGN_LINK,
    SignalKind.FOREIGN_IMAGE,
    SignalKind.BYLINE_AFFILIATION,
    SignalKind.GUID_HOST,
}
"""Kinds too common to name a source alone: they count once another document or signal names it."""
_SPEAKING = {SignalKind.SELF_REFERENCE, SignalKind.BYLINE_AFFILIATION}
"""Supporting kinds that may still mean a document that is here and shares the text."""
_SERVED = _RESIDUE | {SignalKind.FOREIGN_IMAGE}
"""Kinds that a site's own machinery leaves: its ids, its pixels, its picture server."""
CREDITING = _DECLARED | _LINKED | _WIRE
"""Kinds by which a page says where its text came from."""
NAMING = CREDITING | _RESIDUE
"""Kinds that name a source by themselves."""

GROUPS: Mapping[str, str] = {
    **dict.fromkeys(map(str, _DECLARED | _LINKED), "declared"),
    **dict.fromkeys(map(str, _RESIDUE | {SignalKind.FOREIGN_LINK, SignalKind.FOREIGN_IMAGE, SignalKind.GUID_HOST}), "residue"),
    **dict.fromkeys(map(str, _WIRE | {SignalKind.BYLINE_AFFILIATION}), "wire"),
    str(SignalKind.SELF_REFERENCE): "self_reference",
}
"""Group of each kind of evidence; kinds not listed form a group of their own."""

_FULL_STRENGTH = 4
_WEAKEST_NAMING = 3
"""Signals below this strength name nobody: they are noise or generic notices."""
_WEAK_SHARE = 0.5
"""Share of a kind's weight a signal of strength 3 has."""
_SECTION_PATH = 12
"""Characters a path must exceed to name one page: shorter ones are sections such as ``blog`` or ``news/world``."""
_CATALOGUED = frozenset({"column", "feed"})
"""Bases of a publisher's name that stands outside the page: what a copied page calls its site may have been copied with it."""
_LATIN = re.compile(r"[A-Za-z]")
"""A letter that hosts are spelt with. A name without any is in no host, and its own page must be believed."""
_MOST_LINKS = 5
"""Links to one host beyond this add nothing: a page's own navigation repeats them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One document names one origin by one kind of signal.

    ``origin`` is the key all claims to one origin share within a family; ``naming`` is false for kinds
    that only support a claim made otherwise. ``placed`` says that the document tells where it stands.
    """

    document: str
    origin: str
    host: str | None
    organisation: str | None
    kind: SignalKind
    naming: bool
    evidence: Evidence
    placed: bool = True
    title: str | None = None
    url: str | None = None
    not_before: DateRange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A source outside the family that at least one document names. ``claims`` are all claims to it, sorted."""

    key: str
    kind: SourceKind
    label: str
    host: str | None
    claims: tuple[Claim, ...]

    @property
    def claimants(self) -> frozenset[str]:
        """Documents that name this origin by a kind that names by itself."""
        return frozenset(claim.document for claim in self.claims if claim.naming)


def claims_of(document: Document, signals: Sequence[Signal], weights: EvidenceWeights) -> tuple[Claim, ...]:
    """Claims of one document, one per origin and kind of signal, sorted by origin and kind."""
    grouped: dict[tuple[str, SignalKind], list[Signal]] = {}
    for signal in signals:
        if not signal.own_site and (signal.kind in NAMING or signal.kind in _SUPPORTING):
            key = _origin_key(signal)
            if key and not _is_own(document, signal):
                grouped.setdefault((key, signal.kind), []).append(signal)
    return tuple(_claim(document, key, found, weights) for (key, _), found in sorted(grouped.items()))


def _origin_key(signal: Signal) -> str | None:
    if signal.host:
        # Ids, pixels and images come from a site's machinery; a line or link names the site itself.
        is_machinery = signal.kind in _RESIDUE or signal.kind is SignalKind.FOREIGN_IMAGE
        return registrable_domain(signal.host) if is_machinery else site_of(signal.host)
    if signal.organisation:
        return brand_key(signal.organisation) or None
    return None


def _is_own(document: Document, signal: Signal) -> bool:
    publisher = document.metadata.publisher
    if publisher is None:
        return False
    if signal.host and publisher.host:
        return signal.host == publisher.host
    name = signal.organisation
    return bool(
        name
        and (
            (publisher.host and brand_matches_site(name, publisher.host))
            or (publisher.name and brand_key(name) == brand_key(publisher.name))
        )
    )


def _claim(document: Document, key: str, found: Sequence[Signal], weights: EvidenceWeights) -> Claim:
    best = max(found, key=lambda signal: (signal.strength, signal.url is not None, signal.title is not None))
    dates = [signal.date for signal in found if signal.date]
    return Claim(
        document=document.id,
        origin=key,
        host=best.host,
        organisation=best.organisation,
        kind=best.kind,
        naming=best.strength >= _WEAKEST_NAMING and _names(best.kind, is_placed=document.metadata.publisher is not None),
        evidence=Evidence(
            kind=str(best.kind),
            log_odds=_log_odds(document, found, best, weights),
            note=_note(found, best),
            where=tuple(dict.fromkeys(block for signal in found for block in signal.blocks)),
        ),
        placed=document.metadata.publisher is not None,
        title=best.title,
        url=best.url,
        not_before=max(dates, key=lambda date: date.bounds()[0]) if dates else None,
    )


def _names(kind: SignalKind, *, is_placed: bool) -> bool:
    """Whether a signal names a source by itself.

    On a page that does not tell where it stands, a site's machinery may be the page's own.
    """
    return kind in NAMING and (is_placed or kind not in _RESIDUE)


def _log_odds(document: Document, found: Sequence[Signal], best: Signal, weights: EvidenceWeights) -> float:
    if best.kind is SignalKind.CMS_COMPONENT_ID:
        in_body = any(
            document.block_by_id[block].role in COMPARED_ROLES
            for signal in found
            for block in signal.blocks
            if block in document.block_by_id
        )
        return weights.cms_component_id if in_body else weights.cms_in_chrome
    if best.kind in {SignalKind.FOREIGN_LINK, SignalKind.FOREIGN_IMAGE, SignalKind.GUID_HOST}:
        return weights.foreign_link * min(len(found), _MOST_LINKS)
    full = weights.wire_credit
    if best.kind in _LINKED or best.kind is SignalKind.TRACKING_PIXEL:
        full = weights.declared_link
    elif best.kind in _DECLARED:
        full = weights.attribution_line
    elif best.kind is SignalKind.SELF_REFERENCE:
        return weights.self_reference
    elif best.kind is SignalKind.BYLINE_AFFILIATION:
        return weights.wire_credit * _WEAK_SHARE
    return full if best.strength >= _FULL_STRENGTH else full * _WEAK_SHARE


def _note(found: Sequence[Signal], best: Signal) -> str:
    if best.kind is SignalKind.CMS_COMPONENT_ID:
        return _cms_note(found)
    if best.kind is SignalKind.SELF_REFERENCE:
        return f"the narration speaks as {best.organisation or best.host}: “{_short(best.value)}”"
    if best.kind in {SignalKind.FOREIGN_LINK, SignalKind.FOREIGN_IMAGE}:
        what = "link" if best.kind is SignalKind.FOREIGN_LINK else "image"
        return f"{len(found)} {what}{'s' if len(found) > 1 else ''} to {best.host} in the text"
    return f"the document says “{_short(best.value)}”"


def _cms_note(found: Sequence[Signal]) -> str:
    host = found[0].host or "another site"
    dates = sorted(signal.date.earliest for signal in found if signal.date)
    note = f"{len(found)} component ids of {host} on its blocks"
    if dates:
        note += f", created {dates[0]} to {dates[-1]}"
    details = [detail for signal in found for detail in signal.details]
    prints = sorted({detail.partition("=")[2] for detail in details if detail.startswith("fingerprint=")})
    if len(prints) == 1:
        note += f", one editing session (fingerprint {prints[0]})"
    missing = [detail.partition("=")[2].split()[0] for detail in details if detail.startswith("missing_counter=")]
    if missing:
        note += f"; missing counters {', '.join(sorted(dict.fromkeys(missing)))}"
    return note


def _short(text: str, most: int = 140) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def merged_origins(claims: Iterable[Claim]) -> tuple[Origin, ...]:
    """Everything that claims point at, as origins; an organisation is merged with the host that bears its name.

    Sorted by key. An origin without ``claimants`` is only hinted at (newsrooms quote one another): it is no
    reason to believe in a source that is not here, but may be a document that is.
    """
    every = sorted(claims, key=lambda claim: (claim.origin, claim.document, claim.kind))
    hosts = sorted({claim.origin for claim in every if claim.host and (claim.naming or claim.kind in _SERVED)})
    by_key: dict[str, list[Claim]] = {}
    for claim in every:
        key = claim.origin
        if claim.host and registrable_domain(key) in hosts:
            key = registrable_domain(key)
        if claim.host is None and claim.organisation:
            key = next((host for host in hosts if brand_matches_host(claim.organisation, host)), key)
        by_key.setdefault(key, []).append(replace(claim, origin=key))
    return tuple(_origin(key, _corroborated(found)) for key, found in sorted(by_key.items()))


def _corroborated(claims: Sequence[Claim]) -> Sequence[Claim]:
    """Claims to one origin; the narration's voice and the site's machinery together name it, though neither does alone.

    An outlet's words are quoted by others and its pictures are linked, but both at once are what is left of its own page. One
    page that does not tell where it stands may be that page.
    """
    if any(claim.naming for claim in claims):
        return claims
    voices = [claim for claim in claims if claim.kind in _SPEAKING]
    served = [claim for claim in claims if claim.kind in _SERVED]
    documents = {claim.document for claim in (*voices, *served)}
    if not voices or not served or not (len(documents) > 1 or any(claim.placed for claim in (*voices, *served))):
        return claims
    return [replace(claim, naming=claim.naming or claim.kind in _SPEAKING | _SERVED) for claim in claims]


def _origin(key: str, claims: Sequence[Claim]) -> Origin:
    host = key if any(claim.host for claim in claims) else None
    naming = [claim for claim in claims if claim.naming]
    is_agency = bool(naming) and all(claim.kind in _WIRE for claim in naming)
    name = next((claim.organisation for claim in (*naming, *claims) if claim.organisation), None)
    label = name if name and (is_agency or host is None) else host or name or key
    return Origin(
        key=key,
        kind=SourceKind.AGENCY if is_agency else SourceKind.NAMED,
        label=label,
        host=host,
        claims=tuple(claims),
    )


def resolve(origin: Origin, documents: Iterable[Document]) -> tuple[str, ...]:
    """Ids of the documents that may be this origin: by host, by name, or by the very address; sorted, possibly empty."""
    naming = [claim for claim in origin.claims if claim.naming or claim.kind in _SPEAKING]
    claimants = {claim.document for claim in naming}
    hosts = {claim.host for claim in naming if claim.host} | ({origin.host} if origin.host else set())
    names = {claim.organisation for claim in naming if claim.organisation}
    return tuple(
        sorted(
            document.id
            for document in documents
            if document.id not in claimants and (_is_page(document, naming) or _is_outlet(document, hosts, names))
        )
    )


def _is_page(document: Document, naming: Iterable[Claim]) -> bool:
    url = document.metadata.url
    return url is not None and any(
        claim.url and _same_page(claim.url, url) and _may_have_moved(claim, document) for claim in naming
    )


def _is_outlet(document: Document, hosts: Collection[str], names: Collection[str]) -> bool:
    publisher = document.metadata.publisher
    if publisher is None:
        return False
    own, called = publisher.host, publisher.name
    is_named = bool(called) and any(brand_key(called or "") == brand_key(other) for other in names)
    if own:
        is_at = any(_covers(own, host) for host in hosts) or any(brand_matches_site(name, own) for name in names)
        is_trusted = publisher.basis in _CATALOGUED or not _LATIN.search(called or "")
        return is_at or (is_named and not hosts and is_trusted)
    return is_named or (bool(called) and any(brand_matches_host(called or "", host) for host in hosts))


def _same_page(claimed: str, own: str) -> bool:
    """Whether two addresses lead to one page: the same path, longer than a section's, on whatever host the site has moved to."""
    return path_of(claimed) == path_of(own) and len(path_of(own)) > _SECTION_PATH


def _may_have_moved(claim: Claim, document: Document) -> bool:
    """Whether the claimed site may be where this document stands: copies keep their source's path, on sites of their own."""
    own = document.host
    return (
        own is None
        or claim.host is None
        or registrable_domain(own) == registrable_domain(claim.host)
        or spelled_alike(own, claim.host)
    )


def path_of(url: str) -> str:
    """Path of an address, lower case, without host, query, fragment and slashes at its ends.

    Examples:
        >>> path_of("https://www.example.org/2014/05/09/make-apis/?utm=1")
        '2014/05/09/make-apis'

    """
    rest = url.partition("://")[2] or url
    return re.split(r"[?#]", rest.partition("/")[2], maxsplit=1)[0].strip("/").lower()


def _covers(own: str, claimed: str) -> bool:
    """Whether a host is the claimed one, the bare domain of a claimed service of it, or its name with the dot moved."""
    return same_site(own, claimed) or site_of(own) == registrable_domain(claimed) or spelled_alike(own, claimed)
