"""Stems: words cut back to what inflection and common derivation leave alone.

Made for comparing what two texts speak of, not for display: a stem need not be a word. The suffixes are
English; a word with letters outside a-z keeps its normal form, and in other Latin-script languages the
same endings are cut from both sides of a comparison, which costs little.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

FUNCTION_WORDS = frozenset(
    "a about above across after again against ago all almost along already also although always am among amid an and another "
    "any anyone are around as at away back be became because become becomes been before behind being below between both but by "
    "can cannot could did do does doing done down during each either else enough even ever every few first for from further get "
    "gets getting got had has have having he her here hers herself him himself his how however i if in including indeed instead "
    "into is isn't it its itself just last later least less let like many may me might mine more most much must my myself "
    "near nearly neither never next no nor not now of off often on once one only onto or other others our ours out over own per "
    "perhaps quite rather s same she should since so some soon still such t than that the their theirs them themselves then "
    "there these they this those though through thus till to together too toward towards under unless until unto up upon us "
    "very was we were what whatever when where whether which while who whom whose why will with within without won't would "
    "yet you your yours don't didn't doesn't wasn't can't couldn't it's that's i'm we're they're he's she's there's".split()
)
"""English words that carry grammar rather than content. ``us`` is here although it may be a country."""

_IRREGULAR = {
    "said": "say", "says": "say", "told": "tell", "gave": "give", "given": "give", "took": "take", "taken": "take",
    "came": "come", "went": "go", "gone": "go", "made": "make", "held": "hold", "began": "begin", "begun": "begin",
    "shot": "shoot", "met": "meet", "found": "find", "wrote": "write", "written": "write", "knew": "know", "known": "know",
    "saw": "see", "seen": "see", "spoke": "speak", "spoken": "speak", "fought": "fight", "bought": "buy", "sold": "sell",
    "sent": "send", "led": "lead", "fell": "fall", "rose": "rise", "won": "win", "lost": "lose", "paid": "pay",
    "men": "man", "women": "woman", "children": "child", "died": "die", "dies": "die", "dying": "die", "dead": "die",
    "death": "die", "deaths": "die", "lives": "life",
}  # fmt: skip
"""Irregular forms frequent in news; deaths and the dead count as the same thing."""
_SUFFIXES = (
    "ization", "isation", "ational", "ousness", "iveness", "fulness", "ation", "ition", "istan", "ment", "ness", "able",
    "ible", "ance", "ence", "ally", "ical", "tion", "ism", "ist", "ity", "ive", "ize", "ise", "ian", "ial", "iz", "al", "ly",
    "er", "or", "ic", "an", "ia",
)  # fmt: skip
"""Derivational endings, longest first."""
_ROOT_LETTERS = 4
"""Fewest letters a derivational ending may leave: below, unlike words fall together (nation, native)."""
_SHORT_SUFFIXES = frozenset({"er", "or", "an", "ic"})
"""Endings that are often part of the root (terror, afghan): they must leave one letter more."""
_PASSES = 3
"""Most endings cut from one word: officially, official, offici."""
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Stem of a normalised word (lower case, see ``normalise_word``).

    Examples:
        >>> stem("recognized"), stem("recognition"), stem("recognizing")
        ('recogn', 'recogn', 'recogn')
        >>> stem("russia's"), stem("russian"), stem("countries"), stem("2025")
        ('russ', 'russ', 'countr', '2025')

    """
    word = _singular(word)
    if not (word.isascii() and word.isalpha()):
        return word
    word = _without_tense(word)
    for _ in range(_PASSES):
        shorter = _without_suffix(word)
        if shorter == word:
            break
        word = shorter
    return _without_final_vowel(word)


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """A normalised word without possessive and plural endings; irregular forms as their base.

    Examples:
        >>> singular("ministry's"), singular("ministries"), singular("affairs"), singular("police")
        ('ministry', 'ministry', 'affair', 'police')

    """
    return _singular(word)


def _singular(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not (word.isascii() and word.isalpha()) or len(word) <= _ROOT_LETTERS - 1:
        return word
    if word.endswith("ies") and len(word) > _ROOT_LETTERS:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def content_stems(norms: Iterable[str]) -> tuple[str, ...]:
    """Stems of the content words among normalised words, in order; parts of a hyphenated word count apart.

    Examples:
        >>> content_stems(["the", "drug-related", "crimes", "of", "2021"])
        ('drug', 'relat', 'crim', '2021')

    """
    return tuple(stem(part) for norm in norms for part in _parts(norm) if part not in FUNCTION_WORDS and _is_content(part))


def _parts(norm: str) -> tuple[str, ...]:
    if norm in FUNCTION_WORDS:
        return ()
    return tuple(norm.split("-")) if "-" in norm else (norm,)


def _is_content(part: str) -> bool:
    return bool(part) and (len(part) > 1 or not part.isascii())


def _without_tense(word: str) -> str:
    if word.endswith("ied") and len(word) > _ROOT_LETTERS:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= _ROOT_LETTERS - 1 and _VOWELS.intersection(root):
            return root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
    return word


def _without_suffix(word: str) -> str:
    if not word.endswith(_SUFFIXES):
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _ROOT_LETTERS + (suffix in _SHORT_SUFFIXES):
            return word[: -len(suffix)]
    return word


def _without_final_vowel(word: str) -> str:
    return word[:-1] if len(word) > _ROOT_LETTERS - 1 and word[-1] in "eiy" else word
