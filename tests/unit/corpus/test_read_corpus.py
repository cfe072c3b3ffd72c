"""Folders, files and containers to raw documents; every kind of bad input gives a clear problem and the run goes on."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.errors import UsageError
from provenance.model import Format, Problem, RawDocument
from provenance.settings import Limits

LIMITS = Limits()


def post(**fields: object) -> dict[str, object]:
    """A small WordPress post."""
    return {
        "id": 1,
        "link": "https://example.org/a/",
        "title": {"rendered": "A title"},
        "content": {"rendered": "<p>Some words.</p>", "protected": False},
    } | fields


def read(*paths: Path, limits: Limits = LIMITS) -> tuple[tuple[RawDocument, ...], tuple[Problem, ...]]:
    return read_corpus(paths, limits)


def only_problem(path: Path, limits: Limits = LIMITS) -> Problem:
    """The problem of a folder that holds no readable document."""
    documents, problems = read(path, limits=limits)
    assert documents == ()
    (problem,) = problems
    assert problem.stage == "corpus"
    return problem


def test_content_decides_the_format_not_the_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(json.dumps(post()))
    (tmp_path / "b.json").write_text("Just a line of text.")
    (tmp_path / "c.md").write_text("<html><body><p>One.</p></body></html>")
    (tmp_path / "d.html").write_text("# A title\n\nWith a [link](https://example.org).")
    documents, problems = read(tmp_path)
    assert [document.format for document in documents] == [
        Format.WORDPRESS_REST_JSON,
        Format.PLAIN_TEXT,
        Format.HTML,
        Format.MARKDOWN,
    ]
    assert problems == ()


@pytest.mark.parametrize("wrap", [lambda posts: posts, lambda posts: {"posts": posts}])
def test_a_container_is_taken_apart_and_its_bad_records_are_named(tmp_path: Path, wrap: object) -> None:
    assert callable(wrap)
    records = wrap([post(), {"id": 3}, post(title={"rendered": "Another"})])
    (tmp_path / "all.json").write_text(json.dumps(records))
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["all#1", "all#3"]
    assert json.loads(documents[1].content)["title"]["rendered"] == "Another"
    assert [(problem.severity, problem.message.startswith("record 2: JSON, but no WordPress post")) for problem in problems] == [
        ("skipped", True)
    ]


def test_ids_are_stems_and_paths_where_stems_collide(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "y/b.txt", "y/b.html", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.")
    documents, _ = read(tmp_path)
    assert [document.id for document in documents] == ["c", "x/a", "y/a", "y/b.html", "y/b.txt"]
    assert all(document.path.startswith(document.id) for document in documents)


def test_files_of_equal_names_in_two_given_folders_are_told_apart(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"Words in {folder}.")
    documents, problems = read(tmp_path / "x", tmp_path / "y")
    assert [(document.id, document.path) for document in documents] == [("x/a", "x/a.txt"), ("y/a", "y/a.txt")]
    assert problems == ()


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    documents, _ = read(tmp_path, tmp_path / "a.txt")
    assert [document.id for document in documents] == ["a"]


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("b.txt", "a.txt", "c.txt")]
    for file in files:
        file.write_text(f"Words of {file.name}.")
    assert read(*files) == read(*reversed(files)) == read(tmp_path)


def test_hidden_files_are_left_out_silently(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("Words.")
    (tmp_path / ".b.txt").write_text("Words.")
    assert read(tmp_path) == ((), ())


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Wörter.".encode())))
    documents, _ = read_corpus(["-"], LIMITS)
    assert [(document.id, document.path, document.content) for document in documents] == [("stdin", "-", "Wörter.")]


@pytest.mark.parametrize(
    ("asked", "hint"), [("sedes", "did you mean"), ("Seeds", "did you mean"), ("qqqqqqqq", "check the spelling")]
)
def test_a_missing_path_is_a_usage_error_with_a_hint(tmp_path: Path, asked: str, hint: str) -> None:
    (tmp_path / "seeds").mkdir()
    if (tmp_path / asked).exists():
        pytest.skip("the file system does not tell capitals apart")
    with pytest.raises(UsageError, match=hint) as raised:
        read(tmp_path / asked)
    assert asked in str(raised.value)


def test_an_impossible_name_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"a\\x00b"):
        read_corpus(["a\0b"], LIMITS)


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert read(tmp_path) == ((), ())


def deep(opening: str) -> bytes:
    return opening.encode() * 100_000


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        ("\u2003\u2003".encode(), "only white space"),
        (bytes(range(256)) * 40, "binary"),
        (b"%PDF-1.7 and so on", "a damaged PDF"),
        (b"PK\x03\x04 and so on", "the archive is damaged"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (deep("["), "nested 100,000 deep"),
        (deep('{"a":'), "nested 100,000 deep"),
        (b'{"title": {"rendered": "T"', "breaks off or goes wrong at line 1"),
        (b'{"a": 1}\n{"a": 2}', "no column is named like a text; it has a; name the one that holds the text with --text-column"),
        (b"[]", "an empty list"),
        (b"[1, 2]", "no WordPress post"),
        (json.dumps(post(content={"rendered": " ", "protected": False})).encode(), "without content"),
        (json.dumps(post(content={"rendered": "", "protected": True})).encode(), "password"),
        (b'{"code": "rest_no_route", "message": "No route", "data": {"status": 404}}', "an error message of a WordPress site"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "a feed without entries"),
        (b'<?xml version="1.0"?><urlset>text</urlset>', "XML, but no feed"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    problem = only_problem(tmp_path) if not data.startswith(b"[1") else read(tmp_path)[1][0]
    assert (problem.path, problem.severity) == ("bad.txt", "skipped")
    assert message in problem.message


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\x03" * 100)
    (tmp_path / "good.txt").write_text("Words.")
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["good"]
    assert [problem.path for problem in problems] == ["bad.txt"]


def test_a_file_over_the_limit_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("x" * 1_001)
    problem = only_problem(tmp_path, Limits(file_bytes=1_000))
    assert "larger than 1 kB" in problem.message
    assert len(read(tmp_path, limits=Limits(file_bytes=1_001))[0]) == 1


def test_no_more_files_than_the_limit_are_taken(tmp_path: Path) -> None:
    for name in "dabc":
        (tmp_path / f"{name}.txt").write_text("Words.")
    documents, problems = read(tmp_path, limits=Limits(files=2))
    assert [document.id for document in documents] == ["a", "b"]
    assert "only the first 2 files" in problems[0].message


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Words.")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("provenance.corpus.loading.os.open", refuse)
    assert "cannot be read (Permission denied)" in only_problem(tmp_path).message


def test_an_unreadable_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("provenance.corpus.walk.os.scandir", refuse)
    assert "cannot be listed (Permission denied)" in only_problem(tmp_path).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_devices_never_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no regular file" in only_problem(tmp_path).message
    assert "no regular file" in only_problem(tmp_path / "pipe").message


def test_links_are_not_followed_and_loops_end(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.txt").write_text(f"Words {folder.name}.")
    try:
        (inside / "loop").symlink_to(inside, target_is_directory=True)
        (inside / "same.txt").symlink_to(inside / "a.txt")
        (inside / "out").symlink_to(outside, target_is_directory=True)
        (inside / "broken.txt").symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("this system makes no links")
    documents, problems = read(inside)
    assert [document.id for document in documents] == ["a"]
    assert {problem.path: problem.severity for problem in problems} == {
        "loop": "notice",
        "same.txt": "notice",
        "out": "skipped",
        "broken.txt": "skipped",
    }


def test_names_with_line_ends_can_be_shown(tmp_path: Path) -> None:
    try:
        (tmp_path / "two\nlines.txt").write_text("Words.")
    except OSError:
        pytest.skip("this system has no such names")
    documents, _ = read(tmp_path)
    assert [document.id for document in documents] == [r"two\x0alines"]


def test_odd_numbers_and_characters_in_json_are_replaced_and_named(tmp_path: Path) -> None:
    source = json.dumps(post(title={"rendered": "A\ud800\u0000B"})).replace(
        '"id": 1', f'"id": {"9" * 5000}, "n": NaN, "m": 1e999'
    )
    (tmp_path / "a.json").write_text(source)
    documents, problems = read(tmp_path)
    assert json.loads(documents[0].content)["title"]["rendered"] == "A\ufffd\ufffdB"
    assert documents[0].content.encode("utf-8")
    assert [problem.severity for problem in problems] == ["notice"] * 4
    assert any("5,000 digits" in problem.message for problem in problems)


def test_a_long_line_is_read_at_once(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text("word " * 2_000_000)
    documents, problems = read(tmp_path)
    assert len(documents[0].content) == 10_000_000
    assert problems == ()


@pytest.mark.shared
def test_real_posts_are_read_without_a_problem(shared: Path) -> None:
    documents, problems = read(shared / "data" / "wordpress" / "posts.json")
    assert (len(documents), problems) == (373, ())
