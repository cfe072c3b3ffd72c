"""The words on boxes and lines."""

from __future__ import annotations

from collections.abc import Callable

from provenance.model import (
    COPY_EDGES,
    Document,
    Edge,
    EdgeKind,
    Findings,
    Pair,
    Relation,
    Source,
)
from provenance.render.changes import Changes, Counts, blocks_words, changed_total, changed_words, changes_of
from provenance.render.dates import date_words, document_dates
from provenance.render.escape import one_line
from provenance.render.names import SOURCE_KINDS, Names, publisher_name, source_name
from provenance.render.picture import Line, Tone
from provenance.render.wording import (
    edge_phrase,
    edge_sentence,
    listed,
    pair_sentence,
    probability_word,
    strongest,
)

REASONS_SHOWN = 2
"""Kinds of evidence named on a line; all of them are in the report."""
_MADE_OF_TEXT = frozenset({Relation.COPY, Relation.COMMON_SOURCE})


def document_lines(document: Document, names: Names, share: str | None) -> tuple[Line, ...]:
    """The words in an observed box: handle, publisher, title, dates, and what it shares."""
    publisher, handle = publisher_name(document), names.short(document.id)
    tag, name = (handle, publisher) if publisher else ("publisher unknown", handle)
    lines = [Line(tag, Tone.TAG), Line(name, Tone.NAME)]
    if document.metadata.title:
        lines.append(Line(one_line(document.metadata.title), Tone.TITLE))
    lines += [Line(said, Tone.DETAIL) for said in document_dates(document)]
    if share is not None:
        lines.append(Line(share, Tone.DETAIL))
    return tuple(line for line in lines if line.text)


def source_lines(source: Source) -> tuple[Line, ...]:
    """The words in an unobserved box: what it is, its name, and that it is not in the corpus."""
    lines = [Line(SOURCE_KINDS[source.kind], Tone.TAG), Line(source_name(source), Tone.NAME)]
    if source.not_before is not None:
        lines.append(Line(f"not before {date_words(source.not_before)}", Tone.DETAIL))
    lines.append(Line("not in the corpus", Tone.ABSENT))
    return tuple(lines)


def shares(findings: Findings, names: Names) -> dict[str, str]:
    """For each document that shares copied text: how much of its wording is in which other document."""
    best: dict[str, tuple[float, str]] = {}
    for pair in findings.pairs:
        if pair.relation.relation not in _MADE_OF_TEXT:
            continue
        reuse = pair.reuse
        for document, other, share in (
            (reuse.left, reuse.right, reuse.left_in_right),
            (reuse.right, reuse.left, reuse.right_in_left),
        ):
            if share > best.get(document, (0.0, ""))[0]:
                best[document] = (share, other)
    return {document: f"{share:.0%} of its wording is in {names.short(other)}" for document, (share, other) in best.items()}


def edge_lines(edge: Edge, compared: Pair | None, names: Names) -> tuple[Line, ...]:
    """The words on an arrow: what happened, how sure that is, what was added, cut and changed, and why we think so.

    ``compared`` is the pair of the target and the text it is compared with: the source itself, or, where
    the source is not in the corpus, another copy of it; ``None`` says nothing about changes.
    """
    lines = [Line(edge_phrase(edge.kind), Tone.HEAD)]
    if compared is not None and edge.kind in COPY_EDGES:
        reuse = compared.reuse
        other = reuse.left if edge.target == reuse.right else reuse.right
        beside = None if other == edge.source else names.short(other)
        detailed = beside is None or edge.kind is not EdgeKind.REPUBLISHED
        lines += _change_lines(changes_of(reuse, edge.target), beside, changed_words if detailed else changed_total)
    reasons = listed(strongest(edge.evidence, REASONS_SHOWN))
    sure = probability_word(edge.probability)
    lines.append(Line(f"{sure}: {reasons}" if reasons else sure, Tone.REASON))
    return tuple(lines)


def _change_lines(changes: Changes, beside: str | None, changed: Callable[[Counts], tuple[str, ...]]) -> list[Line]:
    """Changes as lines; ``beside`` names the other copy where the source itself cannot be compared.

    ``changed`` words the edits inside blocks: two copies differ in the same places, and the detail stands
    only on the one that is said to have edited.
    """
    lines = []
    if beside is not None:
        lines.append(Line(f"same body as {beside}" if changes.is_empty else f"compared with {beside}:", Tone.BESIDE))
    elif changes.is_empty:
        lines.append(Line("body unchanged", Tone.BESIDE))
    if changes.added:
        lines.append(Line(f"+ {blocks_words(changes.added)}", Tone.ADDED))
    if changes.cut:
        lines.append(Line(f"− {blocks_words(changes.cut)}", Tone.CUT))
    lines += [Line(f"± {words}", Tone.CHANGED) for words in changed(changes.changed)]
    if changes.moved:
        lines.append(Line(f"± {changes.moved} moved", Tone.CHANGED))
    around = [
        f"{sign} {blocks_words(counts)}" for sign, counts in (("+", changes.added_around), ("−", changes.cut_around)) if counts
    ]
    if around:
        lines.append(Line(f"around the text: {'; '.join(around)}", Tone.AROUND))
    return lines


def level_lines(pair: Pair) -> tuple[Line, ...]:
    """The words on a line without a direction."""
    if pair.relation.direction == "undecided":
        return (Line("same text", Tone.HEAD), Line("nothing tells which was first", Tone.REASON))
    low, high = sorted((pair.reuse.left_in_right, pair.reuse.right_in_left))
    return (
        Line("two copies", Tone.HEAD),
        Line(f"share {low:.0%} to {high:.0%}" if low != high else f"share {low:.0%}", Tone.REASON),
    )


def edge_tooltip(edge: Edge, names: Names) -> str:
    """An edge in full sentences."""
    reasons = "; ".join(one_line(names.said(each.note)) for each in edge.evidence)
    against = "; ".join(one_line(names.said(each.note)) for each in edge.against)
    parts = [
        f"{edge_sentence(edge, names)} ({probability_word(edge.probability)}).",
        f"For it: {reasons}" if reasons else "",
        f"Against it: {against}" if against else "",
    ]
    return " ".join(part for part in parts if part)


def pair_tooltip(pair: Pair, names: Names) -> str:
    """A pair in full sentences."""
    return f"{pair_sentence(pair, names)}. {one_line(names.said(pair.relation.note))}".strip()


def document_tooltip(document: Document, names: Names) -> str:
    """A document in full: name, title, dates, file."""
    title = f"“{one_line(document.metadata.title)}”" if document.metadata.title else "no title"
    return f"{names.long(document.id)}: {title}; {'; '.join(document_dates(document))}; {one_line(document.path)}"


def source_tooltip(source: Source, names: Names) -> str:
    """A source in full: name, kind, why it must exist."""
    return f"{source_name(source)}, {SOURCE_KINDS[source.kind]}, not in the corpus. {one_line(names.said(source.reason))}".strip()
