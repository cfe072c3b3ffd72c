"""Formats told by content."""

from __future__ import annotations

import pytest

from provenance.corpus.sniff import Shape, sniff


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ('  {"id": 1}', Shape.JSON),
        ('[{"id": 1}]', Shape.JSON),
        ("[Update] The vote was put off.", Shape.PLAIN),
        ("{citation needed}", Shape.PLAIN),
        ("[1] First note", Shape.PLAIN),
        ("<!DOCTYPE html><html><body>x</body></html>", Shape.HTML),
        ("<p>One.</p>\n<p>Two.</p>", Shape.HTML),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body></body></html>', Shape.HTML),
        ('<?xml version="1.0"?><rss></rss>', Shape.XML),
        ("<feed xmlns='http://www.w3.org/2005/Atom'></feed>", Shape.XML),
        ("Use the <p> tag for paragraphs, and <div> for the rest.", Shape.PLAIN),
        ("# A title\n\n## Another\n", Shape.MARKDOWN),
        ("See [the report](https://example.org/report).", Shape.MARKDOWN),
        ("---\ntitle: A title\n---\n\nWords.", Shape.MARKDOWN),
        ("Some **strong** words and `code`.", Shape.MARKDOWN),
        ("#1 in the charts\n\nNo heading here.", Shape.PLAIN),
        ("# one comment\nx = 1", Shape.PLAIN),
        ("- a list\n- in plain text\n\n> and a reply", Shape.PLAIN),
        ("5 * 3 * 2 = 30 and snake_case_names", Shape.PLAIN),
        ("Plain words.", Shape.PLAIN),
    ],
)
def test_the_shape_of_a_text(text: str, shape: Shape) -> None:
    assert sniff(text, "file") is shape


def test_the_suffix_only_breaks_a_tie() -> None:
    assert sniff("# One heading\n\nWords.", "a.md") is Shape.MARKDOWN
    assert sniff("# One heading\n\nWords.", "a.txt") is Shape.PLAIN
    assert sniff("Plain words.", "a.md") is Shape.PLAIN
    assert sniff('{"id": 1}', "a.html") is Shape.JSON
