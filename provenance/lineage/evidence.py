"""The case for one edge: evidence for and against, and how it adds up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from provenance.lineage.claims import GROUPS, NAMING, Claim
from provenance.model import Evidence
from provenance.settings import EvidenceWeights


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The case for one edge. ``evidence`` speaks for it, ``against`` against it; both sorted, strongest first."""

    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...]

    def log_odds(self, weights: EvidenceWeights) -> float:
        """Sum over groups of the strongest member plus ``group_rest`` of the others, natural-log odds."""
        return grouped_sum(self.evidence, weights) + grouped_sum(self.against, weights)

    @property
    def names_source(self) -> bool:
        """Whether some evidence names the source, rather than making it likely."""
        return any(item.kind in _NAMING_KINDS for item in self.evidence)

    @property
    def is_credited(self) -> bool:
        """Whether the copy says of itself where it came from; a narration that speaks as an outlet does not."""
        return any(item.kind in _CREDITS for item in self.evidence)


_CREDITS = frozenset(map(str, NAMING))
_NAMING_KINDS = _CREDITS | {"self_reference"}


def case_of(evidence: Iterable[Evidence]) -> Case:
    """A case from pieces of evidence for and against, told apart by their sign; those of no weight are left out."""
    every = sorted(evidence, key=lambda item: (-abs(item.log_odds), item.kind, item.note))
    return Case(
        evidence=tuple(item for item in every if item.log_odds > 0),
        against=tuple(item for item in every if item.log_odds < 0),
    )


def grouped_sum(evidence: Iterable[Evidence], weights: EvidenceWeights) -> float:
    """Log-odds of several pieces of evidence, those of one group discounted.

    Examples:
        >>> credit = Evidence(kind="attribution_line", log_odds=5.0, note="")
        >>> link = Evidence(kind="canonical_link", log_odds=6.0, note="")
        >>> grouped_sum([credit, link], EvidenceWeights())
        7.5

    """
    groups: dict[str, list[float]] = {}
    for item in evidence:
        groups.setdefault(GROUPS.get(item.kind, item.kind), []).append(item.log_odds)
    total = 0.0
    for _, values in sorted(groups.items()):
        values.sort(key=abs, reverse=True)
        total += values[0] + weights.group_rest * sum(values[1:])
    return total


def named_elsewhere(claims: Sequence[Claim], log_odds: float) -> Evidence:
    """Evidence against an edge: the copy's claims name other sources."""
    names = sorted({claim.host or claim.organisation or claim.origin for claim in claims})
    return Evidence(
        kind=str(claims[0].kind),
        log_odds=log_odds,
        note=f"it credits {', '.join(names)} instead",
        where=tuple(dict.fromkeys(block for claim in claims for block in claim.evidence.where)),
    )
