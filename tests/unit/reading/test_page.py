"""What on a whole page is the article, told without knowing the site."""

from __future__ import annotations

from provenance.model import Format
from tests.unit.reading.reader import outline, read

LEAD = "The council of Harrow Bay voted on Tuesday to close the old ferry landing at the end of summer, after forty years."
MORE = (
    "Residents who spoke at the meeting were divided, and some recalled the winter when the bridge was shut and nothing else "
    "crossed the water for eleven days."
)
LAST = "The last crossing is planned for the end of September, when a brass band will play on the quay as it did at the first."
TEASER = "An orchard keeper of the upper valley has found a pear that was thought lost, and will plant it in spring."
TEXT = f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>"


def roles(body: str, title: str = "Ferry landing closes") -> dict[str, str]:
    """The role of each text of a page."""
    page = f"<!DOCTYPE html><html><head><title>{title} | Bay Courier</title></head><body>{body}</body></html>"
    return {text: role for role, text in outline(read(page, Format.HTML))}


def test_a_short_article_among_longer_teasers() -> None:
    teasers = "".join(f"<div class='item'><h1>Pear {number} found</h1><p>{number}. {TEASER}</p></div>" for number in range(9))
    found = roles(f"<div><div><h1>Ferry landing closes</h1><div>{TEXT}</div></div></div><div>{teasers}</div>")
    assert found["Ferry landing closes"] == "title"
    assert [found[text] for text in (LEAD, MORE, LAST)] == ["body"] * 3
    assert found[f"3. {TEASER}"] == "other"


def test_a_menu_with_teasers_is_a_menu_however_long() -> None:
    menu = "".join(f"<li>{number}. {TEASER}</li>" for number in range(9))
    found = roles(f"<nav><ul>{menu}</ul></nav><h1>Ferry landing closes</h1>{TEXT}")
    assert found[f"3. {TEASER}"] == "chrome"
    assert found[LEAD] == "body"


def test_the_copy_for_machines_further_down_is_not_the_article() -> None:
    found = roles(
        f"<h1>Ferry landing closes</h1><div class='entry-content'>{TEXT}</div>"
        f"<div itemprop='articleBody'><p>{LEAD} {MORE} {LAST}</p></div>"
    )
    assert (found[LEAD], found[f"{LEAD} {MORE} {LAST}"]) == ("body", "other")


def test_author_and_day_count_near_the_headline_only() -> None:
    others = "".join(f"<div>Pear found</div><div>By Ada Moss</div><div>{number} July 2025</div>" for number in range(1, 9))
    found = roles(f"<h1>Ferry landing closes</h1><div>By Jane Doe Updated July 3, 2025, 10:28am</div>{TEXT}<div>{others}</div>")
    assert found["By Jane Doe Updated July 3, 2025, 10:28am"] == "byline"
    assert found["By Ada Moss"] != "byline"
    assert found["4 July 2025"] != "dateline"


def test_pictures_and_payments_are_told_by_their_words() -> None:
    found = roles(
        f"<h1>Ferry landing closes</h1><p>{LEAD}</p><div>The landing on Tuesday. (AP Photo/Jane Doe)</div>"
        "<div>Photo: Jane Doe, AP</div>"
        f"<p>{MORE}</p><p>{LAST}</p><div>When you buy through links on our site, we may earn an affiliate commission.</div>"
    )
    assert found["The landing on Tuesday. (AP Photo/Jane Doe)"] == "caption"
    assert found["Photo: Jane Doe, AP"] == "caption"
    assert found["When you buy through links on our site, we may earn an affiliate commission."] == "disclaimer"


def test_names_of_elements_are_read_as_words() -> None:
    found = roles(
        f"<h1>Ferry landing closes</h1><div class='ArticlePage-leadCaption'>The old landing</div>{TEXT}"
        "<div class='site-footer'>Harbour Street 4</div>"
        "<div class='Story-authorBio'>Jane Doe writes about the bay and the people who live by it.</div>"
    )
    assert found["The old landing"] == "caption"
    assert found["Harbour Street 4"] == "chrome"
    assert found["Jane Doe writes about the bay and the people who live by it."] == "other"


def test_headings_that_are_links_lead_elsewhere() -> None:
    found = roles(
        f"<h1>Ferry landing closes</h1><p>{LEAD}</p><h3><a href='/pear'>Pear found again</a></h3>"
        f"<h3><a href='/quay'>The quay</a></h3><p>{MORE}</p><p>{LAST}</p><h3>Further afield</h3>"
    )
    assert (found["Pear found again"], found["The quay"], found["Further afield"]) == ("chrome", "heading", "other")


def test_every_text_of_a_page_is_in_some_block() -> None:
    texts = ("Menu", "Ferry landing closes", LEAD, "Advert", MORE, LAST, "More stories", "© Bay Courier")
    found = roles("".join(f"<div>{text}</div>" if text != texts[1] else f"<h1>{text}</h1>" for text in texts))
    assert list(found) == list(texts)
