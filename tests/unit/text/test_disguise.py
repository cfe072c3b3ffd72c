"""Disguised text is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import provenance
from provenance.text.disguise import disguises

WORDS = "The evening ferry ran aground on a sandbank shortly after leaving the harbour of the town."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (WORDS.replace("e", "e\u200b"), "invisible characters inside words"),
        (WORDS.replace("a", "\u0430"), "words with look-alike letters of another script"),
        ("\u202e".join(WORDS.split()), "characters that turn the reading direction"),
        (WORDS.translate({ord("e"): "\uff45"}), "full-width letters or digits"),
    ],
)
def test_each_kind_is_counted(text: str, kind: str) -> None:
    assert [found for found, _ in disguises(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [WORDS, "Москва и Тверь, π и Σ", "na\u00adive", "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 9, "नमस्ते क्\u200dष " * 9],
)
def test_ordinary_text_is_not_disguised(text: str) -> None:
    assert disguises(text) == ()


def test_the_trace_names_the_document(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(WORDS.replace("e", "e\u200b"), encoding="utf-8")
    (problem,) = provenance.trace(tmp_path).problems
    assert (problem.path, problem.severity) == ("odd.txt", "notice")
    assert "invisible characters inside words" in problem.message
