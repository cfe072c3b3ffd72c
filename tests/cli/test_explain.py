"""``provenance explain``: every way to name a node, and every way to get it wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Done, provenance


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("source:cnn.com", "002_727b5114ba0a0508"),
        ("cnn.com", "002"),
        ("CNN.com", "002_727"),
        ("002_727b5114ba0a0508.txt", "cnn"),
    ],
)
def test_nodes_go_by_id_beginning_or_label_in_any_order(seed_run: tuple[Done, Path], one: str, other: str) -> None:
    done = provenance("explain", seed_run[1], one, other)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("002 republished cnn.com with edits (almost certain, ")
    assert "For:\n" in done.out
    assert "[verbatim_overlap" in done.out
    assert "This would change it: " in done.out


def test_the_file_is_as_good_as_its_folder(seed_run: tuple[Done, Path]) -> None:
    by_folder = provenance("explain", seed_run[1], "000", "002")
    assert by_folder == provenance("explain", seed_run[1] / "trace.json", "000", "002")
    assert by_folder.code == 0
    assert by_folder.out.startswith("No edge. ")
    assert by_folder.out.count("Excluded: ") == 2
    assert "13 component ids of cms.cnn.com" in by_folder.out


def test_two_nodes_that_nothing_ties(seed_run: tuple[Done, Path]) -> None:
    done = provenance("explain", seed_run[1], "MENAFN", "cnn.com")
    assert (done.code, done.out) == (0, "Nothing ties MENAFN and cnn.com together directly.\n")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("002", "cnm.com", "there is no node 'cnm.com'; did you mean cnn.com"),
        ("00", "cnn.com", "'00' names 5 nodes (000_ec4e91de95e91101, "),
        ("002", "002_727", "are the same node"),
        ("", "002", "there is no node ''"),
    ],
)
def test_a_name_that_is_nobodys_ends_with_2_and_help(seed_run: tuple[Done, Path], one: str, other: str, said: str) -> None:
    done = provenance("explain", seed_run[1], one, other)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("place", ["trace.json", "."])
def test_no_trace_there(tmp_path: Path, place: str) -> None:
    done = provenance("explain", tmp_path / place, "a", "b")
    assert (done.code, done.out) == (2, "")
    assert "run “provenance trace” first" in done.err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"trace"',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"schema": "provenance.trace/99"}',
        b'{"schema": "provenance.trace/1", "documents": 5}',
        b'{"schema": "provenance.trace/1", "edges": NaN}',
    ],
)
def test_a_damaged_trace_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "trace.json").write_bytes(content)
    done = provenance("explain", tmp_path, "a", "b")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("provenance: ")
    assert "trace" in done.err
    assert done.err.count("\n") == 1


def test_a_trace_with_one_wrong_field_names_its_place(seed_run: tuple[Done, Path], tmp_path: Path) -> None:
    data = json.loads((seed_run[1] / "trace.json").read_text(encoding="utf-8"))
    data["edges"][0]["probability"] = "high"
    (tmp_path / "trace.json").write_text(json.dumps(data), encoding="utf-8")
    done = provenance("explain", tmp_path, "cnn.com", "002")
    assert done.code == 2
    assert "edges[0].probability" in done.err
