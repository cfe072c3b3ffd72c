"""What fitted weights look like: a table for a terminal, and a file of settings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from provenance.evaluation.fit.refit import Refit
from provenance.evaluation.tables import Table, plain
from provenance.settings import Settings


def summary(refit: Refit) -> str:
    """The weights before and after, and whether they are to be recommended."""
    rows = [
        (change.name, f"{change.before:g}", f"{change.after:g}", str(change.families) if change.families else "0, so it stays")
        for change in refit.weights
    ]
    table = Table(title="weights", heading=("", "before", "after", "families"), rows=tuple(rows))
    return f"{plain(table)}\n\n{verdict(refit)}"


def verdict(refit: Refit) -> str:
    """What the weights were fitted to, and how families that they were not fitted to fare, in words."""
    base = (
        f"Learned from {refit.copies} copies of known source in {refit.families} families, their credits taken away. Mean log-"
        f"likelihood of families left out of the fit: {refit.held_out_before:.3f} before, {refit.held_out_after:.3f} after. "
    )
    if refit.is_better:
        return base + "The new weights are better here: use them for documents of this kind."
    return base + "The new weights are no better on families they were not fitted to: keep those you have."


def to_toml(refit: Refit) -> str:
    """A file for ``--config``: everything in the settings that differs from the defaults, with what is known of it on top."""
    sentences = verdict(refit).split(". ")
    comment = [f"# {sentence.removesuffix('.')}." for sentence in sentences]
    return "\n".join([*comment, *_tables("", Settings().to_dict(), refit.settings.to_dict())]) + "\n"


def _tables(path: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    """The lines of one table and those below it, in the order of the settings; JSON writes numbers and texts as TOML does."""
    lines = [
        f"{name} = {json.dumps(value)}" for name, value in new.items() if not isinstance(value, Mapping) and value != old[name]
    ]
    if lines:
        yield from ("", f"[{path}]", *lines)
    for name, value in new.items():
        before = old[name]
        if isinstance(value, Mapping) and isinstance(before, Mapping):
            yield from _tables(f"{path}.{name}" if path else name, before, value)
