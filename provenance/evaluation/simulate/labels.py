"""The truth of a simulation, read off the publications and off what their documents let be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from provenance.evaluation.simulate.publication import Paragraph, Part, Publication
from provenance.evaluation.simulate.residue import are_undecidable
from provenance.evaluation.truth import HiddenSource, Place, TruePassage, Truth
from provenance.grouping import connected
from provenance.model import RawDocument

FAMILY_OF_PAIRS = 60
"""Families up to this many documents get every pair labelled; larger ones only the pairs of parent and copy."""
_PASSAGE_WORDS = 10
"""Shortest paragraph that counts as a copied passage; ``matching.passage_min_words`` is the same."""

LEGAL_FOOTER = "legal_footer"
"""Reason of pairs that have nothing in common but a legal notice."""

Pair = tuple[str, str]


def make_truth(
    publications: Sequence[Publication],
    documents: Mapping[str, RawDocument],
    lookalikes: Iterable[tuple[str, str, str]],
) -> Truth:
    """What is known.

    ``documents`` are those of the observed publications, by publication id: the others are hidden. ``lookalikes`` are pairs of
    publications that look like copies and are none, with the reason.
    """
    by_id = {publication.id: publication for publication in publications}
    ids = {name: documents[name].id if name in documents else f"hidden-{name}" for name in by_id}
    parents = {ids[name]: tuple(sorted(ids[parent] for parent in by_id[name].parents)) for name in documents}
    pairs = [pair for family in _families(publications, documents) for pair in _pairs(family, documents)]
    undirected = {_ordered(ids[one.id], ids[other.id]) for one, other in pairs if are_undecidable(one, other, documents)}
    used = {parent for found in parents.values() for parent in found}
    return Truth(
        parents=dict(sorted(parents.items())),
        hidden={
            ids[name]: _hidden(ids[name], by_id[name], publications, documents)
            for name in sorted(by_id)
            if name not in documents and ids[name] in used
        },
        undirected=frozenset(undirected),
        siblings=frozenset(
            pair
            for one, other in pairs
            if set(one.parents) & set(other.parents)
            and _common(one, other)
            and (pair := _ordered(ids[one.id], ids[other.id])) not in undirected
        ),
        unrelated=_unrelated(publications, documents, lookalikes),
        passages=tuple(sorted(_passages(pairs, ids), key=lambda passage: (passage.left, passage.right, passage.left_text))),
        passages_complete=all(len(family) <= FAMILY_OF_PAIRS for family in _families(publications, documents)),
        independent_texts=sum(1 for publication in publications if not publication.parents),
        clusters=_clusters(publications, documents),
        places={
            ids[name]: Place(
                host=by_id[name].outlet.host, name=by_id[name].outlet.name, told=is_named(by_id[name], documents[name])
            )
            for name in sorted(documents)
        },
    )


def _families(publications: Sequence[Publication], documents: Mapping[str, RawDocument]) -> Iterator[tuple[Publication, ...]]:
    """Observed publications that parentage joins, over hidden ones too."""
    by_id = {publication.id: publication for publication in publications}
    joins = [(publication.id, parent) for publication in publications for parent in publication.parents]
    for group in connected(by_id, joins):
        yield tuple(by_id[name] for name in group if name in documents)


def _pairs(family: Sequence[Publication], documents: Mapping[str, RawDocument]) -> Iterator[tuple[Publication, Publication]]:
    if len(family) <= FAMILY_OF_PAIRS:
        yield from combinations(family, 2)
        return
    by_id = {publication.id: publication for publication in family}
    for publication in family:
        yield from ((by_id[parent], publication) for parent in publication.parents if parent in documents)


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _copied(publication: Publication) -> Mapping[str, Paragraph]:
    """The paragraphs long enough to be copied passages, by origin."""
    return {
        paragraph.origin: paragraph
        for paragraph in publication.paragraphs
        if paragraph.part is Part.BODY and (paragraph.kept_words or len(paragraph.text.split())) >= _PASSAGE_WORDS
    }


def _common(one: Publication, other: Publication) -> list[tuple[Paragraph, Paragraph]]:
    """The paragraphs that both have by copying."""
    left, right = _copied(one), _copied(other)
    return [(paragraph, right[origin]) for origin, paragraph in left.items() if origin in right]


def _passages(pairs: Iterable[tuple[Publication, Publication]], ids: Mapping[str, str]) -> Iterator[TruePassage]:
    for one, other in pairs:
        if ids[one.id] > ids[other.id]:
            one, other = other, one  # noqa: PLW2901
        for left, right in _common(one, other):
            kept = min((item.kept_words for item in (left, right) if item.kept_words is not None), default=None)
            texts = [" ".join(item.text.split()[:kept]) for item in (left, right)]
            yield TruePassage(left=ids[one.id], right=ids[other.id], left_text=texts[0], right_text=texts[1])


def _clusters(publications: Sequence[Publication], documents: Mapping[str, RawDocument]) -> tuple[tuple[str, ...], ...]:
    """Documents that copied passages join."""
    holders: dict[str, list[str]] = {}
    for publication in publications:
        if publication.id in documents:
            for origin in _copied(publication):
                holders.setdefault(origin, []).append(documents[publication.id].id)
    joins = [(group[0], other) for group in holders.values() for other in group[1:]]
    return connected([document.id for document in documents.values()], joins)


def _unrelated(
    publications: Sequence[Publication], documents: Mapping[str, RawDocument], lookalikes: Iterable[tuple[str, str, str]]
) -> dict[Pair, str]:
    """The pairs made to look like copies, and all others of different clusters below which the same legal notice stands."""
    found = {}
    cluster_of = {name: number for number, group in enumerate(_clusters(publications, documents)) for name in group}
    holders: dict[str, set[str]] = {}
    for publication in publications:
        for paragraph in publication.paragraphs:
            if paragraph.part is Part.NOTICE and publication.id in documents:
                holders.setdefault(paragraph.text, set()).add(documents[publication.id].id)
    for group in holders.values():
        for one, other in combinations(sorted(group), 2):
            if cluster_of[one] != cluster_of[other]:
                found[one, other] = LEGAL_FOOTER
    for first, second, reason in lookalikes:
        found[_ordered(documents[first].id, documents[second].id)] = reason
    return dict(sorted(found.items()))


def _hidden(
    identifier: str, hidden: Publication, publications: Sequence[Publication], documents: Mapping[str, RawDocument]
) -> HiddenSource:
    outlet = hidden.outlet
    relatives = [item.id for item in publications if item.id in documents and item.family == hidden.family]
    named = any(is_named(hidden, documents[name]) for name in relatives)
    return HiddenSource(id=identifier, host=outlet.host, name=outlet.name, named=named)


def is_named(publication: Publication, document: RawDocument) -> bool:
    """Whether a document holds the name or the host of a publication's outlet, in whatever way."""
    return publication.outlet.name in document.content or publication.outlet.host in document.content
