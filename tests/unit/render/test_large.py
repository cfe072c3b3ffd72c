"""Large results: an index, one sheet, a page for each family, a screenful of text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import provenance
from provenance.api import Trace
from provenance.errors import OutputError, UsageError
from provenance.export.trimming import trimmed
from provenance.model import Findings, Problem
from provenance.render.explain import explain
from provenance.render.family import FAMILY_NODES, draw_family, family_named
from provenance.render.files import write_all
from provenance.render.index_page import to_index
from provenance.render.overview import is_large, overview_of
from provenance.render.page import PAGE_BYTES
from provenance.render.scripts import SORTING, source_of
from provenance.render.sheet import SHEET_FAMILY, SHEET_NODES, draw_sheet
from provenance.render.terminal import summary
from tests.crowd import crowd
from tests.findings_factory import HOSTILE, findings

SIZES = [90, 20, 9, 5, 3, 2, 2, 2, 2]
LARGE = crowd(SIZES, alone=200)
MOST_BYTES = 2_000_000
SCREEN = 40


def index(result: Findings, pages: tuple[str, ...] = ()) -> str:
    overview = overview_of(result)
    return to_index(result, overview, draw_sheet(result, overview.families), "<svg></svg>", pages)


def test_what_is_large() -> None:
    assert not is_large(findings())
    assert is_large(LARGE)
    assert is_large(crowd([2] * 61, alone=0))
    assert not is_large(crowd([2] * 60, alone=0))
    assert not is_large(crowd([301], alone=0)), "one family is told in one piece"


def test_the_index_lists_every_family_and_counts_the_rest() -> None:
    page = index(LARGE)
    for family in overview_of(LARGE).families:
        assert f"<bdi>{family.documents[0].id}</bdi>" in page
    assert "135 documents in 9 families that share copied text and 200 documents that share nothing with any other." in page
    assert "4 families of two documents" in page
    assert "provenance draw FOLDER --family NAME" in page
    assert "x00000" not in page


def test_a_row_of_the_index() -> None:
    first, second, *_ = overview_of(LARGE).rows
    assert (first.number, first.documents, first.outlets, first.source, first.copies) == (1, 90, 90, "wire.example", 90)
    assert (second.name, second.source, second.title) == ("f001-0000", "f001-0000 (f001-0000.example)", "Story of f001-0000")
    assert second.surest is not None
    assert second.surest.probability == 0.97


def test_the_policy_of_the_index_names_its_script_and_no_other() -> None:
    page = index(LARGE)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy.startswith("default-src 'none'")
    assert source_of(SORTING) in policy
    assert re.findall(r"<script>(.*?)</script>", page, re.DOTALL) == [SORTING]


def test_hostile_names_stay_words_in_the_index() -> None:
    result = LARGE
    titled = tuple(
        replace(document, metadata=replace(document.metadata, title=HOSTILE[number % len(HOSTILE)]))
        for number, document in enumerate(result.documents)
    )
    page = index(replace(result, documents=titled))
    assert page.count("<script") == 1
    assert "<TABLE HREF" not in page
    page.encode("utf-8")


def test_the_index_of_ten_thousand_documents_is_small() -> None:
    result = crowd([400, 60, 30, *[3] * 100, *[2] * 1500], alone=6200)
    assert len(result.documents) == 9990
    overview = overview_of(result)
    assert len(index(result, tuple(f"families/f{row.number:04}.html" for row in overview.rows)).encode()) < MOST_BYTES


def test_the_sheet_holds_the_largest_families_that_fit_and_says_what_it_lacks() -> None:
    picture = draw_sheet(LARGE, overview_of(LARGE).families)
    drawn = {node.id.partition("-")[0] for node in picture.nodes if node.is_observed}
    assert drawn == {f"f{number:03}" for number in range(1, 9)}, "the family of 90 does not fit, the others do"
    assert len(picture.nodes) <= SHEET_NODES
    assert SIZES[0] > SHEET_FAMILY
    assert any("1 more family not drawn here, the largest of 90 documents" in note for note in picture.notes)
    assert any("200 documents not drawn" in note for note in picture.notes)


def test_where_no_family_fits_the_largest_is_drawn_as_far_as_it_goes() -> None:
    result = crowd([400, 70], alone=0)
    picture = draw_sheet(result, overview_of(result).families)
    assert len(picture.nodes) == FAMILY_NODES
    assert any("not drawn" in note for note in picture.notes)


def test_a_sheet_without_families() -> None:
    assert draw_sheet(crowd([], alone=400), ()).nodes == ()


def test_the_summary_of_a_large_result_is_a_screenful() -> None:
    problems = tuple(Problem(path=f"p{number}", stage="read", severity="skipped", message="bad") for number in range(500))
    text = summary(replace(LARGE, problems=problems))
    assert len(text.splitlines()) <= SCREEN
    assert text.splitlines()[0] == "335 documents."
    assert "90  f000-0000; “Story of f000-0000”; from wire.example" in text
    assert "500 skipped" in text
    assert "provenance draw" in text
    many = summary(crowd([2] * 400, alone=0))
    assert len(many.splitlines()) <= SCREEN
    assert "… and 388 more families of 2 documents" in many


def test_all_files_of_a_large_result(tmp_path: Path) -> None:
    out = tmp_path / "out"
    written = write_all(LARGE, out, ("svg", "gv", "html", "json", "pages"))
    assert [path.name for path in written] == ["tree.svg", "tree.gv", "report.html", "trace.json", "families"]
    pages = sorted((out / "families").iterdir())
    assert [page.name for page in pages] == [f"f{number:04}.html" for number in range(1, len(SIZES) + 1)]
    report = (out / "report.html").read_text(encoding="utf-8")
    assert all(f'href="families/{page.name}"' in report for page in pages)
    assert all(page.stat().st_size < MOST_BYTES for page in (*pages, out / "report.html"))
    assert 'href="../report.html"' in pages[0].read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_without_pages_nothing_links_to_them(tmp_path: Path) -> None:
    write_all(LARGE, tmp_path / "out", ("html",))
    assert "families/f" not in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_pages_replace_those_of_an_earlier_run_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "families").mkdir()
    (tmp_path / "families" / "f0001.html").write_text("old")
    (tmp_path / "families" / "mine.txt").write_text("mine")
    write_all(LARGE, tmp_path, ("pages",))
    assert (tmp_path / "families" / "f0001.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "families" / "mine.txt").read_text() == "mine"


def test_a_file_where_the_pages_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "families").write_text("mine")
    with pytest.raises(OutputError, match="where a folder is to be made"):
        write_all(LARGE, tmp_path, ("html", "pages"))
    assert [path.name for path in tmp_path.iterdir()] == ["families"]


def test_a_page_of_a_huge_family_stays_small(tmp_path: Path) -> None:
    result = crowd([1500], alone=0)
    long = " ".join(f"word{number}" for number in range(20_000))
    documents = tuple(replace(each, text=each.text + long) for each in result.documents)
    write_all(replace(result, documents=documents), tmp_path / "out", ("html",))
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert len(report.encode()) < MOST_BYTES
    assert PAGE_BYTES < MOST_BYTES
    assert "more edges not shown here; trace.json has all." in report
    assert "more documents not shown here" in report


def test_a_family_is_found_by_any_of_its_members() -> None:
    for asked in ("f003-0000", "f003-0004", "f003-0002.example"):
        family = family_named(LARGE, asked)
        assert [document.id for document in family.documents] == [f"f003-{number:04}" for number in range(5)]
        assert family.summary.headline == "5 documents, 1 independent text; four documents come from f003-0000."
    with pytest.raises(UsageError, match="belongs to no family"):
        family_named(LARGE, "x00007")
    with pytest.raises(UsageError, match=r"source of 5 families, the largest of them f000-0000 \(90 documents\)"):
        family_named(LARGE, "wire.example")
    with pytest.raises(UsageError, match="there is no node"):
        family_named(LARGE, "nobody")


def test_the_picture_of_a_large_family_says_what_is_kept() -> None:
    assert any("on the tree" in note for note in draw_family(family_named(LARGE, "f000-0000")).notes)
    assert draw_family(family_named(LARGE, "f001-0000")).notes == ()


def test_two_members_of_a_large_family_whose_pair_is_not_kept() -> None:
    kept = trimmed(LARGE)
    said = str(explain(kept, "f000-0000", "f000-0050"))
    assert said.startswith("No edge. f000-0000 (f000-0000.example) and f000-0050 (f000-0050.example) belong to one family of 90 ")
    assert "provenance compare" in said
    assert "Nothing ties" in str(explain(kept, "f000-0000", "x00001"))
    assert "Nothing ties" in str(explain(kept, "f001-0000", "f003-0000"))


def test_a_stored_large_trace_is_read_drawn_and_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("provenance.export.trimming.TEXTS_KEPT", 300)
    whole = Trace(**vars(LARGE))
    whole.save(tmp_path / "out")
    data = json.loads((tmp_path / "out" / "trace.json").read_text(encoding="utf-8"))
    alone = next(each for each in data["documents"] if each["id"] == "x00000")
    assert alone["text_left_out"] is True
    assert not {"text", "blocks"} & alone.keys()
    assert "text_left_out" not in data["documents"][0]
    read = provenance.load(tmp_path / "out")
    assert read == whole.trimmed()
    assert read.summary_text() == whole.summary_text()
    assert read.to_svg() == (tmp_path / "out" / "tree.svg").read_text(encoding="utf-8")
    read.save(tmp_path / "again")
    for name in ("trace.json", "report.html", "tree.svg", "tree.gv"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()
    family = read.family("f001-0000")
    assert isinstance(family, Trace)
    assert "f001-0003" in family.to_svg("builtin")
    whole.save(tmp_path / "full", ("json",), full=True)
    assert provenance.load(tmp_path / "full") == whole
