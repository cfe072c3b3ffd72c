"""Labelled corpora on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from provenance.errors import OutputError, UsageError
from provenance.evaluation.corpus_files import TRUTH_FILE, read_labelled, write_corpus
from provenance.evaluation.simulate import World, simulate
from provenance.evaluation.truth import HiddenSource, TruePassage

CORPUS = simulate(World(name="small", stories=2, copies=(2, 3), lonely=0.0, hidden=0.5, paragraphs=(4, 6)), 1)
EMPTY: dict[str, object] = {"schema": "provenance.truth/1", "parents": {}}


def labelled(folder: Path, **fields: object) -> Path:
    """A folder with two documents and a truth of these fields."""
    (folder / "documents").mkdir(parents=True)
    for name in ("a", "b"):
        (folder / "documents" / f"{name}.txt").write_text(f"Title {name}\n\nThe landing of {name} closes.", encoding="utf-8")
    (folder / TRUTH_FILE).write_text(json.dumps(EMPTY | fields), encoding="utf-8")
    return folder


def test_what_is_written_is_read_back_equal(tmp_path: Path) -> None:
    write_corpus(CORPUS, tmp_path / "corpus")
    assert read_labelled(tmp_path / "corpus") == CORPUS


def test_equal_corpora_are_written_as_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_corpus(CORPUS, tmp_path / name)
    files = [sorted(path for path in (tmp_path / name).rglob("*") if path.is_file()) for name in ("one", "two")]
    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]


def test_only_the_parents_need_be_known(tmp_path: Path) -> None:
    corpus = read_labelled(labelled(tmp_path / "mine", parents={"b": ["a"]}))
    assert corpus.name == "mine"
    assert corpus.truth.parents == {"b": ("a",)}
    assert (corpus.truth.hidden, corpus.truth.passages, corpus.truth.independent_texts) == ({}, (), None)


def test_everything_else_may_be_said_too(tmp_path: Path) -> None:
    truth = read_labelled(
        labelled(
            tmp_path,
            name="mine",
            parents={"a": ["x"], "b": ["x"]},
            hidden={"x": {"host": None, "name": "Oskwick Argus", "named": True}},
            siblings=[["b", "a"]],
            undirected=[["b", "a"]],
            independent_texts=1,
            clusters=[["b", "a"]],
            passages_complete=True,
            passages=[
                {"left": "b", "right": "a", "text": "closes"},
                {"left": "b", "right": "a", "left_text": "of b", "right_text": "of a"},
            ],
        )
    ).truth
    assert truth.hidden == {"x": HiddenSource(id="x", host=None, name="Oskwick Argus", named=True)}
    assert truth.siblings == truth.undirected == {("a", "b")}
    assert truth.clusters == (("a", "b"),)
    assert truth.passages == (
        TruePassage(left="a", right="b", left_text="closes", right_text="closes"),
        TruePassage(left="a", right="b", left_text="of a", right_text="of b"),
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"schema": "provenance.truth/2"}, "schema must be 'provenance.truth/1', not 'provenance.truth/2'"),
        ({"sibling": []}, "there is no field 'sibling'; known are"),
        ({"parents": ["a"]}, "parents must be an object"),
        ({"parents": {"a": "b"}}, "parents of 'a' must be a list"),
        ({"parents": {"a": [3]}}, "parents of 'a' must be a list of texts"),
        ({"parents": {"c": []}}, "parents: there is no document 'c'"),
        ({"parents": {"a": ["c"]}}, "parents: 'a' has the source 'c', which is no document and not under hidden"),
        ({"parents": {"a": ["b"], "b": ["a"]}}, "parents: 'a' descends from itself"),
        ({"parents": {"a": ["a"]}}, "parents: 'a' descends from itself"),
        ({"hidden": {"a": {}}}, "hidden: 'a' is among the documents"),
        ({"hidden": {"x": {"host": 3}}}, "hidden 'x' must have host and name"),
        ({"hidden": {"x": {"hosts": "a"}}}, "hidden 'x' must have host and name"),
        ({"siblings": [["a"]]}, "siblings: each entry must be two different documents"),
        ({"siblings": [["a", "a"]]}, "siblings: each entry must be two different documents"),
        ({"siblings": [["a", "c"]]}, "siblings: there is no document 'c'"),
        ({"undirected": {"a": "b"}}, "undirected must be a list"),
        ({"unrelated": [["a", "b"]]}, "unrelated: each entry must be two documents and a reason"),
        ({"clusters": [["a", "c"]]}, "clusters: there is no document 'c'"),
        ({"clusters": [["a"], ["a", "b"]]}, "clusters: 'a' is in two of them"),
        ({"siblings": [["a", "b"]], "unrelated": [["b", "a", "x"]]}, "'a' and 'b' are copies too, under siblings"),
        ({"undirected": [["a", "b"]], "unrelated": [["b", "a", "x"]]}, "'a' and 'b' are copies too, under undirected"),
        ({"parents": {"b": ["a"]}, "siblings": [["a", "b"]]}, "siblings: of 'a' and 'b' one goes back to the other"),
        ({"parents": {"b": ["a"]}, "unrelated": [["a", "b", "x"]]}, "unrelated: of 'a' and 'b' one goes back to the other"),
        ({"passages": [{"left": "a", "right": "b"}]}, "passages: each entry must have"),
        ({"passages": [{"left": "a", "right": "c", "text": "x"}]}, "passages: there is no document 'c'"),
        ({"passages_complete": 1}, "passages_complete must be true or false"),
        ({"independent_texts": -1}, "independent_texts must be a whole number"),
        ({"independent_texts": True}, "independent_texts must be a whole number"),
        ({"name": 3}, "name must be a text"),
    ],
)
def test_a_truth_that_makes_no_sense_is_named(tmp_path: Path, fields: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_labelled(labelled(tmp_path, **fields))
    assert message in str(caught.value)
    assert str(tmp_path / TRUTH_FILE) in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "this is no JSON"),
        ("[]", "the whole file must be an object"),
        ("{}", "schema"),
        ("[" * 100_000, "nested 100,000 deep"),
    ],
)
def test_a_file_that_is_no_truth_is_named(tmp_path: Path, content: str, message: str) -> None:
    labelled(tmp_path)
    (tmp_path / TRUTH_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_labelled(tmp_path)


def test_parents_must_be_there(tmp_path: Path) -> None:
    labelled(tmp_path)
    (tmp_path / TRUTH_FILE).write_text('{"schema": "provenance.truth/1"}', encoding="utf-8")
    with pytest.raises(UsageError, match='there is no field "parents"'):
        read_labelled(tmp_path)


def test_look_alikes_are_read_in_either_order(tmp_path: Path) -> None:
    assert read_labelled(labelled(tmp_path, unrelated=[["b", "a", "template"]])).truth.unrelated == {("a", "b"): "template"}


def test_a_source_named_twice_is_one(tmp_path: Path) -> None:
    assert read_labelled(labelled(tmp_path, parents={"b": ["a", "a"]})).truth.parents == {"b": ("a",)}


def test_a_folder_without_truth_or_documents_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a labelled corpus is a folder with"):
        read_labelled(tmp_path)
    (tmp_path / TRUTH_FILE).write_text(json.dumps(EMPTY), encoding="utf-8")
    with pytest.raises(UsageError, match="documents"):
        read_labelled(tmp_path)


def test_a_document_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    labelled(tmp_path)
    (tmp_path / "documents" / "c.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(UsageError, match=r"c\.pdf: "):
        read_labelled(tmp_path)


def test_nothing_is_written_into_a_folder_in_use(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="not an empty folder"):
        write_corpus(CORPUS, tmp_path)


def test_a_record_of_a_container_cannot_be_written(tmp_path: Path) -> None:
    record = replace(CORPUS.documents[0], id="posts#1")
    with pytest.raises(UsageError, match="posts#1 has no file of its own"):
        write_corpus(replace(CORPUS, documents=(record,)), tmp_path / "corpus")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="could not be written"):
        write_corpus(CORPUS, tmp_path / "file" / "corpus")
