"""Every published limit is kept, and an input beyond it is named."""

from __future__ import annotations

from dataclasses import fields

import pytest

from provenance.settings import Limits
from tests.docs.limits import ELSEWHERE, PASSED, told


def test_every_limit_is_tried_here_or_beside_its_reader() -> None:
    assert [field.name for field in fields(Limits) if field.name not in ELSEWHERE] == list(PASSED)


@pytest.mark.parametrize("name", PASSED)
def test_an_input_beyond_a_limit_is_named_with_what_to_do(name: str) -> None:
    problems = told(name)
    assert problems
    severity, message = problems[0]
    assert severity in {"skipped", "degraded"}
    assert "limit" in message or "limits." in message or "more of this kind" in message or name == "listed_problems"


def test_problems_beyond_the_limit_are_counted() -> None:
    assert len(told("listed_problems")) == PASSED["listed_problems"].limits["listed_problems"] + 1
    assert "6 more" in told("listed_problems")[-1][1]
