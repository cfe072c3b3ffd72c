"""Roles of real pages: the figures of docs/explanation/roles.md are what is measured, and cannot fall by accident.

``pytest -m slow tests/quality/test_roles.py`` measures, ``--update-golden`` writes the page. The figures of trafilatura are
measured in the same run where it is installed (``pip install trafilatura lxml_html_clean``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from provenance.evaluation.tables import Table, markdown
from provenance.model import Document, Role
from tests.conftest import ROOT
from tests.quality.roles import (
    ROLES,
    UNSCORED,
    Labels,
    Overlap,
    Page,
    article_text,
    body_table,
    is_kept,
    kept_lines,
    kept_table,
    overlap,
    read_labels,
    read_page,
    read_pages,
    role_table,
    text_key,
    told_roles,
)

DOC = ROOT / "docs" / "explanation" / "roles.md"
TRAFILATURA = "2.3.1"
"""The version whose figures stand on the page."""
BODY_FLOOR, KEPT_BODY_FLOOR = 0.97, 0.95
"""F1 of the article on all pages, and on those kept to report."""
RECALL_FLOORS = {Role.TITLE: 1.0, Role.BYLINE: 0.75, Role.DATELINE: 0.75, Role.CREDIT: 0.5, Role.DISCLAIMER: 0.6}
PRECISION_FLOORS = {
    Role.TITLE: 1.0,
    Role.BYLINE: 0.9,
    Role.DATELINE: 0.9,
    Role.CAPTION: 0.85,
    Role.CREDIT: 1.0,
    Role.DISCLAIMER: 1.0,
}
"""What was reached on the labelled pages that were kept to report, rounded down; captions are mostly those of one page there."""

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def pages(shared: Path) -> Sequence[Page]:
    return read_pages(shared / "data" / "html-scrapinghub")


@pytest.fixture(scope="module")
def documents(pages: Sequence[Page]) -> Mapping[str, Document]:
    return {page.id: read_page(page) for page in pages}


@pytest.fixture(scope="module")
def labels() -> Labels:
    return read_labels()


def _halves(pages: Sequence[Page], labels: Labels) -> tuple[Sequence[Page], Sequence[Page]]:
    return [page for page in pages if not is_kept(page, labels)], [page for page in pages if is_kept(page, labels)]


def _labelled(pages: Sequence[Page], documents: Mapping[str, Document], labels: Labels) -> Mapping[str, Document]:
    return {page.id: documents[page.id] for page in pages if page.id[:16] in labels}


def _body(pages: Sequence[Page], labels: Labels, text_of: Callable[[Page], str]) -> list[tuple[str, Overlap]]:
    seen, kept = _halves(pages, labels)
    return [
        ("all pages", overlap(pages, text_of)),
        ("looked at", overlap(seen, text_of)),
        ("kept to report", overlap(kept, text_of)),
    ]


def _filled(page: str, tables: Mapping[str, Table]) -> str:
    def content(match: re.Match[str]) -> str:
        table = tables.get(match[1])
        return match[0] if table is None else f"<!-- roles: {match[1]} -->\n\n{markdown(table)}\n\n<!-- end -->"

    return re.sub(r"<!-- roles: ([\w ]+) -->.*?<!-- end -->", content, page, flags=re.DOTALL)


@pytest.mark.slow
def test_the_page_says_what_is_measured(
    pages: Sequence[Page], documents: Mapping[str, Document], labels: Labels, golden: Callable[[Path, str], None]
) -> None:
    seen, kept = _halves(pages, labels)
    tables = {
        "body": body_table("body", _body(pages, labels, lambda page: article_text(documents[page.id]))),
        "looked at": role_table(told_roles(_labelled(seen, documents, labels), labels)),
        "kept": role_table(told_roles(_labelled(kept, documents, labels), labels)),
    }
    golden(DOC, _filled(DOC.read_text(encoding="utf-8"), tables))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_page_says_what_trafilatura_does(
    pages: Sequence[Page], documents: Mapping[str, Document], labels: Labels, golden: Callable[[Path, str], None]
) -> None:
    trafilatura = pytest.importorskip("trafilatura", exc_type=ImportError)
    if trafilatura.__version__ != TRAFILATURA:
        pytest.skip(f"the page has the figures of trafilatura {TRAFILATURA}, not {trafilatura.__version__}")
    texts = {page.id: trafilatura.extract(page.markup, include_comments=False) or "" for page in pages}
    labelled = _labelled(pages, documents, labels)
    tables = {
        "trafilatura": body_table("trafilatura", _body(pages, labels, lambda page: texts[page.id])),
        "trafilatura lines": kept_table(kept_lines(labelled, labels, texts), told_roles(labelled, labels)),
    }
    golden(DOC, _filled(DOC.read_text(encoding="utf-8"), tables))
    ours = overlap(pages, lambda page: article_text(documents[page.id]))
    assert ours.f1 >= overlap(pages, lambda page: texts[page.id]).f1


@pytest.mark.slow
def test_articles_are_told_from_what_stands_around_them(
    pages: Sequence[Page], documents: Mapping[str, Document], labels: Labels
) -> None:
    _, kept = _halves(pages, labels)
    assert overlap(pages, lambda page: article_text(documents[page.id])).f1 >= BODY_FLOOR
    assert overlap(kept, lambda page: article_text(documents[page.id])).f1 >= KEPT_BODY_FLOOR


@pytest.mark.slow
def test_roles_of_pages_that_were_kept(pages: Sequence[Page], documents: Mapping[str, Document], labels: Labels) -> None:
    _, kept = _halves(pages, labels)
    told = told_roles(_labelled(kept, documents, labels), labels)
    missed = {role: each for role, each in told.items() if each.recalled < RECALL_FLOORS.get(role, 0) * each.labelled}
    wrong = {role: each for role, each in told.items() if each.right < PRECISION_FLOORS[role] * each.told}
    assert not missed
    assert not wrong


@pytest.mark.slow
def test_no_labelled_line_is_lost(documents: Mapping[str, Document], labels: Labels, pages: Sequence[Page]) -> None:
    """Every text of a page is in some block with some role."""
    for name, document in _labelled(pages, documents, labels).items():
        held = {text_key(block.span.of(document.text)) for block in document.blocks}
        assert held >= labels[name[:16]].keys(), name


def test_labels_name_roles(labels: Labels) -> None:
    roles = {role for page in labels.values() for each in page.values() for role in each}
    assert roles == {*ROLES, UNSCORED}
    assert len(labels) >= 60
