"""``provenance benchmark``: measuring, simulating, and what it says to requests that make no sense."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from provenance.evaluation.baselines import BASELINES
from provenance.evaluation.conditions import CONDITIONS
from provenance.evaluation.corpus_files import write_corpus
from provenance.evaluation.simulate import WORLDS
from tests.command import Done, provenance
from tests.unit.evaluation.small_corpus import corpus

FEW = ("--condition", "all-evidence", "--system", "provenance", "--system", "earliest date")


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus on disk."""
    folder = tmp_path_factory.mktemp("labelled") / "small"
    write_corpus(corpus(), folder)
    return folder


def run(*arguments: str | Path, cwd: Path | None = None) -> Done:
    return provenance("benchmark", "run", *arguments, cwd=cwd)


def test_tables_go_to_standard_output_and_nothing_is_written(labelled: Path, tmp_path: Path) -> None:
    done = provenance("benchmark", "run", labelled, *FEW, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "small, all evidence: edges" in done.out
    assert "\nprovenance " in done.out
    assert "\nearliest date " in done.out
    assert list(tmp_path.iterdir()) == []


def test_json_is_the_whole_result_and_repeats(labelled: Path) -> None:
    done = run(labelled, *FEW, "--json")
    data = json.loads(done.out)
    assert (done.code, done.err, data["schema"]) == (0, "", "provenance.benchmark/1")
    assert [cell["system"] for cell in data["cells"]] == ["provenance", "earliest date"]
    assert run(labelled, *FEW, "--json") == done


def test_without_names_every_system_is_measured_under_every_condition(labelled: Path) -> None:
    data = json.loads(run(labelled, "--json").out)
    assert data["conditions"] == list(CONDITIONS)
    assert data["systems"] == ["provenance", *BASELINES]
    assert len(data["cells"]) == len(CONDITIONS) * (1 + len(BASELINES))


def test_a_folder_a_page_and_pictures(labelled: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Good?\n\n<!-- benchmark: targets -->\n<!-- end -->\n", encoding="utf-8")
    aims = tmp_path / "targets.toml"
    aims.write_text('[[target]]\ncorpus = "small"\ncondition = "*"\nmeasure = "documents"\nat_least = 4\n', encoding="utf-8")
    done = run(labelled, *FEW, "-o", tmp_path / "out", "--plots", "--targets", aims, "--update-page", page, "--timings")
    assert (done.code, done.err) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "benchmark.json",
        "reliability.svg",
        "risk-coverage.svg",
        "systems.svg",
        "tables.md",
    ]
    assert "| documents | small | all evidence | ≥ 4 | 4 | yes |" in page.read_text(encoding="utf-8")
    assert "seconds" in json.loads((tmp_path / "out" / "benchmark.json").read_text(encoding="utf-8"))["cells"][0]
    assert "Written: " in done.out


def test_what_is_simulated_can_be_measured(tmp_path: Path) -> None:
    world = next(iter(sorted(WORLDS, key=lambda name: WORLDS[name].stories)))
    made = provenance("benchmark", "simulate", tmp_path / "press", "--world", world, "--seed", "3")
    assert (made.code, made.err) == (0, "")
    assert "documents and their truth written to" in made.out
    data = json.loads(run(tmp_path / "press", "--condition", "all evidence", "--system", "earliest date", "--json").out)
    assert [item["name"] for item in data["corpora"]] == [f"{world}-3"]
    again = provenance("benchmark", "simulate", tmp_path / "press", "--world", world, "--seed", "3")
    assert (again.code, again.out) == (2, "")


def test_stories_can_be_given(tmp_path: Path, articles: Path) -> None:
    made = provenance("benchmark", "simulate", tmp_path / "press", "--world", "hidden", "--seed", "1", "--texts", articles, "-q")
    assert (made.code, made.out, made.err) == (0, "", "")
    documents = [path.read_text(encoding="utf-8") for path in (tmp_path / "press" / "documents").iterdir()]
    assert any("old ferry landing" in text for text in documents)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "nothing to measure on"),
        (("--condition", "no date"), "there is no condition 'no date'; did you mean 'no dates'"),
        (("--system", "oracle"), "Known are: provenance; earliest date"),
        (("--plots",), "name one with -o"),
        (("--targets", "nothing.toml"), "not a readable TOML file"),
        (("--update-page", "nothing.md"), "nothing.md: cannot be read"),
        (("--config", "nothing.toml"), "not a readable TOML file"),
        (("nowhere",), "nowhere: not a folder"),
    ],
)
def test_requests_that_make_no_sense(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    done = provenance("benchmark", "run", *arguments, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.startswith("provenance: ")


def test_documents_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    done = provenance(
        "benchmark", "simulate", tmp_path / "press", "--world", "hidden", "--seed", "1", "--texts", tmp_path / "texts"
    )
    assert (done.code, done.out) == (3, "")
    assert "no text to start from" in done.err


def test_a_result_that_cannot_be_written(labelled: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    done = run(labelled, *FEW, "-o", tmp_path / "out")
    assert done.code == 4
    assert "is a file, not a folder" in done.err


def test_where_the_result_goes_is_checked_before_the_work_begins(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    done = run("nowhere", "-o", tmp_path / "out", cwd=tmp_path)
    assert (done.code, done.out) == (4, "")
    assert "is a file, not a folder" in done.err
