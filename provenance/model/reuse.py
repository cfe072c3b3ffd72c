"""What two documents share, place by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from provenance.model.document import Span


class PassageType(StrEnum):
    """What a shared passage is. Only ``copy`` links documents."""

    COPY = "copy"
    QUOTATION = "quotation"
    BOILERPLATE = "boilerplate"
    FORMULA = "formula"


class EditKind(StrEnum):
    """What happened to the text, read from ``left`` to ``right``."""

    SUBSTITUTION = "substitution"
    INSERTION = "insertion"
    DELETION = "deletion"
    MOVE = "move"


class EditUnit(StrEnum):
    """Whether a few words or a whole block was edited."""

    TOKEN = "token"  # noqa: S105 - not a password
    BLOCK = "block"


class EditClass(StrEnum):
    """What sort of edit it is; house style is reversible and never decides direction."""

    HOUSE_STYLE_SPELLING = "house_style_spelling"
    HOUSE_STYLE_PUNCTUATION = "house_style_punctuation"
    HOUSE_STYLE_CASE = "house_style_case"
    HOUSE_STYLE_NUMERAL = "house_style_numeral"
    WORDING = "wording"
    PARAGRAPH = "paragraph"
    EMBED = "embed"
    HEADING = "heading"
    TITLE = "title"
    CREDIT = "credit"
    DISCLAIMER = "disclaimer"
    CHROME = "chrome"
    MARKUP = "markup"


HOUSE_STYLE = frozenset(
    {
        EditClass.HOUSE_STYLE_SPELLING,
        EditClass.HOUSE_STYLE_PUNCTUATION,
        EditClass.HOUSE_STYLE_CASE,
        EditClass.HOUSE_STYLE_NUMERAL,
    }
)
"""Classes that change the dress of a text, not what it says."""

BOILERPLATE_EDITS = frozenset({EditClass.TITLE, EditClass.CREDIT, EditClass.DISCLAIMER, EditClass.CHROME, EditClass.MARKUP})
"""Classes of edits around the body, told apart from edits of the body everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch both documents have. ``similarity`` is in [0, 1]: shared words over words of the longer side."""

    left: Span
    right: Span
    similarity: float
    type: PassageType


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One difference. A side is ``None`` where the document has nothing (insertion, deletion).

    ``left_text`` and ``right_text`` are the words concerned, as written; ``left_block`` and
    ``right_block`` the ids of the blocks they stand in.
    """

    kind: EditKind
    unit: EditUnit
    edit_class: EditClass
    left: Span | None
    right: Span | None
    left_text: str | None = None
    right_text: str | None = None
    left_block: str | None = None
    right_block: str | None = None

    def __post_init__(self) -> None:
        has_left, has_right = self.kind is not EditKind.INSERTION, self.kind is not EditKind.DELETION
        if (self.left is not None) is not has_left or (self.right is not None) is not has_right:
            message = f"a {self.kind} has the wrong sides: {self.left}, {self.right}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockMatch:
    """Two blocks that are the same text, edited or not.

    ``identical`` compares what is written, white space folded; ``moved`` says that the order of the two
    documents disagrees about this block.
    """

    left: str
    right: str
    identical: bool
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """All that two documents (``left < right`` by id) share and how they differ.

    ``left_in_right`` and ``right_in_left`` are containments in [0, 1] and ``jaccard`` the resemblance
    of their word 5-gram sets over compared blocks after normalisation (Broder 1997, "On the resemblance
    and containment of documents"); ``jaccard_estimate`` is the MinHash estimate of the latter, ``None``
    where no signature was made. ``shared_names`` are names and numbers both use; ``affinity`` in [0, 1]
    says how far they speak of the same thing in their own words. ``copied_words`` counts words that
    both have in passages of type copy. ``edits`` are empty unless text was copied; they never
    change, and may be made only when they are asked for (``EditRows``).
    """

    left: str
    right: str
    left_in_right: float
    right_in_left: float
    jaccard: float
    jaccard_estimate: float | None
    affinity: float
    shared_names: tuple[str, ...]
    copied_words: int
    passages: tuple[Passage, ...]
    blocks: tuple[BlockMatch, ...]
    edits: Sequence[Edit]

    def __post_init__(self) -> None:
        if not self.left < self.right:
            message = f"a pair is spelled left < right, not {self.left!r}, {self.right!r}"
            raise ValueError(message)

    @property
    def is_copy(self) -> bool:
        """Whether at least one passage links the two documents."""
        return any(passage.type is PassageType.COPY for passage in self.passages)
