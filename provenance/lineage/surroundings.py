"""What stands around a text and travels with it: its headline, bylines, captions, embeds.

Copies that keep a headline nobody else has are near one another, in no direction. Pages of one site share such things
without copying, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from provenance.lineage.family import Family
from provenance.model import Document, Evidence, Role
from provenance.settings import EvidenceWeights
from provenance.text.hosts import same_site
from provenance.text.words import fold_space

_TRAVELLING = frozenset({Role.SUBTITLE, Role.BYLINE, Role.CAPTION, Role.EMBED, Role.DATELINE})
_FEWEST_WORDS = 3
"""Words a headline or a line needs to be told from others."""
_MOST_LINES = 3
"""Lines that count: they come together."""
_UNKNOWN = 0.5
"""Share of a headline's weight where the source has none: it may have been lost on the way here."""
_BRAND = re.compile(r"\s(?:\||–|—|::|»)\s[^|»]{2,40}$")
"""The outlet's name at the end of a page's title."""

Surroundings = Mapping[str, tuple[str, Mapping[str, str]]]
"""For every member its headline in normal form, and what else stands around its text: normal form and block."""


def surroundings_of(family: Family) -> Surroundings:
    """The surroundings of every member, computed once."""
    return {member: (_headline(document), _lines(document)) for member, document in family.documents.items()}


def _normal(text: str) -> str:
    words = fold_space(text).casefold().strip(" .:;,\"'“”‘’")
    return words if len(words.split()) >= _FEWEST_WORDS else ""


def _headline(document: Document) -> str:
    return _normal(_BRAND.sub("", document.metadata.title or ""))


def _lines(document: Document) -> dict[str, str]:
    found = ((_normal(block.span.of(document.text)), block.id) for block in document.blocks if block.role in _TRAVELLING)
    return {words: block for words, block in found if words}


def surroundings_evidence(
    family: Family, around: Surroundings, source: str, copy: str, weights: EvidenceWeights
) -> tuple[Evidence, ...]:
    """Evidence that the copy kept what stood around the source's text."""
    if same_site(family.documents[source].host, family.documents[copy].host):
        return ()
    found = []
    (theirs, their_lines), (own, lines) = around[source], around[copy]
    if own and own == theirs:
        found.append(Evidence(kind="inherited_variant", log_odds=weights.kept_headline, note="the same headline"))
    elif own and not theirs:
        found.append(
            Evidence(
                kind="inherited_variant",
                log_odds=weights.kept_headline * _UNKNOWN,
                note=f"{source} has no headline that could differ",
            )
        )
    kept = [lines[words] for words in sorted(lines.keys() & their_lines.keys())]
    if kept:
        found.append(
            Evidence(
                kind="inherited_variant",
                log_odds=weights.kept_line * min(_MOST_LINES, len(kept)),
                note=f"{len(kept)} line{'s' if len(kept) > 1 else ''} around the text in common, such as bylines and captions",
                where=tuple(kept),
            )
        )
    return tuple(found)
