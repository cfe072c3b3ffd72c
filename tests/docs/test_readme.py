"""The README's two commands and its picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import provenance
from tests.conftest import ROOT
from tests.markup import parse_xml

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```bash\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_two_commands_and_no_more() -> None:
    assert [command.strip().count("\n") for command in COMMANDS] == [0, 0]
    main_job, tests = COMMANDS
    assert ".venv/bin/provenance trace seeds/" in main_job
    assert "-m pytest" in tests


def test_ci_runs_the_command_for_the_tests() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert COMMANDS[1].strip() in lines


def test_nobody_is_told_to_install_another_project() -> None:
    """The name ``provenance`` on the package index belongs to somebody else."""
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        assert not re.search(r"pip install (?:-\S+ )*provenance\b(?!-tracer)", page.read_text(encoding="utf-8")), page.name


def test_the_picture_is_current(seed_trace: provenance.Trace, golden: Callable[[Path, str], None]) -> None:
    picture = seed_trace.to_svg()
    parse_xml(picture)
    golden(ROOT / "docs" / "seeds-tree.svg", picture)


def test_every_link_inside_the_project_leads_somewhere() -> None:
    targets = [
        (page, target)
        for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not target.startswith(("http:", "https:"))
    ]
    assert targets
    broken = [f"{page.name}: {target}" for page, target in targets if not (page.parent / target).exists()]
    assert broken == []


def test_the_map_of_the_house_has_every_room() -> None:
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    rooms = {path.name for path in (ROOT / "provenance").iterdir() if not path.name.startswith("_") and path.name != "py.typed"}
    assert {room for room in rooms if f"`{room}`" not in page and f"`{room}/`" not in page} == set()
