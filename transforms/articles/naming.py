"""What an element's tag, names and attributes say: a block element in, flags out."""

import re
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from transforms.articles import roles
from transforms.articles import segments as marks

Description: TypeAlias = tuple[tuple[str, ...], int, int]
"""Words, roles (``roles.BIT``) and flags (``segments``)."""

NAMES_MAX = 300
_FLAG_OF_TAG = {
    "nav": marks.NAV,
    "menu": marks.NAV,
    "aside": marks.ASIDE,
    "footer": marks.FOOTER,
    "header": marks.HEADER,
    "article": marks.ARTICLE,
    "main": marks.MAIN,
    "figure": marks.FIGURE,
    "figcaption": marks.CAPTION,
    "caption": marks.CAPTION,
    "table": marks.TABLE,
    "blockquote": marks.QUOTE,
    "form": marks.FORM,
    "dialog": marks.DIALOG,
    "p": marks.PARAGRAPH,
    "li": marks.ITEM,
    **dict.fromkeys(("ul", "ol", "dl"), marks.LIST),
    **dict.fromkeys(("td", "th"), marks.CELL),
    **{f"h{rank}": marks.HEADING for rank in range(1, 7)},
}
_FLAG_OF_ROLE = {
    "navigation": marks.NAV,
    "menu": marks.NAV,
    "complementary": marks.ASIDE,
    "contentinfo": marks.FOOTER,
    "banner": marks.HEADER,
    "article": marks.ARTICLE,
    "main": marks.MAIN,
    "dialog": marks.DIALOG,
    "alertdialog": marks.DIALOG,
    "search": marks.FORM,
    "heading": marks.HEADING,
}
_EMBED = re.compile(
    r"\b(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed"
    r"|fb-post|reddit-embed-bq|mastodon-embed)\b"
)
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_NAMING = frozenset(
    {"class", "id", "itemprop", "role", "data-component", "data-testid", "data-qa"}
    | {"data-type", "data-module", "data-block", "data-name", "itemtype"}
)
_POST = re.compile(
    r"\bliveBlogUpdate\b|\blive-?(?:blog|ticker|feed)[-_]*(?:post|item|entry|update)\b",
    re.IGNORECASE,
)


def describe(element: etree._Element, tag: str) -> Description:
    """What ``element`` says of itself."""
    names, role, is_hidden = [], "", False
    for name, value in element.items():
        if name in _NAMING:
            names.append(value[:NAMES_MAX])
            role = value if name == "role" else role
        elif name == "style":
            is_hidden = is_hidden or bool(HIDING.search(value[:NAMES_MAX]))
        elif name == "hidden":
            is_hidden = True
    words, named, flags = _named(tag, " ".join(names))
    flags |= _FLAG_OF_ROLE.get(role, 0) | (marks.HIDDEN if is_hidden else 0)
    return words, named, flags


def unnamed(tag: str) -> Description:
    """What the tag alone says."""
    return _named(tag, "")


@lru_cache(maxsize=8192)
def _named(tag: str, names: str) -> Description:
    """Names come again on every page of a publisher."""
    named = roles.read(names)
    flags = _FLAG_OF_TAG.get(tag, 0)
    flags |= marks.EMBED if _EMBED.search(names) else 0
    flags |= marks.BODY if "articleBody" in names else 0
    flags |= marks.POST if _POST.search(names) else 0
    return (f"<{tag}>", *named.words), named.roles, flags
