"""What the weights are fitted to: families with every edge's log-odds and slopes, and the sources that the truth allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from provenance.evaluation.fit.dual import Dual, slopes_of
from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import HiddenSource, Place, Truth
from provenance.lineage import ANONYMOUS, Case, Family, families_of, knowledge_of, weigh
from provenance.settings import EvidenceWeights, Settings
from provenance.text.hosts import brand_key, brand_matches_host, same_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One family as a problem: ``n`` nodes, ``m`` edges, ``w`` weights.

    Attributes:
        name: of the family, for messages and folds.
        nodes: number of nodes; sources outside come first.
        ends: (m, 2) node numbers of source and copy.
        log_odds: (m,) at the weights the example was made with.
        slopes: (m, w) by weight, in the order of the names given.
        allowed: (m,) whether the truth allows the edge.
        root_allowed: (n,) whether the truth allows the node to have no source.
    """

    name: str
    nodes: int
    ends: NDArray[np.int64]
    log_odds: NDArray[np.float64]
    slopes: NDArray[np.float64]
    allowed: NDArray[np.bool_]
    root_allowed: NDArray[np.bool_]


def examples_of(prepared: Prepared, settings: Settings, names: Sequence[str]) -> tuple[Example, ...]:
    """The families of a corpus of which something is known; ``names`` are the weights to be fitted."""
    weights = settings.inference.weights
    tracked = replace(weights, **{name: Dual(getattr(weights, name), {name: 1.0}) for name in names})
    inference = replace(settings.inference, weights=tracked)
    found = []
    for family in families_of(prepared.documents, prepared.signals, prepared.reuses, tracked):
        if not family.reuses and not family.origins:
            continue
        cases, _ = weigh(family, knowledge_of(family), inference)
        example = _example(prepared, family, cases, tracked, names)
        if example is not None:
            found.append(example)
    return tuple(found)


def _example(
    prepared: Prepared, family: Family, cases: Mapping[tuple[str, str], Case], weights: EvidenceWeights, names: Sequence[str]
) -> Example | None:
    if not cases:
        return None
    outside = sorted({source for source, _ in cases if source not in family.documents})
    nodes = [*outside, *family.members]
    number = {node: at for at, node in enumerate(nodes)}
    pairs = sorted(cases)
    sources = {member: frozenset(source for source, copy in pairs if copy == member) for member in family.members}
    right = {member: _right(prepared.truth, family, member, sources[member]) for member in family.members}
    if all(found is None for found in right.values()):
        return None
    sums = [cases[pair].log_odds(weights) for pair in pairs]
    return Example(
        name=f"{prepared.name} {family.name}",
        nodes=len(nodes),
        ends=np.array([(number[source], number[copy]) for source, copy in pairs], dtype=np.int64),
        log_odds=np.array([float(total) for total in sums]),
        slopes=np.array([[slopes_of(total).get(name, 0.0) for name in names] for total in sums]),
        allowed=np.array([_allows(right[copy], source) for source, copy in pairs]),
        root_allowed=np.array([True] * len(outside) + [_allows(right[member], None) for member in family.members]),
    )


def _allows(right: frozenset[str | None] | None, source: str | None) -> bool:
    return right is None or source in right


def _right(truth: Truth, family: Family, member: str, offered: Iterable[str]) -> frozenset[str | None] | None:
    """The sources that are right for a member, ``None`` standing for no source at all; no set if the truth does not say.

    A hidden source is right where it is named; where it is not, an unnamed one, or none of those offered.
    """
    if member not in truth.parents:
        return None
    parents = truth.parents[member]
    if not parents:
        return frozenset({None})
    here = frozenset(parent for parent in parents if parent in offered)
    if here:
        tied = any(tuple(sorted((parent, member))) in truth.undirected for parent in here)
        return None if tied else frozenset(here)
    hidden = [truth.hidden[parent] for parent in parents if parent in truth.hidden]
    if not hidden:
        return None
    labels = {origin.key: origin.label for origin in family.origins}
    named = frozenset(key for key in offered for source in hidden if key in labels and is_named(source, key, labels[key]))
    return named or frozenset({None, ANONYMOUS})


def is_named(source: HiddenSource | Place, key: str, label: str) -> bool:
    """Whether an origin's key (a host or a brand) or label means a hidden source, or the place of a document."""
    host, name = source.host, source.name
    return bool(
        (host and (same_site(host, key) or brand_matches_host(label, host)))
        or (name and (brand_key(name) == brand_key(label) or brand_matches_host(name, key)))
    )
