"""Two documents side by side, in plain text: what they share and every difference, boilerplate apart."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.model import BOILERPLATE_EDITS, Document, Edit, EditUnit, Reuse
from provenance.render.escape import one_line
from provenance.render.privacy import mask
from provenance.render.wording import plural

_TEXT_SHOWN = 80
"""Characters of a block or passage shown."""


def comparison(left: Document, right: Document, reuse: Reuse) -> str:
    """A pair as lines of text, without a newline at the end; ``-`` is the left document, ``+`` the right one."""
    shares = f"{reuse.left_in_right:.0%} of the first stands in the second, {reuse.right_in_left:.0%} of the second in the first"
    estimate = "" if reuse.jaccard_estimate is None else f" (MinHash estimate {reuse.jaccard_estimate:.2f})"
    lines = [
        f"- {one_line(left.id)}",
        f"+ {one_line(right.id)}",
        "",
        f"{shares}; resemblance {reuse.jaccard:.2f}{estimate}.",
        f"{plural(len(reuse.passages), 'shared passage')}: {_passage_words(reuse)}." if reuse.passages else "No shared passage.",
    ]
    if reuse.blocks:
        identical = sum(match.identical for match in reuse.blocks)
        lines.append(f"{plural(len(reuse.blocks), 'block')} in common, {identical} of them identical.")
    if not reuse.is_copy:
        lines.append("No copied text: differences are not listed.")
        return "\n".join(lines)
    body = [edit for edit in reuse.edits if edit.edit_class not in BOILERPLATE_EDITS]
    around = [edit for edit in reuse.edits if edit.edit_class in BOILERPLATE_EDITS]
    lines += ["", f"In the body ({plural(len(body), 'difference')}):", *_edit_lines(body)]
    lines += ["", f"Around it ({plural(len(around), 'difference')}):", *_edit_lines(around)]
    return "\n".join(lines)


def _passage_words(reuse: Reuse) -> str:
    types = sorted({passage.type for passage in reuse.passages})
    return ", ".join(f"{sum(passage.type is kind for passage in reuse.passages)} {kind}" for kind in types)


def _edit_lines(edits: Iterable[Edit]) -> list[str]:
    lines = []
    for edit in edits:
        what = str(edit.edit_class).replace("_", " ")
        unit = "block" if edit.unit is EditUnit.BLOCK else "words"
        lines.append(f"  {edit.kind} of {unit}, {what}, at {edit.left_block or '-'} / {edit.right_block or '-'}")
        lines += [f"    - {_shown(edit.left_text)}"] if edit.left_text is not None else []
        lines += [f"    + {_shown(edit.right_text)}"] if edit.right_text is not None else []
    return lines or ["  none"]


def _shown(text: str) -> str:
    line = mask(one_line(text))
    return line if len(line) <= _TEXT_SHOWN else line[: _TEXT_SHOWN - 1].rstrip() + "…"
