"""Damaged tables on the command line: the run ends well, every fault is named, and the sound records are traced."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.articles import FERRY, ORCHARD, plain
from tests.robustness.conftest import Run, traced

_RECORDS = [{"id": name, "text": plain(text)} for name, text in (("a", FERRY), ("b", ORCHARD))]
_LINES = "".join(json.dumps(record) + "\n" for record in _RECORDS).encode()
_ROWS = b"id,text,title\r\n" + "".join(f'{each["id"]},"{each["text"]}",T\r\n' for each in _RECORDS).encode()
DAMAGED = {
    "broken-line.jsonl": (_LINES + b'{"id": "c", "text"\n', "skipped", "line 3: it is no valid JSON"),
    "cut-off.jsonl": (_LINES + b'{"id": "c", "text": "The ferry', "skipped", "line 3: it is no valid JSON"),
    "binary-line.jsonl": (_LINES + bytes(range(1, 32)) + b"\n", "skipped", "line 3: it is no valid JSON"),
    "deep-line.jsonl": (_LINES + b'{"a":' * 9_000 + b"\n", "skipped", "line 3: it is nested 9,000 deep and the limit is 200"),
    "cut-off.jsonl.gz": (gzip.compress(_LINES)[:-6], "degraded", "the gzip data break off; fetch the file again"),
    "bomb.jsonl.gz": (gzip.compress(_LINES + b'{"text": "' + b"0" * 30_000_000), "skipped", "longer than 20,000,000 characters"),
    "long-row.csv": (_ROWS + b'c,"' + b"word " * 5_000_000 + b'",T\r\n', "skipped", "longer than 20,000,000 characters"),
    "open-quote.csv": (_ROWS + b'c,"never closed,T\r\nd,Some words.\r\n', "skipped", "a quotation mark is opened in it"),
    "ragged.csv": (_ROWS + b"c,One, two, three.,T\r\n", "skipped", "it has 5 fields and the header has 3"),
    "nul.csv": (_ROWS + b"c,Some\x00 words.,T\r\n", "degraded", "1 control characters in its text were replaced"),
    "cut-off.parquet": (b"PAR1" + bytes(50), "skipped", "Parquet"),
}


@pytest.fixture(scope="session")
def table_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Every damaged table, traced once."""
    place = tmp_path_factory.mktemp("tables")
    folder = place / "input"
    folder.mkdir()
    for name, (content, _, _) in DAMAGED.items():
        (folder / name).write_bytes(content)
    return traced(folder, place / "out")


@pytest.mark.parametrize("name", DAMAGED)
def test_the_fault_is_named_once(table_run: Run, name: str) -> None:
    _, severity, message = DAMAGED[name]
    found = [told for kind, told in table_run.problems_of(name) if kind == severity]
    assert len([told for told in found if message in told]) == 1, found


@pytest.mark.parametrize("name", [name for name in DAMAGED if not name.endswith(".parquet")])
def test_the_sound_records_are_there(table_run: Run, name: str) -> None:
    texts = [item["text"] for item in table_run.data["documents"] if item["path"] == name]
    assert all(any(story[0] in text for text in texts) for story in (FERRY, ORCHARD))
