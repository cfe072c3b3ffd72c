"""What people see of the seeds, and of the command line's help, kept as files: every change of it is read by somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

import provenance
from provenance import cli

HERE = Path(__file__).parent
Golden = Callable[[Path, str], None]


@pytest.fixture(scope="module")
def trace(seeds: Path) -> provenance.Trace:
    return provenance.trace(seeds)


def test_the_summary_of_the_seeds(trace: provenance.Trace, golden: Golden) -> None:
    golden(HERE / "seeds-summary.txt", f"{trace.summary_text()}\n")


def test_the_graph_of_the_seeds(trace: provenance.Trace, golden: Golden, tmp_path: Path) -> None:
    (written,) = trace.save(tmp_path, ["gv"])
    golden(HERE / "seeds-tree.gv", written.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("one", "other"), [("cnn.com", "000"), ("cnn.com", "002"), ("000", "002"), ("EIN Presswire", "004")])
def test_the_explanations_of_the_seeds(trace: provenance.Trace, golden: Golden, one: str, other: str) -> None:
    golden(HERE / f"explain-{one.replace(' ', '-')}-{other}.txt", f"{trace.explain(one, other)}\n")


def test_the_commands_and_their_options(golden: Golden) -> None:
    """Our words of the help texts, without the layout that typer gives them."""
    root = get_command(cli.app)
    lines = [f"provenance\n\n{root.help}", *map(_option, root.params), *_commands("provenance", root)]
    golden(HERE / "command-line.txt", "\n".join(lines) + "\n")


def _commands(path: str, group: Any) -> Iterator[str]:
    """The help of every command below a group, and of those below them."""
    assert isinstance(group, TyperGroup)
    for name, command in group.commands.items():
        yield f"\n{path} {name}\n\n{command.help}\n"
        yield from map(_option, command.params)
        if isinstance(command, TyperGroup):
            yield from _commands(f"{path} {name}", command)


def _option(option: Any) -> str:
    words = option.help or getattr(option, "metavar", "")
    return f"  {', '.join(option.opts)}: {words} (default: {option.default})"
