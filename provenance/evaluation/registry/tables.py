"""Tables of how good the signal registry is, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from provenance.evaluation.registry.hits import Hit, Measured
from provenance.evaluation.registry.judgements import Judgement, sample
from provenance.model import SignalKind
from provenance.signals.patterns import FAMILIES, load_patterns

Judged = Mapping[tuple[str, str], Judgement]
Name = tuple[SignalKind, str]
CLAIMING = 3
"""Strength from which a signal claims to name a source, and must be right."""
REQUIRED = 0.95
"""Share of its judged hits that a signal of that strength must have right."""


def tables(sets: Sequence[Measured], judged: Judged) -> str:
    """All tables, each with a line that says how to read it."""
    total = sum(len(each.hits) for each in sets)
    documents = ", ".join(f"{each.name} ({each.documents:,} documents)" for each in sets)
    strong, weak = _split(sets)
    parts = [
        f"{total:,} different hits in {documents}.",
        "Hits of strength 3 or more, which name a source. In each set: hits, and how many of the judged ones are right.",
        precision_table(strong, judged),
        "Weaker hits, which only support what others say, in the same way.",
        precision_table(weak, judged),
    ]
    if any(each.expected for each in sets):
        parts += ["What is known to be there, and whether a signal was found for it.", recall_table(sets)]
    parts.append(f"Patterns without a hit, of which their own cases are all that is known: {', '.join(_unseen(sets))}.")
    wrong = failing(sets, judged)
    if wrong:
        parts.append(f"Right too rarely for their strength: {', '.join(wrong)}.")
    return "\n\n".join(parts)


def precision_table(sets: Sequence[Measured], judged: Judged) -> str:
    """A row for each signal: its hits, and how many of those judged are right, set by set and together."""
    head = ["| signal | strength |", *(f" {each.name} |" for each in sets), " right |"]
    rows = (_row(name, sets, judged) for name in _names(sets))
    return "\n".join(["".join(head), "|---|---|" + "---|" * (len(sets) + 1), *rows])


def recall_table(sets: Sequence[Measured]) -> str:
    """What was known to be there, and how much of it was found."""
    rows = [
        f"| {each.name} | {what.replace('_', ' ')} | {total} | {found} | {found / total:.0%} |"
        for each in sets
        for what, (found, total) in each.expected.items()
    ]
    return "\n".join(["| set | what is there | number | found | recall |", "|---|---|---|---|---|", *rows])


def failing(sets: Sequence[Measured], judged: Judged) -> tuple[str, ...]:
    """Signals that claim to name a source and are right too rarely, as ``kind basis``, in order."""
    strong, _ = _split(sets)
    shares = ((name, _share(_of(strong, name), judged)) for name in _names(strong))
    return tuple(f"{kind} {basis}" for (kind, basis), share in shares if share is not None and share < REQUIRED)


def _split(sets: Iterable[Measured]) -> tuple[list[Measured], list[Measured]]:
    """The sets with the hits that claim to name a source, and with the others."""
    strong, weak = [], []
    for each in sets:
        strong.append(replace(each, hits=tuple(hit for hit in each.hits if hit.signal.strength >= CLAIMING)))
        weak.append(replace(each, hits=tuple(hit for hit in each.hits if hit.signal.strength < CLAIMING)))
    return strong, weak


def _names(sets: Iterable[Measured]) -> list[Name]:
    return sorted({hit.name for each in sets for hit in each.hits})


def _unseen(sets: Iterable[Measured]) -> list[str]:
    seen = {hit.signal.basis for each in sets for hit in each.hits}
    return sorted(f"`{pattern.id}`" for family in FAMILIES for pattern in load_patterns(family) if pattern.id not in seen)


def _of(sets: Iterable[Measured], name: Name) -> list[Hit]:
    """The hits of a signal that were to be judged, in all sets."""
    return [hit for each in sets for hit in sample(each.hits) if hit.name == name]


def _row(name: Name, sets: Sequence[Measured], judged: Judged) -> str:
    strengths = sorted({hit.signal.strength for each in sets for hit in each.hits if hit.name == name}, reverse=True)
    cells = []
    for each in sets:
        count = sum(hit.name == name for hit in each.hits)
        cells.append(f" {count}{_counted(_verdicts(_of([each], name), judged))} |" if count else " – |")
    share = _share(_of(sets, name), judged)
    told = "–" if share is None else f"{share:.0%}"
    return f"| `{name[0]}` {name[1]} | {', '.join(map(str, strengths))} |{''.join(cells)} {told} |"


def _verdicts(hits: Iterable[Hit], judged: Judged) -> list[Judgement]:
    return [judged[hit.set, hit.key] for hit in hits if (hit.set, hit.key) in judged]


def _counted(verdicts: Sequence[Judgement]) -> str:
    told = [verdict for verdict in verdicts if verdict is not Judgement.UNCLEAR]
    unclear = len(verdicts) - len(told)
    right = f": {told.count(Judgement.RIGHT)} of {len(told)}" if told else ""
    return f"{right}, {unclear} unclear" if unclear else right


def _share(hits: Iterable[Hit], judged: Judged) -> float | None:
    """Share of the judged hits that are right; those nobody could tell are left out; ``None`` if none is left."""
    told = [verdict for verdict in _verdicts(hits, judged) if verdict is not Judgement.UNCLEAR]
    return told.count(Judgement.RIGHT) / len(told) if told else None
