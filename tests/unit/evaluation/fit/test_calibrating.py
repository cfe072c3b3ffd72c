"""Curves fitted to outcomes."""

from __future__ import annotations

import pytest

from provenance.evaluation.chance import Chance
from provenance.evaluation.fit.calibrating import Forecast, calibrate, forecasts_of
from provenance.evaluation.prepared import prepare
from provenance.evaluation.simulate import World, simulate
from provenance.lineage import calibrated, families_of
from provenance.settings import Calibration, Curve, Settings

NEUTRAL = Calibration(named_small=Curve(), named_large=Curve(), inferred_small=Curve(), inferred_large=Curve())


def forecasts(right_at: dict[float, float], each: int = 200, curve: str = "inferred_small") -> list[Forecast]:
    """So many forecasts at each share, right at the rate given, in families of four."""
    chance = Chance(7, "forecasts")
    return [
        Forecast(curve=curve, share=share, right=chance.happens(rate), family=f"{share} {number // 4}")
        for share, rate in right_at.items()
        for number in range(each)
    ]


def test_overconfident_forecasts_are_brought_down_and_hold_out_of_fold() -> None:
    found = calibrate(forecasts({0.6: 0.5, 0.8: 0.6, 0.95: 0.75}), NEUTRAL)
    curve = found.calibration.inferred_small
    assert calibrated(0.95, curve) == pytest.approx(0.75, abs=0.06)
    assert calibrated(0.6, curve) < 0.6
    assert found.after < found.before
    assert found.edges == 600


def test_good_forecasts_are_left_nearly_as_they_are() -> None:
    curve = calibrate(forecasts({0.4: 0.4, 0.6: 0.6, 0.8: 0.8, 0.95: 0.95}), NEUTRAL).calibration.inferred_small
    assert all(calibrated(share, curve) == pytest.approx(share, abs=0.06) for share in (0.4, 0.6, 0.8, 0.95))


def test_a_kind_without_edges_keeps_its_curve_and_few_edges_bend_little() -> None:
    found = calibrate(forecasts({0.9: 0.0}, each=4, curve="named_large"), NEUTRAL).calibration
    assert found.named_small == Curve()
    assert 0.5 < calibrated(0.9, found.named_large) < 0.9


def test_a_curve_rises_at_least_as_fast_as_the_share() -> None:
    """Also where low shares were right more often than high ones."""
    curve = calibrate(forecasts({0.35: 0.95, 0.95: 0.9}), NEUTRAL).calibration.inferred_small
    assert curve.rise >= 1.0


def test_without_an_edge_there_is_nothing_to_fit() -> None:
    with pytest.raises(ValueError, match="no edge"):
        calibrate([], NEUTRAL)


def test_forecasts_are_at_most_one_for_each_member_of_a_family() -> None:
    prepared = prepare(simulate(World(name="small", stories=5, copies=(2, 5), paragraphs=(8, 14)), 3), Settings())
    found = forecasts_of(prepared, Settings())
    assert found
    families = families_of(prepared.documents, prepared.signals, prepared.reuses, Settings().inference.weights)
    assert len(found) <= sum(len(family.members) for family in families)
    assert {forecast.curve for forecast in found} <= {"named_small", "named_large", "inferred_small", "inferred_large"}
    assert any(forecast.right for forecast in found)
