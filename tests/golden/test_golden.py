"""What people see of the seeds, and of the command line's help, kept as files: every change of it is read by somebody."""

from __future__ import annotations

from collections.abc import Callable
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
    assert isinstance(root, TyperGroup)
    lines = [f"provenance\n\n{root.help}", *map(_option, root.params)]
    for name, command in root.commands.items():
        lines += [f"\nprovenance {name}\n\n{command.help}\n", *map(_option, command.params)]
    golden(HERE / "command-line.txt", "\n".join(lines) + "\n")


def _option(option: Any) -> str:
    words = option.help or getattr(option, "metavar", "")
    return f"  {', '.join(option.opts)}: {words} (default: {option.default})"
