"""Where pages write dates: a page in, dates as text out, by origin in order of trust.

What a date means is ``dating``'s part; here only those are left out whose words or
markup say that they are about a change, a comment or another article.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from transforms.articles.linked_data import Node, strings
from transforms.articles.statements import Statements
from transforms.articles.trees import text_of
from transforms.articles.vicinity import (
    CHARACTERS_MAX,
    TEXTS_MAX,
    Printed,
    class_of,
    in_aside,
    near_headline,
)
from transforms.instants import parse_moment
from transforms.months import fold, month_number
from transforms.records import DateOrigin, Source

_META_NAMES = (
    *("article:published_time", "og:article:published_time", "article:published"),
    *("og:published_time", "article.published", "datepublished", "published_at"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
    *("cxenseparse:publishtime", "publish-date", "publishdate", "publish_date"),
    *("publication_date", "published", "pubdate", "dc.date.issued"),
    *("dcterms.created", "dcterms.issued", "dc.date.created"),
    *("article.created", "datecreated", "prism.publicationdate", "citation_date"),
    *("citation_publication_date", "rnews:datepublished", "displaydate"),
    *("originalpublicationdate", "eprints.datestamp", "date_published", "article_date"),
    *("article:published_at", "publication-date", "publishedat", "og:pubdate"),
)
_VAGUE_META_NAMES = (
    "date",
    "dc.date",
    "dcterms.date",
    "og:date",
    "citation_online_date",
)
"""They may tell of the last change, or of the print edition."""

CHANGED = re.compile(
    r"updat|modif|chang|aktualis|actualis|actualiz|atualiz|aggiorn|edited|review"
    r"|©|copyright|\bstand\b|oppdater|opdater|uppdater|bijgewerkt|обновл|оновл"
    r"|mis à jour|zaktualiz|regist|joined|member since|mitglied seit"
    r"|gültig seit|valid since",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"publi|creat|posted|issued|veröffentlicht|erstellt|опубл|date", re.IGNORECASE
)
DATE_MARKUP = re.compile(
    r"(?:^|[\W_])(?:publish|date|time|posted|datum|fecha|data|pubdate|byline|meta)",
    re.IGNORECASE,
)
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d{2})([/_.-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)"
)
_URL_MONTH_NAME = re.compile(r"/((?:19|20)\d{2})/([a-z]{3,9})/(\d{1,2})(?!\d)", re.I)
_MACHINE_READABLE = "//abbr[@class='published' or @itemprop='datePublished']/@title"
HAS_YEAR = re.compile(
    r"(?:19|20)\d{2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{2}\b|\d{1,2}/\d{1,2}/\d{2}\b"
)
DATES_MAX = 200
TIME_TAGS_MAX = 200
STATED_TEXTS_MAX = 16
"""Texts looked at where the date is known and only its local day is not."""

MENU_ITEMS_MIN = 5
MENU_LEVELS_MAX = 3

NEAR_TEXTS_MAX = 24
"""Texts between the headline and a ``time`` element that is still about it."""

STATEMENT_CHARACTERS_MAX = 60
"""A longer text with a date in it is prose, or tells more than when it appeared."""

WORDY_CHARACTERS_MAX = 90
_WORDINESS = (
    *(32, STATEMENT_CHARACTERS_MAX, STATEMENT_CHARACTERS_MAX),
    WORDY_CHARACTERS_MAX,
)

# ISO 3166-1 codes of the countries that put the month before the day.
_MONTH_FIRST = frozenset({"us", "ph", "pr", "gu", "fm", "pw", "as", "mh", "mp", "vi"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and what is known of how its dates are written."""

    tree: etree._Element
    statements: Statements
    title: str | None
    url: str
    is_day_first: bool | None


def stated(page: Page) -> Iterator[tuple[DateOrigin, Iterable[str]]]:
    """Dates as written, by origin; the origins that are trusted most go first."""
    linked, meta = page.statements.linked, page.statements.all_meta(*_META_NAMES)
    in_nodes = list(islice(_in_nodes(linked.article, linked.page), DATES_MAX))
    in_meta = list(islice(meta, DATES_MAX))
    yield "json-ld", in_nodes
    yield "meta", in_meta
    yield "meta", page.statements.microdata.get("datepublished", ())
    # A film on the page may be older than the article around it.
    yield "json-ld", islice(_in_nodes(linked.video), DATES_MAX)
    is_stated = any(map(parse_moment, (*in_nodes[:1], *in_meta[:1])))
    reach = STATED_TEXTS_MAX if is_stated else TEXTS_MAX
    near = list(near_headline(page.tree, page.title, reach))
    yield "time-tag", _near_time_tags(page.tree, near)
    vague = page.statements.all_meta(*_VAGUE_META_NAMES)
    yield "meta", islice(vague, DATES_MAX)
    yield "url", islice(days_in(page.url), DATES_MAX)
    yield "text", _printed(page.tree, near)
    yield "time-tag", _far_time_tags(page.tree)


def is_day_first(
    tree: etree._Element, statements: Statements, source: Source
) -> bool | None:
    """Whether 04/03 is in March; None where the writer may be of either habit."""
    country = (source.country or "").lower()
    tags = (tree.get("lang") or "", *statements.all_meta("og:locale"))
    language = (source.language or "").lower()
    for tag in tags:
        primary, _, region = tag.lower().replace("_", "-").partition("-")
        language = language or primary
        country = country or region
    if country:
        return country not in _MONTH_FIRST
    return True if language and language != "en" else None


def days_in(url: str) -> Iterator[str]:
    """Days in an address, as ISO dates: ``/2024/03/20/``, ``/2024/mar/20``."""
    for found in _URL_DAY.finditer(url):
        year, mark, month, day = found.groups()
        if mark or len(month + day) == 4:
            yield f"{year}-{month:0>2}-{day:0>2}"
    for year, name, day in _URL_MONTH_NAME.findall(url):
        number = month_number(fold(name))
        if number is not None:
            yield f"{year}-{number:02}-{day:0>2}"


def _in_nodes(*nodes: Node) -> Iterator[str]:
    for node in nodes:
        for key in ("datePublished", "uploadDate", "dateCreated"):
            yield from strings(node.get(key))


def _near_time_tags(tree: etree._Element, near: list[Printed]) -> Iterator[str]:
    """``datetime`` values near the headline first; none that tells of a change."""
    for element in islice(tree.iter("time"), TIME_TAGS_MAX):
        if element.get("pubdate") is not None:
            yield from _values(element)
    for printed in sorted(near, key=_nearness):
        is_near = printed.nearness <= NEAR_TEXTS_MAX
        if printed.element.tag == "time" and is_near and not _is_change(printed):
            yield from _values(printed.element)


def _far_time_tags(tree: etree._Element) -> Iterator[str]:
    tags = list(islice(tree.iter("time"), TIME_TAGS_MAX))
    for element in sorted(tags, key=_is_outside):
        is_lone = len(tags) == 1
        if not _names_change(element) and (is_lone or not in_aside(element)):
            yield from _values(element)


def _values(element: etree._Element) -> Iterator[str]:
    """What a ``time`` element shows where that is another day than it states.

    Publishers' templates state when a page was built, and print when it appeared.
    """
    value, shown = element.get("datetime") or "", text_of(element)
    moment = parse_moment(value)
    printed = parse_moment(shown) if HAS_YEAR.search(shown) else None
    if printed is not None and (
        moment is None or abs((printed.on - moment.on).days) > 1
    ):
        yield shown
    yield value or shown


def _is_outside(element: etree._Element) -> int:
    tags = {holder.tag for holder in element.iterancestors()}
    return 0 if "article" in tags else 1 if "main" in tags else 2


def _printed(tree: etree._Element, near: list[Printed]) -> Iterator[str]:
    """Dates in words beside the headline, but for those of a change."""
    yield from map(str, tree.xpath(_MACHINE_READABLE)[:TIME_TAGS_MAX])
    found = [
        (_nearness(printed) + _wordiness(printed, text), text)
        for printed in near
        if HAS_YEAR.search(printed.text)
        and not is_in_menu(printed.element)
        and (text := _without_change(printed)) is not None
    ]
    yield from (text for _, text in sorted(found))


def is_in_menu(element: etree._Element) -> bool:
    """Whether a text is one of many links in a list: "12 May 2012" names a section."""
    if element.tag != "a":
        return False
    around = islice(element.iterancestors("ul", "ol"), MENU_LEVELS_MAX)
    return any(len(menu) >= MENU_ITEMS_MIN for menu in around)


def _nearness(printed: Printed) -> int:
    return printed.nearness


def _wordiness(printed: Printed, text: str) -> int:
    """By how many texts a date alone may be farther away than one among words."""
    if DATE_MARKUP.search(class_of(printed.element)):
        return 0
    return sum(len(text) > characters for characters in _WORDINESS) * 10


def _without_change(printed: Printed) -> str | None:
    """The text without what it says about a change; None where nothing is left."""
    if _names_change(printed.element) or _is_led_by_change(printed):
        return None
    text = printed.text
    changed = CHANGED.search(text)
    if changed is None:
        return text
    before = text[: changed.start()]
    made = _MADE.search(text, changed.end())
    after = text[made.start() :] if made else ""
    return next(filter(HAS_YEAR.search, (before, after)), None)


def _is_change(printed: Printed) -> bool:
    is_told = CHANGED.search(printed.text) is not None
    return is_told or _is_led_by_change(printed) or _names_change(printed.element)


def _is_led_by_change(printed: Printed) -> bool:
    """Whether "Updated:" stands right before; with its own date it leads nothing."""
    is_word = not any(map(str.isdigit, printed.lead))
    return is_word and CHANGED.search(printed.lead) is not None


def _names_change(element: etree._Element) -> bool:
    """Whether markup says so: ``class="updated"``, ``<b>Updated</b> <time>``."""
    own = class_of(element)
    # "entry-date published updated" is how WordPress says that nothing was changed.
    if CHANGED.search(own):
        return "published" not in own.lower()
    names = [element.get("itemprop"), element.get("id")]
    if element.tag == "time":
        names.extend(_lead_in(element))
    return any(name and CHANGED.search(name[-CHARACTERS_MAX:]) for name in names)


def _lead_in(element: etree._Element) -> Iterator[str | None]:
    """The words right before an element: ``Updated: <time>``."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        yield from (before.text, before.tail, class_of(before))
    elif parent is not None:
        yield from (parent.text, class_of(parent))
