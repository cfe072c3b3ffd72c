"""Fitting: what is known becomes more probable, signs stay, and what does not occur stays too."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from provenance.errors import UsageError
from provenance.evaluation.fit import IMPLICIT, Refit, fit, masked, refit
from provenance.evaluation.fit.fitting import LARGEST, Fitted, with_weights
from provenance.evaluation.fit.masking import credited
from provenance.evaluation.fit.output import summary, to_toml, verdict
from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import Truth
from provenance.settings import Settings
from tests.unit.evaluation.fit.village import prepared_village

START = Settings()


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return fit(masked(prepared_village(), START), START, IMPLICIT)


@pytest.fixture(scope="module")
def found() -> Refit:
    return refit([credited(prepared_village(), START)], START)


def test_what_is_known_becomes_more_probable(fitted: Fitted) -> None:
    assert fitted.before < fitted.after <= 0.0


def changes(fitted: Fitted) -> Iterator[tuple[float, float]]:
    for name in IMPLICIT:
        yield getattr(START.inference.weights, name), getattr(fitted.settings.inference.weights, name)


def test_weights_keep_their_signs_and_bounds(fitted: Fitted) -> None:
    for before, after in changes(fitted):
        assert after == 0.0 or math.copysign(1, before) == math.copysign(1, after)
        assert abs(after) <= LARGEST
    assert any(before != after for before, after in changes(fitted))


def test_all_other_settings_stay(fitted: Fitted) -> None:
    back = {name: getattr(START.inference.weights, name) for name in IMPLICIT}
    assert with_weights(fitted.settings, back) == START


def test_it_is_tested_on_families_it_was_not_fitted_to(found: Refit) -> None:
    assert found.copies >= 20
    assert found.families > 2
    assert found.held_out_before < 0
    assert found.held_out_after < 0
    assert found.held_out_before != found.held_out_after


def test_weights_of_evidence_that_does_not_occur_stay(found: Refit) -> None:
    absent = [change for change in found.weights if not change.families]
    assert absent
    assert all(change.before == change.after for change in absent)
    assert all(change.families <= found.families for change in found.weights)


def test_the_file_gives_the_same_settings_back(found: Refit) -> None:
    assert Settings.from_mapping(tomllib.loads(to_toml(found))) == found.settings


def test_the_file_keeps_what_else_was_set(found: Refit) -> None:
    other = replace(
        found.settings,
        matching=replace(found.settings.matching, shingle_words=4),
        drawing=replace(found.settings.drawing, engine='a "dot"'),
    )
    text = to_toml(replace(found, settings=other))
    assert Settings.from_mapping(tomllib.loads(text)) == other
    assert "[matching]\nshingle_words = 4\n" in text


def test_weights_that_are_no_better_are_not_recommended(found: Refit) -> None:
    worse = replace(found, held_out_after=found.held_out_before - 0.1)
    better = replace(found, held_out_after=found.held_out_before + 0.1)
    assert "keep those you have" in verdict(worse)
    assert "use them" in verdict(better)
    assert "keep those you have" in to_toml(worse)
    assert to_toml(worse).startswith("# Learned from")
    for change in found.weights:
        assert change.name in summary(found)


def test_too_few_credits_are_counted() -> None:
    known = credited(prepared_village(), START)
    few = dict(list(known.truth.parents.items())[:3])
    with pytest.raises(UsageError, match="of 3 copies the source is known"):
        refit([replace(known, truth=replace(known.truth, parents=few))], START)


def test_nothing_known_is_an_error() -> None:
    unlabelled: Prepared = replace(prepared_village(), truth=Truth(parents={}, hidden={}, unrelated={}))
    with pytest.raises(ValueError, match="nothing is known of any family"):
        fit([unlabelled], START, IMPLICIT)
