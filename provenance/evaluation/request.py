"""A benchmark as it is asked for: what is measured, by name, and where the result goes; checked before the work begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from provenance.errors import OutputError, UsageError
from provenance.evaluation import benchmark, figures, gathering, plots, report
from provenance.evaluation.conditions import CONDITIONS
from provenance.evaluation.page import filled
from provenance.evaluation.results import Benchmark
from provenance.evaluation.systems import systems as known_systems
from provenance.evaluation.targets import Result, read_targets, results
from provenance.render.files import write_texts
from provenance.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be measured: folders, simulated worlds with their seeds, conditions and systems by name, a file of targets.

    Without conditions, or without systems, all there are.
    """

    paths: Sequence[str] = ()
    worlds: Sequence[str] = ()
    seeds: Sequence[int] = (1,)
    conditions: Sequence[str] = ()
    systems: Sequence[str] = ()
    targets: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was found, and what came of the targets, in their order."""

    benchmark: Benchmark
    targets: tuple[Result, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a result goes: into a folder, with pictures or without, and into the regions of a page; ``None``: not there."""

    folder: Path | None = None
    page: Path | None = None
    pictures: bool = False

    def check(self) -> None:
        """Refuse, before hours of work, what could not be written at their end.

        Raises:
            UsageError: pictures are wanted and no folder is named, or the page has no region that can be filled.
            OutputError: there is a file where the folder should be.
            MissingLibraryError: pictures are wanted and matplotlib is not installed.

        """
        if self.pictures and self.folder is None:
            message = "--plots needs a folder to draw into; name one with -o"
            raise UsageError(message)
        if self.folder is not None and self.folder.exists() and not self.folder.is_dir():
            message = f"{self.folder} is a file, not a folder; name another folder with -o"
            raise OutputError(message)
        if self.pictures:
            plots.check_library()
        if self.page is not None:
            report.read_page(self.page)

    def write(self, measured: Measured) -> tuple[Path, ...]:
        """Write the result; returns the files.

        Raises:
            OutputError: something cannot be written; nothing partial is left.
            UsageError: the page can no longer be read.

        """
        written: tuple[Path, ...] = ()
        if self.folder is not None:
            texts = report.files(measured.benchmark, measured.targets)
            drawn = figures.pictures(measured.benchmark) if self.pictures else {}
            written += write_texts({**texts, **drawn}, self.folder)
        if self.page is not None:
            text = filled(report.read_page(self.page), measured.benchmark, measured.targets)
            written += write_texts({self.page.name: text}, self.page.parent)
        return written


def measure(request: Request, settings: Settings, observer: benchmark.Observer) -> Measured:
    """Measure what is asked for; every name and file is checked before the first system runs.

    Raises:
        UsageError: a name is unknown, a folder holds no corpus, nothing is asked for, or the targets cannot be read.
        NothingReadableError: no document of a corpus can be read.

    """
    conditions = gathering.chosen("condition", request.conditions, CONDITIONS)
    systems = gathering.chosen("system", request.systems, known_systems(settings))
    aims = read_targets(request.targets) if request.targets else ()
    corpora = gathering.gather(request.paths, request.worlds, request.seeds)
    found = benchmark.run(corpora, conditions, systems, settings, observer)
    return Measured(benchmark=found, targets=results(aims, found))
