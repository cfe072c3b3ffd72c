"""From solved families to the nodes and edges that are reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category

from provenance.lineage.anonymous import ANONYMOUS
from provenance.lineage.claims import GROUPS, Claim, Origin
from provenance.lineage.evidence import Case
from provenance.lineage.family import Family
from provenance.lineage.hops import Hop
from provenance.lineage.odds import probability_of
from provenance.lineage.trees import FamilyTree
from provenance.model import (
    BOILERPLATE_EDITS,
    DateRange,
    Drawn,
    Edge,
    EdgeKind,
    EditClass,
    EditKind,
    EditUnit,
    Evidence,
    Rejected,
    Reuse,
    Source,
    SourceKind,
)
from provenance.settings import Inference

_EXCERPT = 0.6
"""A copy holding less than this share of the source's text is an excerpt."""
_PROVIDER = "provider"
"""Key of the unnamed party whose text the first distributor of a chain took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What one family contributes to the result."""

    sources: tuple[Source, ...]
    edges: tuple[Edge, ...]
    rejected: tuple[Rejected, ...]


def source_ids(wanted: Iterable[tuple[str, str, str]]) -> Mapping[tuple[str, str], str]:
    """Ids of unobserved sources, by ``(name of the family, key)``.

    ``wanted`` gives that name, the key, and the name to build the id from (``""``: unnamed). Two works of one
    outlet are two nodes: the second and later ones get ``#2``, ``#3``, …, in order of their families.
    """
    ids: dict[tuple[str, str], str] = {}
    used: dict[str, int] = {}
    unnamed = 0
    for first, key, name in sorted(set(wanted)):
        if name:
            base = f"source:{name}"
            used[base] = used.get(base, 0) + 1
            ids[first, key] = base if used[base] == 1 else f"{base}#{used[base]}"
        else:
            unnamed += 1
            ids[first, key] = f"source:unnamed-{unnamed}"
    return ids


def slug(name: str) -> str:
    """A name as part of an id: lower case, letters and digits of any script, joined by hyphens.

    Examples:
        >>> slug("EIN Presswire"), slug("Russian foreign ministry")
        ('ein-presswire', 'russian-foreign-ministry')

    """
    return "-".join("".join(letter if _is_spelling(letter) else " " for letter in name.casefold()).split())


def _is_spelling(letter: str) -> bool:
    """Whether a character is part of a word: a letter, a digit, or a vowel sign on one."""
    return letter.isalnum() or category(letter) in {"Mn", "Mc"}


def wanted_sources(tree: FamilyTree, chains: Mapping[str, Sequence[Hop]]) -> list[tuple[str, str, str]]:
    """The unobserved nodes a family needs: ``(family, key, name)``, name empty for unnamed ones."""
    first = tree.family.name
    used = {source for source in tree.parent.values() if source not in tree.family.documents}
    wanted = [(first, key, _origin_name(tree.family, key)) for key in used]
    for member, hops in chains.items():
        wanted.extend((first, hop.key, slug(hop.label)) for hop in hops)
        if hops and member not in tree.parent:
            wanted.append((first, f"{_PROVIDER} {hops[0].key}", ""))
    return wanted


def _origin_name(family: Family, key: str) -> str:
    origin = _origin(family, key)
    return (origin.host or slug(origin.label)) if origin else ""


def _origin(family: Family, key: str) -> Origin | None:
    return next((origin for origin in family.origins if origin.key == key), None)


def report(
    tree: FamilyTree, chains: Mapping[str, Sequence[Hop]], ids: Mapping[tuple[str, str], str], settings: Inference
) -> Reported:
    """Sources, edges and rejected directions of one family."""
    first = tree.family.name
    sources: dict[str, Source] = {}
    edges: list[Edge] = []
    for member in tree.family.members:
        parent = tree.parent.get(member)
        source = parent
        if parent is not None and parent not in tree.family.documents:
            source = ids[first, parent]
            sources.setdefault(source, _source(tree, parent, source))
        edge = _edge(tree, parent, source, member, settings) if parent is not None and source is not None else None
        hops = chains.get(member, ())
        if not hops:
            edges.extend([edge] if edge else [])
            continue
        through, passed = _through(first, member, hops, ids, settings, edge)
        edges.extend(through)
        sources.update({node.id: node for node in passed if node.id not in sources})
    return Reported(
        sources=tuple(sources[key] for key in sorted(sources)),
        edges=tuple({(edge.source, edge.target): edge for edge in edges}.values()),
        rejected=tuple(
            Rejected(source=one, target=other, evidence=tree.cases[one, other].against) for one, other in sorted(tree.rejected)
        ),
    )


def _source(tree: FamilyTree, key: str, node: str) -> Source:
    members = [member for member, parent in tree.parent.items() if parent == key]
    origin = _origin(tree.family, key)
    if origin is None:
        return Source(
            id=node,
            kind=SourceKind.ANONYMOUS,
            label="unnamed common source",
            host=None,
            not_before=None,
            reason=f"{' and '.join(members)} share a text that none of them can have given the others",
        )
    return Source(
        id=node,
        kind=origin.kind,
        label=origin.label,
        host=origin.host,
        not_before=_not_before(origin.claims),
        reason=f"named by {', '.join(sorted(origin.claimants))}, and not among the documents",
    )


def _not_before(claims: Iterable[Claim]) -> DateRange | None:
    dates = [claim.not_before for claim in claims if claim.not_before]
    return max(dates, key=lambda date: date.bounds()[0]) if dates else None


def _edge(tree: FamilyTree, key: str, source: str, member: str, settings: Inference) -> Edge:
    case = tree.cases[key, member]
    probability = round(tree.probability[key, member], 4)
    return Edge(
        source=source,
        target=member,
        kind=_kind(tree, key, member),
        probability=probability,
        drawn=Drawn.SOLID if tree.is_solid(key, member, settings) else Drawn.DASHED,
        evidence=case.evidence,
        against=case.against,
        flips_if=_flips_if(tree, key, member, case),
    )


def _kind(tree: FamilyTree, key: str, member: str) -> EdgeKind:
    reference = key if key in tree.family.documents else reference_member(tree, key)
    if reference is None or reference == member:
        return EdgeKind.REPUBLISHED
    reuse = tree.family.reuse(reference, member)
    if reuse is None:
        return EdgeKind.REPUBLISHED
    if (key, member) in tree.versions:
        return EdgeKind.UPDATED
    if tree.family.containment(reference, member) < _EXCERPT:
        return EdgeKind.EXCERPTED
    return EdgeKind.REPUBLISHED_WITH_EDITS if _edited(reuse, member) else EdgeKind.REPUBLISHED


def reference_member(tree: FamilyTree, key: str) -> str | None:
    """The copy that stands for an unobserved source: the surest one that names it; ``None`` without copies."""
    members = [member for member, parent in sorted(tree.parent.items()) if parent == key]
    origin = _origin(tree.family, key)
    claimants = origin.claimants if origin else frozenset()
    return max(members, key=lambda member: (member in claimants, tree.probability[key, member]), default=None)


def _edited(reuse: Reuse, member: str) -> bool:
    """Whether the member's body differs by more than cuts: words changed, or passages and embeds it alone has."""
    only_there = EditKind.INSERTION if member == reuse.right else EditKind.DELETION
    return any(
        edit.edit_class not in BOILERPLATE_EDITS
        and (edit.unit is EditUnit.TOKEN or edit.kind is only_there or edit.edit_class is EditClass.EMBED)
        for edit in reuse.edits
    )


_FLIPS = (
    ("declared", "the credit being shown to be false, or the page it names carrying another text"),
    ("residue", "the component ids turning out to belong to this site's own system"),
    ("wire", "the agency not having carried this text"),
    ("self_reference", "the outlet it speaks as never having published this text"),
)


def _flips_if(tree: FamilyTree, key: str, member: str, case: Case) -> str:
    from_groups = {GROUPS.get(item.kind, item.kind) for item in case.evidence}
    reasons = [words for group, words in _FLIPS if group in from_groups]
    if key == ANONYMOUS:
        reasons.append("a copy turning up that holds everything these documents share")
    elif key in tree.family.documents and not reasons:
        reasons.append(f"a copy of this text older than {key}, or a credit in {key} or {member} naming another source")
    else:
        reasons.append(f"an older copy of this text that {member} follows word for word")
    return "; or ".join(reasons)


def _through(
    first: str,
    member: str,
    hops: Sequence[Hop],
    ids: Mapping[tuple[str, str], str],
    settings: Inference,
    edge: Edge | None,
) -> tuple[list[Edge], list[Source]]:
    """The chain of distributors between a member's source, named or not, and the member."""
    nodes = [_distributor(ids[first, hop.key], hop, member) for hop in hops]
    edges: list[Edge] = []
    if edge is not None:
        before, evidence, against = edge.source, edge.evidence, edge.against
    else:
        before = ids[first, f"{_PROVIDER} {hops[0].key}"]
        evidence, against = (_provider_evidence(hops[0], settings),), ()
        nodes.append(
            Source(
                id=before,
                kind=SourceKind.ANONYMOUS,
                label="unnamed provider",
                host=None,
                not_before=None,
                reason=f"{hops[0].label} distributes what others provide; {member} does not say who",
            )
        )
    odds = strongest(evidence)
    edges.append(_hop_edge(before, ids[first, hops[0].key], odds, evidence, against, settings))
    for earlier, later in pairwise(hops):
        order = (later.order,) if later.order else (later.presence,)
        edges.append(_hop_edge(ids[first, earlier.key], ids[first, later.key], strongest(order), order, (), settings))
    last = hops[-1].presence
    edges.append(_hop_edge(ids[first, hops[-1].key], member, last.log_odds, (last,), (), settings))
    return edges, nodes


def strongest(evidence: Sequence[Evidence]) -> float:
    """Log-odds of the strongest piece of evidence."""
    return max(item.log_odds for item in evidence)


def _provider_evidence(hop: Hop, settings: Inference) -> Evidence:
    return Evidence(
        kind="dangling_reference",
        log_odds=settings.weights.provider,
        note=f"the notice of {hop.label} speaks of a provider or author who is named nowhere",
        where=hop.presence.where,
    )


def _distributor(node: str, hop: Hop, member: str) -> Source:
    return Source(
        id=node,
        kind=SourceKind.DISTRIBUTOR,
        label=hop.label,
        host=None,
        not_before=None,
        reason=f"its legal notice stands below the text of {member}",
    )


def _hop_edge(
    source: str,
    target: str,
    log_odds: float,
    evidence: tuple[Evidence, ...],
    against: tuple[Evidence, ...],
    settings: Inference,
) -> Edge:
    return Edge(
        source=source,
        target=target,
        kind=EdgeKind.SYNDICATED_THROUGH,
        probability=round(probability_of(log_odds) * settings.probability_cap, 4),
        drawn=Drawn.DASHED,
        evidence=evidence,
        against=against,
        flips_if="the notices having been placed by a page template rather than by each distributor in turn",
    )
