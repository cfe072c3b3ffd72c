"""How a loop is compiled: the one place that knows numba."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from numba import njit
from numba.core import config

from provenance.matching.kernels.kept import kept_in

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """The loop in machine code, which lets other threads run; kept for the next run where there is a place to write.

    numba takes kept code for current while the loop's own file has the same date and size. Loops call loops of other files, and
    installed files may all have one date: so code is kept by what is written in all files that end up in it.
    """
    before: str = config.CACHE_DIR  # type: ignore[attr-defined] # set when numba is imported
    config.CACHE_DIR = kept_in(before)  # type: ignore[attr-defined]
    try:
        return njit(nogil=True, cache=True)(loop)  # type: ignore[return-value] # it is called as the loop is
    except RuntimeError:  # no folder that could be written
        return njit(nogil=True)(loop)  # type: ignore[return-value]
    finally:
        config.CACHE_DIR = before  # type: ignore[attr-defined]
