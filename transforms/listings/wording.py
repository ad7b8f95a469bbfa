"""Markup in a listing's titles and summaries to plain text.

Feeds escape titles never, once or twice, whatever their format demands, so the
text itself has to tell: entities are undone as long as they are there, tags go.
"""

import html
import re

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|<!--.{0,5000}?-->", re.DOTALL)
_FORMATTING_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|div|em|font|h[1-6]|i|img|li|mark|p|q|s|small|span|"
    r"strike|strong|sub|sup|u|ul|wbr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_BREAKING_TAG = re.compile(
    r"</?(?:br|div|h[1-6]|li|p|td|tr|ul|ol|table|blockquote|figure|figcaption)\b"
    r"[^<>]{0,2000}>",
    re.IGNORECASE,
)
_INVISIBLE = re.compile(r"<(script|style)\b.{0,20000}?</\1\s{0,9}>", re.DOTALL | re.I)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}\d{0,2}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_SURROGATE = re.compile("[\ud800-\udfff]")

# Numbers of Windows-1252 bytes as old editors wrote them: &#146; for an apostrophe.
_MISNUMBERED = re.compile("[\x80-\x9f]")
_SUMMARY_FROM_CHARS = 20_000
_SUMMARY_CHARS = 1000


def plain_title(text: str) -> str | None:
    """One line without markup; None where nothing is left.

    >>> plain_title(" <b>Rain</b> &amp;amp; wind ")
    'Rain & wind'
    """
    if "<" in text:
        text = _TAG.sub("", text)
    for _ in range(2):
        if "&" not in text or not _ENTITY.search(text):
            break
        # What an entity hid may be a tag (&lt;b&gt;) or a sign (a &lt; b).
        text = _FORMATTING_TAG.sub("", html.unescape(text))
    return one_line(text)


def plain_summary(markup: str) -> str | None:
    """The first 1000 characters of the text in a piece of HTML, on one line."""
    text = markup[:_SUMMARY_FROM_CHARS]
    if "&lt;" in text and "<" not in text:
        text = html.unescape(text)
    if "<" in text:
        text = _BREAKING_TAG.sub(" ", _INVISIBLE.sub(" ", text))
        text = _TAG.sub("", text)
    line = one_line(html.unescape(text))
    if line is None or len(line) <= _SUMMARY_CHARS:
        return line
    return line[:_SUMMARY_CHARS].rpartition(" ")[0] + " …"


def one_line(text: str) -> str | None:
    """``text`` with single spaces, no NULs and no surrogates; None for no text."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if _MISNUMBERED.search(text):
        text = _MISNUMBERED.sub(_windows_character, text)
    return " ".join(text.replace("\0", "").split()) or None


def _windows_character(found: "re.Match[str]") -> str:
    return bytes([ord(found[0])]).decode("cp1252", "replace")
