"""Which files paths stand for: each once, in a fixed order, and cheaply for very many."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.corpus.names import name_files
from provenance.corpus.walk import FoundFile, find_files


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/b.txt", "sub/deep/c.txt", "sub/.hidden/d.txt", "other/b.txt"):
        (tmp_path / "top" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "top" / name).write_text(name, encoding="utf-8")
    return tmp_path / "top"


def shown(*paths: Path, most: int = 100) -> list[str]:
    return [file.shown for file in find_files(paths, most)[0]]


def test_files_of_a_folder_come_before_those_of_the_folders_in_it_by_name(tree: Path) -> None:
    assert shown(tree) == ["a.txt", "b.txt", "other/b.txt", "sub/b.txt", "sub/deep/c.txt"]
    assert [Path(file.path).read_text(encoding="utf-8") for file in find_files([tree], 100)[0]] == shown(tree)


def test_a_file_reached_twice_is_taken_once_where_it_is_reached_first(tree: Path) -> None:
    assert shown(tree, tree / "sub") == shown(tree)
    assert shown(tree, tree) == shown(tree)
    assert shown(tree, tree / "sub" / "deep" / "c.txt") == shown(tree)
    assert shown(tree / "a.txt", tree / "a.txt", tree / "sub" / ".." / "a.txt") == ["a.txt"]
    assert shown(tree / "sub", tree / "other", tree) == ["sub/b.txt", "deep/c.txt", "other/b.txt", "a.txt", "b.txt"]


def test_what_is_hidden_in_one_path_is_read_if_given_by_another(tree: Path) -> None:
    assert shown(tree, tree / "sub" / ".hidden") == [*shown(tree), "d.txt"]
    assert shown(tree / "sub" / ".hidden" / "d.txt", tree) == ["d.txt", *shown(tree)]


def test_a_folder_whose_name_begins_like_another_is_not_in_it(tmp_path: Path) -> None:
    for name in ("news", "news2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").touch()
    assert shown(tmp_path / "news", tmp_path / "news2") == ["news.txt", "news2.txt"]
    assert shown(tmp_path / "news2", tmp_path / "news") == ["news2.txt", "news.txt"]


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_path_given_by_a_link_is_the_same_path(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tree)
    assert shown(tree, tmp_path / "link") == shown(tree)
    assert shown(tmp_path / "link", tree) == shown(tree)


def test_no_more_files_are_taken_than_the_limit(tree: Path) -> None:
    files, problems = find_files([tree], 2)
    assert [file.shown for file in files] == ["a.txt", "b.txt"]
    assert [problem.message for problem in problems] == [
        "only the first 2 files were taken; give fewer at once or raise limits.files"
    ]


def test_many_files_cost_little_memory_each(tmp_path: Path) -> None:
    """A file is a name here, once; a folder of a million files must not take gigabytes before the first is read."""
    count = 5_000
    for number in range(count):
        (tmp_path / f"article-{number:06d}.txt").touch()
    tracemalloc.start()
    files, _ = find_files([tmp_path], 10**6)
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(files) == count
    assert held < 250 * count
    assert most < 500 * count


def test_names_may_be_shown_otherwise_than_they_are(tmp_path: Path) -> None:
    strange = tmp_path / "two\nlines.txt"
    try:
        strange.write_text("words", encoding="utf-8")
    except OSError:
        pytest.skip("no such names here")
    (file,) = find_files([tmp_path], 10)[0]
    assert file == FoundFile(folder=str(tmp_path), name="two\nlines.txt", shown=r"two\x0alines.txt")
    assert Path(file.path).read_text(encoding="utf-8") == "words"


PATHS = st.lists(
    st.builds(
        lambda folders, stem, suffix: "/".join([*folders, stem + suffix]),
        st.lists(st.sampled_from("ab"), max_size=2),
        st.sampled_from(["x", "y", "x#1", "x#1#2", "a"]),
        st.sampled_from(["", ".txt", ".json", ".json.gz"]),
    ),
    max_size=12,
    unique=True,
)


@given(paths=PATHS)
def test_every_file_has_a_name_of_its_own_that_begins_like_no_record_of_another(paths: list[str]) -> None:
    names = name_files(paths)
    assert len(names) == len(paths)
    full = [name for name, path in zip(names, paths, strict=True) if name == path]
    for place, name in enumerate(names):
        others = {*names[:place], *names[place + 1 :]}
        assert name not in others
        if name not in full:
            assert not any(name.startswith(f"{other}#") for other in others)


@given(paths=PATHS, order=st.randoms(use_true_random=False))
def test_names_do_not_depend_on_the_order_of_the_files(paths: list[str], order: object) -> None:
    mixed = list(paths)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    assert dict(zip(paths, name_files(paths), strict=True)) == dict(zip(mixed, name_files(mixed), strict=True))
