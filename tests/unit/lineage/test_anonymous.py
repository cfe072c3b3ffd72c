"""A common source that nobody names: offered only where nothing else explains two texts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

import pytest

from provenance.lineage.absent import origin_case
from provenance.lineage.anonymous import ANONYMOUS, anonymous_cases
from provenance.lineage.evidence import Case
from provenance.lineage.family import Family
from provenance.lineage.knowledge import knowledge_of
from provenance.lineage.observed import observed_case
from provenance.settings import Inference
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, QUARRY, SETTINGS, WEIGHTS, credit, family

INFERENCE = SETTINGS.inference
FIRST = document("a", *LIGHT[:3], LIGHT[4], host="one.example")
SECOND = document("b", *LIGHT[:2], LIGHT[3], LIGHT[4], host="two.example")
BOTH_WAYS = (("a", "b"), ("b", "a"))


def offered(
    found: Family, excluded: Iterable[tuple[str, str]], settings: Inference = INFERENCE
) -> Mapping[tuple[str, str], Case]:
    """The cases for an unnamed source if these directions are excluded; an excluded source is no longer weighed."""
    knowledge = knowledge_of(found)
    cases = {
        (source, copy): observed_case(found, knowledge, source, copy, WEIGHTS)
        for copy in found.members
        for source in found.partners(copy)
    }
    for origin in found.origins:
        for member in found.members:
            case = origin_case(found, knowledge, origin, member, WEIGHTS)
            if case is not None:
                cases[origin.key, member] = case
    return anonymous_cases(found, knowledge, cases, frozenset(excluded), settings)


def test_texts_that_exclude_one_another_may_have_a_source_that_is_not_here() -> None:
    found = offered(family(FIRST, SECOND), BOTH_WAYS)
    assert set(found) == {(ANONYMOUS, "a"), (ANONYMOUS, "b")}
    for case in found.values():
        (reason,) = case.evidence
        assert reason.kind == "block_coverage"
        assert reason.log_odds > 0
        assert case.against == ()
    assert found[ANONYMOUS, "a"].evidence[0].note == "shares its text with b, and neither can have been the other's source"


def test_the_reason_is_shown_where_the_other_lacks_a_passage() -> None:
    found = offered(family(FIRST, SECOND), BOTH_WAYS)
    assert "a:p03" in found[ANONYMOUS, "a"].evidence[0].where
    assert "b:p03" in found[ANONYMOUS, "b"].evidence[0].where


@pytest.mark.parametrize("excluded", [(), (("a", "b"),), (("b", "a"),)])
def test_a_direction_that_is_open_needs_no_unseen_source(excluded: tuple[tuple[str, str], ...]) -> None:
    assert offered(family(FIRST, SECOND), excluded) == {}


def test_a_shared_passage_is_not_a_shared_text() -> None:
    found = family(document("a", LIGHT[0], LIGHT[1], LIGHT[2], QUARRY[0]), document("b", LIGHT[0], LIGHT[3], LIGHT[4], QUARRY[1]))
    share = max(found.containment("a", "b"), found.containment("b", "a"))
    assert offered(found, BOTH_WAYS, dataclasses.replace(INFERENCE, anonymous_share=share + 0.01)) == {}
    assert offered(found, BOTH_WAYS, dataclasses.replace(INFERENCE, anonymous_share=share)) != {}


@pytest.mark.parametrize("credited", [("a", "b"), ("a",)])
def test_a_named_origin_of_both_is_enough(credited: tuple[str, ...]) -> None:
    signals = {name: [credit(f"{name}:p02", "gazette.example")] for name in credited}
    assert offered(family(FIRST, SECOND, signals=signals), BOTH_WAYS) == {}


def test_a_third_copy_that_has_all_of_both_is_enough() -> None:
    whole = document("w", *LIGHT, host="three.example")
    assert offered(family(FIRST, SECOND, whole), BOTH_WAYS) == {}


def test_a_twin_explains_its_double_better() -> None:
    """The double of the first text has all of it; the second has no double and is left with the unseen source."""
    twin = document("t", *LIGHT[:3], LIGHT[4], host="three.example")
    excluded = [*BOTH_WAYS, ("t", "b"), ("b", "t")]
    assert set(offered(family(FIRST, SECOND, twin), excluded)) == {(ANONYMOUS, "b")}


def test_a_text_alone_has_no_unseen_source() -> None:
    assert offered(family(FIRST), ()) == {}
