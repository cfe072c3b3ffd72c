"""Where the narration speaks of an outlet as its own: "told QNN", "QNN has learned".

Only outside quotation marks, only names of outlets. On the outlet's own site it says nothing; elsewhere it may say
whose text this is, or only whom its author quoted.
"""

from __future__ import annotations

from dataclasses import replace

from provenance.model import Role, Signal
from provenance.signals.home import Home
from provenance.signals.lines import Line, match_pattern
from provenance.signals.patterns import patterns_for
from provenance.signals.view import BlockView
from provenance.text.hosts import brand_key

_SPEAKING_ROLES = frozenset({Role.BODY, Role.HEADING, Role.SUBTITLE, Role.CAPTION, Role.CREDIT, Role.OTHER})
"""Roles in which the outlet itself speaks."""
_FAMILIES = ("self_reference",)
_CONTEXT = 60
"""Code points kept before the words found."""


def find_self_references(view: BlockView, home: Home) -> tuple[Signal, ...]:
    """One signal for each outlet a block's narration calls its own, the strongest wording kept, in order of place."""
    if not view.keywords or view.block.role not in _SPEAKING_ROLES:
        return ()
    found: dict[str, Line] = {}
    for pattern in patterns_for(_FAMILIES, view.keywords):
        for line in match_pattern(pattern, view, home):
            key = brand_key(line.signal.organisation or line.signal.host or "")
            if key not in found or found[key].signal.strength < line.signal.strength:
                found[key] = line
    ordered = sorted(found.values(), key=lambda line: (line.start, line.signal.value))
    return tuple(replace(line.signal, value=_shown(line, view)) for line in ordered)


def _shown(line: Line, view: BlockView) -> str:
    """The words found, with some before them, up to the end of the name."""
    name = line.signal.organisation or line.signal.host or ""
    place = view.text.find(name, line.start, line.end)
    end = place + len(name) if place >= 0 else line.end
    start = view.text.rfind(" ", 0, max(0, line.start - _CONTEXT)) + 1
    return view.quote(start, end).strip()
