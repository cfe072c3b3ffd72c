"""The stages in order; no decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from provenance.corpus import ProblemTally, stream_corpus
from provenance.engine import Engine, LocalEngine, give_back
from provenance.errors import NothingReadableError, UsageError
from provenance.intake import features_in_batches, read_in_batches
from provenance.lineage import infer, pairs_worth_naming
from provenance.matching import find_reuse
from provenance.model import Document, Findings, Pair, Problem, RawDocument, Reuse, Signal, Summary
from provenance.settings import Limits, Settings

Task = TypeVar("Task")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]
"""Told a stage's name, how many of its items are done, and how many there are: 0 while nobody knows."""

VERSION = "0.1.0"
_REASONS = 30
"""Most reasons told where nothing could be read."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress nobody listens to."""


def run(
    paths: Sequence[Path | str],
    settings: Settings,
    progress: Progress = silent,
    *,
    workers: int | None = None,
    engine: Engine | None = None,
) -> Findings:
    """From paths to everything found; the headline is left empty.

    ``engine`` is where the work is done, by default in ``workers`` processes of this machine, ``None`` for as many as there are
    cores; the result is the same.

    Raises:
        UsageError: a path does not exist, or ``workers`` is below 1, or given beside an engine.
        NothingReadableError: no input is a readable document.
        WorkerLostError: worker processes died; memory may have run out.
    """
    with working(workers, engine) as where:
        return _find(paths, settings, progress, where)


@contextmanager
def working(workers: int | None, engine: Engine | None) -> Iterator[Engine]:
    """The engine that is given, or worker processes of this machine until the end.

    Raises:
        UsageError: ``workers`` is below 1, or given beside an engine.
    """
    if engine is None:
        with LocalEngine(workers) as local:
            yield local
    elif workers is not None:
        message = "workers are those of this machine; leave them out where an engine is given"
        raise UsageError(message)
    else:
        yield engine


def _find(paths: Sequence[Path | str], settings: Settings, progress: Progress, engine: Engine) -> Findings:
    tally = ProblemTally(settings.limits.listed_problems)
    corpus = stream_corpus(paths, settings.limits, settings.columns)
    counting = _with_total(progress, len(corpus.files))
    documents, signals, unread = read_all(tally.strain(corpus), settings.limits, counting, engine)
    tally.add(unread)
    problems = tally.problems()
    if not documents:
        raise NothingReadableError(_nothing(paths, problems))
    return findings_of(Read(documents=documents, signals=signals, problems=problems), settings, progress, engine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Documents sorted by id, the signals of each by its id, and what was noticed."""

    documents: tuple[Document, ...]
    signals: Mapping[str, tuple[Signal, ...]]
    problems: tuple[Problem, ...]


def findings_of(read: Read, settings: Settings, progress: Progress = silent, engine: Engine | None = None) -> Findings:
    """From documents to everything found; the headline is left empty. Without an engine everything is done in this process."""
    tidied = _tidied(progress)
    reuses = find_reuse(read.documents, settings.matching, engine.map if engine else map, told=tidied)
    return concluded(read, reuses, settings, tidied, engine)


def concluded(
    read: Read, reuses: Sequence[Reuse], settings: Settings, progress: Progress = silent, engine: Engine | None = None
) -> Findings:
    """From what pairs of documents share, sorted, to everything found; the headline is left empty."""
    documents, signals = read.documents, read.signals
    where = engine or LocalEngine(workers=1)

    def solved(solve: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
        return _counted("solve", where.map(solve, tasks), len(tasks), progress)

    features = _counted("look", features_in_batches(where, documents), len(documents), progress)
    lineage = infer(documents, signals, reuses, settings, features, solved)
    return Findings(
        tool_version=VERSION,
        settings=settings.to_dict(),
        summary=Summary(documents=len(documents), independent_texts=lineage.independent_texts, headline=""),
        documents=documents,
        signals=signals,
        sources=lineage.sources,
        pairs=tuple(Pair(reuse=reuse, relation=relation) for reuse, relation in pairs_worth_naming(reuses, lineage.relations)),
        edges=lineage.edges,
        rejected=lineage.rejected,
        quotations=lineage.quotations,
        divergences=lineage.divergences,
        problems=tuple(sorted((*read.problems, *lineage.problems), key=lambda problem: problem.sort_key)),
    )


def read_all(
    raws: Iterable[RawDocument], limits: Limits, progress: Progress = silent, engine: Engine | None = None
) -> tuple[tuple[Document, ...], dict[str, tuple[Signal, ...]], tuple[Problem, ...]]:
    """Documents sorted by id, the signals of each by its id, and what went wrong; no raw document is kept.

    Without an engine everything is done in this process.
    """
    total = len(raws) if isinstance(raws, Sized) else 0
    done = 0
    read: list[tuple[Document, tuple[Signal, ...]]] = []
    tally = ProblemTally(limits.listed_problems)
    progress("read", done, total)
    for batch in read_in_batches(engine or LocalEngine(workers=1), raws, limits):
        done += batch.taken
        read += batch.read
        tally.add(batch.problems)
        progress("read", done, total)
    read.sort(key=lambda pair: pair[0].id)
    documents = tuple(document for document, _ in read)
    return documents, {document.id: signals for document, signals in read}, tally.problems()


def _counted(stage: str, results: Iterable[Result], total: int, progress: Progress) -> Iterator[Result]:
    """The results, each of them told."""
    progress(stage, 0, total)
    for done, result in enumerate(results, start=1):
        yield result
        progress(stage, done, total)


def _tidied(progress: Progress) -> Progress:
    """Memory that a stage has freed is given back before the next."""

    def told(stage: str, done: int, total: int) -> None:
        if done == 0:
            give_back()
        progress(stage, done, total)

    return told


def _with_total(progress: Progress, files: int) -> Progress:
    """Where several files are read, their number stands for that of the documents, until there are more of these."""

    def told(stage: str, done: int, total: int) -> None:
        progress(stage, done, total or (files if files > 1 and done <= files else 0))

    return told


def _nothing(paths: Sequence[Path | str], problems: Sequence[Problem]) -> str:
    where = ", ".join(str(path) for path in paths)
    reasons = [f"{problem.path}: {problem.message}" for problem in problems]
    if len(reasons) > _REASONS:
        reasons = [*reasons[:_REASONS], f"… and {len(reasons) - _REASONS:,} more"]
    if not reasons:
        message = "put at least one article (HTML, WordPress JSON, Markdown or plain text) or a table of articles there"
        return f"nothing to read in {where}: {message}"
    return "\n".join([f"nothing readable in {where}:", *(f"  {reason}" for reason in reasons)])
