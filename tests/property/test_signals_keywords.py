"""Laws of the keyword lookup: it finds what a search for every keyword finds, however words are glued together."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from provenance.signals.keywords import keywords_of
from provenance.signals.patterns import FAMILIES, load_patterns, patterns_for

PATTERNS = [pattern for family in FAMILIES for pattern in load_patterns(family)]
KEYWORDS = sorted({keyword for pattern in PATTERNS for keyword in (*pattern.keywords, *pattern.also)})
PIECES = st.one_of(
    st.sampled_from(KEYWORDS),
    st.sampled_from(KEYWORDS).map(lambda keyword: keyword[1:]),
    st.text("abt - (.", max_size=6),
    st.just("x" * 50),
)


@given(st.lists(PIECES, max_size=8), st.sampled_from(["", " "]))
def test_the_keywords_found_are_those_that_stand_in_the_text(pieces: list[str], glue: str) -> None:
    text = " ".join(glue.join(pieces).split())
    assert keywords_of([text])[0] == {keyword for keyword in KEYWORDS if keyword in text}


@given(st.lists(st.lists(PIECES, max_size=4).map(" ".join), max_size=4))
def test_what_a_text_holds_does_not_depend_on_the_texts_beside_it(texts: list[str]) -> None:
    assert keywords_of(texts) == tuple(keywords_of([text])[0] for text in texts)


@given(st.sampled_from(KEYWORDS))
def test_a_keyword_is_found_inside_a_word_too_long_to_be_remembered(keyword: str) -> None:
    text = f"{'x' * 60}{keyword}{'x' * 60}"
    assert keyword in keywords_of([text])[0]


CASES = [case.text for pattern in PATTERNS for case in pattern.positive]
WORDS = [word for text in CASES for word in text.split()]


@example("primeiro em The post Ten Ways to Save Water appeared first on greenvalley.example.com.")
@given(st.lists(st.one_of(st.sampled_from(CASES), st.sampled_from(WORDS), st.sampled_from(KEYWORDS)), max_size=6).map(" ".join))
def test_no_pattern_matches_a_text_without_its_keywords(text: str) -> None:
    tried = patterns_for(FAMILIES, keywords_of([text])[0])
    assert [pattern.id for pattern in PATTERNS if pattern not in tried and pattern.regex.search(text)] == []
