"""Quotations: one speaker's words, wherever the corpus quotes or reports them.

The same utterance comes in several wordings: cut, translated twice, or turned into indirect speech. Two quotations are
one utterance when their wording is largely the same, or when compatible speakers say largely the same content words,
weighted by how telling they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from provenance.grouping import connected
from provenance.lineage.index import Lookup, sharing_pairs
from provenance.lineage.rarity import Rarity, measure_rarity
from provenance.lineage.speakers import Speaker, common_labels, same_speaker
from provenance.lineage.speech import FRAGMENT_WORDS, Utterance, find_speech
from provenance.model import Document, Quotation, QuotationMember
from provenance.text.stems import content_stems

SAME_WORDING = 0.5
"""Share of the shorter quotation's word 4-grams in the longer one from which both are one wording."""
FRAGMENT_BITS = 16.0
"""Fewest bits in a shared fragment: two rare words (“brave decision”) have as much, “major operation” has not."""
SAME_CONTENT = 0.5
"""Share of the shorter quotation's content, in bits, found in the other one, from which both are one utterance.

Of 40 clusters of several wordings drawn from 1,683 news bodies, 36 were one utterance at this value and the two below."""
CONTENT_STEMS = 4
"""Fewest content stems two wordings share."""
CONTENT_BITS = 24.0
"""Fewest bits two wordings share."""
MIN_DOCUMENTS = 2
"""Documents an utterance must be in to be reported."""
_GRAM_WORDS = 4
_LOOKUP = Lookup(stems=8, shared=2, list=200)
"""How wordings that may be one utterance are found."""
_FORMS = ("direct", "fragment", "indirect")
"""Forms from the closest to the speaker's own words to the furthest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """All utterances of the corpus in exactly the same words."""

    norms: tuple[str, ...]
    stems: frozenset[str]
    utterances: tuple[Utterance, ...]

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        return tuple(dict.fromkeys(utterance.speaker for utterance in self.utterances if utterance.speaker))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cluster:
    """Wordings of one utterance; wordings with equal ``variants`` are largely the same."""

    wordings: tuple[_Wording, ...]
    variants: tuple[int, ...]


def find_quotations(documents: Iterable[Document]) -> tuple[Quotation, ...]:
    """Utterances that at least two documents quote or report, sorted by speaker and first member.

    Members are sorted by document and place; copies of one text are members like any other. ``variant`` 0 is the
    wording of most members. An utterance that is nowhere quoted directly or in a fragment, or whose
    speaker nobody names, is left out: nothing then shows that it is somebody's words.
    """
    return quotations_of([utterance for document in documents for utterance in find_speech(document)])


def quotations_of(utterances: Sequence[Utterance]) -> tuple[Quotation, ...]:
    """The same from the utterances of all documents."""
    wordings = _wordings(utterances)
    rarity = measure_rarity(wording.norms for wording in wordings)
    labels = common_labels(
        (utterance.speaker, utterance.named and utterance.form == "direct") for utterance in utterances if utterance.speaker
    )
    found = [_quotation(cluster, labels) for cluster in _clusters(wordings, rarity)]
    return tuple(sorted((quotation for quotation in found if quotation), key=_order))


def _order(quotation: Quotation) -> tuple[str, str, int]:
    first = quotation.members[0]
    return (quotation.speaker, first.document, first.span.start)


def _wordings(utterances: Iterable[Utterance]) -> list[_Wording]:
    """Distinct wordings in a fixed order. Short ones of different speakers are kept apart: many people say “a disgrace”."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Utterance]] = defaultdict(list)
    for utterance in utterances:
        norms = utterance.norms
        who = tuple(sorted(utterance.speaker.stems)) if utterance.speaker and len(norms) < FRAGMENT_WORDS else ()
        groups[norms, who].append(utterance)
    return [
        _Wording(norms=norms, stems=frozenset(content_stems(norms)), utterances=tuple(group))
        for (norms, _), group in sorted(groups.items(), key=lambda item: item[0])
    ]


def _clusters(wordings: Sequence[_Wording], rarity: Rarity) -> list[_Cluster]:
    """Groups of wordings that are one utterance, and within each the wordings that are largely the same."""
    same: list[tuple[int, int]] = []
    alike: list[tuple[int, int]] = []
    for left, right in sharing_pairs([wording.stems for wording in wordings], rarity, _LOOKUP):
        if _is_same_wording(wordings[left], wordings[right], rarity):
            same.append((left, right))
        elif _is_same_content(wordings[left], wordings[right], rarity):
            alike.append((left, right))
    everyone = range(len(wordings))
    variant_of = {place: group[0] for group in connected(everyone, same) for place in group}
    return [
        _Cluster(wordings=tuple(wordings[place] for place in group), variants=tuple(variant_of[place] for place in group))
        for group in connected(everyone, [*same, *alike])
    ]


def _is_same_wording(left: _Wording, right: _Wording, rarity: Rarity) -> bool:
    """Largely the same words; where they are few, telling ones of one speaker."""
    shorter, longer = sorted((left.norms, right.norms), key=len)
    size = min(_GRAM_WORDS, len(shorter))
    wanted, there = _grams(shorter, size), _grams(longer, size)
    if len(wanted & there) < SAME_WORDING * len(wanted):
        return False
    if len(shorter) >= FRAGMENT_WORDS:
        return True
    return rarity.total(left.stems & right.stems) >= FRAGMENT_BITS and _is_same_speaker(left, right)


def _grams(norms: tuple[str, ...], size: int) -> frozenset[tuple[str, ...]]:
    return frozenset(norms[place : place + size] for place in range(len(norms) - size + 1))


def _is_same_content(left: _Wording, right: _Wording, rarity: Rarity) -> bool:
    shared = left.stems & right.stems
    if len(shared) < CONTENT_STEMS:
        return False
    bits = rarity.total(shared)
    whole = min(rarity.total(left.stems), rarity.total(right.stems))
    return bits >= CONTENT_BITS and bits >= SAME_CONTENT * whole and _is_same_speaker(left, right)


def _is_same_speaker(left: _Wording, right: _Wording) -> bool:
    return any(same_speaker(one, other) for one in left.speakers for other in right.speakers)


def _quotation(cluster: _Cluster, labels: Mapping[Speaker, str]) -> Quotation | None:
    """The cluster as a quotation, or ``None`` if it is in one document only, quoted nowhere, or nobody's."""
    used = _without_overlaps(cluster)
    speakers = [utterance.speaker for utterance, _ in used if utterance.speaker]
    if len({utterance.document for utterance, _ in used}) < MIN_DOCUMENTS or not speakers:
        return None
    if all(utterance.form == "indirect" for utterance, _ in used):
        return None
    numbers = _variant_numbers(used)
    members = tuple(
        QuotationMember(
            document=utterance.document,
            block=utterance.block,
            span=utterance.span,
            form=utterance.form,
            variant=numbers[variant],
        )
        for utterance, variant in used
    )
    return Quotation(speaker=_label([utterance for utterance, _ in used], labels), members=members)


def _without_overlaps(cluster: _Cluster) -> list[tuple[Utterance, int]]:
    """The cluster's utterances with their variants, by document and place; of two in one place the more direct one."""
    every = [
        (utterance, variant)
        for wording, variant in zip(cluster.wordings, cluster.variants, strict=True)
        for utterance in wording.utterances
    ]
    kept: list[tuple[Utterance, int]] = []
    for utterance, variant in sorted(every, key=lambda item: (item[0].document, item[0].span, item[1])):
        last = kept[-1][0] if kept else None
        if last is None or last.document != utterance.document or not last.span.overlap(utterance.span):
            kept.append((utterance, variant))
        elif _FORMS.index(utterance.form) < _FORMS.index(last.form):
            kept[-1] = (utterance, variant)
    return kept


def _variant_numbers(used: Sequence[tuple[Utterance, int]]) -> dict[int, int]:
    """Variants numbered from the wording of most members on; ties by how direct they are, then by first member."""
    sizes = Counter(variant for _, variant in used)
    form: dict[int, int] = {}
    for utterance, variant in used:
        form[variant] = min(form.get(variant, len(_FORMS)), _FORMS.index(utterance.form))
    return {variant: number for number, variant in enumerate(sorted(form, key=lambda variant: (-sizes[variant], form[variant])))}


def _label(utterances: Sequence[Utterance], labels: Mapping[Speaker, str]) -> str:
    """The name most members give, in its most used form; a surname gives way to the full name used beside it."""
    weights: Counter[Speaker] = Counter()
    for utterance in utterances:
        if utterance.speaker:
            weights[utterance.speaker] += 1 + 2 * utterance.named + (utterance.form == "direct")
    ranked = sorted(weights, key=lambda speaker: (-weights[speaker], -len(speaker.stems), speaker.label))
    best = ranked[0]
    fuller = [other for other in ranked if len(other.person) > len(best.person) == 1 and same_speaker(best, other)]
    chosen = fuller[0] if fuller else best
    return labels.get(chosen, chosen.label)
