"""How well shared passages are found: the measures of the PAN competitions.

Potthast, Stein, Barrón-Cedeño and Rosso 2010, "An Evaluation Framework for Plagiarism Detection", COLING. A passage covers
characters of two texts; both sides count. A detection *detects* a true passage if it is of the same two documents and
overlaps it on both sides. Characters are counted per pair of documents: a character that two pairs share counts in each.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from provenance.evaluation.metrics.rates import Rates, harmonic, mean, ratio
from provenance.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePair:
    """``left_span`` of the text ``left`` and ``right_span`` of the text ``right`` correspond; which is left does not matter."""

    left: str
    left_span: Span
    right: str
    right_span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageScores:
    """The measures of one set of detections; see the functions of the same names."""

    cases: int
    detections: int
    micro: Rates
    macro: Rates
    granularity: float
    plagdet_micro: float | None
    plagdet_macro: float | None


_ByPair = Mapping[tuple[str, str], Sequence[tuple[Span, Span]]]


def passage_scores(true: Iterable[PassagePair], detected: Iterable[PassagePair]) -> PassageScores:
    """All measures of ``detected`` against ``true``; passages without characters on both sides are left out first."""
    true, detected = _with_characters(true), _with_characters(detected)
    micro, macro, pieces = micro_rates(true, detected), macro_rates(true, detected), granularity(true, detected)
    return PassageScores(
        cases=len(true),
        detections=len(detected),
        micro=micro,
        macro=macro,
        granularity=pieces,
        plagdet_micro=plagdet(micro.f1, pieces),
        plagdet_macro=plagdet(macro.f1, pieces),
    )


def micro_rates(true: Iterable[PassagePair], detected: Iterable[PassagePair]) -> Rates:
    """Shares of characters: detected ones that are true (precision), true ones that are detected (recall).

    A character several passages cover counts once. In [0, 1], higher is better; swapping the arguments swaps the two.
    ``None`` where there are no passages to divide by (Potthast et al. 2010).
    """
    cases, detections = _by_pair(true), _by_pair(detected)
    hit = sum(_union_of(_hits(cases[pair], detections[pair])) for pair in cases.keys() & detections.keys())
    precision = ratio(hit, sum(_union_of(spans) for spans in detections.values()))
    recall = ratio(hit, sum(_union_of(spans) for spans in cases.values()))
    return Rates(precision=precision, recall=recall, f1=harmonic(precision, recall))


def macro_rates(true: Iterable[PassagePair], detected: Iterable[PassagePair]) -> Rates:
    """Mean share of each detection that is true (precision), of each true passage that is detected (recall).

    Short and long passages weigh the same. In [0, 1], higher is better; swapping the arguments swaps the two. ``None`` where
    there are no passages to average over (Potthast et al. 2010).
    """
    cases, detections = _by_pair(true), _by_pair(detected)
    precision, recall = _mean_cover(detections, cases), _mean_cover(cases, detections)
    return Rates(precision=precision, recall=recall, f1=harmonic(precision, recall))


def granularity(true: Iterable[PassagePair], detected: Iterable[PassagePair]) -> float:
    """Mean number of detections of a true passage that is detected at all.

    1 is best: no passage is reported in pieces or twice; there is no upper bound. 1 if nothing is detected
    (Potthast et al. 2010).
    """
    cases, detections = _by_pair(true), _by_pair(detected)
    counts = [
        sum(_meet(case, detection) for detection in detections.get(pair, ())) for pair, spans in cases.items() for case in spans
    ]
    times = mean([float(count) for count in counts if count])
    return 1.0 if times is None else times


def plagdet(f1: float | None, granularity: float) -> float | None:
    """F1 over log2(1 + granularity): one number to rank by, in [0, 1], higher is better; ``None`` if ``f1`` is.

    Potthast et al. 2010.

    Examples:
        >>> plagdet(0.8, 1.0), plagdet(0.8, 3.0)
        (0.8, 0.4)

    """
    return None if f1 is None else f1 / math.log2(1.0 + granularity)


def _with_characters(passages: Iterable[PassagePair]) -> list[PassagePair]:
    return [passage for passage in passages if len(passage.left_span) and len(passage.right_span)]


def _by_pair(passages: Iterable[PassagePair]) -> _ByPair:
    """Both spans of every passage, the smaller id's first, by the pair of ids."""
    found: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    for passage in _with_characters(passages):
        one, other = (passage.left, passage.left_span), (passage.right, passage.right_span)
        (left, left_span), (right, right_span) = sorted((one, other))
        found.setdefault((left, right), []).append((left_span, right_span))
    return found


def _meet(one: tuple[Span, Span], other: tuple[Span, Span]) -> bool:
    """Whether a detection detects a passage: they overlap on both sides."""
    return bool(one[0].overlap(other[0])) and bool(one[1].overlap(other[1]))


def _hits(cases: Sequence[tuple[Span, Span]], detections: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """What each passage and each detection of it have in common, side by side."""
    return [
        (_common(case[0], detection[0]), _common(case[1], detection[1]))
        for case in cases
        for detection in detections
        if _meet(case, detection)
    ]


def _common(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def _mean_cover(of: _ByPair, by: _ByPair) -> float | None:
    """Mean share of the characters of each passage in ``of`` that passages in ``by`` cover."""
    shares = []
    for pair, spans in of.items():
        for span in spans:
            covered = _union_of(_hits([span], by.get(pair, ())))
            shares.append(covered / (len(span[0]) + len(span[1])))
    return mean(shares)


def _union_of(spans: Iterable[tuple[Span, Span]]) -> int:
    """Characters that at least one of the passages covers, both sides together."""
    both = list(spans)
    return _covered(left for left, _ in both) + _covered(right for _, right in both)


def _covered(spans: Iterable[Span]) -> int:
    total, end = 0, 0
    for span in sorted(spans):
        total += max(0, span.end - max(span.start, end))
        end = max(end, span.end)
    return total
