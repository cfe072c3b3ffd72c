"""News texts that credit outlets, some of them not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.evaluation.collections.fnc1_news import SuspectedPair, recognises, suspected_pairs
from provenance.evaluation.collections.fnc1_news import read as read_collection
from provenance.evaluation.collections.folder import Folder
from tests.unit.evaluation.collections.tables import read, write_csv, write_jsonl


def edge(child: str, parent: str) -> dict[str, object]:
    return {"child": child, "parent": parent, "credited_outlet": "The Courier", "shared_8grams": 30}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    write_jsonl(tmp_path / "docs.jsonl", [{"id": name, "text": f"News of {name}.", "split": "x"} for name in "abcdef"])
    write_csv(tmp_path / "edges.csv", [edge("b", "a"), edge("d", "c"), edge("d", "a"), edge("d", "elsewhere")])
    write_csv(
        tmp_path / "external.csv",
        [
            {"child": "e", "external_origin": "The Bay Courier"},
            {"child": "f", "external_origin": "news.example.com (translation)"},
        ],
    )
    return Folder(tmp_path)


def test_credits_become_parents_and_hidden_sources(folder: Folder) -> None:
    assert recognises(folder)
    (corpus,) = read_collection(folder)
    hidden = corpus.truth.hidden
    assert {(source.name, source.host, source.named) for source in hidden.values()} == {
        ("The Bay Courier", None, True),
        ("news.example.com", "news.example.com", True),
    }
    assert corpus.truth.parents["b"] == ("a",)
    assert corpus.truth.parents["d"] == ("a", "c")
    assert hidden[corpus.truth.parents["e"][0]].name == "The Bay Courier"
    assert "a" not in corpus.truth.parents


def test_nothing_but_the_text_is_known(folder: Folder) -> None:
    document = read(read_collection(folder)[0])["a"]
    assert document.text == "News of a."
    assert (document.host, document.metadata.published) == (None, None)


def test_suspected_pairs_are_no_truth(folder: Folder) -> None:
    write_csv(
        folder.path / "pairs.csv",
        [
            {"a": "c", "b": "b", "shared_8grams": "7", "cont_a_in_b": "0.5", "cont_b_in_a": "0.25"},
            {"a": "a", "b": "f", "shared_8grams": "3", "cont_a_in_b": "0", "cont_b_in_a": "0.1"},
        ],
    )
    fresh = Folder(folder.path)
    assert suspected_pairs(fresh) == (
        SuspectedPair(left="a", right="f", shared_8grams=3, containment=0.1),
        SuspectedPair(left="b", right="c", shared_8grams=7, containment=0.5),
    )
    assert read_collection(fresh) == read_collection(folder)


def test_a_pair_without_numbers_is_told(folder: Folder) -> None:
    write_csv(folder.path / "pairs.csv", [{"a": "a", "b": "b", "shared_8grams": "many", "cont_a_in_b": 0, "cont_b_in_a": 0}])
    with pytest.raises(UsageError, match=r"a, b.*many"):
        suspected_pairs(Folder(folder.path))
