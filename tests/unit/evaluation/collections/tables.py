"""Small folders in the formats of the collections, made by hand."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from provenance.evaluation.truth import LabelledCorpus
from provenance.model import Document
from provenance.reading import read_document
from provenance.settings import Limits

Rows = Sequence[Mapping[str, object]]


def write_jsonl(path: Path, rows: Rows) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_csv(path: Path, rows: Rows) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


def read(corpus: LabelledCorpus) -> dict[str, Document]:
    """The documents as the tool reads them, by id."""
    found = {raw.id: read_document(raw, Limits())[0] for raw in corpus.documents}
    return {name: document for name, document in found.items() if document is not None}
