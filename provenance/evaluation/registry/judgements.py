"""Judgements of hits: a table of keys and verdicts that people made by reading the hits, without any of the texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from provenance.errors import UsageError
from provenance.evaluation.registry.hits import Hit, Measured

SAMPLE = 40
"""Most hits of one signal that are judged in one set. All of 40 right means 95 % right or more with a confidence of 87 %."""
_COLUMNS = ("set", "hit", "signal", "judgement")


class Judgement(StrEnum):
    """Whether a hit is what its signal says it is, and names whom the line names; a judge may be unable to tell."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCLEAR = "unclear"


def read_judgements(path: Path) -> Mapping[tuple[str, str], Judgement]:
    """Verdicts by set and key.

    Raises:
        UsageError: the file is no such table; the message says what it lacks.

    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream)
            missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                message = f"{path}: no column {missing[0]}; a table of judgements has {', '.join(_COLUMNS)}"
                raise UsageError(message)
            return {(row["set"], row["hit"]): _judgement(row["judgement"], path, rows.line_num) for row in rows}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = f"{path}: cannot be read as a table in UTF-8 ({error})"
        raise UsageError(message) from error


def _judgement(written: str, path: Path, line: int) -> Judgement:
    try:
        return Judgement(written)
    except ValueError:
        message = f"{path}, line {line}: {written!r} is no judgement; use {', '.join(Judgement)}"
        raise UsageError(message) from None


def sample(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits of each signal that are to be judged: the first by their keys, which is as good as drawn by lot."""
    taken: dict[tuple[str, str], int] = {}
    chosen = []
    for hit in sorted(hits, key=lambda each: each.key):
        taken[hit.name] = taken.get(hit.name, 0) + 1
        if taken[hit.name] <= SAMPLE:
            chosen.append(hit)
    return tuple(sorted(chosen, key=lambda hit: (*hit.name, hit.key)))


def table_to_judge(hits: Iterable[Hit]) -> str:
    """A table to fill in: the columns of judgements, the last of them empty, and what the judge has to look at."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow((*_COLUMNS, "document", "says", "host", "organisation", "own_site"))
    for hit in hits:
        found = hit.signal
        row = (hit.document, " ".join(found.value.split()), found.host or "", found.organisation or "", found.own_site)
        writer.writerow((hit.set, hit.key, f"{found.kind} {found.basis}", "", *row))
    return stream.getvalue()


def unjudged(sets: Iterable[Measured], judged: Mapping[tuple[str, str], Judgement]) -> tuple[Hit, ...]:
    """Hits of the samples that nobody has judged yet, in order."""
    return tuple(hit for each in sets for hit in sample(each.hits) if (hit.set, hit.key) not in judged)
