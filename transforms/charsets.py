"""Which legacy charset some bytes are in, where no label can be believed.

Bytes that are not UTF-8 arrive, a codec's name leaves. A charset is judged with the
letters of the languages it was made for: the right one yields a language's usual
letters, a wrong one yields rare letters, signs and capitals inside words. Short
feed titles suffice, where detectors trained on whole pages guess at random.
"""

import re
from collections import Counter
from collections.abc import Callable

_JUDGED_BYTES = 8192
_FIRST_GREEK = "\u0370"
# Written in every language, so telling little about which.
_COMMON_SIGNS = frozenset("’‘“”„‚–—…«»·•°©®™§€£¿¡½№\xa0")
_SIGN_WEIGHT, _CAPITAL_WEIGHT, _RARE_WEIGHT = 0.75, 0.5, 0.7
# A letter beyond ASCII beside a letter of ASCII: no Greek or Cyrillic word has both.
_WITHIN_LATIN_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")

# Codec, then the letters beyond ASCII of one language: the usual, the rare. Earlier
# lines win ties. Sources: the languages' alphabets, letter counts of their texts.
_SINGLE_BYTE = (
    ("cp1252", "éèàçêôâîûù", "ëïüœæÿñö"),
    ("cp1252", "äöüß", "éàèç"),
    ("cp1252", "áéíóúñ", "üç"),
    ("cp1252", "ãáçéíóêõâú", "ôàü"),
    ("cp1252", "àèéìòù", "îó"),
    ("cp1252", "åäöøæé", "üðþáíóúýèà"),
    ("cp1250", "ąęłóśżćń", "źéü"),
    ("cp1250", "áíéěščřžýů", "úďťňóľĺŕôä"),
    ("cp1250", "áéöőüóíúű", "ä"),
    ("cp1250", "ăîâşţ", "éö"),
    ("cp1250", "čšžćđ", "é"),
    ("iso8859-2", "ąęłóśżćń", "źéü"),
    ("iso8859-2", "áíéěščřžýů", "úďťňóľĺŕôä"),
    ("cp1254", "ışğçöü", "İâîû"),
    ("cp1257", "ėšųžįąčęū", "õäöü"),
    ("cp1257", "āēšīūņļķģčž", "õäöü"),
    ("cp1251", "оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъё"),
    ("cp1251", "оаинтевсрклдмупі", "ябьгзчйхжшюцщєїфґ"),
    ("koi8_u", "оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъё"),
    ("koi8_u", "оаинтевсрклдмупі", "ябьгзчйхжшюцщєїфґ"),
    ("iso8859-5", "оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъё"),
    ("iso8859-5", "оаинтевсрклдмупі", "ябьгзчйхжшюцщєїфґ"),
    ("cp1253", "αοιετσνηυρπκμλς", "ωδγχθφβξζψάέήίόύώ"),
    ("cp1255", "יוהלאתרבמשנחדפקע", "גטסכצזםןךףץ"),
    ("cp1256", "الينمتروبهدعسف", "ةكقحجطصشذخضزثغظأإءئىپچژگی"),
    ("cp874", "านรอกเงมยลวด่้ท", "สต็ะีิแัปหไบคพขชใโจุูื์ถำผซฟธณษญศ"),
)


def guess_charset(body: bytes) -> tuple[str, float]:
    """The likeliest codec for ``body``, and how well it fits: 0 not at all, 1 fully."""
    passages = _passages(body)
    scored = [(codec, fit(passages)) for codec, fit in _MULTI_BYTE.items()]
    counted = Counter(byte for byte in passages if byte > 0x7F)
    within_latin = len(_WITHIN_LATIN_WORD.findall(passages)) / max(1, counted.total())
    for codec, usual, rare in _SINGLE_BYTE:
        fit = _fit_of_letters(counted, codec, usual, rare)
        # "Åse Øystein" in Windows-1252 has the fit of two Cyrillic words otherwise.
        is_latin = usual[0] < _FIRST_GREEK
        scored.append((codec, fit if is_latin else fit * (1 - within_latin)))
    return max(scored, key=lambda each: each[1])


def _passages(body: bytes) -> bytes:
    """The passages that are not ASCII, with a little of what surrounds them."""
    found: list[bytes] = []
    total = 0
    for passage in re.finditer(rb"[A-Za-z]?[\x80-\xff][^<>]{0,100}", body):
        found.append(passage[0])
        total += len(passage[0])
        if total > _JUDGED_BYTES:
            break
    return b"\n".join(found)


def _fit_of_letters(
    counted: "Counter[int]", codec: str, usual: str, rare: str
) -> float:
    weights = {char.upper(): _CAPITAL_WEIGHT for char in usual + rare}
    weights |= dict.fromkeys(_COMMON_SIGNS, _SIGN_WEIGHT)
    weights |= dict.fromkeys(rare, _RARE_WEIGHT) | dict.fromkeys(usual, 1.0)
    fit = sum(
        count * weights.get(bytes([byte]).decode(codec, "replace"), 0.0)
        for byte, count in counted.items()
    )
    return fit / max(1, counted.total())


def _fit_of_japanese(codec: str) -> Callable[[bytes], float]:
    def fit(passages: bytes) -> float:
        chars = _beyond_ascii(passages, codec)
        kana = sum("\u3041" <= char <= "\u30fe" for char in chars)
        narrow = sum("\uff61" <= char <= "\uff9f" for char in chars)
        # Japanese is a third kana at least; names in a headline may hide that.
        is_japanese = chars and kana * 7 >= len(chars) and narrow * 4 <= len(chars)
        return 1.0 if is_japanese else 0.0

    return fit


def _fit_of_korean(passages: bytes) -> float:
    # Not cp949, whose additions turn pairs of Latin letters into rare syllables.
    chars = _beyond_ascii(passages, "euc_kr")
    return sum("\uac00" <= char <= "\ud7a3" for char in chars) / max(1, len(chars))


def _fit_of_chinese(codec: str, first: int, last: int) -> Callable[[bytes], float]:
    """By the share of characters in the charset's level of everyday ones."""

    def fit(passages: bytes) -> float:
        codes = [char.encode(codec) for char in _beyond_ascii(passages, codec)]
        # GBK fills the gaps of GB 2312 with rare characters, Big5 needs them itself.
        second = 0x40 if codec == "big5" else 0xA1
        everyday = sum(
            len(code) == 2 and first <= code[0] <= last and code[1] >= second
            for code in codes
        )
        # Hangul in its own charset is everyday Chinese in GB 2312: Korean first.
        return 0.98 * everyday / max(1, len(codes))

    return fit


def _beyond_ascii(passages: bytes, codec: str) -> str:
    """The decoded characters beyond ASCII; none where the bytes break the charset."""
    text = passages.decode(codec, "replace")
    beyond = "".join(char for char in text if char > "\x7f").removesuffix("\ufffd")
    broken = beyond.count("\ufffd")
    return "" if broken * 50 > len(beyond) else beyond.replace("\ufffd", "")


_MULTI_BYTE: dict[str, Callable[[bytes], float]] = {
    "euc_jp": _fit_of_japanese("euc_jp"),
    "cp932": _fit_of_japanese("cp932"),
    "cp949": _fit_of_korean,
    "gb18030": _fit_of_chinese("gb18030", 0xB0, 0xD7),
    "big5": _fit_of_chinese("big5", 0xA4, 0xC6),
}
