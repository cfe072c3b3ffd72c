"""Where machine code is kept from run to run; this module does without the library that makes it."""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).parents[2]
_FROZEN = ("matching", "matching/kernels", "text")
"""Folders of the package whose loops and constants end up in machine code."""
_ASKED_FOR = "NUMBA_CACHE_DIR"
_LAST = "*/comparing._compared-*.nbi"
"""What is kept of the loop that is compiled last and takes longest."""


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


def is_kept() -> bool:
    """Whether an earlier run has left machine code that this program can use as it is."""
    return any(Path(kept_in(os.environ.get(_ASKED_FOR, ""))).glob(_LAST))
