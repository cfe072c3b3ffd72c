"""Equal input gives equal bytes, whatever the hash seed, the order and the names."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import provenance
from provenance.render.contents import FILES
from tests.command import provenance as command


@pytest.fixture(scope="module")
def by_folder(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("folder") / "out"
    assert command("trace", seeds, "-o", out, env={"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"}).code == 0
    return out


@pytest.fixture(scope="module")
def by_files(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The same files one by one, last first, by other names, as another user elsewhere; and what each was called before."""
    place = tmp_path_factory.mktemp("files")
    names = {}
    for path in sorted(seeds.iterdir(), reverse=True):
        names[f"{path.name[:4]}renamed.text"] = path.name
        shutil.copy(path, place / f"{path.name[:4]}renamed.text")
    env = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"}
    assert command("trace", *names, "-o", place / "out", cwd=place, env=env).code == 0
    return place / "out", names


@pytest.mark.parametrize("name", FILES.values())
def test_hash_seed_order_place_and_names_change_nothing_but_the_names(
    by_folder: Path, by_files: tuple[Path, dict[str, str]], name: str
) -> None:
    folder, names = by_files
    text = (folder / name).read_text(encoding="utf-8")
    for new, old in names.items():
        text = text.replace(new, old).replace(Path(new).stem, Path(old).stem)
    assert text == (by_folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES.values())
def test_no_file_tells_where_or_when_it_was_made(by_folder: Path, seeds: Path, name: str) -> None:
    text = by_folder.joinpath(name).read_text(encoding="utf-8")
    for secret in (str(seeds), str(Path.home()), str(by_folder)):
        assert secret not in text


def test_names_in_another_order_turn_pairs_round_and_change_nothing_else(seeds: Path, tmp_path: Path) -> None:
    names = {}
    for number, path in enumerate(sorted(seeds.iterdir(), reverse=True)):
        shutil.copy(path, tmp_path / f"text-{number}.txt")
        names[f"text-{number}"] = path.stem
    assert about(provenance.trace(tmp_path), names) == about(provenance.trace(seeds), {})


def about(trace: provenance.Trace, names: dict[str, str]) -> dict[str, Any]:
    """What a result says of nodes and pairs, free of order and of names."""
    text = trace.to_json()
    for new, old in names.items():
        text = text.replace(new, old)
    data = json.loads(text)
    edges = {(edge["source"], edge["target"]): edge for edge in data["edges"]}
    return {
        "summary": data["summary"],
        "documents": {item["id"]: {**item, "path": None} for item in data["documents"]},
        "edges": {
            ends: (edge["kind"], edge["probability"], edge["drawn"], sorted(map(weight, edge["evidence"])), len(edge["against"]))
            for ends, edge in edges.items()
        },
        "rejected": {(item["source"], item["target"]): sorted(map(weight, item["evidence"])) for item in data["rejected"]},
        "pairs": {frozenset((pair["left"], pair["right"])): shared(pair) for pair in data["pairs"]},
        "sources": sorted((item["id"], item["kind"], item["label"]) for item in data["sources"]),
        "quotations": sorted(
            (item["speaker"], sorted((each["block"], each["form"]) for each in item["members"])) for item in data["quotations"]
        ),
        "divergences": sorted(
            (item["kind"], item["witnesses"], sorted((each["block"], each["text"]) for each in item["readings"]))
            for item in data["divergences"]
        ),
    }


def weight(evidence: dict[str, Any]) -> tuple[str, float]:
    return (evidence["kind"], evidence["log_odds"])


def shared(pair: dict[str, Any]) -> tuple[object, ...]:
    inside = sorted([pair["left"], pair["right"]])
    contained = {pair["left"]: pair["containment"]["left_in_right"], pair["right"]: pair["containment"]["right_in_left"]}
    edits = sorted(
        (edit["unit"], edit["class"], *sorted((edit["left_text"] or "", edit["right_text"] or ""))) for edit in pair["edits"]
    )
    return (pair["relation"], pair["jaccard"], [contained[name] for name in inside], len(pair["passages"]), edits)


def test_a_trace_read_back_draws_the_same(by_folder: Path, tmp_path: Path) -> None:
    trace = provenance.load(by_folder)
    assert trace.to_json() == by_folder.joinpath("trace.json").read_text(encoding="utf-8")
    trace.save(tmp_path / "again")
    for name in FILES.values():
        assert tmp_path.joinpath("again", name).read_bytes() == by_folder.joinpath(name).read_bytes()
