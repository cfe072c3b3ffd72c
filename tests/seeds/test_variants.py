"""The checks hold for the right reasons.

Take a signal away and the right edges stay, less sure; take away what excludes a direction and it is open; rename
everybody and nothing changes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seeds import variants
from tests.seeds.result import Result, kinds
from tests.seeds.variants import Change, both, in_post, traced, without_paragraph

CNN = "source:cnn.com"
TOLD = "People familiar with American conversations"


def probabilities(result: Result) -> dict[str, float]:
    return {target: edge["probability"] for (source, target), edge in result.edges().items() if source == CNN}


@pytest.mark.parametrize(
    ("document", "change", "weaker"),
    [
        ("000", in_post(variants.without_credit), "000"),
        ("000", in_post(variants.without_ids), "000"),
        ("002", lambda text: text.replace("told CNN in April", "said in April"), "002"),
        ("002", without_paragraph(TOLD), "002"),
    ],
    ids=["no credit line", "no component ids", "no self-reference", "no paragraph that names CNN"],
)
def test_without_one_signal_the_edges_stay_and_are_less_sure(
    seeds: Path, result: Result, tmp_path: Path, document: str, change: Change, weaker: str
) -> None:
    less = traced(seeds, tmp_path, {document: change})
    whole, rest = probabilities(result), probabilities(less)
    assert {"000", "002"} <= set(rest)
    assert rest[weaker] < whole[weaker]
    assert all(rest[name] <= whole[name] for name in ("000", "002"))
    assert not {("000", "002"), ("002", "000")} & set(less.edges())


def test_without_the_text_that_excludes_it_the_direction_is_open(seeds: Path, tmp_path: Path) -> None:
    less = traced(seeds, tmp_path, {"002": both(without_paragraph(TOLD), variants.without_embed)})
    assert ("000", "002") not in less.rejected()
    assert ("002", "000") in less.rejected()


def test_without_the_ids_and_the_credit_the_other_direction_is_open(seeds: Path, tmp_path: Path) -> None:
    less = traced(seeds, tmp_path, {"000": in_post(both(variants.without_credit, variants.without_ids))})
    assert ("002", "000") not in less.rejected()
    assert ("000", "002") not in less.edges()


def test_renamed_outlets_change_nothing_but_names(seeds: Path, result: Result, tmp_path: Path) -> None:
    other = traced(seeds, tmp_path, dict.fromkeys(("000", "002", "004"), variants.renamed))

    def shape(found: Result) -> set[tuple[str, str, str, float]]:
        names = {"source:harbourwire.com": CNN, "source:nordfn": "source:menafn", "source:lake-presswire": "source:ein-presswire"}
        return {
            (names.get(source, source), names.get(target, target), edge["kind"], edge["probability"])
            for (source, target), edge in found.edges().items()
        }

    assert shape(other) == shape(result)


def test_a_saved_page_says_the_same_as_the_record(seeds: Path, result: Result, tmp_path: Path) -> None:
    other = traced(seeds, tmp_path, {"000": variants.as_page})
    assert other.document("000")["format"] == "html"
    edge = other.edges()[CNN, "000"]
    assert {"attribution_line", "cms_component_id"} <= kinds(edge["evidence"])
    assert edge["probability"] == result.edges()[CNN, "000"]["probability"]
    assert other.pair("000", "002")["relation"] == "common_source"
    assert [match["identical"] for match in other.pair("000", "002")["block_matches"]].count(True) == 8


def test_the_original_takes_the_place_of_the_grey_node(seeds: Path, tmp_path: Path) -> None:
    copy = variants.without_embed((seeds / variants.FILES["002"]).read_text(encoding="utf-8"))
    story = copy.replace("U.S.", "US").replace("nine-year", "9-year")
    paragraphs = "".join(f"<p>{part}</p>" for part in story.split("\n\n"))
    page = (
        '<html><head><title>Russia recognizes the Taliban | CNN</title><meta property="og:url" '
        'content="https://www.cnn.com/2025/07/03/europe/russia-taliban"><meta property="og:site_name" content="CNN">'
        f"</head><body><article><h1>Russia recognizes the Taliban</h1>{paragraphs}</article></body></html>"
    )
    (tmp_path / "original.html").write_text(page, encoding="utf-8")
    result = traced(seeds, tmp_path, {})
    assert CNN not in {source["id"] for source in result.data["sources"]}
    edges = result.edges()
    assert ("original", "000") in edges
    assert ("original", "002") in edges


def test_a_notice_that_both_carry_joins_nobody(seeds: Path, tmp_path: Path) -> None:
    press = (seeds / variants.FILES["004"]).read_text(encoding="utf-8")
    notices = press[press.index("Legal Disclaimer:") :]
    result = traced(seeds, tmp_path, {"003": lambda text: text + "\n" + notices})
    pair = result.pair("003", "004")
    assert pair["relation"] in {"same_event", "shared_quotation"}
    assert pair["jaccard"] <= 0.01


def test_stacked_the_other_way_round_the_chain_turns(seeds: Path, tmp_path: Path) -> None:
    def turned(text: str) -> str:
        first, second = (text.index("Legal Disclaimer:\nMENAFN"), text.index("Legal Disclaimer:\nEIN"))
        return text[:first] + text[second:].rstrip() + "\n" + text[first:second]

    edges = traced(seeds, tmp_path, {"004": turned}).edges()
    assert ("source:ein-presswire", "source:menafn") in edges
    assert ("source:menafn", "004") in edges
