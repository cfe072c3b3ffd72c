"""DOCX and ODT files: nothing is lost, nothing is added; other files of office programs are told what to do."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import provenance
from provenance.corpus import read_corpus
from provenance.model import Document, Problem, Role
from provenance.settings import Limits
from tests.articles import FERRY
from tests.inputs import TITLE, docx, docx_paragraph, odt, zipped
from tests.unit.reading.reader import outline

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STORY = "".join(map(docx_paragraph, FERRY))


def read(folder: Path, data: bytes) -> Document:
    (folder / "a.bin").write_bytes(data)
    (found,) = provenance.read(folder / "a.bin")
    return found.document


def only_problem(folder: Path, data: bytes, limits: Limits | None = None) -> Problem:
    (folder / "a.bin").write_bytes(data)
    documents, (problem,) = read_corpus([folder / "a.bin"], limits or Limits())
    assert documents == ()
    return problem


def body(document: Document) -> list[str]:
    return [text for role, text in outline(document) if role == "body"]


def test_styles_give_roles_whatever_their_ids(tmp_path: Path) -> None:
    parts = (
        docx_paragraph(TITLE, "Titel"),
        docx_paragraph("By Ines Vald"),
        STORY,
        docx_paragraph("What they say", "berschrift1"),
        docx_paragraph(FERRY[0]),
        docx_paragraph("The pier in June", "Beschriftung"),
        docx_paragraph("A quoted paragraph that somebody else has written before, in full.", "Zitat"),
    )
    found = outline(read(tmp_path, docx("".join(parts))))
    assert found == [
        ("title", TITLE),
        ("byline", "By Ines Vald"),
        *(("body", paragraph) for paragraph in FERRY),
        ("heading", "What they say"),
        ("body", FERRY[0]),
        ("caption", "The pier in June"),
        ("quotation_block", "A quoted paragraph that somebody else has written before, in full."),
    ]


def test_short_paragraphs_in_bold_are_headings_where_none_is_marked(tmp_path: Path) -> None:
    bold = docx_paragraph(TITLE, looks="<w:b/>") + STORY + docx_paragraph("And then", looks="<w:b/>") + docx_paragraph(FERRY[1])
    found = outline(read(tmp_path, docx(bold)))
    assert (found[0], found[4]) == (("title", TITLE), ("heading", "And then"))


def test_a_title_without_any_mark_is_found(tmp_path: Path) -> None:
    document = read(tmp_path, docx(docx_paragraph(TITLE) + STORY, core="<dc:title>Letter to the bank</dc:title>"))
    assert (document.metadata.title, outline(document)[0]) == (TITLE, ("title", TITLE))
    assert ("docx:title", "Letter to the bank") in document.head


def test_words_in_every_place_are_kept(tmp_path: Path) -> None:
    related = (
        f'<Relationship Id="h" Type="{KIND}/header" Target="header1.xml"/>'
        f'<Relationship Id="n" Type="{KIND}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="l" Type="{KIND}/hyperlink" Target="https://origin.example/x" TargetMode="External"/>'
    )
    space = 'xmlns:w="w"'
    box = f"<w:txbxContent>{docx_paragraph('In a box.')}</w:txbxContent>"
    inner = (
        '<w:p><w:r><w:t>Read </w:t></w:r><w:hyperlink r:id="l"><w:r><w:t>the report</w:t></w:r></w:hyperlink>'
        "<w:r><w:t>&amp;</w:t><w:tab/><w:t>more</w:t><w:noBreakHyphen/><w:t>over.</w:t></w:r></w:p>"
        "<w:p><w:ins><w:r><w:t>Put in.</w:t></w:r></w:ins><w:del><w:r><w:delText>Taken out.</w:delText></w:r></w:del></w:p>"
        f"<w:tbl><w:tr><w:tc>{docx_paragraph('First cell')}</w:tc><w:tc>{docx_paragraph('Second cell')}</w:tc></w:tr></w:tbl>"
        f"<w:sdt><w:sdtContent>{docx_paragraph('In a control.')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:AlternateContent><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:AlternateContent></w:r></w:p>"
        '<w:p><w:r><w:instrText>HYPERLINK "https://field.example/y"</w:instrText></w:r><w:r><w:t>By field.</w:t></w:r></w:p>'
    )
    more = {
        "word/header1.xml": f"<w:hdr {space}><w:p><w:r><w:t>Page </w:t></w:r><w:r><w:t>header</w:t></w:r></w:p></w:hdr>",
        "word/footnotes.xml": f'<w:footnotes {space}><w:footnote w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>A footnote.</w:t></w:r></w:p></w:footnote></w:footnotes>',
    }
    document = read(tmp_path, docx(docx_paragraph(TITLE, "Titel") + STORY + inner, more=more, related=related))
    words = " | ".join(text for _, text in outline(document))
    for kept in (
        "Read the report& more-over.",
        "Put in.",
        "First cell",
        "Second cell",
        "In a control.",
        "By field.",
        "A footnote.",
    ):
        assert words.count(kept) == 1, kept
    assert words.count("In a box.") == 1
    assert "Taken out" not in words
    assert ("chrome", "Page header") in outline(document)
    links = [link.url for block in document.blocks for link in block.links]
    assert links == ["https://origin.example/x", "https://field.example/y"]


def test_the_day_a_file_was_made_dates_nothing(tmp_path: Path) -> None:
    core = "<dc:creator>Desk PC</dc:creator><dcterms:created>2025-07-03T10:00:00Z</dcterms:created>"
    document = read(tmp_path, docx(docx_paragraph(TITLE, "Titel") + STORY, core=core))
    assert (document.metadata.published, document.metadata.authors) == (None, ("Desk PC",))
    assert ("docx:created", "2025-07-03T10:00:00Z") in document.head


def test_an_odt_file(tmp_path: Path) -> None:
    story = "".join(f'<text:p text:style-name="P1">{paragraph}</text:p>' for paragraph in FERRY)
    inner = (
        "<text:tracked-changes><text:deletion><text:p>Taken out.</text:p></text:deletion></text:tracked-changes>"
        f'<text:p text:style-name="P9">{TITLE}</text:p><text:p>By Ines<text:s/>Vald</text:p>{story}'
        '<text:p>Read <text:a xlink:href="https://origin.example/x">the <text:span>report</text:span></text:a>.<text:note>'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>A footnote.</text:p></text:note-body>"
        "</text:note></text:p>"
    )
    styles = '<style:style style:name="P9" style:parent-style-name="Title"/>'
    document = read(tmp_path, odt(inner, styles=styles, meta="<meta:initial-creator>Desk PC</meta:initial-creator>"))
    assert outline(document) == [
        ("title", TITLE),
        ("byline", "By Ines Vald"),
        *(("body", paragraph) for paragraph in FERRY),
        ("body", "Read the report."),
        ("body", "A footnote."),
    ]
    assert document.metadata.authors == ("Ines Vald",)
    assert [link.url for block in document.blocks for link in block.links] == ["https://origin.example/x"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "an old office document (DOC and the like); open it and save it as DOCX",
        ),
        (b"{\\rtf1\\ansi Words.}", "rich text (RTF); open it and save it as DOCX"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a spreadsheet; save it as CSV"),
        (zipped({"[Content_Types].xml": "", "ppt/slides.xml": ""}), "slides"),
        (zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": ""}), "an e-book (EPUB)"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
            "an office document of an unknown kind",
        ),
        (docx(""), "without words"),
        (odt(""), "without words"),
        (docx("<w:p><w:r><w:t>Words."), "damaged XML"),
        (docx("<w:p>" * 200 + "</w:p>" * 200), "nested deeper than 100"),
    ],
)
def test_what_is_not_read_is_told_what_to_do(tmp_path: Path, data: bytes, said: str) -> None:
    problem = only_problem(tmp_path, data)
    assert problem.severity == "skipped"
    assert said in problem.message


def test_entities_and_sizes_are_bounded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = zipped(
        {"[Content_Types].xml": "", "word/document.xml": f"{bomb}<w:document xmlns:w='w'><w:body>&b;</w:body></w:document>"}
    )
    assert "declares entities" in only_problem(tmp_path, data).message
    large = docx("".join(docx_paragraph("word " * 1000) for _ in range(100)))
    assert "larger than 100,000 bytes" in only_problem(tmp_path, large, replace(Limits(), file_bytes=100_000)).message


def test_elements_are_bounded(tmp_path: Path) -> None:
    many = docx(STORY + "<w:p/>" * 500)
    assert "more than 400 elements" in only_problem(tmp_path, many, replace(Limits(), xml_elements=400)).message


def test_a_member_that_is_damaged_is_told(tmp_path: Path) -> None:
    data = bytearray(docx(STORY))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        place = archive.getinfo("word/document.xml").header_offset
    for offset in range(place + 60, place + 120):
        data[offset] ^= 0xFF
    assert "damaged" in only_problem(tmp_path, bytes(data)).message


def test_no_role_is_lost_in_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.docx", docx(docx_paragraph(TITLE, "Titel") + STORY))
        archive.writestr("two.odt", odt(f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{FERRY[0]}</text:p>'))
    found = provenance.read(tmp_path / "a.zip")
    assert [(each.document.id, each.document.blocks[0].role) for each in found] == [("a#one", Role.TITLE), ("a#two", Role.TITLE)]
