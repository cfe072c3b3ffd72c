"""Reports of events."""

from __future__ import annotations

from itertools import combinations

import pytest

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.data import KINDS
from provenance.evaluation.simulate.publication import Part
from provenance.evaluation.simulate.telling import VOICES, Telling, headline, local_paragraph, tell
from provenance.text.words import split_words
from tests.unit.evaluation.simulate.factory import event

COMMON_5_GRAMS = 0.05
"""Most 5-grams that unrelated stories may share on average; real news shares 3.3 % by chance."""

NAMES_AND_ROLES = 0.12
"""Most 5-grams of narration that two reports of one event share: names with their roles, places, times."""
LONG = 12
"""Words that a sentence has if it is more than a name with its role."""


def five_grams(text: str) -> set[tuple[str, ...]]:
    norms = split_words(text).norms
    return {norms[place : place + 5] for place in range(len(norms) - 4)}


def story(number: int, kind: str | None = None, paragraphs: int = 20) -> str:
    told = tell(event(number, kind), Telling(paragraphs=paragraphs), "s", Chance(number, "story"))
    return "\n".join(paragraph.text for paragraph in told.paragraphs)


def narration(text: str) -> str:
    """The text without what stands in quotation marks."""
    return " ".join(text.replace("”", "“").split("“")[::2])


def spoken(text: str) -> set[str]:
    """What stands in quotation marks, without the sign at its end."""
    return {speech.rstrip(".,?!") for speech in text.replace("”", "“").split("“")[1::2]}


def long_sentences(text: str) -> set[str]:
    """Sentences that are longer than "said Ann Lee, who leads the finance committee"."""
    return {part for part in text.replace("\n", " ").split(". ") if len(part.split()) > LONG}


def mean_share(texts: list[str]) -> float:
    grams = [five_grams(text) for text in texts]
    shares = [len(one & other) / min(len(one), len(other)) for one, other in combinations(grams, 2)]
    return sum(shares) / len(shares)


@pytest.mark.parametrize("kind", KINDS)
def test_stories_of_one_kind_do_not_look_like_copies(kind: str) -> None:
    assert mean_share([story(number, kind) for number in range(8)]) < COMMON_5_GRAMS


def test_stories_of_all_kinds_share_hardly_anything() -> None:
    assert mean_share([story(number) for number in range(30)]) < COMMON_5_GRAMS / 3


@pytest.mark.parametrize("kind", KINDS)
def test_independent_reports_share_names_and_speech_but_not_their_sentences(kind: str) -> None:
    happening = event(9, kind)
    telling = [Telling(paragraphs=14, voice=voice, voices=VOICES) for voice in range(VOICES)]
    told = [tell(happening, item, f"r{number}", Chance(number, kind)) for number, item in enumerate(telling)]
    texts = ["\n".join(paragraph.text for paragraph in report.paragraphs) for report in told]
    assert len({report.title for report in told}) == VOICES
    for one, other in combinations(texts, 2):
        assert spoken(one) & spoken(other)
        assert not long_sentences(narration(one)) & long_sentences(narration(other))
        shared = five_grams(narration(one)) & five_grams(narration(other))
        assert len(shared) < NAMES_AND_ROLES * len(five_grams(narration(one)))


def test_a_person_is_introduced_once() -> None:
    happening = event(2, "council")
    text = story(2, "council", paragraphs=40)
    for person in happening.people.values():
        assert text.count(person.introduced.rstrip(",")) <= 1
        assert person.last in text


def test_an_outlet_speaks_of_itself_only_if_it_has_a_name() -> None:
    silent = tell(event(1), Telling(paragraphs=40, self_reference=1.0), "s", Chance(1))
    speaking = tell(event(1), Telling(paragraphs=40, self_reference=1.0, own_name="the Tarnmoor Ledger"), "s", Chance(1))
    assert "Ledger" not in "".join(paragraph.text for paragraph in silent.paragraphs)
    assert "told the Tarnmoor Ledger" in "".join(paragraph.text for paragraph in speaking.paragraphs)


def test_a_report_has_the_parts_asked_for_and_begins_with_its_lead() -> None:
    told = tell(event(5), Telling(paragraphs=12, headings=2, embeds=1, figures=1), "s", Chance(5))
    parts = [paragraph.part for paragraph in told.paragraphs]
    assert {part: parts.count(part) for part in set(parts)} == {Part.BODY: 12, Part.HEADING: 2, Part.EMBED: 1, Part.FIGURE: 1}
    assert parts[0] is Part.BODY
    assert len({paragraph.origin for paragraph in told.paragraphs}) == len(parts)


def test_a_long_report_repeats_no_sentence() -> None:
    text = story(7, paragraphs=40).replace("\n", " ")
    said = [part for part in text.split(". ") if len(part.split()) > LONG]
    assert len(said) == len(long_sentences(text))


def test_other_headlines_and_local_paragraphs_fit_the_event() -> None:
    happening = event(6)
    titles = {headline(happening, Chance(seed)) for seed in range(30)}
    assert len(titles) >= 5
    assert any("Oskwick" in local_paragraph(happening, "Oskwick", "x", Chance(seed)).text for seed in range(5))
