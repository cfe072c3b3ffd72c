"""The seed corpus with something taken away or renamed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import provenance
from tests.seeds.result import Result

Change = Callable[[str], str]
FILES = {
    "000": "000_ec4e91de95e91101.txt",
    "001": "001_bd72fd2b8ec5bd48.txt",
    "002": "002_727b5114ba0a0508.txt",
    "003": "003_26de808caccfefe2.txt",
    "004": "004_41d41fe8e86b14e6.txt",
}


def traced(seeds: Path, folder: Path, changes: dict[str, Change]) -> Result:
    """The seeds traced with some files changed; a change that changes nothing is an error of the test."""
    for name, file in FILES.items():
        text = (seeds / file).read_text(encoding="utf-8")
        if name in changes:
            changed = changes[name](text)
            assert changed != text, f"the change to {name} did nothing"
            text = changed
        (folder / file).write_text(text, encoding="utf-8")
    return Result(provenance.trace(folder).to_dict())


def in_post(change: Change) -> Change:
    """A change of the HTML inside the WordPress record."""

    def changed(text: str) -> str:
        post = json.loads(text)
        post["content"]["rendered"] = change(post["content"]["rendered"])
        return json.dumps(post)

    return changed


def without_credit(html: str) -> str:
    return html.replace("<div>This post appeared first on cnn.com</div>", "")


def without_ids(html: str) -> str:
    return re.sub(r' data-uri="[^"]*"', "", html)


def without_paragraph(start: str) -> Change:
    """Take away the plain-text paragraph that begins with ``start``."""

    def changed(text: str) -> str:
        parts = re.split(r"(?<=\S)\n\n(?=\S)", text)
        return "\n\n".join(part for part in parts if not part.startswith(start))

    return changed


def without_embed(text: str) -> str:
    start = text.index("The Ambassador of the Russian Federation, Mr. Dmitry")
    end = text.index("In a post on X, alongside")
    return text[:start] + text[end:]


def both(*changes: Change) -> Change:
    def changed(text: str) -> str:
        for change in changes:
            text = change(text)
        return text

    return changed


def renamed(text: str) -> str:
    """The same post and text, with other outlets: nothing may hang on the names."""
    for old, new in (
        ("cms.cnn.com", "cms.harbourwire.com"),
        ("cnn.com", "harbourwire.com"),
        ("told CNN", "told HarbourWire"),
        ("dailywashingtoninsider", "eveninglantern"),
        ("MENAFN", "NORDFN"),
        ("EIN Presswire", "Lake Presswire"),
    ):
        text = text.replace(old, new)
    return text


def as_page(text: str) -> str:
    """The WordPress record as a saved web page."""
    post = json.loads(text)
    title = post["title"]["rendered"]
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>"
        f'<meta property="og:url" content="{post["link"]}"><link rel="canonical" href="{post["link"]}">'
        f'<meta property="article:published_time" content="2025-07-04T15:03:47+00:00"></head><body>'
        f"<nav><a href=/>Home</a> <a href=/world>World</a></nav><article><h1>{title}</h1>{post['content']['rendered']}</article>"
        f"<footer>© 2025 All rights reserved</footer></body></html>"
    )
