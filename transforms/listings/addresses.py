"""What an address alone says of a page: an article, or one of the site's others.

Links of a listing page arrive; whether each can be an article, and how much speaks
for it, leaves. Sites name articles by day, by number or by headline.
"""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, unquote

from transforms.months import fold, month_number
from transforms.url_parts import Parts, parse_url
from transforms.urls import is_homepage

_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|avif|pdf|docx?|xlsx?|pptx?|csv|zip|gz|rar|mp[34]|m4[av]|"
    r"mov|avi|wav|ogg|xml|rss|atom|json|css|js|ics|apk|exe|epub)\Z",
    re.IGNORECASE,
)
_OTHER_PAGES_LIST = """
tag tags topic topics category categories author authors autor autores auteur auteurs
autoren contributor contributors profile profiles user users members login signin
signup register registration account subscribe subscription subscriptions abo
abonnement donate donation search suche buscar recherche about about-us ueber-uns
contact contacts contact-us kontakt contacto privacy privacy-policy datenschutz terms
terms-of-use terms-of-service conditions legal cookies cookie-policy imprint impressum
newsletter newsletters feed feeds rss atom jobs careers advertise advertising help faq
sitemap site-map shop store cart calendar kalender print share sharer comment comments
wp-login.php wp-admin wp-content wp-json cdn-cgi mailto sign-in sign-up log-in
my-account thema keyword keywords schlagwort etiqueta etiquetas rubric rubrics rubrique
teg tegs accessibility corrections permissions syndication podcasts apps
"""
_OTHER_PAGES = frozenset(_OTHER_PAGES_LIST.split())
_ARTICLE_WORDS_LIST = """
article articles artikel articulo articulos artigo artigos articolo articoli story
stories news noticia noticias notizie notizia nachrichten nachricht actualite
actualites nieuws novosti novyny press-release press-releases pressrelease post posts
blog statement statements haber makale
"""
_ARTICLE_WORDS = frozenset(_ARTICLE_WORDS_LIST.split())
_ID_NAMES_LIST = """
id p aid nid articleid article_id newsid news_id idnews article story storyid art_id
item itemid docid idn sid
"""
_ID_NAMES = frozenset(_ID_NAMES_LIST.split())
_PAGE_NAMES = frozenset(("page", "pages", "pagina", "seite", "strana", "p"))
_EXTENSION = re.compile(r"\.(?:s?html?|php\d?|aspx?|jsp|ece|cms|stm|do|phtml|story)\Z")
_WORD = re.compile(r"[^\W_]+")
_HEX = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,40}\Z")
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_SESSION_NAMES = ("sid", "sess", "phpsess", "jsess", "aspsess", "zenid", "oscsid")
_SESSION_ID = re.compile(r"(?=\d*[A-Za-z])(?=[A-Za-z]*\d|[A-Za-z]{20})[\w,-]{8,}\Z")
_MIN_YEAR, _MAX_YEAR = 1990, 2100


def article_evidence(url: str) -> int | None:
    """0 for nothing either way, up to 6; None where it can be no article.

    >>> article_evidence("https://n.example/2024/03/20/storm-hits-the-coast")
    5
    >>> article_evidence("https://n.example/tag/storm-hits-the-coast") is None
    True
    """
    parts = parse_url(url)
    if parts is None or is_homepage(url) or _NO_PAGE.search(parts.path):
        return None
    segments = [fold(unquote(each)) for each in parts.path.split("/") if each]
    dated = _day_in(segments)
    is_article = dated is not None and dated < len(segments)
    evidence = 3 if is_article else 0
    if not is_article and (dated is not None or _is_other_page(segments)):
        # /2024/03/20/ lists a day.
        return None
    evidence += _name_evidence(segments) + _query_evidence(parts)
    if len(segments) > 1 and _ARTICLE_WORDS.intersection(segments[:-1]):
        evidence += 1
    return evidence


def without_session(url: str) -> str:
    """``url`` without the visitor's session id: each visit would find new addresses.

    A ``sid`` of digits alone may be an article's number and stays.
    """
    parts = parse_url(url)
    if parts is None:
        return url
    kept = [each for each in (parts.query or "").split("&") if not _is_session(each)]
    path = _SESSION_IN_PATH.sub("", parts.path)
    return str(replace(parts, path=path, query="&".join(kept) or None))


def _is_session(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.lower().startswith(_SESSION_NAMES) and bool(_SESSION_ID.match(value))


def _is_other_page(segments: list[str]) -> bool:
    # Whole segments only: /news/topics-of-the-week may be an article.
    if _OTHER_PAGES.intersection(each.partition(".")[0] for each in segments[:3]):
        return True
    is_numbered = (
        len(segments) > 1 and segments[-1].isdecimal() and len(segments[-1]) < 4
    )
    return is_numbered and segments[-2] in _PAGE_NAMES


def _day_in(segments: list[str]) -> int | None:
    """How many segments a date takes up, counted from the first; None for no date.

    /world/2024/03/20/x gives 4, /2024/mar/x gives 2, /20240320-x gives 0.
    """
    for place, segment in enumerate(segments):
        found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", segment)
        if found and _is_year(found[1]) and 1 <= int(found[2]) <= 12:
            is_alone = found.end() == len(segment)
            return place + 1 if is_alone else place
        if not _is_year(segment) or place + 1 >= len(segments):
            continue
        month = segments[place + 1]
        if month_number(month) or (month.isdecimal() and 1 <= int(month[:9]) <= 12):
            day = segments[place + 2] if place + 2 < len(segments) else ""
            is_day = day.isdecimal() and len(day) <= 2
            return place + (3 if is_day else 2)
    return None


def _is_year(segment: str) -> bool:
    is_number = len(segment) == 4 and segment.isdecimal()
    return is_number and _MIN_YEAR <= int(segment) <= _MAX_YEAR


def _name_evidence(segments: list[str]) -> int:
    """What the last segments say: words of a headline, a number, a file's name."""
    if not segments:
        return 0
    evidence = 0
    last = segments[-1]
    name = _EXTENSION.sub("", last)
    if name != last:
        evidence += 1
    if name in ("index", "default", "story", "article") and len(segments) > 1:
        name = segments[-2]
    words = _WORD.findall(name)
    lengthy = [each for each in words if not each.isdecimal() and len(each) > 1]
    if len(lengthy) >= 3:
        evidence += 2 if len(lengthy) >= 4 else 1
    numbers = [
        each
        for each in words + segments[-2:-1]
        if each.isdecimal() and not _is_year(each)
    ]
    longest = max((len(each) for each in numbers), default=0)
    if longest >= 5 or any(_HEX.match(each) for each in words):
        evidence += 2
    elif longest >= 3 or any(re.search(r"\d{5}", each) for each in words):
        evidence += 1
    return evidence


def _query_evidence(parts: Parts) -> int:
    for name, value in parse_qsl(parts.query or ""):
        if name.lower() in _ID_NAMES and value.isdecimal():
            return 2 if len(value) >= 3 else 1
    return 0
