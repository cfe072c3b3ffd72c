"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest

from provenance.corpus.decode import decode_text

TEXT = "Der Köder – “naïve”."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_the_text_comes_back_whatever_the_encoding(data: bytes, encoding: str) -> None:
    decoded = decode_text(data)
    assert (decoded.text, decoded.encoding, decoded.is_damaged) == (TEXT, encoding, False)


def test_utf16_without_a_mark_is_recognised() -> None:
    decoded = decode_text(("Plain words, long enough to see the pattern. " * 5).encode("utf-16-le"))
    assert decoded.encoding == "utf-16-le"
    assert decoded.text.startswith("Plain words")


@pytest.mark.parametrize(
    ("declaration", "encoding", "word"),
    [
        ('<meta charset="windows-1251">', "cp1251", "Слово"),
        ('<?xml version="1.0" encoding="ISO-8859-2"?>', "iso8859-2", "żółw"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252", "“naïve”"),
    ],
)
def test_a_declared_encoding_is_used(declaration: str, encoding: str, word: str) -> None:
    decoded = decode_text(declaration.encode() + word.encode(encoding))
    assert (decoded.encoding, decoded.text.endswith(word)) == (encoding, True)


@pytest.mark.parametrize("name", ["rot13", "utf-7", "idna", "nonsense", "unicode_escape"])
def test_declarations_that_name_no_character_set_are_passed_over(name: str) -> None:
    assert decode_text(f'<meta charset="{name}">'.encode() + b"na\xefve").encoding == "cp1252"


def test_a_few_faults_do_not_turn_utf8_into_something_else() -> None:
    decoded = decode_text("Früher wäre das möglich gewesen".encode() + b"\xff")
    assert decoded.encoding == "utf-8"
    assert decoded.text == "Früher wäre das möglich gewesen\ufffd"
    assert decoded.is_damaged


def test_control_characters_are_replaced_in_place_and_counted() -> None:
    decoded = decode_text(b"one\x00two\x1fthree" + b" words" * 100)
    assert decoded.text.startswith("one\ufffdtwo\ufffdthree")
    assert decoded.notes == ("2 control characters were replaced",)


def test_a_page_break_is_a_line_end() -> None:
    assert decode_text(b"one\x0ctwo" + b" words" * 50).text.startswith("one\ntwo")
