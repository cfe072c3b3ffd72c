"""Counting what signals find, and how much of it was judged right, on documents of our own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from provenance.errors import UsageError
from provenance.evaluation.registry.hits import Measured, measure
from provenance.evaluation.registry.judgements import SAMPLE, Judgement, read_judgements, sample, table_to_judge, unjudged
from provenance.evaluation.registry.sets import MeasuredSet, read_set
from provenance.evaluation.registry.tables import failing, precision_table, recall_table, tables
from provenance.model import SignalKind
from provenance.settings import Settings
from tests.command import provenance

CREDIT = "This article first appeared in the Quay Tribune."
DATELINE = "TARN (Reuters) - It rained."
PLAIN = "It rained on the quay all day, and nobody minded."


def lines(folder: Path, *rows: tuple[str, str]) -> Path:
    """A set of lines with guessed labels."""
    with (folder / "lines.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(
            [("source", "doc", "weak_label", "line"), *(("x", "y", label, line) for label, line in rows)]
        )
    return folder


def measured(folder: Path, *rows: tuple[str, str]) -> Measured:
    return measure(read_set(lines(folder, *rows), Settings()), Settings())


def all_judged(found: Measured, verdict: Judgement) -> dict[tuple[str, str], Judgement]:
    return {(hit.set, hit.key): verdict for hit in found.hits}


def test_hits_are_named_by_pattern_and_what_was_known_is_counted(tmp_path: Path) -> None:
    found = measured(
        tmp_path,
        ("republication_credit", CREDIT),
        ("wire_dateline", DATELINE),
        ("wire_dateline", PLAIN),
        ("other", PLAIN + " At all."),
    )
    assert [hit.name for hit in found.hits] == [
        (SignalKind.AGENCY_DATELINE, "agency_dateline"),
        (SignalKind.ATTRIBUTION_LINE, "text_appeared_on"),
    ]
    assert found.expected == {"republication_credit": (1, 1), "wire_dateline": (1, 2)}
    assert "| wire dateline | 2 | 1 | 50% |" in recall_table([found])


def test_the_key_of_a_hit_does_not_depend_on_its_neighbours(tmp_path: Path) -> None:
    (one,) = measured(tmp_path, ("x", CREDIT)).hits
    both = measured(tmp_path, ("x", CREDIT), ("y", DATELINE)).hits
    assert one.key in {hit.key for hit in both}


def test_precision_counts_right_wrong_and_unclear(tmp_path: Path) -> None:
    found = measured(tmp_path, ("x", CREDIT), ("y", CREDIT.replace("article", "story")), ("z", CREDIT.replace("article", "post")))
    keys = [(hit.set, hit.key) for hit in found.hits]
    judged = dict(zip(keys, (Judgement.RIGHT, Judgement.WRONG, Judgement.UNCLEAR), strict=True))
    assert "| 3: 1 of 2, 1 unclear | 50% |" in precision_table([found], judged)
    assert failing([found], judged) == ("attribution_line text_appeared_on",)
    assert "Right too rarely for their strength: attribution_line text_appeared_on." in tables([found], judged)
    assert failing([found], all_judged(found, Judgement.RIGHT)) == ()
    assert failing([found], {}) == ()


def test_weak_signals_fail_nothing(tmp_path: Path) -> None:
    found = measured(tmp_path, ("x", "h/t Quay Tribune"))
    assert found.hits
    assert failing([found], all_judged(found, Judgement.WRONG)) == ()


def test_no_more_than_a_sample_is_judged(tmp_path: Path) -> None:
    found = measured(
        tmp_path, *(("x", f"This article first appeared in the Quay Tribune {number}.") for number in range(SAMPLE + 5))
    )
    assert len(found.hits) == SAMPLE + 5
    assert len(sample(found.hits)) == SAMPLE
    judged = {(hit.set, hit.key): Judgement.RIGHT for hit in sample(found.hits)[:10]}
    assert len(unjudged([found], judged)) == SAMPLE - 10


def test_a_table_to_judge_can_be_filled_in_and_read(tmp_path: Path) -> None:
    found = measured(tmp_path, ("x", CREDIT))
    asked = table_to_judge(unjudged([found], {}))
    answered = tmp_path / "judged.csv"
    answered.write_text(asked.replace("text_appeared_on,,", "text_appeared_on,right,"), encoding="utf-8")
    assert read_judgements(answered) == all_judged(found, Judgement.RIGHT)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("set,hit\nx,y\n", "no column signal"),
        ("set,hit,signal,judgement\nx,y,z,maybe\n", "line 2: 'maybe' is no judgement"),
    ],
)
def test_a_damaged_table_of_judgements_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "judged.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_judgements(path)


def test_a_missing_table_and_a_missing_set_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_judgements(tmp_path / "nowhere.csv")
    with pytest.raises(UsageError, match="no such file or folder"):
        read_set(tmp_path / "nowhere", Settings())


def test_any_folder_of_documents_is_a_set(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{PLAIN}\n\n{CREDIT}\n", encoding="utf-8")
    found = read_set(tmp_path, Settings())
    assert (found.name, len(found.documents), found.expected) == (tmp_path.name, 1, ())


def test_pages_of_a_benchmark_are_read_without_its_answers(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html").write_text(f"<html><body><p>{PLAIN}</p></body></html>", encoding="utf-8")
    (tmp_path / "ground-truth.json").write_text(json.dumps({"a": {"articleBody": PLAIN}}), encoding="utf-8")
    assert [document.id for document in read_set(tmp_path, Settings()).documents] == ["a"]


def post(name: str, site: str, text: str) -> dict[str, object]:
    base = {"id": name, "site": site, "url": f"https://{site}/{name}", "title": name, "date": "2015-01-02"}
    return {**base, "credit_lines": [], "text": text, "text_blind": text}


def test_a_credited_copy_must_name_its_site(tmp_path: Path) -> None:
    posts = [
        post("a", "parks.example.gov", PLAIN),
        post("b", "roads.example.gov", f"{PLAIN}\n\nThis post was originally published on the Parks blog."),
        post("c", "roads.example.gov", PLAIN),
    ]
    (tmp_path / "docs.jsonl").write_text("".join(json.dumps(each) + "\n" for each in posts), encoding="utf-8")
    edges = "parent,child,label,shared_8grams,evidence\na,b,copy,3,x\na,c,copy,3,x\n"
    (tmp_path / "edges.csv").write_text(edges, encoding="utf-8")
    found = measure(read_set(tmp_path, Settings()), Settings())
    assert found.expected == {"credited copy": (1, 2)}


def test_a_credited_outlet_must_be_named(tmp_path: Path) -> None:
    texts = [{"id": "a", "text": PLAIN}, {"id": "b", "text": f"{PLAIN}\n\n{CREDIT}"}, {"id": "c", "text": f"{PLAIN}\n\n{CREDIT}"}]
    (tmp_path / "docs.jsonl").write_text("".join(json.dumps(each) + "\n" for each in texts), encoding="utf-8")
    (tmp_path / "edges.csv").write_text("child,parent,credited_outlet,shared_8grams\nb,a,Quay Tribune,3\n", encoding="utf-8")
    (tmp_path / "external.csv").write_text("child,external_origin\nc,Harbour Courier (translation)\n", encoding="utf-8")
    found = measure(read_set(tmp_path, Settings()), Settings())
    assert found.expected == {"credit to a source elsewhere": (0, 1), "credited copy": (1, 1)}


def test_an_empty_set_has_no_hits() -> None:
    assert measure(MeasuredSet(name="none", documents=(), expected=()), Settings()).hits == ()


def test_the_command_prints_tables_and_asks(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    lines(folder, ("republication_credit", CREDIT))
    asked = tmp_path / "ask.csv"
    done = provenance("benchmark", "signals", folder, "--ask", asked)
    assert done.code == 0
    printed = done.out
    assert "| `attribution_line` text_appeared_on | 5 | 1 | – |" in printed
    assert "1 hits to judge written to" in printed
    assert CREDIT in asked.read_text(encoding="utf-8")
