"""The contract of every engine and every set of inner loops: one input, one result, to the byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import provenance
from provenance import pipeline
from provenance.corpus import read_corpus
from provenance.engine import Engine, LocalEngine
from provenance.export.json import to_json
from provenance.matching import find_reuse
from provenance.matching.kernels import Kernels
from provenance.matching.kernels.plain import PlainKernels
from provenance.model import Findings
from provenance.settings import Settings
from tests.benchmarks.generate import corpus, write_json_lines
from tests.benchmarks.plan import Shape
from tests.conftest import ROOT
from tests.stories.story import read_story

STORIES = sorted((ROOT / "tests" / "stories").glob("*.md"))
KERNELS = ("plain", "compiled")
ENGINES = ("one process", "three processes", pytest.param("spark", marks=pytest.mark.spark))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> tuple[Path, ...]:
    """The seeds, the stories all in one folder, and so many invented articles that work is shared out."""
    place = tmp_path_factory.mktemp("contract")
    for path in STORIES:
        folder = place / "stories" / path.stem
        folder.mkdir(parents=True)
        for file, content in read_story(path).documents.items():
            (folder / file).write_text(content, encoding="utf-8")
    (place / "invented").mkdir()
    write_json_lines(corpus(Shape(documents=260, seed=9)), place / "invented" / "news.jsonl")
    return (seeds, place / "stories", place / "invented")


@pytest.fixture(scope="module")
def expected(folders: tuple[Path, ...]) -> dict[Path, str]:
    """What everybody gets who traces a folder without asking for anything."""
    return {folder: _json(provenance.trace(folder, workers=1)) for folder in folders}


@pytest.fixture(params=KERNELS)
def kernels(request: pytest.FixtureRequest) -> Kernels:
    if request.param == "plain":
        return PlainKernels()
    pytest.importorskip("numba")
    from provenance.matching.kernels.compiled import CompiledKernels

    return CompiledKernels()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "spark":
        from provenance.engine.spark import SparkEngine

        yield SparkEngine(request.getfixturevalue("cluster"))
        return
    with LocalEngine(1 if request.param == "one process" else 3) as local:
        yield local


def test_the_result_is_the_same(folders: tuple[Path, ...], expected: dict[Path, str], engine: Engine, kernels: Kernels) -> None:
    different = [folder.name for folder in folders if _traced(folder, engine, kernels) != expected[folder]]
    assert different == []


def _traced(folder: Path, engine: Engine, kernels: Kernels) -> str:
    """Everything found, each stage by this engine and these loops."""
    settings = Settings()
    raws, unread = read_corpus([folder], settings.limits, settings.columns)
    documents, signals, problems = pipeline.read_all(raws, settings.limits, engine=engine)
    read = pipeline.Read(documents=documents, signals=signals, problems=(*unread, *problems))
    reuses = find_reuse(documents, settings.matching, engine.map, kernels)
    return _json(pipeline.concluded(read, reuses, settings, engine=engine))


def _json(findings: Findings) -> str:
    return to_json(replace(findings, summary=replace(findings.summary, headline="")))
