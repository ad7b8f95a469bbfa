"""Which sitemaps of an index are worth a request."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.listings.indexes import CHILDREN_MAX, children_for
from transforms.listings.reading import Child, Reading

NOW = datetime(2024, 3, 20, 6, tzinfo=UTC)
RECENT = NOW - timedelta(days=2)


def index(*children: str | tuple[str, str]) -> Reading:
    """Paths, or paths with lastmods."""
    made = []
    for child in children:
        path, modified = (child, None) if isinstance(child, str) else child
        made.append(
            Child(
                url=f"https://n24.example:8080/{path}",
                modified_at=datetime.fromisoformat(modified).replace(tzinfo=UTC)
                if modified
                else None,
            )
        )
    return Reading(links=(), children=tuple(made))


def chosen(
    reading: Reading, since: datetime = RECENT, until: datetime = NOW, most: int = 50
) -> list[str]:
    prefix = "https://n24.example:8080/"
    children = children_for(reading, since, until, most=most)
    return [child.url.removeprefix(prefix) for child in children]


@pytest.mark.parametrize(
    "name",
    [
        *("2024-03.xml", "sitemap-2024-3.xml", "2024/03.xml", "sitemap-202403.xml.gz"),
        *("sitemap?yyyy=2024&mm=03", "s.xml?year=2024&month=3", "2024/march/posts.xml"),
        *("03-2024.xml", "sitemap_2024_mar_1.xml", "sitemap-2024-03-20.xml"),
        *("20240320.xml", "20-03-2024.xml", "sitemap/2024/3/20", "sitemap-2024.xml"),
        *("s?yyyy=2024&mm=03&dd=19", "2024-02-01_2024-03-31.xml", "post-2024-03-2.xml"),
        *("sitemap-2024-p3.xml", "%D0%BC%D0%B0%D1%80%D1%82-2024.xml"),
    ],
)
def test_month_or_day_in_the_address_is_understood(name: str) -> None:
    assert chosen(index(name)) == [name]
    summer = datetime(2022, 7, 1, tzinfo=UTC)
    others = index(name, "2022-07.xml")
    assert chosen(others, summer, summer + timedelta(days=3)) == ["2022-07.xml"]


def test_what_is_recent_comes_newest_first_and_the_unknown_last() -> None:
    reading = index(
        "misc.xml",
        ("a.xml", "2024-03-19T10:00"),
        ("old.xml", "2023-12-01"),
        "2024-02.xml",
        ("2024-03.xml", "2024-03-19T12:00"),
        ("b.xml", "2024-03-20T01:00"),
    )
    assert chosen(reading) == ["b.xml", "2024-03.xml", "a.xml", "misc.xml"]


def test_new_month_is_looked_for_in_both_around_its_beginning() -> None:
    """The publisher's midnight is not ours."""
    first = datetime(2024, 3, 1, 1, tzinfo=UTC)
    reading = index("2024-01.xml", "2024-02.xml", "2024-03.xml")
    found = chosen(reading, first - timedelta(hours=3), first)
    assert found == ["2024-03.xml", "2024-02.xml"]


def test_old_month_with_new_changes_is_read_again() -> None:
    reading = index(
        ("2024-03.xml", "2024-03-20"),
        ("2024-02.xml", "2024-03-19"),
        ("2024-01.xml", "2024-01-31"),
        ("2023-12.xml", "2023-12-31"),
    )
    assert chosen(reading) == ["2024-03.xml", "2024-02.xml"]


def test_lastmod_that_is_the_moment_of_asking_tells_nothing() -> None:
    months = [(f"2023-{month:02}.xml", "2024-03-20T05:59") for month in range(1, 13)]
    reading = index(*months, ("2024-03.xml", "2024-03-20T05:59"))
    assert chosen(reading) == ["2024-03.xml"]


def test_month_with_a_stale_lastmod_is_read_all_the_same() -> None:
    assert chosen(index(("2024-03.xml", "2024-03-01"))) == ["2024-03.xml"]


def test_days_long_past_are_where_they_are_named_then_where_changed_since() -> None:
    since = datetime(2021, 5, 3, tzinfo=UTC)
    reading = index(
        ("part-9.xml", "2024-03-20"),
        ("part-5.xml", "2021-06-02"),
        ("part-4.xml", "2021-05-04"),
        ("part-3.xml", "2021-04-20"),
        "2021-05.xml",
        "2021-06.xml",
        "other.xml",
    )
    found = chosen(reading, since, since + timedelta(days=2))
    assert found == [
        "2021-05.xml",
        "part-4.xml",
        "part-5.xml",
        "part-9.xml",
        "other.xml",
    ]


def test_number_among_numbers_is_no_year() -> None:
    reading = index(*(f"posts-{number}.xml" for number in (1, 900, 2012, 2300)))
    assert len(chosen(reading)) == 4


def test_part_of_a_year_is_no_month() -> None:
    reading = index(*(f"sitemap-2024-{part}.xml" for part in range(1, 15)))
    assert len(chosen(reading)) == 14


def test_part_of_a_month_is_no_day() -> None:
    reading = index(*(f"sitemap-2024-03-{part}.xml" for part in range(1, 11)))
    assert len(chosen(reading)) == 10


def test_impossible_month_spoils_no_other_year() -> None:
    reading = index("sitemap-2024-02.xml", "sitemap-2024-03.xml", "sitemap-1999-13.xml")
    assert chosen(reading) == ["sitemap-2024-03.xml"]


def test_latest_month_is_read_where_the_current_one_has_no_name_yet() -> None:
    assert chosen(index("2023-11.xml", "2023-12.xml")) == ["2023-12.xml"]


def test_fronts_and_authors_are_never_asked_for() -> None:
    names = ["post-sitemap.xml", "news.xml", "sitemap-pages.txt", "hashtags-at-war.xml"]
    fronts = [
        *("category-sitemap.xml", "post_tag-sitemap2.xml", "author-sitemap.xml"),
        *("sitemap-tags-1.xml", "sitemap/topics.xml.gz", "sitemap_authors.xml"),
    ]
    assert chosen(index(*names, *fronts)) == names


def test_choice_is_bounded() -> None:
    reading = index(*(f"part-{number}.xml" for number in range(200)))
    assert len(chosen(reading)) == CHILDREN_MAX
    assert chosen(reading, most=2) == ["part-0.xml", "part-1.xml"]


paths = st.lists(st.sampled_from([*"0123/-._?=&%²٣年", "2024", "03", "mar", "mm", "é"]))


@given(st.lists(paths.map("".join), max_size=5), st.datetimes(), st.datetimes())
def test_any_addresses_can_be_chosen_from(
    names: list[str], since: datetime, until: datetime
) -> None:
    bounds = (datetime(1990, 1, 2), datetime(2100, 1, 1))  # noqa: DTZ001 - made aware
    since, until = (
        min(max(each, bounds[0]), bounds[1]).replace(tzinfo=UTC)
        for each in (since, until)
    )
    assert set(chosen(index(*names), since, until)) <= set(names)
