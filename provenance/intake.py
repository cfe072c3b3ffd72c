"""Documents read, marked and looked through, many at a time: the work that every document needs by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from provenance.engine import Engine, batches
from provenance.lineage import Features, features_of
from provenance.model import Document, Problem, RawDocument, Signal
from provenance.reading import read_document
from provenance.settings import Limits
from provenance.signals import mark

_BATCH_DOCUMENTS = 64
"""Most documents handed to a worker at once: reading them takes 0.35 s, handing them over and back 0.03 s (news of 3 kB each)."""
_BATCH_CHARS = 250_000
"""Characters of content from which a batch is full: as many documents, where they are longer than news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBatch:
    """What became of some raw documents, in their order; ``taken`` counts them, also those of which nothing could be read."""

    taken: int
    read: tuple[tuple[Document, tuple[Signal, ...]], ...]
    problems: tuple[Problem, ...]


def read_in_batches(engine: Engine, raws: Iterable[RawDocument], limits: Limits) -> Iterator[ReadBatch]:
    """Read and mark documents wherever the engine runs; the batches come in the order of the documents."""
    read: Callable[[tuple[RawDocument, ...]], ReadBatch] = partial(read_batch, limits=limits)
    return engine.map(read, batches(raws, _BATCH_DOCUMENTS, _BATCH_CHARS, _weight))


def read_batch(raws: tuple[RawDocument, ...], limits: Limits) -> ReadBatch:
    """Read documents and mark what they say of their origin."""
    read: list[tuple[Document, tuple[Signal, ...]]] = []
    problems: list[Problem] = []
    for raw in raws:
        document, found = read_document(raw, limits)
        problems += found
        if document is not None:
            read.append(mark(document))
    return ReadBatch(taken=len(raws), read=tuple(read), problems=tuple(problems))


def features_in_batches(engine: Engine, documents: Iterable[Document]) -> Iterator[Features]:
    """The features of every document, in order, worked out wherever the engine runs."""
    found = engine.map(features_batch, batches(documents, _BATCH_DOCUMENTS, _BATCH_CHARS, _length))
    return chain.from_iterable(found)


def features_batch(documents: tuple[Document, ...]) -> tuple[Features, ...]:
    """The features of some documents."""
    return tuple(map(features_of, documents))


def _length(document: Document) -> int:
    return len(document.text)


def _weight(raw: RawDocument) -> int:
    return len(raw.content)
