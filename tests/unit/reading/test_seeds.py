"""The five seed documents: every block with its exact place and role, and what each document says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.corpus import read_corpus
from provenance.model import Document, Format
from provenance.reading import read_document
from provenance.settings import Limits

BODY = "body"
BLOCKS: dict[str, list[tuple[str, int, int]]] = {
    "000": [
        ("title", 0, 94),
        *[(BODY, *span) for span in [(96, 288), (290, 559), (561, 894), (896, 1094), (1096, 1303)]],
        ("heading", 1305, 1340),
        *[
            (BODY, *span)
            for span in [(1342, 1600), (1602, 1826), (1828, 2033), (2035, 2224), (2226, 2584), (2586, 2851), (2853, 3183)]
        ],
        (BODY, 3185, 3220),
    ],
    "001": [
        ("title", 0, 85),
        ("dateline", 89, 131),
        ("chrome", 132, 137),
        *[(BODY, *span) for span in [(140, 558), (560, 1021), (1023, 1348), (1350, 1687), (1689, 2143), (2145, 2566)]],
        *[(BODY, *span) for span in [(2568, 2912), (2914, 3285), (3287, 3676)]],
        *[("chrome", *span) for span in [(3681, 3712), (3715, 3723), (3726, 3736), (3738, 3833), (3835, 3869), (3871, 3895)]],
        *[("chrome", *span) for span in [(3897, 3904), (3909, 3910), (3912, 3926), (3929, 3930), (3932, 3953), (3956, 4010)]],
    ],
    "002": [
        *[(BODY, *span) for span in [(0, 192), (194, 463), (465, 798), (800, 998)]],
        ("embed", 1000, 1370),
        (BODY, 1372, 1579),
        ("heading", 1581, 1616),
        *[(BODY, *span) for span in [(1618, 1879), (1881, 2107), (2109, 2314), (2316, 2505), (2507, 2869), (2871, 3116)]],
        *[(BODY, *span) for span in [(3118, 3385), (3387, 3723)]],
    ],
    "003": [
        ("title", 0, 68),
        *[(BODY, *span) for span in [(70, 355), (357, 575), (577, 782), (784, 1041), (1043, 1262), (1264, 1481), (1483, 1822)]],
        *[(BODY, *span) for span in [(1824, 2123), (2125, 2503)]],
    ],
    "004": [
        ("title", 0, 51),
        *[(BODY, *span) for span in [(52, 305), (306, 624), (625, 890), (891, 1365), (1366, 1633), (1634, 2015), (2016, 2404)]],
    ],
}
"""Role and place of each block; credit lines and legal notices are still body here: their wording is judged later."""


@pytest.fixture(scope="module")
def documents(seeds: Path) -> dict[str, Document]:
    """The seeds by the first part of their names."""
    found = {}
    for raw in read_corpus([seeds], Limits())[0]:
        document, problems = read_document(raw, Limits())
        assert document is not None
        assert problems == ()
        found[document.id[:3]] = document
    return found


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_have_their_exact_places_and_roles(documents: dict[str, Document], name: str) -> None:
    blocks = documents[name].blocks
    assert [(block.role.value, block.span.start, block.span.end) for block in blocks] == BLOCKS[name]
    first = 0 if BLOCKS[name][0][0] == "title" else 1
    assert [block.id.split(":")[1] for block in blocks] == [f"p{number:02d}" for number in range(first, first + len(blocks))]


def test_formats(documents: dict[str, Document]) -> None:
    assert {name: document.format for name, document in documents.items()} == {
        "000": Format.WORDPRESS_REST_JSON,
        "001": Format.PLAIN_TEXT,
        "002": Format.PLAIN_TEXT,
        "003": Format.PLAIN_TEXT,
        "004": Format.PLAIN_TEXT,
    }


def test_no_markup_reaches_the_text_of_a_post(documents: dict[str, Document]) -> None:
    text = documents["000"].text
    assert not [mark for mark in ("<", "data-uri", "vossi", "u2019", "hellip", "wp-json") if mark in text]
    assert text.count("announcing on Thursday it has accepted an ambassador") == 1
    assert "Taliban has exchanged ambassadors" in documents["000"].blocks[9].span.of(text)


def test_attributes_of_foreign_components_are_kept_on_their_blocks(documents: dict[str, Document]) -> None:
    ids = [value for block in documents["000"].blocks for name, value in block.attributes if name == "data-uri"]
    assert len(ids) == 13
    assert all(value.startswith("cms.cnn.com/") for value in ids)


def test_plain_texts_are_left_as_they_are(documents: dict[str, Document], seeds: Path) -> None:
    for name in ("001", "002", "003", "004"):
        assert documents[name].text == (seeds / documents[name].path).read_bytes().decode("utf-8")


def test_the_post_knows_its_host_and_time(documents: dict[str, Document]) -> None:
    metadata = documents["000"].metadata
    assert documents["000"].host == "dailywashingtoninsider.com"
    assert metadata.published is not None
    assert (metadata.published.earliest, metadata.published.latest, metadata.published.timezone, metadata.published.basis) == (
        "2025-07-04T15:03:47Z",
        "2025-07-04T15:03:47Z",
        "UTC",
        "date_gmt",
    )
    assert (metadata.updated, metadata.authors, metadata.not_before) == (None, (), None)


def test_the_site_text_names_its_publisher_and_change(documents: dict[str, Document]) -> None:
    metadata = documents["001"].metadata
    assert metadata.publisher is not None
    assert (metadata.publisher.name, metadata.publisher.host) == ("AssamInk", None)
    assert metadata.published is None
    assert metadata.updated is not None
    assert (metadata.updated.written, metadata.updated.timezone) == ("2025-07-04T13:30", None)
    assert metadata.updated.bounds()[0].isoformat() == "2025-07-03T23:30:00+00:00"
    assert not [mention for mention in metadata.mentioned if mention.span.start > 3676]


@pytest.mark.parametrize("name", ["002", "003", "004"])
def test_texts_that_do_not_say_are_not_made_to(documents: dict[str, Document], name: str) -> None:
    metadata = documents[name].metadata
    assert (metadata.publisher, metadata.published, metadata.updated, metadata.authors) == (None, None, None, ())
    assert metadata.language == "en"


def test_a_first_paragraph_is_no_title(documents: dict[str, Document]) -> None:
    assert documents["002"].metadata.title is None


def test_an_embedded_post_only_bounds_the_text_from_below(documents: dict[str, Document]) -> None:
    not_before = documents["002"].metadata.not_before
    assert not_before is not None
    assert (not_before.written, not_before.basis, not_before.year_inferred) == ("2025-07-03", "embed", False)


def test_a_weekday_gives_the_year(documents: dict[str, Document]) -> None:
    metadata = documents["003"].metadata
    inferred = [mention.date for mention in metadata.mentioned if mention.date.year_inferred]
    assert [date.written for date in inferred] == ["2025-07-03"]
    assert metadata.not_before is not None
    assert (metadata.not_before.basis, metadata.not_before.year_inferred) == ("text", True)


def test_without_a_year_in_the_text_nothing_is_inferred(documents: dict[str, Document]) -> None:
    assert documents["004"].metadata.not_before is None
