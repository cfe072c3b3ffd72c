"""Which inner loops run."""

from __future__ import annotations

from importlib.util import find_spec

from provenance.matching.kernels.base import Kernels
from provenance.matching.kernels.plain import PlainKernels

_WORTH_COMPILING = 300
"""Documents from which compiled loops pay: to load them takes about as long as 300 documents take without."""


def kernels_for(documents: int) -> Kernels:
    """The compiled loops if there are enough documents and the extra ``scale`` is installed, else the plain ones."""
    if documents < _WORTH_COMPILING or find_spec("numba") is None:
        return PlainKernels()
    from provenance.matching.kernels.compiled import CompiledKernels

    return CompiledKernels()
