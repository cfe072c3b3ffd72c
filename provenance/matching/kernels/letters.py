"""Classes of characters for the compiled splitting into words, read off the patterns that the plain one uses."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import OPENING, SENTENCE_ENDS
from provenance.matching.fingerprints import word_hashes
from provenance.matching.kernels.jit import compiled
from provenance.text.words import FORMAT, JOINING, LETTER, MARKS, NUMBER_WORDS, UNSPACED, normalise_word

Letters = NDArray[np.uint32]
"""Code points."""
Known = NDArray[np.uint32]
"""What is known of every character: its classes, and its normal form from bit ``FORM_BITS`` on."""
Numbers = NDArray[np.uint64]
"""The hashes of number words, each followed by the number it stands for, at the place that its lowest bits name."""

LETTER_CLASS, DIGIT_CLASS, MARK_CLASS, FORMAT_CLASS, UNSPACED_CLASS, JOIN_CLASS, UPPER_CLASS, WORD_CLASS = (
    np.uint32(1 << bit) for bit in range(8)
)
"""A letter or digit of a word, a decimal digit, a combining mark, an invisible format character, a character that is a word of
its own, what joins parts of a word, a capital letter, what patterns take for part of a word."""
CLASSIFIED = 0x40000
"""Characters below this have a class; those beyond belong to no word."""
FOLDED = 0x250
"""Characters below this, those of Latin letters, are normalised one by one where that gives one letter each."""
_OTHER_SCRIPTS = 0x370
"""Letters from here on may look like Latin ones, which only the whole word tells."""
SPACE_LETTERS = np.array([code for code in range(0x3001) if chr(code).isspace()], np.uint32)
"""White space, as patterns take it: no character beyond U+3000 is."""
_SURROGATES = range(0xD800, 0xE000)
FORM_BITS = np.uint32(8)
FORM_MASK = np.uint32(0xFFFF)
OPENING_CLASS, ENDING_CLASS = np.uint32(1 << 24), np.uint32(1 << 25)
"""What may stand between the end of a sentence and the first word of the next, and what ends a sentence."""
NUMBER_PLACES = np.uint64(1 << 10)
"""Places in a table of number words; the lowest bits of all their hashes differ."""


@compiled
def class_of(letters: Letters, at: int, end: int, known: Known) -> np.uint32:
    """The classes of the letter at a place; none at the end."""
    if at >= end or letters[at] >= CLASSIFIED:
        return np.uint32(0)
    return np.uint32(known[letters[at]])


@lru_cache(maxsize=1)
def known_letters() -> Known:
    """The classes of every character below ``CLASSIFIED``, and the normal form of those below ``FOLDED``.

    The normal form is 0 where that is not one letter by itself.
    """
    known = np.zeros(CLASSIFIED, np.uint32)
    characters = "".join(" " if code in _SURROGATES else chr(code) for code in range(CLASSIFIED))
    patterns = {
        LETTER_CLASS: LETTER,
        DIGIT_CLASS: r"\d",
        MARK_CLASS: f"[{MARKS}]",
        FORMAT_CLASS: f"[{FORMAT}]",
        UNSPACED_CLASS: f"[{UNSPACED}]",
        JOIN_CLASS: f"[{JOINING}]",
        WORD_CLASS: r"\w",
    }
    for kind, pattern in patterns.items():
        for run in re.finditer(f"(?:{pattern})+", characters):
            known[run.start() : run.end()] |= kind
    known[[code for code, character in enumerate(characters) if character.isupper()]] |= UPPER_CLASS
    known[[ord(sign) for sign in OPENING]] |= OPENING_CLASS
    known[[ord(sign) for sign in SENTENCE_ENDS]] |= ENDING_CLASS
    for code in range(FOLDED):
        form = normalise_word(chr(code))
        if len(form) == 1 and ord(form) < _OTHER_SCRIPTS:
            known[code] |= np.uint32(ord(form)) << FORM_BITS
    return known


@lru_cache(maxsize=1)
def number_words() -> Numbers:
    """The number words."""
    table = np.zeros(2 * int(NUMBER_PLACES), np.uint64)
    hashes = word_hashes(list(NUMBER_WORDS))
    places = 2 * (hashes & (NUMBER_PLACES - np.uint64(1))).astype(np.int64)
    table[places] = hashes
    table[places + 1] = [int(number) for number in NUMBER_WORDS.values()]
    return table
