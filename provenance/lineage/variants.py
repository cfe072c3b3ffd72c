"""Inherited variants: wordings that some copies share and others lack.

A reading that a copy shares with a third document and not with its supposed source did not come from that source
alone: the argument from shared innovations of textual criticism (Lachmann; Maas 1927; Camps and Cafiero 2015). It tells
a chain from a star, and says nothing about which end of the chain came first. House style is counted apart and weighs less:
two desks write "percent" for "per cent" without having seen each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from provenance.lineage.family import Family
from provenance.model import Edit, EditClass, EditUnit, Evidence, Reuse, Span
from provenance.settings import EvidenceWeights
from provenance.text.words import fold_space, split_words

Reading = tuple[str, int, str]
"""A place where a copy may differ: its block, the number of a word in its text, and ``""``; or, for words that it lacks,
the block, -1 and those words."""
_SPACE = 3
"""Characters that may stand between two neighbouring words: a space, a comma, a quotation mark."""
_SAME_CHANGE = 2
"""Words whose numbers differ by at most this were changed in one go: a single kept word may stand between them."""


Variants = Mapping[tuple[str, str], tuple[str, ...]]
"""For ordered pairs ``(source, copy)``, the changes of wording that the copy has in common with some other copy and not with
the source: one block of the copy for each, in order. Pairs without any are not in it."""


def word_starts(family: Family) -> dict[str, tuple[int, ...]]:
    """Where the words of each member begin that shares text with two others: to tell a variant a third witness is needed."""
    return {
        member: split_words(family.documents[member].text).starts for member in family.members if len(family.partners(member)) > 1
    }


def variants_of(family: Family, classes: frozenset[EditClass], word_starts: Mapping[str, Sequence[int]]) -> Variants:
    """The variants of a family that are edits of some classes, computed once; ``word_starts`` as the function of that name."""
    foreign: dict[tuple[str, str], tuple[str, ...]] = {}
    for copy, starts in word_starts.items():
        partners = family.partners(copy)
        differing = {source: _differing(family, source, copy, starts, classes) for source in partners}
        holding = Counter(block for other in partners for block in family.matched_blocks(copy, other))
        departing = Counter(reading for readings in differing.values() for reading in readings)
        for source in partners:
            found = sorted(reading for reading in differing[source] if departing[reading] < holding[reading[0]])
            if found:
                foreign[source, copy] = _changes(found)
    return foreign


def shared_changes(
    family: Family, source: str, copy: str, others: Iterable[str], classes: frozenset[EditClass]
) -> dict[str, int]:
    """For each of some other members, how many changes of ``copy`` against ``source`` it has too."""
    starts = split_words(family.documents[copy].text).starts
    own = sorted(_differing(family, source, copy, starts, classes))
    found = {}
    for other in others:
        blocks = family.matched_blocks(copy, other)
        departing = _differing(family, other, copy, starts, classes)
        found[other] = len(_changes([reading for reading in own if reading[0] in blocks and reading not in departing]))
    return found


def _changes(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The block of every change, readings of neighbouring words being one."""
    blocks = []
    last: Reading = ("", -1, "")
    for reading in readings:
        joined = reading[0] == last[0] and last[1] >= 0 and reading[1] - last[1] <= _SAME_CHANGE
        if not joined:
            blocks.append(reading[0])
        last = reading
    return tuple(blocks)


def _differing(
    family: Family, source: str, copy: str, starts: Sequence[int], classes: frozenset[EditClass]
) -> frozenset[Reading]:
    """Every reading of ``copy`` inside matched blocks that ``source`` does not have; ``starts`` are those of the copy's words."""
    reuse = family.reuse(source, copy)
    if reuse is None:
        return frozenset()
    blocks = family.matched_blocks(source, copy)
    edits = [edit for edit in reuse.edits if edit.unit is EditUnit.TOKEN and edit.edit_class in classes]
    replaced = sorted(there for edit in edits if (there := _there(reuse, copy, edit)) and edit.left and edit.right)
    ends = [span.end for span in replaced]
    found: list[Reading] = []
    for edit in edits:
        there = _there(reuse, copy, edit)
        is_lost = there is not None and not (edit.left and edit.right)
        # Words lost beside words replaced: where one wording is longer, which of its words are spare is an accident.
        if not (is_lost and there and _touches(there, replaced, ends)):
            found.extend(_readings(reuse, copy, edit, blocks, starts))
    return frozenset(found)


def _there(reuse: Reuse, copy: str, edit: Edit) -> Span | None:
    return edit.right if copy == reuse.left else edit.left


def _touches(one: Span, others: Sequence[Span], ends: Sequence[int]) -> bool:
    """Whether a place is beside one of some others, which are disjoint and in order; ``ends`` are theirs."""
    nearest = bisect_left(ends, one.start - _SPACE)
    return nearest < len(others) and others[nearest].start <= one.end + _SPACE


def _readings(reuse: Reuse, copy: str, edit: Edit, blocks: Mapping[str, str], starts: Sequence[int]) -> list[Reading]:
    is_left = copy == reuse.left
    here, block = (edit.left, edit.left_block) if is_left else (edit.right, edit.right_block)
    if here is not None and block is not None:
        first = bisect_left(starts, here.start)
        return [(block, number, "") for number in range(first, max(first + 1, bisect_left(starts, here.end)))]
    there, other_block = (edit.right_text, edit.right_block) if is_left else (edit.left_text, edit.left_block)
    if there is None or other_block is None or other_block not in blocks:
        return []
    return [(blocks[other_block], -1, fold_space(there).casefold())]


def variant_evidence(wording: Sequence[str], style: Sequence[str], source: str, weights: EvidenceWeights) -> tuple[Evidence, ...]:
    """Evidence against a source that lacks changes of wording, or of house style, which the copy has in common with others."""
    found = []
    for changes, weight, what in (
        (wording, weights.inherited_variant, "wording"),
        (style, weights.inherited_style, "house style"),
    ):
        if changes:
            plural = "s" if len(changes) > 1 else ""
            found.append(
                Evidence(
                    kind="inherited_variant",
                    log_odds=weight * min(weights.variants_most, len(changes)),
                    note=f"{len(changes)} change{plural} of {what} that other copies have too and {source} has not",
                    where=tuple(dict.fromkeys(changes)),
                )
            )
    return tuple(found)
