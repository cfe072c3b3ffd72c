"""Classes of characters for the compiled splitting into words, read off the patterns that the plain one uses."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.matching.fingerprints import Hashes, word_hashes
from provenance.text.words import FORMAT, JOINING, LETTER, MARKS, NUMBER_WORDS, UNSPACED

Classes = NDArray[np.uint8]

LETTER_CLASS, DIGIT_CLASS, MARK_CLASS, FORMAT_CLASS, UNSPACED_CLASS, JOIN_CLASS, UPPER_CLASS = (
    np.uint8(1 << bit) for bit in range(7)
)
"""A letter or digit of a word, a decimal digit, a combining mark, an invisible format character, a character that is a word of
its own, what joins parts of a word, a capital letter."""
CLASSIFIED = 0x20000
"""Characters below this have a class of their own ..."""
UNSPACED_PLANES = 0x40000
"""... those from there up to here are words of their own, and those beyond belong to no word."""
_SURROGATES = range(0xD800, 0xE000)


@lru_cache(maxsize=1)
def letter_classes() -> Classes:
    """The class of every character below ``CLASSIFIED``."""
    classes = np.zeros(CLASSIFIED, np.uint8)
    characters = "".join(" " if code in _SURROGATES else chr(code) for code in range(CLASSIFIED))
    patterns = {
        LETTER_CLASS: LETTER,
        DIGIT_CLASS: r"\d",
        MARK_CLASS: f"[{MARKS}]",
        FORMAT_CLASS: f"[{FORMAT}]",
        UNSPACED_CLASS: f"[{UNSPACED}]",
        JOIN_CLASS: f"[{JOINING}]",
    }
    for kind, pattern in patterns.items():
        for run in re.finditer(f"(?:{pattern})+", characters):
            classes[run.start() : run.end()] |= kind
    classes[[code for code, character in enumerate(characters) if character.isupper()]] |= UPPER_CLASS
    return classes


@lru_cache(maxsize=1)
def number_words() -> tuple[Hashes, NDArray[np.uint64]]:
    """The hashes of the number words, sorted, and the number that each stands for."""
    hashes = word_hashes(list(NUMBER_WORDS))
    order = np.argsort(hashes)
    return hashes[order], np.array([int(number) for number in NUMBER_WORDS.values()], np.uint64)[order]
