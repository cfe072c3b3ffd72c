"""What is asked for by name: folders, worlds, conditions, systems."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.errors import NothingReadableError, UsageError
from provenance.evaluation.corpus_files import TRUTH_FILE, write_corpus
from provenance.evaluation.gathering import chosen, gather, simulated
from provenance.evaluation.simulate import WORLDS
from tests.articles import FERRY, ORCHARD, page, plain
from tests.unit.evaluation.small_corpus import corpus

SMALL = min(WORLDS, key=lambda name: WORLDS[name].stories)
KNOWN = {"all evidence": 1, "no dates": 2, "text only": 3}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], KNOWN),
        (["no dates"], {"no dates": 2}),
        (["text_only", "ALL-evidence"], {"all evidence": 1, "text only": 3}),
        (["no dates", "no-dates"], {"no dates": 2}),
    ],
)
def test_names_may_be_spelled_with_hyphens_and_keep_their_order(names: list[str], found: dict[str, int]) -> None:
    assert chosen("condition", names, KNOWN) == found
    assert list(chosen("condition", names, KNOWN)) == list(found)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no date", "there is no condition 'no date'; did you mean 'no dates'. Known are: all evidence; no dates; text only"),
        ("utopia", "there is no condition 'utopia'. Known are: "),
    ],
)
def test_an_unknown_name_lists_the_known_ones(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        chosen("condition", ["text only", name], KNOWN)


def test_folders_and_worlds_are_gathered_whatever_their_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write_corpus(corpus(name), tmp_path / name)
    paths = [str(tmp_path / "b"), str(tmp_path / "a")]
    found = gather(paths, [SMALL], [2, 1])
    assert [item.name for item in found] == ["a", "b", f"{SMALL}-1", f"{SMALL}-2"]
    assert gather(reversed(paths), [SMALL], [1, 2]) == found


def test_a_corpus_given_twice_gets_two_names(tmp_path: Path) -> None:
    write_corpus(corpus(), tmp_path / "here")
    assert [item.name for item in gather([str(tmp_path / "here")] * 2, [], [])] == ["small", "small #2"]


def test_a_seed_given_twice_is_measured_once() -> None:
    assert [item.name for item in gather([], [SMALL, SMALL], [2, 2])] == [f"{SMALL}-2"]


def test_a_collection_nobody_knows_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no collection 'gov'; known are gov-crosspost"):
        gather([f"gov={tmp_path}"], [], [])


def test_what_cannot_be_gathered(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("Rain.", encoding="utf-8")
    write_corpus(corpus(), tmp_path / "broken")
    (tmp_path / "broken" / TRUTH_FILE).write_text("{", encoding="utf-8")
    for path, message in {
        "nowhere": "not a folder",
        "empty": "the folder is empty",
        "notes": f"known are gov-crosspost, .* needs {TRUTH_FILE}",
        "broken": TRUTH_FILE,
    }.items():
        with pytest.raises(UsageError, match=message):
            gather([str(tmp_path / path)], [], [])
    with pytest.raises(UsageError, match="no table of posts"):
        gather([f"gov-crosspost={tmp_path / 'notes'}"], [], [])
    with pytest.raises(UsageError, match="nothing to measure on"):
        gather([], [], [1])
    with pytest.raises(UsageError, match="there is no world 'utopia'"):
        gather([], ["utopia"], [1])


def test_stories_may_be_given_in_any_format_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "ferry.html").write_text(page(FERRY, "Ferry landing closes"), encoding="utf-8")
    (tmp_path / "pear.txt").write_text(plain(ORCHARD), encoding="utf-8")
    made = simulated("hidden", 1, tmp_path)
    contents = [document.content for document in made.documents]
    assert any("old ferry landing" in content for content in contents)
    assert any("forgotten pear" in content for content in contents)
    assert made == simulated("hidden", 1, tmp_path)
    assert made != simulated("hidden", 1, None)


def test_stories_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(NothingReadableError, match="no text to start from: it is empty"):
        simulated(SMALL, 1, tmp_path)
    (tmp_path / "hole.txt").touch()
    with pytest.raises(NothingReadableError, match="the file is empty"):
        simulated(SMALL, 1, tmp_path)
