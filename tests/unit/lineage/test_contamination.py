"""A copy that follows two others: the second one is named in the evidence against its edge."""

from __future__ import annotations

from provenance.lineage import infer
from provenance.matching import find_reuse
from provenance.model import Document, Edge, Role, Signal, SignalKind
from provenance.settings import Settings
from tests.documents import document

SETTINGS = Settings()
PLAIN = (
    "The evening ferry to Brannick ran aground on a sandbank shortly after leaving the harbour, and forty passengers "
    "spent the night aboard while engineers waited for the tide to lift the hull.",
    "A spokeswoman for the harbour board said nobody had been hurt, that blankets and soup were carried out by rowing "
    "boat, and that the captain would be interviewed once the vessel was back at its berth.",
    "The sandbank has shifted twice since the winter storms, local fishermen warned, yet the channel markers were last "
    "moved three years ago and a survey promised in spring never took place.",
)
REWORDED = (
    PLAIN[0].replace("forty passengers", "dozens of travellers").replace("engineers", "salvage crews"),
    PLAIN[1].replace("soup", "hot tea").replace("interviewed", "questioned"),
    PLAIN[2],
)
EXTRA = (
    "Insurers have asked for the log of the voyage, which under the rules of the line must be kept for seven years and "
    "shown to any inspector who asks for it in writing.",
    "A deckhand remembered that the depth alarm had been silent since Easter and that nobody on the bridge had thought of "
    "replacing the battery in it before the season began.",
)
CREDIT = Signal(
    kind=SignalKind.ATTRIBUTION_LINE,
    value="This post appeared first on gazette.example",
    basis="test",
    strength=5,
    host="gazette.example",
    blocks=("copy:p99",),
)


def credited_edge(parent: tuple[str, ...], copy: tuple[str, ...], other: tuple[str, ...]) -> Edge:
    """The edge from a credited parent to a copy that may follow a third document too."""
    documents: tuple[Document, ...] = (
        document("copy", *copy, (Role.CREDIT, CREDIT.value), host="insider.example"),
        document("parent", *parent, host="gazette.example"),
        document("third", *other, host="herald.example"),
    )
    signals = {"copy": (CREDIT,), "parent": (), "third": ()}
    result = infer(documents, signals, find_reuse(documents, SETTINGS.matching), SETTINGS)
    return next(edge for edge in result.edges if (edge.source, edge.target) == ("parent", "copy"))


def second_sources(edge: Edge) -> list[str]:
    return [item.note for item in edge.against if "third has too, which may be a second source" in item.note]


def test_changes_of_wording_shared_with_a_third_copy_name_it() -> None:
    (note,) = second_sources(credited_edge(PLAIN, REWORDED, REWORDED))
    assert note.startswith("4 changes of wording")
    assert "; 4 of them third has" in note


def test_passages_shared_with_a_third_copy_name_it() -> None:
    (note,) = second_sources(credited_edge(PLAIN, (*PLAIN, *EXTRA), (*PLAIN, *EXTRA)))
    assert "2 of them third has" in note


def test_a_single_passage_can_be_chance() -> None:
    assert second_sources(credited_edge(PLAIN, (*PLAIN, EXTRA[0]), (*PLAIN, EXTRA[0]))) == []


def test_a_copy_that_follows_its_source_has_no_second_one() -> None:
    assert second_sources(credited_edge(PLAIN, PLAIN, REWORDED)) == []
    assert second_sources(credited_edge(PLAIN, REWORDED, PLAIN)) == []


def test_what_a_copy_passed_on_is_no_second_source() -> None:
    passed_on = Signal(
        kind=SignalKind.ATTRIBUTION_LINE,
        value="This post appeared first on insider.example",
        basis="test",
        strength=5,
        host="insider.example",
        blocks=("third:p99",),
    )
    documents = (
        document("copy", *REWORDED, (Role.CREDIT, CREDIT.value), host="insider.example"),
        document("parent", *PLAIN, host="gazette.example"),
        document("third", *REWORDED, (Role.CREDIT, passed_on.value), host="herald.example"),
    )
    signals = {"copy": (CREDIT,), "parent": (), "third": (passed_on,)}
    result = infer(documents, signals, find_reuse(documents, SETTINGS.matching), SETTINGS)
    assert {(edge.source, edge.target) for edge in result.edges} == {("parent", "copy"), ("copy", "third")}
    assert not any("second source" in item.note for edge in result.edges for item in edge.against)
