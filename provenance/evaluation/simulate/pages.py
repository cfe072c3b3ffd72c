"""A publication as a web page or as a post from a WordPress site."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from datetime import timedelta, timezone

from provenance.evaluation.chance import Chance
from provenance.evaluation.simulate.data import load, named_texts
from provenance.evaluation.simulate.plain_text import date_line
from provenance.evaluation.simulate.publication import Paragraph, Part, Publication, ShownDate

_HEAD_TAGS = {
    "canonical": '<link rel="canonical" href="{}">',
    "syndication-source": '<meta name="syndication-source" content="{}">',
    "original-source": '<meta name="original-source" content="{}">',
    "importer": '<meta name="syndication_permalink" content="{}">',
}
_DATED_ON_PAGE = frozenset({2, 3, 4})
"""Page templates with the date below the headline, ..."""
_DATED_ON_PAGE_ONLY = frozenset({2})
"""... and those without it in the head."""
_BODY_CLASSES = ("entry-content", "article-body", "story", "post-content", "content__body", "single-content")
"""Class of the element that holds the article, by page template."""


def web_page(publication: Publication) -> str:
    """A whole page: head, navigation, article, furniture, footer."""
    outlet = publication.outlet
    furniture = named_texts(load("press.toml"), "furniture", "press.toml")
    nav = furniture["nav"][outlet.template % len(furniture["nav"])].split("|")
    blocks = [furniture["blocks"][(outlet.template + step) % len(furniture["blocks"])] for step in range(3)]
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        *_head(publication),
        "</head>",
        "<body>",
        f"<nav><ul>{''.join(map(_menu_item, nav))}</ul></nav>",
        "<main><article>" if outlet.template % 2 else '<div class="wrap">',
        f"<h1>{html.escape(publication.title)}</h1>",
        *_top_lines(publication),
        f'<div class="{_BODY_CLASSES[outlet.template]}">',
        body_markup(publication),
        "</div>",
        "</article></main>" if outlet.template % 2 else "</div>",
        f'<aside class="sidebar"><h3>{furniture["related"][outlet.template % 4]}</h3><p>{html.escape(blocks[0])}</p></aside>',
        f"<footer><p>{html.escape(blocks[1])}</p><p>{html.escape(blocks[2])}</p>{_copyright(publication)}</footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _menu_item(name: str) -> str:
    return f'<li><a href="/{name.lower().replace(" ", "-")}">{html.escape(name)}</a></li>'


_POST_NUMBERS = 90_000
"""How many post numbers a site has before they begin anew."""


def _post_number(publication: Publication) -> int:
    """Number of a post: later posts of one site have greater ones, but those of two sites tell nothing of who was first."""
    begun = Chance(0, "posts", publication.outlet.host).below(_POST_NUMBERS)
    return 1000 + (begun + int(publication.published.timestamp()) // 60) % _POST_NUMBERS


def wordpress_post(publication: Publication) -> str:
    """The record that a WordPress site's REST interface gives of the post, as one JSON object."""
    outlet = publication.outlet
    number = _post_number(publication)
    record: dict[str, object] = {
        "id": number,
        **_post_dates(publication.shown),
        "guid": {"rendered": f"{outlet.home}/?p={number}"},
        "slug": publication.slug,
        "status": "publish",
        "type": "post",
        "link": publication.url,
        "title": {"rendered": html.escape(publication.title, quote=False)},
        "content": {"rendered": body_markup(publication) + "\n", "protected": False},
        "author": 1 + outlet.template,
    }
    if not publication.is_placed:
        for key in ("guid", "link"):
            del record[key]
    seo = {name: value for name, value in publication.head if name == "canonical"}
    if outlet.template % 2 and publication.is_placed:
        seo = {"canonical": publication.url, "og_site_name": outlet.name} | seo
    if seo:
        record["yoast_head_json"] = seo
    importer = {_importer_key(name): value for name, value in publication.head if name != "canonical"}
    if importer:
        record["meta"] = importer
    return json.dumps(record, ensure_ascii=False)


def body_markup(publication: Publication) -> str:
    """The article's paragraphs as HTML."""
    return "\n".join(_elements(publication))


def _importer_key(name: str) -> str:
    return {"importer": "syndication_permalink", "isBasedOn": "source_url"}.get(name, name.replace("-", "_"))


def _post_dates(shown: ShownDate | None) -> Mapping[str, str]:
    if shown is None:
        return {}
    dates = {"date": f"{shown.local:%Y-%m-%dT%H:%M:%S}"}
    if shown.zoned:
        dates["date_gmt"] = f"{shown.moment:%Y-%m-%dT%H:%M:%S}"
    return dates | {"modified": dates["date"]}


def _head(publication: Publication) -> Iterator[str]:
    outlet = publication.outlet
    title = html.escape(publication.title)
    yield f"<title>{title} | {html.escape(outlet.name)}</title>" if publication.is_placed else f"<title>{title}</title>"
    yield f'<meta property="og:title" content="{title}">'
    if publication.is_placed:
        yield f'<meta property="og:site_name" content="{html.escape(outlet.name)}">'
        yield f'<meta property="og:url" content="{html.escape(publication.url)}">'
    declared = dict(publication.head)
    if publication.is_placed and "canonical" not in declared:
        declared["canonical"] = publication.url
    for name, value in declared.items():
        if name == "isBasedOn":
            data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": publication.title, "isBasedOn": value}
            yield f'<script type="application/ld+json">{json.dumps(data)}</script>'
        else:
            yield _HEAD_TAGS[name].format(html.escape(value))
    if publication.shown is not None and outlet.template not in _DATED_ON_PAGE_ONLY:
        yield f'<meta property="article:published_time" content="{_iso(publication.shown)}">'


def _iso(shown: ShownDate) -> str:
    if shown.by_day:
        return f"{shown.local:%Y-%m-%d}"
    if not shown.zoned:
        return f"{shown.local:%Y-%m-%dT%H:%M}"
    return shown.moment.astimezone(timezone(timedelta(minutes=shown.offset))).isoformat()


def _top_lines(publication: Publication) -> Iterator[str]:
    if publication.byline:
        yield f'<p class="byline">{html.escape(publication.byline)}</p>'
    if publication.shown is not None and publication.outlet.template in _DATED_ON_PAGE:
        yield f'<p class="posted-on">Published {date_line(publication.shown)}</p>'


def _elements(publication: Publication) -> Iterator[str]:
    dateline = publication.dateline
    run: list[str] = []
    attributes = ""
    for paragraph in publication.paragraphs:
        if run and not paragraph.runs_on:
            yield f"<p{attributes}>{' '.join(run)}</p>"
            run = []
        text = _inline(paragraph)
        if paragraph.part is Part.BODY:
            if not run:
                attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in paragraph.attributes)
            run.append(f"{html.escape(dateline)} {text}" if dateline else text)
            dateline = None
        else:
            yield _element(paragraph, text)
    if run:
        yield f"<p{attributes}>{' '.join(run)}</p>"


def _inline(paragraph: Paragraph) -> str:
    """The text with its links."""
    text = html.escape(paragraph.text, quote=False)
    for anchor, url in paragraph.links:
        escaped = html.escape(anchor, quote=False)
        text = text.replace(escaped, f'<a href="{html.escape(url)}">{escaped}</a>', 1)
    return text


def _element(paragraph: Paragraph, text: str) -> str:
    match paragraph.part:
        case Part.EMBED:
            return f'<blockquote class="twitter-tweet"><p>{text}</p></blockquote>'
        case Part.FIGURE:
            return f'<figure><img src="{html.escape(paragraph.image or "")}" alt=""><figcaption>{text}</figcaption></figure>'
        case Part.HEADING:
            return f"<h2>{text}</h2>"
        case _:
            return f"<p>{text}</p>"


def _copyright(publication: Publication) -> str:
    if not publication.is_placed:
        return ""
    return f"<p>© {publication.published.year} {html.escape(publication.outlet.name)}</p>"
