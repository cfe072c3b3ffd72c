"""Laws of the keyword lookup: it finds what a search for every keyword finds, however words are glued together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.signals.keywords import keywords_in
from provenance.signals.patterns import FAMILIES, load_patterns

KEYWORDS = sorted({keyword for family in FAMILIES for pattern in load_patterns(family) for keyword in pattern.keywords})
PIECES = st.one_of(
    st.sampled_from(KEYWORDS),
    st.sampled_from(KEYWORDS).map(lambda keyword: keyword[1:]),
    st.text("abt - (.", max_size=6),
    st.just("x" * 50),
)


@given(st.lists(PIECES, max_size=8), st.sampled_from(["", " "]))
def test_the_keywords_found_are_those_that_stand_in_the_text(pieces: list[str], glue: str) -> None:
    text = " ".join(glue.join(pieces).split())
    assert keywords_in(text) == {keyword for keyword in KEYWORDS if keyword in text}


@given(st.sampled_from(KEYWORDS))
def test_a_keyword_is_found_inside_a_word_too_long_to_be_remembered(keyword: str) -> None:
    text = f"{'x' * 60}{keyword}{'x' * 60}"
    assert keyword in keywords_in(text)
