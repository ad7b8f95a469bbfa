"""Dates as TIMEX3: own sentences, seen from Wednesday 20 March 2024 unless said."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import ORDER_MAX, order_of_growth
from transforms import dated_text
from transforms.facts.dates import Date, extract
from transforms.facts.documents import prepare
from transforms.records import Block

PUBLISHED_ON = date(2024, 3, 20)


def read(
    text: str, published_on: date | None = PUBLISHED_ON, country: str | None = "GB"
) -> list[Date]:
    return list(extract(prepare(text, published_on, country)))


def at(day: str) -> datetime:
    return datetime.fromisoformat(day)


def values(text: str, published_on: date | None = PUBLISHED_ON) -> list[str]:
    return [found.timex_value for found in read(text, published_on)]


def only(text: str) -> Date:
    found = read(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "evidence", "value"),
    [
        ("The bridge opened on 20 May 2019.", "20 May 2019", "2019-05-20"),
        ("The bridge opened on May 20, 2019.", "May 20, 2019", "2019-05-20"),
        ("It was signed on Mar. 5th.", "Mar. 5th", "2024-03-05"),
        ("They met on the 4th of July 1995.", "the 4th of July 1995", "1995-07-04"),
        ("The log ends at 2023-11-02.", "2023-11-02", "2023-11-02"),
        ("The form is dated 05-Aug-2016.", "05-Aug-2016", "2016-08-05"),
        ("A letter of 14.06.2021 says so.", "14.06.2021", "2021-06-14"),
        ("The file is named 20221231.", "20221231", "2022-12-31"),
        ("Ministers signed it on 28 December.", "28 December", "2023-12-28"),
        ("Ministers will sign it on 28 December.", "28 December", "2024-12-28"),
        ("It was seen Tuesday, March 5, near Oban.", "Tuesday, March 5", "2024-03-05"),
        ("The hearing is set for the 27th.", None, None),
        ("They said they will leave on the 27th.", "the 27th", "2024-03-27"),
        ("The ship sailed on 6 April seventeen thirty-three.", None, "1733-04-06"),
        ("They were jailed on the third of May, 2020.", None, "2020-05-03"),
        ("The form says she was born 03/18/40.", None, "1940-03-18"),
        ("The lease runs out on 18/03/31.", None, "2031-03-18"),
    ],
)
def test_days_of_the_calendar(
    text: str, evidence: str | None, value: str | None
) -> None:
    if value is None:
        assert read(text) == []
        return
    found = only(text)
    assert found.timex_value == value
    assert evidence in (None, found.evidence)
    assert found.timex_type == "DATE"
    assert found.granularity == "day"


@pytest.mark.parametrize(
    ("country", "value"),
    [("US", "2024-02-03"), ("GB", "2024-03-02"), (None, "2024-02-03")],
)
def test_country_settles_which_number_is_the_month(
    country: str | None, value: str
) -> None:
    found = read("The note is dated 2/3/2024.", country=country)
    assert [each.timex_value for each in found] == [value]


def test_a_number_above_twelve_is_the_day_in_any_country() -> None:
    for country in ("US", "GB"):
        found = read("Built on 23/12/2020 or 12/23/2020.", country=country)
        assert [each.timex_value for each in found] == ["2020-12-23", "2020-12-23"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rain fell in June 2021.", "2021-06"),
        ("Rain fell in October.", "2023-10"),
        ("Rain will fall in October.", "2024-10"),
        ("The camp opened last May.", "2023-05"),
        ("The camp was cleared in August of last year.", "2023-08"),
        ("The camp will open next December.", "2024-12"),
        ("The fund can pay salaries until September.", "2024-09"),
        ("Sales were flat in Q3 2023.", "2023-Q3"),
        ("Sales were flat in the first quarter of 2022.", "2022-Q1"),
        ("Its fourth-quarter profit fell.", "2023-Q4"),
        ("Profit fell in last year's second quarter.", "2023-Q2"),
        ("Exports rose in the first half of 2023.", "2023-H1"),
        ("Exports rose in 2023-H2.", "2023-H2"),
        ("The harvest failed last summer.", "2023-SU"),
        ("The harvest failed in the autumn of 2019.", "2019-FA"),
        ("Elections are due this spring.", "2024-SP"),
        ("He ruled in the 1970s.", "197"),
        ("She sang in the late 1980s.", "198"),
        ("She sang in the nineties.", "199"),
        ("The church is of the 12th century.", "11"),
        ("The firm was sold in 1987.", "1987"),
        ("The 2007 floods ruined the mill.", "2007"),
        ("A 1971 convention forbids it.", "1971"),
        ("It fell in fiscal 2019.", "2019"),
        ("They moved there in nineteen ninety-six.", "1996"),
        ("They will meet in the second week of June.", "2024-W24"),
        ("It rained in the first month of 2021.", "2021-01"),
        ("Work stops at year-end.", "2024"),
    ],
)
def test_months_parts_and_years(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The march drew 2,022 people.",
        "He took flight 1990 to Quito.",
        "Power failed in 2000 houses.",
        "They may march on the capital.",
        "Theresa May resigned.",
        "It costs $1999 or 2019 euros.",
        "Some 1800 soldiers crossed.",
        "He read The Sun and sat down.",
        "May I ask why the fall hurt?",
        "Room 2020 is on the second floor.",
        "Call 555-1234 or 0800 2019-22.",
        "The 12-year-old boy and his 34-year-old aunt survived.",
        "Three quarters of it and a quarter of that burned.",
        "She scored 6-3 and 7-5.",
        "It weighs 2.5 kg per unit and 11/20 of it is water.",
        "He scored 40 runs in the Twenty20 match.",
    ],
)
def test_what_only_looks_like_a_date_stays_out(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Police arrested two men on Monday.", "2024-03-18"),
        ("Police will question them on Monday.", "2024-03-25"),
        ("The court is expected to rule on Friday.", "2024-03-22"),
        ("The court had ruled on Friday.", "2024-03-15"),
        ("The minister said on Wednesday it was over.", "2024-03-20"),
        ("She agreed to testify on Saturday.", "2024-03-23"),
        ("They flew to Lima on Saturday.", "2024-03-16"),
        ("Roads have been shut since Sunday.", "2024-03-17"),
        ("Sunday's vote was annulled.", "2024-03-17"),
        ("He left last Friday.", "2024-03-15"),
        ("He leaves next Friday.", "2024-03-22"),
        ("They meet on Monday of next week.", "2024-03-25"),
        ("They talked today.", "2024-03-20"),
        ("They talked yesterday.", "2024-03-19"),
        ("They talk again tomorrow.", "2024-03-21"),
        ("They talk again the day after tomorrow.", "2024-03-22"),
        ("He died two days ago.", "2024-03-18"),
        ("He died three weeks ago.", "2024-02-28"),
        ("He died four months ago.", "2023-11"),
        ("He died fifty years ago.", "1974"),
        ("Shops shut last week.", "2024-W11"),
        ("Shops shut this week.", "2024-W12"),
        ("Shops will shut next week.", "2024-W13"),
        ("Shops will shut the week after next.", "2024-W14"),
        ("Prices doubled last month.", "2024-02"),
        ("Prices will double next year.", "2025"),
        ("It rained last weekend.", "2024-W11-WE"),
        ("They will settle in two weeks.", "2024-04-03"),
        ("Five days from now it ends.", "2024-03-25"),
    ],
)
def test_relative_dates_count_from_the_day_of_publication(
    text: str, value: str
) -> None:
    found = only(text)
    assert found.timex_value == value
    assert found.anchor == "publication"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The dam broke on 5 May 2021. Two days later help came.", "2021-05-07"),
        ("The dam broke on 5 May 2021. The next day help came.", "2021-05-06"),
        ("The dam broke in May 2021. Help came the following month.", "2021-06"),
        ("The dam broke in May 2021. Later that year it was rebuilt.", "2021"),
        ("It stood at 4% in June 2021, up from 3% a year earlier.", "2020-06"),
        ("He fell on 5 May 2021. She fell on the same day.", "2021-05-05"),
        ("Sales rose in the third quarter of 2022 from a year earlier.", "2021-Q3"),
    ],
)
def test_anaphoric_dates_count_from_an_earlier_date_of_the_text(
    text: str, last: str
) -> None:
    found = read(text)[-1]
    assert found.timex_value == last
    assert found.anchor == "text"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The blast happened at 5:30 p.m. on Tuesday.", "2024-03-19T17:30"),
        ("The blast happened on Tuesday at 17:30 GMT.", "2024-03-19T17:30"),
        ("He was shot at noon on 3 March.", "2024-03-03T12:00"),
        ("It struck at 0415 GMT on Monday.", "2024-03-18T04:15"),
        ("She was seen at 4 in the morning.", "2024-03-20T04:00"),
        ("He called at half past eight on Monday.", "2024-03-18T08:30"),
        ("He died on Thursday morning.", "2024-03-14TMO"),
        ("They left late on Sunday.", "2024-03-17TEV"),
        ("They left early Sunday.", "2024-03-17TMO"),
        ("Drones hit the port overnight.", "2024-03-19TNI"),
        ("They will dine tonight.", "2024-03-20TNI"),
        ("They quarrelled last night.", "2024-03-19TNI"),
        ("They spoke this morning.", "2024-03-20TMO"),
        ("They spoke yesterday afternoon at 3.", "2024-03-19T15:00"),
        ("It will open at 9 a.m.", "T09:00"),
        (
            "The road was shut from 9 to 11 a.m. on Monday.",
            "2024-03-18T09:00/2024-03-18T11:00",
        ),
        (
            "The road was shut on Monday between 10:30 and 12:15.",
            "2024-03-18T10:30/2024-03-18T12:15",
        ),
    ],
)
def test_times_of_day(text: str, value: str) -> None:
    found = only(text)
    assert found.timex_value == value
    assert found.timex_type == "TIME"


@pytest.mark.parametrize(
    ("text", "evidence", "value"),
    [
        ("It burned for three weeks.", "three weeks", "P3W"),
        ("It was a two-day visit.", "two-day", "P2D"),
        ("The siege lasted 24 hours.", "24 hours", "PT24H"),
        ("It took half an hour.", "half an hour", "PT30M"),
        ("She got six and a half years.", "six and a half years", "P6Y6M"),
        ("She got 2 1/2 years.", "2 1/2 years", "P2Y6M"),
        ("It took an hour and a half.", "an hour and a half", "PT1H30M"),
        ("It took a dozen years.", "dozen years", "P12Y"),
        ("They ruled for two decades.", "two decades", "P20Y"),
        ("The war went on for several months.", "several months", "PXM"),
        ("A week-long truce failed.", "week-long", "P1W"),
        ("They stayed for three nights.", "three nights", "P3D"),
        ("It ran for 1 hour and 30 minutes.", "1 hour and 30 minutes", "PT1H30M"),
        ("They wept for a couple of days.", "a couple of days", "P2D"),
        ("It idled for three quarters.", "three quarters", "P9M"),
    ],
)
def test_durations(text: str, evidence: str, value: str) -> None:
    found = only(text)
    assert (found.evidence, found.timex_value) == (evidence, value)
    assert found.timex_type == "DURATION"
    assert found.begins_at is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bin is emptied every Monday.", "XXXX-WXX-1"),
        ("The bin is emptied on Mondays.", "XXXX-WXX-1"),
        ("They march each July.", "XXXX-07"),
        ("They meet twice a week.", "P1W"),
        ("They meet every two years.", "P2Y"),
        ("It is checked daily.", "P1D"),
        ("It is paid annually.", "P1Y"),
        ("It is paid semi-annually.", "P6M"),
        ("They need nine litres per day.", "P1D"),
        ("They danced on Tuesday nights.", "XXXX-WXX-2TNI"),
    ],
)
def test_sets(text: str, value: str) -> None:
    found = only(text)
    assert (found.timex_type, found.timex_value) == ("SET", value)


@pytest.mark.parametrize(
    ("text", "evidence", "value"),
    [
        ("Shut from 11–12 July.", "11–12 July", None),
        ("It ran between 3 and 5 May 2021.", "3 and 5 May 2021", None),
        ("It ran from 28 April to 3 May 2021.", "28 April to 3 May 2021", None),
        ("He ruled from 2019 to 2021.", "2019 to 2021", "2019/2021"),
        ("He ruled in 1987-91.", "1987-91", "1987/1991"),
        (
            "He stole between March 2014 and November 2016.",
            "March 2014 and November 2016",
            "2014-03/2016-11",
        ),
        ("It is shut from 30 December to 2 January 2025.", None, None),
    ],
)
def test_a_range_is_one_item(
    text: str, evidence: str | None, value: str | None
) -> None:
    found = only(text)
    assert evidence in (None, found.evidence)
    assert value in (None, found.timex_value)
    assert "/" in found.timex_value


def test_bounds_are_half_open_and_cover_the_last_day() -> None:
    found = only("The mission lasted from 28 December 2020 to 2 January 2021.")
    assert found.timex_value == "2020-12-28/2021-01-02"
    assert found.begins_at == at("2020-12-28")
    assert found.ends_at == at("2021-01-03")


def test_modifiers_narrow_the_bounds_and_keep_the_value() -> None:
    found = only("The bridge will open by the end of June.")
    assert (found.evidence, found.timex_value) == ("the end of June", "2024-06")
    assert (found.begins_at, found.ends_at) == (
        at("2024-06-21"),
        at("2024-07-01"),
    )
    middle = only("Schools will close in mid-August.")
    assert (middle.evidence, middle.timex_value) == ("mid-August", "2024-08")
    assert middle.begins_at == at("2024-08-11")


def test_stretches_before_and_after_now_have_bounds() -> None:
    past = only("Output fell in the past three months.")
    assert past.timex_value == "P3M"
    assert (past.begins_at, past.ends_at) == (
        at("2023-12-20"),
        at("2024-03-20"),
    )
    ahead = only("Output will fall over the next two weeks.")
    assert (ahead.begins_at, ahead.ends_at) == (
        at("2024-03-21"),
        at("2024-04-04"),
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The town is now quiet.", "PRESENT_REF"),
        ("He recently moved.", "PAST_REF"),
        ("In the future, dams will be higher.", "FUTURE_REF"),
        ("Nobody works there at the moment.", "PRESENT_REF"),
    ],
)
def test_references_without_a_date(text: str, value: str) -> None:
    found = only(text)
    assert (found.timex_value, found.begins_at) == (value, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Shops closed on Christmas Eve.", "2023-12-24"),
        ("Shops will close on Good Friday.", "2024-03-29"),
        ("They fled last Thanksgiving.", "2023-11-23"),
        ("It fell two days after Christmas.", "2023-12-27"),
        ("He died on Easter Sunday 2000.", "2000-04-23"),
    ],
)
def test_feasts(text: str, value: str) -> None:
    assert values(text) == [value]


def test_without_a_day_of_publication_nothing_is_invented() -> None:
    found = read("They met on Monday and on 5 May. In May 2020 they won.", None)
    assert [each.timex_value for each in found] == [
        "XXXX-WXX-1",
        "XXXX-05-05",
        "2020-05",
    ]
    assert [each.begins_at for each in found[:2]] == [None, None]


def test_the_date_line_is_no_fact() -> None:
    blocks = [
        Block(kind="lead", text="Two men were held on Monday."),
        Block(kind="paragraph", text="A third was held on Tuesday."),
    ]
    text = dated_text.render(PUBLISHED_ON, blocks)
    found = read(text)
    assert [each.evidence for each in found] == ["Monday", "Tuesday"]
    assert [text[each.start_char : each.end_char] for each in found] == [
        "Monday",
        "Tuesday",
    ]
    assert all(0 < each.confidence < 1 for each in found)


def test_each_fact_shows_its_sentence() -> None:
    text = "Rain fell. Two men were held on Monday. It was cold."
    found = only(text)
    sentence = text[found.sentence_start_char : found.sentence_end_char]
    assert sentence == "Two men were held on Monday."


FRAGMENTS = [
    "2024",
    "May",
    "31",
    "13",
    "on",
    "the",
    "last",
    "next",
    "Monday",
    "week",
    "of",
    "year",
    "1/2",
    "9",
    ":30",
    "p.m.",
    "-",
    "–",
    "to",
    "and",
    "between",
    "from",
    "quarter",
    "second",
    "half",
    "an",
    "every",
    "99999999999",
    "0",
    "1st",
    "1000",
    "9999",
    "twenty",
    "four",
    "million",
    "ago",
    "earlier",
    "Christmas",
    "�",
    "\x00",
    "½",
    "'s",
    ",",
    "(",
    "2024-02-30",
    "31/31/99",
    "Q9",
    "mid",
    "early",
]


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join),
    st.sampled_from([None, PUBLISHED_ON, date.min, date.max]),
)
def test_any_text_gives_spans_in_order_and_no_crash(
    text: str, published_on: date | None
) -> None:
    found = read(text, published_on)
    for each in found:
        assert text[each.start_char : each.end_char] == each.evidence != ""
        if each.begins_at and each.ends_at:
            assert each.begins_at < each.ends_at
    assert all(a.end_char <= b.start_char for a, b in pairwise(found))


@given(st.text(max_size=60))
def test_arbitrary_characters_never_crash(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "2024",
        "May ",
        "1/",
        "twenty ",
        "and ",
        "Monday to ",
        "last ",
        "9:",
        "-",
        "t h e ",
    ],
)
def test_cost_grows_with_length_and_not_with_its_square(unit: str) -> None:
    def dates_of(text: str) -> list[Date]:
        return list(extract(prepare(text, PUBLISHED_ON, None)))

    assert order_of_growth(dates_of, unit, 1_500) <= ORDER_MAX
