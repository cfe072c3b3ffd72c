"""Weights fitted to a corpus, and whether they would have been better on families they were not fitted to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from provenance.errors import UsageError
from provenance.evaluation.fit.examples import Example, examples_of
from provenance.evaluation.fit.fitting import fit, mean_log_likelihood
from provenance.evaluation.fit.labels import known_copies
from provenance.evaluation.fit.masking import IMPLICIT, without_credits
from provenance.evaluation.prepared import Prepared
from provenance.grouping import connected
from provenance.model import Reuse
from provenance.pipeline import Progress, silent
from provenance.settings import Settings

FEWEST_COPIES = 20
"""Copies of known source below which nothing is fitted: each gives at most some bits, and two dozen weights are to be moved."""
_FOLDS = 2
_ORIGINAL_HIDDEN_IN = 3
"""Every so many families is also fitted to without its original: a quarter of the exercises lack it. How often originals are
missing is known of no corpus; with one exercise of each kind for every family, simulated news taught that shared wording ties no
texts together (``verbatim_overlap`` fell to 0)."""
_FEWEST_DOCUMENTS = 2

_Pieces = Mapping[str, tuple[Prepared, ...]]
"""The exercises that each family gives: with its original, and perhaps without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightChange:
    """One weight: natural log-odds ``before`` and ``after``, and in how many ``families`` what it weighs occurs."""

    name: str
    before: float
    after: float
    families: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """What came of it.

    ``settings`` have the weights fitted to all families; ``weights`` tells them one by one. ``held_out_before`` and
    ``held_out_after`` are mean log-likelihoods, in nats per family, of what is known of families under the weights given and
    under weights fitted to the other half of the families.
    """

    settings: Settings
    weights: tuple[WeightChange, ...]
    copies: int
    families: int
    held_out_before: float
    held_out_after: float

    @property
    def is_better(self) -> bool:
        """Whether families that took no part in the fit became more probable."""
        return self.held_out_after > self.held_out_before


def refit(
    labelled: Sequence[Prepared], settings: Settings, names: Sequence[str] = IMPLICIT, progress: Progress = silent
) -> Refit:
    """Fit weights by name to corpora of known lineage, with their claims, and in some families the originals, taken away.

    The halves for the test are made of whole families, every second one by size, so that no copy is on both sides.

    Raises:
        UsageError: fewer than ``FEWEST_COPIES`` copies have a known source, or all of them are in one family.
    """
    copies = known_copies(labelled)
    if copies < FEWEST_COPIES:
        message = (
            f"too little to learn from: of {copies} {'copy' if copies == 1 else 'copies'} the source is known and here, and "
            f"{FEWEST_COPIES} are needed. The weights stay as they are; add stories whose copies name their source"
        )
        raise UsageError(message)
    pieces = _pieces(labelled, settings)
    examples = {name: made for name in sorted(pieces) if (made := _examples(pieces[name], settings, names))}
    if len(examples) < _FOLDS:
        message = (
            "all copies of known source are in one family, so that nothing would be left to test new weights on; add stories"
        )
        raise UsageError(message)
    used = {name: pieces[name] for name in examples}
    before = mean_log_likelihood(list(chain.from_iterable(examples.values())), np.zeros(len(names)))
    after = _held_out(used, settings, names, progress)
    progress("fit", _FOLDS, _FOLDS + 1)
    fitted = fit(list(chain.from_iterable(used.values())), settings, names).settings
    return Refit(
        settings=fitted,
        weights=tuple(_change(name, settings, fitted, _occurrences(examples, at)) for at, name in enumerate(names)),
        copies=copies,
        families=len(used),
        held_out_before=before,
        held_out_after=after,
    )


def _held_out(pieces: _Pieces, settings: Settings, names: Sequence[str], progress: Progress) -> float:
    """Mean log-likelihood of all families, each under weights fitted to the half it is not in."""
    ordered = sorted(pieces, key=lambda name: (-len(pieces[name][0].documents), name))
    halves = [ordered[start::_FOLDS] for start in range(_FOLDS)]
    measured: list[Example] = []
    for number, half in enumerate(halves):
        progress("fit", number, _FOLDS + 1)
        others = {name: pieces[name] for name in ordered if name not in half}
        fitted = fit(list(chain.from_iterable(others.values())), settings, names).settings
        measured += [example for name in half for example in _examples(pieces[name], fitted, names)]
    return mean_log_likelihood(measured, np.zeros(len(names)))


def _pieces(labelled: Sequence[Prepared], settings: Settings) -> dict[str, tuple[Prepared, ...]]:
    """The exercises of every family of which something is known, by its name; with the original first."""
    found: dict[str, list[Prepared]] = {}
    for corpus in labelled:
        copies = [(reuse.left, reuse.right) for reuse in corpus.reuses if reuse.is_copy]
        groups = connected((document.id for document in corpus.documents), copies)
        family = {member: f"{corpus.name} {group[0]}" for group in groups for member in group}
        for exercise in without_credits(corpus, settings.matching):
            for name, piece in _split(exercise, family).items():
                found.setdefault(name, []).append(piece)
    hideable = [name for name in sorted(found) if len(found[name]) > 1]
    both = set(hideable[::_ORIGINAL_HIDDEN_IN])
    return {name: tuple(pieces if name in both else pieces[:1]) for name, pieces in found.items()}


def _split(prepared: Prepared, family: Mapping[str, str]) -> dict[str, Prepared]:
    """A corpus family by family, without single documents and families of which nothing is known."""
    members: dict[str, set[str]] = {}
    for document in prepared.documents:
        members.setdefault(family[document.id], set()).add(document.id)
    reuses: dict[str, list[Reuse]] = {}
    for reuse in prepared.reuses:
        if family[reuse.left] == family[reuse.right]:
            reuses.setdefault(family[reuse.left], []).append(reuse)
    return {
        name: _part(prepared, here, tuple(reuses[name]))
        for name, here in sorted(members.items())
        if name in reuses and len(here) >= _FEWEST_DOCUMENTS and not here.isdisjoint(prepared.truth.parents)
    }


def _part(prepared: Prepared, members: set[str], reuses: tuple[Reuse, ...]) -> Prepared:
    parents = {child: known for child, known in prepared.truth.parents.items() if child in members}
    return replace(
        prepared,
        documents=tuple(document for document in prepared.documents if document.id in members),
        signals={name: signals for name, signals in prepared.signals.items() if name in members},
        reuses=reuses,
        truth=replace(prepared.truth, parents=parents),
    )


def _examples(pieces: Sequence[Prepared], settings: Settings, names: Sequence[str]) -> tuple[Example, ...]:
    return tuple(example for piece in pieces for example in examples_of(piece, settings, names))


def _occurrences(examples: Mapping[str, Sequence[Example]], weight: int) -> int:
    return sum(any(bool(example.slopes[:, weight].any()) for example in made) for made in examples.values())


def _change(name: str, before: Settings, after: Settings, families: int) -> WeightChange:
    return WeightChange(
        name=name,
        before=getattr(before.inference.weights, name),
        after=getattr(after.inference.weights, name),
        families=families,
    )
