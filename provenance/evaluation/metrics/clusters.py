"""How well documents are grouped: two partitions compared.

A partition is an iterable of groups of ids. Documents that only ``predicted`` has are left out, ones that only ``actual`` has
count as single in ``predicted``: who says nothing of a document joins it to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import comb, fsum

from provenance.evaluation.metrics.rates import Found, Rates, found, harmonic

Partition = Iterable[Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterScores:
    """The measures of one partition; see the functions of the same names."""

    documents: int
    adjusted_rand_index: float | None
    b_cubed: Rates
    pairwise: Found
    largest_false_cluster_share: float | None


def cluster_scores(actual: Partition, predicted: Partition) -> ClusterScores:
    """All measures of ``predicted`` against ``actual``."""
    true_groups, predicted_groups = [tuple(group) for group in actual], [tuple(group) for group in predicted]
    return ClusterScores(
        documents=sum(map(len, true_groups)),
        adjusted_rand_index=adjusted_rand_index(true_groups, predicted_groups),
        b_cubed=b_cubed(true_groups, predicted_groups),
        pairwise=pairwise(true_groups, predicted_groups),
        largest_false_cluster_share=largest_false_cluster_share(true_groups, predicted_groups),
    )


def adjusted_rand_index(actual: Partition, predicted: Partition) -> float | None:
    """Agreement of two partitions on pairs, corrected for chance.

    1 is equal, 0 what chance would give, negative worse than chance (never below -0.5); symmetric for partitions of the
    same documents. 1 if both put everything together or everything apart; ``None`` without documents (Hubert and
    Arabie 1985, "Comparing partitions", Journal of Classification 2, equation 5).
    """
    cells = _cells(actual, predicted)
    if not cells:
        return None
    both, true_pairs, predicted_pairs = _pair_counts(cells)
    all_pairs = comb(sum(cells.values()), 2)
    # The formula times all_pairs: whole numbers, so that perfect agreement is exactly 1.
    excess = both * all_pairs - true_pairs * predicted_pairs
    best_excess = (true_pairs + predicted_pairs) * all_pairs - 2 * true_pairs * predicted_pairs
    return 1.0 if best_excess == 0 else 2 * excess / best_excess


def b_cubed(actual: Partition, predicted: Partition) -> Rates:
    """Mean over documents of how much of its group belongs with it (precision), how much that belongs with it is there (recall).

    In (0, 1], higher is better; swapping partitions of the same documents swaps the two. ``None`` without documents (Bagga
    and Baldwin 1998, "Entity-based cross-document coreferencing using the vector space model", COLING-ACL). ``f1`` is the
    harmonic mean of the two means.
    """
    cells = _cells(actual, predicted)
    true_sizes, predicted_sizes = _sizes(cells)
    total = sum(cells.values())
    if not total:
        return Rates(precision=None, recall=None, f1=None)
    precision = fsum(count * count / predicted_sizes[column] for (_, column), count in cells.items()) / total
    recall = fsum(count * count / true_sizes[row] for (row, _), count in cells.items()) / total
    return Rates(precision=precision, recall=recall, f1=harmonic(precision, recall))


def pairwise(actual: Partition, predicted: Partition) -> Found:
    """Pairs of documents put together: which of them belong together, which that belong together are there.

    In [0, 1], higher is better; large groups dominate. No pair on a side gives ``None`` there (see ``Found``). The counts are
    those of Hubert and Arabie 1985.
    """
    both, true_pairs, predicted_pairs = _pair_counts(_cells(actual, predicted))
    return found(both, predicted_pairs, true_pairs)


def largest_false_cluster_share(actual: Partition, predicted: Partition) -> float | None:
    """Share of all documents that are in the largest predicted group with documents of more than one true group.

    In [0, 1], lower is better: 0 if no group is mixed, 1 if everything is joined and should not be. It tells of the failure
    that averages hide, when one shared footer chains unrelated stories into one. ``None`` without documents. A measure of this
    project's own.
    """
    cells = _cells(actual, predicted)
    total = sum(cells.values())
    _, predicted_sizes = _sizes(cells)
    rows = Counter(column for _, column in cells)
    mixed = [predicted_sizes[column] for column, count in rows.items() if count > 1]
    return max(mixed, default=0) / total if total else None


def _cells(actual: Partition, predicted: Partition) -> Counter[tuple[int, int]]:
    """Number of documents in each combination of a true and a predicted group."""
    true_group, predicted_group = _group_of(actual), _group_of(predicted)
    # A document without a predicted group is a group of its own: a negative number nobody else has.
    return Counter((group, predicted_group.get(name, -1 - place)) for place, (name, group) in enumerate(true_group.items()))


def _group_of(partition: Partition) -> dict[str, int]:
    """Number of the group of each document.

    Raises:
        ValueError: a document is in two groups.

    """
    found_in: dict[str, int] = {}
    for number, group in enumerate(partition):
        for name in group:
            if name in found_in:
                message = f"{name!r} is in the partition twice"
                raise ValueError(message)
            found_in[name] = number
    return found_in


def _sizes(cells: Mapping[tuple[int, int], int]) -> tuple[Counter[int], Counter[int]]:
    rows: Counter[int] = Counter()
    columns: Counter[int] = Counter()
    for (row, column), count in cells.items():
        rows[row] += count
        columns[column] += count
    return rows, columns


def _pair_counts(cells: Mapping[tuple[int, int], int]) -> tuple[int, int, int]:
    """Pairs together in both partitions, in the true one, in the predicted one."""
    rows, columns = _sizes(cells)
    both, true_pairs, predicted_pairs = (sum(comb(count, 2) for count in of.values()) for of in (cells, rows, columns))
    return both, true_pairs, predicted_pairs
