"""Speakers: who is meant by a phrase such as “the Russian foreign ministry”, and when two phrases mean the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from provenance.text.names import TITLES, fold_name, without_titles
from provenance.text.stems import FUNCTION_WORDS, singular, stem
from provenance.text.words import split_words

_HOLLOW = frozenset(
    {"affair", "department", "office", "federation", "republic", "mr", "mrs", "ms", "dr", "former", "new", "then"}
)
"""Words that official names carry or drop at will (Ministry of Foreign Affairs, foreign ministry)."""
_ANAPHORS = frozenset(
    "he she they it we i who statement letter release report post tweet message note text memo email interview article video "
    "latter duo pair former".split()
)
"""Words that point back to a speaker named before; nouns do so after ``the`` or a possessive."""
_SPEAKING_NOUNS = frozenset(
    "official spokesman spokeswoman spokesperson police ministry minister government authority president court prosecutor "
    "lawyer attorney witness resident source agency department office company group organization organisation family "
    "mother father brother sister parent neighbor neighbour friend expert analyst scientist researcher doctor "
    "hospital school university army military commander general officer chief director manager coach teacher "
    "student reporter journalist editor leader senator lawmaker council committee union bank embassy ambassador envoy "
    "diplomat adviser aide insider critic activist militant rebel fighter soldier man woman person people judge".split()
)
"""Nouns for people and bodies that speak, for phrases without a proper name."""
_PREPOSITIONS = frozenset({"of", "for", "in", "at", "from", "to"})
"""Before them stands what the phrase is about; what follows is a place or a field, not a person."""
_DAYS = frozenset({"yesterday", "today", "tonight"})
_LONGEST_PHRASE = 12
"""Most words in a phrase taken as a speaker; longer ones are misread narration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One phrase for a speaker.

    ``label`` is as written, without article; ``stems`` the inflection-free content words that identify the
    speaker; ``person`` the folded words of the personal name in it (without titles), empty for offices.
    """

    label: str
    stems: frozenset[str]
    person: tuple[str, ...]


@lru_cache(maxsize=1 << 14)
def read_speaker(phrase: str) -> Speaker | None:
    """The speaker a noun phrase names, or ``None`` if it names nobody who could speak.

    Examples:
        >>> read_speaker("the Russian Ministry of Foreign Affairs").label
        'Russian Ministry of Foreign Affairs'
        >>> read_speaker("he") is None, read_speaker("the long night") is None
        (True, True)

    """
    words = split_words(phrase)
    kept = [
        place for place, norm in enumerate(words.norms) if norm not in FUNCTION_WORDS or _is_country(phrase, words.starts[place])
    ]
    if not kept or kept[-1] != len(words) - 1 or len(words) > _LONGEST_PHRASE:
        return None
    first = next((place for place in kept if words.norms[place] not in _DAYS), kept[0])
    label = phrase[words.starts[first] : words.ends[-1]].removesuffix("’s").removesuffix("'s")
    norms = [singular(words.norms[place]) for place in kept]
    capitalised = [place for place in kept if phrase[words.starts[place]].isupper()]
    if not capitalised and not _SPEAKING_NOUNS.intersection(norms):
        return None
    if set(norms) <= _ANAPHORS:
        return None
    stems = frozenset(_identity(norm) for norm in norms if norm not in _HOLLOW)
    return Speaker(label=label, stems=stems, person=_person(label)) if stems else None


@lru_cache(maxsize=1 << 14)
def is_anaphor(phrase: str) -> bool:
    """Whether a phrase only points back to somebody named before.

    Examples:
        >>> is_anaphor("she"), is_anaphor("the statement"), is_anaphor("Nilsen")
        (True, True, False)

    """
    norms = [singular(norm) for norm in split_words(phrase).norms]
    content = [norm for norm in norms if norm not in FUNCTION_WORDS]
    pronouns = [norm for norm in norms if norm in FUNCTION_WORDS and norm in _ANAPHORS]
    return bool(pronouns and not content) or (bool(content) and set(content) <= _ANAPHORS)


def same_speaker(left: Speaker, right: Speaker) -> bool:
    """Whether two phrases can mean the same speaker.

    Equal words, whatever their order and inflection; one person's full name and surname; or one phrase
    that says the same as the other and more, where what they share is at least two words.

    Examples:
        >>> ministry = read_speaker("the Russian foreign ministry")
        >>> same_speaker(ministry, read_speaker("Russia’s Ministry of Foreign Affairs"))
        True
        >>> nilsen = read_speaker("Norwegian Foreign Minister Kari Nilsen")
        >>> same_speaker(nilsen, read_speaker("Mr Nilsen")), same_speaker(nilsen, ministry)
        (True, False)

    """
    if left.stems == right.stems:
        return True
    if left.person and right.person:
        return _same_person(left.person, right.person)
    shared = left.stems & right.stems
    return len(shared) > 1 and len(shared) == min(len(left.stems), len(right.stems))


def common_labels(speakers: Iterable[tuple[Speaker, int]]) -> Mapping[Speaker, str]:
    """For each speaker the label to show: the one used most among all phrases with the same words.

    ``speakers`` are phrases with a weight (how much the phrase counts); ties go to the label that comes
    first in the alphabet.

    Examples:
        >>> first, second = read_speaker("Russian foreign ministry"), read_speaker("Russian Ministry of Foreign Affairs")
        >>> common_labels([(first, 2), (second, 1)])[second]
        'Russian foreign ministry'

    """
    counts: dict[frozenset[str], Counter[str]] = {}
    seen = list(speakers)
    for speaker, weight in seen:
        counts.setdefault(speaker.stems, Counter())[speaker.label] += weight
    best = {stems: min(labels, key=lambda label: (-labels[label], label)) for stems, labels in counts.items()}
    return {speaker: best[speaker.stems] for speaker, _ in seen}


def _is_country(phrase: str, start: int) -> bool:
    """``US`` is a function word in lower case only."""
    return phrase[start : start + 2] in {"US", "U."}


def _identity(norm: str) -> str:
    """Ministry and minister must not meet: only names of countries and their adjectives are cut to the root."""
    return stem(norm) if norm.endswith(("ia", "ian", "istan", "an")) else norm


@lru_cache(maxsize=1 << 14)
def _person(label: str) -> tuple[str, ...]:
    """The capitalised words at the end of a phrase, after the last title."""
    words: list[str] = []
    for word in reversed(label.split()):
        if word in _PREPOSITIONS:
            return ()
        if not word[0].isupper() and not word.startswith(("al-", "el-", "bin", "van", "von", "de")):
            break
        words[:0] = fold_name(word)
    name = without_titles(tuple(words))
    institutional = any(singular(word) in _SPEAKING_NOUNS or word in TITLES for word in name)
    return () if institutional else name


def _same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    shorter, longer = sorted((left, right), key=len)
    return shorter == longer[-len(shorter) :] or (len(shorter) > 1 and shorter[0] == longer[0] and shorter[-1] == longer[-1])
