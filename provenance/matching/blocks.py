"""Which blocks of two documents are the same text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from provenance.grouping import connected
from provenance.matching.align import steps
from provenance.matching.layout import Layout

_MATCHED_SHARE = 0.5
"""Share of the shorter block's words that must be found in the other for the two to be the same block."""

Bounds = tuple[int, int, int, int]
"""Start and end of a stretch of words on the left, start and end on the right."""
Match = tuple[int, int, bool, bool]
"""Number of a block on the left and on the right, whether they are written alike, and whether their order disagrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockGroup:
    """Blocks of both sides that hold the same text, by index into ``Layout.compared``; ascending.

    A group has more than one block on a side where a paragraph was split or joined.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    moved: bool


def block_groups(left: Layout, right: Layout, stretches: Iterable[Bounds]) -> tuple[BlockGroup, ...]:
    """The matched blocks of two texts with the stretches they share, in order of the left text."""
    groups = _components(_links(left, right, _shared_words(left, right, stretches)), len(left.compared))
    in_order = _longest_increasing([min(right_blocks) for _, right_blocks in groups])
    return tuple(BlockGroup(left=tuple(a), right=tuple(b), moved=number not in in_order) for number, (a, b) in enumerate(groups))


def block_matches(left: Layout, right: Layout, groups: Iterable[BlockGroup]) -> Iterator[Match]:
    """One match per group of single blocks, and one per part of a split or joined block."""
    for group in groups:
        width = max(len(group.left), len(group.right))
        for number in range(width):
            one = group.left[min(number, len(group.left) - 1)]
            other = group.right[min(number, len(group.right) - 1)]
            yield left.compared[one], right.compared[other], left.own_texts[one] == right.own_texts[other], group.moved


def _shared_words(left: Layout, right: Layout, stretches: Iterable[Bounds]) -> Counter[tuple[int, int]]:
    """For every pair of blocks, how many words the alignment pairs between them."""
    shared: Counter[tuple[int, int]] = Counter()
    left_words, right_words, left_of, right_of = left.block_words, right.block_words, left.block_of, right.block_of
    for first, last, there, there_last in stretches:
        for tag, start, end, other_start, _ in steps(left.codes[first:last], right.codes[there:there_last]):
            if tag != "equal":
                continue
            i, j, rest = first + start, there + other_start, end - start
            while rest:
                one, other = left_of[i], right_of[j]
                count = min(rest, left_words[one].stop - i, right_words[other].stop - j)
                shared[one, other] += count
                i, j, rest = i + count, j + count, rest - count
    return shared


def _links(left: Layout, right: Layout, shared: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
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


def _components(links: Sequence[tuple[int, int]], left: int) -> list[tuple[list[int], list[int]]]:
    """Blocks that links connect, on the left and on the right; ``left`` is the number of blocks there."""
    groups = connected((), ((one, left + other) for one, other in links))
    return sorted(([one for one in group if one < left], [other - left for other in group if other >= left]) for group in groups)


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
