"""The gates for outside strings."""

from __future__ import annotations

import pytest

from provenance.render.escape import escape, one_line, safe_url, visible, xml_safe
from provenance.render.html import element
from provenance.render.privacy import mask
from tests.findings_factory import HOSTILE
from tests.markup import parse_xml


@pytest.mark.parametrize("words", HOSTILE)
def test_escaped_text_is_xml_as_content_and_as_attribute(words: str) -> None:
    root = parse_xml(f'<a b="{escape(words)}">{escape(words)}</a>')
    assert root.text == (xml_safe(words) or None)
    assert root.attrib["b"] == xml_safe(words)


def test_what_hides_or_reorders_is_shown() -> None:
    assert visible("a\u202eb\u200bc\ufeff") == "a[U+202E]b[U+200B]c[U+FEFF]"
    assert visible("नमस्\u200dते") == "नमस्\u200dते"
    assert one_line(" a\n\tb\x00 ") == "a b�"


@pytest.mark.parametrize("words", HOSTILE)
def test_gates_change_nothing_the_second_time(words: str) -> None:
    for gate in (xml_safe, visible, one_line):
        assert gate(gate(words)) == gate(words)


@pytest.mark.parametrize("url", ["https://a.example/x?y=1", "HTTP://A.example", "mailto:a@b.example", "#about-n0001"])
def test_harmless_addresses_pass(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
        "vbscript:x", "file:///etc/passwd", "//evil.example", "/relative", "", "https://", "https://a\x00b",
        'https://a" onload="x',
        "ftp://a.example", "https:evil",
    ],
)  # fmt: skip
def test_other_addresses_do_not(url: str) -> None:
    assert safe_url(url) is None
    assert "href" not in element("a", "x", href=url)


def test_elements_escape_text_and_keep_markup() -> None:
    assert element("p", "<i>", element("i", "&"), None, title='"') == '<p title="&quot;">&lt;i&gt;<i>&amp;</i></p>'


@pytest.mark.parametrize(
    ("words", "kept", "gone"),
    [
        ("write to jane.doe@mail.example now", "mail.example", "jane.doe"),
        ("call +91 94350 12345 today", "today", "94350"),
        ("ring (020) 7946 0958", "ring", "7946"),
    ],
)
def test_personal_data_is_masked(words: str, kept: str, gone: str) -> None:
    assert kept in mask(words)
    assert gone not in mask(words)


@pytest.mark.parametrize(
    "words", ["on 2025-07-04 at 15:03", "sold 1,200,500 units in 2019-2021", "(2021) 300 people", "@handle on X"]
)
def test_dates_and_counts_are_not(words: str) -> None:
    assert mask(words) == words
