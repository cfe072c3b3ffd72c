"""HTML elements from Python: text is escaped unless it is already mark-up."""

from __future__ import annotations

from provenance.render.escape import escape, safe_url, visible

_EMPTY = frozenset({"meta", "br", "hr", "link", "img"})
"""Elements without an end tag (HTML Living Standard, "void elements") that occur in our pages."""


class Markup(str):
    """Finished mark-up: it is not escaped again. Only ``element``, ``join`` and our own constants make it."""

    __slots__ = ()


def element(name: str, /, *children: str | None, **attributes: str | None) -> Markup:
    """One element. Strings are escaped, ``Markup`` is taken as it is, ``None`` is left out.

    An attribute's name loses a trailing underscore and has hyphens for inner ones (``class_``,
    ``aria_label``). Addresses that are not allowed lose their ``href``.

    Examples:
        >>> element("p", "a < b", element("b", "c"), class_="note")
        '<p class="note">a &lt; b<b>c</b></p>'

    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None and (key != "href" or safe_url(value))
    )
    if name in _EMPTY:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(children)}</{name}>")


def join(parts: tuple[str | None, ...] | list[Markup]) -> Markup:
    """Parts one after the other; strings are escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(visible(part)) for part in parts if part is not None))
