"""Weights, groups and time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.evidence import grouped_sum
from provenance.lineage.odds import probability_of
from provenance.model import Evidence
from provenance.settings import EvidenceWeights

WEIGHTS = EvidenceWeights()
KINDS = st.sampled_from(["attribution_line", "canonical_link", "cms_component_id", "verbatim_overlap", "publication_time"])
EVIDENCE = st.builds(Evidence, kind=KINDS, log_odds=st.floats(0, 9), note=st.just(""))


@given(st.lists(EVIDENCE), EVIDENCE)
def test_more_evidence_never_weighs_less_and_never_more_than_its_sum(some: list[Evidence], more: Evidence) -> None:
    before, after = grouped_sum(some, WEIGHTS), grouped_sum([*some, more], WEIGHTS)
    assert before - 1e-9 <= after <= before + more.log_odds + 1e-9


@given(st.permutations(range(4)))
def test_the_order_of_evidence_does_not_matter(order: list[int]) -> None:
    items = [Evidence(kind=kind, log_odds=odds, note="") for kind, odds in (("a", 1), ("a", 2), ("b", 3), ("a", -4))]
    assert grouped_sum([items[place] for place in order], WEIGHTS) == pytest.approx(grouped_sum(items, WEIGHTS))


def test_a_group_counts_as_its_strongest_and_a_share_of_the_rest() -> None:
    lines = [Evidence(kind="attribution_line", log_odds=5.0, note="")] * 2
    assert grouped_sum(lines, WEIGHTS) == pytest.approx(5.0 * (1 + WEIGHTS.group_rest))


@given(st.floats(-700, 700))
def test_odds_and_their_negation_share_one(log_odds: float) -> None:
    assert probability_of(log_odds) + probability_of(-log_odds) == pytest.approx(1.0)
