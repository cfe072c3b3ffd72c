"""Datelines of agencies: "CITY, July 3 (Reuters) -", "(GLOBE NEWSWIRE) --", "(RELAYNET - Provider)", "МОСКВА, 3 июля. /ТАСС/.".

Only tags of the registry count: stations put their call signs in the same place ("COLUMBIA, Mo. (KXYZ)").
"""

from __future__ import annotations

import re

from provenance.model import Role, Signal, SignalKind
from provenance.signals.agencies import AgencyType, registry
from provenance.signals.home import Home
from provenance.signals.organisations import leading_name
from provenance.signals.view import BlockView

_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^()]{0,90}?)?[\s(/–—-]{0,4}[(/]\s?(?P<tag>[^()/\-–—]{2,40}?)(?:/\w{2,4})?\s?(?:[-–—]\s?(?P<provider>[^()]{2,60}?)\s?)?[)/]"
    r"(?P<dash>\s?\.?\s?(?:[-–—]{1,3}|:)|(?<=/)\.)?"
)
_TAG_EDGE = re.compile(r"[(/]")
"""What a dateline's tag begins with; most paragraphs begin without one."""
_BARE_DATELINE = re.compile(r"(?P<place>[A-Z][A-Z .,'/-]{2,40}), (?P<tag>[A-Z][A-Za-z]{1,11})(?P<dash>\s?[-–—]{1,3})\s")
_CYRILLIC_DATELINE = re.compile(
    r"(?P<place>[А-ЯЁ][\w .,-]{2,60}?)(?:[.,]? [–—-] |\. )(?P<tag>РИА Новости|ТАСС|ИТАР-ТАСС|INTERFAX\.RU|Интерфакс|ИНТЕРФАКС)"
    r"(?P<dash>\s?[-–—]|\.|,)"
)
"""Russian agencies stand behind a dash, or between full stops."""
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
"""Hindi agencies' datelines end with the bracket, or with a danda."""
_ROLES = frozenset({Role.BODY, Role.DATELINE, Role.SUBTITLE, Role.OTHER})
LEAD_BLOCKS = 6
"""Body blocks among which a dateline stands: it opens the text, behind at most a caption, a teaser and a credit."""
_READ = 160
"""Code points of a block's beginning that are searched."""


def find_datelines(view: BlockView, home: Home) -> tuple[Signal, ...]:
    """The agency dateline a block begins with, at most one."""
    if view.place > LEAD_BLOCKS or view.block.role not in _ROLES:
        return ()
    start = view.text[:_READ]
    bare = (_BARE_DATELINE, _CYRILLIC_DATELINE)
    for pattern in (_DATELINE, *bare) if _TAG_EDGE.search(start) else bare:
        match = pattern.match(start)
        signal = _signal(match, view, home) if match else None
        if signal is not None:
            return (signal,)
    return ()


def _signal(match: re.Match[str], view: BlockView, home: Home) -> Signal | None:
    agency = registry().tagged(match["tag"].strip())
    groups = match.groupdict()
    provider = leading_name(groups.get("provider") or "")
    is_closed = groups.get("dash") or provider or (groups.get("place") and _DEVANAGARI.search(match["tag"]))
    if agency is None or not is_closed:
        return None
    if groups.get("place") and not _is_place(match["place"]):
        return None
    details = [f"distributor={agency.type is AgencyType.DISTRIBUTOR}".lower()]
    if provider is not None:
        details.append(f"provider={provider}")
    return Signal(
        kind=SignalKind.AGENCY_DATELINE,
        value=view.quote(match.start(), match.end()).strip(),
        basis="agency_dateline",
        strength=4,
        host=agency.host,
        organisation=agency.name,
        blocks=(view.block.id,),
        own_site=home.owns(agency.host, agency.name),
        details=tuple(details),
    )


def _is_place(written: str) -> bool:
    """Whether what stands before the tag looks like a place and a date: no sentence, at most ten words, capitals first."""
    words = written.replace(",", " ").split()
    capitals = [word for word in words if word[0].isupper() or not word[0].isalpha() or word[0].lower() == word[0].upper()]
    return len(words) <= 10 and len(capitals) * 2 > len(words)  # noqa: PLR2004
