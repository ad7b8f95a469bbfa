"""The next page, by what links say and where they lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.listings.anchors import Anchor
from transforms.listings.pagers import is_page_of, next_page
from transforms.urls import canonical_url

URL = "https://n.example/news"


def link(
    path: str, text: str = "", *, label: str = "", rel: str = "", words: str = ""
) -> Anchor:
    url = f"https://n.example{path}"
    return Anchor(
        url=url,
        key=canonical_url(url),
        evidence=0,
        text=text,
        label=label,
        relations=frozenset(rel.split()),
        words=frozenset(words.split()),
    )


@pytest.mark.parametrize(
    "text",
    [
        *("Next", "Next page »", "OLDER POSTS", "Older stories →"),
        *("Weiter", "Nächste Seite", "Ältere Beiträge ›", "Page suivante"),
        *("Suivant >", "Siguiente", "Página siguiente", "Próxima"),
        *("Successiva", "Volgende", "Następna", "Další", "Nästa"),
        *("Seuraava", "Sonraki", "Далее", "Следующая", "Показать ещё"),
        *("Наступна", "Далі", "التالي", "次へ", "下一页", "다음", "Load more"),
        *("[older]", "More news"),
    ],
)
def test_next_is_known_in_many_languages(text: str) -> None:
    anchors = [
        link("/news?page=1", "1"),
        link("/x?page=2", text, words="pager"),
    ]
    assert next_page(anchors, URL) == "https://n.example/x?page=2"
    assert next_page([link("/news/page/2", text)], URL)


@pytest.mark.parametrize(
    "anchor",
    [
        link("/calendar/2024/03/21", "Next day"),
        link("/calendar/2024/03/21", "›", words="calendar"),
        link("/2024/03/20/storm", "More"),
        link("/2024/03/20/storm", "Next", words="gallery"),
        link("/news?page=1", "Previous", words="pager"),
        link("/news?page=1", "‹", words="pager"),
        link("/news", "Next", words="pager"),
        link("/news?page=2", "Print view"),
        link("/sport", "2"),
    ],
)
def test_what_only_looks_like_a_next_page_is_none(anchor: Anchor) -> None:
    assert next_page([anchor], URL) is None


def test_relation_comes_before_words() -> None:
    anchors = [link("/news?page=3", "Next"), link("/news?page=2", rel="next nofollow")]
    assert next_page(anchors, URL) == "https://n.example/news?page=2"


@pytest.mark.parametrize(
    ("here", "labels", "expected"),
    [
        (
            "/news",
            {"1": "/news", "2": "/news?page=2", "3": "/news?page=3"},
            "/news?page=2",
        ),
        ("/news", {"1": "/news?page=0", "2": "/news?page=1"}, "/news?page=1"),
        ("/news?page=1", {"2": "/news?page=1", "3": "/news?page=2"}, "/news?page=2"),
        ("/news?page=9", {"8": "/news?page=8", "9": "/news?page=9"}, None),
        (
            "/n?start=20",
            {"1": "/n", "2": "/n?start=20", "3": "/n?start=40"},
            "/n?start=40",
        ),
        ("/news/p2", {"1": "/news", "3": "/news/p3", "4": "/news/p4"}, "/news/p3"),
        ("/news-2.html", {"1": "/news.html", "3": "/news-3.html"}, "/news-3.html"),
    ],
)
def test_numbers_lead_to_the_page_after_this_one(
    here: str, labels: dict[str, str], expected: str | None
) -> None:
    anchors = [link(path, label, words="pagination") for label, path in labels.items()]
    found = next_page(anchors, f"https://n.example{here}")
    assert found == (f"https://n.example{expected}" if expected else None)


def test_single_arrow_comes_before_the_double_one_to_the_end() -> None:
    anchors = [
        link("/news?page=40", "»", words="pager"),
        link("/news?page=2", "›", words="pager"),
    ]
    assert next_page(anchors, URL) == "https://n.example/news?page=2"


def test_icon_is_known_by_its_label() -> None:
    anchors = [link("/news?page=2", label="Next page", words="pager")]
    assert next_page(anchors, URL) == "https://n.example/news?page=2"


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_addresses_can_be_compared(one: str, other: str) -> None:
    assert is_page_of(f"{URL}/{one}", f"{URL}/{other}") in (True, False)
