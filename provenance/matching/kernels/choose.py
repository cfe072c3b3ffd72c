"""Which inner loops run."""

from __future__ import annotations

import os
from importlib.util import find_spec

from provenance.matching.kernels.base import Kernels
from provenance.matching.kernels.kept import is_kept
from provenance.matching.kernels.plain import PlainKernels

_WORTH_LOADING = 300
"""Documents from which loops are used that were compiled before. Measured with articles of 3 kB: they are loaded in 1.5 s of
processor time, as long as 150 documents take without (9 ms each among 600, 14 among 1,500)."""
_WORTH_COMPILING = 4_000
"""Documents from which they are compiled if they were not: in 65 to 85 s of processor time, as long as 4,000 documents take."""


def kernels_for(documents: int, threads: int | None = None) -> Kernels:
    """The compiled loops if there are enough documents and the extra ``scale`` is installed, else the plain ones.

    Both give the same numbers, so it is a matter of time alone that fewer documents are enough once the loops were compiled.

    Compiled loops run in ``threads`` threads at most; if not given, in as many as there are cores that this process may use.
    """
    if documents < _WORTH_LOADING or find_spec("numba") is None or (documents < _WORTH_COMPILING and not is_kept()):
        return PlainKernels()
    from provenance.matching.kernels.compiled import CompiledKernels

    return CompiledKernels(threads=threads or _cores())


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
