"""What a check finds, and what a query says of the same damage."""

from __future__ import annotations

from pathlib import Path

import pytest

import provenance
from provenance.archive.folder import read_manifest
from provenance.archive.telling import checked_text

FILES = ("documents-000001.parquet", "ids-000001.arrow", "postings-000001.arrow")


def test_a_whole_archive(archive: provenance.Archive) -> None:
    checked = archive.check()
    assert (checked.documents, checked.segments, checked.faults, checked.left) == (16, 1, (), ())
    assert checked.bytes == sum((archive.folder / name).stat().st_size for name in FILES)
    assert checked_text(checked).endswith("all as it was written.")


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short(archive: provenance.Archive, articles: Path, name: str) -> None:
    path = archive.folder / name
    path.write_bytes(path.read_bytes()[:-100])
    (fault,) = archive.check().faults
    assert fault.startswith(f"{name} has ")
    with pytest.raises(provenance.UsageError, match=f"{name} is missing or damaged.*archive check"):
        archive.query(articles / "flood.txt")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing(archive: provenance.Archive, articles: Path, name: str) -> None:
    (archive.folder / name).unlink()
    assert archive.check().faults == (f"{name} is missing",)
    with pytest.raises(provenance.UsageError, match=f"{name} is missing or damaged"):
        archive.query(articles / "flood.txt")


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_is_found_anywhere(archive: provenance.Archive, name: str) -> None:
    path = archive.folder / name
    whole = path.read_bytes()
    for place in range(0, len(whole), len(whole) // 9):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert archive.check().faults == (
            f"{name} has another content than was written (its SHA-256 is not that of the manifest)",
        )


@pytest.mark.parametrize("name", FILES)
def test_garbage_in_a_file_is_no_traceback(archive: provenance.Archive, articles: Path, name: str) -> None:
    """A query need not notice every changed byte, but it never fails in another way than with a message."""
    path = archive.folder / name
    whole = path.read_bytes()
    told = []
    for place in range(0, len(whole) - 40, len(whole) // 25):
        path.write_bytes(whole[:place] + b"\xa5" * 40 + whole[place + 40 :])
        try:
            archive.query(articles / "flood.txt")
        except provenance.UsageError as error:
            told.append(str(error))
    assert told
    assert [message for message in told if "archive check" not in message] == []


def test_what_a_killed_writer_left_is_told_and_harmless(archive: provenance.Archive, articles: Path) -> None:
    (archive.folder / "documents-000002.parquet").write_bytes(b"PAR1")
    (archive.folder / ".writing-postings-000002.arrow").touch()
    checked = archive.check()
    assert checked.faults == ()
    assert checked.left == (".writing-postings-000002.arrow", "documents-000002.parquet")
    assert "left 2 files behind" in checked_text(checked)
    (articles / "new.txt").write_text("A new article about something else altogether, and long enough.", encoding="utf-8")
    assert archive.add(articles, workers=1).documents == 1
    assert archive.check().left == ()
    assert len(read_manifest(archive.folder).segments) == 2


def test_faults_are_told_with_what_to_do(archive: provenance.Archive) -> None:
    (archive.folder / FILES[0]).unlink()
    assert "from a backup" in checked_text(archive.check())
