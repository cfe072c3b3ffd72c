"""ZIP and tar archives: read like the folders they were, whatever is wrong with them."""

from __future__ import annotations

import io
import stat
import tarfile
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.model import Container, Problem, RawDocument
from provenance.settings import Limits
from tests.articles import FERRY, ORCHARD, page, plain
from tests.web_archives import gzipped, story

FILES = {"news/ferry.txt": plain(FERRY).encode(), "news/pear.html": page(ORCHARD, "A pear").encode(), "other/ferry.txt": b"Else."}
Read = tuple[tuple[RawDocument, ...], tuple[Problem, ...]]


def zipped(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return made.getvalue()


def taped(files: Mapping[str, bytes], mode: str = "w") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload] # a mode of our own choice
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()


def read(folder: Path, data: bytes, limits: Limits | None = None) -> Read:
    (folder / "saved.bin").write_bytes(data)
    return read_corpus([folder / "saved.bin"], limits or Limits())


def only_message(found: Read) -> str:
    assert found[0] == ()
    (problem,) = found[1]
    return problem.message


@pytest.mark.parametrize(
    "data", [zipped(FILES), zipped(FILES, zipfile.ZIP_STORED), taped(FILES), taped(FILES, "w:gz"), taped(FILES, "w:xz")]
)
def test_an_archive_is_the_folder_it_was(tmp_path: Path, data: bytes) -> None:
    documents, problems = read(tmp_path, data)
    assert [(document.id, document.path) for document in documents] == [
        ("saved#ferry", "saved.bin/news/ferry.txt"),
        ("saved#other/ferry.txt", "saved.bin/other/ferry.txt"),
        ("saved#pear", "saved.bin/news/pear.html"),
    ]
    assert documents[0].content == plain(FERRY)
    assert problems == ()


def test_what_is_hidden_is_left_out_and_what_is_no_file_is_named(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name in ("./.git/config", "__MACOSX/x.txt", "./own.txt"):
            entry = tarfile.TarInfo(name)
            entry.size = 6
            archive.addfile(entry, io.BytesIO(b"Words."))
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        device = tarfile.TarInfo("zero")
        device.type = tarfile.CHRTYPE
        archive.addfile(device)
    documents, problems = read(tmp_path, made.getvalue())
    assert [document.path for document in documents] == ["saved.bin/own.txt"]
    assert [(problem.path, problem.severity) for problem in problems] == [
        ("saved.bin/passwd.txt", "skipped"),
        ("saved.bin/zero", "skipped"),
    ]
    assert "a link, pipe or device" in problems[0].message


def test_a_link_in_a_zip_archive_is_not_read_as_a_text(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("passwd.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    documents, problems = read(tmp_path, made.getvalue())
    assert documents == ()
    assert "a link, pipe or device" in problems[0].message


def test_names_that_lead_out_are_names_only(tmp_path: Path) -> None:
    documents, _ = read(tmp_path, zipped({"../../evil\n.txt": b"Words."}))
    assert [(document.id, document.path) for document in documents] == [("saved#evil\\x0a", "saved.bin/../../evil\\x0a.txt")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["saved.bin"]


def test_tables_feeds_and_web_archives_inside(tmp_path: Path) -> None:
    rows = b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'
    feed = b"<rss version='2.0'><channel><item><description>Three.</description></item></channel></rss>"
    documents, _ = read(tmp_path, zipped({"t.jsonl": rows, "f.xml": feed, "w.warc.gz": gzipped([story(1)])}))
    assert [document.id for document in documents] == ["saved#f#1", "saved#t#a", "saved#t#b", "saved#w#1"]


def test_of_a_wacz_only_the_web_archives_are_read(tmp_path: Path) -> None:
    inside = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b'{"format": "json-pages-1.0", "text": "x"}\n{"url": "https://a.example", "text": "y"}\n',
        "archive/data.warc.gz": gzipped([story(1), story(2)]),
    }
    limits = Limits(file_bytes=len(inside["archive/data.warc.gz"]) - 1)
    for data in (zipped(inside, zipfile.ZIP_STORED), zipped(inside)):
        documents, problems = read(tmp_path, data)
        assert [document.record and document.record.container for document in documents] == [Container.WARC] * 2
        assert problems == ()
    documents, _ = read(tmp_path, zipped(inside, zipfile.ZIP_STORED), limits)
    assert len(documents) == 2, "what is stored as it is may be as large as it likes"


def test_an_office_document_is_none(tmp_path: Path) -> None:
    assert "a DOCX file without a text" in only_message(
        read(tmp_path, zipped({"[Content_Types].xml": b"", "word/document.xml": b"<w/>"}))
    )


def test_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"Words."}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert "protected by a password" in only_message(read(tmp_path, bytes(data)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped(FILES)[:-30], "the archive is damaged"),
        (b"PK\x03\x04" + b"\0" * 300, "the archive is damaged"),
        (zipped({}), "without a file in it"),
        (zipped({"folder/": b""}), "without a file in it"),
        (taped(FILES)[:300] + b"ustar", "the archive is damaged"),
        (zipped({"inner.zip": zipped(FILES)}), "an archive inside an archive"),
    ],
)
def test_bad_archives_are_named(tmp_path: Path, data: bytes, said: str) -> None:
    assert said in only_message(read(tmp_path, data))


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"Words. " * 40, "b.txt": b"Other words."}, zipfile.ZIP_STORED))
    data[data.index(b"Words.") + 3] ^= 0xFF
    documents, (problem,) = read(tmp_path, bytes(data))
    assert [document.id for document in documents] == ["saved#b"]
    assert (problem.path, "CRC" in problem.message) == ("saved.bin/a.txt", True)


def test_an_archive_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    documents, problems = read(tmp_path, taped({f"{number}.txt": b"Words. " * 400 for number in range(5)})[:9_000])
    assert [document.id for document in documents] == ["saved#0", "saved#1"]
    assert any("damaged" in problem.message for problem in problems)


def test_small_archives_do_not_become_huge(tmp_path: Path) -> None:
    bomb = zipped({f"{number}.txt": b" " * 4_000_000 for number in range(60)})
    tracemalloc.start()
    documents, problems = read(tmp_path, bomb, Limits(expansion_bytes=20_000_000, expansion_ratio=10, file_bytes=5_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert documents == ()
    assert any("expands too far" in problem.message for problem in problems)
    assert peak < 60_000_000


def test_a_large_member_is_left_and_named(tmp_path: Path) -> None:
    documents, (problem,) = read(tmp_path, zipped({"a.txt": b"x" * 2_000, "b.txt": b"Words."}), Limits(file_bytes=1_000))
    assert [document.id for document in documents] == ["saved#b"]
    assert problem.path == "saved.bin/a.txt"
    assert "larger than 1,000 bytes" in problem.message


def test_the_number_of_members_is_limited(tmp_path: Path) -> None:
    documents, (problem,) = read(tmp_path, zipped({f"{number}.txt": b"Words." for number in range(9)}), Limits(files=5))
    assert len(documents) == 5
    assert "only its first 5 files" in problem.message
