"""Charsets: what is believed of servers, documents and bytes that contradict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.encodings import Media, decode

LATIN = "text/html; charset=iso-8859-1"
UTF8 = 'text/html; Charset="UTF-8"'
POLISH = "W Łodzi spadł śnieg, żurawie wróciły"
RUSSIAN = "Снег в Москве"


def xml(text: str, charset: str) -> str:
    return f'<?xml version="1.0" encoding="{charset}"?><t>{text}</t>'


def meta(text: str, charset: str) -> str:
    return f"<html><head><meta charset={charset}></head>{text}"


@pytest.mark.parametrize(
    ("body", "content_type", "media"),
    [
        (POLISH.encode(), None, "text"),
        (POLISH.encode(), LATIN, "html"),
        (meta(POLISH, "windows-1250").encode(), LATIN, "html"),
        (b"\xef\xbb\xbf" + xml(POLISH, "iso-8859-1").encode(), LATIN, "xml"),
        (xml(POLISH, "utf-16").encode("utf-16"), None, "xml"),
        (xml(POLISH, "utf-16").encode("utf-16-be"), None, "xml"),
        (xml(POLISH, "utf-16").encode(), None, "xml"),
        (xml(POLISH, "windows-1250").encode("cp1250"), None, "xml"),
        (xml(POLISH, "utf-8").encode("cp1250"), "text/xml; charset=cp1250", "xml"),
        (meta(POLISH, "iso-8859-2").encode("iso8859-2"), LATIN, "html"),
        (meta(POLISH, "utf-8").encode("cp1250"), UTF8, "html"),
        (POLISH.encode("cp1250"), "text/plain; charset=klingon", "text"),
    ],
)
def test_text_survives_wrong_labels(
    body: bytes, content_type: str | None, media: Media
) -> None:
    assert POLISH in decode(body, content_type, media=media)


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (meta(RUSSIAN, "koi8-r").encode("koi8-r"), None, RUSSIAN),
        (meta(RUSSIAN, "koi8-r").encode("koi8-r"), LATIN, RUSSIAN),
        (RUSSIAN.encode("cp1251"), LATIN, RUSSIAN),
        ("It’s “so”".encode("cp1252"), LATIN, "It’s “so”"),
        ("Grève à Besançon".encode("latin-1"), UTF8, "Grève à Besançon"),
        (b'<meta http-equiv=x content="text/html; charset=big5">\xa5\x78', None, "台"),
        ("京都で地震".encode("iso2022_jp"), None, "京都で地震"),
        ("北京下雪".encode("gbk"), "text/html; charset=GB2312", "北京下雪"),
    ],
)
def test_page_is_read_as_its_readers_see_it(
    body: bytes, content_type: str | None, expected: str
) -> None:
    assert decode(body, content_type, media="html").endswith(expected)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "Últimas notícias da região: ação política não avança"),
        ("cp1252", "Übergröße für Männer"),
        ("cp1252", "Åse Øystein"),
        ("cp1252", "L’Écho d’Été"),
        ("cp1250", "Příliš žluťoučký kůň"),
        ("cp1251", "Ціни на зерно зросли"),
        ("koi8-r", "Цены на зерно выросли"),
        ("iso8859-5", "Цены на зерно выросли"),
        ("cp1253", "Χιόνι στην Αθήνα"),
        ("cp1254", "İstanbul'da kar yağışı"),
        ("cp1255", "שלום עולם חדשות היום"),
        ("cp1256", "أخبار اليوم في العالم"),
        ("cp1257", "Lietuvos žmonės švenčia"),
        ("cp874", "ข่าววันนี้ในประเทศไทย"),
        ("euc_jp", "新しい橋が開通"),
        ("cp932", "新しい橋が開通"),
        ("cp949", "새 다리 개통"),
        ("gb18030", "选举结果公布"),
        ("big5", "選舉結果公布"),
    ],
)
def test_headline_without_any_label_is_recognised(codec: str, text: str) -> None:
    assert decode(text.encode(codec), None, media="text") == text


def test_windows_quotes_pasted_into_utf8_are_quotes() -> None:
    body = "Київ і Львів ".encode() + b"\x93so\x94"
    assert decode(body, UTF8, media="html") == "Київ і Львів “so”"


def test_body_cut_within_a_character_keeps_its_charset() -> None:
    body = "選舉結果公布 台北下雨".encode("big5")[:-1]
    text = decode(body, "text/html; charset=big5", media="html")
    assert text.startswith("選舉結果公布 台北下")


def test_nuls_and_byte_order_marks_are_gone() -> None:
    assert decode(b"\xef\xbb\xbfa\0b", None, media="text") == "ab"


bodies = st.binary(max_size=200) | st.text(max_size=60).flatmap(
    lambda text: st.sampled_from(("utf-8", "utf-16", "cp1251", "gb18030")).map(
        lambda codec: text.encode(codec, "ignore")
    )
)
odd_labels = ["utf-8", "utf-16", "latin-1", "gbk", "utf-7", "hex", "idna", "big5"]
labels = st.none() | st.sampled_from(odd_labels).map("text/html; charset={}".format)


@given(bodies, labels, st.sampled_from(("html", "xml", "text")))
def test_any_bytes_become_clean_text(
    body: bytes, content_type: str | None, media: Media
) -> None:
    text = decode(body, content_type, media=media)
    assert "\0" not in text
    text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_utf8_comes_back_whatever_the_server_says(text: str) -> None:
    body = ("<p>é</p>" + text).encode()
    assert decode(body, LATIN, media="html") == "<p>é</p>" + text


@pytest.mark.parametrize("piece", [b"a", b"\xe9 ab", b"<meta \xff", b"\xd0\xbf\xff"])
def test_megabytes_are_read_in_one_pass(piece: bytes) -> None:
    body = piece * (4_000_000 // len(piece))
    assert len(decode(body, None, media="html")) > 1_000_000
