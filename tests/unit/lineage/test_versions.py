"""Versions of one document, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import provenance
from tests.articles import FERRY, ORCHARD

MORE = "In the evening the ferryman hung a lamp on the landing all the same, because the heron had got used to it and so had he."
ADDRESS = "https://bay.example/ferry-closes"


def page(parts: list[str] | tuple[str, ...], title: str, url: str = ADDRESS, head: str = "") -> str:
    body = "\n".join(f"<p>{part}</p>" for part in parts)
    return (
        f"<!doctype html>\n<html lang='en'><head><title>{title}</title><meta property='og:url' content='{url}'>{head}</head>"
        f"<body><article><h1>{title}</h1>\n{body}</article></body></html>"
    )


def traced(folder: Path, **files: str) -> dict[tuple[str, str], str]:
    """The kind of every edge between files of a folder."""
    for name, content in files.items():
        (folder / f"{name}.html").write_text(content, encoding="utf-8")
    return {(edge.source, edge.target): str(edge.kind) for edge in provenance.trace(folder).edges}


def dated(published: str, changed: str = "") -> str:
    found = f"<meta property='article:published_time' content='{published}'>"
    return found + (f"<meta property='article:modified_time' content='{changed}'>" if changed else "")


def test_a_page_that_was_changed_is_a_later_version_of_itself(tmp_path: Path) -> None:
    day = "2024-02-10T09:00:00+00:00"
    edges = traced(
        tmp_path,
        old=page(FERRY, "Ferry closes", head=dated(day)),
        new=page([*FERRY, MORE], "Ferry closes", head=dated(day, "2024-02-10T20:00:00+00:00")),
    )
    assert edges == {("old", "new"): "updated"}


@pytest.mark.parametrize(
    "title", ["UPDATED: Ferry closes", "Ferry closes (Updated)", "UPDATE 2-Ferry closes", "Aktualisiert: Ferry closes"]
)
def test_a_title_says_which_version_is_the_later(tmp_path: Path, title: str) -> None:
    assert traced(tmp_path, a=page([*FERRY, MORE], title), b=page(FERRY, "Ferry closes")) == {("b", "a"): "updated"}


@pytest.mark.parametrize("title", ["Updated rules close the ferry", "Ferry closes", "An update on the ferry"])
def test_other_titles_do_not(tmp_path: Path, title: str) -> None:
    assert traced(tmp_path, a=page([*FERRY, MORE], title), b=page(FERRY, "Ferry closes")) == {}


def test_another_outlet_s_page_is_a_copy_whatever_its_title(tmp_path: Path) -> None:
    credit = "This article first appeared on bay.example."
    edges = traced(
        tmp_path,
        old=page(FERRY, "Ferry closes"),
        copy=page([*FERRY, credit], "UPDATED: Ferry closes", "https://hill.example/ferry-closes"),
    )
    assert edges == {("old", "copy"): "republished"}


def feed(parts: list[str] | tuple[str, ...], guid: str, changed: str, link: str = "") -> str:
    """An Atom feed of one entry."""
    linked = f"<link href='{link}'/>" if link else ""
    body = "".join(f"&lt;p&gt;{part}&lt;/p&gt;" for part in parts)
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>The Bay</title><id>tag:bay.example,2024:feed</id><entry>"
        f"<title>Ferry closes</title><id>{guid}</id>{linked}<updated>{changed}</updated><content type='html'>{body}</content>"
        f"</entry></feed>"
    )


@pytest.mark.parametrize(
    "guid", ["tag:bay.example,2024:7", "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6", "https://bay.example/?p=7"]
)
@pytest.mark.parametrize("links", [("", ""), ("https://bay.example/ferry", "https://bay.example/ferry-closes-at-last")])
def test_an_entry_that_a_feed_gives_twice_under_one_id_is_one_document(tmp_path: Path, guid: str, links: tuple[str, str]) -> None:
    edges = traced(
        tmp_path,
        b=feed(FERRY[:1], guid, "2024-02-10T09:00:00Z", links[0]),
        a=feed([*FERRY, *ORCHARD, MORE], guid, "2024-02-10T20:00:00Z", links[1]),
    )
    assert edges == {("b#1", "a#1"): "updated"}


@pytest.mark.parametrize("guid", ["7", "tag:bay.example,2024:8#b"])
def test_numbers_and_ids_that_differ_are_no_names_of_one_document(tmp_path: Path, guid: str) -> None:
    edges = traced(
        tmp_path,
        b=feed(FERRY[:1], guid, "2024-02-10T09:00:00Z"),
        a=feed([*FERRY, MORE], guid.replace("#b", "#a"), "2024-02-10T20:00:00Z"),
    )
    assert edges == {}


def test_another_story_of_one_site_is_no_version(tmp_path: Path) -> None:
    edges = traced(tmp_path, a=page(FERRY, "Ferry closes"), b=page(ORCHARD, "UPDATED: A pear", "https://bay.example/pear"))
    assert edges == {}
