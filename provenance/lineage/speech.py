"""Speech in one document: who is quoted or reported, where, and in which words.

Direct speech stands in quotation marks and the narration names its speaker; indirect speech is a sentence with a verb of
speaking. Quotation marks around a term, a name or a word the writer keeps at a distance are no speech: nobody in the
sentence says them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from provenance.lineage.attribution import NAMING, SAYING, attribute_after, attribute_before, attribute_sentence
from provenance.lineage.speakers import Speaker
from provenance.lineage.statements import STATEMENT_ROLES, Statement, read_statements
from provenance.lineage.tokens import norms_of
from provenance.model import Block, Document, Span
from provenance.text.sentences import quoted_spans, sentences

SPEECH_ROLES = STATEMENT_ROLES
"""Roles whose blocks hold speech; titles, captions, embeds and notices are left out."""
_QUOTATION_MARK = re.compile('[“”«»„"「」]')
FRAGMENT_WORDS = 6
"""Quotations of fewer words are fragments, and so are longer ones that only go on with the narration's sentence."""
SPLIT_WORDS = 30
"""Most words of narration between two parts of one split quotation (“…,” she said. “…”)."""
REPORTED_WORDS = 6
"""Fewest words of reported speech that say something."""


_SENTENCE_MARKS = (".", "…", "!", "?")
_CONNECTION = re.compile(r"(?:[\s,:]|\bit (?:was|is|has been) \w+|\bthat\b)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Words of one speaker in one block.

    ``pieces`` are the spans of the words themselves, in order, without quotation marks; ``form`` is ``direct``,
    ``fragment`` or ``indirect``; ``speaker`` is ``None`` where the document names nobody; ``named`` says whether the
    sentence itself names the speaker, or the speaker was carried over from an earlier one. ``norms`` are the words of all pieces
    in normal form, empty until the document is read to its end.
    """

    document: str
    block: str
    pieces: tuple[Span, ...]
    form: str
    speaker: Speaker | None
    named: bool
    norms: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """From the first word to the last, with the narration between the parts of a split quotation."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


def find_speech(document: Document, statements: Sequence[Statement] | None = None) -> tuple[Utterance, ...]:
    """All utterances of one document, in text order; parts of a split quotation are one utterance.

    ``statements`` are its telling sentences, in order; they are read if not given.
    """
    text = document.text
    by_block: dict[str, list[Statement]] = {}
    for statement in read_statements(document) if statements is None else statements:
        by_block.setdefault(statement.block, []).append(statement)
    found: list[Utterance] = []
    for block in document.blocks:
        if block.role not in SPEECH_ROLES:
            continue
        last = next((utterance for utterance in reversed(found) if utterance.speaker), None)
        quotes = _quotes(text, block.span)
        quoted = _direct_speech(document, block, quotes, last.speaker if last else None) if quotes else []
        reports = [statement for statement in by_block.get(block.id, ()) if statement.may_report]
        before = [*([last] if last else []), *quoted]
        spoken = quoted + (_indirect_speech(document, block, quotes, reports, before) if reports else [])
        found.extend(sorted(spoken, key=lambda utterance: (utterance.pieces[0], utterance.form)))
    return tuple(replace(utterance, norms=_norms(text, utterance)) for utterance in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quote:
    """What stands between quotation marks, without them, and how many words it has."""

    span: Span
    size: int


def _quotes(text: str, span: Span) -> list[_Quote]:
    if not _QUOTATION_MARK.search(text, span.start, span.end):
        return []
    return [_Quote(span=quote, size=len(norms_of(text, quote))) for quote in quoted_spans(text, span)]


def _norms(text: str, utterance: Utterance) -> tuple[str, ...]:
    return tuple(norm for piece in utterance.pieces for norm in norms_of(text, piece))


def _direct_speech(document: Document, block: Block, quotes: Sequence[_Quote], last: Speaker | None) -> list[Utterance]:
    found: list[Utterance] = []
    for place, quote in enumerate(quotes):
        left = quotes[place - 1].span.end + 1 if place else block.span.start
        right = quotes[place + 1].span.start - 1 if place + 1 < len(quotes) else block.span.end
        setting = _setting(document.text, quote, Span(min(left, quote.span.start), max(right, quote.span.end)))
        carried = found[-1].speaker if found else last if quote.span.start - block.span.start <= 1 else None
        previous = found[-1] if found and found[-1].pieces[-1].end + 1 == left else None
        utterance = _quotation(document, block, setting, carried, in_speech=setting.inside and previous is not None)
        if utterance is None:
            continue
        if previous and _continues(document.text, previous, utterance):
            found[-1] = _joined(previous, utterance)
        else:
            found.append(utterance)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """A quotation and the narration of its own sentence: ``lead`` before it, ``tail`` after it, either may be empty.

    ``inside`` says that the lead reaches back to the quotation before: both stand in one sentence.
    """

    quote: Span
    is_short: bool
    lead: Span
    tail: Span
    inside: bool


def _setting(text: str, quoted: _Quote, whole: Span) -> _Setting:
    """``whole`` is the quotation with the narration up to its neighbours."""
    quote = quoted.span
    opening = max(whole.start, quote.start - 1)
    before = sentences(text, Span(whole.start, opening))
    starts = not before or text[whole.start : opening].rstrip().endswith(_SENTENCE_MARKS)
    closing = min(whole.end, quote.end + 1)
    after = sentences(text, Span(closing, whole.end))
    ends = not after or (text[quote.end - 1] in _SENTENCE_MARKS[:2] and not text[after[0].start].islower())
    return _Setting(
        quote=quote,
        is_short=quoted.size < FRAGMENT_WORDS,
        lead=Span(opening, opening) if starts else Span(before[-1].start, opening),
        tail=Span(closing, closing) if ends else after[0],
        inside=not starts and len(before) == 1,
    )


def _quotation(
    document: Document, block: Block, setting: _Setting, carried: Speaker | None, *, in_speech: bool
) -> Utterance | None:
    """One quotation with its speaker; ``None`` where the marks hold no speech."""
    text = document.text
    fragment = setting.is_short or _is_woven(text, setting)
    verbs = SAYING | NAMING if fragment else SAYING
    claim = attribute_after(text, setting.tail) or attribute_before(text, setting.lead, verbs)
    if fragment and claim is None and not in_speech:
        return None
    return Utterance(
        document=document.id,
        block=block.id,
        pieces=(setting.quote,),
        form="fragment" if fragment else "direct",
        speaker=(claim.speaker if claim else None) or carried,
        named=bool(claim and claim.speaker),
    )


def _is_woven(text: str, setting: _Setting) -> bool:
    """Whether a quotation goes on with the narration's own sentence (as “allies in the fight”)."""
    lead = setting.lead.of(text).rstrip(' "“«„「')
    return bool(lead) and not lead.endswith((",", ":", "that")) and text[setting.quote.start].islower()


def _continues(text: str, previous: Utterance, utterance: Utterance) -> bool:
    """Whether two quotations of one block are parts of one: same speaker, only the attribution between them."""
    between = norms_of(text, Span(previous.pieces[-1].end, utterance.pieces[0].start))
    return previous.speaker == utterance.speaker and len(between) <= SPLIT_WORDS and not (previous.named and utterance.named)


def _joined(previous: Utterance, utterance: Utterance) -> Utterance:
    pieces = previous.pieces + utterance.pieces
    form = "direct" if "direct" in {previous.form, utterance.form} else "fragment"
    return replace(previous, pieces=pieces, form=form, named=previous.named or utterance.named)


def _indirect_speech(
    document: Document, block: Block, quotes: Sequence[_Quote], reports: Sequence[Statement], before: Sequence[Utterance]
) -> list[Utterance]:
    """Sentences that report speech without quoting more than a fragment of it.

    ``reports`` are the sentences that may; ``before`` are the utterances a pronoun can point back to: the block's quotations and
    the last one before it.
    """
    text = document.text
    found: list[Utterance] = []
    long = [quote.span for quote in quotes if quote.size >= FRAGMENT_WORDS]
    for statement in reports:
        sentence = statement.span
        nearest = bisect_left(long, sentence.end, key=lambda quote: quote.start) - 1
        if nearest >= 0 and long[nearest].end > sentence.start:
            continue
        claim = attribute_sentence(text, sentence, statement.words)
        if claim is None:
            continue
        words = _reported(text, sentence, claim.place)
        speaker = claim.speaker or _speaker_before([*before, *found], words.start)
        if speaker is None or len(norms_of(text, words)) < REPORTED_WORDS:
            continue
        found.append(
            Utterance(
                document=document.id, block=block.id, pieces=(words,), form="indirect", speaker=speaker, named=bool(claim.speaker)
            )
        )
    return found


def _speaker_before(utterances: Sequence[Utterance], place: int) -> Speaker | None:
    spoken = [utterance for utterance in utterances if utterance.speaker and utterance.pieces[0].start < place]
    return max(spoken, key=lambda utterance: utterance.pieces[0].start).speaker if spoken else None


def _reported(text: str, sentence: Span, attribution: Span) -> Span:
    """The longer side of the sentence, without the attribution and the words that only connect."""
    before = Span(sentence.start, attribution.start)
    after = Span(min(attribution.end, sentence.end), sentence.end)
    side = before if len(before) > len(after) else after
    connection = _CONNECTION.match(text, side.start, side.end)
    start = connection.end() if connection else side.start
    return Span(min(start, side.end), side.end)
