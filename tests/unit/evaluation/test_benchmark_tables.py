"""Results as tables, as text, and on a page."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import replace
from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.evaluation.conditions import CONDITIONS
from provenance.evaluation.page import REGIONS, filled
from provenance.evaluation.report import files, read_page, text
from provenance.evaluation.results import Benchmark, measures
from provenance.evaluation.scores import Scores
from provenance.evaluation.tables import COLUMNS, Table, all_tables, markdown, plain, target_overview, target_table
from provenance.evaluation.targets import Target, read_targets, results
from tests.conftest import ROOT
from tests.unit.evaluation.small_corpus import corpus, small_benchmark


@pytest.fixture(scope="module")
def found() -> Benchmark:
    return small_benchmark()


def test_rows_are_systems_and_columns_what_can_be_measured(found: Benchmark) -> None:
    table = all_tables(found)[0]
    assert table.title == "small, all evidence: edges"
    assert table.heading == ("", "precision", "recall", "F1", "direction right", "decided", "linked")
    assert table.rows == (
        ("provenance", "1.000", "1.000", "1.000", "1.000", "1.000", "1.000"),
        ("backwards", ".000", ".000", ".000", ".000", "1.000", "1.000"),
        ("silent", "–", ".000", ".000", "–", ".000", ".000"),
    )


def test_what_nobody_can_measure_is_left_out(found: Benchmark) -> None:
    tables = {table.title: table for table in all_tables(found)}
    assert "small, all evidence: groups and passages" not in tables
    assert tables["small, all evidence: left open and not linked"].heading == ("", "look-alikes linked")
    assert not any("time" in title for title in tables)


def test_only_our_system_is_judged_by_its_probabilities(found: Benchmark) -> None:
    """Baselines rank edges by scores that were never meant as probabilities."""
    tables = {table.title: table for table in all_tables(found)}
    assert [row[0] for row in tables["small, all evidence: probabilities"].rows] == ["provenance"]
    others = replace(found, cells=tuple(cell for cell in found.cells if cell.system != "provenance"))
    assert not any("probabilities" in table.title for table in all_tables(others))


def test_every_column_is_a_measure() -> None:
    assert {column.path for _, columns in COLUMNS for column in columns} <= set(measures())


def test_markdown_is_a_table_whatever_stands_in_it() -> None:
    table = Table(title="t", heading=("", "a|b"), rows=(("x\ny", "1"),))
    assert markdown(table) == "|  | a\\|b |\n| --- | --: |\n| x y | 1 |"


def test_columns_stand_below_one_another() -> None:
    table = Table(title="t", heading=("", "one", "日本"), rows=(("a", "1", ".5"), ("long name", "22", ".75")))
    assert plain(table) == "t\n           one  日本\na            1    .5\nlong name   22   .75"


def test_targets_are_told_in_words(found: Benchmark) -> None:
    aims = [
        Target(corpus="small", condition="all evidence", measure="edges.direction_accuracy", at_least=0.97, what="direction"),
        Target(corpus="small", condition="all evidence", system="backwards", measure="edges.directed.f1", at_least=0.5),
        Target(corpus="small", condition="all evidence", measure="clusters.adjusted_rand_index", at_least=0.5),
    ]
    table = target_table(results(aims, found))
    assert table.rows == (
        ("direction", "small", "all evidence", "≥ 0.97", "1.000", "yes"),
        ("edges.directed.f1", "small", "all evidence", "≥ 0.5", ".000", "NO"),
        ("clusters.adjusted_rand_index", "small", "all evidence", "≥ 0.5", "–", "not measured"),
    )
    assert text(found, results(aims, found)).endswith(plain(table))  # each is for one cell only
    assert markdown(table) in files(found, results(aims, found))["tables.md"]


def test_a_target_for_several_cells_shows_the_worst(found: Benchmark) -> None:
    cells = [cell if cell.condition == "all evidence" else replace(cell, scores=worse(cell.scores)) for cell in found.cells]
    uneven = replace(found, cells=tuple(cells))

    def row(measure: str, least: float) -> tuple[str, ...]:
        aim = Target(corpus="*", condition="*", measure=measure, at_least=least)
        (only,) = target_overview(results([aim], uneven)).rows
        return only[1:]

    assert row("documents", 4) == ("worst: small", "in a fog", "≥ 4", "1", "NO: missed on 1 of 2")
    assert row("documents", 1) == ("worst: small", "in a fog", "≥ 1", "1", "yes, on all 2")
    assert row("edges.share_decided", 0.5) == ("small", "all evidence", "≥ 0.5", "1.000", "yes")
    assert row("clusters.adjusted_rand_index", 0.5) == ("*", "*", "≥ 0.5", "–", "not measured")


def worse(scores: Scores) -> Scores:
    """Only one document was read, and nothing is known of edges."""
    return replace(scores, documents=1, edges=None)


PAGE = "# How good\n\n<!-- benchmark: {} -->\nold numbers\n<!-- end -->\n\nWords stay.\n"


@pytest.mark.parametrize("name", REGIONS)
def test_every_region_is_filled_and_filling_again_changes_nothing(found: Benchmark, name: str) -> None:
    once = filled(PAGE.format(name), found, ())
    assert "old numbers" not in once
    assert once.startswith("# How good\n\n<!-- benchmark: ")
    assert once.endswith("<!-- end -->\n\nWords stay.\n")
    assert filled(once, found, ()) == once


def test_what_the_regions_say(found: Benchmark) -> None:
    page = "".join(f"<!-- benchmark: {name} -->\n<!-- end -->\n" for name in REGIONS)
    content = filled(page, found, ())
    assert f"| small | 4 | `{corpus().checksum[:16]}` |" in content
    assert "| small | all evidence | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | – | – | .100 | .180 |" in content
    assert "**in a fog**" in content
    assert "|  | provenance | backwards | silent |" in content
    assert "| small | 1.000 | .000 | .000 |" in content
    assert re.search(r"\| \.900 to \.900 \| 2 \| \.900 \| 1\.000 \(", content)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("# No region\n", "no region to fill"),
        (PAGE.format("nonsense"), "no region can be called 'nonsense'.*NAME being run, corpora"),
    ],
)
def test_a_page_that_cannot_be_filled_is_refused(tmp_path: Path, found: Benchmark, page: str, message: str) -> None:
    place = tmp_path / "page.md"
    place.write_text(page, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_page(place)
    with pytest.raises(UsageError, match=message):
        filled(page, found, ())


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read as UTF-8"):
        read_page(tmp_path / "page.md")


EXPLANATION = ROOT / "docs" / "explanation"


def test_the_page_of_the_documentation_can_be_filled(found: Benchmark) -> None:
    content = read_page(EXPLANATION / "how-good-is-it.md")
    for name in REGIONS:
        assert content.count(f"<!-- benchmark: {name} -->") == 1
    assert "Not measured yet" not in filled(content, found, ())


def test_the_targets_of_the_documentation_are_for_conditions_that_there_are() -> None:
    for target in read_targets(EXPLANATION / "targets.toml"):
        assert target.what
        assert fnmatch.filter(CONDITIONS, target.condition)
