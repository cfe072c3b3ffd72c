"""Short articles written for tests, and ways to wrap and disguise them."""

from __future__ import annotations

import html
import json

FERRY = (
    "The council of Harrow Bay voted on Tuesday to close the old ferry landing, ending a service that has carried commuters "
    "across the estuary for ninety-one years. Members said the wooden pier had become too dangerous to repair and that the "
    "money would be better spent on the new footbridge upstream.",
    "Residents who spoke at the meeting were divided. Some recalled learning to swim beside the moorings, while shopkeepers "
    "complained that the summer visitors who used to arrive by boat would now drive past the town without stopping.",
    "The last crossing is planned for the end of September. A brass plate from the first steamer, found under the boards "
    "during an inspection last winter, will be shown in the library next to photographs that families have lent.",
)
"""A story in three paragraphs."""

ORCHARD = (
    "Growers in the upper valley have begun to graft a forgotten pear onto young stock after a botanist recognised the tree in "
    "a monastery garden. The fruit keeps until April without refrigeration, which could spare small farms the cost of cold "
    "stores.",
    "Seven orchards have planted trial rows so far. The first harvest worth selling is expected in four years, and a "
    "cooperative is already asking cooks and cider makers what they would pay for it.",
)
"""A story that has nothing to do with the other."""


def plain(paragraphs: tuple[str, ...]) -> str:
    """Paragraphs as plain text."""
    return "\n\n".join(paragraphs) + "\n"


def page(paragraphs: tuple[str, ...], title: str = "", host: str = "") -> str:
    """Paragraphs as the page of a site with a menu, a side bar and a footer around them."""
    canonical = f'<link rel="canonical" href="https://{host}/story">' if host else ""
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>{canonical}</head><body>'
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
        f"<main><article><h1>{html.escape(title)}</h1>{body}</article></main>"
        '<aside><h2>Most read</h2><ul><li><a href="/a">Ten walks by the sea</a></li><li><a href="/b">Tides</a></li></ul></aside>'
        "<footer><p>Contact us | Terms of use | Privacy</p></footer></body></html>"
    )


def post(paragraphs: tuple[str, ...], title: str, link: str = "https://bay-courier.com/ferry/") -> str:
    """Paragraphs as the answer of a WordPress site, not escaped for HTML."""
    content = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return json.dumps(
        {
            "id": 7,
            "date_gmt": "2025-07-01T10:00:00",
            "guid": {"rendered": link},
            "link": link,
            "title": {"rendered": title},
            "content": {"rendered": content},
        }
    )
