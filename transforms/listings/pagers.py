"""Where a listing goes on: its links arrive, the address of the next page leaves."""

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import unquote

from transforms.listings.anchors import Anchor
from transforms.months import fold
from transforms.url_parts import parse_url
from transforms.urls import canonical_url

_PAGE_NAMES = (
    *(
        "page",
        "paged",
        "pg",
        "pagina",
        "seite",
        "strana",
        "page_num",
        "pagenum",
        "pageno",
    ),
    *("pn", "curpage", "cur_page", "start", "offset", "from", "skip", "limitstart"),
    *("pagen_1", "pagen_2", "p", "o", "b_start:int", "paginate", "seccion_pagina"),
)
_SEGMENT = re.compile(
    r"/(?:page|pagina|seite|strana|strona|side|sida|p|pg|storinka|stranica|paged)"
    r"[/_=-]?(\d{1,5})(?=/|\Z|\.)",
    re.IGNORECASE,
)
_LAST_NUMBER = re.compile(r"(?:(?<=/)|[-_,])(\d{1,3})(?=/?\Z|\.[a-z]{3,5}\Z)")
_INDEX_FILE = re.compile(r"/(?:index|default)?(?:\.[a-z]{3,5})?/?\Z")
_PAGER_WORDS_LIST = """
pager pagination paging pagenav paginator pages pagenavi older next numbers loadmore
nextpage pagelink pagelinks
"""
_PAGER_WORDS = frozenset(_PAGER_WORDS_LIST.split())
_ARROWS = " \t[](){}«»‹›<>→←⟶⇒▶►>.…:|-–—\u200e\u200f\xa0"
_NEXT_ARROWS = ("›", ">", "→", "⟶", "»", ">>", "»»", "▶", "►")


def next_page(anchors: Iterable[Anchor], url: str) -> str | None:
    """The page after ``url``, by the first of four signs; None on the last page.

    ``rel=next``; a word such as "Older" or "Weiter"; the number after this page's;
    an arrow. Words and arrows count only on what looks like a page of this listing,
    so "Next day" of a calendar and "More" below a teaser lead nowhere.
    """
    here = canonical_url(url)
    others = [each for each in anchors if each.key != here]
    for anchor in others:
        if "next" in anchor.relations:
            return anchor.url
    paging = [
        each for each in others if is_page_of(each.url, url) or _is_in_pager(each)
    ]
    for anchor in paging:
        if _says_next(anchor.text) or (
            not _words(anchor.text) and _says_next(anchor.label)
        ):
            return anchor.url
    return _numbered(paging, url) or _pointed(paging)


def is_page_of(other: str, url: str) -> bool:
    """Whether two addresses differ in nothing but the number of a page.

    >>> is_page_of("https://n.example/news?page=3", "https://n.example/news")
    True
    >>> is_page_of("https://n.example/news/1234", "https://n.example/news")
    False
    """
    stem, number = _split(other)
    return number is not None and stem == _split(url)[0]


def _is_in_pager(anchor: Anchor) -> bool:
    return bool(_PAGER_WORDS & anchor.words)


def _says_next(text: str) -> bool:
    return _words(text) in _next_words()


def _words(text: str) -> str:
    return " ".join(fold(text).strip(_ARROWS).split())


def _numbered(paging: list[Anchor], url: str) -> str | None:
    """The nearest page behind this one, among links that show a number."""
    here = _split(url)[1]
    ahead: dict[int, str] = {}
    for anchor in paging:
        number, label = _split(anchor.url)[1], _words(anchor.text)
        if number is None or not label.isdecimal() or not is_page_of(anchor.url, url):
            continue
        # The first page seldom has a number: then what the links show decides, and
        # ?page=1 may be the second one.
        if (number > here) if here is not None else (int(label[:9]) > 1):
            ahead.setdefault(number, anchor.url)
    return ahead[min(ahead)] if ahead else None


def _pointed(paging: list[Anchor]) -> str | None:
    """By an arrow; a single one before a double one, which may lead to the end."""
    arrows = {each.text.strip(): each.url for each in reversed(paging)}
    return next((arrows[each] for each in _NEXT_ARROWS if each in arrows), None)


def _split(url: str) -> tuple[str, int | None]:
    """An address without the number of its page, and that number."""
    parts = parse_url(canonical_url(url))
    if parts is None:
        return url, None
    number = None
    kept = []
    for parameter in filter(None, (parts.query or "").split("&")):
        name, _, value = unquote(parameter).lower().partition("=")
        if name in _PAGE_NAMES and value.isdecimal():
            number = int(value[:9])
        else:
            kept.append(parameter)
    path = parts.path
    for pattern in (_SEGMENT, _LAST_NUMBER):
        found = pattern.search(path)
        if found and number is None:
            number = int(found[1])
            path = path[: found.start()] + path[found.end() :]
    stem = _INDEX_FILE.sub("", path).rstrip("/")
    return f"{parts.host}:{parts.port}{stem}?{'&'.join(kept)}", number


@cache
def _next_words() -> frozenset[str]:
    return frozenset(filter(None, map(_words, _NEXT_LIST.split("/"))))


_NEXT_LIST = """
next/next page/older/older posts/older stories/older entries/older articles/
older news/
older items/older post/next posts/load more/show more/more stories/more articles/
more posts/
more news/view more/see more/load more posts/load more articles/more results/next »/
go to next page/next entries/earlier/earlier posts/earlier stories/
weiter/nachste/nachste seite/altere beitrage/altere artikel/altere meldungen/
mehr laden/
mehr anzeigen/vor/zur nachsten seite/
suivant/suivante/page suivante/plus ancien/plus anciens/articles plus anciens/
articles precedents/voir plus/plus d'articles/charger plus/aller a la page suivante/
siguiente/pagina siguiente/mas antiguos/entradas antiguas/noticias anteriores/ver mas/
cargar mas/mas noticias/siguientes/seguent/
proxima/proximo/proxima pagina/seguinte/mais antigas/mais noticias/ver mais/
carregar mais/
postagens mais antigas/noticias anteriores/
successiva/successivo/pagina successiva/avanti/prossima/articoli meno recenti/
carica altri/
mostra altri/
volgende/volgende pagina/oudere berichten/ouder/meer laden/laad meer/
nastepna/nastepna strona/dalej/starsze/starsze wpisy/wiecej artykulow/pokaz wiecej/
dalsi/dalsi strana/starsi/nasledujici/dalsie/
nasta/nasta sida/aldre inlagg/neste/neste side/eldre/naeste/seuraava/vanhemmat/
sonraki/sonraki sayfa/daha eski/daha fazla/
kovetkezo/regebbi/urmatoarea/urmatorul/inainte/mai vechi/sledeca/iduca/sljedeca/
επομενη/επομενο/παλαιοτερα/
следующая/следующая страница/след/вперёд/далее/дальше/показать ещё/загрузить ещё/ещё/
более старые/ранее/старые записи/
наступна/наступна сторінка/далі/вперед/показати ще/завантажити ще/старіші/раніше/
більше новин/
следваща/по-стари/
التالي/التالية/الصفحة التالية/أقدم/المزيد/تحميل المزيد/عرض المزيد/بعدی/صفحه بعد/הבא/
לעמוד הבא/
次へ/次のページ/次/もっと見る/下一页/下一頁/
下页/更多/加载更多/다음/다음 페이지/더보기/
अगला/अगला पृष्ठ/पुराने/ถัดไป/หน้าถัดไป/trang sau/trang tiếp/tiếp/berikutnya/
selanjutnya
"""
