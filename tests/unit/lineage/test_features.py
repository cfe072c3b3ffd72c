"""What is kept of one document for quotations and disagreements."""

from __future__ import annotations

from provenance.lineage.features import features_of, gathered
from provenance.lineage.rarity import RarityTally, measure_rarity, vocabulary_of
from provenance.model import Role
from tests.documents import document

TEXT = (
    "The rebuilt Harrow lighthouse was handed over to the museum by engineer Ana Lindqvist in April 2021.",
    "“The lamp is as bright as the old one ever was,” Lindqvist said. It was carried up by 14 sailors.",
    "In July 2024 the mayor praised the club. Then the court closed the club in April 2024.",
)


def test_each_kind_of_feature() -> None:
    found = features_of(document("a", *TEXT))
    assert [utterance.norms[:3] for utterance in found.speech] == [("the", "lamp", "is")]
    assert [mention.text for mention in found.dates] == ["April 2021", "July 2024", "April 2024"]
    assert [mention.text for mention in found.numbers] == ["14 sailors"] or [str(item.value) for item in found.numbers] == ["14"]
    assert ["ana", "lindqvist"] in [list(use.words) for use in found.names]
    assert [disorder.marker for disorder in found.disorders] == ["Then"]


def test_a_document_that_says_nothing_keeps_only_its_words() -> None:
    found = features_of(document("a", "the wind blew softly over the hills and the sheep slept"))
    assert (found.speech, found.dates, found.numbers, found.names, found.disorders) == ((), (), (), (), ())
    assert [set(stems) for stems in found.vocabulary.stems] == [{"wind", "blew", "soft", "hill", "sheep", "slept"}]
    assert "over" in found.vocabulary.listed


def test_titles_and_notices_have_no_features() -> None:
    found = features_of(document("a", (Role.TITLE, TEXT[0]), (Role.DISCLAIMER, TEXT[1])))
    assert (found.speech, found.dates, found.names, found.vocabulary.sentences) == ((), (), (), ())


def test_gathering_keeps_the_order_of_documents() -> None:
    one, two = features_of(document("a", *TEXT)), features_of(document("b", *TEXT))
    found = gathered(iter([one, two]))
    assert found.dates == one.dates + two.dates
    assert found.speech == one.speech + two.speech
    assert found.rarity == gathered([two, one]).rarity


def test_a_sentence_counts_once_however_many_documents_have_it() -> None:
    sentences = [("the", "year", "began"), ("credentials", "arrived"), ("the", "year", "ended")]
    tally = RarityTally()
    for part in (sentences[:2], sentences[1:], sentences):
        tally.add(vocabulary_of(part))
    assert tally.rarity() == measure_rarity(sentences)
