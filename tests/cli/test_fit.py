"""``provenance benchmark fit``: from a folder to weights that tracing takes, and what it says where there is nothing to learn."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from provenance.evaluation.corpus_files import DOCUMENTS_FOLDER, write_corpus
from provenance.settings import Settings
from tests.command import provenance
from tests.unit.evaluation.fit.village import village


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A labelled corpus on disk, most of whose copies name their source."""
    folder = tmp_path_factory.mktemp("fit") / "press"
    write_corpus(village(), folder)
    return folder


def test_a_folder_gives_weights_that_tracing_takes(press: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "weights.toml"
    done = provenance("benchmark", "fit", press / DOCUMENTS_FOLDER, "-o", file)
    assert (done.code, done.err) == (0, "")
    assert "families left out of the fit" in done.out
    assert "\nverbatim_overlap " in done.out
    assert f"Written: {file}" in done.out
    assert [path.name for path in file.parent.iterdir()] == ["weights.toml"]
    changes = tomllib.loads(file.read_text(encoding="utf-8"))
    assert list(changes) == ["inference"]
    assert Settings.from_mapping(changes) != Settings()
    document = next(iter(sorted((press / DOCUMENTS_FOLDER).iterdir())))
    traced = provenance("trace", document, "--config", file, "--json")
    assert traced.code == 0


def test_labels_are_used_if_asked_for(press: Path, tmp_path: Path) -> None:
    done = provenance("benchmark", "fit", press, "--labels", "-q", "-o", tmp_path / "weights.toml")
    assert (done.code, done.out, done.err) == (0, "", "")
    known = (tmp_path / "weights.toml").read_text(encoding="utf-8").splitlines()[0]
    assert known == "# Learned from 40 copies of known source in 9 families, their credits taken away."


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("nowhere",), 2, "nowhere"),
        (("empty",), 3, "nothing to learn from in empty"),
        (("few",), 2, "of 0 copies the source is known and here, and 20 are needed"),
        (("few", "--labels"), 2, "needs truth.json"),
        (("few", "-o", "empty"), 2, "empty is a folder; name a file with -o"),
        (("few", "--config", "nothing.toml"), 2, "not a readable TOML file"),
    ],
)
def test_requests_that_make_no_sense(tmp_path: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "few").mkdir()
    (tmp_path / "few" / "one.txt").write_text("The zoo closes early\n\nOn Monday the animals are counted.\n", encoding="utf-8")
    done = provenance("benchmark", "fit", *arguments, cwd=tmp_path)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("provenance: ")
    assert message in done.err
