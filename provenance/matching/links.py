"""Who shares what with whom, as columns of numbers: holders of a value are linked to the earliest of them, and links counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Hashes

Places = NDArray[np.int64]
"""Numbers of texts or passages, from 0 in order of time."""

_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)


def star(values: Hashes, holders: Places, holder_bits: int) -> Hashes:
    """One link for every holder of a value but its earliest, which is at the other end.

    A value and its holder are packed into one number and sorted, an order of magnitude faster than to sort one by the other: of a
    value the ``64 - holder_bits`` highest bits count, and no holder may need more than ``holder_bits``.

    Args:
        values: (n,) what is held.
        holders: (n,) who holds it, in [0, 2^``holder_bits``); nobody twice for one value.
        holder_bits: 1 to 32.

    Returns:
        Earliest holder in the upper half, the other in the lower half; unsorted.
    """
    bits = np.uint64(holder_bits)
    keys = ((values >> bits) << bits) | holders.astype(np.uint64)
    keys.sort()
    held = keys >> bits
    holder = keys & ((np.uint64(1) << bits) - np.uint64(1))
    is_first = np.ones(len(keys), np.bool_)
    is_first[1:] = held[1:] != held[:-1]
    first = np.maximum.accumulate(np.where(is_first, np.arange(len(keys)), 0))
    return ((holder[first] << _HALF) | holder)[~is_first]


def frequent(links: Hashes, least: int) -> tuple[Places, Places]:
    """Both ends of the links that occur at least ``least`` times, each once, in order.

    Examples:
        >>> frequent(np.array([7, 3, 7], np.uint64), 2)
        (array([0]), array([7]))

    """
    found, counts = np.unique(links, return_counts=True)
    kept = found[counts >= least]
    return (kept >> _HALF).astype(np.int64), (kept & _LOWER).astype(np.int64)
