"""Lists of records in one JSON value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.errors import UsageError
from provenance.model import Container, Problem, RawDocument
from provenance.settings import Columns, Limits
from tests.articles import FERRY, ORCHARD, plain

ROWS = [{"id": 1, "headline": "Ferry", "body": plain(FERRY)}, {"id": 2, "headline": "Pear", "body": plain(ORCHARD)}]


def read(
    folder: Path, value: object, columns: Columns | None = None, indent: int | None = None
) -> tuple[tuple[RawDocument, ...], tuple[Problem, ...]]:
    (folder / "a.json").write_text(json.dumps(value, indent=indent), encoding="utf-8")
    return read_corpus([folder / "a.json"], Limits(), columns)


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("value", [ROWS, {"status": "ok", "articles": ROWS}, {"response": {"total": 2, "results": ROWS}}])
def test_a_list_is_a_table(tmp_path: Path, value: object, indent: int | None) -> None:
    documents, (problem,) = read(tmp_path, value, indent=indent)
    assert [(document.id, document.content) for document in documents] == [("a#1", plain(FERRY)), ("a#2", plain(ORCHARD))]
    assert {document.record.container for document in documents if document.record} == {Container.JSON}
    assert problem.message.startswith("a list in JSON: text from “body”, title from “headline”, id from “id”")


def test_a_column_can_be_named(tmp_path: Path) -> None:
    rows = [{"note": "Words of one.", "body": ""}, {"note": "Words of two.", "body": ""}]
    documents, _ = read(tmp_path, rows, Columns(text="note"))
    assert [document.content for document in documents] == ["Words of one.", "Words of two."]
    with pytest.raises(UsageError, match="has no column"):
        read(tmp_path, ROWS, Columns(title="nothing", text="body"))


def test_a_record_without_text_costs_itself(tmp_path: Path) -> None:
    documents, problems = read(tmp_path, [*ROWS, {"id": 3}])
    assert len(documents) == len(ROWS)
    assert "record 3: there is no text in “body”" in [problem.message for problem in problems]


@pytest.mark.parametrize("value", [[1, 2], [{"a": 1}], {"articles": "none"}, {"body": "One text alone."}, []])
def test_other_json_is_no_table(tmp_path: Path, value: object) -> None:
    documents, _ = read(tmp_path, value)
    assert not [document for document in documents if document.record and document.record.container is Container.JSON]


def test_a_json_feed_is_none(tmp_path: Path) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": plain(FERRY)}]}
    (document,), _ = read(tmp_path, feed)
    assert document.record is not None
    assert document.record.container is Container.JSON_FEED
