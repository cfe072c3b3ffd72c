"""Free labels: copies that credit their source, with the credit taken away, so that the rest has to find it.

A credit that is believed tells who came from whom. Without it the same copy is an exercise with a known answer, and without
the source as well it is an exercise in missing sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from provenance.evaluation.conditions import without_claims
from provenance.evaluation.originals import hide_originals
from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import Truth
from provenance.lineage import Case, FamilyTree, families_of, solve_all
from provenance.lineage.claims import NAMING
from provenance.settings import Inference, Matching, Settings

IMPLICIT = (
    "verbatim_overlap",
    "completeness",
    "kept_headline",
    "kept_line",
    "damaged_characters",
    "cut_sentence",
    "lost_links",
    "dangling_reference",
    "slug_reuse",
    "file_reuse",
    "publication_time",
    "publication_time_against",
    "separative_omission",
    "shared_passage",
    "added_passage",
    "appended_passage",
    "dropped_passage",
    "cut_end",
    "inherited_variant",
    "inherited_style",
    "added_embed",
    "block_coverage",
    "anonymous_source",
    "host_unknown",
)
"""The weights that credits can teach: evidence of the text, its surroundings and its date, which stays when claims go.

What a credit itself weighs cannot be learnt from it. Weights of evidence that does not occur stay as they were.
"""

_NAMING_KINDS = frozenset(map(str, NAMING))


def masked(prepared: Prepared, settings: Settings) -> tuple[Prepared, ...]:
    """Exercises made of a corpus of which nothing is known; any truth it has is ignored.

    Returns:
        What ``without_credits`` makes of the corpus with the sources that its credits name (``credited``).
    """
    return without_credits(credited(prepared, settings), settings.matching)


def without_credits(prepared: Prepared, matching: Matching) -> tuple[Prepared, ...]:
    """A corpus of known lineage without its claims, then the same without the originals of its families too, if it has any.

    Every document's claims go, also those of copies of which nothing is known: a neighbour's credit would give the answer away.
    """
    blind = without_claims(prepared)
    hidden = hide_originals(blind, matching)
    return (blind,) if hidden is blind else (blind, hidden)


def credited(prepared: Prepared, settings: Settings) -> Prepared:
    """The corpus with what its credits teach as its truth: the parent of every copy whose credit is believed, and no more.

    Believed is a credit that names a document of its family by itself, where the edge between the two would be drawn solid.
    A document of which several parts belong to several families is left out. That all the other
    evidence had a say in the probability makes these copies a little easier than the rest.
    """
    weights = settings.inference.weights
    families = families_of(prepared.documents, prepared.signals, prepared.reuses, weights)
    trees = solve_all(families, settings.inference)
    homes = Counter(member for family in families for member in family.members)
    parents = {copy: (source,) for tree in trees for source, copy in _believed(tree, settings.inference) if homes[copy] == 1}
    return replace(prepared, truth=Truth(parents=dict(sorted(parents.items())), hidden={}, unrelated={}))


def _believed(tree: FamilyTree, settings: Inference) -> Iterator[tuple[str, str]]:
    for copy, source in sorted(tree.parent.items()):
        if tree.is_solid(source, copy, settings) and source in tree.family.documents and _is_credited(tree.cases[source, copy]):
            yield source, copy


def _is_credited(case: Case) -> bool:
    """Whether the source is named by what ``without_claims`` takes away; a narration that says "told X" stays, and would help."""
    return any(item.kind in _NAMING_KINDS for item in case.evidence)
