"""Facts that differ between copies of one text."""

from __future__ import annotations

from provenance.lineage.changed_facts import changed_facts
from provenance.matching import find_reuse
from provenance.model import Divergence
from provenance.settings import Matching
from tests.documents import document

TEXT = (
    "The evening ferry to Brannick ran aground on a sandbank on Tuesday shortly after leaving the harbour, and forty-one "
    "passengers spent the night aboard while engineers called by Captain Whitcombe waited for the tide to lift the hull."
)


def found(*texts: str) -> tuple[Divergence, ...]:
    documents = [document(f"d{number}", text) for number, text in enumerate(texts)]
    groups = {item.id: "d0" for item in documents}
    return changed_facts({item.id: item.text for item in documents}, find_reuse(documents, Matching()), groups, ())


def readings(divergence: Divergence) -> list[str]:
    return [reading.text for reading in divergence.readings]


def test_a_changed_number_name_and_day_are_told_apart() -> None:
    changed = TEXT.replace("forty-one", "61").replace("Whitcombe", "Whitlock").replace("Tuesday", "Monday")
    result = found(TEXT, changed)
    assert [(item.kind, readings(item)) for item in result] == [
        ("date", ["Tuesday", "Monday"]),
        ("name", ["Whitcombe", "Whitlock"]),
        ("number", ["forty-one", "61"]),
    ]
    assert all(item.witnesses == 1 for item in result)


def test_house_style_changes_no_fact() -> None:
    assert found(TEXT, TEXT.replace("harbour", "harbor").replace("Captain", "captain")) == ()


def test_a_word_at_the_beginning_of_a_sentence_is_no_name() -> None:
    assert found(TEXT, TEXT.replace("The evening", "Evening", 1).replace("The", "One", 1)) == ()


def test_many_copies_give_one_divergence_with_all_readings() -> None:
    result = found(TEXT, TEXT, TEXT.replace("Whitcombe", "Whitlock"), TEXT.replace("Whitcombe", "Whitlock"))
    assert [sorted(readings(item)) for item in result] == [["Whitcombe", "Whitcombe", "Whitlock", "Whitlock"]]


def test_what_is_known_already_is_not_said_twice() -> None:
    documents = [document("d0", TEXT), document("d1", TEXT.replace("Whitcombe", "Whitlock"))]
    reuses = find_reuse(documents, Matching())
    first = changed_facts({item.id: item.text for item in documents}, reuses, {}, ())
    assert first
    assert changed_facts({item.id: item.text for item in documents}, reuses, {}, first) == ()
