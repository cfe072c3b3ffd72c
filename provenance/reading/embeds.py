"""Embedded posts of social networks, as they look when their mark-up is gone."""

from __future__ import annotations

import re

_TAIL_CHARS = 400
"""Where a post's attribution stands: at the end, a name and a date."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\.?\s[^\W\d_]{{3,10}}\.?\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
_ATTRIBUTION = re.compile(
    rf"(?P<dash>[—–]|--|(?<!\S)-)\s?(?P<name>[^\n—]{{1,120}}?)\s?\(@(?P<handle>\w{{1,30}}(?:@[\w.-]{{1,60}})?)\)\s*+,?\s*+(?P<date>{_DATE})?\s*+$"
)
_MEDIA = re.compile(r"^(?:pic\.(?:twitter|x)\.com/\w+\s*|https?://t\.co/\w+\s*)+$")


def find_attribution(text: str) -> re.Match[str] | None:
    """The line that closes an embedded post ("— Name (@handle) July 3, 2025"), if the text ends with one.

    Groups ``name``, ``handle`` and ``date`` (which may be ``None``) hold its parts.

    Examples:
        >>> find_attribution("We won! — The Team (@team) July 3, 2025")["handle"]
        'team'
        >>> find_attribution("They met (@home) on July 3, 2025.") is None
        True

    """
    start = max(0, len(text) - _TAIL_CHARS)
    return _ATTRIBUTION.search(text, start) if text.find("(@", start) >= 0 else None


def ends_embedded_post(text: str) -> bool:
    """Whether a paragraph is an embedded post, or the end of one: its attribution has a handle and a date."""
    match = find_attribution(text)
    return match is not None and match["date"] is not None


def is_attribution_only(text: str) -> bool:
    """Whether a paragraph is nothing but the attribution of a post (and its media links): its words stand above it."""
    match = find_attribution(text)
    if match is None:
        return False
    before = text[: match.start()].strip()
    return not before or _MEDIA.match(before) is not None
