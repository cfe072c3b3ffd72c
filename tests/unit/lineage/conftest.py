"""The owner's five documents as plain paragraphs, so that lineage is tested apart from reading."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from provenance.model import Document, Role
from tests.documents import document

BODY_WORDS = 18
"""Words from which a paragraph of the seeds is body text; titles, furniture and credits are shorter."""


@pytest.fixture(scope="session")
def seed_documents(seeds: Path) -> tuple[Document, ...]:
    return tuple(_plain_document(path) for path in sorted(seeds.glob("*.txt")))


def _plain_document(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    if text.lstrip().startswith("{"):
        text = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|h2|div)>", "\n\n", json.loads(text)["content"]["rendered"])))
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n" if "\n\n" in text else r"\n", text)]
    return document(path.stem[:3], *((_role(part), part) for part in parts if part))


def _role(part: str) -> Role:
    furniture = "warranty" in part or "pic.twitter" in part or len(part.split()) < BODY_WORDS
    return Role.OTHER if furniture else Role.BODY
