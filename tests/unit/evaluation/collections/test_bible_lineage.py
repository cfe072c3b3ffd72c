"""Books in versions: one corpus for each book, the nearest ancestor that is there."""

from __future__ import annotations

from pathlib import Path

from provenance.evaluation.collections.bible_lineage import read, recognises
from provenance.evaluation.collections.folder import Folder
from tests.unit.evaluation.collections.tables import write_csv, write_jsonl


def text(version: str, book: str) -> dict[str, object]:
    return {"id": f"{version}:{book}", "version": version, "book": book, "verses": 2, "text": f"In the {version}.\nAnd so on."}


def edge(parent: str, child: str, certainty: str = "documented") -> dict[str, object]:
    return {"parent": parent, "child": child, "certainty": certainty, "via_missing": "", "note": ""}


def folder(path: Path) -> Folder:
    whole = [text(version, "first book") for version in ("Old", "Middle", "New", "Beside", "Guided")]
    write_jsonl(path / "docs.jsonl", [*whole, text("Old", "second"), text("New", "second")])
    write_csv(
        path / "edges.csv",
        [
            edge("Old", "Middle", "documented-ancestor"),
            edge("Middle", "New"),
            edge("Old", "Beside", "documented-influence"),
            edge("New", "Guided", "probable"),
            edge("Middle", "Not here"),
        ],
    )
    write_csv(path / "versions.csv", [{"version": "Old", "year": 1500}])
    return Folder(path)


def test_each_book_is_a_corpus(tmp_path: Path) -> None:
    assert recognises(folder(tmp_path))
    corpora = read(folder(tmp_path))
    assert [(corpus.name, len(corpus.documents)) for corpus in corpora] == [
        ("bible-lineage-first-book", 5),
        ("bible-lineage-second", 2),
    ]


def test_only_lineage_counts(tmp_path: Path) -> None:
    first, _ = read(folder(tmp_path))
    assert first.truth.parents == {"Middle:first book": ("Old:first book",), "New:first book": ("Middle:first book",)}


def test_a_missing_version_is_stepped_over(tmp_path: Path) -> None:
    _, second = read(folder(tmp_path))
    assert second.truth.parents == {"New:second": ("Old:second",)}
