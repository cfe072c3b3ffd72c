"""The language of a text, from its script and its commonest words: enough to say which texts can be compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from types import MappingProxyType

from provenance.text.letters import LETTERS_ONLY

_SAMPLE = 2_500
"""Code points looked at."""
_FEWEST_WORDS = 3
"""Common words of one language from which a text is said to be in it."""
_CLEAR_MARGIN = 1.25
"""How many times as many common words the first language has as the second; related languages share some."""
_LETTERS = re.compile(r"[^\W\d_]+")
_COMMON_SIGNS = "’‘“”–—…\u00a0"
"""The signs for whose sake most texts are not ASCII."""

_STOP_WORDS = MappingProxyType(
    {
        "en": frozenset(
            "the of and to in that for is on with was as by it at from are has have be an this his not said were which".split()
        ),
        "de": frozenset(
            "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus".split()
        ),
        "fr": frozenset("le la les de des du et en un une que est pour dans qui sur par pas au il avec ce ne se aux".split()),
        "es": frozenset("el la los las de del y en que un una por con para es se no al lo como más su sus o pero".split()),
        "pt": frozenset("o a os as de do da dos das e em que um uma por com para é se não ao no na mais como foi".split()),
        "it": frozenset("il lo la i gli le di del della dei e in che un una per con è non si al da nel alla più sono".split()),
        "nl": frozenset("de het een van en in is dat op te zijn voor met die niet aan er om ook als bij".split()),
    }
)
_LANGUAGES = MappingProxyType(
    {
        word: tuple(code for code, words in _STOP_WORDS.items() if word in words)
        for word in frozenset[str]().union(*_STOP_WORDS.values())
    }
)
"""The languages a common word is one of."""
_SCRIPTS = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
"""Scripts with the commonest language written in each; Japanese goes before Chinese, whose characters it uses too."""
_SCRIPT_SHARE = 0.3
"""Share of a text's letters in one script from which it is written in it; Japanese mixes its own with Chinese ones."""
_OTHER_SCRIPTS = re.compile(r"[\u0370-\u1cff\u3040-\ud7af]")


def language_of(text: str) -> str | None:
    """ISO 639-1 code of a text's language, ``None`` if it is too short or too mixed to say.

    For a script that several languages use the code is that of the commonest one.

    Examples:
        >>> language_of("The ministry said on Thursday that it has the right to act.")
        'en'
        >>> language_of("OK") is None
        True

    """
    sample = text[:_SAMPLE]
    words = _words(sample.lower())
    return _language_of_script(sample, words) or _language_of_words(words)


def _words(lowered: str) -> list[str]:
    for sign in _COMMON_SIGNS if not lowered.isascii() else "":
        lowered = lowered.replace(sign, " ")
    if not lowered.isascii():
        return _LETTERS.findall(lowered)
    return lowered.encode().translate(LETTERS_ONLY).decode().split()


def _language_of_script(sample: str, words: Iterable[str]) -> str | None:
    """The language of the script that enough of a sample is written in, ``None`` if that is Latin."""
    if sample.isascii():
        return None
    foreign = "".join(_OTHER_SCRIPTS.findall(sample))
    if not foreign:
        return None
    letters = sum(map(len, words))
    if len(foreign) <= letters * _SCRIPT_SHARE:
        return None
    for code, script in _SCRIPTS:
        share = len(script.findall(foreign)) / letters
        if share >= (_SCRIPT_SHARE if code != "ja" else _SCRIPT_SHARE / 3):
            return code
    return None


def _language_of_words(words: Iterable[str]) -> str | None:
    totals = Counter(chain.from_iterable(filter(None, map(_LANGUAGES.get, words))))
    (most, code), (second, _) = sorted(((totals[code], code) for code in _STOP_WORDS), reverse=True)[:2]
    return code if most >= _FEWEST_WORDS and most >= second * _CLEAR_MARGIN else None
