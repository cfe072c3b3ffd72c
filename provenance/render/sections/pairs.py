"""Two texts side by side: what is the same, what one of them has alone, what was moved, and every edit inside a paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from provenance.model import Pair
from provenance.render.html import Markup, element
from provenance.render.sections.aligned import KINDS, Row, Side, kind_of, marked, rows_of, sides_of
from provenance.render.sections.context import Context, fitted, section
from provenance.render.wording import pair_sentence, plural

PAIRS_SHOWN = 40
"""Most pairs shown side by side; the data file has all."""
OPEN_PAIRS = 3
"""Pairs that are unfolded when the page opens."""

_NAMED = {
    "same": ("the same", "the same"),
    "wording": ("changed in its wording", "changed in their wording"),
    "style": ("changed in house style only", "changed in house style only"),
    "cut": ("only on the left", "only on the left"),
    "added": ("only on the right", "only on the right"),
    "moved": ("moved", "moved"),
}
"""What is said of one row of each kind, and of several."""


def pairs_section(context: Context, room: int) -> Markup | None:
    """Every pair that shares copied text, up to ``PAIRS_SHOWN`` and ``room`` bytes."""
    copied = [pair for pair in context.findings.pairs if pair.reuse.is_copy][:PAIRS_SHOWN]
    number = {(pair.reuse.left, pair.reuse.right): place for place, pair in enumerate(copied, start=1)}
    parts = fitted(copied, lambda pair: _pair(context, pair, number[pair.reuse.left, pair.reuse.right]), room, "pair")
    more = sum(pair.reuse.is_copy for pair in context.findings.pairs) - len(copied)
    if more:
        parts.append(element("p", f"{plural(more, 'more pair')} not shown here; trace.json has all."))
    return section("pairs", "The shared texts, side by side", _legend() if copied else None, *parts)


def _legend() -> Markup:
    """The marks inside the texts, each as it looks."""
    return element(
        "p",
        "Inside a paragraph: ",
        element("del", "words that only the left text has", class_="wording"),
        ", ",
        element("ins", "words that only the right one has", class_="wording"),
        ", ",
        element("mark", "other words in their place", class_="wording"),
        ", ",
        element("mark", "the same word in another house style", class_="style"),
        ", and what both share without copying it: ",
        element("span", "a quotation", class_="passage quotation"),
        ", ",
        element("span", "a notice or form of words", class_="passage boilerplate"),
        ".",
        class_="soft",
    )


def _pair(context: Context, pair: Pair, number: int) -> Markup:
    reuse = pair.reuse
    left, right = context.documents[reuse.left], context.documents[reuse.right]
    sides = sides_of(reuse, left, right, context.excerpt_words)
    rows = [(kind_of(row, sides), row) for row in rows_of(reuse, left, right)]
    counts = Counter(kind for kind, _ in rows)
    head = element(
        "tr",
        element("th", context.named(left.id), scope="col"),
        element("th", context.named(right.id), scope="col"),
    )
    return element(
        "details",
        element("summary", f"{pair_sentence(pair, context.names)}."),
        element("p", _measures(context, pair), class_="soft"),
        element("p", context.said(pair.relation.note)) if pair.relation.note else None,
        element("p", _counted(counts), class_="counts"),
        element("table", element("thead", head), element("tbody", *_rows(rows, sides, number)), class_="pair"),
        id=f"pair-{number}",
        open="open" if number <= OPEN_PAIRS else None,
        class_="pairview",
    )


def _counted(counts: Mapping[str, int]) -> str:
    said = [f"{counts[kind]} {_NAMED[kind][counts[kind] > 1]}" for kind in KINDS if counts[kind]]
    return f"{plural(sum(counts.values()), 'paragraph')}: {', '.join(said)}."


def _measures(context: Context, pair: Pair) -> str:
    reuse = pair.reuse
    left, right = context.names.short(reuse.left), context.names.short(reuse.right)
    estimate = "" if reuse.jaccard_estimate is None else f" (estimated from MinHash signatures: {reuse.jaccard_estimate:.2f})"
    return (
        f"{reuse.left_in_right:.0%} of the wording of {left} is in {right}, {reuse.right_in_left:.0%} the other way round; "
        f"resemblance {reuse.jaccard:.2f}{estimate}; word 5-grams of body and headings."
    )


def _rows(rows: list[tuple[str, Row]], sides: tuple[Side, Side], number: int) -> Iterator[Markup]:
    here = {row.right: f"pair-{number}-row-{place}" for place, (_, row) in enumerate(rows) if row.right}
    order = [block.id for block in sides[1].document.blocks if block.id in here]
    before = dict(zip(order[1:], order, strict=False))
    for place, (kind, row) in enumerate(rows):
        anchor = f"pair-{number}-row-{place}"
        after = here.get(before.get(row.right or "", "")) if kind == "moved" else None
        yield element("tr", *_cells(kind, row, sides, after), id=anchor, class_=kind)


def _cells(kind: str, row: Row, sides: tuple[Side, Side], after: str | None) -> Iterator[Markup]:
    left, right = (marked(side, block) for side, block in zip(sides, (row.left, row.right), strict=True))
    if kind == "same":
        yield element("td", _tag("same"), " ", *left, colspan="2")
        return
    roles = [_role(side, block) for side, block in zip(sides, (row.left, row.right), strict=True)]
    tags = ("moved", "moved") if kind == "moved" else roles if kind in {"cut", "added"} else (None, None)
    link = element("a", "stands behind this one in the right text", href=f"#{after}", class_="soft") if after else None
    yield _cell(left, tags[0], None)
    yield _cell(right, tags[1], link)


def _cell(words: list[Markup], tag: str | None, link: Markup | None) -> Markup:
    if not words:
        return element("td", element("span", "not there", class_="soft"))
    return element("td", _tag(tag) if tag else None, " " if tag else None, *words, " " if link else None, link)


def _tag(word: str) -> Markup:
    return element("span", word, class_="tag")


def _role(side: Side, block_id: str | None) -> str | None:
    block = side.document.block_by_id.get(block_id) if block_id else None
    return block.role.value if block else None
