"""How many examples a law that takes long is tried on."""

from __future__ import annotations

from hypothesis import settings

_USUAL = 100
"""Examples of a law under the default profile."""


def few(count: int) -> int:
    """So many by default, and as many as of every other law where a profile asks for more than usual.

    ``pytest --hypothesis-profile=thorough`` does.
    """
    asked = settings().max_examples
    return max(count, asked) if asked > _USUAL else count
