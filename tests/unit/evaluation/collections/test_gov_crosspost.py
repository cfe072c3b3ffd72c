"""Posts of government sites: labels to truth, records to documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.evaluation.collections.folder import Folder
from provenance.evaluation.collections.gov_crosspost import read as read_collection
from provenance.evaluation.collections.gov_crosspost import read_blind, recognises
from tests.unit.evaluation.collections.tables import read, write_csv, write_jsonl

CREDIT = "_This post was originally published on the [Parks blog](https://parks.example.gov/blog/2015/trails/)._"


def post(name: str, text: str, credit: str = "") -> dict[str, object]:
    return {
        "id": name,
        "site": "roads.example.gov",
        "url": f"https://roads.example.gov/2015/{name}/",
        "title": f"About {name}: a “report”",
        "date": "2015-03-04",
        "credit_lines": [credit] if credit else [],
        "text": f"{text}\n\n{credit}" if credit else text,
        "text_blind": text,
    }


def edge(parent: str, child: str, label: str, evidence: str = "") -> dict[str, object]:
    return {"parent": parent, "child": child, "label": label, "shared_8grams": 9, "evidence": evidence}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    write_jsonl(
        tmp_path / "docs_some.jsonl",
        [
            post("a", "The trails are open again."),
            post("b", "The trails are open again.", CREDIT),
            post("c", "A bridge.", CREDIT),
            post("d", "A bridge.", CREDIT),
            post("e", "A ferry."),
            post("f", "A ferry."),
            post("g", "Rain.", CREDIT),
            post("h", "Rain.", CREDIT),
        ],
    )
    write_csv(
        tmp_path / "edges_some.csv",
        [
            edge("a", "b", "copy", CREDIT),
            edge("d", "c", "siblings_of_external", f"See [this](https://elsewhere.example).{CREDIT}"),
            edge("e", "f", "copy_by_date"),
            edge("g", "h", "copy", CREDIT),
            edge("a", "f", "partial_overlap_unlabelled"),
            edge("a", "not-in-this-split", "copy", CREDIT),
        ],
    )
    return Folder(tmp_path)


def test_labels_become_truth(folder: Folder) -> None:
    assert recognises(folder)
    (corpus,) = read_collection(folder)
    truth = corpus.truth
    assert truth.siblings == {("c", "d")}
    (hidden,) = truth.hidden.values()
    assert (hidden.host, hidden.named) == ("parks.example.gov", True)
    assert truth.parents == {"b": ("a",), "c": (hidden.id,), "d": (hidden.id,), "h": ("g",)}


def test_where_a_credited_parent_came_from_is_not_known(folder: Folder) -> None:
    """Neither the parent with a credit line of its own nor the one without is called an original."""
    assert {"a", "g"}.isdisjoint(read_collection(folder)[0].truth.parents)


def test_a_copy_put_in_order_by_date_alone_is_not_scored(folder: Folder) -> None:
    truth = read_collection(folder)[0].truth
    assert "f" not in truth.parents
    assert not truth.undirected


def test_the_tool_knows_host_date_title_and_links(folder: Folder) -> None:
    document = read(read_collection(folder)[0])["b"]
    assert document.host == "roads.example.gov"
    assert document.metadata.title == "About b: a “report”"
    assert document.metadata.published is not None
    assert document.metadata.published.earliest == "2015-03-04"
    assert [link.url for block in document.blocks for link in block.links] == ["https://parks.example.gov/blog/2015/trails/"]


def test_blind_posts_have_no_credit_and_no_named_source(folder: Folder) -> None:
    (corpus,) = read_blind(folder)
    assert "originally" not in "".join(document.content for document in corpus.documents)
    assert [source.named for source in corpus.truth.hidden.values()] == [False]
    assert corpus.truth.parents == read_collection(folder)[0].truth.parents
    assert corpus.checksum != read_collection(folder)[0].checksum


def test_an_unknown_label_is_told(folder: Folder) -> None:
    write_csv(folder.path / "edges_more.csv", [edge("a", "b", "rumour")])
    with pytest.raises(UsageError, match=r"rumour.*known are copy"):
        read_collection(Folder(folder.path))


def test_all_that_credit_one_outside_post_have_one_source(folder: Folder) -> None:
    write_csv(
        folder.path / "edges_more.csv",
        [
            edge("d", "e", "siblings_of_external", "See elsewhere."),
            edge("b", "e", "siblings_of_external", CREDIT),
        ],
    )
    truth = read_collection(Folder(folder.path))[0].truth
    (hidden,) = truth.hidden.values()
    assert (hidden.id, hidden.host) == ("external:b", "parks.example.gov")
    assert truth.parents == {"b": ("a",), "c": (hidden.id,), "d": (hidden.id,), "e": (hidden.id,), "h": ("g",)}
    assert truth.siblings == {("b", "e"), ("c", "d"), ("d", "e")}
