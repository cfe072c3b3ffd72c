"""Divergences: points on which related texts, or one text with itself, disagree. No reading is declared true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from provenance.lineage.chronology import Disorder
from provenance.lineage.date_values import DateValue
from provenance.lineage.disputes import dispute
from provenance.lineage.events import Event, Overlap, Verdict, disputed_events
from provenance.lineage.features import Gathered, features_of, gathered
from provenance.lineage.mentions import Mention
from provenance.lineage.name_variants import NameVariant, find_name_variants
from provenance.lineage.quantities import Quantity
from provenance.model import Divergence, Document, Reading
from provenance.text.stems import content_stems
from provenance.text.words import split_words

DATE_BITS = 16.0
"""Bits two contexts share from which close dates are dates of one event."""
DATE_STEMS = 3
"""Stems they share at least."""
DATE_SHARE = 0.4
"""... and the part of the lighter context that is."""
COARSE_SHARE = 0.25
"""That part where a reading takes no side: listing it beside others accuses nobody."""
NUMBER_BITS = 30.0
"""Bits two contexts share from which numbers of one unit count one thing."""
NUMBER_STEMS = 5
"""Stems they share at least."""
NUMBER_LIKENESS = 0.6
"""... and the part of the heavier context that is. With a looser rule 19 of 24 pairs judged counted different things."""
COPY_LIKENESS = 0.6
"""Part of the heavier context, in bits, from which two sentences of copies are one sentence, whatever its date or number."""
TOPIC_WORDS = 4
"""Words that name what a divergence is about."""


def find_divergences(documents: Iterable[Document], groups: Mapping[str, str]) -> tuple[Divergence, ...]:
    """What the documents disagree on, sorted by kind, then by place of the first reading.

    Args:
        documents: the documents to compare.
        groups: id of the independent text each document carries, by document id; copies of one text share it and
            are one witness. A document that is missing is a text of its own.

    """
    texts = {document.id: document.text for document in documents}
    return divergences_of(gathered(features_of(document) for document in documents), groups, texts)


def divergences_of(corpus: Gathered, groups: Mapping[str, str], texts: Mapping[str, str]) -> tuple[Divergence, ...]:
    """The same from what was gathered; ``texts`` is asked for few documents: of an event in dispute, of a name like another."""
    rarity = corpus.rarity
    found = [_event_dispute("date", event, texts, groups) for event in disputed_events(corpus.dates, rarity, groups, judge_dates)]
    found += [
        _event_dispute("number", event, texts, groups) for event in disputed_events(corpus.numbers, rarity, groups, judge_numbers)
    ]
    found += [_name_dispute(variant, groups) for variant in find_name_variants(corpus.names, rarity, texts)]
    found += [_disorder(disorder) for disorder in corpus.disorders]
    return tuple(sorted(found, key=lambda item: (item.kind, [(reading.document, reading.span) for reading in item.readings])))


def judge_dates(left: Mention[DateValue], right: Mention[DateValue], overlap: Overlap) -> Verdict | None:
    """What two dates say to each other; ``None`` if they do not surely speak of one event.

    Between independent texts only dates that are close can be readings of one date: the same month of neighbouring years,
    neighbouring months or days. Further apart, like sentences almost always tell of different events.
    """
    if overlap.bits < DATE_BITS or overlap.stems < DATE_STEMS:
        return None
    if not left.value.contradicts(right.value):
        if overlap.share < COARSE_SHARE or not left.value.agreeing_parts(right.value):
            return None
        return Verdict.AGREES if overlap.share >= DATE_SHARE else Verdict.NEAR
    if right.value in left.others or left.value in right.others:
        return None
    if overlap.one_text and overlap.likeness >= COPY_LIKENESS:
        return Verdict.CONTRADICTS
    return Verdict.CONTRADICTS if overlap.share >= DATE_SHARE and left.value.is_close(right.value) else None


def judge_numbers(left: Mention[Quantity], right: Mention[Quantity], overlap: Overlap) -> Verdict | None:
    """What two numbers say to each other; ``None`` if they do not surely count one thing."""
    if overlap.bits < NUMBER_BITS or overlap.stems < NUMBER_STEMS or overlap.likeness < NUMBER_LIKENESS:
        return None
    if not left.value.same_unit(right.value):
        return None
    if not left.value.contradicts(right.value):
        return Verdict.AGREES
    amounts = {other.amount for other in (*left.others, *right.others)}
    return None if amounts & {left.value.amount, right.value.amount} else Verdict.CONTRADICTS


def _event_dispute(
    kind: str, event: Event[DateValue] | Event[Quantity], texts: Mapping[str, str], groups: Mapping[str, str]
) -> Divergence:
    values = [mention.value for mention in event.mentions]
    readings = [
        Reading(
            document=mention.document,
            block=mention.block,
            span=mention.place,
            text=mention.text,
            value=str(mention.value),
            compatible=not _takes_side(mention.value, values),
        )
        for mention in event.mentions
    ]
    return dispute(kind, _topic(event, texts), readings, groups)


def _topic(event: Event[DateValue] | Event[Quantity], texts: Mapping[str, str]) -> str:
    """The most telling words the mentions share, as the first mention writes them and in its order."""
    first = event.mentions[0]
    text = texts[first.document]
    words = split_words(text, first.sentence)
    written: dict[str, str] = {}
    for norm, start, end in zip(words.norms, words.starts, words.ends, strict=True):
        for stem in content_stems((norm,)):
            written.setdefault(stem, text[start:end])
    named = [stem for stem in event.topic if stem in written and not written[stem][0].isdigit()][:TOPIC_WORDS]
    return ", ".join(dict.fromkeys(word for stem, word in written.items() if stem in named))


def _takes_side(value: DateValue | Quantity, values: Sequence[DateValue | Quantity]) -> bool:
    if isinstance(value, DateValue):
        return any(value.contradicts(other) for other in values if isinstance(other, DateValue))
    return any(value.contradicts(other) for other in values if isinstance(other, Quantity))


def _name_dispute(variant: NameVariant, groups: Mapping[str, str]) -> Divergence:
    readings = [
        Reading(
            document=use.document,
            block=use.block,
            span=use.span,
            text=use.text,
            value=" ".join(use.words),
        )
        for use in variant.uses
    ]
    shorter = next(reading for reading, use in zip(readings, variant.uses, strict=True) if use.words == variant.left)
    return dispute("name", f"name: {shorter.text}", readings, groups)


def _disorder(disorder: Disorder) -> Divergence:
    readings = [
        Reading(
            document=mention.document,
            block=mention.block,
            span=mention.place,
            text=mention.text,
            value=str(mention.value),
        )
        for mention in (disorder.first, disorder.second)
    ]
    first, second = readings
    return Divergence(
        kind="chronology",
        topic=f"order of events: {first.text}, “{disorder.marker}” {second.text}",
        readings=(first, second),
        witnesses=1,
        note=f"{first.document} tells of “{first.text}” and goes on with “{disorder.marker}” to “{second.text}”: its dates "
        "deny the order its words give. One date may be wrong, or the order; nothing here decides which.",
    )
