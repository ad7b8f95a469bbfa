"""Keys, joins and guards: what they fold, what they keep apart, what they refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.urls import (
    canonical_url,
    is_homepage,
    is_safe_url,
    plausible_canonical,
    resolve_url,
    same_site,
)

STORM = "https://www.news.example/world/2024/03/20/storm-hits-coast"

url_like = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                *("http://", "HTTPS://", "n.example", "127.1", "[::1]", ":80", ":8080"),
                *(
                    "/",
                    "//",
                    "..",
                    ".",
                    "%2e",
                    "%41",
                    "%",
                    "%c3%a9",
                    "é",
                    "\\",
                    "@",
                    "\t",
                ),
                *("?", "&", "=", "#", "#!/", "a", "amp", ".amp.html", "utm_x=1", "b=2"),
                *(";jsessionid=1", " ", "\x00", "\ud800", "\u00a0", "xn--", "。"),
            ]
        ),
        max_size=12,
    ).map("".join),
)


@pytest.mark.parametrize(
    "spelling",
    [
        "http://www.news.example/world/2024/03/20/storm-hits-coast",
        "HTTPS://WWW.News.Example:443/world/2024/03/20/storm-hits-coast",
        STORM + "/",
        STORM + "#comments",
        STORM + "?utm_source=feed&fbclid=x&at_medium=RSS&WT.mc_id=7",
        STORM + "?ref=rss&share=twitter&outputType=amp",
        STORM + ";jsessionid=0A1B",
        STORM + "?sid=0123456789abcdef0123456789abcdef",
        STORM + "/amp/",
        "https://www.news.example/world//2024/./03/x/../20/%73torm-hits-coast",
        "https://user:secret@www.news.example./world/2024/03/20/storm-hits-coast",
        f"  {STORM}\n",
    ],
)
def test_spellings_of_one_article_have_one_key(spelling: str) -> None:
    assert canonical_url(spelling) == STORM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://n.example/a?id=10", "https://n.example/a?id=11"),
        ("https://n.example/a?page=1", "https://n.example/a?page=2"),
        ("https://n.example/a?type=news", "https://n.example/a?type=opinion"),
        ("https://n.example/a?from=2024", "https://n.example/a?from=2023"),
        ("https://n.example/a?sid=17", "https://n.example/a?sid=18"),
        ("https://n.example/Story", "https://n.example/story"),
        ("https://n.example/a%2Fb", "https://n.example/a/b"),
        ("https://n.example/#!/story/1", "https://n.example/#!/story/2"),
        ("https://n.example:8080/a", "https://n.example/a"),
        ("https://uk.n.example/a", "https://fr.n.example/a"),
        ("https://n.example/amp", "https://n.example/"),
    ],
)
def test_different_articles_keep_different_keys(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


def test_order_of_parameters_is_folded_but_not_that_of_equal_names() -> None:
    assert canonical_url("http://n.example/?b=1&a=1&") == "https://n.example/?a=1&b=1"
    assert canonical_url("http://n.example/?a=2&a=1") == "https://n.example/?a=2&a=1"


def test_international_names_and_paths_are_ascii_in_the_key() -> None:
    key = "https://xn--bcher-kva.example/caf%C3%A9"
    assert canonical_url("http://BÜCHER.example/café") == key
    assert canonical_url("http://b%c3%bccher.example/caf%c3%a9") == key


@given(url_like)
def test_key_of_a_key_is_itself(url: str) -> None:
    key = canonical_url(url)
    assert canonical_url(key) == key


@given(url_like, url_like)
def test_nothing_raises_and_what_resolves_is_absolute(link: str, base: str) -> None:
    resolved = resolve_url(link, base)
    assert resolved is None or resolve_url(resolved, None) == resolved
    assert isinstance(is_safe_url(link), bool)
    assert isinstance(is_homepage(link), bool)
    assert same_site(link, base) == same_site(base, link)
    plausible_canonical(base, link)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("b?x=1#y", "https://n.example/news/b?x=1#y"),
        ("/b", "https://n.example/b"),
        ("../../b", "https://n.example/b"),
        ("//cdn.example/b", "https://cdn.example/b"),
        ("\\b\\c", "https://n.example/b/c"),
        ("?page=2", "https://n.example/news/a?page=2"),
        ("", "https://n.example/news/a?page=1"),
        ("новини", "https://n.example/news/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8"),
        ("ht\ntp://0x7f.1:80", "http://127.0.0.1/"),
        ("http://[0:0:0:0:0:0:0:1]", "http://[::1]/"),
        ("http://[1:0:0:2:0:0:0:3]/", "http://[1:0:0:2::3]/"),
        ("mailto:desk@n.example", None),
        ("javascript:void(0)", None),
        ("http://", None),
        ("http://a b/", None),
        ("http://1.2.3.256/", None),
        ("http://n.example:99999/", None),
    ],
)
def test_links_are_joined_as_browsers_join_them(link: str, expected: str) -> None:
    assert resolve_url(link, "https://n.example/news/a?page=1#top") == expected


def test_relative_link_without_usable_base_is_none() -> None:
    assert resolve_url("/a", None) is None
    assert resolve_url("/a", "about:blank") is None


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/"),
        *("http://017700000001/", "http://127.0.0.1./", "http://①②⑦.⓪.⓪.①/"),
        *("http://10.1.2.3/", "http://169.254.169.254/", "http://100.64.0.1/"),
        *("http://0.0.0.0/", "http://224.0.0.1/", "http://192.88.99.1/"),
        *("http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::a00:1]/"),
        *("http://[2002:7f00:1::]/", "http://[fe80::1]/", "http://[fc00::1]/"),
        *("http://localhost/", "http://a.LOCALHOST./", "http://intranet/"),
        *("http://printer.local/", "http://metadata.google.internal/"),
        *("http://127.0.0.1.nip.io/", "http://n..example/", "http://%6eews.example/"),
        *("http://n.example@127.0.0.1/", "http://u:p@n.example/", "http://@n.example/"),
        *(
            "http://n.example\\@127.0.0.1/",
            "http://n.example:22/",
            "http://n.example:0/",
        ),
        *("file:///etc/passwd", "gopher://n.example/", "//n.example/", "n.example", ""),
        *("http:/n.example/", "http:n.example", "http://", "http://1.2.3.4:80:80/"),
    ],
)
def test_fetcher_may_not_connect_to(url: str) -> None:
    assert not is_safe_url(url)


@pytest.mark.parametrize(
    "url",
    [
        *("http://news.example/", "HTTPS://News.Example:8443/a?b=c#d", STORM),
        *("http://8.8.8.8/", "http://172.32.0.1/", "http://[2606:4700::1111]/"),
        *("https://новини.example/", "https://localnews.example/a@b\\c"),
    ],
)
def test_fetcher_may_connect_to(url: str) -> None:
    assert is_safe_url(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://n.example", True),
        ("https://n.example/index.php?utm_source=x", True),
        ("https://n.example/en-gb/", True),
        ("https://n.example/?lang=en", True),
        ("https://n.example/?p=12", False),
        ("https://n.example/#!/story/1", False),
        ("https://n.example/world", False),
        ("not a url", False),
    ],
)
def test_front_pages_are_told_from_articles(url: str, expected: bool) -> None:
    assert is_homepage(url) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("https://www.bbc.co.uk/a", "http://news.bbc.co.uk/b", True),
        ("https://one.co.uk/", "https://two.co.uk/", False),
        ("https://one.blogspot.com/", "https://two.blogspot.com/", False),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8001/x", True),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8002/", False),
        ("http://localhost:1/", "http://localhost:2/", False),
        ("https://n.example:8080/", "https://n.example/", True),
        ("https://n.example/", "broken", False),
    ],
)
def test_sites_are_publishers(first: str, second: str, expected: bool) -> None:
    assert same_site(first, second) is expected


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        (STORM, STORM),
        ("//news.example/storm", "https://news.example/storm"),
        ("../20/storm-hits-coast?x=1", STORM + "?x=1"),
        ("/", None),
        ("/world", None),
        ("/404.html", None),
        ("", None),
        ("https://other.example/storm", None),
        ("javascript:void(0)", None),
    ],
)
def test_claimed_canonical_is_believed_on_the_same_site(
    claimed: str, expected: str | None
) -> None:
    assert plausible_canonical(STORM + "?utm_source=x", claimed) == expected
