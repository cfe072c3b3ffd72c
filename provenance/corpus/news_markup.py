"""A news item as HTML: headline, byline, text, and what its agency says of rights below it."""

from __future__ import annotations

import html
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsText:
    """The parts of a news item. ``body`` is HTML, everything else plain; ``notices`` are lines on rights and credits."""

    headline: str
    subhead: str = ""
    byline: str = ""
    dateline: str = ""
    body: str = ""
    notices: tuple[str, ...] = ()
    language: str = ""


def news_html(text: NewsText) -> str:
    """The item as a page; a line that stands in its body already is not repeated.

    Examples:
        >>> news_html(NewsText(headline="Rain & wind", body="<p>It rained.</p>"))
        '<html><head></head><body><article><h1>Rain &amp; wind</h1><p>It rained.</p></article></body></html>'

    """
    above = (
        ("h1", "", text.headline),
        ("p", "subtitle", text.subhead),
        ("p", "byline", text.byline),
        ("p", "dateline", text.dateline),
    )
    top = "".join(
        f"<{tag}{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{html.escape(words, quote=False)}</{tag}>"
        for tag, kind, words in above
        if words and f">{html.escape(words, quote=False)}<" not in text.body
    )
    lines = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in dict.fromkeys(text.notices) if line not in text.body)
    language = f' lang="{html.escape(text.language)}"' if text.language else ""
    footer = f"<footer>{lines}</footer>" if lines else ""
    return f"<html{language}><head></head><body><article>{top}{text.body}</article>{footer}</body></html>"
