"""What counts as a disagreement, and what does not."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from provenance.lineage.divergences import find_divergences
from provenance.model import Divergence, Document
from tests.documents import document

OPENING = "The rebuilt Harrow lighthouse was handed over to the coastal museum by engineer Ana Lindqvist"


def kinds(*documents: Document, groups: dict[str, str] | None = None) -> list[str]:
    return [found.kind for found in find_divergences(documents, groups or {})]


def only(found: tuple[Divergence, ...], kind: str) -> Divergence:
    (divergence,) = [item for item in found if item.kind == kind]
    return divergence


def test_two_years_for_one_event() -> None:
    one = document("a", f"{OPENING} in April 2021.")
    two = document("b", "In April 2022 engineer Ana Lindqvist handed the rebuilt Harrow lighthouse over to the museum.")
    coarse = document(
        "c", "The museum has kept the rebuilt Harrow lighthouse since engineer Ana Lindqvist handed it over in April."
    )
    found = only(find_divergences([one, two, coarse], {}), "date")
    assert [(reading.document, reading.text, reading.value, reading.compatible) for reading in found.readings] == [
        ("a", "April 2021", "2021-04", False),
        ("b", "April 2022", "2022-04", False),
        ("c", "April", "--04", True),
    ]
    assert found.witnesses == 2
    assert "Nothing here decides which reading is right" in found.note


def test_copies_are_one_witness() -> None:
    one = document("a", f"{OPENING} in April 2021.")
    copy = document("b", f"{OPENING} in April 2021.")
    other = document("c", "In April 2022 engineer Ana Lindqvist handed the rebuilt Harrow lighthouse over to the museum.")
    found = only(find_divergences([one, copy, other], {"a": "a", "b": "a", "c": "c"}), "date")
    assert found.witnesses == 2
    assert "copies of one text: one witness" in found.note


def test_a_date_changed_inside_copied_text_is_reported_however_far() -> None:
    one = document("a", f"{OPENING} on 3 May 2021.")
    copy = document("b", f"{OPENING} on 19 November 2013.")
    found = only(find_divergences([one, copy], {"a": "a", "b": "a"}), "date")
    assert found.witnesses == 1
    assert "copies of one text" in found.note
    assert kinds(one, copy) == []


def test_copies_of_a_text_that_contradicts_itself_were_not_changed() -> None:
    later = "In April 2022 engineer Ana Lindqvist handed the rebuilt Harrow lighthouse over to the museum"
    one = document("a", f"{OPENING} in April 2021.", f"{later}.")
    copy = document("b", f"{OPENING} without ceremony in April 2021.", f"{later} without ceremony.")
    assert kinds(one, copy, groups={"a": "a", "b": "a"}) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (f"{OPENING} in April 2021.", f"{OPENING} on 17 April."),
        (f"{OPENING} in April 2021.", "A storm closed the harbour road near Selm for two days in April 2022."),
        (f"{OPENING} in the U.S. in April 2021.", f"{OPENING} in the US in April 2021."),
        (f"{OPENING} after a nine-year wait.", f"{OPENING} after a 9-year wait."),
        (f"{OPENING} for about 500 sailors.", f"{OPENING} for 498 sailors."),
        (f"{OPENING} for 500 sailors.", f"{OPENING} for 498 sailors."),
        (f"{OPENING} for at least 12 sailors.", f"{OPENING} for 15 sailors."),
        (f"{OPENING}, President Pol said Monday.", f"{OPENING}, president Pol said Tuesday."),
        (f"{OPENING} from May 2019 to June 2019.", f"{OPENING} from May 2019 to June 2019."),
        (f"{OPENING} of the Foreign Ministry.", f"{OPENING} of the Ministry of Foreign Affairs."),
        (f"{OPENING} of the nation.", f"{OPENING} of the country."),
    ],
)
def test_no_divergence(one: str, two: str) -> None:
    assert kinds(document("a", one), document("b", two)) == []


def test_a_weekday_is_pinned_by_the_same_document() -> None:
    one = document(
        "a",
        "On Thursday, July 3rd, the council met. ",
        "Earlier on Thursday, the engineer Ana Lindqvist handed the keys of the Harrow lighthouse to the museum.",
    )
    two = document("b", "On July 1, engineer Ana Lindqvist handed the keys of the Harrow lighthouse to the coastal museum.")
    found = only(find_divergences([one, two], {}), "date")
    assert [(reading.block, reading.text, reading.value) for reading in found.readings] == [
        ("a:p02", "Thursday", "--07-03"),
        ("b:p01", "July 1", "--07-01"),
    ]


def test_an_unpinned_weekday_takes_no_part() -> None:
    one = document("a", f"On Thursday {OPENING}.")
    assert kinds(one, document("b", f"On Friday {OPENING}.")) == []


def test_two_counts_of_one_thing() -> None:
    one = document("a", "The rebuilt Harrow lighthouse lamp was carried up by 14 sailors of the coastal museum on a rainy night.")
    two = document("b", "The rebuilt Harrow lighthouse lamp was carried up by 17 sailors of the coastal museum on a rainy night.")
    found = only(find_divergences([one, two], {}), "number")
    assert [reading.value for reading in found.readings] == ["14", "17"]


def test_names_that_go_on_or_are_spelled_otherwise() -> None:
    one = document(
        "a", "The harbour welcomed the new Dorvian ambassador, Karim Nazari Nazari, who brought his credentials in a folder."
    )
    two = document("b", "Dorvian envoy Karim Nazari brought his credentials to the harbour in a folder.")
    found = only(find_divergences([one, two], {}), "name")
    assert [reading.text for reading in found.readings] == ["Karim Nazari Nazari", "Karim Nazari"]
    three = document("c", "Dorvian envoy Kerim Nazari brought his credentials to the harbour in a folder.")
    assert [reading.text for reading in only(find_divergences([two, three], {}), "name").readings] == [
        "Karim Nazari",
        "Kerim Nazari",
    ]


def test_short_forms_of_a_name_are_no_variants() -> None:
    one = document("a", "The Dorvian ambassador, Karim Omar Nazari, brought his credentials to the harbour in a folder.")
    two = document("b", "Dorvian envoy Karim Nazari brought his credentials to the harbour in a folder, Mr. Nazari said.")
    both = document("c", "Envoy Karim Nazari Nazari brought his credentials to the harbour in a folder. Envoy Karim Nazari left.")
    assert kinds(one, two) == []
    assert kinds(two, both) == []


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("In July 2024 the mayor praised the club. Following this speech, the court closed the club in April 2024.", True),
        ("In July 2024 the mayor praised the club. Then the court closed the club in April 2024.", True),
        ("In April 2024 the mayor praised the club. Before that, the court had closed the club in July 2024.", True),
        ("In April 2024 the mayor praised the club. Following this speech, the court closed the club in July 2024.", False),
        ("In 2024 the mayor praised the club. Following this speech, the court closed the club in April 2024.", False),
        ("In July 2024 the mayor praised the club. Following the war, the court closed the club in April 2024.", False),
        ("In July 2024 the mayor praised the club. The court had closed the club in April 2024.", False),
        ("In July the mayor praised the club. Then the court closed the club in April.", False),
    ],
)
def test_order_of_events(text: str, flagged: bool) -> None:  # noqa: FBT001
    assert kinds(document("a", text)) == (["chronology"] if flagged else [])


def test_nothing_from_nothing() -> None:
    assert find_divergences([], {}) == ()
    assert find_divergences([document("a", "")], {}) == ()


def test_the_seeds(seed_documents: tuple[Document, ...]) -> None:
    found = find_divergences(seed_documents, {"002": "000"})
    assert sorted(item.kind for item in found) == ["chronology", "date", "date", "name"]
    delisting, credentials = (item for item in found if item.kind == "date")
    assert {(reading.document, reading.text, reading.compatible) for reading in delisting.readings} == {
        ("000", "April 2025", False),
        ("001", "April 2024", False),
        ("002", "April 2025", False),
        ("003", "April 17th", True),
        ("004", "April", True),
    }
    assert delisting.witnesses == 2
    assert {(reading.document, reading.text, reading.value) for reading in credentials.readings} == {
        ("003", "Thursday", "--07-03"),
        ("004", "July 1", "--07-01"),
    }
    assert {reading.document: reading.text for reading in only(found, "name").readings} == {
        "000": "Gul Hassan Hassan",
        "002": "Gul Hassan Hassan",
        "003": "Gul Hassan",
        "004": "Gul Hassan",
    }
    assert {reading.document for reading in only(found, "chronology").readings} == {"001"}


def test_the_seeds_in_any_order(seed_documents: tuple[Document, ...]) -> None:
    assert find_divergences(seed_documents[::-1], {"002": "000"}) == find_divergences(seed_documents, {"002": "000"})


@pytest.mark.parametrize("kept", [("000", "001"), ("001", "002"), ("003", "004")])
def test_two_of_the_seeds_suffice(seed_documents: tuple[Document, ...], kept: tuple[str, str]) -> None:
    found = find_divergences([item for item in seed_documents if item.id in kept], {})
    assert len([item for item in found if item.kind == "date"]) == 1


@pytest.mark.shared
def test_few_reports_on_real_news(shared: Path) -> None:
    """A ceiling: what is reported on 600 news bodies was judged by hand, and hardly any of it was wrong."""
    lines = (shared / "data" / "fnc1-news" / "docs_dev.jsonl").read_text(encoding="utf-8").splitlines()[:600]
    corpus = []
    for line in lines:
        row = json.loads(line)
        corpus.append(document(row["id"], *(part for part in re.split(r"\n\s*\n", row["text"]) if part.strip())))
    found = Counter(item.kind for item in find_divergences(corpus, {}))
    assert found["date"] <= 4
    assert found["number"] <= 2
    assert 0 < found["name"] <= 8
    assert found["chronology"] <= 1
