"""Copies that follow two others: what textual criticism calls contamination.

In a tree every copy has one source. What it shares with a further copy and its source lacks, though neither of the two copies
goes back to the other, came from outside that line: it was taken from both, or the further copy was. Which of them cannot be
known from the text, so no edge is drawn; the evidence against the edge names the copy. (Maas 1927, "Textkritik".)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from provenance.lineage.evidence import Case
from provenance.lineage.family import Family
from provenance.lineage.knowledge import WORDING, Knowledge
from provenance.lineage.trees import FamilyTree
from provenance.lineage.variants import shared_changes, variant_evidence
from provenance.model import Evidence
from provenance.settings import EvidenceWeights

_FEWEST = 2
"""Changes of wording, or passages, that two copies must share: a single one can be chance."""
_PASSAGE_KINDS = frozenset({"block_coverage", "separative_omission"})


def with_second_sources(tree: FamilyTree, knowledge: Knowledge, weights: EvidenceWeights) -> FamilyTree:
    """The tree with the copies that may be second sources named in the evidence against its edges; nothing else changes."""
    changed = {}
    for copy, source in sorted(tree.parent.items()):
        if source in tree.family.documents:
            against = tuple(_against(tree, knowledge, source, copy, weights))
            changed[source, copy] = replace(tree.cases[source, copy], against=against)
    return replace(tree, cases={**tree.cases, **changed})


def _against(tree: FamilyTree, knowledge: Knowledge, source: str, copy: str, weights: EvidenceWeights) -> Iterator[Evidence]:
    case: Case = tree.cases[source, copy]
    others = [other for other in tree.family.partners(copy) if other != source and not _on_one_line(tree.parent, copy, other)]
    wording = variant_evidence(knowledge.wording.get((source, copy), ()), (), source, weights)
    missing = knowledge.gaps[source, copy]
    passages = frozenset(block for block, _ in (*missing.independent, *missing.shared))
    for item in case.against:
        if item in wording:
            yield _naming(item, shared_changes(tree.family, source, copy, others, WORDING))
        elif item.kind in _PASSAGE_KINDS:
            yield _naming(item, _shared_passages(tree.family, copy, others, passages.intersection(item.where)))
        else:
            yield item


def _shared_passages(family: Family, copy: str, others: Sequence[str], passages: frozenset[str]) -> dict[str, int]:
    return {other: len(passages & family.matched_blocks(copy, other).keys()) for other in others}


def _naming(item: Evidence, shared: Mapping[str, int]) -> Evidence:
    """The evidence with the copy named that has most of it; of equals the first by id."""
    other = max(sorted(shared), key=lambda name: shared[name], default=None)
    if other is None or shared[other] < _FEWEST:
        return item
    return replace(item, note=f"{item.note}; {shared[other]} of them {other} has too, which may be a second source")


def _on_one_line(parent: Mapping[str, str], one: str, other: str) -> bool:
    """Whether one of two members goes back to the other."""
    return other in _line(parent, one) or one in _line(parent, other)


def _line(parent: Mapping[str, str], member: str) -> list[str]:
    found = []
    at = parent.get(member)
    while at is not None:
        found.append(at)
        at = parent.get(at)
    return found
