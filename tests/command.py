"""Running the command line as a user does: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = 300
"""Longest wait for one command; a hang is a failure. Spark took 70 to 120 on a machine with other things to do."""
COMMAND = (sys.executable, "-m", "provenance")


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


def environment() -> dict[str, str]:
    """Our environment, but with compiled modules kept, as they are for a user: else every command compiles everything."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def provenance(
    *arguments: str | Path,
    stdin: bytes = b"",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    command: Sequence[str] = COMMAND,
) -> Done:
    """Run ``provenance`` with arguments; ``env`` is added to the environment. A traceback is always a failure."""
    done = subprocess.run(
        [*command, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**environment(), **(env or {})},
        timeout=SECONDS,
        check=False,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in out + err, err
    assert "Exception ignored" not in err, err
    return Done(done.returncode, out, err)
