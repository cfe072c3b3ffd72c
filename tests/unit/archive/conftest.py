"""An archive of a few invented articles."""

from __future__ import annotations

from pathlib import Path

import pytest

import provenance
from tests.newsroom import article, footer, write

FLOOD, HARVEST = article("flood", 6), article("harvest", 6)
ARTICLES = {
    "flood": FLOOD,
    "flood-copy": (*FLOOD, *article("added by the copy", 1)),
    "flood-excerpt": (*article("excerpt's own", 3), *FLOOD[2:4]),
    "harvest": HARVEST,
    **{f"other-{number:02}": (*article(f"other {number}"), footer()) for number in range(12)},
}
"""Two families, and articles that share nothing but a footer."""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write(tmp_path / "articles", ARTICLES)


@pytest.fixture
def archive(tmp_path: Path, articles: Path) -> provenance.Archive:
    opened = provenance.open_archive(tmp_path / "archive")
    opened.add(articles, workers=1)
    return opened
