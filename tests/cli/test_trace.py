"""``provenance trace``: what it writes, prints and returns."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.articles import FERRY, plain, post
from tests.command import COMMAND, Done, environment, provenance

FILES = ["report.html", "trace.json", "tree.gv", "tree.svg"]


def test_the_four_files_and_a_summary_in_words(seed_run: tuple[Done, Path]) -> None:
    done, out = seed_run
    assert (done.code, done.err) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert sorted(path.name for path in out.parent.iterdir()) == ["out"]
    assert "5 documents, 4 independent texts" in done.out
    assert "-> 000 (dailywashingtoninsider.com)   [republished, almost certain]" in done.out
    assert done.out.endswith(f"Written to {out}: tree.svg, tree.gv, report.html, trace.json\n")


def test_the_console_script_is_the_same_program(seed_run: tuple[Done, Path]) -> None:
    script = shutil.which("provenance", path=str(Path(COMMAND[0]).parent))
    if script is None:
        pytest.skip("the project is not installed beside this interpreter")
    assert provenance("--version", command=[script]) == provenance("--version")
    explained = ("explain", seed_run[1], "cnn.com", "002")
    assert provenance(*explained, command=[script]) == provenance(*explained)


def test_json_goes_to_standard_output_alone(articles: Path, tmp_path: Path) -> None:
    (articles / "hole.txt").touch()
    done = provenance("trace", articles, "--json", cwd=tmp_path)
    assert done.code == 0
    data = json.loads(done.out)
    assert data["schema"] == "provenance.trace/1"
    assert [item["id"] for item in data["documents"]] == ["copy", "ferry", "pear"]
    assert done.err == "skipped: hole.txt: the file is empty; remove it or fill it\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles"]


def test_json_is_what_the_file_holds(seed_run: tuple[Done, Path], seeds: Path) -> None:
    assert provenance("trace", seeds, "--json").out == (seed_run[1] / "trace.json").read_text(encoding="utf-8")


def test_quiet_says_nothing(articles: Path, tmp_path: Path) -> None:
    (articles / "hole.txt").touch()
    assert provenance("trace", articles, "-q", "--format", "json", "-o", tmp_path / "out") == Done(0, "", "")
    done = provenance("trace", articles, "-q", "--json")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("formats", "names"),
    [("json", ["trace.json"]), ("gv, svg", ["tree.gv", "tree.svg"]), ("html,html", ["report.html"])],
)
def test_only_the_formats_asked_for(articles: Path, tmp_path: Path, formats: str, names: list[str]) -> None:
    out = tmp_path / "deep" / "out"
    assert provenance("trace", articles, "--format", formats, "-o", out).code == 0
    assert sorted(path.name for path in out.iterdir()) == names


def test_the_default_folder_is_beside_the_user_and_may_be_written_twice(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "provenance-out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    (out / "trace.json").write_text("old")
    assert provenance("trace", articles, "--format", "json", cwd=tmp_path).code == 0
    assert sorted(path.name for path in out.iterdir()) == ["notes.txt", "trace.json"]
    assert json.loads((out / "trace.json").read_text(encoding="utf-8"))["summary"]["documents"] == 3
    assert (out / "notes.txt").read_text() == "mine"


def out_is_a_file(place: Path) -> Path:
    (place / "out").write_text("mine")
    return place / "out"


def out_is_below_a_file(place: Path) -> Path:
    return out_is_a_file(place) / "out"


def out_has_no_writable_parent(_: Path) -> Path:
    return Path("/proc/provenance-out")


def out_has_an_endless_name(place: Path) -> Path:
    return place / ("o" * 300)


def out_has_a_folder_for_a_file(place: Path) -> Path:
    (place / "out" / "trace.json").mkdir(parents=True)
    return place / "out"


@pytest.mark.parametrize(
    "make",
    [out_is_a_file, out_is_below_a_file, out_has_no_writable_parent, out_has_an_endless_name, out_has_a_folder_for_a_file],
)
def test_a_place_that_cannot_be_written_ends_with_4_and_leaves_nothing(articles: Path, tmp_path: Path, make: object) -> None:
    assert callable(make)
    place = tmp_path / "place"
    place.mkdir()
    out = make(place)
    if str(out).startswith("/proc") and not Path("/proc/self").exists():
        pytest.skip("no /proc here")
    before = sorted(path.relative_to(place) for path in place.rglob("*"))
    done = provenance("trace", articles, "-o", out, "--format", "json,gv")
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("provenance: ")
    assert out.name in done.err
    assert sorted(path.relative_to(place) for path in place.rglob("*")) == before


def test_a_full_disk_behind_standard_output_ends_with_4(articles: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    shell = ["sh", "-c", 'exec "$@" >/dev/full', "sh", *COMMAND]
    done = provenance("trace", articles, "--json", command=shell)
    assert done.code == 4
    assert "standard output could not be written (No space left on device)" in done.err


def test_a_missing_path_ends_with_2_and_says_what_could_be_meant(articles: Path, tmp_path: Path) -> None:
    done = provenance("trace", articles / "fery.txt", "-o", tmp_path / "out")
    assert (done.code, done.out) == (2, "")
    assert f"{articles / 'fery.txt'}: there is no such file or folder; did you mean {articles / 'ferry.txt'}?" in done.err
    assert not (tmp_path / "out").exists()


def test_nothing_readable_ends_with_3_and_names_every_file(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = provenance("trace", empty, "-o", tmp_path / "out")
    assert (done.code, done.out) == (3, "")
    assert "put at least one article" in done.err
    (empty / "a.bin").write_bytes(bytes(range(256)) * 9)
    (empty / "b.txt").touch()
    done = provenance("trace", empty, "--json")
    assert (done.code, done.out) == (3, "")
    assert "a.bin: it is binary" in done.err
    assert "b.txt: the file is empty" in done.err
    assert not (tmp_path / "out").exists()


def test_strict_ends_with_1_only_if_something_was_skipped(articles: Path, tmp_path: Path) -> None:
    command = ("trace", articles, "--strict", "--format", "json", "-o", tmp_path / "out")
    (articles / "latin.txt").write_bytes("Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.".encode("latin-1"))
    done = provenance(*command)
    assert done.code == 0
    assert "notice: latin.txt" in done.out
    (articles / "hole.txt").touch()
    done = provenance(*command)
    assert done.code == 1
    assert "skipped: hole.txt" in done.out
    assert (tmp_path / "out" / "trace.json").exists()


def test_a_settings_file_changes_the_result_and_stands_in_it(articles: Path, tmp_path: Path) -> None:
    config = tmp_path / "mine.toml"
    config.write_text("[matching]\nshingle_words = 4\n[limits]\nfile_bytes = 600\n")
    data = json.loads(provenance("trace", articles, "--config", config, "--json").out)
    assert data["settings"]["matching"]["shingle_words"] == 4
    assert [item["id"] for item in data["documents"]] == ["pear"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[matching\n", "not a readable TOML file"),
        ("[matching]\nshingle_wurds = 4\n", "there is no matching.shingle_wurds"),
        ('[matching]\nshingle_words = "four"\n', "matching.shingle_words is a int, not 'four'"),
        (None, "not a readable TOML file"),
    ],
)
def test_a_faulty_settings_file_ends_with_2(articles: Path, tmp_path: Path, content: str | None, said: str) -> None:
    config = tmp_path / "mine.toml"
    if content is not None:
        config.write_text(content)
    done = provenance("trace", articles, "--config", config, "-o", tmp_path / "out")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (tmp_path / "out").exists()


def test_standard_input_is_a_document() -> None:
    done = provenance("trace", "-", "--json", stdin=post(FERRY, "Ferry landing closes").encode())
    (document,) = json.loads(done.out)["documents"]
    assert (document["id"], document["path"], document["title"]) == ("stdin", "-", "Ferry landing closes")


def test_standard_input_beside_files(articles: Path) -> None:
    data = json.loads(provenance("trace", "-", articles / "ferry.txt", "--json", stdin=plain(FERRY).encode()).out)
    assert [item["id"] for item in data["documents"]] == ["ferry", "stdin"]
    assert [pair["relation"] for pair in data["pairs"]] == ["copy"]


@pytest.mark.parametrize(("redirect", "said"), [("</dev/null", "the file is empty"), ("<&-", "standard input is closed")])
def test_standard_input_with_nothing_in_it_ends_with_3(redirect: str, said: str) -> None:
    done = provenance("trace", "-", "--json", command=["sh", "-c", f'exec "$@" {redirect}', "sh", *COMMAND])
    assert (done.code, done.out) == (3, "")
    assert said in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing argument"),
        (("--format", "svg,pdf"), "there is no format 'pdf'; choose from svg, gv, html, json"),
        (("--format", " , "), "no format is named"),
        (("--engine", "abacus"), "'abacus' is not one of"),
        (("--nonsense",), "No such option"),
        (("--json", "--open"), "leave out --open"),
        (("--format", "json", "--open"), "leave out --open"),
    ],
)
def test_a_request_without_sense_ends_with_2_before_anything_is_read(
    articles: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    paths = [articles] if arguments else []
    done = provenance("trace", *paths, *arguments, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (tmp_path / "provenance-out").exists()


def test_no_progress_and_no_colour_without_a_terminal(seed_run: tuple[Done, Path]) -> None:
    for text in (seed_run[0].out, seed_run[0].err):
        assert "\r" not in text
        assert "\x1b" not in text


def test_progress_is_told_on_a_terminal_and_wiped_away(articles: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [*COMMAND, "trace", str(articles), "--format", "json", "-o", str(tmp_path / "out")]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=environment(), check=False)
    told = os.read(ours, 65536).decode()
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0
    assert "reading" in told
    assert told.endswith("\r\x1b[K")
    assert b"\x1b" not in done.stdout
