"""Documents read in batches: the same, and the same problems, whatever the engine."""

from __future__ import annotations

import pytest

from provenance import pipeline
from provenance.engine import LocalEngine
from provenance.engine.local import ALONE
from provenance.intake import _BATCH_DOCUMENTS, read_in_batches
from provenance.model import Format, RawDocument
from provenance.settings import Limits
from tests.articles import FERRY, plain

COUNT = _BATCH_DOCUMENTS * (ALONE + 2)
"""Documents of which worker processes read some."""


def raw(number: int) -> RawDocument:
    """A document; every tenth is a page without text, every seventh is cut."""
    content = f"Story {number}.\n\n{plain(FERRY)}" if number % 10 else "<html><body></body></html>"
    return RawDocument(
        id=f"{COUNT - number:05d}",
        path="stories.txt",
        sha256="0" * 64,
        format=Format.PLAIN_TEXT if number % 10 else Format.HTML,
        encoding="utf-8",
        content=content * (1 + 40 * (number % 7 == 0)),
    )


LIMITS = Limits(text_chars=4_000, listed_problems=20)


@pytest.mark.parametrize("workers", [2, 3])
def test_documents_signals_and_problems_are_the_same_for_any_number_of_workers(workers: int) -> None:
    alone = pipeline.read_all(map(raw, range(COUNT)), LIMITS)
    with LocalEngine(workers) as engine:
        assert pipeline.read_all(map(raw, range(COUNT)), LIMITS, engine=engine) == alone
    documents, signals, problems = alone
    assert len(documents) == COUNT - len(range(0, COUNT, 10))
    assert [document.id for document in documents] == sorted(signals)
    assert {problem.severity for problem in problems} == {"skipped", "degraded"}
    assert any(problem.count > 1 for problem in problems)


def test_how_far_it_is_counts_every_document_and_never_goes_back() -> None:
    told: list[tuple[str, int, int]] = []
    raws = [raw(number) for number in range(130)]
    pipeline.read_all(raws, LIMITS, lambda *step: told.append(step))
    assert told[0] == ("read", 0, 130)
    assert told[-1] == ("read", 130, 130)
    assert told == sorted(told)
    told.clear()
    pipeline.read_all(iter(raws), LIMITS, lambda *step: told.append(step))
    assert {total for _, _, total in told} == {0}


def test_documents_are_taken_only_as_they_are_read() -> None:
    taken = 0

    def raws() -> object:
        nonlocal taken
        for number in range(1, COUNT):
            taken = number
            yield raw(number)

    read = read_in_batches(LocalEngine(workers=1), raws(), LIMITS)  # type: ignore[arg-type]
    assert next(read).taken <= _BATCH_DOCUMENTS
    assert taken <= _BATCH_DOCUMENTS


def test_long_documents_make_small_batches() -> None:
    long = [raw(number) for number in (7, 14, 21)]
    sizes = [batch.taken for batch in read_in_batches(LocalEngine(workers=1), long * 10, Limits())]
    assert sum(sizes) == 30
    assert max(sizes) < _BATCH_DOCUMENTS
