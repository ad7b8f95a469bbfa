"""Bytes to text, for listings and pages alike: the first step after the archive.

A body and its ``Content-Type`` arrive; text without NULs and lone surrogates
leaves. Servers lie about charsets, so evidence in the bytes goes before labels: a
byte order mark, then valid UTF-8 (text in any other charset is almost never
valid UTF-8 once it holds a few non-ASCII characters), then the HTTP header, the
declaration in the document, and a guess. WHATWG Encoding gives labels their
meaning (https://encoding.spec.whatwg.org/#names-and-labels).
"""

import codecs
import re
from collections.abc import Iterator
from typing import Literal

from transforms.charsets import guess_charset

Media = Literal["html", "xml", "text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read these labels as the larger set that pages really use.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "johab": "cp949",
    "big5": "big5hkscs",
}
# Names in use that Python's codecs do not know.
_ALIASES = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "ks_c_5601-1987": "cp949",
    "unicode-1-1-utf-8": "utf-8",
}
_DECODES_TEXT = re.compile(
    r"cp|iso8859|iso2022|koi8|mac|big5|gb|euc|shift_jis|utf-8|kz1048|ptcp"
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:+-]+)", re.IGNORECASE
)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE
)
_ESCAPED_BYTES = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace")
    for byte in range(0x80, 0x100)
}
_SURROGATE = re.compile("[\ud800-\udfff]")

_DECLARED_WITHIN_BYTES = 4096
# How well a guess must fit to stand against a label that servers send unasked.
_CONVINCING_FIT = 0.8


def decode(body: bytes, content_type: str | None, *, media: Media) -> str:
    """The text of ``body``; never fails, and never holds NULs or lone surrogates.

    ``content_type`` is the whole header value. ``media`` says which declaration to
    look for: ``<?xml encoding``, ``<meta charset`` (after an XML declaration), none.
    """
    text = _decoded(body, content_type, media)
    if "\0" in text:
        text = text.replace("\0", "")
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.removeprefix("\ufeff")


def _decoded(body: bytes, content_type: str | None, media: Media) -> str:
    for mark, codec in _BOMS:
        if body.startswith(mark):
            rest = body[len(mark) :]
            return (
                _mended_utf8(rest)
                if codec == "utf-8"
                else rest.decode(codec, "replace")
            )
    codec_without_mark = _wide_codec(body)
    if codec_without_mark is not None:
        return body.decode(codec_without_mark, "replace")
    labels = tuple(_labels(body, content_type, media))
    if body.isascii():
        return body.decode(_escaping_codec(body, labels) or "ascii", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(body, labels)


def _escaping_codec(body: bytes, labels: tuple[str, ...]) -> str | None:
    """The ISO-2022 charset whose escape sequences give meaning to ASCII bytes."""
    if b"\x1b$" not in body:
        return None
    return next((each for each in labels if each.startswith("iso2022")), "iso2022_jp")


def _wide_codec(body: bytes) -> str | None:
    """UTF-16 without a byte order mark shows in the zeros around the first tag."""
    head = body[:4]
    if len(head) == 4 and head[1] == head[3] == 0 and head[0] and head[2]:
        return "utf-16-le"
    if len(head) == 4 and head[0] == head[2] == 0 and head[1] and head[3]:
        return "utf-16-be"
    return None


def _labels(body: bytes, content_type: str | None, media: Media) -> Iterator[str]:
    """Codecs named by the server and the document, the more telling one first."""
    named = _HEADER_CHARSET.search(content_type or "")
    from_server = _codec(named[1]) if named else None
    from_document = _declared(body[:_DECLARED_WITHIN_BYTES], media)
    # Latin-1 is what a server says that was never told.
    is_default = from_server == "cp1252" and from_document not in (None, "utf-8")
    order = (from_server, from_document)
    yield from filter(None, reversed(order) if is_default else order)


def _declared(head: bytes, media: Media) -> str | None:
    patterns = {
        "html": (_XML_DECLARATION, _META_CHARSET),
        "xml": (_XML_DECLARATION,),
        "text": (),
    }[media]
    for pattern in patterns:
        named = pattern.search(head)
        if named:
            return _codec(named[1].decode("ascii", "replace"))
    return None


def _codec(label: str) -> str | None:
    """The Python codec for a charset label; None for one that decodes no web page."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, ValueError):
        return None
    # UTF-16 declared in bytes that could be read as ASCII cannot be true.
    return (
        _WIDER.get(name, name) if _DECODES_TEXT.match(name) or name in _WIDER else None
    )


def _legacy(body: bytes, labels: tuple[str, ...]) -> str:
    """Text that is not valid UTF-8 as it stands."""
    text = body.decode("utf-8", "surrogateescape")
    if _is_mostly_utf8(text):
        return text.translate(_ESCAPED_BYTES)
    for codec in labels:
        if codec == "utf-8" or (codec == "cp1252" and _is_default_wrong(body)):
            continue
        # A body cut short ends within a character.
        text = body.decode(codec, "replace").rstrip("\ufffd")
        if text.count("\ufffd") * 100 <= _count_beyond_ascii(text):
            return text
    return body.decode(guess_charset(body)[0], "replace")


def _is_default_wrong(body: bytes) -> bool:
    """Whether text called Latin-1 is plainly in another charset."""
    codec, fit = guess_charset(body)
    return codec != "cp1252" and fit >= _CONVINCING_FIT


def _mended_utf8(body: bytes) -> str:
    """UTF-8 in which stray bytes are Windows-1252, as pasted quotes are."""
    text = body.decode("utf-8", "surrogateescape")
    return text.translate(_ESCAPED_BYTES) if _SURROGATE.search(text) else text


def _is_mostly_utf8(text: str) -> bool:
    """``text`` holds stray bytes as surrogates (PEP 383)."""
    valid = text.encode("utf-8", "ignore").decode("utf-8")
    return _count_beyond_ascii(valid) >= 4 * (len(text) - len(valid))


def _count_beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))
