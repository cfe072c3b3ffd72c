"""What is gained by speaking only where one is sure: precision and risk against coverage.

``scores`` say how sure a statement is (higher is surer), ``outcomes`` whether it is right, side by side; their order does not
matter, and statements with equal scores are taken or left together.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from provenance.evaluation.metrics.proportions import at_least, clopper_pearson_lower
from provenance.evaluation.metrics.rates import ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPoint:
    """Statements scored ``threshold`` or more: ``coverage`` is their share of all, ``risk`` the share of them that is wrong."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecisionAt:
    """Statements scored ``threshold`` or more: how many, how many of them right, the precision and its lower bound.

    ``precision`` is ``right / count``; ``lower`` its one-sided Clopper-Pearson bound; both ``None`` if nothing scores so high.
    """

    threshold: float
    count: int
    right: int
    precision: float | None
    lower: float | None


def risk_coverage(scores: Sequence[float], outcomes: Sequence[bool]) -> tuple[RiskPoint, ...]:
    """Risk and coverage at every score as a threshold, from the surest down; empty without statements.

    Lower risk at equal coverage is better (El-Yaniv and Wiener 2010, "On the foundations of noise-free selective classification",
    JMLR 11; Geifman and El-Yaniv 2017, "Selective classification for deep neural networks", NeurIPS).
    """
    total = len(scores)
    return tuple(
        RiskPoint(threshold=score, coverage=count / total, risk=(count - right) / count)
        for score, count, right in _cumulated(scores, outcomes)
    )


def area_under_risk_coverage(scores: Sequence[float], outcomes: Sequence[bool]) -> float | None:
    """Mean risk over the coverages 1/n, 2/n, … 1 (AURC), in [0, 1], lower is better; ``None`` without statements.

    It is low only if few statements are wrong and those are the least sure. Statements with equal scores count as in random
    order, by expectation. Geifman and El-Yaniv 2017 give the curve; the area is of Geifman, Uziel and El-Yaniv 2019,
    "Bias-reduced uncertainty estimation for deep neural classifiers", ICLR.
    """
    risks, before, wrong_before = [], 0, 0
    for _, count, right in _cumulated(scores, outcomes):
        wrong = count - right - wrong_before
        for place in range(1, count - before + 1):
            expected = wrong_before + place * wrong / (count - before)
            risks.append(expected / (before + place))
        before, wrong_before = count, wrong_before + wrong
    return ratio(math.fsum(risks), len(risks))


def precision_at(scores: Sequence[float], outcomes: Sequence[bool], threshold: float, confidence: float = 0.95) -> PrecisionAt:
    """Precision of the statements scored ``threshold`` or more, with its exact lower bound; higher is better.

    Clopper and Pearson 1934. The bound holds for a threshold fixed beforehand; one picked on the same data needs
    ``threshold_for_precision``.
    """
    _check(scores, outcomes)
    taken = [outcome for score, outcome in zip(scores, outcomes, strict=True) if score >= threshold]
    right = sum(taken)
    return PrecisionAt(
        threshold=threshold,
        count=len(taken),
        right=right,
        precision=ratio(right, len(taken)),
        lower=clopper_pearson_lower(right, len(taken), confidence),
    )


def threshold_for_precision(
    scores: Sequence[float], outcomes: Sequence[bool], precision: float, confidence: float, starts: int = 1
) -> float | None:
    """Lowest score from which on precision is at least ``precision``, with this confidence; ``None`` if none can be shown.

    Every score is a hypothesis "the precision from here up is too low". They are tested from the top down, each with the
    exact binomial test, and the testing stops at the first that is not rejected; so the chance that the answer is wrong is at
    most ``1 - confidence``, however many scores there are (fixed-sequence testing: Angelopoulos, Bates, Candès, Jordan and
    Lei 2021, "Learn then test"). Testing begins where there are enough statements to pass at all: 59 for 0.95 and 0.95.
    Statements must be independent, or the promise is weaker.

    ``starts`` above 1 begins at so many scores, spread evenly, and tests each sequence at a confidence raised accordingly
    (Bonferroni); then an early mistake by bad luck does not end everything. Fix it before looking.

    Raises:
        ValueError: ``precision`` or ``confidence`` outside (0, 1), ``starts`` below 1, or not as many outcomes as scores.

    """
    if not (0.0 < precision < 1.0 and 0.0 < confidence < 1.0 and starts >= 1):
        message = f"cannot test for precision {precision} with confidence {confidence} from {starts} starts"
        raise ValueError(message)
    chance_of_error = (1.0 - confidence) / starts
    steps = list(_cumulated(scores, outcomes))
    # Where to begin may depend on how many statements there are, never on their outcomes.
    steps = [step for step in steps if precision ** step[1] <= chance_of_error]
    lowest = None
    for start in sorted({len(steps) * number // starts for number in range(starts)}):
        for score, count, right in steps[start:]:
            if at_least(right, count, precision) > chance_of_error:
                break
            lowest = score if lowest is None else min(lowest, score)
    return lowest


def _cumulated(scores: Sequence[float], outcomes: Sequence[bool]) -> Iterator[tuple[float, int, int]]:
    """Each score, from the highest, with the number of statements scored so or higher and how many of them are right."""
    _check(scores, outcomes)
    count = right = 0
    ranked = sorted(zip(scores, outcomes, strict=True), reverse=True)
    for score, equal in groupby(ranked, key=lambda pair: pair[0]):
        group = [outcome for _, outcome in equal]
        count, right = count + len(group), right + sum(group)
        yield score, count, right


def _check(scores: Sequence[float], outcomes: Sequence[bool]) -> None:
    if len(scores) != len(outcomes):
        message = f"{len(scores)} scores with {len(outcomes)} outcomes"
        raise ValueError(message)
    if any(math.isnan(score) for score in scores):
        message = "a score is no number, so it cannot be ranked"
        raise ValueError(message)
