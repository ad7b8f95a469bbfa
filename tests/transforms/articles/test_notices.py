"""Pages that answer 200 and are no article are refused with what they are."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.articles import notices, statements, teasers, trees
from transforms.errors import UnreadableArticle
from transforms.records import Article, Block

ReadPage = Callable[..., Article]
URL = "https://news.example.org/region/bridge-opens"

SENTENCE = "Two thousand walkers crossed the new bridge before the first car came. "
BRIEF = f"<p>{SENTENCE * 2}</p>"
"""24 words: an article in brief, as short as a notice."""
LONG = f"<p>{SENTENCE * 8}</p>"


def notice(
    title: str = "", body: str = "", head: str = "", url: str = URL
) -> str | None:
    """The reason for which a page is refused, if it is."""
    tree = trees.parse(
        f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body><header><a href=/>Example News</a></header>{body}</body></html>"
    )
    try:
        notices.refuse(tree, statements.read(tree, url), url, "Example News")
    except UnreadableArticle as refusal:
        return refusal.reason
    return None


@pytest.mark.parametrize(
    "heading",
    [
        "Page not found",
        "Sorry, we could not find that page",
        "Sorry, we couldn’t find that page.",
        "404",
        "Error 404: Not Found",
        "Oops! That page can’t be found.",
        "The page you are looking for does not exist",
        "This article is no longer available",
        "This story has expired",
        "The requested page has been moved or deleted",
        "Seite nicht gefunden",
        "Die gesuchte Seite wurde leider nicht gefunden",
        "Dieser Artikel ist nicht mehr verfügbar",
        "Page introuvable",
        "Cette page n’existe plus",
        "Lo sentimos, la página que busca no existe",
        "Página no encontrada",
        "Pagina non trovata",
        "Questa pagina non esiste più",
        "Página não encontrada",
        "Pagina niet gevonden",
        "De pagina die je zoekt bestaat niet meer",
        "Sidan hittades inte",
        "Siden ble ikke funnet",
        "Siden findes ikke",
        "Sivua ei löytynyt",
        "Nie znaleziono strony",
        "Strona nie istnieje",
        "Stránka nenalezena",
        "Страница не найдена",
        "Сторінку не знайдено",
        "SAYFA BULUNAMADI",
        "Η σελίδα δεν βρέθηκε",
        "Pagina nu a fost găsită",
        "Az oldal nem található",
        "الصفحة غير موجودة",
        "הדף לא נמצא",
        "पृष्ठ नहीं मिला",
        "Halaman tidak ditemukan",
        "Không tìm thấy trang",
        "抱歉，您访问的页面不存在",
        "お探しのページは見つかりませんでした",
        "페이지를 찾을 수 없습니다",
    ],
)
def test_page_that_says_it_was_not_found_is_a_soft_404(heading: str) -> None:
    assert notice(f"{heading} | Example News") == "soft-404"
    assert notice("Example News", f"<h1>{heading}</h1><p>Try the search.") == "soft-404"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Just a moment...", "challenge"),
        ("Nur einen Moment…", "challenge"),
        ("Один момент…", "challenge"),
        ("请稍候…", "challenge"),
        ("Attention Required! | Cloudflare", "challenge"),
        ("Please verify you are a human", "challenge"),
        ("Please enable JavaScript to continue", "challenge"),
        ("Access to this page has been denied", "challenge"),
        ("Before you continue to Example", "cookie-wall"),
        ("Before you continue - Example News", "cookie-wall"),
        ("Cookie-Einstellungen | Example News", "cookie-wall"),
        ("Avant de continuer", "cookie-wall"),
        ("Log in or register to continue reading", "login-wall"),
        ("Anmelden – Example News", "login-wall"),
        ("Iniciar sesión", "login-wall"),
        ("Logga in", "login-wall"),
    ],
)
def test_wall_is_known_by_its_title(title: str, reason: str) -> None:
    assert notice(title, "<p>This will take a few seconds.</p>") == reason


def test_wall_without_a_title_of_its_own_is_known_by_what_it_begins_with() -> None:
    human = "<div><p>Please enable JS and disable any ad blocker</p></div>"
    scripts = "<noscript>Please enable JavaScript to view the page.<br>4711</noscript>"
    assert notice("news.example.org", human) == "challenge"
    assert notice("", scripts) == "challenge"
    assert notice("Example News", "<h2>We value your privacy</h2>") == "cookie-wall"
    assert notice("Bridge opens", human) is None


@pytest.mark.parametrize(
    "title",
    [
        "Page not found: how the 404 error became an art",
        "Why so many links end in “page not found”",
        "Page not found - a museum collects the dead ends of the web",
        "Missing hiker not found after a week",
        "Old ferry no longer available to walkers",
        "Law on cookie consent comes into force",
        "We use cookies, and bakers explain why",
        "Are you a robot? Shops give up on captchas",
        "Captcha",
        "Expired",
        "Just a moment, says the minister, and stays for hours",
        "Log in, tune out: a school year online",
        "Access denied to rescuers at the border",
        "Der vermisste Hund wurde nicht gefunden",
        "La page la plus lue est introuvable en kiosque",
    ],
)
def test_article_about_notices_stays_however_short(title: str) -> None:
    assert notice(f"{title} | Example News", f"<h1>{title}</h1>{BRIEF}") is None
    assert notice("Example News", f"<h1>{title}</h1>{BRIEF}") is None


def test_article_whose_heading_repeats_the_whole_title_is_judged_by_all_of_it() -> None:
    title = "Page not found – the musical"
    assert notice(title, f"<h1>{title}</h1>{BRIEF}") is None
    assert notice(title, "<h1>Page not found</h1>") == "soft-404"


@pytest.mark.parametrize("title", ["Page not found", "Just a moment...", "Log in"])
def test_text_of_an_articles_length_is_no_notice(title: str) -> None:
    assert notice(title, BRIEF) is not None
    assert notice(title, LONG) is None


def test_words_in_links_and_furniture_do_not_make_an_article() -> None:
    links = f"<ul><li><a href=/a>{SENTENCE * 8}</a></ul><footer>{LONG}</footer>"
    assert notice("Page not found", links) == "soft-404"


def test_text_without_spaces_counts_by_its_letters() -> None:
    assert notice("页面不存在", f"<p>{'新桥开通了' * 5}</p>") == "soft-404"
    assert notice("页面不存在", f"<p>{'新桥开通了' * 40}</p>") is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-20T10:00:00Z">',
        '<meta name="date" content="2024-03-20">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x",'
        ' "datePublished": "2024-03-20"}</script>',
    ],
)
def test_stated_date_of_publication_makes_an_article(head: str) -> None:
    assert notice("Page not found", BRIEF, head) is None


def test_empty_date_states_nothing() -> None:
    empty = '<meta property="article:published_time" content="">'
    assert notice("Page not found", BRIEF, empty) == "soft-404"


def test_consent_banner_on_a_short_article_is_no_wall() -> None:
    banner = (
        "<div role=dialog><h1>We value your privacy</h1><p>We use cookies.</p></div>"
    )
    body = f"{banner}<h1>Bridge opens to walkers</h1>{BRIEF}"
    assert notice("Bridge opens to walkers | Example News", body) is None


@pytest.mark.parametrize(
    "content",
    [
        "0; url=https://elsewhere.example.org/story",
        "0;URL='/story'",
        "5, url = /story",
        "0; /story",
        "1.5;url=/story",
        "0;url=?page=2",
    ],
)
def test_page_that_only_leads_elsewhere_is_a_redirect(content: str) -> None:
    refresh = f'<meta http-equiv="Refresh" content="{content}">'
    link = "<a href=/story>Continue</a>"
    assert notice("", link, refresh) == "redirect-page"
    assert notice("Bridge opens", f"{link}{LONG}", refresh) is None


@pytest.mark.parametrize(
    "content",
    [
        *("0", "", "0;url=", f"0;url={URL}", f"0;url={URL}#top", "soon;url=/story"),
        *("600;url=/story", "0;url=javascript:void(0)", "0;url=http://[broken/"),
    ],
)
def test_page_that_loads_itself_anew_or_later_is_no_redirect(content: str) -> None:
    refresh = f'<meta http-equiv="refresh" content="{content}">'
    assert notice("Bridge opens", BRIEF, refresh) is None


def test_refresh_for_readers_without_scripts_is_no_redirect() -> None:
    refresh = '<noscript><meta http-equiv=refresh content="0;url=/plain"></noscript>'
    assert notice("Bridge opens", BRIEF, refresh) is None


def test_refusal_comes_before_the_page_is_read_as_an_article(
    read_page: ReadPage, page: Callable[..., str]
) -> None:
    stub = '<meta http-equiv="refresh" content="0; url=/story"><a href=/story>Go</a>'
    with pytest.raises(UnreadableArticle) as refusal:
        read_page(f"<html><head>{stub}</html>")
    assert refusal.value.reason == "redirect-page"
    gone = "<title>Page not found</title><h1>We could not find that page</h1>"
    with pytest.raises(UnreadableArticle) as refusal:
        read_page(f"{gone}<p>It may have moved. Our search finds older news.</p>")
    assert refusal.value.reason == "soft-404"
    assert read_page(page()).title == "Bridge opens to walkers"


@pytest.mark.parametrize(
    ("said", "words", "expected"),
    [
        ('"isAccessibleForFree": false', 60, True),
        ('"isAccessibleForFree": "False"', 60, True),
        ('"isAccessibleForFree": "http://schema.org/False"', 60, True),
        ('"isAccessibleForFree": false', 600, False),
        ('"isAccessibleForFree": false, "wordCount": 900', 500, True),
        ('"isAccessibleForFree": false, "wordCount": "70"', 60, False),
        ('"isAccessibleForFree": false, "wordCount": "many"', 600, False),
        ('"isAccessibleForFree": true', 60, False),
        ('"wordCount": 900', 60, False),
    ],
)
def test_partial_is_what_shows_less_than_it_holds_behind_a_paywall(
    said: str, words: int, expected: bool
) -> None:
    linked = f'{{"@type": "NewsArticle", "headline": "Bridge opens", {said}}}'
    tree = trees.parse(f"<script type=application/ld+json>{linked}</script><p>x")
    blocks = (Block(kind="lead", text=" ".join(["word"] * words)),)
    assert teasers.is_partial(statements.read(tree, URL), blocks) == expected


@settings(max_examples=40)
@given(
    st.text(max_size=80),
    st.text(max_size=80),
    st.sampled_from(["", *(f"{n};url=" for n in ("0", "9" * 50, "٣"))]),
)
def test_any_headline_and_refresh_is_judged(title: str, body: str, lead: str) -> None:
    escaped = body.replace('"', "")
    head = f'<meta http-equiv="refresh" content="{lead}{escaped}">'
    assert notice(title, f"<h1>{body}</h1>", head) in {
        *(None, "soft-404", "challenge", "cookie-wall", "login-wall", "redirect-page")
    }
