"""Why there is an edge between two nodes, or why there is none."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from provenance.errors import UsageError
from provenance.export.families import copy_groups
from provenance.export.trimming import FAMILY_PAIRS_KEPT
from provenance.model import Edge, Evidence, Findings, Pair, Rejected
from provenance.render.changes import blocks_words, changed_words, changes_of
from provenance.render.escape import one_line
from provenance.render.names import Names, names_of
from provenance.render.wording import (
    edge_sentence,
    pair_sentence,
    plural,
    probability_word,
    strength_word,
)

PLACES_SHOWN = 4
"""Most blocks named for one piece of evidence."""
SUGGESTIONS = 5
"""Most names offered when a node is not found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that a result says about two nodes; ``str`` of it is readable.

    ``source`` and ``target`` are node ids, in the edge's order if there is one, else as asked for.
    ``edge`` is the edge between them, ``rejected`` the directions that were excluded, ``pair`` what the two
    texts share; each may be missing. ``names`` holds what nodes are called. ``family`` is the number of documents of the large
    family both belong to, 0 if there is none: of such a family only the pairs on the tree are stored.
    """

    source: str
    target: str
    edge: Edge | None
    rejected: tuple[Rejected, ...]
    pair: Pair | None
    names: Names
    family: int = 0

    def __str__(self) -> str:
        sections = [self._verdict(), *self._edge_lines(), *self._rejected_lines(), *self._pair_lines()]
        return "\n".join(sections)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Reasons for the edge; empty if there is none."""
        return self.edge.evidence if self.edge else ()

    @property
    def against(self) -> tuple[Evidence, ...]:
        """Reasons against the edge; empty if there is none."""
        return self.edge.against if self.edge else ()

    def _verdict(self) -> str:
        if self.edge is not None:
            certainty = f"{probability_word(self.edge.probability)}, {self.edge.probability:.0%}"
            return f"{edge_sentence(self.edge, self.names)} ({certainty})."
        if self.pair is not None:
            return f"No edge. {pair_sentence(self.pair, self.names)}."
        if self.rejected:
            return f"No edge between {self.names.long(self.source)} and {self.names.long(self.target)}."
        if self.family:
            both = f"{self.names.long(self.source)} and {self.names.long(self.target)}"
            return (
                f"No edge. {both} belong to one family of {plural(self.family, 'document')}, of which only the pairs on the tree "
                "are kept; “provenance compare” with their two files shows what they share."
            )
        return f"Nothing ties {self.names.long(self.source)} and {self.names.long(self.target)} together directly."

    def _edge_lines(self) -> list[str]:
        if self.edge is None:
            return []
        lines = ["For:", *evidence_lines(self.edge.evidence, self.names)]
        if self.edge.against:
            lines += ["Against:", *evidence_lines(self.edge.against, self.names)]
        if self.edge.flips_if:
            lines.append(f"This would change it: {one_line(self.names.said(self.edge.flips_if))}")
        return lines

    def _rejected_lines(self) -> list[str]:
        lines = []
        for each in self.rejected:
            lines.append(f"Excluded: {self.names.long(each.target)} from {self.names.long(each.source)}, because:")
            lines += evidence_lines(each.evidence, self.names)
        return lines

    def _pair_lines(self) -> list[str]:
        if self.pair is None:
            return []
        reuse = self.pair.reuse
        left, right = self.names.short(reuse.left), self.names.short(reuse.right)
        share = f"{reuse.left_in_right:.0%} of the wording of {left} is in {right}, {reuse.right_in_left:.0%} the other way round"
        lines = [f"Shared: {share}; {plural(len(reuse.passages), 'shared passage')}."]
        changes = changes_of(reuse, reuse.right)
        told = [
            f"{sign} {words}" for sign, words in (("+", blocks_words(changes.added)), ("−", blocks_words(changes.cut))) if words
        ]
        told += [f"± {words}" for words in changed_words(changes.changed)]
        if told:
            lines.append(f"{right} compared with {left}: {'; '.join(told)}.")
        if self.pair.relation.note:
            lines.append(one_line(self.names.said(self.pair.relation.note)))
        return lines


def evidence_lines(evidence: Iterable[Evidence], names: Names) -> list[str]:
    """Evidence as indented lines, strongest first: weight in words and log-odds, note, places."""
    ordered = sorted(evidence, key=lambda each: (-abs(each.log_odds), each.kind, each.note))
    return [
        f"  {strength_word(each.log_odds)} ({each.log_odds:+.1f}) {one_line(names.said(each.note))} "
        f"[{one_line(names.said('; '.join(_basis(each))))}]"
        for each in ordered
    ]


def _basis(evidence: Evidence) -> tuple[str, ...]:
    """The kind of evidence, and where it stands if it stands anywhere."""
    places = ", ".join(map(one_line, evidence.where[:PLACES_SHOWN]))
    more = ", …" if len(evidence.where) > PLACES_SHOWN else ""
    return (one_line(evidence.kind), places + more) if places else (one_line(evidence.kind),)


def explain(findings: Findings, one: str, other: str) -> Explanation:
    """What a result says about two nodes, named by id, by a unique beginning of an id, or by label or host.

    Raises:
        UsageError: no such node, several of them, or twice the same; the message says which could be meant.

    """
    first, second = node_id(findings, one), node_id(findings, other)
    if first == second:
        message = f"{one!r} and {other!r} are the same node, {first}; name two different ones"
        raise UsageError(message)
    ends = {first, second}
    edge = next((each for each in findings.edges if {each.source, each.target} == ends), None)
    pair = next((each for each in findings.pairs if {each.reuse.left, each.reuse.right} == ends), None)
    return Explanation(
        source=edge.source if edge else first,
        target=edge.target if edge else second,
        edge=edge,
        rejected=tuple(each for each in findings.rejected if {each.source, each.target} == ends),
        pair=pair,
        names=names_of(findings),
        family=0 if edge or pair else _large_family(findings, ends),
    )


def _large_family(findings: Findings, ends: set[str]) -> int:
    """How many documents the family of two nodes has, if it is one family, and so large that not all its pairs are stored."""
    size = next((len(group) for group in copy_groups(findings) if ends <= set(group)), 0)
    return size if size > FAMILY_PAIRS_KEPT else 0


def node_id(findings: Findings, asked: str) -> str:
    """The id of the one node that ``asked`` names.

    Raises:
        UsageError: no such node, or several.

    """
    called = _callable_names(findings)
    wanted = asked.casefold()
    for matches in (
        {node for node, names in called.items() if asked == node},
        {node for node, names in called.items() if wanted in names},
        {node for node, names in called.items() if wanted and any(name.startswith(wanted) for name in names)},
    ):
        if len(matches) == 1:
            return matches.pop()
        if matches:
            shown = ", ".join(sorted(matches)[:SUGGESTIONS])
            message = f"{asked!r} names {len(matches)} nodes ({shown}); write more of the id"
            raise UsageError(message)
    known = sorted({name for names in called.values() for name in names} | set(called))
    near = difflib.get_close_matches(asked, known, n=SUGGESTIONS, cutoff=0.5) or sorted(called)[:SUGGESTIONS]
    message = f"there is no node {asked!r}; did you mean {' or '.join(near)}?" if near else "the result has no nodes"
    raise UsageError(message)


def _callable_names(findings: Findings) -> dict[str, frozenset[str]]:
    """For each node what it may be called, case folded."""
    called: dict[str, frozenset[str]] = {}
    for document in findings.documents:
        publisher = document.metadata.publisher
        names = (document.id, document.path, publisher.host if publisher else None, publisher.name if publisher else None)
        called[document.id] = frozenset(name.casefold() for name in names if name)
    for source in findings.sources:
        names = (source.id, source.id.removeprefix("source:"), source.label, source.host)
        called[source.id] = frozenset(name.casefold() for name in names if name)
    return called
