"""Laws of marking."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.model import SignalKind
from provenance.signals import mark
from provenance.signals.cms_clock import sessions
from tests.examples import few
from tests.unit.signals.factory import Part, document, on_site

PIECES = st.sampled_from(
    [
        "This post appeared first on ",
        "harbourcourier.com",
        "told QNN",
        "“",
        "”",
        "Legal Disclaimer: ",
        "RELAYNET provides the information “as is”",
        " ",
        "\n",
        "© 2021 ",
        "Harbour Courier",
        ". ",
        "(AP) — ",
        "The post ",
        "[a](",
        ")",
        "_",
        "— N (@n) July 3, 2025",
        "<a href=",
        "Source: ",
        "\u200b",
        "İ",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=12).map("".join))
PARAGRAPHS = st.lists(TEXTS, max_size=6)
ATTRIBUTES = st.lists(st.tuples(st.sampled_from(["data-uri", "data-id", "class", "src"]), st.text(max_size=60)), max_size=3).map(
    tuple
)


@given(PARAGRAPHS, ATTRIBUTES)
@settings(max_examples=few(200))
def test_marking_never_fails_and_changes_only_roles_and_issuers(
    paragraphs: list[str], attributes: tuple[tuple[str, str], ...]
) -> None:
    before = document([Part(text=text, attributes=attributes) for text in paragraphs], metadata=on_site("delta.example.org"))
    after, signals = mark(before)
    assert [(block.id, block.span, block.attributes) for block in after.blocks] == [
        (block.id, block.span, block.attributes) for block in before.blocks
    ]
    assert all(set(signal.blocks) <= set(before.block_by_id) for signal in signals)


@given(PARAGRAPHS)
def test_marking_twice_gives_the_same(paragraphs: list[str]) -> None:
    made = document([*paragraphs])
    assert mark(made) == mark(made)


@given(PARAGRAPHS)
def test_signals_stand_in_document_order_then_by_kind(paragraphs: list[str]) -> None:
    made = document([*paragraphs])
    places = {block.id: place for place, block in enumerate(made.blocks)}
    keys = [(places[signal.blocks[0]] if signal.blocks else -1, signal.kind) for signal in mark(made)[1]]
    assert keys == sorted(keys)


@given(TEXTS)
def test_a_foreign_paragraph_adds_no_signal_to_another(text: str) -> None:
    alone = [signal for signal in mark(document(["People told QNN so."]))[1] if signal.kind is SignalKind.SELF_REFERENCE]
    beside = mark(document(["People told QNN so.", text]))[1]
    assert [signal for signal in beside if signal.kind is SignalKind.SELF_REFERENCE and signal.blocks == ("d:p01",)] == alone


@given(st.lists(st.integers(min_value=1, max_value=40), min_size=1, max_size=12, unique=True))
def test_missing_numbers_lie_between_those_seen_and_are_none_of_them(numbers: list[int]) -> None:
    parts = [
        Part(text="x", attributes=(("data-uri", f"cms.harbourcourier.com/i/clp4a2b3c00{number:02d}qwera1b2c3d4@published"),))
        for number in sorted(numbers)
    ]
    (session,) = sessions(mark(document(parts))[1])
    seen = {f"00{number:02d}" for number in numbers}
    assert session.ids == len(numbers)
    assert all(min(seen) < gap.counter < max(seen) and gap.counter not in seen for gap in session.missing)
