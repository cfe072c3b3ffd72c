"""Credits as labels: right, taken away afterwards, and only where they are believed."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from provenance.evaluation.fit.masking import IMPLICIT, credited, masked, without_credits
from provenance.evaluation.prepared import Prepared
from provenance.evaluation.truth import Truth
from provenance.lineage.claims import NAMING
from provenance.settings import EvidenceWeights, Settings
from tests.unit.evaluation.fit.village import prepared_village


@pytest.fixture
def unlabelled() -> Prepared:
    return replace(prepared_village(), truth=Truth(parents={}, hidden={}, unrelated={}))


def test_credits_give_true_parents(unlabelled: Prepared) -> None:
    truth = prepared_village().truth.parents
    found = credited(unlabelled, Settings()).truth.parents
    right = [copy for copy, parents in found.items() if set(parents) <= set(truth[copy])]
    assert len(found) >= 15
    assert len(right) >= 0.9 * len(found)


def test_the_truth_of_a_labelled_corpus_has_no_part_in_it(unlabelled: Prepared) -> None:
    assert masked(prepared_village(), Settings()) == masked(unlabelled, Settings())


def test_no_exercise_names_a_source(unlabelled: Prepared) -> None:
    for exercise in masked(unlabelled, Settings()):
        assert exercise.truth.parents
        assert not [signal for signals in exercise.signals.values() for signal in signals if signal.kind in NAMING]


def test_in_the_second_exercise_the_originals_are_gone(unlabelled: Prepared) -> None:
    first, second = masked(unlabelled, Settings())
    gone = {document.id for document in first.documents} - {document.id for document in second.documents}
    assert gone == {name.removeprefix("hidden:") for name in second.truth.hidden}
    assert not any(source.named for source in second.truth.hidden.values())
    assert gone <= {parent for parents in first.truth.parents.values() for parent in parents}


def test_nothing_is_learnt_where_nobody_credits_anybody(unlabelled: Prepared) -> None:
    silent = replace(unlabelled, signals={})
    assert credited(silent, Settings()).truth.parents == {}
    assert len(masked(silent, Settings())) == 1


def test_credits_below_the_line_of_solid_edges_are_not_believed(unlabelled: Prepared) -> None:
    doubtful = replace(Settings(), inference=replace(Settings().inference, solid_small=1.1, solid_large=1.1))
    assert credited(unlabelled, doubtful).truth.parents == {}


def test_without_known_originals_there_is_one_exercise(unlabelled: Prepared) -> None:
    assert len(without_credits(unlabelled, Settings().matching)) == 1


def test_the_weights_to_be_fitted_exist_once() -> None:
    assert set(IMPLICIT) <= {item.name for item in fields(EvidenceWeights)}
    assert len(set(IMPLICIT)) == len(IMPLICIT)
