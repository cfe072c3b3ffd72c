"""How a loop is compiled: the one place that knows numba."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from numba import njit
from numba.core import config

Loop = TypeVar("Loop", bound=Callable[..., object])

_PACKAGE = Path(__file__).parents[2]
_FROZEN = ("matching", "matching/kernels", "text")
"""Folders of the package whose loops and constants end up in machine code."""


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


@cache
def kept_in(asked_for: str) -> str:
    """Where machine code is kept: where numba was told to, beside the loops, or in the user's own cache."""
    beside = Path(__file__).parent
    if asked_for:
        base = Path(asked_for)
    elif os.access(beside, os.W_OK):
        base = beside / "__pycache__"
    else:
        base = Path.home() / ".cache" / "provenance-tracer"
    sources = sorted(path for folder in _FROZEN for path in (_PACKAGE / folder).glob("*.py"))
    return str(base / f"loops-{sha256(b''.join(path.read_bytes() for path in sources)).hexdigest()[:16]}")
