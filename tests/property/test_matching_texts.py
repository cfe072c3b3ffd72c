"""Laws of many texts at once: what is found in bulk, compiled or not, is what is found text by text."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.matching.columns import Mark
from provenance.matching.kernels import Kernels, kernels_for
from provenance.matching.texts import Texts, TextWords, texts_of
from provenance.matching.words import compared_text
from provenance.model import Block, Document, Role, Span
from provenance.text.sentences import quoted_spans
from provenance.text.words import normalise_word, split_words
from tests.documents import document
from tests.examples import few

if find_spec("numba") is None and "CI" not in os.environ:
    pytest.skip('the extra "scale" is not installed', allow_module_level=True)

SIGNS = "abZ09 .,'’‑-_\n\"“”«»„「」(éßÀñАс中文\u0301\u200b\u00ad²ª😀\U00020001\U000e0101İµſ"
TEXT = st.text(st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=60)
QUOTED = st.text(st.sampled_from('a \n\t\u2028"“”«»„「」_.é\U00020001'), max_size=40)


@cache
def compiled() -> Kernels:
    return kernels_for(10**6, 2)


def columns(table: TextWords) -> list[list[int]]:
    return [column.values.tolist() for column in (table.words, table.marks, table.starts, table.ends, table.block_of)] + [
        table.words.offsets.tolist()
    ]


@st.composite
def read(draw: st.DrawFn) -> Document:
    """A document with some compared blocks and asides in them."""
    text = draw(st.one_of(TEXT, QUOTED))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    blocks = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        inside = sorted(draw(st.sets(st.integers(start, end), max_size=4)))
        asides = tuple(Span(*bounds) for bounds in zip(inside[::2], inside[1::2], strict=False))
        role = draw(st.sampled_from([Role.BODY, Role.BODY, Role.CHROME]))
        blocks.append(Block(id=f"d:p{number:02}", role=role, span=Span(start, end), asides=asides))
    return replace(document("d", "-"), text=text, blocks=tuple(blocks))


@settings(deadline=None)
@given(st.lists(read(), max_size=5))
def test_texts_are_split_as_each_by_itself(documents: list[Document]) -> None:
    texts = Texts.of(documents)
    found = compiled().split_all(texts)
    assert columns(found) == columns(kernels_for(1).split_all(texts))
    assert len(found) == len(documents)
    for number, each in enumerate(documents):
        alone = compared_text(each, 5).words
        assert found.words[number].tolist() == alone.hashes.tolist()
        assert found.marks[number].tolist() == alone.marks.tolist()
        assert found.starts[number].tolist() == alone.starts.tolist()


@settings(deadline=None, max_examples=few(300))
@given(QUOTED)
def test_quotations_are_those_of_the_patterns(text: str) -> None:
    every = "".join(f"{sign}a" if sign != "a" else "a" for sign in text)  # a word after every sign, to be marked or not
    table = compiled().split_all(texts_of([every.encode()], [[Span(0, len(every))]]))
    quoted = [bool(mark & Mark.QUOTED) for mark in table.marks.values.tolist()]
    spans = quoted_spans(every)
    assert quoted == [any(span.start <= start < span.end for span in spans) for start in table.starts.values.tolist()]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(max_codepoint=0x24F), max_size=6), max_size=8))
def test_latin_words_are_normalised_letter_by_letter(words: list[str]) -> None:
    text = " ".join(words)
    whole = [Span(0, len(text))]
    assert compiled().split(text, whole).hashes.tolist() == kernels_for(1).split(text, whole).hashes.tolist()
    assert [normalise_word(norm) for norm in split_words(text).norms] == list(split_words(text).norms)


def test_large_texts_are_split_in_parts() -> None:
    contents = [f"Text {number} of “many” words. ".encode() * (900 + number) for number in range(60)]
    texts = texts_of(contents, [[Span(0, 20), Span(20, 1000 * (number + 1))] for number in range(60)])
    assert len(texts.content) > 1 << 20
    assert columns(compiled().split_all(texts)) == columns(kernels_for(1).split_all(texts))


def test_no_texts() -> None:
    assert columns(compiled().split_all(Texts.of([]))) == [[], [], [], [], [], [0]]
    assert columns(kernels_for(1).split_all(Texts.of([]))) == [[], [], [], [], [], [0]]
