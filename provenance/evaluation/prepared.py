"""A labelled corpus as every system gets it: read, marked and compared once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.evaluation.truth import LabelledCorpus, Truth
from provenance.matching import find_reuse
from provenance.model import Document, Reuse, Signal
from provenance.pipeline import read_all
from provenance.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a system may use, and the truth it may not.

    ``documents`` are sorted by id; ``signals`` are those of each; ``reuses`` are what pairs share, sorted, ``reuse.is_copy``
    telling copies; ``checksum`` is that of the corpus.
    """

    name: str
    documents: tuple[Document, ...]
    signals: Mapping[str, tuple[Signal, ...]]
    reuses: tuple[Reuse, ...]
    truth: Truth
    checksum: str


def prepare(corpus: LabelledCorpus, settings: Settings) -> Prepared:
    """Read and compare a corpus; documents that cannot be read are missing from the result."""
    documents, signals, _ = read_all(corpus.documents, settings.limits)
    return Prepared(
        name=corpus.name,
        documents=documents,
        signals=signals,
        reuses=find_reuse(documents, settings.matching),
        truth=corpus.truth,
        checksum=corpus.checksum,
    )
