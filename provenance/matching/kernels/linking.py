"""Values and their holders as keys, by the highest bits of the values, and the links among the keys of one part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import RADIX, Hashes
from provenance.matching.kernels.jit import compiled

Places = NDArray[np.int64]
"""Numbers of texts, or where something begins or ends in a column."""

_ONE, _HALF = np.uint64(1), np.uint64(32)
_SHIFT, _FIRST, _SECOND = np.uint64(33), np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)


@compiled
def shingles(words: Hashes, size: int, found: Hashes) -> int:
    """Write the hash of the shingle that starts at each word to ``found``: see ``shingle_hashes``; how many they are.

    Word by word for all shingles, so that several are worked on at a time.
    """
    count = max(0, len(words) - size + 1)
    for start in range(count):
        found[start] = words[start]
    for place in range(1, size):
        for start in range(count):
            found[start] = found[start] * RADIX + words[start + place]
    for start in range(count):
        value = found[start]
        value = (value ^ (value >> _SHIFT)) * _FIRST
        value = (value ^ (value >> _SHIFT)) * _SECOND
        found[start] = value ^ (value >> _SHIFT)
    return count


@compiled
def shingle_keys(
    words: Hashes, offsets: Places, numbers: Places, size: int, bits: tuple[int, int], parts: tuple[int, int]
) -> tuple[Hashes, Places]:
    """The shingles of some texts as keys, those of one part together; one that a text has twice is there twice.

    Args:
        words: the words of all texts.
        offsets: where the words of each text begin, and where the last one's end.
        numbers: the number of each text.
        size: words in a shingle.
        bits: how many of a key are for the text's number, the others hold the highest bits of the shingle; and how many of the
            highest bits of a shingle name its part, at least one.
        parts: the first part wanted, and the one after the last.

    Returns:
        The keys, and where those of each wanted part begin and the last one's end.
    """
    holder_bits, part_shift = np.uint64(bits[0]), np.uint64(64 - bits[1])
    first_part, part_count = np.uint64(parts[0]), np.uint64(parts[1] - parts[0])
    longest = 0
    for text in range(len(numbers)):
        longest = max(longest, offsets[text + 1] - offsets[text])
    found = np.empty(longest, np.uint64)
    every = np.empty(offsets[len(numbers)] - offsets[0], np.uint64)
    ends = np.zeros(part_count + _ONE, np.int64)
    total = 0
    for text in range(len(numbers)):
        holder = np.uint64(numbers[text])
        for place in range(shingles(words[offsets[text] : offsets[text + 1]], size, found)):
            part = (found[place] >> part_shift) - first_part
            if part < part_count:
                every[total] = ((found[place] >> holder_bits) << holder_bits) | holder
                ends[part + _ONE] += 1
                total += 1
    for part in range(1, len(ends)):
        ends[part] += ends[part - 1]
    keys, at = np.empty(total, np.uint64), ends[:-1].copy()
    for place in range(total):
        part = (every[place] >> part_shift) - first_part
        keys[at[part]] = every[place]
        at[part] += 1
    return keys, ends


@compiled
def star(keys: Hashes, holder_bits: int, links: Hashes) -> int:
    """Write the links from the earliest holder of each value to the others to ``links``; how many they are.

    ``keys`` are sorted; a holder may have a value more than once.
    """
    bits = np.uint64(holder_bits)
    mask = (_ONE << bits) - _ONE
    count, first = 0, 0
    for place in range(1, len(keys)):
        if keys[place] >> bits != keys[first] >> bits:
            first = place
        elif keys[place] != keys[place - 1]:
            links[count] = (keys[first] & mask) << _HALF | (keys[place] & mask)
            count += 1
    return count


@compiled
def several(keys: Hashes, holder_bits: int) -> int:
    """Move the keys, sorted, of values that several hold to the front, each once; how many they are."""
    bits = np.uint64(holder_bits)
    count, first = 0, 0
    for place in range(1, len(keys) + 1):
        if place < len(keys) and keys[place] >> bits == keys[first] >> bits:
            continue
        if keys[first] != keys[place - 1]:
            for each in range(first, place):
                if each == first or keys[each] != keys[each - 1]:
                    keys[count] = keys[each]
                    count += 1
        first = place
    return count
