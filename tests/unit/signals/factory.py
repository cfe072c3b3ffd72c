"""Documents made by hand, for tests of signals: text and blocks are what the test says, nothing is parsed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from provenance.model import Block, Document, Format, Link, Metadata, Publisher, Role, Span

SEEDS = Path(__file__).parents[3] / "seeds"
_ELEMENT = re.compile(r"<(p|h2|div)([^>]*)>(.*?)</\1>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One block to be: its text, role, tag, attributes and links."""

    text: str
    role: Role = Role.BODY
    tag: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()


def document(
    parts: Sequence[Part | str],
    *,
    metadata: Metadata | None = None,
    head: tuple[tuple[str, str], ...] = (),
    name: str = "d",
) -> Document:
    """A document of these parts, joined by blank lines; a text stands for a body part."""
    whole = [part if isinstance(part, Part) else Part(text=part) for part in parts]
    blocks: list[Block] = []
    text = ""
    for number, part in enumerate(whole, start=1):
        text += "\n\n" if text else ""
        span = Span(len(text), len(text) + len(part.text))
        text += part.text
        blocks.append(
            Block(
                id=f"{name}:p{number:02d}", role=part.role, span=span, tag=part.tag, attributes=part.attributes, links=part.links
            )
        )
    return Document(
        id=name,
        path=f"{name}.txt",
        sha256="0" * 64,
        format=Format.PLAIN_TEXT,
        encoding="utf-8",
        text=text,
        blocks=tuple(blocks),
        metadata=metadata or Metadata(),
        head=head,
    )


def on_site(host: str, name: str | None = None) -> Metadata:
    """Metadata of a document that stands on a host."""
    return Metadata(publisher=Publisher(name=name, host=host, basis="test"), url=f"https://{host}/a")


def seed_text(number: str) -> str:
    """The bytes of one seed document as text."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


def seed_post(number: str) -> Document:
    """A seed that is a WordPress post, cut into blocks by the simplest means that keep attributes."""
    post = json.loads(seed_text(number))
    parts = [
        Part(
            text=" ".join(html.unescape(re.sub(r"<[^>]*>", "", inner)).split()),
            tag=tag,
            attributes=tuple(_ATTRIBUTE.findall(attributes)),
        )
        for tag, attributes, inner in _ELEMENT.findall(post["content"]["rendered"])
    ]
    host = post["link"].split("/")[2]
    return document([part for part in parts if part.text], metadata=on_site(host), name=number)


def seed_plain(number: str) -> Document:
    """A seed in plain text: blank lines part its blocks, or line ends where it has none; a notice keeps its lines."""
    text = seed_text(number).strip()
    pieces = (
        re.split(r"\n\s*\n", text)
        if "\n\n" in text
        else re.split(r"\n(?=Legal Disclaimer)|(?<=[.?!”])\n(?![a-z])|(?<=Afghanistan)\n", text)
    )
    return document([Part(text=piece.strip()) for piece in pieces if piece.strip()], name=number)
