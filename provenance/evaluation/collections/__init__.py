"""Public collections with known lineage, read from a folder the user names; recognised by what is in it, not by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from provenance.errors import UsageError
from provenance.evaluation.collections import (
    bible_lineage,
    carpentries_crosspost,
    clough_stevenson,
    contributor_covenant,
    fnc1_news,
    gov_crosspost,
    policy_diffusion,
    revision_chains,
)
from provenance.evaluation.collections.folder import Folder
from provenance.evaluation.truth import LabelledCorpus


@dataclass(frozen=True, slots=True)
class Collection:
    """One public format: how it is recognised, and what is made of it (one corpus or more, by name)."""

    recognises: Callable[[Folder], bool]
    read: Callable[[Folder], tuple[LabelledCorpus, ...]]


COLLECTIONS: Mapping[str, Collection] = {
    "gov-crosspost": Collection(gov_crosspost.recognises, gov_crosspost.read),
    "gov-crosspost-blind": Collection(gov_crosspost.recognises, gov_crosspost.read_blind),
    "carpentries-crosspost": Collection(carpentries_crosspost.recognises, carpentries_crosspost.read),
    "fnc1-news": Collection(fnc1_news.recognises, fnc1_news.read),
    "bible-lineage": Collection(bible_lineage.recognises, bible_lineage.read),
    "revision-chains": Collection(revision_chains.recognises, revision_chains.read),
    "contributor-covenant": Collection(contributor_covenant.recognises, contributor_covenant.read),
    "clough-stevenson": Collection(clough_stevenson.recognises, clough_stevenson.read),
    "policy-diffusion": Collection(policy_diffusion.recognises, policy_diffusion.read),
}
"""Collections by name. Where two recognise a folder (the columns of one hold those of another), the earlier one is meant."""


def read_collection(path: Path, name: str | None = None) -> tuple[LabelledCorpus, ...]:
    """The labelled corpora in a folder: of the collection called ``name``, or of the one its files are recognised as.

    Raises:
        UsageError: the folder is not there or holds no such collection, or ``name`` is unknown; the message says which are known.

    """
    if not path.is_dir():
        message = f"{path}: not a folder; name the folder that holds the collection"
        raise UsageError(message)
    folder = Folder(path)
    if name is not None:
        return _named(name).read(folder)
    for collection in COLLECTIONS.values():
        if collection.recognises(folder):
            return collection.read(folder)
    unread = ", ".join(file.name for file, columns in folder.columns.items() if not columns)
    note = f" (no columns can be read in {unread})" if unread else ""
    message = f"{path}: no collection that is known{note}; known are {', '.join(COLLECTIONS)}"
    raise UsageError(message)


def _named(name: str) -> Collection:
    if name not in COLLECTIONS:
        message = f"there is no collection {name!r}; known are {', '.join(COLLECTIONS)}"
        raise UsageError(message)
    return COLLECTIONS[name]


__all__ = ["COLLECTIONS", "Collection", "read_collection"]
