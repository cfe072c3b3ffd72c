"""PDF files: what is read of them, and what is told of those that cannot be read."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

import provenance
from provenance.corpus import pdf as pdf_files
from provenance.corpus import read_corpus
from provenance.corpus.child import ChildResult, run_in_child
from provenance.corpus.pdf_layout import Chunk, Layout, LinkPlace, Paragraph, layout_of, page_of
from provenance.model import Container, Problem, RawDocument, Role
from provenance.settings import Limits
from tests.articles import FERRY, ORCHARD
from tests.inputs import TITLE, pdf, set_lines

pytest.importorskip("pypdf")
PRINTED = {"Creator": "Mozilla/5.0 Chrome", "CreationDate": "D:20250703150347+02'00'", "Author": "Desk PC"}


def read(folder: Path, data: bytes, limits: Limits | None = None) -> tuple[tuple[RawDocument, ...], tuple[Problem, ...]]:
    (folder / "a.pdf").write_bytes(data)
    return read_corpus([folder / "a.pdf"], limits or Limits())


def texts(layout: Layout) -> list[str]:
    return [paragraph.text for paragraph in layout.paragraphs]


def laid(*pages: list[tuple[float, float, float, str]]) -> Layout:
    made = [[Chunk(words, x, y, size, is_bold=False, is_upright=True) for x, y, size, words in page] for page in pages]
    return layout_of([page_of(number, chunks, (), 800) for number, chunks in enumerate(made, start=1)])


def test_lines_become_paragraphs_and_sizes_headings() -> None:
    layout = laid([(60, 750, 24, TITLE), *set_lines(FERRY), (60, 300, 15, "A heading"), *set_lines(ORCHARD, top=280)])
    assert texts(layout) == [TITLE, *FERRY, "A heading", *ORCHARD]
    assert [paragraph.level for paragraph in layout.paragraphs] == [1, 0, 0, 0, 1, 0, 0]


def test_a_paragraph_goes_on_over_page_and_column() -> None:
    lines = set_lines(FERRY[:1])
    second = [(320.0, y, size, words) for _, y, size, words in lines[2:]]
    assert texts(laid([*lines[:2], *second])) == list(FERRY[:1])
    assert texts(laid(lines[:2], lines[2:])) == list(FERRY[:1])


def test_indented_paragraphs_without_distance() -> None:
    y = iter(range(700, 0, -14))
    lines = [
        (60.0 if place else 78.0, float(next(y)), 12.0, line[3]) for text in FERRY for place, line in enumerate(set_lines([text]))
    ]
    assert texts(laid(lines)) == list(FERRY)


def test_what_pages_repeat_is_no_text() -> None:
    stories = (ORCHARD[0], FERRY[1], FERRY[0])
    pages = [
        [(60.0, 780.0, 9.0, "The Bay Courier, 3 July"), *set_lines([story]), (300.0, 20.0, 9.0, f"Page {number} of 3")]
        for number, story in enumerate(stories, start=1)
    ]
    layout = laid(*pages)
    assert texts(layout) == [*stories]
    assert (layout.top, layout.bottom) == (("The Bay Courier, 3 July",), ("Page 1 of 3",))


def test_a_line_at_the_edge_of_the_only_page_is_text() -> None:
    assert texts(laid([(60, 780, 12, "Rain is expected."), (60, 20, 12, "Wind, too.")])) == ["Rain is expected.", "Wind, too."]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the govern-", "ment fell", "the government fell"),
        ("a ninety-", "one year run", "a ninety-one year run"),
        ("the A-", "10 road", "the A-10 road"),
        ("Saint-", "Malo sailed", "Saint-Malo sailed"),
        ("mother-in-", "law came", "mother-in-law came"),
        ("soft\u00ad", "ware", "software"),
        ("it was –", "he said", "it was – he said"),
    ],
)
def test_words_divided_at_line_ends(first: str, second: str, joined: str) -> None:
    usual = "A run of ninety-one years it was and nobody knew why."
    layout = laid([(60, 700, 12, usual), (60, 660, 12, first), (60, 646, 12, second)])
    assert texts(layout)[1:] == [joined]


def test_letters_drawn_as_one_are_two() -> None:
    assert texts(laid([(60, 700, 12, "\ufb01nal o\ufb03ce")])) == ["final office"]


def test_links_stay_with_the_line_they_lie_on() -> None:
    chunks = [
        Chunk("First line.", 60, 700, 12, is_bold=False, is_upright=True),
        Chunk("Second.", 60, 600, 12, is_bold=False, is_upright=True),
    ]
    layout = layout_of([page_of(1, chunks, [LinkPlace(598, 200, 612, "https://bay.example/1")], 800)])
    assert layout.paragraphs == (
        Paragraph(text="First line.", level=0),
        Paragraph(text="Second.", level=0, links=("https://bay.example/1",)),
    )


def test_a_page_printed_by_a_browser_knows_its_address_and_moment(tmp_path: Path) -> None:
    lines = [(40.0, 785.0, 8.0, "7/3/25, 3:03 PM"), (60.0, 750.0, 24.0, TITLE), *set_lines(FERRY)]
    data = pdf(
        [[*lines, (40.0, 15.0, 8.0, "https://bay.example/ferry 1/1")]], PRINTED, {"https://origin.example/x": (50, 690, 300, 712)}
    )
    (document,), problems = read(tmp_path, data)
    assert problems == ()
    assert document.record is not None
    assert (document.record.container, document.record.url) == (Container.PDF, "https://bay.example/ferry")
    assert document.record.captured == "2025-07-03T15:03:47+02:00"
    (found,) = provenance.read(tmp_path / "a.pdf")
    assert (found.document.host, found.document.metadata.published) == ("bay.example", None)
    assert [signal.url for signal in found.signals if signal.host == "origin.example"] == ["https://origin.example/x"]
    assert ("kept:on", "2025-07-03T15:03:47+02:00") in found.document.head


def test_the_day_a_file_was_made_dates_nothing(tmp_path: Path) -> None:
    data = pdf(
        [[(60, 750, 24, TITLE), *set_lines(FERRY)]], {"Creator": "Writer", "CreationDate": "D:20250703", "Author": "Desk PC"}
    )
    (tmp_path / "a.pdf").write_bytes(data)
    (found,) = provenance.read(tmp_path / "a.pdf")
    assert (found.document.metadata.published, found.document.metadata.authors) == (None, ("Desk PC",))
    assert ("pdf:created", "2025-07-03") in found.document.head
    assert "kept:on" not in dict(found.document.head)


def test_a_byline_goes_before_the_author_of_the_file(tmp_path: Path) -> None:
    data = pdf([[(60, 750, 24, TITLE), (60, 720, 12, "By Ines Vald"), *set_lines(FERRY, top=690)]], PRINTED)
    (tmp_path / "a.pdf").write_bytes(data)
    (found,) = provenance.read(tmp_path / "a.pdf")
    assert found.document.metadata.authors == ("Ines Vald",)


def test_a_title_without_marks_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([[(60, 750, 12, TITLE), *set_lines(FERRY)]], {"Title": "Microsoft Word - x.docx"}))
    (found,) = provenance.read(tmp_path / "a.pdf")
    assert found.document.metadata.title == TITLE
    assert found.document.blocks[0].role is Role.TITLE


def test_the_same_bytes_in_an_archive_and_after_other_bytes(tmp_path: Path) -> None:
    data = pdf([[(60, 750, 24, TITLE), *set_lines(FERRY)]])
    (plain,), _ = read(tmp_path, data)
    (late,), _ = read(tmp_path, b"\r\n\r\n" + data)
    assert late.content == plain.content


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n" + b"nothing " * 500, "a damaged PDF"),
        (pdf([[(60, 750, 24, TITLE), *set_lines(FERRY)]])[:900], "PDF"),
        (pdf([[], []]), "a PDF of 2 pages without text, as a scanner makes them"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    documents, (problem,) = read(tmp_path, data)
    assert documents == ()
    assert (problem.severity, said in problem.message) == ("skipped", True)


def test_a_password_is_told(tmp_path: Path) -> None:
    import pypdf

    (tmp_path / "open.pdf").write_bytes(pdf([[(60, 750, 24, TITLE)]]))
    for password, is_open in (("secret", False), ("", True)):
        writer = pypdf.PdfWriter(clone_from=tmp_path / "open.pdf")
        writer.encrypt(password, "owner", algorithm="RC4-128")
        writer.write(tmp_path / "locked.pdf")
        documents, problems = read_corpus([tmp_path / "locked.pdf"], Limits())
        assert (len(documents), [("password" in problem.message) for problem in problems]) == (
            (1, []) if is_open else (0, [True])
        )


def test_pages_beyond_the_limit_and_without_text_are_told(tmp_path: Path) -> None:
    page = [(60.0, 750.0, 24.0, TITLE), *set_lines(FERRY)]
    (document,), problems = read(tmp_path, pdf([page, [], page, page]), replace(Limits(), pdf_pages=3))
    assert document.content.count(TITLE) >= 1
    assert [problem.severity for problem in problems] == ["degraded", "degraded"]
    assert "only the first 3 of 4 pages were read" in problems[1].message
    assert "1 of 4 pages hold no text" in problems[0].message


def test_the_library_is_named_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(pdf_files, "find_spec", lambda name: None if name == "pypdf" else real(name))
    documents, (problem,) = read(tmp_path, pdf([[(60, 750, 24, TITLE)]]))
    assert documents == ()
    assert 'pip install "provenance-tracer[docs]"' in problem.message


@pytest.mark.parametrize(
    ("is_late", "said"), [(True, "more than 10 seconds to open"), (False, "needs more than 1,000,000,000 bytes of memory")]
)
def test_a_child_that_wrote_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_late: bool, said: str) -> None:  # noqa: FBT001
    monkeypatch.setattr(pdf_files, "run_in_child", lambda *_: ChildResult(output=b"", is_whole=False, is_late=is_late))
    documents, (problem,) = read(tmp_path, pdf([[(60, 750, 24, TITLE)]]))
    assert documents == ()
    assert said in problem.message


def test_what_a_child_wrote_before_it_was_ended_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = [(60.0, 750.0, 24.0, TITLE), *set_lines(FERRY)]

    def ended(*given: object) -> ChildResult:
        whole = run_in_child(*given)  # type: ignore[arg-type]
        lines = whole.output.splitlines(keepends=True)
        return ChildResult(output=b"".join(lines[:2]) + lines[2][:50], is_whole=False, is_late=True)

    monkeypatch.setattr(pdf_files, "run_in_child", ended)
    (document,), (problem,) = read(tmp_path, pdf([page, page]))
    assert FERRY[2] in document.content
    assert "only the first 1 of 2 pages were read within 10 seconds" in problem.message


@pytest.mark.parametrize("source", ["while True: pass", "held = [bytearray(1 << 20) for _ in range(10_000)]"])
def test_a_child_is_ended(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.setattr(
        "provenance.corpus.child._source_of", lambda _: f"import sys\nsys.stdout.write('begun')\nsys.stdout.flush()\n{source}\n"
    )
    limits = replace(Limits(), child_seconds=1, child_bytes=300_000_000)
    result = run_in_child("any", b"", [], limits)
    assert (result.output, result.is_whole, result.is_late) == (b"begun", False, source.startswith("while"))
