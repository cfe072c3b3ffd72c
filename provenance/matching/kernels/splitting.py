"""A text split into words, letter by letter."""

from __future__ import annotations

import numpy as np

from provenance.matching.columns import LOOK_BACK, SHORT_LETTERS, Mark, Marks, Offsets
from provenance.matching.fingerprints import OFFSET, PRIME, Hashes
from provenance.matching.kernels.jit import compiled
from provenance.matching.kernels.letters import (
    CLASSIFIED,
    DIGIT_CLASS,
    ENDING_CLASS,
    FOLDED,
    FORM_BITS,
    FORM_MASK,
    FORMAT_CLASS,
    JOIN_CLASS,
    LETTER_CLASS,
    MARK_CLASS,
    NUMBER_PLACES,
    OPENING_CLASS,
    UNSPACED_CLASS,
    UPPER_CLASS,
    Known,
    Letters,
    Numbers,
    class_of,
)

_INSIDE_CLASS = MARK_CLASS | FORMAT_CLASS
Tables = tuple[Known, Numbers]
Words = tuple[Offsets, Hashes, Marks]
"""Start and end of every word, one after the other; its hash; its marks."""
Room = tuple[Offsets, Hashes]
"""Room to work in: an entry for every letter of a span, and one more."""

ELSEWHERE = np.uint8(128)
"""Marks a word that is normalised elsewhere."""
_CAPITAL, _NUMBER, _SHORT, _NOTHING = Mark.CAPITAL, Mark.NUMBER, Mark.SHORT, np.uint8(0)
_BLANK, _POINT, _COMMA, _HYPHEN, _APOSTROPHE, _ZERO, _NINE = (np.uint32(ord(sign)) for sign in " .,-'09")
_CURLY, _SOFT_HYPHENS = np.uint32(ord("’")), (np.uint32(0x2010), np.uint32(0x2011))
_UPPER_A, _UPPER_Z, _LOWER_A, _LOWER_Z = (np.uint32(ord(sign)) for sign in "AZaz")
_ASCII = np.uint32(0x80)
_SIX_BITS, _LAST_SIX, _LEADING, _FOLLOWING = np.uint32(6), np.uint32(0x3F), np.uint32(0xC0), np.uint32(0x80)
_TEN = 10
_SHORTEST_ABBREVIATION = len("U.S.")
_NO_KIND, _BEYOND = np.uint32(0), np.uint32(CLASSIFIED - 1)
_NO_FORM, _OTHER, _ONE, _TWO = np.uint64(0), np.uint64(1), np.uint64(1), np.uint64(2)
_PLAIN_FORMS = np.array([ord(chr(code).lower()) if chr(code).isalnum() else 0 for code in range(0x80)] + [_OTHER], np.uint64)
"""The normal form of every ASCII letter and digit, 0 for other signs of ASCII; and a stand-in for all that is not ASCII."""


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
def _digits(letters: Letters, at: int, end: int, known: Known) -> int:
    while class_of(letters, at, end, known) & DIGIT_CLASS:
        at += 1
    return at


@compiled
def _number(letters: Letters, at: int, end: int, known: Known) -> int:
    """End of a number with points or commas between its digits; ``at`` if there is none."""
    place = _digits(letters, at, end, known)
    found = at
    while place > at and place < end and (letters[place] == _POINT or letters[place] == _COMMA):
        more = _digits(letters, place + 1, end, known)
        if more == place + 1:
            break
        place = found = more
    return found


@compiled
def _part(letters: Letters, at: int, end: int, known: Known) -> int:
    """End of letters and the marks among them; ``at`` if no letter is there."""
    if not class_of(letters, at, end, known) & LETTER_CLASS:
        return at
    while class_of(letters, at, end, known) & (LETTER_CLASS | _INSIDE_CLASS):
        at += 1
    return at


@compiled
def _word(letters: Letters, at: int, end: int, known: Known) -> int:
    """End of the word that begins at a place; the place itself if none does."""
    found = _abbreviation(letters, at, end)
    if found == at and class_of(letters, at, end, known) & DIGIT_CLASS:
        found = _number(letters, at, end, known)
    if found > at:
        return found
    found = _part(letters, at, end, known)
    if found > at:
        while class_of(letters, found, end, known) & JOIN_CLASS:
            more = _part(letters, found + 1, end, known)
            if more == found + 1:
                break
            found = more
        return found
    if class_of(letters, at, end, known) & UNSPACED_CLASS:
        found = at + 1
        while class_of(letters, found, end, known) & MARK_CLASS:
            found += 1
    return found


@compiled
def _plain(letter: np.uint32, known: Known) -> np.uint32:
    """A letter in lower case, apostrophes and hyphens unified; 0 if it is to be normalised elsewhere."""
    if letter < FOLDED:
        return np.uint32((known[letter] >> FORM_BITS) & FORM_MASK)
    if letter == _CURLY:
        return _APOSTROPHE
    return _HYPHEN if letter in _SOFT_HYPHENS else np.uint32(0)


@compiled
def _step(value: np.uint64, letter: np.uint32) -> np.uint64:
    """A hash with one letter more, in one or two bytes of UTF-8."""
    if letter < _ASCII:
        return (value ^ np.uint64(letter)) * PRIME
    value = (value ^ np.uint64(_LEADING | (letter >> _SIX_BITS))) * PRIME
    return (value ^ np.uint64(_FOLLOWING | (letter & _LAST_SIX))) * PRIME


@compiled
def _raw_hash(letters: Letters, start: int, end: int) -> np.uint64:
    """A hash of letters as they are written, to tell words apart that are normalised elsewhere."""
    value = OFFSET
    for place in range(start, end):
        value = (value ^ np.uint64(letters[place])) * PRIME
    return value


@compiled
def _hash_of_number(number: int) -> np.uint64:
    value = OFFSET
    if number >= _TEN:
        value = _step(value, _ZERO + np.uint32(number // _TEN))
    return _step(value, _ZERO + np.uint32(number % _TEN))


@compiled
def _number_of(value: np.uint64, numbers: Numbers) -> int:
    """The number that a word stands for; -1 if it is no number word."""
    place = _TWO * (value & (NUMBER_PLACES - np.uint64(1)))
    return int(numbers[place + _ONE]) if numbers[place] == value else -1


@compiled
def _normal_form(letters: Letters, start: int, end: int, known: Known, numbers: Numbers) -> tuple[np.uint64, int, np.uint32]:
    """Hash, length and first letter of a word's normal form; length 0 if it is to be normalised elsewhere."""
    drops_points = _is_plain_letter(letters[start])
    value, length, first = OFFSET, 0, np.uint32(0)
    head, hyphen, head_length = OFFSET, -1, 0
    for place in range(start, end):
        letter = _plain(letters[place], known)
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
    number = _number_of(value, numbers)
    if number >= 0:
        return _hash_of_number(number), 2 if number >= _TEN else 1, _ZERO
    number = _number_of(head, numbers) if hyphen > start else -1
    if number < 0:
        return value, length, first
    value = _hash_of_number(number)
    for place in range(hyphen, end):
        value = _step(value, _plain(letters[place], known))
    return value, length - head_length + (2 if number >= _TEN else 1), _ZERO


@compiled
def _follows_no_sentence(letters: Letters, start: int, known: Known) -> bool:
    """Whether something stands before a word, in reach, that ends no sentence."""
    for place in range(start - 1, max(start - LOOK_BACK, 0) - 1, -1):
        kind = known[letters[place]] if letters[place] < CLASSIFIED else _NO_KIND
        if not kind & OPENING_CLASS:
            return not kind & ENDING_CLASS
    return False


@compiled
def _runs(letters: Letters, last_letters: Offsets, hashes: Hashes) -> int:
    """Find the runs of letters and digits, all that is not ASCII counted as such, without a branch that could be mispredicted.

    Returns:
        How many they are; ``last_letters`` has the place of the last letter of each, ``hashes`` the hash of its lower case if all
        of it is ASCII.
    """
    count, value, was_inside = _NO_FORM, OFFSET, _NO_FORM
    for at in range(len(letters)):
        form = _PLAIN_FORMS[min(letters[at], _ASCII)]
        is_inside = np.uint64(form != _NO_FORM)
        count += was_inside & (is_inside ^ _ONE)
        stepped = (value ^ form) * PRIME
        last_letters[count], hashes[count] = at, stepped
        value = stepped if form != _NO_FORM else OFFSET
        was_inside = is_inside
    return int(count + was_inside)


@compiled
def _found_runs(letters: Letters, ends: Offsets, hashes: Hashes) -> int:
    """The same with the end of every run, which is negative for one that is not all ASCII."""
    count = _runs(letters, ends, hashes)
    mixed = _NO_KIND
    for letter in letters:
        mixed |= letter
    before = 0
    for run in range(count):
        ends[run] += 1
        if mixed >= _ASCII:
            end = ends[run]
            for place in range(before, end):
                if letters[place] >= _ASCII:
                    ends[run] = -end
            before = end
    return count


@compiled
def _mark_of(letters: Letters, bounds: tuple[int, int], length: int, first: np.uint32, known: Known) -> np.uint8:
    """What is known of a word by itself: see ``Mark``; ``length`` and ``first`` letter are those of its normal form."""
    start, end = bounds
    mark = ELSEWHERE if length == 0 else _NOTHING
    if 0 < length <= SHORT_LETTERS:
        mark |= _SHORT
    if length > 0 and _ZERO <= first <= _NINE:
        mark |= _NUMBER
    if class_of(letters, start, end, known) & UPPER_CLASS and _follows_no_sentence(letters, start, known):
        mark |= _CAPITAL
    return mark


@compiled
def _words(letters: Letters, bounds: tuple[int, int, int], tables: Tables, words: Words, count: int) -> tuple[int, int]:
    """Append the words that begin between two places, whatever they are made of, and may go on up to a third.

    Returns:
        How many words there are now, and where the last one ended.
    """
    known, numbers = tables
    places, hashes, marks = words
    at, last_start, end = bounds
    while at < last_start:
        last = _word(letters, at, end, known)
        if last == at:
            at += 1
            continue
        value, length, first = _normal_form(letters, at, last, known, numbers)
        places[2 * count], places[2 * count + 1] = at, last
        hashes[count] = value if length else _raw_hash(letters, at, last)
        marks[count] = _mark_of(letters, (at, end), length, first, known)
        count += 1
        at = last
    return count, at


@compiled
def split_span(letters: Letters, bounds: tuple[int, int], tables: Tables, words: Words, room: Room, count: int) -> int:
    """Append the words between two places; how many words there are now.

    A word that is normalised elsewhere is marked with ``ELSEWHERE``, and its hash is that of the letters as written.
    """
    known, numbers = tables
    places, hashes, marks = words
    last_letters, run_hashes = room
    start, end = bounds
    at, first = start, start
    for run in range(_found_runs(letters[start:end], last_letters, run_hashes)):
        while _PLAIN_FORMS[min(letters[first], _ASCII)] == _NO_FORM:
            first += 1
        is_odd = last_letters[run] < 0
        last, value, letter = start + abs(last_letters[run]), run_hashes[run], letters[first]
        sign = letters[last] if last < end else _BLANK
        is_number = (last - first == 1) | (letter <= _NINE)
        is_odd |= (sign == _APOSTROPHE) | (sign == _HYPHEN) | (is_number & ((sign == _POINT) | (sign == _COMMA)))
        if is_odd or first < at or numbers[_TWO * (value & (NUMBER_PLACES - _ONE))] == value:
            count, at = _words(letters, (max(first, at), last, end), tables, words, count)
        else:
            # What _mark_of does, without a call: that takes as long as ten words of this loop.
            mark = (np.uint8(letter <= _NINE) * _NUMBER) | (np.uint8(last - first <= SHORT_LETTERS) * _SHORT)
            if _UPPER_A <= letter <= _UPPER_Z:
                kind = OPENING_CLASS
                for place in range(first - 1, max(first - LOOK_BACK, 0) - 1, -1):
                    kind = known[min(letters[place], _BEYOND)]
                    if not kind & OPENING_CLASS:
                        break
                mark |= np.uint8((kind & (OPENING_CLASS | ENDING_CLASS)) == _NO_KIND) * _CAPITAL
            places[2 * count], places[2 * count + 1], hashes[count], marks[count] = first, last, value, mark
            count, at = count + 1, last
        first = last
    return count
