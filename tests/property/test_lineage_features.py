"""Laws of what is read of single sentences: quick looks must see what careful ones see."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.attribution import attribute_sentence
from provenance.lineage.features import features_of, gathered
from provenance.lineage.name_variants import personal_words
from provenance.lineage.statements import STATEMENT_ROLES, skim
from provenance.lineage.tokens import token_of
from provenance.model import Document
from provenance.text.dates import find_dates
from provenance.text.names import find_names
from provenance.text.sentences import sentences
from provenance.text.words import split_words
from tests.documents import document

PIECES = (
    *(
        "According",
        "to",
        "a",
        "statement",
        "issued",
        "by",
        "the",
        "Kari Nilsen",
        "al-Amin",
        "Jean-Paul",
        "van",
        "der",
        "Umar bin Hadi",
    ),
    *(
        "said",
        "that",
        "nineteen-year",
        "mid-May",
        "3 May",
        "April 2021",
        "on Thursday",
        "04-Jul-2025",
        "1,200.50",
        "U.S.",
        "a.m.",
    ),
    *(
        ".",
        "?",
        ",",
        "“",
        "”",
        '"',
        "'s",
        "’s",
        "\n\n",
        "\u00a0",
        "ﬁve",
        "ſaid",
        "releaſed",
        "accordıng",
        "İ",
        "中文。",
        "x\u200by",
        "é",
    ),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=24).map(" ".join) | st.text(max_size=80)


def made_of(text: str) -> Document:
    return document("x", text or " ")


@given(texts)
def test_the_words_of_a_text_are_those_of_its_tokens(text: str) -> None:
    split = tuple(norm for token in text.split() for norm in token_of(token).norms)
    assert split == split_words(text).norms


@given(texts)
def test_a_sentence_left_out_has_no_date_no_name_no_number_and_no_speaker(text: str) -> None:
    made = made_of(text)
    telling = {statement.span: statement for statement in skim(made).statements}
    for block in made.blocks:
        for sentence in sentences(made.text, block.span) if block.role in STATEMENT_ROLES else ():
            kept = telling.get(sentence)
            norms = split_words(made.text, sentence).norms
            if kept is None or not kept.has_numeral:
                assert not any(norm[0].isdigit() for norm in norms)
            if kept is None or not kept.may_date:
                may_date = any(norm[0].isdigit() for norm in norms)
                assert not (may_date and find_dates(made.text, sentence))
            if kept is None or not kept.may_name:
                assert not any(personal_words(name.words) for name in find_names(made.text, sentence))
            if kept is None or not kept.may_report:
                assert attribute_sentence(made.text, sentence) is None
            if kept is not None:
                assert kept.norms == norms
                assert kept.words == split_words(made.text, sentence)


@given(st.lists(texts, max_size=4))
def test_rarity_does_not_depend_on_the_order_of_documents(bodies: list[str]) -> None:
    features = [features_of(document(f"d{number}", body or " ")) for number, body in enumerate(bodies)]
    assert gathered(features).rarity == gathered(features[::-1]).rarity
