"""The stages in order; no decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Sized
from pathlib import Path

from provenance.corpus import ProblemTally, stream_corpus
from provenance.errors import NothingReadableError
from provenance.lineage import infer, pairs_worth_naming
from provenance.matching import find_reuse
from provenance.model import Document, Findings, Pair, Problem, RawDocument, Signal, Summary
from provenance.reading import read_document
from provenance.settings import Limits, Settings
from provenance.signals import mark

Progress = Callable[[str, int, int], None]
"""Told a stage's name, how many of its items are done, and how many there are: 0 while nobody knows."""

VERSION = "0.1.0"
_REASONS = 30
"""Most reasons told where nothing could be read."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress nobody listens to."""


def run(paths: Sequence[Path | str], settings: Settings, progress: Progress = silent) -> Findings:
    """From paths to everything found; the headline is left empty.

    Raises:
        UsageError: a path does not exist.
        NothingReadableError: no input is a readable document.
    """
    tally = ProblemTally(settings.limits.listed_problems)
    raws = tally.strain(stream_corpus(paths, settings.limits, settings.columns))
    documents, signals, unread = read_all(raws, settings.limits, progress)
    tally.add(unread)
    problems = tally.problems()
    if not documents:
        raise NothingReadableError(_nothing(paths, problems))
    progress("compare", 0, len(documents))
    reuses = find_reuse(documents, settings.matching)
    progress("infer", 0, len(documents))
    lineage = infer(documents, signals, reuses, settings)
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
        problems=tuple(sorted((*problems, *lineage.problems), key=lambda problem: problem.sort_key)),
    )


def read_all(
    raws: Iterable[RawDocument], limits: Limits, progress: Progress = silent
) -> tuple[tuple[Document, ...], dict[str, tuple[Signal, ...]], tuple[Problem, ...]]:
    """Documents sorted by id, the signals of each by its id, and what went wrong; no raw document is kept."""
    total = len(raws) if isinstance(raws, Sized) else 0
    read: list[tuple[Document, tuple[Signal, ...]]] = []
    tally = ProblemTally(limits.listed_problems)
    for number, raw in enumerate(raws):
        progress("read", number, total)
        document, found = read_document(raw, limits)
        tally.add(found)
        if document is not None:
            read.append(mark(document))
    read.sort(key=lambda pair: pair[0].id)
    documents = tuple(document for document, _ in read)
    return documents, {document.id: signals for document, signals in read}, tally.problems()


def _nothing(paths: Sequence[Path | str], problems: Sequence[Problem]) -> str:
    where = ", ".join(str(path) for path in paths)
    reasons = [f"{problem.path}: {problem.message}" for problem in problems]
    if len(reasons) > _REASONS:
        reasons = [*reasons[:_REASONS], f"… and {len(reasons) - _REASONS:,} more"]
    if not reasons:
        message = "put at least one article (HTML, WordPress JSON, Markdown or plain text) or a table of articles there"
        return f"nothing to read in {where}: {message}"
    return "\n".join([f"nothing readable in {where}:", *(f"  {reason}" for reason in reasons)])
