"""Curves from the share of trees that hold an edge to how often such an edge is right, fitted and checked out of fold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.evaluation.answers import ancestors_of
from provenance.evaluation.fit.examples import is_named
from provenance.evaluation.metrics.calibration import expected_calibration_error
from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import HiddenSource, Place
from provenance.lineage import ANONYMOUS, FamilyTree, calibrated, families_of, solve_all
from provenance.settings import Calibration, Curve, Settings

FOLDS = 5
"""Parts the families are dealt into: each is judged by curves that were fitted on the others."""
_PRIOR = 10.0
"""Precision (one by the variance) of the normal prior that keeps a curve near the line that changes nothing, so that a few dozen
edges do not bend it."""
_EDGE = 1e-3
"""Shares are kept this far from 0 and 1: beyond, they say more of the weights' size than of the edge."""
_SLOWEST_RISE = 1.0
"""A curve rises from 0 at least as fast as the share: a source of many is never made likely by the company it keeps."""
_MOST_SHIFT = 2.2
"""... nor by a shift: a share of one tenth stays below one half."""
_LEAST_SHARE = 0.3
"""Shares below are never drawn; they are many, and would bend the curve to themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """An edge that was weighed: the curve it belongs to, its ``share`` in [0, 1], whether it is right, and its family's name."""

    curve: str
    share: float
    right: bool
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """The curves, the number of edges behind them, and the expected calibration error before and after, out of fold."""

    calibration: Calibration
    edges: int
    before: float
    after: float


def forecasts_of(prepared: Prepared, settings: Settings) -> tuple[Forecast, ...]:
    """The likeliest source of every document of which it is known whether it is right, if that was weighed at all.

    An edge is right from any ancestor, not from a parent alone: a copy may credit the original of its source, and what passed a
    text on unchanged leaves nothing to know it by. One that turns a known line of descent round is wrong. Pairs of which nobody
    can say who was first are left out unless a credit decides.
    """
    trees = solve_all(
        families_of(prepared.documents, prepared.signals, prepared.reuses, settings.inference.weights), settings.inference
    )
    large = settings.inference.calibration.large_family
    return tuple(forecast for tree in trees for forecast in _forecasts(prepared, tree, large))


def _forecasts(prepared: Prepared, tree: FamilyTree, large: int) -> Iterable[Forecast]:
    truth = prepared.truth
    labels = {origin.key: origin.label for origin in tree.family.origins}
    known: dict[str, HiddenSource | Place] = {**truth.hidden, **truth.places}
    size = "small" if len(tree.family.members) < large else "large"
    best: dict[str, tuple[float, str]] = {}
    for (source, member), share in sorted(tree.share.items()):
        if share >= _LEAST_SHARE and share > best.get(member, (0.0, ""))[0]:
            best[member] = (share, source)
    for member, (share, source) in sorted(best.items()):
        named = tree.cases[source, member].names_source
        tied = not named and tuple(sorted((source, member))) in truth.undirected
        turned = member in ancestors_of(truth.parents, source)
        if source == ANONYMOUS or tied or not (member in truth.parents or turned):
            continue
        above = ancestors_of(truth.parents, member)
        if source in labels:
            right = any(is_named(known[node], source, labels[source]) for node in above if node in known)
        else:
            right = source in above
        yield Forecast(
            curve=f"{'named' if named else 'inferred'}_{size}",
            share=share,
            right=right,
            family=f"{prepared.name} {tree.family.name}",
        )


def calibrate(forecasts: Sequence[Forecast], calibration: Calibration) -> Calibrated:
    """Fit one curve for each kind of edge; a kind without edges keeps the curve it has.

    Raises:
        ValueError: there is no edge at all.
    """
    if not forecasts:
        message = "no edge was weighed whose target's source is known"
        raise ValueError(message)
    families = sorted({forecast.family for forecast in forecasts})
    fold = {family: number % FOLDS for number, family in enumerate(families)}
    told: list[float] = []
    right: list[bool] = []
    share: list[float] = []
    for number in range(FOLDS):
        curves = _curves(forecast for forecast in forecasts if fold[forecast.family] != number)
        for forecast in forecasts:
            if fold[forecast.family] == number:
                told.append(calibrated(forecast.share, curves.get(forecast.curve, Curve())))
                right.append(forecast.right)
                share.append(forecast.share)
    return Calibrated(
        calibration=_with_curves(calibration, _curves(forecasts)),
        edges=len(forecasts),
        before=expected_calibration_error(share, right) or 0.0,
        after=expected_calibration_error(told, right) or 0.0,
    )


def _with_curves(old: Calibration, curves: Mapping[str, Curve]) -> Calibration:
    return Calibration(
        large_family=old.large_family,
        named_small=curves.get("named_small", old.named_small),
        named_large=curves.get("named_large", old.named_large),
        inferred_small=curves.get("inferred_small", old.inferred_small),
        inferred_large=curves.get("inferred_large", old.inferred_large),
    )


def _curves(forecasts: Iterable[Forecast]) -> dict[str, Curve]:
    groups: dict[str, list[Forecast]] = {}
    for forecast in forecasts:
        groups.setdefault(forecast.curve, []).append(forecast)
    return {name: _curve(found) for name, found in sorted(groups.items())}


def _curve(forecasts: Sequence[Forecast]) -> Curve:
    """The curve under which the outcomes are most probable, near the line that changes nothing."""
    from scipy.optimize import minimize

    share = np.clip([forecast.share for forecast in forecasts], _EDGE, 1.0 - _EDGE)
    right = np.array([forecast.right for forecast in forecasts], dtype=np.float64)
    terms = np.stack([np.log(share), -np.log1p(-share), np.ones_like(share)], axis=1)
    neutral = np.array([1.0, 1.0, 0.0])

    def loss(curve: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = terms @ curve
        missed = np.logaddexp(0.0, odds).sum() - float(right @ odds) + 0.5 * _PRIOR * float(np.sum((curve - neutral) ** 2))
        slope = terms.T @ (1.0 / (1.0 + np.exp(-odds)) - right) + _PRIOR * (curve - neutral)
        return float(missed), slope

    found = minimize(loss, neutral, jac=True, method="L-BFGS-B", bounds=[(_SLOWEST_RISE, None), (0.0, None), (None, _MOST_SHIFT)])
    rise, fall, shift = (round(float(value), 3) for value in found.x)
    return Curve(rise=rise, fall=fall, shift=shift)
