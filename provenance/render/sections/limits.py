"""What a result cannot show: the limits of every such result, and those of this one."""

from __future__ import annotations

from provenance.model import Drawn, Findings
from provenance.render.html import Markup, element
from provenance.render.sections.context import Context, section
from provenance.render.wording import number_word, plural

_ALWAYS = (
    "A tree shows where texts came from, not who was right or who had permission: licensed republication is normal.",
    "Documents that are not in the corpus can only be inferred. There may be further copies in between that left no trace.",
    "A text retold in other words leaves no shared wording; such borrowing is not drawn.",
    "Probabilities were calibrated on simulated news and crossposted blogs; a press with other habits has other frequencies.",
)


def limits_section(context: Context) -> Markup | None:
    """The limits as a list."""
    items = [element("li", each) for each in (*limits(context.findings), *_ALWAYS)]
    return section("limits", "What this cannot show", element("ul", *items))


def limits(findings: Findings) -> tuple[str, ...]:
    """Limits of this very result, each a sentence."""
    undated = sum(1 for each in findings.documents if each.metadata.published is None and each.metadata.updated is None)
    unknown = sum(1 for each in findings.documents if each.metadata.publisher is None)
    inferred = sum(1 for each in findings.edges if each.drawn is Drawn.DASHED)
    undecided = sum(1 for each in findings.pairs if each.relation.direction == "undecided")
    said = []
    if undated:
        said.append(f"{_documents(undated)} not say when {'it was' if undated == 1 else 'they were'} published.")
    if unknown:
        said.append(f"{_documents(unknown)} not say who published {'it' if unknown == 1 else 'them'}.")
    if inferred:
        said.append(f"{plural(inferred, 'edge')} drawn dashed: inferred from the texts, or not sure enough.")
    if undecided:
        said.append(f"For {plural(undecided, 'pair')} of copies nothing tells which was first.")
    if findings.sources:
        count = len(findings.sources)
        said.append(f"{plural(count, 'source')} could not be looked at, for {_they(count)} not in the corpus.")
    return tuple(said)


def _documents(count: int) -> str:
    words = f"{number_word(count)} document{'' if count == 1 else 's'} {'does' if count == 1 else 'do'}"
    return words[0].upper() + words[1:]


def _they(count: int) -> str:
    return "it is" if count == 1 else "they are"
