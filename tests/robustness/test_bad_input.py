"""Damaged input: each is named with what to do about it, and the run goes on with the rest."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import provenance
from tests.articles import FERRY, plain
from tests.command import provenance as command
from tests.robustness.conftest import Run

SKIPPED = {
    "empty.txt": "the file is empty; remove it or fill it",
    "blank.txt": "the file is empty; remove it or fill it",
    "binary.bin": "it is binary, no text; remove it",
    "picture.jpg": "it is a picture",
    "deep-list.json": "nested 100,000 deep and the limit is 200",
    "deep-object.json": "nested 50,000 deep and the limit is 200",
    "no-content.json": "a WordPress post without content (content.rendered is not there); fetch it",
    "empty-content.json": "a WordPress post without content (content.rendered is empty); fetch it",
    "cut-off.json": "it breaks off or goes wrong at line 1, column",
    "settings.json": "JSON, but no WordPress post",
    "error.json": "an error message of a WordPress site and no post (rest_post_invalid_id); fetch the post again",
    "no-posts.json": "an empty list, without a post; fetch it again",
    "feed.xml": "a feed without entries; fetch it again when it has some",
    "pipe.txt": "a pipe, socket or device and no regular file; pass its content on standard input",
    "links/itself": "a symbolic link",
    "links/nowhere": "a symbolic link",
}
TOLD = {
    "line.txt": ("degraded", "only the first 200,000 characters were read; raise limits.text_chars to read on"),
    "solid.txt": ("degraded", "only the first 200,000 characters were read; raise limits.text_chars to read on"),
    "broken-utf8.txt": ("degraded", "not valid UTF-8 at 1 places"),
    "latin.txt": ("notice", "not UTF-8 and no encoding declared; read as Windows-1252"),
    "half-pair.json": ("notice", "1 control characters or lone surrogates were replaced"),
    "links/up": ("notice", "a symbolic link: links in a folder are not followed; give its target as a path of its own"),
    "deep.html": ("degraded", "HTML nested 5,000 deep or with more than 200,000 tags: all text was kept"),
    "links/inside.txt": ("notice", "a symbolic link: links in a folder are not followed; give its target as a path of its own"),
}


@pytest.mark.parametrize("path", SKIPPED)
def test_what_cannot_be_read_is_skipped_and_named(bad_run: Run, path: str) -> None:
    if path == "pipe.txt" and not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    ((severity, message),) = bad_run.problems_of(path)
    assert severity == "skipped"
    assert SKIPPED[path] in message
    assert path not in {item["path"] for item in bad_run.data["documents"]}
    assert f"skipped: {path}: {message}" in bad_run.done.out


@pytest.mark.parametrize("path", TOLD)
def test_what_was_read_with_losses_says_so(bad_run: Run, path: str) -> None:
    severity, message = TOLD[path]
    ((found_severity, found_message),) = bad_run.problems_of(path)
    assert found_severity == severity
    assert message in found_message


def test_the_sound_documents_are_all_there(bad_run: Run) -> None:
    documents = {item["id"]: item for item in bad_run.data["documents"]}
    assert sorted(documents) == [
        "broken-utf8", "deep", "half-pair", "latin", "line", "one/twin", "solid", "sound", "two/twin", "utf16",
    ]  # fmt: skip
    assert documents["utf16"]["encoding"] == "utf-16-le"
    assert documents["utf16"]["text"] == documents["sound"]["text"]
    assert "estuäry" in documents["broken-utf8"]["text"]
    assert documents["half-pair"]["title"] == "Half a pair: \ufffd"
    assert FERRY[2] in documents["deep"]["text"]
    for name in ("line", "solid"):
        assert len(documents[name]["text"]) <= 200_000


def test_no_other_problem_and_every_one_in_the_report(bad_run: Run) -> None:
    known = set(SKIPPED) | set(TOLD)
    assert {item["path"] for item in bad_run.data["problems"]} <= known
    report = bad_run.text("report.html")
    for item in bad_run.data["problems"]:
        assert item["path"] in report


def test_nothing_but_the_result_is_left_behind(bad_run: Run) -> None:
    assert sorted(path.name for path in bad_run.out.iterdir()) == ["report.html", "trace.json", "tree.gv", "tree.svg"]
    assert sorted(path.name for path in bad_run.out.parent.iterdir()) == ["input", "out"]


def test_an_unreadable_file_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "sound.txt").write_text(plain(FERRY), encoding="utf-8")
    secret = tmp_path / "secret.txt"
    secret.write_text(plain(FERRY), encoding="utf-8")
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("this user may read everything")
    data = json.loads(command("trace", tmp_path, "--json").out)
    assert [item["id"] for item in data["documents"]] == ["sound"]
    assert "Permission denied" in data["problems"][0]["message"]


def test_a_file_that_fails_while_it_is_read_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a user without rights, or a dying disk, gives: also where the tests run as root."""
    for name in ("sound.txt", "secret.txt"):
        (tmp_path / name).write_text(plain(FERRY), encoding="utf-8")
    opened = os.open

    def refuse(path: str | Path, flags: int) -> int:
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr("provenance.corpus.loading.os.open", refuse)
    trace = provenance.trace(tmp_path)
    assert [document.id for document in trace.documents] == ["sound"]
    (problem,) = trace.problems
    assert (problem.path, problem.severity) == ("secret.txt", "skipped")
    assert problem.message == "the file cannot be read (Permission denied); check its permissions"


def test_a_folder_that_cannot_be_listed_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sound.txt").write_text(plain(FERRY), encoding="utf-8")
    (tmp_path / "closed").mkdir()
    listed = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr("provenance.corpus.walk.os.scandir", refuse)
    (problem,) = provenance.trace(tmp_path).problems
    assert (problem.path, problem.severity) == ("closed/", "skipped")
    assert "Permission denied" in problem.message


def test_a_file_given_twice_or_by_its_folder_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(plain(FERRY), encoding="utf-8")
    trace = provenance.trace([tmp_path, tmp_path / "story.txt", tmp_path / ".." / tmp_path.name / "story.txt"])
    assert [document.id for document in trace.documents] == ["story"]


def test_a_file_too_large_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "sound.txt").write_text(plain(FERRY), encoding="utf-8")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(provenance.Settings().limits.file_bytes + 1)
    (problem,) = provenance.trace(tmp_path).problems
    assert (problem.path, problem.severity) == ("huge.txt", "skipped")
    assert "larger than 20 MB" in problem.message
