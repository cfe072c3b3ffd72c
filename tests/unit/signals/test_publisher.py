"""A publisher named only by the copyright line below a text."""

from __future__ import annotations

import pytest

from provenance.model import Publisher, Role, SignalKind
from provenance.signals import mark
from tests.documents import document

BODY = "The bells of the old town hall were silent for the first time in a century after the ringer's hand was hurt."


def test_the_line_below_a_text_names_its_publisher() -> None:
    marked, signals = mark(document("a", BODY, "© 2024 Uplands Observer. All rights reserved."))
    assert marked.metadata.publisher == Publisher(name="Uplands Observer", host=None, basis="copyright line")
    assert [signal.own_site for signal in signals if signal.kind is SignalKind.COPYRIGHT_LINE] == [True]


@pytest.mark.parametrize(
    "lines",
    [
        ["© 2024 Reuters. All rights reserved."],
        ["This story was first published by the Harbour Gazette.", "© 2024 Uplands Observer."],
        ["© 2024 Uplands Observer.", "© 2024 Harbour Gazette."],
        ["© 2024 Uplands Observer.", BODY, BODY, BODY],
    ],
    ids=["an agency's", "beside a credit", "two holders", "far from the end"],
)
def test_lines_that_name_nobody(lines: list[str]) -> None:
    assert mark(document("a", BODY, *lines))[0].metadata.publisher is None


def test_a_publisher_that_is_known_stays() -> None:
    made = document("a", BODY, (Role.CHROME, "© 2024 Uplands Observer."), host="gazette.example")
    assert mark(made)[0].metadata.publisher == made.metadata.publisher
