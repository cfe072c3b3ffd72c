"""A text split into words, letter by letter."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.matching.columns import LOOK_BACK, OPENING, SENTENCE_ENDS, SHORT_LETTERS, Mark, Marks, Offsets
from provenance.matching.fingerprints import OFFSET, PRIME, Hashes
from provenance.matching.kernels.jit import compiled
from provenance.matching.kernels.letters import (
    CLASSIFIED,
    DIGIT_CLASS,
    FORMAT_CLASS,
    JOIN_CLASS,
    LETTER_CLASS,
    MARK_CLASS,
    UNSPACED_CLASS,
    UNSPACED_PLANES,
    UPPER_CLASS,
    Classes,
)

Letters = NDArray[np.uint32]
"""Code points."""

_INSIDE_CLASS = MARK_CLASS | FORMAT_CLASS
_CAPITAL, _NUMBER, _OPENS, _SHORT, _NOTHING = Mark.CAPITAL, Mark.NUMBER, Mark.OPENS, Mark.SHORT, np.uint8(0)
_OPENING = np.array(sorted(map(ord, OPENING)), np.uint32)
_SENTENCE_ENDS = np.array(sorted(map(ord, SENTENCE_ENDS)), np.uint32)
_POINT, _COMMA, _HYPHEN, _APOSTROPHE, _ZERO, _NINE = (np.uint32(ord(sign)) for sign in ".,-'09")
_CURLY, _SOFT_HYPHENS = np.uint32(ord("’")), (np.uint32(0x2010), np.uint32(0x2011))
_CASE = np.uint32(ord("a") - ord("A"))
_UPPER_A, _UPPER_Z, _LOWER_A, _LOWER_Z = (np.uint32(ord(sign)) for sign in "AZaz")
_ASCII = np.uint32(0x80)
_TEN = np.uint64(10)
_SHORTEST_ABBREVIATION = len("U.S.")


@compiled
def _class_of(letters: Letters, at: int, end: int, classes: Classes) -> np.uint8:
    if at >= end:
        return np.uint8(0)
    letter = letters[at]
    if letter < CLASSIFIED:
        return np.uint8(classes[letter])
    return UNSPACED_CLASS if letter < UNSPACED_PLANES else np.uint8(0)


@compiled
def _is_plain_letter(letter: np.uint32) -> bool:
    return bool(_UPPER_A <= letter <= _UPPER_Z or _LOWER_A <= letter <= _LOWER_Z)


@compiled
def _abbreviation(letters: Letters, at: int, end: int) -> int:
    """End of a dotted abbreviation of two letters at least; ``at`` if there is none."""
    place = at
    while place + 1 < end and _is_plain_letter(letters[place]) and letters[place + 1] == _POINT:
        place += 2
    return place if place - at >= _SHORTEST_ABBREVIATION else at


@compiled
def _digits(letters: Letters, at: int, end: int, classes: Classes) -> int:
    while _class_of(letters, at, end, classes) & DIGIT_CLASS:
        at += 1
    return at


@compiled
def _number(letters: Letters, at: int, end: int, classes: Classes) -> int:
    """End of a number with points or commas between its digits; ``at`` if there is none."""
    place = _digits(letters, at, end, classes)
    found = at
    while place > at and place < end and (letters[place] == _POINT or letters[place] == _COMMA):
        more = _digits(letters, place + 1, end, classes)
        if more == place + 1:
            break
        place = found = more
    return found


@compiled
def _part(letters: Letters, at: int, end: int, classes: Classes) -> int:
    """End of letters and the marks among them; ``at`` if no letter is there."""
    if not _class_of(letters, at, end, classes) & LETTER_CLASS:
        return at
    while _class_of(letters, at, end, classes) & (LETTER_CLASS | _INSIDE_CLASS):
        at += 1
    return at


@compiled
def _word(letters: Letters, at: int, end: int, classes: Classes) -> int:
    """End of the word that begins at a place; the place itself if none does."""
    found = _abbreviation(letters, at, end)
    if found == at and _class_of(letters, at, end, classes) & DIGIT_CLASS:
        found = _number(letters, at, end, classes)
    if found > at:
        return found
    found = _part(letters, at, end, classes)
    if found > at:
        while _class_of(letters, found, end, classes) & JOIN_CLASS:
            more = _part(letters, found + 1, end, classes)
            if more == found + 1:
                break
            found = more
        return found
    if _class_of(letters, at, end, classes) & UNSPACED_CLASS:
        found = at + 1
        while _class_of(letters, found, end, classes) & MARK_CLASS:
            found += 1
    return found


@compiled
def _plain(letter: np.uint32) -> np.uint32:
    """A letter in lower case, apostrophes and hyphens unified; 0 if it is to be normalised elsewhere."""
    if letter < _ASCII:
        return letter + _CASE if _UPPER_A <= letter <= _UPPER_Z else letter
    if letter == _CURLY:
        return _APOSTROPHE
    return _HYPHEN if letter in _SOFT_HYPHENS else np.uint32(0)


@compiled
def _step(value: np.uint64, letter: np.uint32) -> np.uint64:
    return (value ^ np.uint64(letter)) * PRIME


@compiled
def _hash_of_number(number: np.uint64) -> np.uint64:
    value = OFFSET
    if number >= _TEN:
        value = _step(value, _ZERO + np.uint32(number // _TEN))
    return _step(value, _ZERO + np.uint32(number % _TEN))


@compiled
def _number_of(value: np.uint64, known: Hashes) -> int:
    place = np.searchsorted(known, value)
    return int(place) if place < len(known) and known[place] == value else -1


@compiled
def _normal_form(
    letters: Letters, start: int, end: int, known: Hashes, numbers: NDArray[np.uint64]
) -> tuple[np.uint64, int, np.uint32]:
    """Hash, length and first letter of a word's normal form; length 0 if it is to be normalised elsewhere."""
    drops_points = _is_plain_letter(letters[start])
    value, length, first = OFFSET, 0, np.uint32(0)
    head, hyphen, head_length = OFFSET, -1, 0
    for place in range(start, end):
        letter = _plain(letters[place])
        if letter == 0:
            return value, 0, letter
        if letter == _POINT and drops_points:
            continue
        if letter == _HYPHEN and hyphen < 0:
            head, hyphen, head_length = value, place, length
        value = _step(value, letter)
        length += 1
        if length == 1:
            first = letter
    at = _number_of(value, known)
    if at >= 0:
        return _hash_of_number(numbers[at]), 2 if numbers[at] >= _TEN else 1, _ZERO
    at = _number_of(head, known) if hyphen > start else -1
    if at < 0:
        return value, length, first
    value = _hash_of_number(numbers[at])
    for place in range(hyphen, end):
        value = _step(value, _plain(letters[place]))
    return value, length - head_length + (2 if numbers[at] >= _TEN else 1), _ZERO


@compiled
def _is_one_of(letter: np.uint32, some: Letters) -> bool:
    for other in some:  # noqa: SIM110 - the compiler knows no generators
        if letter == other:
            return True
    return False


@compiled
def _follows_no_sentence(letters: Letters, start: int) -> bool:
    """Whether something stands before a word, in reach, that ends no sentence."""
    for place in range(start - 1, max(start - LOOK_BACK, 0) - 1, -1):
        if not _is_one_of(letters[place], _OPENING):
            return not _is_one_of(letters[place], _SENTENCE_ENDS)
    return False


@compiled
def split(
    letters: Letters, spans: NDArray[np.int64], classes: Classes, known: Hashes, numbers: NDArray[np.uint64]
) -> tuple[Offsets, Offsets, Offsets, Hashes, Marks, NDArray[np.int64]]:
    """The words of some spans of a text, as in ``WordColumns``; and the numbers of those that are to be normalised elsewhere.

    ``known`` are the hashes of the number words, sorted, and ``numbers`` what they stand for.
    """
    most = 0
    for row in range(len(spans)):
        most += spans[row, 1] - spans[row, 0]
    starts, ends, block_of = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.int32)
    hashes, marks = np.empty(most, np.uint64), np.zeros(most, np.uint8)
    odd = np.empty(most, np.int64)
    count, odd_count = 0, 0
    for row in range(len(spans)):
        at, end = spans[row]
        is_first = True
        while at < end:
            last = _word(letters, at, end, classes)
            if last == at:
                at += 1
                continue
            starts[count], ends[count], block_of[count] = at, last, row
            hashes[count], length, first = _normal_form(letters, at, last, known, numbers)
            mark = _OPENS if is_first else _NOTHING
            is_first = False
            if length == 0:
                odd[odd_count] = count
                odd_count += 1
            else:
                if length <= SHORT_LETTERS:
                    mark |= _SHORT
                if _ZERO <= first <= _NINE:
                    mark |= _NUMBER
            if _class_of(letters, at, end, classes) & UPPER_CLASS and _follows_no_sentence(letters, at):
                mark |= _CAPITAL
            marks[count] = mark
            count += 1
            at = last
    return (
        starts[:count].copy(), ends[:count].copy(), block_of[:count].copy(), hashes[:count].copy(), marks[:count].copy(),
        odd[:odd_count].copy(),
    )  # fmt: skip
