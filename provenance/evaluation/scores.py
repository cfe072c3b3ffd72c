"""What ``score`` says of one prediction: plain numbers, ready for JSON through ``dataclasses.asdict``.

``None`` for a part means that the truth says nothing of it, or the system does not; ``None`` for a number that there is
nothing to divide by.
"""

from __future__ import annotations

from dataclasses import dataclass

from provenance.evaluation.metrics.calibration import CalibrationScores
from provenance.evaluation.metrics.clusters import ClusterScores
from provenance.evaluation.metrics.passages import PassageScores
from provenance.evaluation.metrics.rates import Found
from provenance.evaluation.metrics.sources import CountError, SourceScores
from provenance.evaluation.metrics.trees import TreeScores


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedScores:
    """Edges said with some certainty: ``right``, a more distant ``ancestor`` or ``wrong``.

    ``precision`` takes an ancestor for wrong, ``lenient_precision`` for right; ``wrong_share`` is 1 less the latter. ``lower`` is
    the one-sided exact 95 % bound of ``precision``, for independent edges.
    """

    count: int
    right: int
    ancestor: int
    wrong: int
    precision: float | None
    lenient_precision: float | None
    wrong_share: float | None
    lower: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeScores:
    """Edges between documents.

    ``directed`` takes an ancestor that is no direct source for wrong; ``stated`` are all predicted edges, ``solid`` and
    ``sure`` those drawn solid and those of probability ``tally.SURE`` or more. ``unjudged`` predicted edges concern what the
    truth does not know. ``share_linked`` is the share of the true edges whose two documents are said to share copied text.
    """

    directed: Found
    undirected: Found
    stated: StatedScores
    solid: StatedScores
    sure: StatedScores
    unjudged: int
    direction_accuracy: float | None
    share_decided: float | None
    share_linked: float | None
    vertex_edge_overlap: float | None
    parent_reciprocal_rank: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UndecidedScores:
    """Pairs nobody can put in order: ``undecided`` if said to be copies with no edge between them, which is right.

    ``decided`` have an edge; the rest are not even linked. ``share`` is ``undecided / pairs``, higher is better.
    """

    pairs: int
    undecided: int
    decided: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SiblingScores:
    """Pairs with a common source: ``recognised`` if both are said to go back to one source and neither to the other.

    ``ordered`` are said to go back one to the other; the rest have no common ancestor. ``share`` is ``recognised / pairs``,
    higher is better.
    """

    pairs: int
    recognised: int
    ordered: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseLinks:
    """Pairs that only look like copies, for one ``reason``, and how many are taken for copies; a lower ``rate`` is better."""

    reason: str
    pairs: int
    linked: int
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HardNegativeScores:
    """All such pairs, and by reason, sorted."""

    all: FalseLinks
    by_reason: tuple[FalseLinks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedPassageScores:
    """Copied passages. ``not_located`` true ones are not in the texts as read and are left out.

    If the truth does not hold every copied passage, precision and what depends on it are ``None``.
    """

    scores: PassageScores
    not_located: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastScores:
    """Stated probabilities of edges; ``area_under_risk_coverage`` is of ranking the same edges by them, lower is better."""

    calibration: CalibrationScores
    area_under_risk_coverage: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Everything known of how good one prediction is.

    ``documents`` were read, the sources of ``known`` of them are known, in ``families`` of at least two. ``trees`` is the
    mean over those families. ``stated`` judges the probabilities of the edges decided on, where an edge from any ancestor is
    true; ``considered`` those of every edge weighed, also below the line, where only one from a direct source is.
    """

    documents: int
    known: int
    families: int
    edges: EdgeScores | None
    undecided: UndecidedScores | None
    siblings: SiblingScores | None
    hard_negatives: HardNegativeScores | None
    trees: TreeScores | None
    clusters: ClusterScores | None
    passages: LocatedPassageScores | None
    sources: SourceScores | None
    independent_texts: CountError | None
    stated: ForecastScores | None
    considered: ForecastScores | None
