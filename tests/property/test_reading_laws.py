"""Laws of reading: nothing is lost, places are exact, nothing crashes."""

from __future__ import annotations

import re
import textwrap
from html import escape

from hypothesis import assume, example, given
from hypothesis import strategies as st

from provenance.corpus.decode import decode_text
from provenance.corpus.sniff import Shape, sniff
from provenance.model import Document, Format, RawDocument, Role
from provenance.reading import read_document
from provenance.reading.markup import flatten
from provenance.reading.plain import read_plain
from provenance.settings import Limits

LIMITS = Limits()
SENTENCES = (
    "The harbour was closed for three days.",
    "Nobody could say when the ferries would run again, and most of the islanders had stopped asking long ago.",
    "“We have seen worse,” said the harbour master.",
    "It rained.",
    "The council, which meets on the first Monday of every month, put off its vote on the new quay until the autumn.",
    "Some 1,200 people live on the two islands; in winter there are fewer.",
    "Why the crane fell is not known.",
    "Engineers from the mainland will look at the foundations once the weather allows it.",
    "Fishing went on as usual!",
)
PARAGRAPHS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=8).map(" ".join), min_size=2, max_size=5)
ODD_LINES = "|SHARE|By Jane Doe|Legal Disclaimer:|— A (@a) July 3, 2025|- item|“Why?”|Words, and|more.| ".split("|")
LINES = st.lists(st.sampled_from(ODD_LINES) | st.text(max_size=30), max_size=25)
TAGS = st.sampled_from("div p b span a h2 li ul blockquote table td em article nav section".split())


def read(content: str, form: Format) -> Document | None:
    raw = RawDocument(id="d", path="d", sha256="", format=form, encoding="utf-8", content=content)
    return read_document(raw, LIMITS)[0]


@given(LINES.map("\n".join))
def test_every_character_of_a_plain_text_is_in_exactly_one_piece(text: str) -> None:
    covered = [place for piece in read_plain(text, LIMITS).pieces for place in range(piece.span.start, piece.span.end)]
    assert covered == sorted(set(covered))
    assert all(text[place].isspace() for place in set(range(len(text))) - set(covered))


@given(LINES.map("\n".join))
def test_a_plain_document_keeps_the_text_it_was_given(text: str) -> None:
    document = read(text, Format.PLAIN_TEXT)
    assert document is None or document.text == text


@given(PARAGRAPHS, st.integers(40, 100))
@example([" ".join([SENTENCES[0]] * 4), " ".join([SENTENCES[0], SENTENCES[2], SENTENCES[0], SENTENCES[0]])], 85)
def test_wrapped_paragraphs_are_one_block_each(paragraphs: list[str], width: int) -> None:
    """Where no paragraph has three lines and no line begins in lower case, nothing tells wrapped lines from paragraphs."""
    wrapped = [textwrap.fill(paragraph, width) for paragraph in paragraphs]
    lines = [line for paragraph in wrapped for line in paragraph.split("\n")]
    assume(any(paragraph.count("\n") > 1 for paragraph in wrapped) or any(line[0].islower() for line in lines))
    text = "\n\n".join(wrapped)
    assert [piece.span.of(text) for piece in read_plain(text, LIMITS).pieces] == wrapped


@given(PARAGRAPHS)
def test_paragraphs_one_per_line_are_one_block_each(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    assert [piece.span.of(text) for piece in read_plain(text, LIMITS).pieces] == paragraphs


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """HTML of nested and unbalanced tags, and the words in it."""
    parts, words = [], []
    for _ in range(draw(st.integers(0, 25))):
        tag = draw(TAGS)
        text = draw(st.text(alphabet="abcde<&> é", max_size=8))
        words += text.split()
        parts.append(draw(st.sampled_from([f"<{tag}>", f"</{tag}>", f" {escape(text)} "])))
        if not parts[-1].startswith(" "):
            words = words[: len(words) - len(text.split())]
    return "".join(parts), words


@given(pages())
def test_no_word_of_a_page_is_lost(page: tuple[str, list[str]]) -> None:
    markup, words = page
    document = read(f"<html><body>{markup}</body></html>", Format.HTML)
    assert (document.text.split() if document else []) == words


@given(pages(), st.integers(1, 4), st.integers(1, 10))
def test_flattening_keeps_all_text(page: tuple[str, list[str]], depth: int, tags: int) -> None:
    def bare(markup: str) -> str:
        return re.sub(r"<[^<>]*>", "", markup)

    flat = flatten(page[0], depth, tags)
    assert bare(flat.markup) == bare(page[0])
    assert flatten(flat.markup.replace("<hr>", ""), depth, 1000).dropped == 0


@given(st.sampled_from(list(Format)), st.text(max_size=200))
def test_reading_never_raises_and_places_are_exact(form: Format, content: str) -> None:
    document = read(content, form)
    for block in document.blocks if document else ():
        assert block.span.of(document.text if document else "").strip()
        assert block.id.startswith("d:p")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_that_every_output_can_carry_or_refused(data: bytes) -> None:
    try:
        decoded = decode_text(data)
    except ValueError:
        return
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", decoded.text)
    assert decoded.text.encode("utf-8").decode("utf-8") == decoded.text


@given(st.text(max_size=200), st.sampled_from(["a.txt", "a.html", "a.md", "a.json"]))
def test_every_text_has_a_shape(text: str, name: str) -> None:
    assert sniff(text, name) in Shape


@given(PARAGRAPHS)
def test_ids_count_in_reading_order_from_the_title(paragraphs: list[str]) -> None:
    document = read("A headline without a stop\n\n" + "\n\n".join(paragraphs), Format.PLAIN_TEXT)
    assert document is not None
    numbers = [int(block.id.removeprefix("d:p")) for block in document.blocks]
    has_title = document.blocks[0].role is Role.TITLE
    assert numbers == list(range(0 if has_title else 1, len(numbers) + (0 if has_title else 1)))
