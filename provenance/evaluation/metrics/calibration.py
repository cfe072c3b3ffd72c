"""Whether stated probabilities mean what they say.

``forecasts`` are probabilities in [0, 1], ``outcomes`` whether what was forecast is so, side by side; their order does not
matter.

Bins hold equally many forecasts, as nearly as equal forecasts allow, which are never torn apart: forecasts pile up near 0 and
1, and bins of equal width would judge the middle by a handful (Nguyen and O'Connor 2015, "Posterior calibration and
exploratory analysis for natural language processing models", EMNLP).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from provenance.evaluation.metrics.proportions import wilson
from provenance.evaluation.metrics.rates import mean

BINS = 10
"""Bins unless told otherwise: what is commonly reported (Naeini et al. 2015 use 10)."""
_COUNTED = 100
"""Forecasts of a bin up to which their chances are counted out exactly; of more, the normal distribution tells them well."""
CLIP = 1e-6
"""Forecasts count as at least this far from 0 and 1 in the log loss: one wrong certainty then costs 13.8 and not infinity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Forecasts from ``low`` to ``high`` (the smallest and the greatest in the bin, both in it).

    ``forecast`` is their mean, ``observed`` the share that came true, with its 95 % Wilson interval ``observed_low`` to
    ``observed_high``; well calibrated if ``forecast`` lies within.
    """

    low: float
    high: float
    count: int
    forecast: float
    observed: float
    observed_low: float
    observed_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Murphy:
    """Parts of the Brier score: ``reliability - resolution + uncertainty + within`` is the score.

    ``reliability``: squared distance of forecast and rate, bin by bin; 0 is best. ``resolution``: how far the bins' rates are
    from the overall rate; higher is better. ``uncertainty``: variance of the outcomes, which no forecast changes. ``within``:
    what binning hides, 0 if all forecasts of a bin are equal.
    """

    reliability: float
    resolution: float
    uncertainty: float
    within: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationScores:
    """The measures of one set of forecasts; see the functions of the same names. ``base_rate`` is the share that came true.

    ``expected_calibration_error`` is to be read beside ``calibration_error_by_chance``: below that it shows nothing wrong.
    """

    count: int
    base_rate: float | None
    brier: float | None
    murphy: Murphy | None
    log_loss: float | None
    expected_calibration_error: float | None
    calibration_error_by_chance: float | None
    reliability_table: tuple[Bin, ...]


def calibration_scores(forecasts: Sequence[float], outcomes: Sequence[bool], bins: int = BINS) -> CalibrationScores:
    """All measures."""
    return CalibrationScores(
        count=len(forecasts),
        base_rate=mean([float(outcome) for outcome in outcomes]),
        brier=brier(forecasts, outcomes),
        murphy=murphy(forecasts, outcomes, bins),
        log_loss=log_loss(forecasts, outcomes),
        expected_calibration_error=expected_calibration_error(forecasts, outcomes, bins),
        calibration_error_by_chance=calibration_error_by_chance(forecasts, bins),
        reliability_table=reliability_table(forecasts, outcomes, bins),
    )


def brier(forecasts: Sequence[float], outcomes: Sequence[bool]) -> float | None:
    """Mean squared distance of forecast and outcome, in [0, 1], lower is better; ``None`` without forecasts.

    Always saying one half gives 0.25 (Brier 1950, "Verification of forecasts expressed in terms of probability", Monthly Weather
    Review 78; the form for two outcomes, which is half of his).
    """
    check_forecasts(forecasts, outcomes)
    return mean([(forecast - outcome) ** 2 for forecast, outcome in sorted(zip(forecasts, outcomes, strict=True))])


def murphy(forecasts: Sequence[float], outcomes: Sequence[bool], bins: int = BINS) -> Murphy | None:
    """Decomposition of the Brier score over equal-mass bins; ``None`` without forecasts.

    Murphy 1973, "A new vector partition of the probability score", Journal of Applied Meteorology 12, is exact for bins of
    equal forecasts; ``within`` collects the two further terms of Stephenson, Coelho and Jolliffe 2008, "Two extra components
    in the Brier score decomposition", Weather and Forecasting 23.
    """
    table, score, total = reliability_table(forecasts, outcomes, bins), brier(forecasts, outcomes), len(forecasts)
    if score is None:
        return None
    rate = sum(outcomes) / total
    reliability = math.fsum(bin_.count * (bin_.forecast - bin_.observed) ** 2 for bin_ in table) / total
    resolution = math.fsum(bin_.count * (bin_.observed - rate) ** 2 for bin_ in table) / total
    uncertainty = rate * (1.0 - rate)
    within = score - (reliability - resolution + uncertainty)
    return Murphy(reliability=reliability, resolution=resolution, uncertainty=uncertainty, within=within)


def log_loss(forecasts: Sequence[float], outcomes: Sequence[bool], clip: float = CLIP) -> float | None:
    """Mean negative natural logarithm of the probability given to what happened; 0 is best, ``None`` without forecasts.

    Forecasts are first moved into [``clip``, 1 - ``clip``], so the worst is ``-ln(clip)``; always saying one half gives ln 2
    = 0.693 (Good 1952, "Rational decisions", Journal of the Royal Statistical Society B 14).
    """
    check_forecasts(forecasts, outcomes)
    losses = []
    for forecast, outcome in sorted(zip(forecasts, outcomes, strict=True)):
        moved = min(max(forecast, clip), 1.0 - clip)
        losses.append(-math.log(moved if outcome else 1.0 - moved))
    return mean(losses)


def expected_calibration_error(forecasts: Sequence[float], outcomes: Sequence[bool], bins: int = BINS) -> float | None:
    """Mean distance of forecast and observed rate over equal-mass bins, weighted by their size; ``None`` without forecasts.

    In [0, 1], lower is better. With few forecasts it is far above 0 also for a perfect forecaster, by chance alone: see
    ``calibration_error_by_chance`` (Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian
    binning", AAAI; bins as in Nguyen and O'Connor 2015).
    """
    table = reliability_table(forecasts, outcomes, bins)
    if not table:
        return None
    return math.fsum(bin_.count * abs(bin_.forecast - bin_.observed) for bin_ in table) / len(forecasts)


def calibration_error_by_chance(forecasts: Sequence[float], bins: int = BINS) -> float | None:
    """The ``expected_calibration_error`` that a perfect forecaster with these forecasts would have on average.

    The mean of it if each forecast comes true with exactly its probability, independently; ``None`` without forecasts. In [0, 1]:
    about 0.13 for 20 forecasts spread from 0.9 to 0.95 over ten bins, 0.015 for 2,000. Where edges of one family stand or fall
    together it is more. That the measure is biased so is told by Roelofs, Cain, Shlens and Mozer 2022, "Mitigating bias in
    calibration error estimation", AISTATS.
    """
    check_forecasts(forecasts, [False] * len(forecasts))
    if not forecasts:
        return None
    groups = _equal_mass(forecasts, [False] * len(forecasts), bins)
    return math.fsum(_mean_deviation([forecast for forecast, _ in members]) for members in groups) / len(forecasts)


def _mean_deviation(probabilities: Sequence[float]) -> float:
    """Mean distance of the number that comes true from the number to be expected."""
    expected = math.fsum(probabilities)
    if len(probabilities) > _COUNTED:
        return math.sqrt(2.0 / math.pi * math.fsum(probability * (1.0 - probability) for probability in probabilities))
    chances = [1.0]
    for probability in probabilities:  # of 0, 1, 2, … that come true: the Poisson binomial distribution
        stay, rise = [*chances, 0.0], [0.0, *chances]
        chances = [(1.0 - probability) * here + probability * below for here, below in zip(stay, rise, strict=True)]
    return math.fsum(chance * abs(count - expected) for count, chance in enumerate(chances))


def reliability_table(forecasts: Sequence[float], outcomes: Sequence[bool], bins: int = BINS) -> tuple[Bin, ...]:
    """At most ``bins`` equal-mass bins, from low to high; empty without forecasts.

    What a reliability diagram draws (Murphy and Winkler 1977, "Reliability of subjective probability forecasts of
    precipitation and temperature", Applied Statistics 26).

    Raises:
        ValueError: ``bins`` is not positive, a forecast is outside [0, 1], or there are not as many outcomes.

    """
    check_forecasts(forecasts, outcomes)
    if bins < 1:
        message = f"at least one bin is needed, not {bins}"
        raise ValueError(message)
    return tuple(_bin(members) for members in _equal_mass(forecasts, outcomes, bins))


def _equal_mass(forecasts: Sequence[float], outcomes: Sequence[bool], bins: int) -> list[list[tuple[float, bool]]]:
    """Forecasts with their outcomes, bin by bin from low to high, sorted; no bin is empty."""
    members: dict[int, list[tuple[float, bool]]] = {}
    before = 0
    for _, equal in groupby(sorted(zip(forecasts, outcomes, strict=True)), key=lambda pair: pair[0]):
        group = list(equal)
        # The bin of the middle of the group: 2 * before + size is twice its rank.
        members.setdefault(bins * (2 * before + len(group)) // (2 * len(forecasts)), []).extend(group)
        before += len(group)
    return [members[number] for number in sorted(members)]


def check_forecasts(forecasts: Sequence[float], outcomes: Sequence[bool]) -> None:
    """Refuse what cannot be probabilities with outcomes.

    Raises:
        ValueError: a forecast is outside [0, 1] or no number, or there are not as many outcomes.

    """
    if len(forecasts) != len(outcomes):
        message = f"{len(forecasts)} forecasts with {len(outcomes)} outcomes"
        raise ValueError(message)
    odd = [forecast for forecast in forecasts if not 0.0 <= forecast <= 1.0]
    if odd:
        message = f"{odd[0]} is no probability: it must be in [0, 1]"
        raise ValueError(message)


def _bin(members: list[tuple[float, bool]]) -> Bin:
    """Members come sorted by forecast."""
    count, hits = len(members), sum(outcome for _, outcome in members)
    low, high = wilson(hits, count) or (0.0, 1.0)
    return Bin(
        low=members[0][0],
        high=members[-1][0],
        count=count,
        forecast=math.fsum(forecast for forecast, _ in members) / count,
        observed=hits / count,
        observed_low=low,
        observed_high=high,
    )
