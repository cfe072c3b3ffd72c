"""Ways to make a copied text look the same and compare differently, applied to one word in twenty."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

EVERY = 20
"""Of so many words one is disguised: 5 %, evenly spread, which breaks the most runs of five words that so few can."""
_WORD = re.compile(r"[^\W\d_]+(?:’s)?")
_CYRILLIC = str.maketrans("ABEIJKMHOPCTXaeosijpcyxhdqw", "АВЕІЈКМНОРСТХаеоѕіјрсухһԁԛԝ")
_ZERO_WIDTHS = "\u200b\u2060\ufeff\u200d"
_MARKS = "\u0301\u0336\u0323\u0308"


def look_alikes(word: str) -> str:
    """Every letter that has a Cyrillic look-alike is one."""
    return word.translate(_CYRILLIC)


def zero_widths(word: str) -> str:
    """A character without width after every letter."""
    return _between(word, _ZERO_WIDTHS)


def soft_hyphens(word: str) -> str:
    """A soft hyphen after every letter."""
    return _between(word, "\u00ad")


def full_width(word: str) -> str:
    """Every letter as wide as a Chinese one."""
    return "".join(chr(ord(letter) + 0xFEE0) if letter.isascii() and letter.isalpha() else letter for letter in word)


def combining_marks(word: str) -> str:
    """A mark on every letter: an accent, a stroke through it, a dot below, two dots."""
    return "".join(letter + _MARKS[place % len(_MARKS)] for place, letter in enumerate(word))


def mojibake(word: str) -> str:
    """A word with an accent and a typographic apostrophe, its UTF-8 read as Windows-1252."""
    return word.encode().decode("cp1252")


def direction_marks(word: str) -> str:
    """Marks of the writing direction after every letter, and an embedding around the word."""
    return f"\u202a{_between(word, chr(0x200E) + chr(0x200F))}\u202c"


def reversed_words(word: str) -> str:
    """The word backwards, and a mark that turns the direction, so that it is shown forwards."""
    return f"\u202e{word[::-1]}\u202c"


METHODS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "letters of another script that look alike": look_alikes,
        "characters without width": zero_widths,
        "soft hyphens": soft_hyphens,
        "full-width letters": full_width,
        "combining marks": combining_marks,
        "UTF-8 read as Windows-1252": mojibake,
        "marks of the writing direction": direction_marks,
        "words written backwards": reversed_words,
    }
)
"""What each method is called in ``docs/explanation/disguises.md``."""


def prepared(text: str) -> str:
    """A text in which the words to be disguised have an accent and an apostrophe, so that mojibake finds something to damage."""
    return _each(text, lambda word: re.sub("[aeiou]", lambda vowel: "áéíóú"["aeiou".index(vowel[0])], word, count=1) + "’s")


def disguised(text: str, method: Callable[[str], str]) -> tuple[str, int]:
    """The text with one word in twenty disguised, and how many that are."""
    count = 0

    def change(word: str) -> str:
        nonlocal count
        count += 1
        return method(word)

    return _each(text, change), count


def _each(text: str, change: Callable[[str], str]) -> str:
    words = [word for word in _WORD.finditer(text) if len(word[0]) > 1]
    parts, place = [], 0
    for word in words[EVERY // 2 :: EVERY]:
        parts += [text[place : word.start()], change(word[0])]
        place = word.end()
    return "".join([*parts, text[place:]])


def _between(word: str, signs: str) -> str:
    return "".join(letter + signs[place % len(signs)] for place, letter in enumerate(word[:-1])) + word[-1]
