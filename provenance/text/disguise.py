"""Characters that make a text look the same and compare differently: counted, so that a reader can be told.

Matching sees through them (``text.words``); that they are there is a finding of its own.
"""

from __future__ import annotations

import re

from provenance.text.words import normalise_word

_FEWEST = 3
"""Occurrences of a kind from which it is worth a notice: one soft hyphen or stray mark is everyday typing."""
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060-\u2064\ufeff](?<=\w.)(?=\w)")
"""Inside a word; the joiners U+200C and U+200D are left alone, since some scripts and emoji need them."""
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_FULL_WIDTH = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_LOOK_ALIKE = re.compile(r"[\u0370-\u052f]")
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u052f])\w+\b")


_ANY = re.compile(
    "[\u00ad\u200b\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u0370-\u052f]"
)
"""A character of any of these kinds; most texts hold none."""


def disguises(text: str) -> tuple[tuple[str, int], ...]:
    r"""Kinds of disguise in a text and how often each occurs, most telling first; only from three occurrences on.

    Examples:
        >>> disguises("a\u200bb c\u200bd e\u200bf")
        (('invisible characters inside words', 3),)
        >>> disguises("plain text")
        ()

    """
    if text.isascii() or _ANY.search(text) is None:
        return ()
    words = _MIXED.finditer(text) if _LOOK_ALIKE.search(text) else ()
    mixed = sum(normalise_word(found[0]).isascii() for found in words)
    counts = (
        ("invisible characters inside words", len(_INVISIBLE.findall(text))),
        ("words with look-alike letters of another script", mixed),
        ("characters that turn the reading direction", len(_DIRECTION.findall(text))),
        ("full-width letters or digits", len(_FULL_WIDTH.findall(text))),
    )
    return tuple((kind, count) for kind, count in counts if count >= _FEWEST)
