"""Everything that one publisher serves in one state, by path.

Pages of ``catalogue`` arrive, resources for ``site`` leave: the articles, the feed,
robots.txt, and front pages so that no link of the navigation leads nowhere.
"""

from collections.abc import Mapping

from flows.demo.catalogue import Publisher, pages
from flows.demo.feeds import render_feed
from flows.demo.pages import render_front, render_page, section_path
from flows.demo.responses import Resource

ROBOTS = b"User-agent: *\nDisallow: /admin/\nDisallow: /search\n"


def contents(
    publisher: Publisher, state: int, addresses: Mapping[str, str]
) -> dict[str, Resource]:
    """Resources by path, query included.

    Args:
        publisher: whose site.
        state: 1 as at the first poll, 2 as at the second.
        addresses: base address of each publisher, by id; ends with a slash.
    """
    listed = tuple(page for page in pages(state) if page.publisher == publisher)
    feed = render_feed(publisher, listed, addresses)
    found = {publisher.feed_path: feed, "/robots.txt": _robots(feed)}
    for page in listed:
        found[page.path] = render_page(page, listed, addresses)
    found["/"] = render_front(publisher, listed, listed, addresses)
    for section in dict.fromkeys(page.section for page in listed):
        chosen = tuple(page for page in listed if page.section == section)
        front = render_front(publisher, chosen, listed, addresses)
        found[section_path(section)] = front
    return found


def _robots(feed: Resource) -> Resource:
    return Resource(
        content_type="text/plain", body=ROBOTS, modified_at=feed.modified_at
    )
