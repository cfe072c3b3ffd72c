"""What a record of a table says beside its text: title, address, publisher, authors and dates of every kind."""

from __future__ import annotations

from typing import Any

import pytest

from provenance.model import Container, DateRange, Document, Format, Problem, RawDocument, RecordFields, Role
from provenance.reading import read_document
from provenance.settings import Limits

TEXT = "The council voted to close the ferry, which had carried commuters for ninety-one years across the estuary."


def read(content: str = TEXT, form: Format = Format.PLAIN_TEXT, **fields: Any) -> tuple[Document, tuple[Problem, ...]]:
    record = RecordFields(container=Container.CSV, place="record 7 (line 8)", **fields)
    raw = RawDocument(id="a#7", path="a.csv", sha256="0" * 64, format=form, encoding="utf-8", content=content, record=record)
    document, problems = read_document(raw, Limits())
    assert document is not None
    return document, problems


def published(value: str) -> DateRange | None:
    return read(published=value)[0].metadata.published


@pytest.mark.parametrize("form", [Format.PLAIN_TEXT, Format.HTML, Format.MARKDOWN])
def test_the_title_stands_before_the_text_and_the_text_is_whole(form: Format) -> None:
    content = f"<p>{TEXT}</p>" if form is Format.HTML else TEXT
    document, problems = read(content, form, title="Ferry &amp; pier close")
    assert document.text == f"Ferry & pier close\n\n{TEXT}"
    assert [(block.role, block.span.of(document.text)) for block in document.blocks] == [
        (Role.TITLE, "Ferry & pier close"),
        (Role.BODY, TEXT),
    ]
    assert (document.format, document.container, problems) == (form, Container.CSV, ())


def test_a_title_that_the_text_has_itself_is_not_doubled() -> None:
    document, _ = read(f"Ferry closes\n\n{TEXT}", title="Ferry  Closes")
    assert document.text == f"Ferry closes\n\n{TEXT}"
    assert document.blocks[0].role is Role.TITLE


def test_the_record_goes_before_the_page_s_own_head() -> None:
    page = f'<html lang="de"><head><title>Saved page</title></head><body><h1>Heading</h1><p>{TEXT}</p></body></html>'
    document, _ = read(page, Format.HTML, title="Ferry closes", url="https://www.bay.example/a/ferry", publisher="Bay Courier")
    metadata = document.metadata
    assert (metadata.title, metadata.url) == ("Ferry closes", "https://www.bay.example/a/ferry")
    assert metadata.publisher is not None
    assert (metadata.publisher.name, metadata.publisher.host) == ("Bay Courier", "bay.example")


@pytest.mark.parametrize(
    ("publisher", "url", "expected"),
    [
        ("bay.example.com", "", (None, "bay.example.com")),
        ("Bay Courier", "", ("Bay Courier", None)),
        ("", "https://bay.example/1", (None, "bay.example")),
        ("", "no address", None),
    ],
)
def test_the_publisher_is_a_name_or_a_host(publisher: str, url: str, expected: tuple[str | None, str | None] | None) -> None:
    found = read(publisher=publisher, url=url)[0].metadata.publisher
    assert (None if found is None else (found.name, found.host)) == expected


@pytest.mark.parametrize(
    ("value", "names"),
    [("By Ann Lee", ("Ann Lee",)), ("Ann Lee; Bo Ek and Cy Da", ("Ann Lee", "Bo Ek", "Cy Da")), ("['Ann Lee']", ("Ann Lee",))],
)
def test_authors(value: str, names: tuple[str, ...]) -> None:
    assert read(author=value)[0].metadata.authors == names


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2025-07-03", "2025-07-03", "2025-07-03"),
        ("20250703", "2025-07-03", "2025-07-03"),
        ("1895-03-02", "1895-03-02", "1895-03-02"),
        ("1895-02", "1895-02-01", "1895-02-28"),
        ("1895", "1895-01-01", "1895-12-31"),
        ("1751555027", "2025-07-03T15:03:47Z", "2025-07-03T15:03:47Z"),
        ("1751555027000", "2025-07-03T15:03:47Z", "2025-07-03T15:03:47Z"),
        ("1751555027.5", "2025-07-03T15:03:47Z", "2025-07-03T15:03:47Z"),
        ("2025-07-03T15:03:47+02:00", "2025-07-03T13:03:47Z", "2025-07-03T13:03:47Z"),
        ("2025-07-03 15:03:47.000000Z", "2025-07-03T15:03:47Z", "2025-07-03T15:03:47Z"),
        ("Thu, 03 Jul 2025 15:03:47 GMT", "2025-07-03T15:03:47Z", "2025-07-03T15:03:47Z"),
    ],
)
def test_dates_of_every_kind(value: str, earliest: str, latest: str) -> None:
    found = published(value)
    assert found is not None
    assert (found.earliest, found.latest, found.basis) == (earliest, latest, "column")


def test_a_clock_time_without_a_zone_stays_open() -> None:
    found = published("2025-07-03 15:03:47")
    assert found is not None
    assert (found.earliest, found.latest, found.timezone) == ("2025-07-03T01:03:47Z", "2025-07-04T03:03:47Z", None)


@pytest.mark.parametrize("value", ["03/07/2025", "soon", "2025-02-31", "20251345", "2025-00"])
def test_what_is_no_date_is_told_with_its_place_and_left_out(value: str) -> None:
    document, (problem,) = read(published=value)
    assert document.metadata.published is None
    assert (problem.severity, problem.message) == (
        "degraded",
        f"record 7 (line 8): “{value}” is no date, or leaves day and month open; write it as 2025-07-03",
    )


@pytest.mark.parametrize(
    ("guid", "kept"),
    [
        ("tag:bay.example,2025:7", True),
        ("urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6", True),
        ("https://bay.example/?p=7", True),
        ("bay-courier.com/?p=7", True),
        ("4711", False),
        ("post: 7", False),
        ("", False),
    ],
)
def test_ids_that_mean_one_thing_everywhere_are_kept(guid: str, kept: bool) -> None:  # noqa: FBT001 - a table
    assert read(guid=guid)[0].metadata.site_ids == ((guid,) if kept else ())
