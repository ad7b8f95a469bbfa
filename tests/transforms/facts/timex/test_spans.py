"""Stretches and hours that several words state together, seen from 20 March 2024."""

from datetime import date

import pytest

from transforms.facts.dates import Date, extract
from transforms.facts.documents import prepare


def read(text: str) -> list[Date]:
    return list(extract(prepare(text, date(2024, 3, 20), "US")))


def only(text: str) -> Date:
    (found,) = read(text)
    return found


@pytest.mark.parametrize(
    ("text", "evidence", "value"),
    [
        (
            "The road shuts for two weeks from 20 May 2024.",
            "two weeks from 20 May 2024",
            "2024-05-20/2024-06-02",
        ),
        (
            "The road shuts 3 days starting 4 June 2024.",
            "3 days starting 4 June 2024",
            "2024-06-04/2024-06-06",
        ),
        (
            "It ran from 2pm for 3 hours.",
            "2pm for 3 hours",
            "2024-03-20T14:00/2024-03-20T17:00",
        ),
        (
            "It will run for 90 minutes from 9:30.",
            "90 minutes from 9:30",
            "T09:30/T11:00",
        ),
        (
            "It will run on 4 June 2024 between 3 and 5.",
            "4 June 2024 between 3 and 5",
            "2024-06-04T03:00/2024-06-04T05:00",
        ),
        (
            "They met between 7 and 9:30 last night.",
            "7 and 9:30 last night",
            "2024-03-19T19:00/2024-03-19T21:30",
        ),
        (
            "It will open between 5 and 6 in the afternoon.",
            "5 and 6 in the afternoon",
            "T17:00/T18:00",
        ),
        (
            "It will open from three thirty to four forty-five.",
            "three thirty to four forty-five",
            "T03:30/T04:45",
        ),
        (
            "It will ring at 20 min past eight in the evening.",
            "20 min past eight in the evening",
            "T20:20",
        ),
        ("It will ring tomorrow pm.", "tomorrow pm", "2024-03-21TAF"),
        ("It will ring at noonish.", "noonish", "T12:00"),
        ("It met Tuesdays at 9am.", "Tuesdays at 9am", "XXXX-WXX-2T09:00"),
        ("It meets every day at noon.", "every day at noon", "T12:00"),
        (
            "He rests from next Monday to Friday.",
            "next Monday to Friday",
            "2024-03-25/2024-03-29",
        ),
        (
            "The log covers 5/1-5/7/2020.",
            "5/1-5/7/2020",
            "2020-05-01/2020-05-07",
        ),
        ("She left on the 21st of this month.", "the 21st of this month", "2024-03-21"),
        (
            "Voters go out on the first Tuesday in November 2024.",
            "the first Tuesday in November 2024",
            "2024-11-05",
        ),
        (
            "It meets on the last Friday of next month.",
            "the last Friday of next month",
            "2024-04-26",
        ),
        ("Labor Day weekend 2021 was wet.", "Labor Day weekend 2021", "2021-W35-WE"),
        (
            "It shut on the weekend of Thanksgiving 2023.",
            "the weekend of Thanksgiving 2023",
            "2023-W47-WE",
        ),
        ("Week 27 of last year was hot.", "Week 27 of last year", "2023-W27"),
        (
            "She left two weeks and two days ago.",
            "two weeks and two days ago",
            "2024-03-04",
        ),
        ("It is her best year to date.", "to date", "PRESENT_REF"),
        ("It took 3h in all.", "3h", "PT3H"),
        ("It took a ½ hour.", "½ hour", "PT30M"),
        ("It took one year and a quarter.", "one year and a quarter", "P1Y3M"),
    ],
)
def test_words_that_state_one_time_are_one_finding(
    text: str, evidence: str, value: str
) -> None:
    found = only(text)
    assert (found.evidence, found.timex_value) == (evidence, value)


@pytest.mark.parametrize(
    "text",
    [
        "Between 5 and 6 people came.",
        "It dates back to date palms.",
        "It grew from 3 to 5 on the scale.",
        "Three fifty-page reports came.",
    ],
)
def test_numbers_without_a_day_beside_them_are_no_hours(text: str) -> None:
    assert read(text) == []


def test_length_behind_from_without_for_is_counted_from_the_day() -> None:
    assert only("The vote is two weeks from 20 May 2024.").timex_value == "2024-06-03"


def test_stretch_past_midnight_stays_a_time_and_a_length() -> None:
    found = [each.timex_value for each in read("It ran from 10pm for 3 hours.")]
    assert found[-1] == "PT3H"


def test_stretch_has_half_open_bounds() -> None:
    found = only("The road shuts for two weeks from 20 May 2024.")
    assert found.begins_at is not None
    assert found.ends_at is not None
    assert (found.begins_at.date(), found.ends_at.date()) == (
        date(2024, 5, 20),
        date(2024, 6, 3),
    )


def test_day_of_month_that_the_month_lacks_is_none() -> None:
    assert all(
        each.timex_value != "2024-02-30" for each in read("On the 30th last month.")
    )


def test_length_beyond_the_calendar_is_left_as_it_stands() -> None:
    assert read("The lease runs for 9000 years from 5 May 2024.")
