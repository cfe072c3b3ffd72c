"""Features: what is needed of one document to find shared quotations and disagreements, once the document itself is gone.

They are a function of that document alone, so that they can be worked out anywhere and in any order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.lineage.chronology import Disorder, find_disorder
from provenance.lineage.date_values import DateValue
from provenance.lineage.mentions import Mention, date_mentions, written_dates
from provenance.lineage.name_variants import NameUse, name_uses
from provenance.lineage.quantities import Quantity, number_mentions
from provenance.lineage.rarity import Rarity, RarityTally, Vocabulary
from provenance.lineage.speech import Utterance, find_speech
from provenance.lineage.statements import skim
from provenance.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One document's speech, dates, numbers, names and order of events, in text order, and the words of its sentences."""

    document: str
    speech: tuple[Utterance, ...]
    dates: tuple[Mention[DateValue], ...]
    numbers: tuple[Mention[Quantity], ...]
    names: tuple[NameUse, ...]
    disorders: tuple[Disorder, ...]
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The features of all documents, by kind and in the order of the documents; of their vocabularies only ``rarity`` is left."""

    speech: tuple[Utterance, ...]
    dates: tuple[Mention[DateValue], ...]
    numbers: tuple[Mention[Quantity], ...]
    names: tuple[NameUse, ...]
    disorders: tuple[Disorder, ...]
    rarity: Rarity


def features_of(document: Document) -> Features:
    """The features of one document."""
    skimmed = skim(document)
    statements = skimmed.statements
    written = written_dates(document, statements)
    dates = tuple(date_mentions(document, statements, written))
    return Features(
        document=document.id,
        speech=find_speech(document, statements),
        dates=dates,
        numbers=tuple(number_mentions(document, statements, written)),
        names=tuple(name_uses(document, statements)),
        disorders=tuple(find_disorder(document, statements, dates)) if dates else (),
        vocabulary=skimmed.vocabulary,
    )


def gathered(features: Iterable[Features]) -> Gathered:
    """The features of all documents together, taken one after another: no vocabulary outlives its turn."""
    tally = RarityTally()
    speech: list[Utterance] = []
    dates: list[Mention[DateValue]] = []
    numbers: list[Mention[Quantity]] = []
    names: list[NameUse] = []
    disorders: list[Disorder] = []
    for each in features:
        tally.add(each.vocabulary)
        speech.extend(each.speech)
        dates.extend(each.dates)
        numbers.extend(each.numbers)
        names.extend(each.names)
        disorders.extend(each.disorders)
    return Gathered(
        speech=tuple(speech),
        dates=tuple(dates),
        numbers=tuple(numbers),
        names=tuple(names),
        disorders=tuple(disorders),
        rarity=tally.rarity(),
    )
