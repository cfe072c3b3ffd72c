"""The file of floors: reading it, and writing what was measured into it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from math import ceil, floor
from pathlib import Path

from provenance.evaluation.targets import Result, Target, read_targets

PLACE = Path(__file__).parent / "floors.toml"
_HEAD = """\
# Floors of quality: what was measured, rounded to the worse side, and must not be lost. Read by test_floors.py.
#
# corpus, condition and measure say what is measured (provenance.evaluation.scores tells every measure); at_least or at_most is
# the floor; checksum is that of the corpus it was measured on. A new floor begins as at_least = 0 or at_most = 1, with an empty
# checksum; pytest tests/quality --update-golden then writes what it measures into it, as into all the others.
"""


def read_floors() -> tuple[Target, ...]:
    """The floors, in the order of the file."""
    return read_targets(PLACE)


def raised(target: Target, result: Result, checksum: str) -> Target:
    """A floor at what was measured, to two decimals on the worse side."""
    assert result.value is not None, f"{target.measure} has no value on {target.corpus}, {target.condition}: it cannot be a floor"
    hundredths = result.value * 100
    if target.at_most is not None:
        return replace(target, at_most=ceil(hundredths - 1e-9) / 100, checksum=checksum)
    return replace(target, at_least=floor(hundredths + 1e-9) / 100, checksum=checksum)


def write_floors(floors: Iterable[Target]) -> None:
    """Write the file anew."""
    PLACE.write_text("\n".join([_HEAD, *map(_table, floors)]), encoding="utf-8", newline="\n")


def _table(target: Target) -> str:
    bound = f"at_most = {target.at_most:g}" if target.at_most is not None else f"at_least = {target.at_least:g}"
    texts = [f"{name} = {json.dumps(getattr(target, name))}" for name in ("corpus", "condition", "measure")]
    return "\n".join(["[[target]]", *texts, bound, f'checksum = "{target.checksum}"', ""])
