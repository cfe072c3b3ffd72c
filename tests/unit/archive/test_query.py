"""What an archive knows of a text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import provenance
from provenance.archive.telling import answer_json, answer_text
from provenance.model import PassageType
from tests.articles import plain
from tests.newsroom import article, footer, write
from tests.unit.archive.conftest import FLOOD, HARVEST


def asked(folder: Path, *paragraphs: str, name: str = "asked") -> Path:
    return write(folder / "asked", {name: paragraphs}) / f"{name}.txt"


def test_the_documents_and_passages_shared(archive: provenance.Archive, tmp_path: Path) -> None:
    text = (*article("asked alone", 2), HARVEST[1], HARVEST[2])
    answer = archive.query(asked(tmp_path, *text))
    (match,) = answer.matches
    assert match.document.id == "harvest"
    (passage,) = match.reuse.passages
    assert passage.type is PassageType.COPY
    here = passage.left if match.reuse.left == "asked" else passage.right
    assert " ".join(HARVEST[1:3]) in " ".join(here.of(plain(text)).split()) + "."


def test_a_text_of_its_own_matches_nothing(archive: provenance.Archive, tmp_path: Path) -> None:
    answer = archive.query(asked(tmp_path, *article("of its own")))
    assert (answer.matches, answer.sharing, answer.total) == ((), 0, 16)
    assert "shares no passage" in answer_text(answer)


def test_relatives_of_relatives_are_in_the_lineage(archive: provenance.Archive, tmp_path: Path) -> None:
    """The excerpt in the archive shares nothing with this one, but both were taken from the same article."""
    answer = archive.query(asked(tmp_path, *article("another's own", 3), *FLOOD[:2]))
    assert {document.id for document in answer.findings.documents} == {"asked", "flood", "flood-copy", "flood-excerpt"}
    assert {match.document.id for match in answer.matches} == {"flood", "flood-copy"}
    assert answer.findings.summary.headline


def test_a_document_of_the_archive_is_no_match_of_itself(archive: provenance.Archive, articles: Path) -> None:
    answer = archive.query(articles / "flood.txt")
    assert answer.itself == "flood"
    assert {match.document.id for match in answer.matches} == {"flood-copy", "flood-excerpt"}


def test_another_text_with_a_name_of_the_archive(archive: provenance.Archive, tmp_path: Path) -> None:
    answer = archive.query(asked(tmp_path, *HARVEST[:3], name="flood"))
    assert answer.itself is None
    assert answer.document.id == "flood (asked)"
    assert [match.document.id for match in answer.matches] == ["harvest"]


def test_a_footer_of_many_is_told_from_a_copy(archive: provenance.Archive, tmp_path: Path) -> None:
    """Few documents are compared, and the footer fills the list: the copy is among them, being rarer, and the limit is told."""
    settings = provenance.Settings()
    few = replace(settings, archive=replace(settings.archive, query_documents=3))
    text = (*article("with a footer", 2), HARVEST[1], footer())
    answer = replace(archive, settings=few).query(asked(tmp_path, *text))
    types = {match.document.id: {passage.type for passage in match.reuse.passages} for match in answer.matches}
    assert types["harvest"] == {PassageType.COPY}
    assert answer.sharing == 13
    assert any("10 more documents" in problem.message for problem in answer.problems)


def test_the_commonest_shingles_may_be_left_out(archive: provenance.Archive, tmp_path: Path) -> None:
    settings = provenance.Settings()
    narrow = replace(settings, archive=replace(settings.archive, query_postings=40))
    answer = replace(archive, settings=narrow).query(asked(tmp_path, HARVEST[1], footer()))
    assert [match.document.id for match in answer.matches] == ["harvest"]
    assert any("archive.query_postings" in problem.message for problem in answer.problems)


def test_a_large_family_is_bounded_and_told(archive: provenance.Archive, tmp_path: Path) -> None:
    settings = provenance.Settings()
    small = replace(settings, archive=replace(settings.archive, query_family=2))
    answer = replace(archive, settings=small).query(asked(tmp_path, *FLOOD))
    assert len(answer.findings.documents) == 2
    assert any("archive.query_family" in problem.message for problem in answer.problems)


def test_the_answer_as_json(archive: provenance.Archive, tmp_path: Path) -> None:
    path = asked(tmp_path, *article("asked alone", 2), HARVEST[1])
    found = json.loads(answer_json(archive.query(path)))
    assert found["schema"] == "provenance.archive-answer/1"
    assert found["archive"] == {"documents": 16, "sharing": 1, "aligned": 1, "itself": None}
    (match,) = found["matches"]
    (passage,) = match["passages"]
    asked_about = found["query"]["text"][passage["query"]["start"] : passage["query"]["end"]]
    assert HARVEST[1].rstrip(".") in asked_about
    assert HARVEST[1].rstrip(".") in passage["text"]
    assert found["lineage"]["schema"] == "provenance.trace/1"
    assert {document["id"] for document in found["lineage"]["documents"]} == {"asked", "harvest"}


def test_the_answer_in_words(archive: provenance.Archive, tmp_path: Path) -> None:
    text = answer_text(archive.query(asked(tmp_path, *FLOOD)))
    assert text.startswith("asked shares passages with 3 documents of 16.")
    assert "copied, " in text
    assert "With its relatives:" in text


def test_a_file_with_several_documents_is_refused(archive: provenance.Archive, tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text(f"id,text\n1,{article('x')[0]}\n2,{article('y')[0]}\n", encoding="utf-8")
    with pytest.raises(provenance.UsageError, match="2 documents"):
        archive.query(table)


def test_nothing_readable_is_told(archive: provenance.Archive, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(provenance.NothingReadableError):
        archive.query(tmp_path / "empty.txt")


def test_no_archive(tmp_path: Path, articles: Path) -> None:
    with pytest.raises(provenance.UsageError, match="is no archive"):
        provenance.open_archive(tmp_path / "nowhere").query(articles / "flood.txt")
