"""What a forensic analyst says of the seed corpus, check by check, read from the JSON."""

from __future__ import annotations

import itertools
import json
import shutil
from pathlib import Path

import pytest

import provenance
from tests.seeds.result import Result, kinds, places, short

COPYING = {"republished", "republished_with_edits", "excerpted", "syndicated_through"}
CNN = "source:cnn.com"
TITLE = "Russia becomes first nation to recognize Taliban government of Afghanistan since 2021 takeover"


def test_five_documents_with_their_formats(result: Result) -> None:
    assert [short(item["id"]) for item in result.data["documents"]] == ["000", "001", "002", "003", "004"]
    assert [item["format"] for item in result.data["documents"]] == ["wordpress_rest_json", *["plain_text"] * 4]


def test_a_second_run_gives_the_same_bytes(seeds: Path, trace: provenance.Trace) -> None:
    assert provenance.trace(seeds).to_json() == trace.to_json()


def test_file_names_and_order_change_nothing_but_names(seeds: Path, trace: provenance.Trace, tmp_path: Path) -> None:
    names = {}
    for number, path in enumerate(sorted(seeds.iterdir(), reverse=True)):
        shutil.copy(path, tmp_path / f"n{number}.txt")
        names[f"n{number}"] = path.stem
    renamed = json.loads(provenance.trace(sorted(tmp_path.iterdir(), reverse=True)).to_json())
    plain = json.loads(trace.to_json())

    def edges(data: dict[str, list[dict[str, str]]], back: dict[str, str]) -> set[tuple[object, ...]]:
        return {
            (back.get(e["source"], e["source"]), back.get(e["target"], e["target"]), e["kind"], e["probability"])
            for e in data["edges"]
        }

    assert edges(renamed, names) == edges(plain, {})
    by_hash = {item["sha256"]: item for item in plain["documents"]}
    for item in renamed["documents"]:
        assert item["text"] == by_hash[item["sha256"]]["text"]
        assert [b["role"] for b in item["blocks"]] == [b["role"] for b in by_hash[item["sha256"]]["blocks"]]


def test_the_wordpress_post_is_read_clean(result: Result) -> None:
    document = result.document("000")
    blocks = result.blocks("000", "body", "heading")
    assert document["title"] == TITLE
    assert len(blocks) == 13
    for rubbish in ("<", "data-uri", "vossi", "u2019", "hellip", "wp-json"):
        assert rubbish not in document["text"]
    assert document["text"].count("Russia has become the first nation to recognize the Taliban government") == 1
    assert "Taliban has exchanged ambassadors" in result.text("000:p09")


def test_the_wordpress_post_s_identity_and_its_credit(result: Result) -> None:
    document = result.document("000")
    assert document["publisher"]["host"] == "dailywashingtoninsider.com"
    assert document["published"]["earliest"] == document["published"]["latest"] == "2025-07-04T15:03:47Z"
    assert document["updated"] is None
    (credit,) = result.signals("000", "attribution_line")
    assert credit["host"] == "cnn.com"
    assert [short(block) for block in credit["blocks"]] == ["000:p14"]
    assert [short(block["id"]) for block in result.blocks("000", "credit")] == ["000:p14"]
    ids = [signal for signal in result.signals("000", "cms_component_id") if signal["host"] == "cms.cnn.com"]
    assert len(ids) == 13


def test_the_clock_inside_the_component_ids(result: Result) -> None:
    ids = result.signals("000", "cms_component_id")
    times = sorted(signal["date"]["earliest"] for signal in ids)
    assert times[0] == "2025-07-03T20:55:50.907Z"
    assert times[-1] == "2025-07-03T21:02:42.020Z"
    details = [detail for signal in ids for detail in signal["details"]]
    assert {detail for detail in details if detail.startswith("fingerprint=")} == {"fingerprint=3b6m"}
    missing = {detail.partition("=")[2].split()[0] for detail in details if detail.startswith("missing_counter=")}
    assert {"0008", "000d"} <= missing
    not_before = result.document("000")["not_before"]
    assert not_before["earliest"] == "2025-07-03T21:02:42.020Z"
    assert not_before["basis"] == "cms_id"


def test_the_assam_paper(result: Result) -> None:
    document = result.document("001")
    assert document["publisher"]["name"] == "AssamInk"
    assert document["updated"]["written"] == "2025-07-04T13:30"
    assert document["updated"]["timezone"] is None
    assert document["published"] is None
    paragraphs = result.blocks("001", "body")
    assert len(paragraphs) == 9
    for furniture in ("assaminkcontact", "+91", "Reporter", "Translate", "Powered by"):
        assert all(furniture not in document["text"][block["start"] : block["end"]] for block in paragraphs)
    for date in ("published", "updated", "not_before"):
        assert "2021" not in json.dumps(document[date])


def test_the_unidentified_copy(result: Result) -> None:
    document = result.document("002")
    assert (document["title"], document["publisher"], document["published"]) == (None, None, None)
    (embed,) = result.blocks("002", "embed")
    assert short(embed["id"]) == "002:p05"
    (post,) = result.signals("002", "embedded_post")
    assert post["value"].removeprefix("@") == "MoFA_Afg"
    assert post["date"]["earliest"] == "2025-07-03"
    assert document["not_before"]["earliest"] == "2025-07-03"


@pytest.mark.parametrize("name", ["003", "004"])
def test_undated_documents_of_nobody(result: Result, name: str) -> None:
    assert result.document(name)["published"] is None
    assert result.document(name)["publisher"] is None


def test_a_year_that_was_worked_out_says_so(result: Result) -> None:
    inferred = [item for item in result.document("003")["mentioned_dates"] if item.get("year_inferred")]
    assert any(item["earliest"] == "2025-07-03" for item in inferred)


def test_the_stack_of_notices(result: Result) -> None:
    assert len(result.blocks("004", "body")) == 5
    assert [block["issuer"] for block in result.blocks("004", "disclaimer")] == ["MENAFN", "EIN Presswire"]
    assert result.document("004")["authors"] == []


def test_one_pair_is_a_copy_and_the_figures_are_right(result: Result) -> None:
    copies = [pair for pair in result.data["pairs"] if any(p["type"] == "copy" for p in pair["passages"])]
    assert [(short(pair["left"]), short(pair["right"])) for pair in copies] == [("000", "002")]
    pair = copies[0]
    assert pair["containment"]["left_in_right"] == pytest.approx(0.98, abs=0.015)
    assert pair["containment"]["right_in_left"] == pytest.approx(0.91, abs=0.02)
    assert pair["jaccard"] == pytest.approx(0.90, abs=0.03)
    matches = pair["block_matches"]
    assert len(matches) == 13
    assert sum(match["identical"] for match in matches) == 8
    assert not any(match["moved"] for match in matches)


def test_every_edit_between_the_two_copies(result: Result) -> None:
    edits = result.pair("000", "002")["edits"]
    tokens = [edit for edit in edits if edit["unit"] == "token"]
    assert [edit["kind"] for edit in tokens] == ["substitution"] * 9
    changes = [(edit["left_text"], edit["right_text"]) for edit in tokens]
    assert changes.count(("US", "U.S.")) == 7
    assert changes.count(("9-year", "nine-year")) == 1
    assert changes.count(("President", "president")) == 1
    blocks = [
        (edit["kind"], edit["class"], short(edit["left_block"] or edit["right_block"]))
        for edit in edits
        if edit["unit"] == "block"
    ]
    assert ("insertion", "paragraph", "002:p13") in blocks
    assert ("insertion", "embed", "002:p05") in blocks
    assert [kind for _, kind, _ in blocks].count("paragraph") == 1
    assert not any("000:p09" in short(edit["left_block"] or "") for edit in edits)


def test_both_copies_come_from_an_absent_cnn_story(result: Result) -> None:
    edges = result.edges()
    first, second = edges[CNN, "000"], edges[CNN, "002"]
    assert first["kind"] == "republished"
    assert first["probability"] >= 0.95
    assert {"attribution_line", "cms_component_id"} <= kinds(first["evidence"])
    assert second["kind"] == "republished_with_edits"
    assert 0.8 <= second["probability"] < first["probability"]
    assert {"verbatim_overlap", "self_reference"} <= kinds(second["evidence"])
    source = next(item for item in result.data["sources"] if item["id"] == CNN)
    assert source["kind"] == "named"
    assert source["host"] == "cnn.com"


def test_the_copies_are_siblings_and_both_directions_are_rejected_with_reason(result: Result) -> None:
    assert not {("000", "002"), ("002", "000")} & set(result.edges())
    assert result.pair("000", "002")["relation"] == "common_source"
    down, up = result.rejected()["000", "002"], result.rejected()["002", "000"]
    assert {"002:p13", "002:p05"} & places(down["evidence"])
    assert "cms_component_id" in kinds(up["evidence"])
    for rejected in (down, up):
        assert "U.S." not in json.dumps(rejected)


def test_nothing_else_is_joined_by_copying(result: Result) -> None:
    observed = {short(item["id"]) for item in result.data["documents"]}
    for source, target in (pair for pair, edge in result.edges().items() if edge["kind"] in COPYING):
        assert not (source in observed and target in observed)
    for left, right in itertools.combinations(sorted(observed), 2):
        if (left, right) != ("000", "002"):
            pair = result.pair(left, right)
            assert pair["relation"] in {"same_event", "shared_quotation"}
            assert pair["jaccard"] <= 0.01


def test_the_ministry_s_words_are_one_cluster_and_no_copying(result: Result) -> None:
    cluster = next(
        item
        for item in result.data["quotations"]
        if {"000:p02", "002:p02", "003:p02"} <= {short(member["block"]) for member in item["members"]}
    )
    members = {short(member["block"]): member for member in cluster["members"]}
    assert "ministry" in cluster["speaker"].lower()
    assert members["003:p02"]["variant"] != members["000:p02"]["variant"]
    assert members["000:p02"]["variant"] == members["002:p02"]["variant"] == 0
    assert members["001:p04"]["form"] == "indirect"
    speaker = next(
        item["id"] for item in result.data["sources"] if item["kind"] == "speaker" and "ministry" in item["label"].lower()
    )
    targets = [target for source, target in result.edges() if source == speaker]
    assert targets.count(CNN) == 1
    assert not {"000", "002"} & set(targets)


def test_the_distributors_of_the_press_text(result: Result) -> None:
    edges = result.edges()
    to_host = next(pair for pair in edges if pair[1] == "004")
    labels = {item["id"]: item["label"] for item in result.data["sources"]}
    assert labels[to_host[0]] == "EIN Presswire"
    hop = next(pair for pair in edges if pair[1] == to_host[0])
    assert labels[hop[0]] == "MENAFN"
    assert edges[hop]["probability"] <= 0.85
    assert kinds(edges[hop]["evidence"]) & {"disclaimer", "disclaimer_order"}
    provider = next(pair for pair in edges if pair[1] == hop[0])
    kind = {item["id"]: item["kind"] for item in result.data["sources"]}[provider[0]]
    assert kind == "anonymous"
    assert {edges[pair]["kind"] for pair in (to_host, hop, provider)} == {"syndicated_through"}
    assert [pair for pair in edges if pair[0] in {to_host[0], hop[0]}] == sorted({hop, to_host})


def divergence(result: Result, *blocks: str) -> dict[str, object]:
    return next(
        item for item in result.data["divergences"] if set(blocks) <= {short(reading["block"]) for reading in item["readings"]}
    )


def test_the_date_of_the_delisting_is_disputed_and_nobody_is_declared_right(result: Result) -> None:
    found = divergence(result, "001:p08", "000:p08", "002:p09", "003:p04", "004:p02")
    readings = {short(reading["block"]): reading for reading in found["readings"]}  # type: ignore[attr-defined]
    assert "2024" in readings["001:p08"]["text"]
    assert "2025" in readings["000:p08"]["text"]
    assert readings["003:p04"]["compatible"]
    assert readings["004:p02"]["compatible"]
    assert found["witnesses"] == 2


def test_one_paper_contradicts_itself(result: Result) -> None:
    found = [item for item in result.data["divergences"] if item["kind"] == "chronology"]
    assert sorted({short(reading["block"]) for item in found for reading in item["readings"]}) == ["001:p08"]


def test_the_day_of_the_credentials_and_the_ambassador_s_name(result: Result) -> None:
    found = divergence(result, "004:p01", "003:p03")
    assert "date" in {item["kind"] for item in result.data["divergences"]}
    assert found["witnesses"] == 2
    names = [item for item in result.data["divergences"] if item["kind"] == "name"]
    assert any({"Gul Hassan", "Gul Hassan Hassan"} <= {r["text"] for r in item["readings"]} for item in names)


def test_house_style_is_no_divergence(result: Result) -> None:
    for item in result.data["divergences"]:
        texts = {reading["text"] for reading in item["readings"]}
        for pair in ({"US", "U.S."}, {"9-year", "nine-year"}, {"President", "president"}):
            assert not pair <= texts


def test_the_summary_counts_texts_not_files(result: Result) -> None:
    assert result.data["summary"]["documents"] == 5
    assert result.data["summary"]["independent_texts"] == {"low": 4, "likely": 4, "high": 4}
    assert "4 independent texts" in result.data["summary"]["headline"]
