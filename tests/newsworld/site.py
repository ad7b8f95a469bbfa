"""What each publisher of a world answers: robots.txt, home page, feed and articles."""

from collections.abc import Callable
from dataclasses import replace
from email.utils import format_datetime
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from tests.newsworld.answers import Answer, Request, finish
from tests.newsworld.articles import Article
from tests.newsworld.feeds import (
    FORMATS,
    Item,
    gives_date,
    link_in_feed,
    render_feed,
)
from tests.newsworld.pages import Page, content_type, render_page
from tests.newsworld.publishers import Publisher

if TYPE_CHECKING:
    from tests.newsworld.world import World

FEED_ITEMS_MAX = 25
RELATED_MAX = 4


def application(world: "World", slug: str) -> Callable[[Request], Answer]:
    """The site of one publisher."""
    return partial(_answer, world, world.publishers[slug])


def _answer(world: "World", publisher: Publisher, request: Request) -> Answer:
    with world.lock:
        answer = _route(world, publisher, request.path)
        date = ("Date", format_datetime(world.now, usegmt=True))
    answer = world.faults.apply(publisher.slug, request.path, answer, request.base)
    return finish(request, replace(answer, headers=(date, *answer.headers)))


def _route(world: "World", publisher: Publisher, path: str) -> Answer:
    online = world.articles(publisher.slug)
    if path == "/robots.txt":
        body = world.robots(publisher.slug).encode()
        return Answer(body=body, content_type="text/plain")
    if path == "/":
        return _home(publisher, online)
    if path == FORMATS[publisher.feed].path:
        return _feed(world, publisher, online[:FEED_ITEMS_MAX])
    for article in online:
        if article.path == path:
            return _article(world, publisher, article, online)
    return Answer(status=404, body=b"<h1>Not found</h1>")


def _home(publisher: Publisher, online: tuple[Article, ...]) -> Answer:
    links = "".join(
        f'<li><a href="{article.path}">{escape(article.versions[0].title)}</a></li>'
        for article in online
    )
    feed = FORMATS[publisher.feed]
    media_type = feed.content_type.partition(";")[0]
    return Answer(
        body=(
            f'<!DOCTYPE html><html><head><meta charset="utf-8">'
            f"<title>{escape(publisher.name)}</title>"
            f'<link rel="alternate" type="{media_type}" href="{feed.path}"></head>'
            f"<body><h1>{escape(publisher.name)}</h1><ul>{links}</ul></body></html>"
        ).encode()
    )


def _feed(world: "World", publisher: Publisher, online: tuple[Article, ...]) -> Answer:
    base = world.bases[publisher.slug]
    items = [_item(world, publisher, article) for article in online]
    return Answer(
        body=render_feed(publisher, base, items),
        content_type=FORMATS[publisher.feed].content_type,
        modified_at=max((item.modified_at for item in items), default=None),
    )


def _item(world: "World", publisher: Publisher, article: Article) -> Item:
    current = article.due(world.now)[-1]
    prefix = "" if publisher.links == "relative" else world.bases[publisher.slug]
    is_dated = gives_date(publisher, article.number)
    return Item(
        guid=article.article_id,
        link=prefix + link_in_feed(publisher, article.path),
        title=current.title,
        summary=current.blocks[0].text if current.blocks else "",
        authors=article.authors,
        published_at=article.published_at if is_dated else None,
        modified_at=current.published_at,
    )


def _article(
    world: "World",
    publisher: Publisher,
    article: Article,
    online: tuple[Article, ...],
) -> Answer:
    current = article.due(world.now)[-1]
    others = [each for each in online if each is not article][:RELATED_MAX]
    page = Page(
        publisher=publisher,
        base=world.bases[publisher.slug],
        canonical_url=world.canonical_url(article),
        title=current.title,
        authors=article.authors,
        published_at=article.published_at.astimezone(publisher.zone),
        modified_at=current.published_at,
        blocks=current.blocks,
        related=tuple((each.path, each.versions[0].title) for each in others),
    )
    return Answer(
        body=render_page(page),
        content_type=content_type(publisher, article.number),
        modified_at=current.published_at,
    )
