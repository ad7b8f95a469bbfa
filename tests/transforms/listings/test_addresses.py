"""What addresses say of their pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.listings.addresses import article_evidence, without_session

SITE = "https://n.example"


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/2024/03/20/storm",
            "/world/2024/mar/20/storm",
            "/news/2024-03-20-storm.html",
        ),
        *(
            "/20240320/storm",
            "/politics/ministers-lose-vote-on-water-bill",
            "/a-4711234",
        ),
        *("/news/world-europe-68612345", "/artikel/storm-ueber-kiel", "/story/123456"),
        *("/show.php?id=3317", "/index.php?option=x&article=12", "/n/7d44f1c2ab3e"),
        "/%D0%BF%D0%BE%D0%BB%D0%B8%D1%82%D0%B8%D0%BA%D0%B0/%D0%B1%D1%83%D1%80%D1%8F-"
        "%D0%B8%D0%B4%D1%91%D1%82-%D0%BD%D0%B0-%D0%B3%D0%BE%D1%80%D0%BE%D0%B4",
        "/author/2024/03/20/x",
    ],
)
def test_days_numbers_and_headlines_speak_for_an_article(path: str) -> None:
    assert (article_evidence(SITE + path) or 0) > 0


@pytest.mark.parametrize(
    "path", ["/world", "/politics/europe", "/a/7f3kq", "/storm", "/news", "/2024"]
)
def test_other_names_say_nothing(path: str) -> None:
    assert article_evidence(SITE + path) == 0


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/en/", "/index.html", "/tag/storm-hits-the-coast", "/author/ana-ruiz"),
        *("/news/topics/c8nq32jw8r0t", "/2024/03/20/", "/2024/03", "/search?q=storm"),
        *("/privacy.html", "/calendar/2024/03/20", "/a/b.jpg", "/report-2024-03.pdf"),
        *("/feed", "/news/rss.xml", "/login?next=/2024/03/20/storm", "/news/page/3"),
    ],
)
def test_other_pages_are_never_articles(path: str) -> None:
    assert article_evidence(SITE + path) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/a?sid=9f86d081884c&b=1", "/a?b=1"),
        ("/a?PHPSESSID=abcdef0123456789", "/a"),
        ("/a;jsessionid=0A1B2C3D?b=1", "/a?b=1"),
        ("/a?sid=4711", "/a?sid=4711"),
        ("/a?sid=20240320123456", "/a?sid=20240320123456"),
        ("/a?side=left-wing2&session=summer", "/a?side=left-wing2&session=summer"),
    ],
)
def test_session_ids_go_and_article_numbers_stay(url: str, expected: str) -> None:
    assert without_session(SITE + url) == SITE + expected


@given(st.text(max_size=60))
def test_any_text_can_be_judged(text: str) -> None:
    evidence = article_evidence(f"{SITE}/{text}")
    assert evidence is None or 0 <= evidence <= 8
    once = without_session(f"{SITE}/{text}")
    assert without_session(once) == once
