"""What the credited copies of a corpus teach about the others: how far its dates can be trusted, and which sites republish which.

Copies that name their source are labels for free. A family learns from the others, never from itself.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import permutations

from provenance.lineage.family import Family
from provenance.model import Evidence
from provenance.settings import EvidenceWeights
from provenance.text.hosts import same_site, site_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What one family shows: how many credited copies are dated after and before their source, and the flows between sites.

    ``flows`` are ``(site of the source, site of the copy)``, each once.
    """

    after: int = 0
    before: int = 0
    flows: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """``lessons`` by family name, and their sums: flows and dates over all of them."""

    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    flows: Mapping[tuple[str, str], int] = field(default_factory=dict)
    after: int = 0
    before: int = 0

    def date_trust(self, family: str, weights: EvidenceWeights) -> float:
        """Factor in [0, 1] for what dates say in this family: 1 if the dates of the others agree with their credits."""
        own = self.lessons.get(family, Lesson())
        right = self.after - own.after + weights.dates_right
        wrong = self.before - own.before + 1.0
        return min(1.0, max(0.0, math.log(right / wrong) / math.log(weights.dates_right)))

    def flow(self, family: str, source: str, copy: str) -> int:
        """Number of other families in which text went from one site to the other."""
        own = self.lessons.get(family, Lesson())
        return self.flows.get((source, copy), 0) - ((source, copy) in own.flows)

    def about(self, family: Family) -> Learned:
        """What can matter to one family: its own lesson, and flows between sites of its members."""
        sites = {site_of(document.host) for document in family.documents.values() if document.host}
        pairs = permutations(sorted(sites), 2) if len(sites) ** 2 < len(self.flows) else sorted(self.flows)
        own = self.lessons.get(family.name)
        return Learned(
            lessons={} if own is None else {family.name: own},
            flows={pair: self.flows[pair] for pair in pairs if pair in self.flows and sites.issuperset(pair)},
            after=self.after,
            before=self.before,
        )

    def from_others(self, family: str) -> bool:
        """Whether anything was learned from families other than this one."""
        own = self.lessons.get(family, Lesson())
        return (self.after, self.before) != (own.after, own.before) or any(
            count > (flow in own.flows) for flow, count in self.flows.items()
        )


def learned_from(lessons: Mapping[str, Lesson]) -> Learned:
    """The lessons of all families, summed."""
    return Learned(
        lessons=lessons,
        flows=Counter(flow for lesson in lessons.values() for flow in lesson.flows),
        after=sum(lesson.after for lesson in lessons.values()),
        before=sum(lesson.before for lesson in lessons.values()),
    )


def host_evidence(family: Family, source: str, copy: str, learned: Learned, weights: EvidenceWeights) -> tuple[Evidence, ...]:
    """Which way text went between these two sites in other stories; nothing below ``host_stories`` of them."""
    one, other = family.documents[source].host, family.documents[copy].host
    if one is None or other is None or same_site(one, other):
        return ()
    there, here = site_of(one), site_of(other)
    forth, back = learned.flow(family.name, there, here), learned.flow(family.name, here, there)
    if forth + back < weights.host_stories:
        return ()
    log_odds = math.log((forth + 1) / (back + 1))
    return (
        Evidence(
            kind="host_prior",
            log_odds=max(-weights.host_prior_most, min(weights.host_prior_most, log_odds)),
            note=f"in {forth + back} other stories here {here} credits {there} {forth} times, and {there} {here} {back} times",
        ),
    )
