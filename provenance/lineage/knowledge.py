"""What is known of a family before any edge is weighed, worked out once and used for every edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.lineage.coverage import Missing, completeness_of, missing_in
from provenance.lineage.family import Family
from provenance.lineage.learned import Learned
from provenance.lineage.surroundings import Surroundings, surroundings_of
from provenance.lineage.variants import Variants, variants_of, word_starts
from provenance.lineage.versions import Versions, versions_of
from provenance.model import HOUSE_STYLE, EditClass

WORDING = frozenset({EditClass.WORDING})
"""The class of edits that change what a text says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """A family's texts compared.

    ``gaps`` and variants of ``wording`` and ``style`` are by ordered pair ``(source, copy)`` that shares copied text;
    ``completeness`` is by member, in [0, 1]; ``versions`` are those of one document; ``learned`` comes from other families.
    """

    gaps: Mapping[tuple[str, str], Missing]
    wording: Variants
    style: Variants
    surroundings: Surroundings
    completeness: Mapping[str, float]
    versions: Versions
    learned: Learned


def knowledge_of(family: Family) -> Knowledge:
    """All that is needed of a family's own texts, with nothing learned from others."""
    starts = word_starts(family)
    return Knowledge(
        gaps={(source, copy): missing_in(family, source, copy) for copy in family.members for source in family.partners(copy)},
        wording=variants_of(family, WORDING, starts),
        style=variants_of(family, HOUSE_STYLE, starts),
        surroundings=surroundings_of(family),
        completeness=completeness_of(family),
        versions=versions_of(family),
        learned=Learned(),
    )
