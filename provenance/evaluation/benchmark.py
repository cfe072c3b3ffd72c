"""Systems, conditions and corpora in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.errors import NothingReadableError
from provenance.evaluation.answers import answers
from provenance.evaluation.baselines import System
from provenance.evaluation.conditions import Condition
from provenance.evaluation.prepared import Prepared, prepare
from provenance.evaluation.results import Benchmark, Cell, CorpusRecord
from provenance.evaluation.score import intervals, outcomes, score, stated_outcomes
from provenance.evaluation.truth import LabelledCorpus
from provenance.pipeline import VERSION, Progress, silent
from provenance.settings import Settings

INTERVAL_SEED = 1
"""Seed of the resampling behind the intervals; fixed, so that equal input gives equal intervals."""

Clock = Callable[[], float]
"""Seconds since some moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observer:
    """Who looks on: ``progress`` is told how far the run is, ``clock`` gives the time if each system's is wanted."""

    progress: Progress = silent
    clock: Clock | None = None


_NOBODY = Observer()


def run(
    corpora: Sequence[LabelledCorpus],
    conditions: Mapping[str, Condition],
    systems: Mapping[str, System],
    settings: Settings,
    observer: Observer = _NOBODY,
) -> Benchmark:
    """Score every system on every corpus under every condition.

    A corpus is read and compared once, and again only where a condition removes documents. ``settings`` are those of reading,
    comparing; a system brings its own.

    Raises:
        NothingReadableError: no document of a corpus can be read.

    """
    return Benchmark(
        tool_version=VERSION,
        settings=settings.to_dict(),
        interval_seed=INTERVAL_SEED,
        corpora=tuple(
            CorpusRecord(name=corpus.name, documents=len(corpus.documents), checksum=corpus.checksum) for corpus in corpora
        ),
        conditions=tuple(conditions),
        systems=tuple(systems),
        cells=tuple(_cells(corpora, conditions, systems, settings, observer)),
    )


def _cells(
    corpora: Sequence[LabelledCorpus],
    conditions: Mapping[str, Condition],
    systems: Mapping[str, System],
    settings: Settings,
    observer: Observer,
) -> Iterator[Cell]:
    total = len(corpora) * len(conditions) * len(systems)
    done = 0
    for corpus in corpora:
        observer.progress(corpus.name, done, total)
        prepared = prepare(corpus, settings)
        if not prepared.documents:
            message = (
                f"{corpus.name}: none of its {len(corpus.documents)} documents can be read, so there is nothing to measure on"
            )
            raise NothingReadableError(message)
        for condition, change in conditions.items():
            changed = change(prepared)
            for name, system in systems.items():
                observer.progress(corpus.name, done, total)
                yield _cell(changed, condition, name, system, observer.clock)
                done += 1


def _cell(prepared: Prepared, condition: str, name: str, system: System, clock: Clock | None) -> Cell:
    start = clock() if clock else 0.0
    prediction = system(prepared)
    seconds = clock() - start if clock else None
    names = [document.id for document in prepared.documents]
    return Cell(
        corpus=prepared.name,
        condition=condition,
        system=name,
        scores=score(prepared.truth, prediction, prepared.documents),
        intervals=intervals(prepared.truth, prediction, names, INTERVAL_SEED),
        stated=tuple(stated_outcomes(answers(prepared.truth, names), prediction)),
        considered=tuple(outcomes(prepared.truth, prediction, names)),
        seconds=seconds,
    )
