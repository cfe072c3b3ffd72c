"""What stands in quotation marks, letter by letter: the patterns of ``provenance.text.sentences.quoted_spans``."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provenance.matching.kernels.jit import compiled
from provenance.matching.kernels.letters import SPACE_LETTERS, WORD_CLASS, Known, Letters, class_of

_STRAIGHT, _LINE_END = np.uint32(ord('"')), np.uint32(ord("\n"))
_LEFT, _RIGHT, _LOW = np.uint32(ord("“")), np.uint32(ord("”")), np.uint32(ord("„"))
_OPENING_ANGLE, _CLOSING_ANGLE = np.uint32(ord("«")), np.uint32(ord("»"))
_OPENING_CORNER, _CLOSING_CORNER = np.uint32(ord("「")), np.uint32(ord("」"))


@compiled
def has_marks(letters: Letters, count: int) -> bool:
    """Whether there is any sign that opens a quotation among the first ``count`` letters; all are looked at, many at a time."""
    found = False
    for place in range(count):
        letter = letters[place]
        found |= (letter == _STRAIGHT) | (letter == _LEFT) | (letter == _LOW)
        found |= (letter == _OPENING_ANGLE) | (letter == _OPENING_CORNER)
    return found


@compiled
def _is_space(letter: np.uint32) -> bool:
    for other in SPACE_LETTERS:  # noqa: SIM110 - the compiler knows no generators
        if letter == other:
            return True
    return False


@compiled
def _is_blank_line(letters: Letters, at: int, end: int) -> bool:
    """Whether the line ends at a place and nothing but space follows up to another line's end."""
    if letters[at] != _LINE_END:
        return False
    place = at + 1
    while place < end and _is_space(letters[place]):
        if letters[place] == _LINE_END:
            return True
        place += 1
    return False


@compiled
def _until(letters: Letters, at: int, end: int, some: tuple[np.uint32, np.uint32, np.uint32]) -> int:
    """The first place of one of some letters; ``end`` if there is none."""
    while at < end and letters[at] != some[0] and letters[at] != some[1] and letters[at] != some[2]:
        at += 1
    return at


@compiled
def _curly(letters: Letters, at: int, end: int) -> tuple[int, int]:
    """Where a quotation that begins at a place ends, and with its closing mark; (-1, -1) if it is none."""
    found = _until(letters, at, end, (_LEFT, _RIGHT, _RIGHT))
    if found == end:
        return end, end
    if letters[found] == _RIGHT:
        return found, found + 1
    for place in range(found - 1, at - 1, -1):
        if _is_blank_line(letters, place, end):
            return place, place
    return -1, -1


@compiled
def _straight(letters: Letters, at: int, end: int, known: Known) -> tuple[int, int]:
    """The same for a quotation in straight marks, which holds no blank line."""
    before = letters[at - 2] if at > 1 else np.uint32(0)
    if before == _STRAIGHT or (at > 1 and class_of(letters, at - 2, at, known) & WORD_CLASS):
        return -1, -1
    place = at
    while place < end and letters[place] != _STRAIGHT:
        if _is_blank_line(letters, place, end):
            return -1, -1
        place += 1
    if place == end or class_of(letters, place + 1, end, known) & WORD_CLASS:
        return -1, -1
    return place, place + 1


@compiled
def _quotation(letters: Letters, at: int, end: int, known: Known) -> tuple[int, int]:
    """The same for whatever sign stands at a place."""
    sign = letters[at]
    if sign == _LEFT:
        return _curly(letters, at + 1, end)
    if sign == _STRAIGHT:
        return _straight(letters, at + 1, end, known)
    if sign == _OPENING_ANGLE:
        found = _until(letters, at + 1, end, (_OPENING_ANGLE, _CLOSING_ANGLE, _CLOSING_ANGLE))
        is_closed = found < end and letters[found] == _CLOSING_ANGLE
    elif sign == _LOW:
        found = _until(letters, at + 1, end, (_LOW, _LEFT, _RIGHT))
        is_closed = found < end and letters[found] != _LOW
    elif sign == _OPENING_CORNER:
        found = _until(letters, at + 1, end, (_OPENING_CORNER, _CLOSING_CORNER, _CLOSING_CORNER))
        is_closed = found < end and letters[found] == _CLOSING_CORNER
    else:
        return -1, -1
    return (found, found + 1) if is_closed else (-1, -1)


@compiled
def quotations(letters: Letters, bounds: tuple[int, int], known: Known, found: NDArray[np.int32]) -> int:
    """Write start and end of what is quoted between two places to ``found``, in order; how many they are."""
    at, end = bounds
    count = 0
    while True:
        while at < end:
            letter = letters[at]
            if (
                (letter == _STRAIGHT)
                | (letter == _LEFT)
                | (letter == _LOW)
                | (letter == _OPENING_ANGLE)
                | (letter == _OPENING_CORNER)
            ):
                break
            at += 1
        if at >= end:
            return count
        closed, after = _quotation(letters, at, end, known)
        if closed > at + 1:
            found[2 * count], found[2 * count + 1] = at + 1, closed
            count += 1
        at = after if closed >= 0 else at + 1
