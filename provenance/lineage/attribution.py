"""Attribution: whom the narration around some words makes their speaker.

Three English patterns: X said; said X; according to X. A subject cut off from its verb by a parenthesis (“Nowak, in a
meeting with Brandt, praised …”) is looked for at the head of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from provenance.lineage.speakers import Speaker, is_anaphor, read_speaker
from provenance.model import Span
from provenance.text.words import Words, split_words

SAYING = frozenset(
    "say says said saying tell tells told telling add adds added adding stated stating notes noted noting announce "
    "announces announced announcing declare declares declared claimed claiming insist insists insisted insisting argue "
    "argues argued arguing assert asserts asserted explain explains explained explaining warn warns warned warning write "
    "writes wrote writing tweeted posted replied responded continue continues continued confirm confirms confirmed deny "
    "denies denied admit admits admitted acknowledge acknowledges acknowledged reveal reveals revealed recall recalls "
    "recalled joked commented remarked suggest suggests suggested urge urges urged vow vows vowed pledge pledges pledged "
    "promised testified allege alleges alleged ask asks asked concluded express expresses expressed emphasize emphasizes "
    "emphasized emphasise emphasises emphasised stress stresses stressed".split()
)
"""Verbs of speaking in forms that follow or precede a subject; forms that are mostly nouns (state, claim, post) are left out."""
NAMING = frozenset(
    "call calls called calling describe describes described describing label labels labeled labelled labeling brand branded "
    "branding dub dubbed dubbing praise praises praised praising hail hails hailed hailing condemn condemns condemned "
    "condemning denounce denounced denouncing slam slams slammed criticize criticized criticise criticised blasted".split()
)
"""Verbs that take a quoted fragment as a judgement; they make a fragment speech, never a whole sentence."""
_BETWEEN = frozenset(
    "also later then has had have earlier reportedly repeatedly recently further who quoted as just already".split()
)
"""Words between subject and verb that belong to neither."""
_INTRODUCTIONS = frozenset(
    "in on at during after before following earlier later when while as but and however still meanwhile also for from by with "
    "since although though speaking asked despite because if until under upon amid".split()
)
"""Words that open a phrase in front of the subject (In a statement, the ministry said …)."""
CLAUSE_STARTS = frozenset("but while when because that after before as since if although though which where who until".split())
"""Words that start another clause: a subject phrase does not reach across them."""
_AFTER_SUBJECT = frozenset("in on at during after before as when who which that told while and but of".split()) - {"of"}
"""Words that end a subject standing behind its verb (said Saballos on Sunday)."""
_PUNCTUATION = re.compile(r"[,;:.!?()\[\]“”\"—–]|\n")
_ACCORDING = re.compile(r"\baccording\s+to\s+", re.IGNORECASE)
_ISSUED = re.compile(
    r"\b(?:statement|release|report|letter|post|message|communiqu[eé])\s+(?:\w+\s+)?(?:released|issued|published|posted|made|given)\s+"
    r"(?:\w+\s+)?by\s+",
    re.IGNORECASE,
)
NEAR_WORDS = 12
"""Most words between a verb of speaking and the quotation it introduces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A speaker, or ``None`` where the narration points back to one named before; ``place`` covers phrase and verb."""

    speaker: Speaker | None
    place: Span


def attribute_after(text: str, narration: Span) -> Attribution | None:
    """Who is made the speaker by the narration that follows a quotation, up to the end of its sentence.

    Examples:
        >>> text = ' the Russian foreign ministry said in a statement.'
        >>> attribute_after(text, Span(0, len(text))).speaker.label
        'Russian foreign ministry'
        >>> attribute_after(" he waved.", Span(0, 10)) is None
        True

    """
    words = split_words(text, narration)
    for place, norm in enumerate(words.norms[:NEAR_WORDS]):
        if norm in SAYING and not _is_other_verb(words, place):
            found = (
                _subject_behind(text, words, place, narration.end)
                if place == 0
                else _subject(text, words, place, narration.start)
            )
            if found:
                return found
            break
    return _according(text, narration)


def attribute_before(text: str, narration: Span, verbs: frozenset[str]) -> Attribution | None:
    """Who is made the speaker by the narration before a quotation, from the start of its sentence.

    ``verbs`` are the verbs that count. An empty answer means that nobody in the sentence says the words.

    Examples:
        >>> text = "In a meeting with Brandt, Nowak praised Norway’s "
        >>> attribute_before(text, Span(0, len(text)), NAMING).speaker.label
        'Nowak'
        >>> attribute_before(text, Span(0, len(text)), SAYING) is None
        True

    """
    words = split_words(text, narration)
    for place in range(len(words) - 1, max(-1, len(words) - NEAR_WORDS - 1), -1):
        if words.norms[place] in verbs and not _is_other_verb(words, place):
            found = _subject(text, words, place, narration.start)
            if found:
                return found
    return _according(text, narration)


def attribute_sentence(text: str, sentence: Span, words: Words | None = None) -> Attribution | None:
    """Who is reported in a sentence of indirect speech, if anybody; ``words`` are those of the sentence, split if not given.

    Examples:
        >>> text = "In a statement released by the Home Office, it was asserted that all is well."
        >>> attribute_sentence(text, Span(0, len(text))).speaker.label
        'Home Office'

    """
    issued = _ISSUED.search(text, sentence.start, sentence.end)
    if issued:
        return _phrase_from(text, issued.start(), issued.end(), sentence.end)
    according = _according(text, sentence)
    if according:
        return according
    words = split_words(text, sentence) if words is None else words
    for place, norm in enumerate(words.norms):
        if norm in SAYING and place and not norm.endswith("ing") and not _is_other_verb(words, place):
            return _subject(text, words, place, sentence.start)
    return None


def _according(text: str, narration: Span) -> Attribution | None:
    match = _ACCORDING.search(text, narration.start, narration.end)
    return _phrase_from(text, match.start(), match.end(), narration.end) if match else None


def _phrase_from(text: str, start: int, first: int, end: int) -> Attribution | None:
    stop = _PUNCTUATION.search(text, first, end)
    return _read(text, Span(first, stop.start() if stop else end), Span(start, stop.start() if stop else end))


def _subject_behind(text: str, words: Words, verb: int, end: int) -> Attribution | None:
    """Said X: the phrase behind the verb up to punctuation or a preposition of time or place."""
    first = verb + 1
    last = first
    while (
        last < len(words) and (last == first or not _is_broken(text, words, last - 1)) and words.norms[last] not in _AFTER_SUBJECT
    ):
        last += 1
    if last == first or words.starts[first] >= end:
        return None
    return _read(text, words.span(first, last), words.span(verb, last))


def _subject(text: str, words: Words, verb: int, start: int) -> Attribution | None:
    """X said: the phrase in front of the verb, or at the head of the sentence if a parenthesis stands between."""
    last = verb - 1
    while last >= 0 and words.norms[last] in _BETWEEN:
        last -= 1
    if last < 0:
        return None
    if "," in text[words.ends[last] : words.starts[last + 1]]:
        return _head(text, words, last, verb, start)
    first = last
    while first > 0 and not _is_broken(text, words, first - 1) and words.norms[first - 1] not in CLAUSE_STARTS:
        first -= 1
    return _read(text, words.span(first, last + 1), words.span(first, verb + 1))


def _head(text: str, words: Words, last: int, verb: int, start: int) -> Attribution | None:
    """The first phrase of the sentence that is no introduction: up to its comma."""
    first = 0
    while first <= last:
        end = first
        while end < last and not _is_broken(text, words, end):
            end += 1
        if words.norms[first] not in _INTRODUCTIONS:
            return _read(text, words.span(first, end + 1), Span(max(start, words.starts[first]), words.ends[verb]))
        first = end + 1
    return None


def _is_other_verb(words: Words, place: int) -> bool:
    """Whether a verb of speaking reports nothing here: an infinitive, or something that continues to be so."""
    follows = words.norms[place + 1] if place + 1 < len(words) else ""
    return (place > 0 and words.norms[place - 1] == "to") or (follows == "to" and words.norms[place].startswith("continue"))


def _is_broken(text: str, words: Words, place: int) -> bool:
    """Whether punctuation stands between word ``place`` and the next."""
    return bool(_PUNCTUATION.search(text, words.ends[place], words.starts[place + 1]))


def _read(text: str, phrase: Span, place: Span) -> Attribution | None:
    written = phrase.of(text)
    if is_anaphor(written):
        return Attribution(speaker=None, place=place)
    speaker = read_speaker(written)
    return Attribution(speaker=speaker, place=place) if speaker else None
