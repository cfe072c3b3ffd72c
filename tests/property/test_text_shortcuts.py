"""Laws of the shortcuts: what is passed over without a closer look holds nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from unittest import mock

from hypothesis import example, given
from hypothesis import strategies as st

from provenance.reading import furniture, language
from provenance.reading.furniture_words import ANYWHERE, OUTSIDE_BODY
from provenance.text import dates, disguise
from provenance.text.calendar_words import MONTHS, WEEKDAYS
from provenance.text.dates import find_dates
from provenance.text.words import fold_space

EVERYWHERE = re.compile("")
SPACES = st.sampled_from([" ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u2009", "\u3000", "\x1f", ""])
SIGNS = st.sampled_from([*".,:;/-–—’'“”()|•»×©@", "\u200b", "é", "ß", "ǅ", "٣", "９", "Σ"])
DAYS = st.integers(0, 33).map(str)
YEARS = st.sampled_from(["1899", "1999", "2025", "2101"])
NAMES = st.sampled_from(sorted({*MONTHS, *WEEKDAYS}))
BETWEEN = st.sampled_from([" ", " de ", ". ", ", ", "-", "/", "."])
DATE_PARTS = st.one_of(
    st.tuples(DAYS, BETWEEN, NAMES, BETWEEN, YEARS).map("".join),
    st.tuples(NAMES, BETWEEN, DAYS, BETWEEN, YEARS).map("".join),
    st.tuples(st.sampled_from("-/."), st.tuples(DAYS, DAYS, YEARS)).map(lambda numbers: numbers[0].join(numbers[1])),
    st.tuples(st.sampled_from("-/."), st.tuples(YEARS, DAYS, DAYS)).map(lambda numbers: numbers[0].join(numbers[1])),
    YEARS.map("in {}".format),
    st.sampled_from(["the", "in", "T10:30Z", "١٢", "march", "may"]),
    NAMES,
    DAYS,
    YEARS,
)
LINE_PARTS = st.one_of(
    st.sampled_from(sorted(ANYWHERE | OUTSIDE_BODY)),
    st.sampled_from(
        "share this,follow us on x,read more,subscribe to our newsletter,3 comments,5 min read,tags: a,powered by,to the top,"
        "translate to,photo 1 of 3,log in,© Example privacy,accept cookies,E-mail: a@example.org,+1 (555) 010-0000,read,more,"
        "reading time,word".split(",")
    ),
)


def texts(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    glued = st.lists(st.one_of(parts, SPACES, SIGNS), max_size=14).map("".join)
    return glued | st.lists(parts, max_size=6).map(" ".join)


@given(texts(DATE_PARTS))
@example("25.7.2025")
def test_every_date_is_found_that_is_found_without_looking_for_anchors_first(text: str) -> None:
    quick = find_dates(text)
    with (
        mock.patch.object(dates, "_ANCHOR", EVERYWHERE),
        mock.patch.object(dates, "_FOUR_DIGITS", EVERYWHERE),
        mock.patch.object(dates, "_PARTED_DIGITS", EVERYWHERE),
        mock.patch.object(dates, "_CAPITAL_MONTH", dates._MONTH),
    ):
        assert find_dates(text) == quick


@given(texts(LINE_PARTS), st.sampled_from([str, str.upper, str.title]))
def test_a_line_is_furniture_by_any_pattern_by_which_it_is_when_each_is_tried(text: str, cased: type[str]) -> None:
    line = cased(text)
    quick = furniture.is_furniture(line), furniture.is_furniture_outside_body(line)
    every = {
        name: replace(getattr(furniture, name), any_of=EVERYWHERE, most_words=1_000)
        for name in ("_OPENINGS", "_PHRASES", "_OUTSIDE_OPENINGS", "_OUTSIDE_PHRASES")
    }
    with mock.patch.multiple(furniture, _LONGEST_ENTRY=1_000, **every):
        plain = furniture._is_furniture.__wrapped__(line)
        assert quick == (plain, plain or furniture._is_furniture_outside_body.__wrapped__(line))


@given(texts(st.sampled_from(["the", "für", "naïve", "ΑΒΓ", "日本", "ǅ", "x1y"])))
def test_the_words_a_language_is_told_by_are_runs_of_letters(text: str) -> None:
    lowered = text.lower()
    assert language._words(lowered) == re.findall(r"[^\W\d_]+", lowered)


@given(texts(st.sampled_from(["p\u0430ypal ", "a\u00adb ", "ｆｕｌｌ", "\u202e", "plain "])))
def test_every_disguise_is_counted_that_is_without_looking_for_its_characters_first(text: str) -> None:
    quick = disguise.disguises(text)
    with mock.patch.object(disguise, "_ANY", EVERYWHERE):
        assert disguise.disguises(text) == quick


@given(texts(st.sampled_from(["word", "Wörter", "語", "two  blanks"])))
def test_a_folded_text_has_single_blanks_between_its_words(text: str) -> None:
    assert fold_space(text) == " ".join(text.split())
