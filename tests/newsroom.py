"""Invented articles in any number, for tests of what grows: the same name makes the same article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from tests.articles import plain

_SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo zu lan mer nik tol var".split()
_COMMON = "the of a in and to for with on at by from".split()
_SENTENCE = 14


def article(name: str, paragraphs: int = 4) -> tuple[str, ...]:
    """An article of its own: paragraphs of two sentences that share no wording with those of another name."""
    return tuple(f"{_sentence(f'{name} {number} a')} {_sentence(f'{name} {number} b')}" for number in range(paragraphs))


def footer(words: int = 30) -> str:
    """A notice below the articles of one publisher."""
    return " ".join(_word(f"footer {number}") for number in range(words)).capitalize() + "."


def write(folder: Path, articles: Mapping[str, tuple[str, ...]]) -> Path:
    """Write articles as text files named after them; returns the folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, paragraphs in articles.items():
        (folder / f"{name}.txt").write_text(plain(paragraphs), encoding="utf-8")
    return folder


def _sentence(key: str) -> str:
    digest = hashlib.sha256(key.encode()).digest()
    words = [_COMMON[digest[place] % len(_COMMON)] if place % 3 == 1 else _word(f"{key} {place}") for place in range(_SENTENCE)]
    return " ".join(words).capitalize() + "."


def _word(key: str) -> str:
    digest = hashlib.sha256(key.encode()).digest()
    return "".join(_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest[: 2 + digest[-1] % 3])
