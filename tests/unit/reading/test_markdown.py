"""Markdown to blocks."""

from __future__ import annotations

import pytest

from provenance.model import Format
from tests.unit.reading.reader import outline, read

SOURCE = """---
title: "Storm closes harbour"
author: Jane Doe
date: 2025-07-04
canonical_url: https://other.example/a
---

# Storm closes harbour

First paragraph with a [link](https://example.org/a "title"), *emphasis*, __strength__
and `code`, wrapped.

Later
-----

## Much later ##

> quoted words
> go on

* item one
* item two
  goes on

![A boat](https://example.org/boat.png)

```
code = 1
```

| a | b |
|---|---|
| c | d |

<div class="note" data-id="7">In <b>HTML</b>.</div>

See [the notes][n] and <https://example.org/auto>, 5 * 3 * 2 and snake_case_name.

[n]: https://example.org/notes
"""


def test_every_block_is_read_without_marks() -> None:
    assert outline(read(SOURCE, Format.MARKDOWN)) == [
        ("title", "Storm closes harbour"),
        ("body", "First paragraph with a link, emphasis, strength and code, wrapped."),
        ("heading", "Later"),
        ("heading", "Much later"),
        ("quotation_block", "quoted words go on"),
        ("body", "item one"),
        ("body", "item two goes on"),
        ("body", "code = 1"),
        ("body", "a b"),
        ("body", "c d"),
        ("body", "In HTML."),
        ("body", "See the notes and https://example.org/auto, 5 * 3 * 2 and snake_case_name."),
    ]


def test_links_are_kept() -> None:
    links = [link for block in read(SOURCE, Format.MARKDOWN).blocks for link in block.links]
    assert [(link.url, link.text) for link in links] == [
        ("https://example.org/a", "link"),
        ("https://example.org/boat.png", "A boat"),
        ("https://example.org/notes", "the notes"),
        ("https://example.org/auto", "https://example.org/auto"),
    ]


def test_front_matter_is_metadata() -> None:
    document = read(SOURCE, Format.MARKDOWN)
    metadata = document.metadata
    assert (metadata.title, metadata.authors, metadata.canonical) == (
        "Storm closes harbour",
        ("Jane Doe",),
        "https://other.example/a",
    )
    assert metadata.published is not None
    assert (metadata.published.written, metadata.published.basis) == ("2025-07-04", "front matter")
    assert ("front:author", "Jane Doe") in document.head


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://www.bay.example/2025/storm/", "bay.example"), ("/2025/storm/", None), ("about.md", None)],
)
def test_the_own_address_in_front_matter_says_the_host(url: str, host: str | None) -> None:
    document = read(f"---\nurl: {url}\n---\n\nThe harbour is closed.\n", Format.MARKDOWN)
    assert (document.metadata.url, document.host) == (url, host)


def test_attributes_of_html_blocks_are_kept() -> None:
    attributes = [pair for block in read(SOURCE, Format.MARKDOWN).blocks for pair in block.attributes]
    assert ("data-id", "7") in attributes
