"""Disguised text is told."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.text.disguise import disguises, legible, plain_sight
from tests.disguises import METHODS, combining_marks

WORDS = "The evening ferry ran aground on a sandbank shortly after leaving the harbour of the town."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (WORDS.replace("e", "e\u200b"), "invisible characters inside words"),
        (WORDS.replace("a", "\u0430"), "words with look-alike letters of another script"),
        ("\u202e".join(WORDS.split()), "characters that turn the reading direction"),
        (WORDS.translate({ord("e"): "\uff45"}), "full-width letters or digits"),
        (WORDS.replace("e", "e\u0336"), "letters with marks that no alphabet puts there"),
        (WORDS.replace(" the", " l’été à l’île".encode().decode("cp1252")), "characters garbled by a wrong encoding"),
    ],
)
def test_each_kind_is_counted(text: str, kind: str) -> None:
    assert [found.kind for found in disguises(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        "Москва и Тверь, π и Σ",
        "na\u00adive",
        unicodedata.normalize("NFD", "À l’été, où ça") * 3,
        "“NESTLÉ” É…” à…» " * 3,
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 9,
        "नमस्ते क्\u200dष " * 9,
    ],
)
def test_ordinary_text_is_not_disguised(text: str) -> None:
    assert disguises(text) == ()


def test_the_trace_names_the_document(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(WORDS.replace("e", "e\u200b"), encoding="utf-8")
    (problem,) = provenance.trace(tmp_path).problems
    assert (problem.path, problem.severity) == ("odd.txt", "notice")
    assert problem.message.startswith("5 invisible characters inside words in p01; ")


CREDIT = "This post appeared first on The Bay Courier"


@pytest.mark.parametrize("name", METHODS)
def test_a_line_is_seen_as_a_reader_sees_it(name: str) -> None:
    method = METHODS[name]
    written = " ".join(method(word) for word in CREDIT.split())
    seen = plain_sight(written)
    if method is not combining_marks:  # an accent that some alphabet has is no disguise
        assert seen.text == CREDIT
    place = seen.text.find("Courier") if method is not combining_marks else seen.text.rfind(" ") + 1
    assert method("Courier").strip("\u202a\u202c\u202e") in seen.quote(place, len(seen.text))


@given(
    st.text(
        st.one_of(st.sampled_from("ab \u0430\u200b\u0301\u0336\u202e\u202câ€™Ã©\uff21\u00ad\u2060"), st.characters()), max_size=40
    )
)
def test_legible_text_keeps_its_places_and_sights_point_into_what_is_written(text: str) -> None:
    assert len(legible(text)) == len(text)
    seen = plain_sight(text)
    assert seen.quote(0, len(seen.text)) == text[seen.places[0] :] if seen.places else True
    if seen.places is not None:
        assert len(seen.places) == len(seen.text)
        assert list(seen.places) == sorted(set(seen.places))
    assert plain_sight(CREDIT).text == CREDIT
