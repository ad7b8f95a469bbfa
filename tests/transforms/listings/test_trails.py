"""Page after page of listings that end, and of those that never would."""

from datetime import UTC, datetime

import pytest

from transforms.listings.reading import Reading
from transforms.listings.trails import PAGES_MAX, Trail
from transforms.records import Link

URL = "https://n.example/news"


def page(*names: str, next_url: str | None = None, day: int = 20) -> Reading:
    at = datetime(2024, 3, day, tzinfo=UTC)
    links = (
        Link(url=f"https://n.example/{name}", listing_url=URL, published_at=at)
        for name in names
    )
    return Reading(links=tuple(links), next_url=next_url)


def test_listing_is_followed_to_its_last_page() -> None:
    first = Trail().after(URL, page("a", "b", next_url=f"{URL}?page=2"))
    assert (first.next_url, first.ended) == (f"{URL}?page=2", None)
    last = first.after(f"{URL}?page=2", page("c"))
    assert (last.next_url, last.ended, last.depth) == (None, "last-page", 2)


def test_last_page_that_repeats_for_ever_ends_it() -> None:
    trail = Trail().after(URL, page("a", "b", next_url=f"{URL}?page=2"))
    trail = trail.after(f"{URL}?page=2", page("b", "a", next_url=f"{URL}?page=3"))
    assert (trail.next_url, trail.ended) == (None, "nothing-new")


def test_one_link_of_chance_on_a_repeated_page_is_nothing_new() -> None:
    names = [f"story-{number}" for number in range(12)]
    trail = Trail().after(URL, page(*names, "ad-1", next_url=f"{URL}?page=2"))
    trail = trail.after(f"{URL}?page=2", page(*names, "ad-2", next_url=f"{URL}?page=3"))
    assert trail.ended == "nothing-new"


def test_story_that_slid_over_from_the_page_before_ends_nothing() -> None:
    trail = Trail().after(URL, page("a", "b", "c", next_url=f"{URL}?page=2"))
    trail = trail.after(f"{URL}?page=2", page("c", "d", "e", next_url=f"{URL}?page=3"))
    assert trail.ended is None


def test_page_without_links_ends_it() -> None:
    assert Trail().after(URL, page(next_url=f"{URL}?page=2")).ended == "nothing-new"


@pytest.mark.parametrize(
    ("next_url", "ended"),
    [
        (URL, "page-seen-before"),
        (f"{URL}/?utm_source=pager", "page-seen-before"),
        ("https://m.n.example/news?page=2", None),
        ("https://other.example/news?page=2", "other-site"),
        ("https://n.example/calendar/2024/03/21", "calendar"),
        ("https://n.example/kalender/2024-03-21", "calendar"),
        ("https://n.example/news/page/2/page/2/page/2", "address-grows"),
        ("https://n.example/news/a/b/c/d/e/f", "address-grows"),
        (f"{URL}?page=2&page=3&page=4", "address-grows"),
        (f"{URL}?after={'x' * 2000}", "address-grows"),
        (f"{URL}?filter[]=a&filter[]=b&page=2", None),
    ],
)
def test_next_address_may_be_a_trap(next_url: str, ended: str | None) -> None:
    trail = Trail().after(URL, page("a", next_url=next_url))
    assert (trail.next_url, trail.ended) == (None if ended else next_url, ended)


def test_page_that_redirects_to_an_earlier_one_leads_no_further() -> None:
    trail = Trail().after(URL, page("a", next_url=f"{URL}?page=2"))
    trail = trail.after(URL, page("z", next_url=f"{URL}?page=2"))
    assert trail.ended == "page-seen-before"


def test_calendar_that_the_source_names_itself_is_followed() -> None:
    url = "https://n.example/calendar/2024/03/20"
    trail = Trail().after(
        url, page("a", next_url="https://n.example/calendar/2024/03/19")
    )
    assert trail.ended is None


def test_trail_ends_where_all_is_older_than_wanted() -> None:
    since = datetime(2024, 3, 15, tzinfo=UTC)
    trail = Trail().after(URL, page("a", next_url=f"{URL}?page=2"), since=since)
    assert trail.ended is None
    older = page("b", next_url=f"{URL}?page=3", day=14)
    assert trail.after(f"{URL}?page=2", older, since=since).ended == "older-than-wanted"


def test_endless_listing_of_new_links_is_bounded() -> None:
    trail, pages = Trail(next_url=URL), 0
    while trail.next_url is not None:
        pages += 1
        reading = page(f"story-{pages}", next_url=f"{URL}?page={pages + 1}")
        trail = trail.after(trail.next_url, reading)
    assert (pages, trail.ended) == (PAGES_MAX, "too-many-pages")
