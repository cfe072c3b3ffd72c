"""Which blocks of two documents are the same text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from provenance.grouping import connected
from provenance.matching.align import Coded, Stretch, edit_script
from provenance.matching.words import ComparedText
from provenance.model import BlockMatch

_MATCHED_SHARE = 0.5
"""Share of the shorter block's words that must be found in the other for the two to be the same block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockGroup:
    """Blocks of both sides that hold the same text, by index into ``ComparedText.blocks``; ascending.

    A group has more than one block on a side where a paragraph was split or joined.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    moved: bool


def block_groups(
    texts: tuple[ComparedText, ComparedText], codes: tuple[Coded, Coded], stretches: Sequence[Stretch]
) -> tuple[BlockGroup, ...]:
    """The matched blocks of two texts, whose words ``codes`` are, in order of the left text."""
    left, right = texts
    links = _links(left, right, _shared_words(texts, codes, stretches))
    groups = _components(links)
    in_order = _longest_increasing([min(right_blocks) for _, right_blocks in groups])
    return tuple(BlockGroup(left=tuple(a), right=tuple(b), moved=number not in in_order) for number, (a, b) in enumerate(groups))


def block_matches(left: ComparedText, right: ComparedText, groups: Iterable[BlockGroup]) -> tuple[BlockMatch, ...]:
    """One match per group of single blocks, and one per part of a split or joined block."""
    found = []
    for group in groups:
        width = max(len(group.left), len(group.right))
        for number in range(width):
            one = group.left[min(number, len(group.left) - 1)]
            other = group.right[min(number, len(group.right) - 1)]
            found.append(
                BlockMatch(
                    left=left.blocks[one].id,
                    right=right.blocks[other].id,
                    identical=left.own_texts[one] == right.own_texts[other],
                    moved=group.moved,
                )
            )
    return tuple(found)


def _shared_words(
    texts: tuple[ComparedText, ComparedText], codes: tuple[Coded, Coded], stretches: Sequence[Stretch]
) -> Counter[tuple[int, int]]:
    """For every pair of blocks, how many words the alignment pairs between them."""
    left, right = texts
    shared: Counter[tuple[int, int]] = Counter()
    for stretch in stretches:
        a = codes[0][stretch.left_start : stretch.left_end]
        b = codes[1][stretch.right_start : stretch.right_end]
        for step in edit_script(a, b):
            i, j = stretch.left_start + step.left_start, stretch.right_start + step.right_start
            rest = step.left_end - step.left_start if step.tag == "equal" else 0
            while rest:
                one, other = left.block_of[i], right.block_of[j]
                count = min(rest, left.block_words[one].stop - i, right.block_words[other].stop - j)
                shared[one, other] += count
                i, j, rest = i + count, j + count, rest - count
    return shared


def _links(left: ComparedText, right: ComparedText, shared: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    sizes = [len(words) for words in left.block_words], [len(words) for words in right.block_words]
    links = {
        (one, other) for (one, other), count in shared.items() if count >= _MATCHED_SHARE * min(sizes[0][one], sizes[1][other])
    }
    linked_left = {one for one, _ in links}
    linked_right = {other for _, other in links}
    texts: dict[str, list[int]] = {}
    for other, written in enumerate(right.own_texts):
        if other not in linked_right:
            texts.setdefault(written, []).append(other)
    for one, written in enumerate(left.own_texts):
        same = texts.get(written)
        if one not in linked_left and same:
            links.add((one, same.pop(0)))
    return sorted(links)


def _components(links: Sequence[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    named = connected((), ((f"left {one:09}", f"right {other:09}") for one, other in links))
    return sorted(
        (
            [int(name[5:]) for name in group if name.startswith("left ")],
            [int(name[6:]) for name in group if name.startswith("right ")],
        )
        for group in named
    )


def _longest_increasing(values: Sequence[int]) -> frozenset[int]:
    """Indexes of a longest increasing subsequence (patience sorting, Fredman 1975)."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(tail_at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            tail_at.append(index)
        else:
            tails[place] = value
            tail_at[place] = index
    kept = set()
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return frozenset(kept)
