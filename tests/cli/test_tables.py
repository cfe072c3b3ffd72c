"""Tables on the command line: which column is what, and what is told of bad records."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.articles import FERRY, ORCHARD, plain
from tests.command import provenance

RECORDS = [
    {"key": "a", "head": "Ferry closes", "main": plain(FERRY), "at": "https://bay.example/1", "when": "2025-07-01"},
    {"key": "b", "head": "A pear", "main": plain(ORCHARD), "at": "https://hill.example/2", "when": "2025-07-02"},
]
NAMED = ("--text-column", "main", "--title-column", "head", "--url-column", "at", "--date-column", "when", "--id-column", "key")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A compressed table whose columns nobody can guess."""
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in RECORDS).encode()))
    return path


def test_columns_are_named_by_options(table: Path) -> None:
    data = json.loads(provenance("trace", table, "--json", *NAMED).out)
    assert [(item["id"], item["title"], item["url"]) for item in data["documents"]] == [
        ("news#a", "Ferry closes", "https://bay.example/1"),
        ("news#b", "A pear", "https://hill.example/2"),
    ]
    assert [item["published"]["earliest"] for item in data["documents"]] == ["2025-07-01", "2025-07-02"]
    assert {(item["format"], item["written_as"]) for item in data["documents"]} == {("jsonl_row", "plain_text")}
    assert data["settings"]["columns"]["text"] == "main"


def test_options_go_before_the_settings_file(table: Path, tmp_path: Path) -> None:
    config = tmp_path / "mine.toml"
    config.write_text('[columns]\ntext = "head"\ntitle = "-"\nid = "key"\n')
    data = json.loads(provenance("trace", table, "--json", "--config", config, "--text-column", "main").out)
    assert [item["id"] for item in data["documents"]] == ["news#a", "news#b"]
    assert FERRY[0] in data["documents"][0]["text"]


def test_without_a_column_for_the_text_nothing_is_read_and_the_option_named(table: Path) -> None:
    done = provenance("trace", table, "--json")
    assert (done.code, done.out) == (3, "")
    assert "no column is named like a text; it has key, head, main, at, when" in done.err
    assert "--text-column" in done.err


@pytest.mark.parametrize("command", [("trace", "--json"), ("inspect",)])
def test_a_column_that_is_not_there_ends_with_2(table: Path, command: tuple[str, ...]) -> None:
    done = provenance(*command, table, "--text-column", "mian")
    assert (done.code, done.out) == (2, "")
    assert "--text-column: news.jsonl.gz has no column “mian”; it has key, head, main, at, when" in done.err


def test_inspect_shows_a_record(table: Path) -> None:
    done = provenance("inspect", table, *NAMED)
    assert done.code == 0
    assert "jsonl_row, utf-8" in done.out


def test_many_bad_records_do_not_flood_the_summary(tmp_path: Path) -> None:
    good = [json.dumps({"text": plain(FERRY)}), json.dumps({"text": plain(ORCHARD)})]
    (tmp_path / "news.jsonl").write_text("\n".join([*good, *["{broken"] * 2_000]), encoding="utf-8")
    done = provenance("trace", tmp_path / "news.jsonl", "-o", tmp_path / "out", "--format", "json", "--strict")
    assert done.code == 1
    assert done.out.count("skipped: ") == 6
    assert "skipped: news.jsonl: line 3: it is no valid JSON" in done.out
    assert "skipped: news.jsonl: … and 1,995 more like these" in done.out
    problems = json.loads((tmp_path / "out" / "trace.json").read_text(encoding="utf-8"))["problems"]
    assert len(problems) == 102
    assert sum(problem["count"] for problem in problems if problem["severity"] == "skipped") == 2_000


def test_a_trace_of_a_table_can_be_read_again(table: Path, tmp_path: Path) -> None:
    assert provenance("trace", table, *NAMED, "-o", tmp_path / "out", "--format", "json").code == 0
    done = provenance("explain", tmp_path / "out", "news#a", "news#b")
    assert done.code == 0
