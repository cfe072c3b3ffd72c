"""How well the roles of real pages are told: on the pages of Scrapinghub's benchmark, and on labels of our own.

A label is a page's number, the first 12 hexadecimal digits of the SHA-256 of a block's text, and the role it should have, or
several if more than one is right; ``unscored`` blocks are neither right nor wrong, such as a site's own footer. The labels
hold no text. The pages are labelled whole: a line without a label is none of the roles.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from provenance.evaluation.tables import NOTHING, Table, number
from provenance.model import Document, Format, RawDocument, Role
from provenance.reading import read_document
from provenance.settings import Limits
from provenance.signals import mark

LABELS = Path(__file__).parent / "labels" / "roles.csv"
ROLES = (Role.TITLE, Role.BYLINE, Role.DATELINE, Role.CAPTION, Role.CREDIT, Role.DISCLAIMER)
ARTICLE = frozenset({Role.BODY, Role.HEADING, Role.QUOTATION_BLOCK, Role.EMBED})
"""Roles whose text the benchmark's annotators took for the article."""
UNSCORED = "unscored"
_PAGE_DIGITS, _TEXT_DIGITS = 16, 12
_SHINGLE = 4
_TOKEN = re.compile(r"\w+")

Labels = Mapping[str, Mapping[str, frozenset[str]]]
"""Of each page the right roles of each of its labelled texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the benchmark: its number, its mark-up and the article its annotators saw."""

    id: str
    markup: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Precision and recall of a text, on average over pages, and their harmonic mean (the benchmark's ``evaluate.py``)."""

    pages: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Of one role: lines that have it, lines told to have it, and both."""

    labelled: int
    recalled: int
    told: int
    right: int


def read_pages(folder: Path) -> tuple[Page, ...]:
    """The pages of the benchmark in the order of their numbers."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return tuple(
        Page(
            id=name,
            markup=gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8"),
            article=truth[name]["articleBody"],
        )
        for name in sorted(truth)
    )


def read_labels(path: Path = LABELS) -> Labels:
    """The labels by the number of their page."""
    found: defaultdict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["page"]][row["text"]] = frozenset(row["role"].split("|"))
    return found


def is_kept(page: Page, labels: Labels) -> bool:
    """Whether a page was kept to report: it has labels, and its number is odd. No error on it was looked at."""
    return page.id[:_PAGE_DIGITS] in labels and int(page.id[-1], 16) % 2 == 1


def read_page(page: Page) -> Document:
    """A page as the tool reads it, with the roles that patterns tell."""
    raw = RawDocument(id=page.id, path=page.id, sha256="", format=Format.HTML, encoding="utf-8", content=page.markup)
    document, _ = read_document(raw, Limits())
    assert document is not None, f"{page.id} cannot be read"
    return mark(document)[0]


def article_text(document: Document) -> str:
    """What of a page is the article."""
    return "\n".join(block.span.of(document.text) for block in document.blocks if block.role in ARTICLE)


def overlap(pages: Iterable[Page], text_of: Callable[[Page], str]) -> Overlap:
    """How much of the articles some texts hold, in runs of four words, each counted as often as it occurs."""
    precisions, recalls = [], []
    for page in pages:
        true, told = _shingles(page.article), _shingles(text_of(page))
        both = (true & told).total()
        precisions.append(both / told.total() if told else 0.0)
        recalls.append(both / true.total())
    return Overlap(pages=len(recalls), precision=fmean(precisions), recall=fmean(recalls))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    return Counter(tuple(words[place : place + _SHINGLE]) for place in range(max(1, len(words) - _SHINGLE + 1)) if words)


def text_key(text: str) -> str:
    """What stands for a text in the labels."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_TEXT_DIGITS]


def told_roles(documents: Mapping[str, Document], labels: Labels) -> Mapping[Role, Told]:
    """How the roles of labelled pages were told; a text that occurs several times on a page is one line.

    ``documents`` are the pages as they were read, by their numbers.
    """
    counts = {role: Counter[str]() for role in ROLES}
    for name, document in documents.items():
        right = labels[name[:_PAGE_DIGITS]]
        told = _roles_by_text(document)
        for key, roles in right.items():
            for role in (role for role in ROLES if role == _first(roles)):
                counts[role].update(labelled=1, recalled=int(not roles.isdisjoint(told.get(key, ()))))
        for key, role in ((key, role) for key, roles in told.items() for role in ROLES if role in roles):
            if UNSCORED not in right.get(key, ()):
                counts[role].update(told=1, right=int(role in right.get(key, ())))
    return {
        role: Told(labelled=each["labelled"], recalled=each["recalled"], told=each["told"], right=each["right"])
        for role, each in counts.items()
    }


def _first(roles: frozenset[str]) -> str:
    """The role a line with several right ones is counted under: the first in the order of the table."""
    return next((role for role in ROLES if role in roles), UNSCORED)


def _roles_by_text(document: Document) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for block in document.blocks:
        found[text_key(block.span.of(document.text))].add(block.role)
    return {key: frozenset(roles) for key, roles in found.items()}


def kept_lines(documents: Mapping[str, Document], labels: Labels, texts: Mapping[str, str]) -> Mapping[Role, int]:
    """Of each role the labelled lines whose words stand in some text of their page, in order."""
    kept = Counter[str]()
    for name, document in documents.items():
        right = labels[name[:_PAGE_DIGITS]]
        words = f" {_words(texts[name])} "
        lines = {text_key(line): line for block in document.blocks if (line := block.span.of(document.text))}
        kept.update(_first(roles) for key, roles in right.items() if key in lines and f" {_words(lines[key])} " in words)
    return {role: kept[role] for role in ROLES}


def _words(text: str) -> str:
    return " ".join(_TOKEN.findall(text.casefold()))


def body_table(title: str, rows: Sequence[tuple[str, Overlap]]) -> Table:
    """How much of the articles is told, a row for each set of pages or system."""
    heading = ("", "pages", "precision", "recall", "F1")
    return Table(
        title=title,
        heading=heading,
        rows=tuple((name, str(each.pages), number(each.precision), number(each.recall), number(each.f1)) for name, each in rows),
    )


def role_table(told: Mapping[Role, Told]) -> Table:
    """How the roles were told, a row for each."""
    rows = tuple(
        (role.value, str(each.labelled), _share(each.recalled, each.labelled), str(each.told), _share(each.right, each.told))
        for role, each in told.items()
    )
    return Table(title="roles", heading=("", "labelled", "recall", "told", "precision"), rows=rows)


def kept_table(kept: Mapping[Role, int], told: Mapping[Role, Told]) -> Table:
    """How many labelled lines another tool's text still holds."""
    rows = tuple((role.value, str(told[role].labelled), _share(kept[role], told[role].labelled)) for role in ROLES)
    return Table(title="lines kept", heading=("", "labelled", "kept"), rows=rows)


def _share(part: int, whole: int) -> str:
    return number(part / whole) if whole else NOTHING
