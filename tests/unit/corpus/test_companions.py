"""What browsers put beside a saved page is no document, in folders and in archives."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.corpus.companions import page_beside
from provenance.settings import Limits
from tests.articles import FERRY, page, plain

FILES = {
    "Ferry closes.html": page(FERRY, "Ferry closes"),
    "Ferry closes_files/frame.html": page(("An advertisement in a frame, of which nobody takes notice here.",), "Ad"),
    "Ferry closes_files/deep/style.css": "p { color: red }",
    "notes_files/kept.txt": plain(FERRY),
}
READ = ["Ferry closes.html", "notes_files/kept.txt"]


def test_in_a_folder(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    documents, (problem,) = read_corpus([tmp_path], Limits())
    assert sorted(document.path for document in documents) == READ
    assert (problem.path, problem.severity) == ("Ferry closes_files", "notice")
    assert "Ferry closes.html" in problem.message


def test_in_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in reversed(FILES.items()):
            archive.writestr(name, text)
    with tarfile.open(tmp_path / "a.tar", "w") as tape:
        for name, text in FILES.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            tape.addfile(entry, io.BytesIO(text.encode()))
    for kind in ("a.zip", "a.tar"):
        documents, _ = read_corpus([tmp_path / kind], Limits())
        assert sorted(document.path for document in documents) == [f"{kind}/{name}" for name in READ]


@pytest.mark.parametrize("folder", ["x_files", "x-Dateien", "x_fichiers", "x_archivos", "x-filer"])
def test_in_other_languages(folder: str) -> None:
    assert page_beside(folder, {"x.htm"}) == "x.htm"
    assert page_beside(folder, {"y.htm"}) is None
