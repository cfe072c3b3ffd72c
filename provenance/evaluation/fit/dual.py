"""Numbers that remember what they were made of: forward-mode automatic differentiation.

Lineage adds up log-odds from named weights. Run once with ``Dual`` weights it gives, beside every sum, how the sum
changes with each weight (Wengert 1964, "A simple automatic derivative evaluation program"), so that weights can be
fitted without a second description of the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class Dual(float):
    """A number with its slopes: ``slopes[name]`` is its partial derivative by the weight of that name.

    Sums, differences, negation, absolute value and products with plain numbers keep the slopes; all else gives a plain number.

    Examples:
        >>> weight = Dual(2.0, {"overlap": 1.0})
        >>> total = 0.5 * weight + 3.0
        >>> float(total), dict(total.slopes)
        (4.0, {'overlap': 0.5})

    """

    slopes: Mapping[str, float]

    def __new__(cls, value: float, slopes: Mapping[str, float]) -> Self:
        """A number of this value with these slopes."""
        made = super().__new__(cls, value)
        made.slopes = slopes
        return made

    def __add__(self, other: float) -> Dual:
        slopes = dict(self.slopes)
        for name, slope in slopes_of(other).items():
            slopes[name] = slopes.get(name, 0.0) + slope
        return Dual(float(self) + float(other), slopes)

    __radd__ = __add__

    def __neg__(self) -> Dual:
        return self * -1.0

    def __sub__(self, other: float) -> Dual:
        return self + (-other)

    def __rsub__(self, other: float) -> Dual:
        return -self + other

    def __mul__(self, factor: float) -> Dual:
        return Dual(float(self) * factor, {name: slope * factor for name, slope in self.slopes.items()})

    __rmul__ = __mul__

    def __abs__(self) -> Dual:
        return self if self >= 0 else -self


def slopes_of(value: float) -> Mapping[str, float]:
    """The slopes of a number; none for a plain one."""
    return value.slopes if isinstance(value, Dual) else {}
