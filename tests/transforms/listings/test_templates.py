"""Days to addresses."""

from datetime import date

import pytest

from transforms.errors import UnreadableListing
from transforms.listings.templates import template_problem, template_urls

DAYS = [date(2024, 3, 5), date(2024, 3, 4), date(2024, 2, 29)]


@pytest.mark.parametrize(
    ("template", "paths"),
    [
        ("{year}/{month:02}/{day:02}", ["2024/03/05", "2024/03/04", "2024/02/29"]),
        ("?d={day}.{month}.{year}&q=%20", ["?d=5.3.2024&q=%20", "?d=4.3.2024&q=%20"]),
        ("{year}/{month_short}/{day:02}/all", ["2024/mar/05/all", "2024/mar/04/all"]),
        ("{month_name}-{year}", ["march-2024", "february-2024"]),
        ("{year}", ["2024"]),
    ],
)
def test_each_day_has_its_address_once(template: str, paths: list[str]) -> None:
    urls = template_urls(f"https://n.example/{template}", DAYS)
    assert list(urls[: len(paths)]) == [f"https://n.example/{path}" for path in paths]


def test_days_of_one_month_share_an_address_without_a_day() -> None:
    urls = template_urls("https://n.example/{year}-{month:02}", DAYS)
    assert urls == ("https://n.example/2024-03", "https://n.example/2024-02")


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("https://n.example/{year}/{hour}", "unknown placeholder {hour}"),
        ("https://n.example/{year.real}", "unknown placeholder {year.real}"),
        ("https://n.example/news", "names no day"),
        ("/{year}/{month}", "is no http(s) address"),
    ],
)
def test_wrong_template_is_told(template: str, problem: str) -> None:
    assert problem in (template_problem(template) or "")
    with pytest.raises(UnreadableListing) as raised:
        template_urls(template, DAYS)
    assert raised.value.reason == "bad-template"
