"""One record of a table, as its format gave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record: its values by column, strings not yet cleaned unless its format did.

    ``number`` counts records from 1, bad ones too; ``place`` says where it stands, for messages. ``notices`` say what was
    guessed, ``losses`` what was lost; ``fault`` why it cannot be read, if so.
    """

    number: int
    place: str
    encoding: str
    values: Mapping[str, object] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    fault: str = ""
