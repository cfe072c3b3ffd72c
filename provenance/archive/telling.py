"""What an archive answers, in words and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from provenance.archive.adding import Added
from provenance.archive.checking import Checked
from provenance.archive.query import Answer, Match
from provenance.export.plain import cleaned, document_plain, problem_plain, to_dict
from provenance.model import Passage, PassageType, Problem, Reuse, Span
from provenance.render import terminal
from provenance.render.escape import one_line
from provenance.render.names import publisher_name
from provenance.render.privacy import mask
from provenance.render.wording import plural

SCHEMA = "provenance.archive-answer/1"
"""Name and number of the schema of ``answer_json``."""
_WORDS_SHOWN = 12
"""Words of a shared passage shown."""
_FAULTS_SHOWN = 20
"""Faults of an archive shown; the rest is counted."""


def added_text(added: Added) -> str:
    """What became of documents that were to be added."""
    known = f"; {added.known:,} were there already" if added.known else ""
    skipped = sum(problem.count for problem in added.problems if problem.severity == "skipped")
    left_out = f"; {plural(skipped, 'input')} skipped" if skipped else ""
    return f"{plural(added.documents, 'document')} added{known}{left_out}. The archive has {plural(added.total, 'document')}."


def problem_line(problem: Problem) -> str:
    """One problem on a line."""
    return f"{one_line(problem.severity)}: {one_line(problem.path)}: {one_line(problem.message)}"


def checked_text(checked: Checked) -> str:
    """What a check found, and what to do."""
    size = f"{plural(checked.documents, 'document')} in {plural(checked.segments, 'segment')}, {checked.bytes:,} bytes"
    lines = [f"{size}: {plural(len(checked.faults), 'fault') if checked.faults else 'all as it was written'}."]
    lines += [f"  {one_line(fault)}" for fault in checked.faults[:_FAULTS_SHOWN]]
    if len(checked.faults) > _FAULTS_SHOWN:
        lines.append(f"  … and {plural(len(checked.faults) - _FAULTS_SHOWN, 'more fault')}")
    if checked.faults:
        lines.append("Put these files back from a backup, or make a new archive from the documents; nothing was changed.")
    if checked.left:
        left = plural(len(checked.left), "file")
        lines.append(
            f"A writer that was interrupted left {left} behind; they do no harm, and the next “archive add” removes them."
        )
    return "\n".join(lines)


def answer_text(answer: Answer) -> str:
    """What a text shares with an archive, and its lineage."""
    name = one_line(answer.document.id)
    if answer.matches:
        head = f"{name} shares passages with {plural(len(answer.matches), 'document')} of {answer.total:,}."
    else:
        head = f"{name} shares no passage with the {plural(answer.total, 'document')} of the archive."
    parts = [head]
    if answer.itself is not None:
        parts.append("It is in the archive itself.")
    parts += [_match_text(match, answer) for match in answer.matches]
    if len(answer.findings.documents) > 1:
        parts.append("With its relatives:\n" + terminal.summary(replace(answer.findings, problems=())))
    if answer.problems:
        parts.append("\n".join(problem_line(problem) for problem in answer.problems))
    return "\n\n".join(parts)


def _match_text(match: Match, answer: Answer) -> str:
    document = match.document
    title = f" “{one_line(document.metadata.title)}”" if document.metadata.title else ""
    about = [publisher_name(document), document.metadata.published.earliest[:10] if document.metadata.published else None]
    told = ", ".join(each for each in about if each)
    sides = _Sides.of(match.reuse, answer.document.id)
    lines = [f"{one_line(document.id)}{title}{f' ({told})' if told else ''}"]
    lines.append(f"  {sides.query_in_document:.0%} of the text stands there, {sides.document_in_query:.0%} of it in the text")
    for passage in match.reuse.passages:
        span = sides.query_span(passage)
        words = one_line(span.of(answer.document.text)).split()
        shown = mask(" ".join(words[:_WORDS_SHOWN])) + ("…" if len(words) > _WORDS_SHOWN else "")
        lines.append(f"  {_KINDS[passage.type]}, {plural(len(words), 'word')} at {span.start}: “{shown}”")
    return "\n".join(lines)


_KINDS = {
    PassageType.COPY: "copied",
    PassageType.QUOTATION: "quotation",
    PassageType.BOILERPLATE: "boilerplate",
    PassageType.FORMULA: "formula",
}


class _Sides:
    """A pair seen from the text asked about."""

    def __init__(self, reuse: Reuse, *, is_left: bool) -> None:
        shares = (reuse.left_in_right, reuse.right_in_left)
        self.query_in_document, self.document_in_query = shares if is_left else shares[::-1]
        self._is_left = is_left

    @classmethod
    def of(cls, reuse: Reuse, query: str) -> _Sides:
        """The pair seen from one of its documents, by id."""
        return cls(reuse, is_left=reuse.left == query)

    def query_span(self, passage: Passage) -> Span:
        """Where a passage stands in the text asked about."""
        return passage.left if self._is_left else passage.right

    def document_span(self, passage: Passage) -> Span:
        """Where it stands in the document of the archive."""
        return passage.right if self._is_left else passage.left


def answer_json(answer: Answer) -> str:
    """The answer as JSON text; ``docs/reference/archive.md`` describes its fields."""
    signals = answer.findings.signals.get(answer.document.id, ())
    plain = {
        "schema": SCHEMA,
        "query": document_plain(answer.document, signals),
        "archive": {
            "documents": answer.total,
            "sharing": answer.sharing,
            "aligned": answer.aligned,
            "itself": answer.itself,
        },
        "matches": [_match_plain(match, answer.document.id) for match in answer.matches],
        "lineage": to_dict(answer.findings),
        "problems": [problem_plain(problem) for problem in answer.problems],
    }
    return json.dumps(cleaned(plain), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _match_plain(match: Match, query: str) -> dict[str, object]:
    document, sides = match.document, _Sides.of(match.reuse, query)
    publisher, published = document.metadata.publisher, document.metadata.published
    return {
        "document": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "title": document.metadata.title,
        "publisher": publisher and {"name": publisher.name, "host": publisher.host},
        "published": published and {"earliest": published.earliest, "latest": published.latest},
        "containment": {"query_in_document": sides.query_in_document, "document_in_query": sides.document_in_query},
        "jaccard": match.reuse.jaccard,
        "copied_words": match.reuse.copied_words,
        "passages": [
            {
                "query": _span(sides.query_span(passage)),
                "document": _span(sides.document_span(passage)),
                "similarity": passage.similarity,
                "type": passage.type,
                "text": sides.document_span(passage).of(document.text),
            }
            for passage in match.reuse.passages
        ],
    }


def _span(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end}
