"""Names of organisations inside a stretch of text, and which of them are outlets.

Typography and word lists only: what is capitalised, what joins a name, which nouns outlets call themselves by.
The lists stand in ``data/words.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from provenance.signals.agencies import registry
from provenance.signals.data import load_words
from provenance.text.hosts import host_of

_TOKEN = re.compile(r"\S+")
_LONGEST_NAME = 8
"""Words of the longest name read; longer stretches of capitals are headings."""
_INITIALS = 2
"""Letters up to which a capitalised word with a point is an abbreviation inside a name: "J.", "St."."""
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_UNCAPITALISED_WORDS = range(3, 6)
"""Words of a name without capitals that is believed: fewer are a common phrase, more a sentence."""
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th|s|am|pm|k|m|bn|tn|kg|km|cm|mm)", re.IGNORECASE)
"""Ordinals, decades, hours and measures: digits with letters that are no name."""
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DOTTED = re.compile(r"[A-Z](?:\.[A-Z]){1,4}")
_OPENING = "\"'“‘«„([*_"
_CLOSING = "\"'”’»)]*_"
_STOPS = ",;:!?.…|–—"
_OUTLET_ENDINGS = ("news", "press", "post", "radio", "wire")
"""How names of outlets in one word end, as in "Harbourpress"; alone these words are common nouns."""
_JOBS = frozenset(
    "staff writer writers reporter reporters editor editors editor-at-large correspondent correspondents columnist contributor "
    "producer anchor analyst critic photographer bureau desk service services".split()
)
"""Words at the end of a byline's affiliation that tell what its bearer does there."""
_DATE_LEAD = re.compile(
    r"(?:(?:on|in|at)\s)?(?:\w{3,9}\.?,?\s)?(?:\w{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?\s\w{3,9}\.?,?\s(?:19|20)\d\d"
    r"|\w{3,9}\s(?:19|20)\d\d|(?:19|20)\d\d(?:-\d\d-\d\d)?)[,\s]+(?:by|in|on|at|with)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Word lists of ``words.toml``, split."""

    connectors: frozenset[str]
    articles: frozenset[str]
    own_tails: frozenset[str]
    not_names: frozenset[str]
    languages: frozenset[str]
    labels: frozenset[str]
    descriptors: frozenset[str]
    persons: frozenset[str]
    fillers: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    openers: frozenset[str]
    not_media_acronyms: frozenset[str]


@cache
def _words() -> _Words:
    tables = load_words("words.toml", "names") | load_words("words.toml", "media")
    return _Words(**{name: frozenset(tables[name].split()) for name in _Words.__slots__})


def is_name_word(token: str) -> bool:
    """Whether a token can be part of a proper name: it has a capital, or letters of a script without case, or is a host.

    Examples:
        >>> [is_name_word(token) for token in ("Times", "openFDA", "24h", "cnn.com", "blog", "20th", "新华社")]
        [True, True, True, True, False, False, True]

    """
    letters = [letter for letter in token if letter.isalpha()]
    if not letters or _NUMBERED.fullmatch(token):
        return False
    if token[0].isdigit() and token.isalnum():
        return True
    return any(letter.isupper() or letter.lower() == letter.upper() for letter in letters) or _is_bare_host(token)


def _is_bare_host(token: str) -> bool:
    return "." in token.strip(_STOPS) and host_of(token.strip(_STOPS)) is not None


@lru_cache(maxsize=1 << 12)
def leading_name(stretch: str) -> str | None:
    """The name a stretch of text begins with, articles and a date before it left out; ``None`` if it begins with no name.

    Examples:
        >>> leading_name("the Parks blog by Jane Doe, a writer"), leading_name("June 3, 2014 by The Example Times.")
        ('Parks blog', 'The Example Times')
        >>> leading_name("cnn.com"), leading_name("permission"), leading_name("2013 in a hoax site")
        ('cnn.com', None, None)

    """
    date = _DATE_LEAD.match(stretch)
    tokens = _TOKEN.findall(stretch[date.end() :] if date else stretch)[: _LONGEST_NAME * 2]
    words = _words()
    while tokens and tokens[0].strip(_OPENING) in words.articles:
        tokens.pop(0)
    name = _without_day(_collect(tokens, words))
    if not name or name[0].lower() in words.not_names:
        return None
    whole = " ".join(name)
    return None if whole.lower() in words.languages else whole


def _without_day(name: list[str]) -> list[str]:
    """A name without the day on which something was said: "CNN Friday" is CNN."""
    return name[:-1] if len(name) > 1 and name[-1].lower() in _DAYS else name


def _bare(token: str) -> str:
    token = token.partition("](")[0]  # a link in Markdown whose opening bracket was cut off
    return token.lstrip(_OPENING).rstrip(_STOPS + _CLOSING)


def _collect(tokens: list[str], words: _Words) -> list[str]:
    name: list[str] = []
    for place, written in enumerate(tokens):
        bare = _bare(written)
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if len(name) >= _LONGEST_NAME or not bare:
            break
        if is_name_word(bare):
            if _is_abbreviated(written, bare, following):
                name.append(f"{bare}.")
                continue
            name.append(_without_possessive(bare, following))
            if _ends_name(written, bare, following):
                break
        elif name and written in words.connectors and _continues(_bare(following), words):
            name.append(bare)
        else:
            if name and bare in words.own_tails:
                name.append(bare)
            break
    return name


def _continues(following: str, words: _Words) -> bool:
    return is_name_word(following) and following.lower() not in words.not_names


def _without_possessive(bare: str, following: str) -> str:
    if bare.endswith(("'s", "’s")) and not is_name_word(_bare(following)):
        return bare[:-2]
    return bare


def _is_abbreviated(token: str, bare: str, following: str) -> bool:
    """Whether a word is an initial or abbreviation inside a name: the "U.S." of "U.S. Delta News"."""
    is_short = len(bare) <= _INITIALS and bare[0].isupper()
    return token.endswith(f"{bare}.") and (is_short or _DOTTED.fullmatch(bare) is not None) and is_name_word(_bare(following))


def _ends_name(token: str, bare: str, following: str) -> bool:
    """Whether punctuation after a word, or a possessive, closes the name."""
    if token.lstrip(_OPENING) != bare:
        return True
    return bare.endswith(("'s", "’s")) and not is_name_word(_bare(following))


@lru_cache(maxsize=1 << 12)
def trailing_name(stretch: str) -> str | None:
    """The name a stretch of text ends with, labels such as "Disclaimer" before it left out; ``None`` if it ends with no name.

    Examples:
        >>> trailing_name("Legal Disclaimer EIN Presswire"), trailing_name("The data that the Office of Example")
        ('EIN Presswire', 'Office of Example')
        >>> trailing_name("the company") is None
        True

    """
    words = _words()
    name: list[str] = []
    for token in reversed(_TOKEN.findall(stretch)):
        bare = _bare(token)
        if not bare or len(name) >= _LONGEST_NAME or (name and token.rstrip(_CLOSING)[-1:] in _STOPS):
            break
        if not is_name_word(bare) and not (name and bare in words.connectors):
            break
        name.append(bare)
    while name and (name[-1].lower() in words.labels | words.connectors | words.not_names):
        name.pop()
    return " ".join(reversed(name)) or None


def uncapitalised_outlet(stretch: str) -> str | None:
    """A name of several words written without capitals that fills a stretch and holds a noun of the press, else ``None``.

    Examples:
        >>> uncapitalised_outlet("northern news daily report"), uncapitalised_outlet("our daily mail")
        ('northern news daily report', None)

    """
    words = _words()
    parts = stretch.rstrip(_STOPS).split()
    if parts and parts[0] == "the":
        parts = parts[1:]
    if len(parts) not in _UNCAPITALISED_WORDS or not all(part.isalpha() and part.islower() for part in parts):
        return None
    if not words.strong & set(parts) or (words.articles | words.fillers) & set(parts[:1]) or parts[-1] in words.own_tails:
        return None
    return " ".join(parts)


def closing_name(stretch: str) -> str | None:
    """The name a stretch of text ends with, behind "the" if that stands before it: the article tells a newspaper from a noun.

    Examples:
        >>> closing_name("on Monday the Harbour Gazette"), closing_name("what QNN")
        ('the Harbour Gazette', 'QNN')

    """
    name = trailing_name(stretch)
    if name is None:
        return None
    before = stretch[: stretch.rfind(name)].rstrip().lower()
    return f"the {name}" if before.endswith("the") else name


@lru_cache(maxsize=1 << 14)
def media_name(stretch: str) -> str | None:
    """The outlet a stretch of text begins with, or ``None``: persons, offices and places are no outlets.

    An outlet is an agency of the registry, an acronym in capitals that is no known institution, a name with
    a noun of the press in it, or any name beside a word such as "newspaper".

    Examples:
        >>> [media_name(words) for words in ("the New York Herald on Monday", "QNN in April", "newspaper Zeitblick")]
        ['New York Herald', 'QNN', 'Zeitblick']
        >>> [media_name(words) for words in ("Smith", "the FBI", "President Jones", "reporters", "Congress")]
        [None, None, None, None, None]

    """
    words = _words()
    tokens = _TOKEN.findall(stretch)[: _LONGEST_NAME * 2]
    described = has_article = False
    while tokens and tokens[0].lower() in words.fillers | words.descriptors and not is_name_word(tokens[0][1:] and tokens[0]):
        described |= tokens[0] in words.descriptors
        has_article |= tokens[0] == "the"
        tokens.pop(0)
    if tokens and tokens[0] == "The":
        has_article = True
        tokens.pop(0)
    name = leading_name(" ".join(tokens))
    if name is None:
        return None
    after = tokens[len(name.split())] if len(tokens) > len(name.split()) else ""
    last = tokens[len(name.split()) - 1] if len(tokens) >= len(name.split()) else ""
    if last[-1:] not in _STOPS:
        described |= _describes(after, tokens[len(name.split()) + 1 : len(name.split()) + 2], words)
    return _outlet(name, words, has_article=has_article, described=described)


def _describes(after: str, following: list[str], words: _Words) -> bool:
    if _bare(after) == "news" and following:
        return _bare(following[0]) in words.descriptors
    return _bare(after) in words.descriptors


def _outlet(name: str, words: _Words, *, has_article: bool, described: bool) -> str | None:
    if _is_shouted(name, words) or name.lower() in words.fillers:  # "told Israeli radio": a nation's, not an outlet's name
        return None
    parts = _press_part(name.split(), words)
    if len(parts[1:]) > 1 and parts[0].endswith(("'s", "’s")):
        parts = parts[1:]
    if len(parts) > 1 and parts[-1] in words.descriptors:
        parts, described = parts[:-1], True
    whole = " ".join(parts)
    whole = _whose_desk(parts) or whole
    is_outlet = (
        described
        or registry().named(whole) is not None
        or _is_media_acronym(parts[0], words)
        or (_is_lone_outlet(parts[0], words, has_article=has_article) if len(parts) == 1 else _has_press_noun(parts, words))
    )
    return whole if is_outlet else None


def _is_shouted(name: str, words: _Words) -> bool:
    """Whether a name is of words in capitals, which then tell nothing, and no noun of the press: "ANN EXAMPLE AND BOB SAMPLE"."""
    written = [word for word in name.split() if word.lower() not in words.connectors]
    is_upper = len(written) > 1 and all(word.isupper() and len(word) > 1 for word in written)
    return is_upper and registry().named(name) is None and words.strong.isdisjoint(name.lower().split())


def _whose_desk(parts: list[str]) -> str | None:
    """The outlet whose desk or staff a name is: "AP Sports Writer" is the AP, "QNN Staff" is QNN; ``None`` if it is none."""
    if len(parts) == 1 or registry().named(" ".join(parts)) is not None or not _ACRONYM.fullmatch(parts[0]):
        return None
    agency = registry().named(parts[0])
    return agency.name if agency is not None else parts[0] if parts[-1].lower() in _JOBS else None


def _is_media_acronym(written: str, words: _Words) -> bool:
    if not _ACRONYM.fullmatch(written) or written in words.not_media_acronyms:
        return False
    return written.lower() not in words.not_names | words.persons


def _has_press_noun(parts: list[str], words: _Words) -> bool:
    """Whether a name of several words holds a noun of the press where outlets have it, and begins with no title of a person."""
    first, last = parts[0].lower(), parts[-1].lower()
    if first.rstrip(".") in words.persons:
        return False
    nouns = {noun for part in parts[1:] for noun in part.lower().split("-")}
    return not nouns.isdisjoint(words.strong) or last in words.weak or first in words.openers


def _press_part(parts: list[str], words: _Words) -> list[str]:
    """A name up to the possessive of an outlet: "CNN's Jane Doe" is CNN, "People's Daily" stays whole."""
    for place, part in enumerate(parts):
        stem = part[:-2] if part.endswith(("'s", "’s")) else part.rstrip("'’") if part.endswith(("s'", "s’")) else ""
        if stem and (_ACRONYM.fullmatch(stem) or stem.lower() in words.strong | words.weak or registry().named(stem)):
            return [*parts[:place], stem]
    return parts


def _is_lone_outlet(written: str, words: _Words, *, has_article: bool) -> bool:
    first = written.lower()
    if has_article and first in words.strong | words.weak:
        return True
    if host_of(written) is not None or written.endswith("TV"):
        return True
    return first not in words.strong and (first.startswith("news") or first.endswith(_OUTLET_ENDINGS))
