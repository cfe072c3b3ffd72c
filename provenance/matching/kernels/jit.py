"""How a loop is compiled: the one place that knows numba."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """The loop in machine code, which lets other threads run; kept for the next run where there is a place to write."""
    try:
        return njit(nogil=True, cache=True)(loop)  # type: ignore[return-value] # it is called as the loop is
    except RuntimeError:  # no folder that could be written
        return njit(nogil=True)(loop)  # type: ignore[return-value]
