"""Laws of splitting a text into words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.text.words import normalise_word, split_words

ASCII = st.text(st.sampled_from("aZ09 .,'-_\n\"()$:/"), max_size=60)
SIGN = "ß"
"""A letter that is not ASCII: with it in the text, the general pattern is used for all of it."""


@given(ASCII)
def test_a_text_in_ascii_is_split_as_any_other(text: str) -> None:
    alone, followed = split_words(text), split_words(f"{text} {SIGN}")
    assert followed.norms == (*alone.norms, "ss")
    assert followed.starts[:-1] == alone.starts
    assert followed.ends[:-1] == alone.ends


@given(st.text(max_size=80))
def test_words_stand_where_they_are_said_to_and_follow_one_another(text: str) -> None:
    words = split_words(text)
    places = [0, *(place for pair in zip(words.starts, words.ends, strict=True) for place in pair), len(text)]
    assert places == sorted(places)
    assert len(words.norms) == len(words.starts) == len(words.ends)


@given(st.text(st.one_of(st.sampled_from("aÉ\u0301\u0336ß\u0430\u200b\u00ad\uff21İŉ.-’"), st.characters()), max_size=12))
def test_a_normal_form_is_its_own(word: str) -> None:
    once = normalise_word(word)
    assert normalise_word(once) == once
