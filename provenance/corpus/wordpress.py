"""WordPress answers (REST API) taken apart into one post each."""

from __future__ import annotations

from collections.abc import Iterator

_ADDRESS_KEYS = ("link", "guid", "URL", "url", "slug")


def is_post(value: object) -> bool:
    """Whether a JSON value is a post: it has a title or an address, and a place for its content.

    Both spellings count: ``wp/v2`` (``{"content": {"rendered": …}}``) and WordPress.com's (``{"content": "…"}``).
    """
    if not isinstance(value, dict) or "content" not in value:
        return False
    has_content = isinstance(value["content"], str) or (isinstance(value["content"], dict) and "rendered" in value["content"])
    return has_content and ("title" in value or any(key in value for key in _ADDRESS_KEYS))


def post_content(post: dict[str, object]) -> str:
    """The post's HTML, empty if it has none."""
    content = post.get("content")
    if isinstance(content, dict):
        content = content.get("rendered")
    return content if isinstance(content, str) else ""


def records_of(value: object) -> tuple[bool, list[object]]:
    """Whether a JSON value is a container, and what it holds: itself, the members of a list or of ``{"posts": […]}``.

    Examples:
        >>> records_of({"posts": [1, 2]}), records_of({"content": ""})
        ((True, [1, 2]), (False, [{'content': ''}]))

    """
    if isinstance(value, list):
        return True, value
    if isinstance(value, dict) and isinstance(value.get("posts"), list) and not is_post(value):
        return True, list(value["posts"])
    return False, [value]


def unreadable_reasons(value: object) -> Iterator[str]:
    """Why a JSON value cannot be read as a post; nothing if it can."""
    if isinstance(value, dict) and {"content", "author_name", "post"} <= value.keys() and "title" not in value:
        yield "a reader's comment on a WordPress site and no post; leave it out"
    elif isinstance(value, dict) and "content" not in value and {"code", "message"} <= value.keys():
        yield f"an error message of a WordPress site and no post ({value['code']}); fetch the post again"
    elif isinstance(value, dict) and "content" not in value and "title" in value and any(key in value for key in _ADDRESS_KEYS):
        yield "a WordPress post without content (content.rendered is not there); fetch it with its content"
    elif not isinstance(value, dict) or not is_post(value):
        yield "JSON, but no WordPress post: title, link and content.rendered are not there; give posts, HTML or text"
    elif not post_content(value).strip():
        is_protected = isinstance(value["content"], dict) and value["content"].get("protected")
        why = "it is protected by a password" if is_protected else "content.rendered is empty"
        yield f"a WordPress post without content ({why}); fetch it with its content"
