"""Floors on real lines and bodies: what was measured may not drop unnoticed. Needs the development data."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from provenance.model import Signal, SignalKind
from provenance.signals import mark
from tests.unit.signals.factory import document

pytestmark = pytest.mark.shared


def signals_of(line: str) -> tuple[Signal, ...]:
    return mark(document([line]))[1]


def test_real_credit_lines(shared: Path) -> None:
    with (shared / "data/credit-lines/credit_lines_dev.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def count(label: str, *wanted: SignalKind) -> int:
        lines = [row["line"] for row in rows if row["weak_label"] == label]
        return sum(any(signal.kind in wanted for signal in signals_of(line)) for line in lines)

    assert count("republication_credit", SignalKind.ATTRIBUTION_LINE) >= 115  # of 137, of which about 20 are no credit or cut off
    assert count("reporting_credit", SignalKind.WIRE_CREDIT) == 9
    assert count("wire_dateline", SignalKind.AGENCY_DATELINE) >= 28  # of 37, the rest photo credits and mentions
    assert count("other", SignalKind.ATTRIBUTION_LINE) <= 1
    assert count("agency_mention", SignalKind.ATTRIBUTION_LINE, SignalKind.WIRE_CREDIT, SignalKind.AGENCY_DATELINE) == 0


def test_real_bodies_name_the_external_origin_they_credit(shared: Path) -> None:
    folder = shared / "data/fnc1-news"
    with (folder / "external_origin_dev.csv").open(encoding="utf-8", newline="") as file:
        wanted = {row["child"] for row in csv.DictReader(file)}
    with (folder / "edges_gold_credit_dev.csv").open(encoding="utf-8", newline="") as file:
        wanted |= {row["child"] for row in csv.DictReader(file)}
    credited = set()
    for row in (folder / "docs_dev.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(row)
        paragraphs = [part.strip() for part in item["text"].split("\n\n") if part.strip()]
        if any(signal.kind is SignalKind.ATTRIBUTION_LINE and signal.strength >= 4 for signal in mark(document(paragraphs))[1]):
            credited.add(item["id"])
    assert wanted <= credited
    assert len(credited - wanted) <= 5
