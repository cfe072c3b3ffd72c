"""What weights are fitted to: a folder with the credits in it as labels, or corpora whose lineage is known."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.corpus import read_corpus
from provenance.errors import NothingReadableError
from provenance.evaluation.fit.masking import credited
from provenance.evaluation.gathering import gather
from provenance.evaluation.prepared import Prepared, prepare
from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.pipeline import Progress, silent
from provenance.settings import Settings


def from_credits(paths: Sequence[str], settings: Settings, progress: Progress = silent) -> tuple[Prepared, ...]:
    """Documents of files and folders as one corpus, read as tracing reads them, with what their credits teach as its truth.

    Raises:
        UsageError: a path does not exist.
        NothingReadableError: no input is a readable document.
    """
    progress("compare", 0, len(paths))
    raws, problems = read_corpus(paths, settings.limits, settings.columns)
    nothing_known = Truth(parents={}, hidden={}, unrelated={})
    prepared = prepare(LabelledCorpus(name=", ".join(paths), documents=raws, truth=nothing_known, checksum=""), settings)
    if not prepared.documents:
        reasons = "; ".join(f"{problem.path}: {problem.message}" for problem in problems) or "no articles are there"
        message = f"nothing to learn from in {', '.join(paths)}: {reasons}"
        raise NothingReadableError(message)
    return (credited(prepared, settings),)


def from_truth(paths: Sequence[str], settings: Settings, progress: Progress = silent) -> tuple[Prepared, ...]:
    """Labelled corpora and known collections, by their folders, with the truth that stands beside the documents.

    Raises:
        UsageError: a folder is not there or holds no truth that can be read.
    """
    corpora = gather(paths, (), ())
    return tuple(_told(corpus, number, len(corpora), settings, progress) for number, corpus in enumerate(corpora))


def _told(corpus: LabelledCorpus, number: int, total: int, settings: Settings, progress: Progress) -> Prepared:
    progress("compare", number, total)
    return prepare(corpus, settings)


def known_copies(corpora: Sequence[Prepared]) -> int:
    """Number of copies of which a source that is here is known."""
    return sum(_has_source_here(corpus, copy) for corpus in corpora for copy in sorted(corpus.truth.parents))


def _has_source_here(corpus: Prepared, copy: str) -> bool:
    here = corpus.signals.keys()
    return copy in here and any(parent in here for parent in corpus.truth.parents[copy])
