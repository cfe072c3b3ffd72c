"""The inner loops of matching, twice: in plain Python and numpy, and compiled. Both give the same numbers, bit for bit."""

from provenance.matching.kernels.base import Kernels
from provenance.matching.kernels.choose import kernels_for

__all__ = ["Kernels", "kernels_for"]
