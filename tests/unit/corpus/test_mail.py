"""Newsletters and pages saved as one file: the text, who sent it, where it was."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

import provenance
from provenance.corpus import read_corpus
from provenance.model import Container, Format, Problem, RawDocument, RecordFields
from provenance.settings import Limits
from tests.articles import FERRY, page, plain


def read(folder: Path, data: bytes, name: str = "message.eml") -> tuple[tuple[RawDocument, ...], tuple[Problem, ...]]:
    (folder / name).write_bytes(data)
    return read_corpus([folder / name], Limits())


def newsletter(subject: str = "Ferry closes") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "The Bay Courier <editor@mail.example>"
    message["To"] = "reader@home.example"
    message["Subject"] = subject
    message["Date"] = "Fri, 04 Jul 2025 15:03:47 +0000"
    message["Archived-At"] = "<https://bay.example/letters/7>"
    message.set_content(plain(FERRY))
    return message


def test_a_newsletter_is_its_html(tmp_path: Path) -> None:
    message = newsletter("Fähre schließt")
    message.add_alternative(page(FERRY, "Ferry closes"), subtype="html")
    message.add_attachment(b"<p>Not this.</p>", maintype="text", subtype="html", filename="other.html")
    (document,), problems = read(tmp_path, message.as_bytes())
    assert (document.id, document.format, problems) == ("message", Format.HTML, ())
    assert "Ferry closes" in document.content
    assert document.record == RecordFields(
        container=Container.EMAIL,
        place="the message",
        title="Fähre schließt",
        url="https://bay.example/letters/7",
        published="Fri, 04 Jul 2025 15:03:47 +0000",
        publisher="The Bay Courier",
    )


def test_a_message_in_plain_text(tmp_path: Path) -> None:
    (document,), _ = read(tmp_path, newsletter().as_bytes())
    assert (document.format, document.content.split()) == (Format.PLAIN_TEXT, plain(FERRY).split())


def test_no_address_of_a_person_is_kept(tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_bytes(newsletter().as_bytes())
    trace = provenance.trace(tmp_path)
    assert "@" not in trace.to_json()
    (document,) = trace.documents
    assert document.metadata.title == "Ferry closes"
    assert document.metadata.published is not None


def saved(markup: str, charset: str = "utf-8") -> bytes:
    """A page as Chromium saves it."""
    made = MIMEMultipart("related", type="text/html")
    made["From"] = "<Saved by Blink>"
    made["Snapshot-Content-Location"] = "https://bay.example/1"
    made["Subject"] = "Ferry closes"
    made["Date"] = "Sat, 05 Jul 2025 09:00:00 -0000"
    part = MIMEText(markup, "html", charset)
    part["Content-Location"] = "https://bay.example/1"
    made.attach(part)
    style = MIMEText("p { color: red }", "css")
    made.attach(style)
    return made.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_saved_page(tmp_path: Path, charset: str) -> None:
    (document,), problems = read(tmp_path, saved(page(FERRY, "Die Fähre"), charset), "page.mhtml")
    assert problems == ()
    assert "Die Fähre" in document.content
    assert document.record == RecordFields(
        container=Container.MHTML,
        place="the page in it",
        url="https://bay.example/1",
        captured="Sat, 05 Jul 2025 09:00:00 -0000",
    )
    (found,) = provenance.read(tmp_path / "page.mhtml")
    assert (found.document.host, found.document.container) == ("bay.example", Container.MHTML)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"MIME-Version: 1.0\nFrom: a\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
            "without text",
        ),
        (
            b"MIME-Version: 1.0\nFrom: a\nX-A: b\n" + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 60,
            "parts inside parts",
        ),
    ],
)
def test_messages_that_cannot_be_read_are_named(tmp_path: Path, data: bytes, said: str) -> None:
    documents, (problem,) = read(tmp_path, data)
    assert documents == ()
    assert said in problem.message


@pytest.mark.parametrize(
    "damage", [b"Date: =?utf-8?q?=?=", b'From: "a <', b"Subject: =?nonsense?b?////?=", b"Content-Language: \xff"]
)
def test_damaged_headers_cost_themselves(tmp_path: Path, damage: bytes) -> None:
    name = damage.split(b":")[0]
    lines = [line for line in newsletter().as_bytes().split(b"\n\n", 1)[0].split(b"\n") if not line.startswith(name)]
    data = b"\n".join([*lines, damage]) + b"\n\n" + plain(FERRY).encode()
    (document,), _ = read(tmp_path, data)
    assert document.content.split() == plain(FERRY).split()


def test_a_text_that_begins_like_headers_is_a_text(tmp_path: Path) -> None:
    (document,), _ = read(tmp_path, b"Title: Ferry closes\nBy: Ines Vald\nDate: Friday\n\nThe ferry.\n", "text.txt")
    assert (document.format, document.record) == (Format.PLAIN_TEXT, None)
