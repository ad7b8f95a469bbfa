"""Which cards of a page are its articles: by address, words and the company they keep.

One card alone is believed where its address and its words both look like an article.
Where addresses say nothing (``/a/7f3kq``), a block that repeats is believed as a whole.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from transforms.listings.anchors import Card, Region
from transforms.months import fold

_REGIONS: tuple[tuple[Region, ...], ...] = (
    ("content",),
    ("content", "aside"),
    ("content", "aside", "chrome"),
)
_WIDER_BY = 3
"""How many times more articles sidebars and menus must give to be believed: a page's
own part is there called a sidebar."""
_BLOCK_CARDS = 3
_SURE, _SURE_WITHOUT_WORDS, _BLOCK, _BARE_BLOCK = 4, 5, 3.0, 1.8


def choose_articles(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The articles in page order, one card for each address, the most telling one."""
    listed = tuple(cards)
    best: tuple[Card, ...] = ()
    for regions in _REGIONS:
        chosen = _chosen([each for each in listed if each.region in regions])
        if len(chosen) > _WIDER_BY * len(best):
            best = chosen
    return best


@lru_cache(maxsize=10_000)
def headline_weight(title: str) -> int:
    """2 for a title that reads as a headline, 1 for one that may, 0 for a label.

    >>> [headline_weight(each) for each in ("Politics", "Rain stops play", "Read more")]
    [0, 1, 0]
    """
    if is_generic(title):
        return 0
    # Chinese, Japanese and Thai need no spaces and half the characters.
    length = sum(2.5 if "\u0e00" <= char <= "\uffef" else 1 for char in title[:100])
    words = len(title.split())
    if words >= 5 or length >= 28:
        return 2
    return 1 if words >= 3 or length >= 15 else 0


def is_generic(title: str) -> bool:
    """Whether any page may show these words on any link: ``Read more``."""
    folded = fold(title).strip(" .…»›>→+:!(){}[]\u200e\u200f-–—")
    return not folded or folded in _generic() or _is_count(folded)


def _is_count(folded: str) -> bool:
    number, _, noun = folded.partition(" ")
    return number.isdecimal() and (not noun or noun in _counted())


def _chosen(cards: list[Card]) -> tuple[Card, ...]:
    sure = {id(each) for each in cards if _is_sure(each)}
    blocks: dict[tuple[str, ...], list[Card]] = defaultdict(list)
    for card in cards:
        if _is_titled(card):
            blocks[card.place].append(card)
    believed = [block for block in blocks.values() if _is_repeated(block, sure)]
    if not sure and not believed:
        believed = [block for block in blocks.values() if _is_bare_list(block)]
    accepted = sure | {id(each) for each in chain.from_iterable(believed)}
    return _one_each(each for each in cards if id(each) in accepted)


def _is_sure(card: Card) -> bool:
    if is_generic(card.title):
        return False
    is_worded = card.has_heading or headline_weight(card.title) > 0
    needed = _SURE if is_worded else _SURE_WITHOUT_WORDS
    return card.evidence > 0 and _total(card) >= needed


def _is_titled(card: Card) -> bool:
    """Not a section's name: words, a heading, or an address that speaks for it."""
    if headline_weight(card.title):
        return True
    return not is_generic(card.title) and (card.has_heading or card.evidence > 1)


def _total(card: Card) -> int:
    is_dated = card.published_at is not None
    return card.evidence + headline_weight(card.title) + card.has_heading + is_dated


def _is_repeated(block: list[Card], sure: set[int]) -> bool:
    if len(block) < _BLOCK_CARDS:
        return False
    of_which_sure = sum(id(each) in sure for each in block)
    total = sum(_total(each) for each in block)
    return of_which_sure * 2 >= len(block) or total >= _BLOCK * len(block)


def _is_bare_list(block: list[Card]) -> bool:
    """Headlines that only their length tells from a menu."""
    weight = sum(headline_weight(each.title) for each in block)
    return len(block) > _BLOCK_CARDS and weight >= _BARE_BLOCK * len(block)


def _one_each(cards: Iterable[Card]) -> tuple[Card, ...]:
    best: dict[str, Card] = {}
    for card in cards:
        held = best.get(card.key)
        if held is None or _total(card) > _total(held):
            # The place in the list stays that of the first one.
            best[card.key] = card
    return tuple(best.values())


@cache
def _generic() -> frozenset[str]:
    return frozenset(fold(each.strip()) for each in _GENERIC_LIST.split("/"))


@cache
def _counted() -> frozenset[str]:
    return frozenset(fold(each) for each in _COUNTED_LIST.split())


_GENERIC_LIST = """
read more/continue reading/read the full story/full story/read article/read on/more/
learn more/details/view all/see all/show all/all news/more news/watch/listen/
watch now/
comments/comment/share/share this/save/print/email/login/log in/sign in/sign up/
subscribe/subscribe now/register/home/back to top/top/contact us/about us/
privacy policy/
terms of use/terms and conditions/cookie policy/skip to content/skip to main content/
photo/photos/video/gallery/play/click here/here/link/view/open/download/load more/
show more/older posts/newer posts/next page/previous page/
weiterlesen/mehr/mehr lesen/mehr erfahren/zum artikel/kommentare/teilen/startseite/
lire la suite/lire plus/en savoir plus/voir plus/partager/lire l'article/lire/suite/
leer mas/seguir leyendo/ver mas/mas informacion/compartir/ver todo/
leia mais/saiba mais/continue lendo/ver mais/ler mais/compartilhar/
leggi tutto/leggi di piu/continua a leggere/continua/leggi/condividi/
lees meer/lees verder/meer lezen/delen/czytaj dalej/czytaj wiecej/wiecej/udostepnij/
las mer/les mer/laes mere/lue lisaa/devamini oku/devami/tovabb/celý článek/číst dále/
citeste mai mult/baca selengkapnya/selengkapnya/xem thêm/διαβάστε περισσότερα/
читать далее/читать полностью/подробнее/далее/ещё/поделиться/комментарии/
читати далі/читати більше/детальніше/докладніше/далі/більше/поділитися/
اقرأ المزيد/المزيد/قراءة المزيد/اقرأ أيضا/شارك/ادامه مطلب/
続きを読む/もっと見る/詳細/全文/阅读全文/阅读更多/
更多/详细/查看更多/閱讀更多/더보기/자세히 보기/
और पढ़ें/อ่านต่อ/आगे पढ़ें
"""
_COUNTED_LIST = """
comment comments view views share shares like likes kommentare commentaires comentarios
commenti reacties комментариев коментарів min mins minutes read
"""
