"""``provenance archive`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.articles import FERRY, plain
from tests.command import Done, provenance


@pytest.fixture
def folder(tmp_path: Path, articles: Path) -> Path:
    done = provenance("archive", "add", tmp_path / "archive", articles, "--workers", "1")
    assert done == Done(0, "3 documents added. The archive has 3 documents.\n", "")
    return tmp_path / "archive"


def test_add_again(folder: Path, articles: Path) -> None:
    (articles / "ferry.txt").write_text("Another text in the same file, which is not what the archive has.", encoding="utf-8")
    (articles / "empty.txt").touch()
    done = provenance("archive", "add", folder, articles, "--workers", "1", "--strict")
    assert done.code == 1
    assert done.out == "0 documents added; 2 were there already; 2 inputs skipped. The archive has 3 documents.\n"
    assert "another document called “ferry”" in done.err
    assert "empty.txt" in done.err


def test_quiet(folder: Path, articles: Path) -> None:
    assert provenance("archive", "add", folder, articles, "-q") == Done(0, "", "")
    assert provenance("archive", "check", folder, "-q") == Done(0, "", "")


def test_query_a_file_and_standard_input(folder: Path, articles: Path) -> None:
    asked = plain(FERRY[:2]).encode()
    done = provenance("archive", "query", folder, "-", stdin=asked)
    assert done.code == 0
    assert done.out.startswith("stdin shares passages with 2 documents of 3.")
    found = json.loads(provenance("archive", "query", folder, articles / "ferry.txt", "--json").out)
    assert found["archive"]["itself"] == "ferry"
    assert [match["document"] for match in found["matches"]] == ["copy"]


def test_query_with_fewer_documents(folder: Path) -> None:
    done = provenance("archive", "query", folder, "-", "--most", "1", "--json", stdin=plain(FERRY).encode())
    assert json.loads(done.out)["archive"]["aligned"] == 1


def test_trace_is_that_of_the_folder(folder: Path, articles: Path, tmp_path: Path) -> None:
    mine = provenance("archive", "trace", folder, "--json")
    theirs = provenance("trace", articles, "--json")
    assert mine.out == theirs.out
    done = provenance("archive", "trace", folder, "--family", "copy", "-o", tmp_path / "out")
    assert done.code == 0
    assert {"tree.svg", "tree.gv", "report.html", "trace.json"} <= {path.name for path in (tmp_path / "out").iterdir()}
    assert [each["id"] for each in json.loads((tmp_path / "out" / "trace.json").read_text("utf-8"))["documents"]] == [
        "copy",
        "ferry",
    ]


def test_check_says_what_is_wrong_and_exits_with_one(folder: Path) -> None:
    assert provenance("archive", "check", folder).code == 0
    (folder / "postings-000001.arrow").write_bytes(b"")
    done = provenance("archive", "check", folder, "-q")
    assert done.code == 1
    assert "postings-000001.arrow has 0 bytes" in done.out
    assert "backup" in done.out


@pytest.mark.parametrize("arguments", [["query", "FILE"], ["trace"], ["check"]])
def test_a_folder_that_is_no_archive(tmp_path: Path, articles: Path, arguments: list[str]) -> None:
    given = [str(articles / "ferry.txt") if each == "FILE" else each for each in arguments[1:]]
    done = provenance("archive", arguments[0], tmp_path, *given)
    assert done.code == 2
    assert "is no archive" in done.err
    assert "provenance archive add" in done.err
