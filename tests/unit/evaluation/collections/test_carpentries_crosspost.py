"""Posts of sister sites: credited edges to truth, records to documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.evaluation.collections.carpentries_crosspost import read as read_collection
from provenance.evaluation.collections.carpentries_crosspost import read_first, recognises
from provenance.evaluation.collections.folder import Folder
from tests.unit.evaluation.collections.tables import read, write_csv, write_jsonl


def post(site: str, name: str, title: str) -> dict[str, object]:
    return {
        "id": f"{site}:2014/{name}.html",
        "site": f"{site}.example",
        "title": title,
        "date": "2014-06-01",
        "author": "",
        "credit_lines": ["From one."] if site == "two" else [],
        "text": "A line\n that goes on <here> & there.\n\n Another paragraph.",
    }


def edge(name: str, label: str = "copy") -> dict[str, object]:
    ends = {"parent": f"one:2014/{name}.html", "child": f"two:2014/{name}.html"}
    return {**ends, "label": label, "containment_max": 1, "evidence": "From one."}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    titles = {"lessons": "Lessons", "money": "Money", "rain": "Rain"}
    posts = [post(site, name, title) for site in ("one", "two") for name, title in titles.items()]
    write_jsonl(tmp_path / "docs.jsonl", [*posts, post("three", "twin", "lessons ")])
    write_csv(tmp_path / "edges.csv", [edge("lessons"), edge("money"), edge("rain", "partial_overlap_credited_site")])
    return Folder(tmp_path)


def test_a_credited_edge_is_a_parent(folder: Folder) -> None:
    assert recognises(folder)
    (corpus,) = read_collection(folder)
    assert len(corpus.documents) == 7
    assert corpus.truth.parents == {
        "two:2014/lessons.html": ("one:2014/lessons.html",),
        "two:2014/money.html": ("one:2014/money.html",),
    }


def test_where_a_credited_parent_came_from_is_not_known(folder: Folder) -> None:
    truth = read_collection(folder)[0].truth
    assert not [name for name in truth.parents if name.startswith("one:")]


def test_the_first_edges_come_with_their_twins_on_third_sites(folder: Folder) -> None:
    (corpus,) = read_first(folder, 1)
    assert [document.id for document in corpus.documents] == [
        "one:2014/lessons.html",
        "three:2014/twin.html",
        "two:2014/lessons.html",
    ]
    assert corpus.truth.parents == {"two:2014/lessons.html": ("one:2014/lessons.html",)}


def test_the_tool_knows_host_date_and_title(folder: Folder) -> None:
    document = read(read_collection(folder)[0])["one:2014/money.html"]
    assert (document.host, document.metadata.title) == ("one.example", "Money")
    assert document.metadata.published is not None
    assert document.metadata.published.written == "2014-06-01"
    assert "A line that goes on <here> & there.\n\nAnother paragraph." in document.text
