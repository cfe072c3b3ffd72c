"""The public names: the same in the package, in its stub and in the reference."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import provenance

PACKAGE = Path(provenance.__file__).parent


def test_the_stub_names_what_the_package_names() -> None:
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    stubbed = [alias.asname for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(name for name in stubbed if name) == sorted(provenance.__all__)


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    assert sorted(provenance.__all__) == dir(provenance)
    for name in provenance.__all__:
        assert getattr(provenance, name).__doc__


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        provenance.nonsense  # type: ignore[attr-defined] # noqa: B018


def test_the_documentation_tells_of_every_public_name() -> None:
    pages = sorted((PACKAGE.parent / "docs").rglob("*.md"))
    told = set(re.findall(r"\b[A-Za-z_]+\b", "\n".join(page.read_text(encoding="utf-8") for page in pages)))
    assert set(provenance.__all__) <= told
