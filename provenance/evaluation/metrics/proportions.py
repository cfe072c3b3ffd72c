"""How far an observed proportion can be trusted: exact and approximate bounds for independent trials.

Trials that come in families (copies of one story) are not independent; their bounds are then too narrow, and
``metrics.bootstrap`` is the honest tool.
"""

from __future__ import annotations

import math
from statistics import NormalDist

_HALVINGS = 60
"""Steps of the search for a bound: it is then known to 2**-60, beyond what a float shows."""
_NEGLIGIBLE = 1e-20
"""Share of the greatest term from which on the rest of a sum no longer shows in a float."""


def wilson(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float] | None:
    """Two-sided score interval of a proportion, within [0, 1]; ``None`` without trials.

    Holds its level on average also for few trials and extreme proportions (Wilson 1927, "Probable inference, the law of
    succession, and statistical inference", JASA 22; Brown, Cai and DasGupta 2001 recommend it).

    Raises:
        ValueError: not ``0 <= successes <= trials``, or a confidence outside (0, 1).

    """
    _check(successes, trials, confidence)
    if not trials:
        return None
    z = NormalDist().inv_cdf((1.0 + confidence) / 2.0)
    rate, spread = successes / trials, z * z / trials
    centre = rate + spread / 2.0
    reach = z * math.sqrt(rate * (1.0 - rate) / trials + spread / (4.0 * trials))
    return max(0.0, (centre - reach) / (1.0 + spread)), min(1.0, (centre + reach) / (1.0 + spread))


def clopper_pearson_lower(successes: int, trials: int, confidence: float = 0.95) -> float | None:
    """One-sided exact lower bound of a proportion: the true one is below it with at most ``1 - confidence`` probability.

    It is the proportion at which so many successes or more would come about with probability ``1 - confidence``; 0 without
    successes, ``None`` without trials. Never too high, often a little too low (Clopper and Pearson 1934, "The use of
    confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26).

    Raises:
        ValueError: not ``0 <= successes <= trials``, or a confidence outside (0, 1).

    """
    _check(successes, trials, confidence)
    if not trials:
        return None
    low, high = 0.0, successes / trials
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        if at_least(successes, trials, middle) <= 1.0 - confidence:
            low = middle
        else:
            high = middle
    return low


def at_least(successes: int, trials: int, probability: float) -> float:
    """Probability of ``successes`` or more in so many independent trials, exact but for rounding.

    Examples:
        >>> round(at_least(2, 3, 0.5), 12)  # 3/8 + 1/8
        0.5

    """
    if successes > trials:
        return 0.0
    if successes <= 0 or probability >= 1.0:
        return 1.0
    if probability <= 0.0:
        return 0.0
    # The side on which the mean is not is summed: few terms matter there, and a small tail keeps its digits.
    if successes > trials * probability:
        return _binomial(successes, trials, trials, probability)
    return max(0.0, 1.0 - _binomial(0, successes - 1, trials, probability))


def _binomial(least: int, most: int, trials: int, probability: float) -> float:
    """Probability of ``least`` to ``most`` successes; in logarithms, so that many trials neither overflow nor vanish.

    Terms fall on both sides of the likeliest count, so each side is summed from there until its terms are negligible.
    """
    log_yes, log_no, log_all = math.log(probability), math.log1p(-probability), math.lgamma(trials + 1)
    likeliest = min(max(int((trials + 1) * probability), least), most)
    terms: list[float] = []
    for side in (range(likeliest, most + 1), range(likeliest - 1, least - 1, -1)):
        for k in side:
            ways = log_all - math.lgamma(k + 1) - math.lgamma(trials - k + 1)
            terms.append(math.exp(ways + k * log_yes + (trials - k) * log_no))
            if terms[-1] <= _NEGLIGIBLE * terms[0]:
                break
    return math.fsum(terms)


def _check(successes: int, trials: int, confidence: float) -> None:
    if not 0 <= successes <= trials:
        message = f"{successes} successes in {trials} trials cannot be"
        raise ValueError(message)
    if not 0.0 < confidence < 1.0:
        message = f"a confidence must be between 0 and 1, not {confidence}"
        raise ValueError(message)
