"""What a solved family says of its edges."""

from __future__ import annotations

import dataclasses

import pytest

from provenance.lineage.absent import origin_case
from provenance.lineage.evidence import Case
from provenance.lineage.family import Family
from provenance.lineage.knowledge import knowledge_of
from provenance.lineage.trees import FamilyTree, solve_family
from provenance.model import Evidence, Signal, SignalKind
from tests.documents import document
from tests.unit.lineage.family_factory import LIGHT, SETTINGS, WEIGHTS, credit, family

INFERENCE = SETTINGS.inference
CREDIT = Evidence(kind="attribution_line", log_odds=5.0, note="")
VOICE = Evidence(kind="self_reference", log_odds=5.0, note="")


def mark(kind: SignalKind, block: str) -> Signal:
    """A mark of the gazette's own pages in a block."""
    return Signal(kind=kind, value="told the Gazette", basis="test", strength=4, host="gazette.example", blocks=(block,))


def copies(*signals: Signal, host: str | None) -> Family:
    """A page on another site with the gazette's voice and a picture of it, and a page ``b`` at ``host``."""
    voice, image = (mark(kind, "a:p05") for kind in (SignalKind.SELF_REFERENCE, SignalKind.FOREIGN_IMAGE))
    return family(
        document("a", *LIGHT, host="insider.example"),
        document("b", *LIGHT, host=host),
        signals={"a": [voice, image], "b": signals},
    )


@pytest.mark.parametrize(
    ("host", "evidence", "expected"), [("herald.example", VOICE, True), (None, VOICE, False), (None, CREDIT, True)]
)
def test_a_page_that_only_speaks_as_an_absent_outlet_is_solid_only_if_it_stands_elsewhere(
    host: str | None,
    evidence: Evidence,
    expected: bool,  # noqa: FBT001 - a table
) -> None:
    found = copies(mark(SignalKind.SELF_REFERENCE, "b:p02"), host=host)
    tree: FamilyTree = solve_family(found, knowledge_of(found), INFERENCE)
    edge = ("gazette.example", "b")
    sure = dataclasses.replace(tree, cases={edge: Case(evidence=(evidence,), against=())}, share={edge: 1.0})
    assert sure.is_solid(*edge, INFERENCE) is expected


@pytest.mark.parametrize(
    ("signals", "host", "is_doubted"),
    [
        ((mark(SignalKind.SELF_REFERENCE, "b:p02"), mark(SignalKind.FOREIGN_IMAGE, "b:p03")), None, True),
        ((mark(SignalKind.SELF_REFERENCE, "b:p02"), mark(SignalKind.CMS_COMPONENT_ID, "b:p03")), None, True),
        ((mark(SignalKind.SELF_REFERENCE, "b:p02"), credit("b:p05", "gazette.example")), None, False),
        ((mark(SignalKind.SELF_REFERENCE, "b:p02"), mark(SignalKind.FOREIGN_IMAGE, "b:p03")), "herald.example", False),
    ],
)
def test_a_page_that_speaks_as_an_outlet_and_tells_no_place_may_be_its_own(
    signals: tuple[Signal, ...],
    host: str | None,
    is_doubted: bool,  # noqa: FBT001 - a table
) -> None:
    found = copies(*signals, host=host)
    (origin,) = found.origins
    case = origin_case(found, knowledge_of(found), origin, "b", WEIGHTS)
    assert case is not None
    assert any(item.kind == "host_prior" for item in case.against) is is_doubted
