"""The manifest: written, read, refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import provenance
from provenance.archive.manifest import Manifest, Segment, StoredFile, from_bytes, to_bytes

FILE = StoredFile(name="documents-000001.parquet", bytes=7, sha256="ab")
MANIFEST = Manifest(
    tool_version="0.1.0",
    shingle_words=5,
    probe="00",
    segments=(
        Segment(first=0, rows=3, pairs=9, documents=FILE, ids=FILE, postings=FILE),
        Segment(first=3, rows=2, pairs=4, documents=FILE, ids=FILE, postings=FILE),
    ),
)


def changed(**changes: object) -> bytes:
    return json.dumps({**json.loads(to_bytes(MANIFEST)), **changes}).encode()


def test_it_comes_back() -> None:
    assert from_bytes(to_bytes(MANIFEST), "m") == MANIFEST
    assert MANIFEST.documents == 5


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "damaged"),
        (b"\xff", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[]", "an object is missing"),
        (to_bytes(MANIFEST)[:-40], "damaged"),
        (changed(schema="other/1"), "where 'provenance.archive/1' is expected"),
        (changed(schema="provenance.archive/x"), "is expected"),
        (changed(documents=6), "its segments have 5 documents"),
        (changed(documents=True), "“documents” is missing or wrong"),
        (changed(segments={}), "“segments” is missing or wrong"),
        (changed(segments=[{}]), "“first” is missing or wrong"),
        (changed(shingles={"words": "5"}), "“words” is missing or wrong"),
    ],
    ids=range(12),
)
def test_damage_is_told(data: bytes, says: str) -> None:
    with pytest.raises(provenance.UsageError, match=says):
        from_bytes(data, "m")


@pytest.mark.parametrize("name", ["../elsewhere", "/etc/passwd", ".hidden", "", "a\\b"])
def test_files_elsewhere_are_never_opened(name: str) -> None:
    plain: dict[str, Any] = json.loads(to_bytes(MANIFEST))
    plain["segments"][0]["ids"]["name"] = name
    with pytest.raises(provenance.UsageError, match="no name of a file"):
        from_bytes(json.dumps(plain).encode(), "m")


def test_segments_must_follow_one_another() -> None:
    plain: dict[str, Any] = json.loads(to_bytes(MANIFEST))
    plain["segments"][1]["first"] = 4
    with pytest.raises(provenance.UsageError, match="does not go on"):
        from_bytes(json.dumps(plain).encode(), "m")


def test_a_newer_layout_names_the_upgrade() -> None:
    with pytest.raises(provenance.UsageError, match="pip install --upgrade provenance-tracer"):
        from_bytes(changed(schema="provenance.archive/2", tool={"version": "7.0"}, segments="whatever"), "m")


def test_an_older_layout_names_the_way_out() -> None:
    with pytest.raises(provenance.UsageError, match=r"provenance-tracer==0\.0\.1"):
        from_bytes(changed(schema="provenance.archive/0", tool={"version": "0.0.1"}), "m")


def test_another_schema_is_refused_by_every_command(archive: provenance.Archive, articles: Path) -> None:
    path = archive.folder / "manifest.json"
    newer = path.read_text(encoding="utf-8").replace("provenance.archive/1", "provenance.archive/2")
    path.write_text(newer, encoding="utf-8")
    for refused in (
        lambda: archive.add(articles, workers=1),
        lambda: archive.query(articles / "flood.txt"),
        archive.trace,
        archive.check,
    ):
        with pytest.raises(provenance.UsageError, match="--upgrade"):
            refused()
    assert path.read_text(encoding="utf-8") == newer


def test_other_shingles_are_refused(archive: provenance.Archive, articles: Path) -> None:
    other = provenance.open_archive(archive.folder, settings=provenance.Settings.from_mapping({"matching": {"shingle_words": 4}}))
    with pytest.raises(provenance.UsageError, match="shingle_words = 5, and 4 is set now"):
        other.query(articles / "flood.txt")
    with pytest.raises(provenance.UsageError, match="shingle_words"):
        other.add(articles, workers=1)


def test_a_program_that_splits_words_in_another_way_is_refused(archive: provenance.Archive, articles: Path) -> None:
    path = archive.folder / "manifest.json"
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["shingles"]["probe"] = "0" * 16
    path.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(provenance.UsageError, match="split words in another way"):
        archive.query(articles / "flood.txt")
