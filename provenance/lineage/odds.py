"""Log-odds and probabilities."""

from __future__ import annotations

import math


def probability_of(log_odds: float) -> float:
    """Probability in (0, 1) that has these natural-log odds.

    Examples:
        >>> probability_of(0.0), round(probability_of(5.0), 4)
        (0.5, 0.9933)

    """
    if log_odds >= 0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1.0 + odds)
