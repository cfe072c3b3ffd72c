"""Weights under which known lineage is most probable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from provenance.evaluation.fit.examples import Example, examples_of
from provenance.evaluation.fit.likelihood import log_likelihood
from provenance.evaluation.prepared import Prepared
from provenance.settings import EvidenceWeights, Settings

PRIOR_SPREAD = 0.7
"""Standard deviation, in natural log-odds, of a weight around its starting value: what is known from elsewhere counts as much as
about one nat of evidence against it."""
LARGEST = 9.0
"""No weight is taken beyond this: e to the 9 is one in 8,000, more than any corpus here can show."""
ROUNDS = 3
"""How often the examples are made anew: sums over groups bend where another member of a group becomes the strongest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """``settings`` with the fitted weights; mean log-likelihood per family before and after; the number of families."""

    settings: Settings
    before: float
    after: float
    families: int


Progress = Callable[[str], None]
"""Told what is being done, in words."""


def fit(corpora: Sequence[Prepared], settings: Settings, names: Sequence[str], progress: Progress = lambda _: None) -> Fitted:
    """Fit weights by name to corpora of which something is known.

    Penalised maximum likelihood with a normal prior around the starting values (``PRIOR_SPREAD``); a weight keeps its sign, so
    that evidence for never becomes evidence against. Corpora in several conditions count as corpora.

    Raises:
        ValueError: nothing is known of any family.
    """
    start = np.array([getattr(settings.inference.weights, name) for name in names])
    current, before = settings, 0.0
    for number in range(ROUNDS):
        progress(f"round {number + 1} of {ROUNDS}: weighing {sum(len(corpus.documents) for corpus in corpora)} documents")
        examples = _examples(corpora, current, names)
        if not examples:
            message = "nothing is known of any family: no copy's source is both named and offered"
            raise ValueError(message)
        values = np.array([getattr(current.inference.weights, name) for name in names])
        if number == 0:
            before = mean_log_likelihood(examples, np.zeros_like(values))
        fitted = _best(examples, values, start)
        current = with_weights(current, dict(zip(names, (round(float(value), 3) for value in fitted), strict=True)))
    after = _examples(corpora, current, names)
    return Fitted(settings=current, before=before, after=mean_log_likelihood(after, np.zeros(len(names))), families=len(after))


def _examples(corpora: Sequence[Prepared], settings: Settings, names: Sequence[str]) -> tuple[Example, ...]:
    return tuple(example for corpus in corpora for example in examples_of(corpus, settings, names))


def with_weights(settings: Settings, values: dict[str, float]) -> Settings:
    """The settings with other weights of evidence."""
    weights: EvidenceWeights = replace(settings.inference.weights, **values)
    return replace(settings, inference=replace(settings.inference, weights=weights))


def mean_log_likelihood(examples: Sequence[Example], shift: NDArray[np.float64]) -> float:
    """Mean over families of the log-probability of what is known, weights moved by ``shift``."""
    return float(np.mean([log_likelihood(example, example.log_odds + example.slopes @ shift)[0] for example in examples]))


def _best(examples: Sequence[Example], values: NDArray[np.float64], start: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.optimize import minimize

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = float(np.sum((weights - start) ** 2)) / (2 * PRIOR_SPREAD**2)
        slope = (weights - start) / PRIOR_SPREAD**2
        for example in examples:
            likelihood, by_edge = log_likelihood(example, example.log_odds + example.slopes @ (weights - values))
            total -= likelihood
            slope -= by_edge @ example.slopes
        return total, slope

    bounds = [(0.0, LARGEST) if value > 0 else (-LARGEST, 0.0) for value in start]
    found = minimize(loss, values, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 200})
    return np.asarray(found.x, dtype=np.float64)
