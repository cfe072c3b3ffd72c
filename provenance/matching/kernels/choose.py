"""Which inner loops run."""

from __future__ import annotations

from importlib.util import find_spec

from provenance.matching.kernels.base import Kernels
from provenance.matching.kernels.plain import PlainKernels

_WORTH_COMPILING = 500
"""Documents from which compiled loops are used. Measured with articles of 3 kB: the first time they are compiled, in 24 s of
processor time, as long as some 700 documents take without; later they are loaded in 1.5 s, as long as 40."""


def kernels_for(documents: int) -> Kernels:
    """The compiled loops if there are enough documents and the extra ``scale`` is installed, else the plain ones."""
    if documents < _WORTH_COMPILING or find_spec("numba") is None:
        return PlainKernels()
    from provenance.matching.kernels.compiled import CompiledKernels

    return CompiledKernels()
