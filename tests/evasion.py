"""How much of a copy is found when its words are disguised."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import provenance
from provenance.matching import compare_pair
from provenance.settings import Matching
from tests.articles import FERRY, ORCHARD, plain
from tests.disguises import METHODS, disguised, mojibake, prepared
from tests.documents import document


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """Words disguised in all articles, and the containment of the disguised copies beside that of open ones: least and mean."""

    words: int
    least: float
    mean: float


@lru_cache(maxsize=1)
def articles(seeds: Path) -> tuple[str, ...]:
    """The compared text of the seeds, and of two stories made for tests."""
    read = provenance.trace(seeds).documents
    texts = ["\n\n".join(block.span.of(each.text) for block in each.compared_blocks()) for each in read]
    return (*texts, plain((*FERRY, *ORCHARD)))


def containment_of(text: str, copy: str) -> float:
    """The smaller containment of two texts."""
    found = compare_pair(document("a", *text.split("\n\n")), document("b", *copy.split("\n\n")), Matching())
    return min(found.left_in_right, found.right_in_left)


def recovered(seeds: Path, name: str) -> Recovered:
    """What one method leaves of the containment."""
    shares = []
    words = 0
    for article in articles(seeds):
        text = prepared(article) if METHODS[name] is mojibake else article
        copy, count = disguised(text, METHODS[name])
        words += count
        shares.append(containment_of(text, copy) / containment_of(text, text))
    return Recovered(words=words, least=min(shares), mean=sum(shares) / len(shares))


def table(seeds: Path) -> str:
    """The table of ``docs/explanation/disguises.md``."""
    rows = []
    for name in METHODS:
        found = recovered(seeds, name)
        rows.append(f"| {name} | {found.words} | {found.least:.3f} | {found.mean:.3f} |")
    return "\n".join(["| method | words disguised | least | mean |", "|---|---|---|---|", *rows])
