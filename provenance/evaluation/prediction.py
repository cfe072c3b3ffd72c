"""What a system says of a corpus, in the form every metric reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from provenance.model import PassageType, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedEdge:
    """``source`` came first, with ``probability`` in [0, 1]; ``solid`` if it is stated, not only suggested."""

    source: str
    target: str
    probability: float
    solid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedSource:
    """A source outside the corpus that a system infers; ``host`` and ``name`` are ``None`` for one without a name."""

    id: str
    host: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedPassage:
    """What ``left`` and ``right`` (``left < right``) share, as spans of the texts as read, with what it is taken for."""

    left: str
    right: str
    left_span: Span
    right_span: Span
    type: PassageType


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What one system says of one corpus.

    Attributes:
        edges: directed edges the system decides on, between ids of documents or of ``sources``, sorted.
        scores: probability in [0, 1] of every directed edge considered, also below the line; for calibration and ranking.
        tree: the best single tree over each group, if a guess is forced: parent of every document, ``None`` for a root.
            Parents are documents or ``sources``.
        groups: documents joined by copying, each group sorted, singles included, sorted.
        linked: pairs (smaller id first) said to share copied text, in whatever direction.
        sources: sources outside the corpus, by id.
        passages: shared passages, sorted.
        independent_texts: how many texts there are; ``None`` if the system does not count.
    """

    edges: tuple[PredictedEdge, ...] = ()
    scores: Mapping[tuple[str, str], float] = field(default_factory=dict)
    tree: Mapping[str, str | None] = field(default_factory=dict)
    groups: tuple[tuple[str, ...], ...] = ()
    linked: frozenset[tuple[str, str]] = frozenset()
    sources: Mapping[str, PredictedSource] = field(default_factory=dict)
    passages: tuple[PredictedPassage, ...] = ()
    independent_texts: int | None = None
