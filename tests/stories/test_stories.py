"""Each story, told by its documents, must be read as a careful analyst reads it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import provenance
from tests.stories.story import Answer, Story, read_story

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.md"))
STORIES = [read_story(path) for path in FILES]
CASES = [(story, answer) for story in STORIES for answer in story.answers]
COPYING = {"republished", "republished_with_edits", "excerpted", "updated", "syndicated_through"}


def _cases(part: str) -> list[object]:
    """One test for each answer that says something on this part."""
    found: list[object] = []
    for story, answer in CASES:
        says = {"exclusions": answer.excluded is not None, "divergences": bool(answer.divergences or answer.agreements)}
        if not says.get(part, True):
            continue
        name = story.name + "".join(f"-without-{Path(file).stem}" for file in sorted(answer.without))
        marks = (
            [pytest.mark.xfail(raises=AssertionError, reason=story.not_yet[part], strict=True)] if part in story.not_yet else []
        )
        found.append(pytest.param(story, answer, id=name, marks=marks))
    return found


@pytest.mark.parametrize(("story", "answer"), _cases("lineage"))
def test_lineage(story: Story, answer: Answer, tmp_path: Path) -> None:
    trace = _trace(story, answer, tmp_path)
    assert _edges(trace, answer) == answer.edges, trace.summary_text()
    assert _pairs(trace) == _wanted_pairs(trace, answer), trace.summary_text()
    assert {source.id: str(source.kind) for source in trace.sources if source.id in answer.kinds} == answer.kinds
    assert answer.texts in {None, trace.summary.independent_texts.likely}
    moments = {document.id: document.metadata.not_before for document in trace.documents}
    assert {name: date and date.earliest for name, date in moments.items() if name in answer.not_before} == answer.not_before


@pytest.mark.parametrize(("story", "answer"), _cases("exclusions"))
def test_exclusions(story: Story, answer: Answer, tmp_path: Path) -> None:
    wanted = answer.excluded or frozenset()
    found = {(each.source, each.target) for each in _trace(story, answer, tmp_path).rejected}
    assert wanted <= found
    assert wanted or not found


@pytest.mark.parametrize(("story", "answer"), _cases("divergences"))
def test_divergences(story: Story, answer: Answer, tmp_path: Path) -> None:
    found = [
        (each.kind, frozenset((reading.document, reading.text) for reading in each.readings), each.witnesses)
        for each in _trace(story, answer, tmp_path).divergences
    ]
    for wanted in answer.divergences:
        assert wanted in found
    assert not {kind for kind, _, _ in found} & set(answer.agreements), found


def test_the_order_of_the_files_changes_nothing(tmp_path: Path) -> None:
    """One story, its files renamed so that they sort the other way round, has the same edges."""
    story = next(each for each in STORIES if each.name == "chain-of-credits")
    names = {file: f"{90 - number}-{file}" for number, file in enumerate(sorted(story.documents))}
    for file, content in story.documents.items():
        (tmp_path / names[file]).write_text(content, encoding="utf-8")
    back = {Path(name).stem: Path(file).stem for file, name in names.items()}
    edges = {(back.get(e.source, e.source), back.get(e.target, e.target)) for e in provenance.trace(tmp_path).edges}
    assert edges == set(story.answers[0].edges)


def _trace(story: Story, answer: Answer, folder: Path) -> provenance.Trace:
    unknown = answer.without - set(story.documents)
    assert not unknown, f"the story has no {', '.join(sorted(unknown))}"
    for file, content in story.documents.items():
        if file not in answer.without:
            (folder / file).write_text(content, encoding="utf-8")
    trace = provenance.trace(folder)
    stems = sorted(Path(file).stem for file in story.documents if file not in answer.without)
    assert [document.id for document in trace.documents] == stems
    assert not [problem for problem in trace.problems if problem.severity != "notice"]
    return trace


def _edges(trace: provenance.Trace, answer: Answer) -> dict[tuple[str, str], tuple[str, str | None]]:
    """Edges with what the answer asks about them."""
    asked = {ends for ends, (_, drawn) in answer.edges.items() if drawn}
    return {
        (edge.source, edge.target): (str(edge.kind), str(edge.drawn) if (edge.source, edge.target) in asked else None)
        for edge in trace.edges
    }


def _pairs(trace: provenance.Trace) -> dict[tuple[str, str], str]:
    """Every pair of documents in the words of an answer; all that is no copy is told apart only where asked."""
    told = {(pair.reuse.left, pair.reuse.right): pair.relation for pair in trace.pairs}
    result = {}
    for ends in itertools.combinations([document.id for document in trace.documents], 2):
        relation = told.get(ends)
        if relation is None:
            result[ends] = "unrelated"
        elif relation.relation == "copy":
            result[ends] = relation.direction
        else:
            result[ends] = "siblings" if relation.relation == "common_source" else str(relation.relation)
    return result


def _wanted_pairs(trace: provenance.Trace, answer: Answer) -> dict[tuple[str, str], str]:
    found = _pairs(trace)
    above = _ancestors(answer)
    wanted = {}
    for left, right in found:
        told = answer.pairs.get((left, right)) or answer.pairs.get((right, left)) or _implied(left, right, above)
        is_copy = found[left, right] in {"left_first", "right_first", "siblings", "undecided"}
        wanted[left, right] = found[left, right] if told == "no copy" and not is_copy else told
    return wanted


def _implied(left: str, right: str, above: dict[str, set[str]]) -> str:
    """What the edges of an answer make of two documents."""
    if left in above.get(right, set()):
        return "left_first"
    if right in above.get(left, set()):
        return "right_first"
    return "siblings" if above.get(left, set()) & above.get(right, set()) else "no copy"


def _ancestors(answer: Answer) -> dict[str, set[str]]:
    parents: dict[str, set[str]] = {}
    for (source, target), (kind, _) in answer.edges.items():
        if kind in COPYING:
            parents.setdefault(target, set()).add(source)
    above: dict[str, set[str]] = {}
    for node in parents:
        waiting = [node]
        while waiting:
            for parent in parents.get(waiting.pop(), set()) - above.setdefault(node, set()):
                above[node].add(parent)
                waiting.append(parent)
    return above
