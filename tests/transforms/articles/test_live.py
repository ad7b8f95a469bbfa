"""Live pages: the opening is the article, posts are left out and counted."""

import json
from collections.abc import Callable

import pytest

from transforms.errors import UnreadableArticle
from transforms.records import Article

ReadPage = Callable[..., Article]
Page = Callable[..., str]

OPENING = (
    "Thousands have come to see the bridge open after four years of building, and the"
    " trains are full. We tell here what happens through the day, hour by hour.",
    "The mayor is to speak at noon, and the first cars may cross at three.",
)
POSTS = (
    ("First cars are on the bridge", "The barriers went up at three, as planned."),
    ("The mayor has spoken", "He thanked the builders, and then spoke of the ferry."),
    ("Walkers are let on", "About two thousand people are on the bridge by now."),
)


def told(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def post(title: str, text: str, name: str = "") -> str:
    clock = "<time datetime=2024-03-20T15:04Z>15:04</time>"
    return f"<div {name}>{clock}<h3>{title}</h3><p>{text}</p></div>"


def stated(*posts: tuple[str, str]) -> str:
    node = {
        "@type": "LiveBlogPosting",
        "headline": "Bridge opens to walkers",
        "articleBody": " ".join(text for _, text in posts) * 5,
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": title, "articleBody": text}
            for title, text in (*posts, ("Bridge opens to walkers", ""))
        ],
    }
    return f"<script type=application/ld+json>{json.dumps(node)}</script>"


def lines(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def live_posts(article: Article) -> int:
    return sum(each.blocks for each in article.dropped if each.reason == "live-post")


def test_posts_that_json_ld_lists_are_left_out_and_counted(
    read_page: ReadPage, page: Page
) -> None:
    posts = "".join(post(*each) for each in POSTS)
    body = told(*OPENING) + f"<div>{posts}</div>"
    article = read_page(page(head=stated(*POSTS), body=body))
    assert lines(article) == list(OPENING)
    assert article.partial_reason == "live-blog"
    assert live_posts(article) >= 6


def test_posts_on_a_later_page_than_json_ld_lists_are_left_out_as_well(
    read_page: ReadPage, page: Page
) -> None:
    posts = "".join(post(*each) for each in POSTS)
    body = told(*OPENING) + f"<div>{posts}</div>"
    assert lines(read_page(page(head=stated(*POSTS[:2]), body=body))) == list(OPENING)


@pytest.mark.parametrize(
    "name",
    ["class=live-blog-post", "class=liveticker__item", "itemprop=liveBlogUpdate"],
)
def test_posts_are_told_by_their_markup(
    read_page: ReadPage, page: Page, name: str
) -> None:
    posts = "".join(post(*each, name) for each in POSTS)
    article = read_page(page(body=told(*OPENING) + f"<section>{posts}</section>"))
    assert lines(article) == list(OPENING)
    assert article.partial_reason == "live-blog"


def test_links_to_posts_above_the_opening_do_not_begin_them(
    read_page: ReadPage, page: Page
) -> None:
    links = "".join(f"<li><a href=#{n}>{post[0]}</a>" for n, post in enumerate(POSTS))
    posts = "".join(post(*each) for each in POSTS)
    body = f"<ul>{links}</ul>{told(*OPENING)}<div>{posts}</div>"
    assert lines(read_page(page(head=stated(*POSTS), body=body))) == list(OPENING)


def test_a_page_of_nothing_but_posts_is_refused(
    read_page: ReadPage, page: Page
) -> None:
    body = "".join(post(*each) for each in POSTS)
    with pytest.raises(UnreadableArticle) as caught:
        read_page(page(head=stated(*POSTS), body=body))
    assert caught.value.reason == "live-blog"


def test_an_article_that_only_quotes_a_post_is_no_live_blog(
    read_page: ReadPage, page: Page
) -> None:
    body = told(*OPENING) + f"<p>{POSTS[0][1]}</p>"
    article = read_page(page(head=stated(POSTS[0]), body=body))
    assert article.partial_reason is None
    assert len(article.blocks) == 3
