"""Copies in which one word in twenty is disguised are found as if none were, and the trace says what was done to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import provenance
from provenance.matching import compare_pair
from provenance.settings import Matching
from tests.articles import FERRY, ORCHARD, plain
from tests.command import provenance as command
from tests.disguises import METHODS, disguised, look_alikes, mojibake, prepared
from tests.documents import document
from tests.evasion import containment_of, recovered

LEAST = 0.98
"""Share of the containment of an undisguised copy that every method must leave."""


@pytest.mark.parametrize("name", METHODS)
def test_a_disguised_copy_is_found_as_an_open_one(seeds: Path, name: str) -> None:
    assert recovered(seeds, name).least >= LEAST


def test_the_measurement_can_fail() -> None:
    """Other words in the same places break the runs of words that disguised ones do not."""
    text = plain((*FERRY, *ORCHARD))
    changed, count = disguised(text, lambda word: f"{word}x")
    assert count > 5
    assert containment_of(text, changed) < 0.9


def test_plain_comparison_without_any_disguise_is_whole() -> None:
    text = plain(FERRY)
    found = compare_pair(document("a", *text.split("\n\n")), document("b", *text.split("\n\n")), Matching())
    assert (found.left_in_right, found.right_in_left) == (1.0, 1.0)


@pytest.mark.parametrize("name", METHODS)
def test_the_trace_says_what_was_found_how_often_and_where(tmp_path: Path, name: str) -> None:
    text = prepared(plain((*FERRY, *ORCHARD)))
    (tmp_path / "odd.txt").write_text(disguised(text, METHODS[name])[0], encoding="utf-8")
    (tmp_path / "open.txt").write_text(text, encoding="utf-8")
    trace = provenance.trace(tmp_path)
    told = [problem for problem in trace.problems if problem.path == "odd.txt"]
    assert len(told) == 1
    assert told[0].severity == "notice"
    assert " in p0" in told[0].message
    assert told[0].message[0].isdigit()
    assert not [problem for problem in trace.problems if problem.path == "open.txt"]
    assert told[0].message in trace.summary_text()
    trace.save(tmp_path / "out")
    assert told[0].message in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_inspect_tells_it_too(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(disguised(plain(FERRY), look_alikes)[0], encoding="utf-8")
    assert "look-alike letters of another script in p0" in command("inspect", tmp_path / "odd.txt").out


CREDIT = "The post Ferry landing closes appeared first on The Bay Courier."


@pytest.mark.parametrize("name", METHODS)
def test_a_disguised_credit_is_read_and_quoted_as_it_is_written(tmp_path: Path, name: str) -> None:
    """Accents belong to words of some language, and are kept: no credit is in words that have them on every letter."""
    words = CREDIT.split()
    method = METHODS[name]
    if method is METHODS["combining marks"]:
        pytest.skip("an accent that some alphabet has is no disguise")
    written = " ".join([*words[:5], *(method(word) for word in words[5:9]), *words[9:]])
    (tmp_path / "odd.txt").write_text(f"{plain(FERRY)}\n\n{written}\n", encoding="utf-8")
    (read,) = json.loads(provenance.trace(tmp_path).to_json())["documents"]
    named = [signal for signal in read["signals"] if signal["kind"] == "attribution_line"]
    assert [signal["value"] for signal in named] == [written]
    (block,) = [block for block in read["blocks"] if block["id"] in named[0]["blocks"]]
    assert block["role"] == "credit"
    assert read["text"][block["start"] : block["end"]] == written


def test_shared_mojibake_speaks_for_the_copy_that_has_it(tmp_path: Path) -> None:
    """Of two copies the damaged one is the nearer relation of the one damaged alike."""
    whole = prepared(plain((*FERRY, *ORCHARD)))
    damaged = disguised(whole, mojibake)[0]
    for name, text in (("whole", whole), ("first", damaged), ("second", damaged)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    data = json.loads(provenance.trace(tmp_path).to_json())
    pairs = {(pair["left"], pair["right"]): pair for pair in data["pairs"]}
    assert len(pairs) == 3
    assert pairs["first", "whole"]["containment"]["left_in_right"] >= LEAST
