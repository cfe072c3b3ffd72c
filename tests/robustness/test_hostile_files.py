"""Files made to hurt: each is read or named, in bounded time and memory, and what stands in it is not lost."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from tests.command import environment
from tests.conftest import ROOT
from tests.robustness.hostile import DEEP, STORY, TAIL, hostile_files

NAMES = tuple(name for name, _ in hostile_files())
MOST_SECONDS = 2.0
"""Processor time for one file and a sound one beside it."""
MOST_MEGABYTES = 300
FEWEST_FILES = 60
_SECONDS_FOR_ALL = 1_200
"""Longest wait for all of them, on a machine that does much else."""


@dataclass(frozen=True, slots=True)
class Hurt:
    """What became of each file, by its name."""

    told: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def hurt(tmp_path_factory: pytest.TempPathFactory) -> Hurt:
    """Every file traced in a process of its own."""
    place = tmp_path_factory.mktemp("hostile-files")
    (place / "files").mkdir()
    for name, make in hostile_files():
        (place / "files" / name).write_bytes(make())
    (place / "sound.txt").write_text(STORY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.robustness.hostile_child", place / "files", place / "sound.txt"],
        env={**environment(), "PYTHONPATH": f"{ROOT}:{environment().get('PYTHONPATH', '')}"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS_FOR_ALL,
    )
    assert done.stderr == ""
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return Hurt({each["name"]: each for each in told})


def test_there_are_many_and_every_one_was_tried(hurt: Hurt) -> None:
    assert len(NAMES) >= FEWEST_FILES
    assert len(set(NAMES)) == len(NAMES)
    assert sorted(hurt.told) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_is_read_or_named_within_bounds(hurt: Hurt, name: str) -> None:
    told = hurt.told[name]
    assert "error" not in told, told["error"]
    assert told["seconds"] <= MOST_SECONDS
    assert told["megabytes"] <= MOST_MEGABYTES
    assert "sound.txt" in told["paths"]
    named = [path for path, _, _ in told["problems"] if path == name or path.startswith(f"{name}/")]
    read = [path for path in told["paths"] if path == name or path.startswith(f"{name}/")]
    assert read or named, "the input was lost"
    for path, severity, message in told["problems"]:
        assert message.strip()
        if severity == "skipped":
            assert path in told["summary"]


@pytest.mark.parametrize("name", [*DEEP, "deep-page-in-post.json"])
def test_no_text_of_a_deep_page_is_lost(hurt: Hurt, name: str) -> None:
    assert any(TAIL in text for text in hurt.told[name]["documents"].values())


def test_no_file_outside_is_read(hurt: Hurt) -> None:
    for told in hurt.told.values():
        assert not any("root:" in text for text in told["documents"].values())


def test_every_member_with_an_odd_name_is_there_under_a_name_of_its_own(hurt: Hurt) -> None:
    read = hurt.told["names.zip"]["documents"]
    assert len(read) == 13
    assert len({text.partition(" ")[0] for text in read.values()}) == 13


def test_members_that_are_no_files_are_named(hurt: Hurt) -> None:
    told = hurt.told["odd.tar"]
    assert sorted(told["documents"]) == ["odd#a"]
    assert sorted(path for path, _, _ in told["problems"]) == [f"odd.tar/{name}" for name in ("hard.txt", "link", "pipe", "tty")]
