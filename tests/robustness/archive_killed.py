"""Run by ``test_archive_survival``: adds to an archive again and again, and is killed at one step after another.

Each attempt runs in a process of its own, forked when everything is imported. A step is a call by which a writer changes what is
on the disk; at the wanted one the process kills itself with SIGKILL, before the step or after half of what it writes.

Arguments: folder for the archives, folder with the articles, number of the first and of the last step, most documents of a batch.
Prints for each attempt its number and ``killed`` or ``done``.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import provenance
from provenance.archive import folder as storing
from provenance.archive.tables import need_library

BATCH = 2
SETTINGS = provenance.Settings.from_mapping({"archive": {"batch_documents": BATCH}})


class Steps:
    """Counts steps down and kills the process when none is left."""

    def __init__(self, left: int) -> None:
        self.left = left

    def step(self) -> bool:
        """Whether this is the last step that is lived to see."""
        self.left -= 1
        return self.left < 0

    def die_before(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, unless the time has come."""

        def stepping(*arguments: Any, **named: Any) -> Any:
            if self.step():
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return stepping

    def write_half(self, path: Path, content: bytes) -> None:
        """What ``folder._write_through`` does, in three steps: half of the content, all of it, made to last."""
        file: BinaryIO
        with path.open("wb", buffering=0) as file:
            for part in (content[: len(content) // 2], content[len(content) // 2 :]):
                if self.step():
                    os.kill(os.getpid(), signal.SIGKILL)
                file.write(part)
            if self.step():
                os.kill(os.getpid(), signal.SIGKILL)
            os.fsync(file.fileno())


def attempt(archive: Path, articles: Path, moment: int, settings: provenance.Settings) -> None:
    """Add the articles, and die at a moment."""
    steps = Steps(moment)
    storing._write_through = steps.write_half
    storing._sync_folder = steps.die_before(storing._sync_folder)
    Path.replace = steps.die_before(Path.replace)  # type: ignore[method-assign]
    Path.unlink = steps.die_before(Path.unlink)  # type: ignore[method-assign]
    provenance.open_archive(archive, settings=settings).add(articles, workers=1)


def main() -> None:
    """One attempt for each moment."""
    archives, articles = Path(sys.argv[1]), Path(sys.argv[2])
    need_library()
    provenance.open_archive(archives)  # for what it imports: once, before the processes part
    settings = provenance.Settings.from_mapping({"archive": {"batch_documents": int(sys.argv[5])}})
    for moment in range(int(sys.argv[3]), int(sys.argv[4]) + 1):
        child = os.fork()
        if child == 0:
            attempt(archives / str(moment), articles, moment, settings)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        sys.stdout.write(f"{moment} {'killed' if killed else 'done' if status == 0 else f'failed {status}'}\n")


if __name__ == "__main__":
    main()
