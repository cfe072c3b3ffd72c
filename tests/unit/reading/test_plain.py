"""Plain text: paragraphs, wraps, furniture, posts, notices."""

from __future__ import annotations

import textwrap

import pytest

from tests.unit.reading.reader import outline, read

FIRST = "The harbour of the small island was closed for three days after the storm, the council said in a statement on Monday."
SECOND = "Nobody could say when the ferries would run again. Most islanders had stopped asking by the time the crane was back."
LAST = "Fishing went on as usual, and the market opened on time on each of the three days, as the people there say."
ARTICLE = (FIRST, SECOND, LAST)


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def roles(text: str) -> list[tuple[str, str]]:
    return outline(read(text))


def test_paragraphs_with_blank_lines() -> None:
    assert roles(page("Storm closes harbour", *ARTICLE)) == [
        ("title", "Storm closes harbour"),
        *[("body", part) for part in ARTICLE],
    ]


def test_paragraphs_one_per_line() -> None:
    assert roles("\n".join(["Storm closes harbour", *ARTICLE])) == roles(page("Storm closes harbour", *ARTICLE))


@pytest.mark.parametrize("width", [50, 72, 100])
def test_wrapped_paragraphs_without_blank_lines(width: int) -> None:
    wrapped = [textwrap.fill(part, width) for part in ARTICLE]
    assert [text for _, text in roles("\n".join(wrapped))] == wrapped


RUNS_OVER = (
    "The harbour of the small island was closed for three days after the storm, the\n"
    "council said in a statement on Monday, and nobody knows when it will open again."
)
ENDS_FULL = (
    "The crane fell at noon on the first of them, and no one on the quay was hurt.\nEngineers from the mainland will look at it."
)
ENDS_SHORT = "The crane fell at noon.\nEngineers from the mainland will look at the foundations once the weather allows it."


def test_two_paragraphs_of_two_lines_show_a_width_together() -> None:
    assert [text for _, text in roles(page(RUNS_OVER, ENDS_FULL))] == [RUNS_OVER, ENDS_FULL]


@pytest.mark.parametrize("other", [ENDS_FULL, ENDS_SHORT])
def test_two_lines_alone_show_none_and_short_ones_are_finished(other: str) -> None:
    first = [FIRST] if other is ENDS_FULL else [RUNS_OVER]
    assert [text for _, text in roles(page(*first, other))] == [*first, *other.split("\n")]


def test_paragraphs_told_by_their_indent() -> None:
    lines = "\n".join(textwrap.fill(part, 60, initial_indent="    ") for part in ARTICLE)
    assert len(roles(lines)) == 3


def test_windows_line_ends_change_nothing_but_the_places() -> None:
    text = page("Storm closes harbour", *ARTICLE)
    assert [role for role, _ in roles(text.replace("\n", "\r\n"))] == [role for role, _ in roles(text)]


def test_list_items_are_blocks_of_their_own() -> None:
    items = ["- one thing", "- another thing that is\n  wrapped below", "1. a number"]
    assert [text for _, text in roles(page(FIRST, "\n".join(items), LAST))] == [FIRST, *items, LAST]


def test_a_line_that_starts_with_an_initial_is_no_list_item() -> None:
    paragraph = (
        "The prize for the best book on the history of the islands in the last\n"
        "ten years went on Sunday evening in the old town hall to the writer\n"
        "J. K. Jansson, who could not be there."
    )
    assert [text for _, text in roles(page(FIRST, paragraph, LAST))] == [FIRST, paragraph, LAST]


def test_a_stanza_stays_together() -> None:
    stanza = "The boats lay still along the quay,\nThe gulls were silent, so were we;"
    assert ("body", stanza) in roles(page(FIRST, stanza, LAST))


@pytest.mark.parametrize(
    "first",
    [
        "The harbour is closed.",
        "the harbour is closed",
        "Closed:",
        "SHARE",
        "July 4, 2025",
        "By Jane Doe",
    ],
)
def test_what_is_no_headline_is_no_title(first: str) -> None:
    assert read(page(first, *ARTICLE)).metadata.title is None


@pytest.mark.parametrize("first", ["Why did the harbour close?", "Harbour closes in the U.S.", "“We have seen worse”"])
def test_headlines_may_end_with_some_signs(first: str) -> None:
    assert read(page(first, *ARTICLE)).metadata.title == first


def test_a_title_below_furniture_is_found() -> None:
    document = read(page("Skip to content", "Menu", "Storm closes harbour", *ARTICLE))
    assert document.metadata.title == "Storm closes harbour"
    assert [block.id for block in document.blocks if block.role.value == "title"] == ["d:p00"]


def test_headings_stand_between_paragraphs() -> None:
    assert roles(page(FIRST, "A long way home", SECOND, LAST))[1] == ("heading", "A long way home")
    assert roles(page(FIRST, SECOND, LAST, "This post appeared first on example.org"))[-1][0] == "body"


def test_bylines_and_date_lines() -> None:
    document = read(
        page(
            "Storm closes harbour",
            "By Jane Doe and John Q. Smith",
            "Published: July 4, 2025 5:30 PM EDT | Updated: July 5, 2025",
            *ARTICLE,
        )
    )
    assert [block.role.value for block in document.blocks[:3]] == ["title", "byline", "dateline"]
    assert document.metadata.authors == ("Jane Doe", "John Q. Smith")
    assert document.metadata.published is not None
    assert document.metadata.published.earliest == "2025-07-04T21:30:00Z"
    assert document.metadata.updated is not None
    assert document.metadata.updated.written == "2025-07-05"


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Published July 4, 2025", "2025-07-04", None),
        ("Posted on 4 July 2025 by admin", "2025-07-04", None),
        ("Last updated: 2025-07-04", None, "2025-07-04"),
        ("Veröffentlicht am 4. Juli 2025", "2025-07-04", None),
        ("Mis à jour le 4 juillet 2025", None, "2025-07-04"),
        ("July 4, 2025", "2025-07-04", None),
        ("Friday, July 4, 2025 | Harbour", "2025-07-04", None),
        ("The film was released July 4, 2025", None, None),
        ("On July 4, 2025, they met.", None, None),
    ],
)
def test_only_date_lines_date_the_document(line: str, published: str | None, updated: str | None) -> None:
    metadata = read(page("Storm closes harbour", line, *ARTICLE)).metadata
    assert (metadata.published and metadata.published.written, metadata.updated and metadata.updated.written) == (
        published,
        updated,
    )


def test_a_date_in_the_story_is_mentioned_and_not_its_own() -> None:
    metadata = read(page("Storm closes harbour", f"On July 3, 2025, this happened. {FIRST}", SECOND)).metadata
    assert metadata.published is None
    assert [mention.date.written for mention in metadata.mentioned] == ["2025-07-03"]
    assert metadata.not_before is not None
    assert metadata.not_before.basis == "text"


def test_a_date_ahead_bounds_nothing() -> None:
    assert read(page(f"The harbour will open on July 3, 2035. {FIRST}", SECOND)).metadata.not_before is None


def test_furniture_below_the_article() -> None:
    tail = [
        "Comments",
        "Contact Us",
        "12 Quay Street,\nHarbour Town 12345.",
        "E-mail: desk@example.org",
        "Member Login",
        "×",
        "© Harbour Post 2019 | Powered by Sitekit",
    ]
    document = read(page("Storm closes harbour", *ARTICLE, *tail))
    assert [block.role.value for block in document.blocks[4:]] == ["chrome"] * len(tail)
    assert document.metadata.publisher is not None
    assert (document.metadata.publisher.name, document.metadata.publisher.host) == ("Harbour Post", None)


def test_an_agency_copyright_below_the_article_is_no_publisher() -> None:
    line = "Copyright 2025 The Example Press. All rights reserved. This material may not be published or redistributed."
    document = read(page("Storm closes harbour", *ARTICLE, line))
    assert outline(document)[-1] == ("body", line)
    assert document.metadata.publisher is None


def test_furniture_words_inside_an_article_may_be_headings() -> None:
    assert roles(page(FIRST, "Contact", SECOND, LAST))[1][0] == "heading"
    assert roles(page(FIRST, "Advertisement", SECOND, LAST))[1][0] == "chrome"


POST = "We have reopened the harbour, pic.twitter.com/abc — Harbour Office (@harbour) July 3, 2025"


def test_an_embedded_post_is_one_block() -> None:
    assert roles(page(FIRST, POST, LAST))[1] == ("embed", POST)


def test_parts_of_a_post_join_over_wide_gaps_only() -> None:
    wide = f"{FIRST}\n\nThe harbour is safe.\n\n\n\n{POST}\n\n{LAST}"
    assert roles(wide)[1] == ("embed", f"The harbour is safe.\n\n\n\n{POST}")
    assert roles(page(FIRST, "The harbour is safe.", POST, LAST))[1] == ("body", "The harbour is safe.")


def test_an_attribution_alone_belongs_to_the_words_above() -> None:
    document = read(page(FIRST, "We have reopened the harbour!", "— Harbour Office (@harbour) July 3, 2025", LAST))
    assert outline(document)[1] == ("embed", "We have reopened the harbour!\n\n— Harbour Office (@harbour) July 3, 2025")
    assert document.metadata.not_before is not None
    assert (document.metadata.not_before.written, document.metadata.not_before.basis) == ("2025-07-03", "embed")


NOTICE = [
    "Legal Disclaimer:",
    "RELAYNET provides the",
    "information “as is”. We do not accept any responsibility for the",
    "content of this article.",
]


def test_a_wrapped_notice_keeps_its_label() -> None:
    notice = "\n".join(NOTICE)
    text = "\n".join(["Storm closes harbour", *ARTICLE, notice, notice])
    assert [part for _, part in roles(text)][-2:] == [notice, notice]


def test_a_notice_with_blank_lines_stays_together() -> None:
    notice = "\n\n".join(NOTICE)
    assert roles(page("Storm closes harbour", *ARTICLE, notice))[-1] == ("body", notice)


@pytest.mark.parametrize(
    "text",
    ["ab\n" * 60_000, ". " * 90_000, "Legal Disclaimer:\n" * 10_000, "— " * 90_000, "x" + "\n" * 190_000 + "y", "1-" * 90_000],
)
def test_odd_texts_are_read_in_time(text: str) -> None:
    assert read(text).blocks
