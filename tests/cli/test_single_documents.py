"""``provenance inspect`` and ``provenance compare``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.articles import FERRY, plain, post
from tests.command import provenance

FIRST = "000_ec4e91de95e91101.txt"
SECOND = "002_727b5114ba0a0508.txt"


@pytest.fixture
def two_posts(tmp_path: Path) -> Path:
    """One file that holds two documents."""
    place = tmp_path / "posts.json"
    place.write_text(f"[{post(FERRY, 'Ferry landing closes')}, {post(FERRY[:2], 'Ferry landing')}]", encoding="utf-8")
    return place


def test_inspect_shows_roles_and_signals(seeds: Path) -> None:
    done = provenance("inspect", seeds / FIRST)
    assert (done.code, done.err) == (0, "")
    for word in ("wordpress_rest_json", "title", "body", "heading", "credit", "attribution_line", "cms_component_id", "cnn.com"):
        assert word in done.out


def test_inspect_as_json_has_the_fields_of_the_trace(seeds: Path) -> None:
    (document,) = json.loads(provenance("inspect", seeds / FIRST, "--json").out)
    assert document["id"] == FIRST.removesuffix(".txt")
    assert len([block for block in document["blocks"] if block["role"] in {"body", "heading"}]) == 13
    assert len([signal for signal in document["signals"] if signal["kind"] == "cms_component_id"]) == 13
    assert document["problems"] == []


def test_inspect_shows_every_document_of_a_container(two_posts: Path) -> None:
    found = json.loads(provenance("inspect", two_posts, "--json").out)
    assert [document["id"] for document in found] == ["posts#1", "posts#2"]


def test_inspect_reads_standard_input(seeds: Path) -> None:
    (document,) = json.loads(provenance("inspect", "-", "--json", stdin=(seeds / SECOND).read_bytes()).out)
    assert (document["id"], document["path"]) == ("stdin", "-")


def test_inspect_names_what_is_wrong(tmp_path: Path) -> None:
    assert provenance("inspect", tmp_path / "nothing.txt").code == 2
    (tmp_path / "hole.txt").touch()
    done = provenance("inspect", tmp_path / "hole.txt")
    assert (done.code, done.out) == (3, "")
    assert "hole.txt" in done.err
    assert "the file is empty" in done.err


def test_compare_shows_every_difference(seeds: Path) -> None:
    done = provenance("compare", seeds / FIRST, seeds / SECOND)
    assert (done.code, done.err) == (0, "")
    assert "13 blocks in common, 8 of them identical" in done.out
    assert done.out.count("- US\n") == 7
    assert "nine-year" in done.out
    assert "People familiar with American conversations" in done.out


def test_compare_as_json_is_the_same_either_way_round(seeds: Path) -> None:
    done = provenance("compare", seeds / FIRST, seeds / SECOND, "--json")
    data = json.loads(done.out)
    assert (data["left"], data["right"]) == (FIRST.removesuffix(".txt"), SECOND.removesuffix(".txt"))
    assert len([edit for edit in data["edits"] if edit["unit"] == "token"]) == 9
    assert provenance("compare", seeds / SECOND, seeds / FIRST, "--json") == done


def test_two_files_of_the_same_name_can_be_compared(tmp_path: Path) -> None:
    for name, paragraphs in (("one", FERRY), ("two", FERRY[:2])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.txt").write_text(plain(paragraphs), encoding="utf-8")
    done = provenance("compare", tmp_path / "one" / "story.txt", tmp_path / "two" / "story.txt", "--json")
    data = json.loads(done.out)
    assert (done.code, data["left"], data["right"]) == (0, "story (1)", "story (2)")
    assert data["containment"]["right_in_left"] == 1.0


def test_a_file_with_several_documents_cannot_be_compared(two_posts: Path, seeds: Path) -> None:
    done = provenance("compare", seeds / FIRST, two_posts)
    assert (done.code, done.out) == (2, "")
    assert "holds 2 documents (posts#1, posts#2" in done.err


def test_texts_that_share_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FERRY[0], encoding="utf-8")
    (tmp_path / "b.txt").write_text("Rain.", encoding="utf-8")
    done = provenance("compare", tmp_path / "a.txt", tmp_path / "b.txt")
    assert done.code == 0
    assert "No shared passage" in done.out
