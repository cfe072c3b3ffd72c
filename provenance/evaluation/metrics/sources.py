"""How well sources outside the corpus are inferred.

A source nobody has seen is known by the documents that hang from it, directly or through others. Predicted ones are matched
to true ones by these sets; no published measure of it is known to us, so this module defines one. Matching by overlap above one
half is that of panoptic segmentation (Kirillov et al. 2019, "Panoptic segmentation", CVPR, section 4), made one to one by the
assignment of most matches (Kuhn 1955, "The Hungarian method for the assignment problem").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from provenance.evaluation.metrics.rates import Found, Rates, found, harmonic, ratio

LEAST_OVERLAP = 0.5
"""Least Jaccard overlap of the documents of a match: below, more of them differ than agree."""
_SAME_IDENTITY_BONUS = 1e-6
"""Added to the overlap of sources with the same host: it decides between sources with the same documents and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Latent:
    """A source outside the corpus: the documents that hang from it; where it stood and what it is called, ``None`` if unsaid."""

    documents: frozenset[str]
    host: str | None = None
    name: str | None = None

    @property
    def has_name(self) -> bool:
        """Whether it is said who it is."""
        return self.host is not None or self.name is not None


Latents = Mapping[str, Latent]
SameIdentity = Callable[[Latent, Latent], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMatch:
    """The predicted source that is a true one; ``overlap`` is the Jaccard overlap of their documents."""

    true: str
    predicted: str
    overlap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """Whether there is one node for each source. ``touched`` true sources share a document with some predicted one.

    ``correct`` of them have one predicted source that is about them and about nothing else; ``split`` have several;
    ``merged`` share theirs with another true source. ``share`` is ``correct / touched``, in [0, 1], higher is better, ``None`` if
    none is touched.
    """

    touched: int
    correct: int
    split: int
    merged: int
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceScores:
    """The measures of one set of predicted sources; see the functions.

    ``named`` and ``anonymous`` are recall over the true sources that have a name, or have none, and precision over the
    predicted ones. ``identity`` is ``identity_accuracy``, ``mean_overlap`` that of the matches, in [0.5, 1].
    """

    all: Found
    named: Rates
    anonymous: Rates
    identity: float | None
    mean_overlap: float | None
    merging: Merging


@dataclass(frozen=True, slots=True, kw_only=True)
class CountError:
    """Predicted count less the true one: ``signed`` (positive is too many) and ``absolute`` (0 is best)."""

    signed: int
    absolute: int


def same_identity(one: Latent, other: Latent) -> bool:
    """Whether two sources have the same host, letter case and ``www.`` apart, or, where one has none, the same name."""
    if one.host is not None and other.host is not None:
        return _plain(one.host).removeprefix("www.") == _plain(other.host).removeprefix("www.")
    return one.name is not None and other.name is not None and _plain(one.name) == _plain(other.name)


def source_scores(true: Latents, predicted: Latents, same: SameIdentity = same_identity) -> SourceScores:
    """All measures of ``predicted`` sources against ``true`` ones, both by id; a true one "has a name" if it can be known."""
    matches = match_sources(true, predicted, same)
    overlaps = [match.overlap for match in matches]
    true_names, predicted_names = ({name for name, source in side.items() if source.has_name} for side in (true, predicted))
    return SourceScores(
        all=found(len(matches), len(predicted), len(true)),
        named=rates_among(true_names, predicted_names, matches),
        anonymous=rates_among(true.keys() - true_names, predicted.keys() - predicted_names, matches),
        identity=identity_accuracy(true, predicted, matches, same),
        mean_overlap=ratio(sum(overlaps), len(overlaps)),
        merging=merging(true, predicted, same),
    )


def match_sources(
    true: Latents, predicted: Latents, same: SameIdentity = same_identity, least: float = LEAST_OVERLAP
) -> tuple[SourceMatch, ...]:
    """The best one-to-one matching, sorted by true id: as many matches as possible, then as much overlap as possible.

    A true and a predicted source can match if the Jaccard overlap of their documents is at least ``least``; who they are said to
    be decides only between equal sets. Empty if either side is. Renaming changes nothing where overlaps differ.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    rows, columns = sorted(true), sorted(predicted)
    weights = np.zeros((len(rows), len(columns)))
    for row, true_id in enumerate(rows):
        for column, predicted_id in enumerate(columns):
            one, other = true[true_id], predicted[predicted_id]
            overlap = _jaccard(one.documents, other.documents)
            if overlap and overlap >= least:
                # A match is worth more than all overlaps together can be, so their number comes first.
                weights[row, column] = len(rows) + 1.0 + overlap + _SAME_IDENTITY_BONUS * same(one, other)
    assigned = zip(*linear_sum_assignment(weights, maximize=True), strict=True)
    pairs = [(rows[row], columns[column]) for row, column in assigned if weights[row, column] > 0.0]
    return tuple(
        SourceMatch(true=one, predicted=other, overlap=_jaccard(true[one].documents, predicted[other].documents))
        for one, other in sorted(pairs)
    )


def rates_among(true: AbstractSet[str], predicted: AbstractSet[str], matches: Iterable[SourceMatch]) -> Rates:
    """Recall over some true sources and precision over some predicted ones, each matched to whatever it is matched to.

    In [0, 1], higher is better. So a true source with a name that is found without one counts as found; whether the name is
    right is ``identity_accuracy``. ``None`` where there are no sources.
    """
    matched = list(matches)
    recall = ratio(sum(match.true in true for match in matched), len(true))
    precision = ratio(sum(match.predicted in predicted for match in matched), len(predicted))
    return Rates(precision=precision, recall=recall, f1=harmonic(precision, recall))


def identity_accuracy(
    true: Latents, predicted: Latents, matches: tuple[SourceMatch, ...], same: SameIdentity = same_identity
) -> float | None:
    """Of the matched true sources that have a name, the share whose match is said to be the same.

    In [0, 1], higher is better; a match without a name is wrong. ``None`` if no matched true source has a name.
    """
    known = [(true[match.true], predicted[match.predicted]) for match in matches if true[match.true].has_name]
    return ratio(sum(same(one, other) for one, other in known), len(known))


def merging(true: Latents, predicted: Latents, same: SameIdentity = same_identity) -> Merging:
    """Whether predicted sources are neither pieces of one true source nor several true ones in one.

    Each predicted source is about the true one with which its documents overlap most, each true one is held by the predicted
    one with which it overlaps most; identity, then the smaller id, decide between equals.
    """
    about = Counter(_closest(source, true, same) for _, source in sorted(predicted.items()))
    held_by = {name: _closest(source, predicted, same) for name, source in sorted(true.items())}
    holders = Counter(held_by.values())
    touched = [name for name in sorted(true) if held_by[name] is not None]
    return Merging(
        touched=len(touched),
        correct=sum(about[name] == 1 and holders[held_by[name]] == 1 for name in touched),
        split=sum(about[name] > 1 for name in touched),
        merged=sum(holders[held_by[name]] > 1 for name in touched),
        share=ratio(sum(about[name] == 1 and holders[held_by[name]] == 1 for name in touched), len(touched)),
    )


def count_error(true: int, predicted: int) -> CountError:
    """How far a count of independent texts is off.

    Examples:
        >>> count_error(4, 3)
        CountError(signed=-1, absolute=1)

    """
    return CountError(signed=predicted - true, absolute=abs(predicted - true))


def _closest(source: Latent, others: Latents, same: SameIdentity) -> str | None:
    """Id of the source with most overlap; ``None`` if none has any."""
    ranked = [
        (-_jaccard(source.documents, other.documents), not same(source, other), name)
        for name, other in others.items()
        if source.documents & other.documents
    ]
    return min(ranked)[2] if ranked else None


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _plain(text: str) -> str:
    return text.strip().casefold()
