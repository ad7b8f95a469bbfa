"""Dates as news sites write them, and those that are none."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.instants import parse_instant, parse_moment

SPRING = datetime(2024, 3, 20, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Wed, 20 Mar 2024 10:15:00 GMT",
        "Wed,20 Mar 24 10:15 Z",
        "20 Mar 2024 10:15:00",
        "Wed, 20 March 2024 05:15:00 EST",
        "Wed, 20 Mar 2024 12:15:00 GMT+2",
        "Wed Mar 20 10:15:00 2024",
        "Wed Mar 20 11:15:00 CET 2024",
        "2024-03-20T10:15:00Z",
        "2024-03-20T12:15:00.250+02:00",
        "2024-03-20 12:15:00 +0200",
        "2024-03-20T101500Z",
        "20240320101500",
        "2024-03-20 10:15 AM",
        "1710929700",
        "1710929700000",
        "March 20, 2024 at 10:15 a.m.",
        "20.03.2024 10:15",
        "20/03/2024 10:15",
        "03/20/2024 10:15",
        "2024年3月20日 10:15",
        "mer., 20 mars 2024 11:15:00 +0100",
        "Mi, 20. März 2024, 10.15 Uhr",
        "20 de marzo de 2024 10:15",
        "20 marzo 2024 ore 10:15",
        "Qua, 20 Mar 2024 07:15:00 -0300",
        "woensdag 20 maart 2024 10:15",
        "środa, 20 marca 2024 10:15",
        "20 марта 2024, 10:15",
        "середа, 20 березня 2024 12:15 +0200",
        "onsdag 20 mars 2024 10:15",
        "20. marts 2024 10:15",
        "keskiviikko 20. maaliskuuta 2024 klo 10.15",
        "středa 20. března 2024 10:15",
        "Çar, 20 Mart 2024 13:15:00 +0300",
        "20. marca 2024 10:15",
        "20. март 2024. 10:15",
        "20. märts 2024 10:15",
        "20 במרץ 2024 10:15",
        "Updated 6:15 AM EDT, Wed March 20, 2024",
    ],
)
def test_instant_is_read_in_utc(written: str) -> None:
    assert parse_instant(written) == SPRING


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "yesterday", "2024", "2024-03", "10:15", "May", "17"),
        *("2024-13-01", "Wed, 31 Feb 2024 10:15:00 GMT", "0000-00-00 00:00:00"),
        *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00", "2024-03-20 25:00:00"),
        *("2024-03-20T10:61:00Z", "12 Moon 2024", "32 Mar 2024", "04/03/2024"),
        *("99999999999999", "12345-01-01", "5 people of 2024"),
    ],
)
def test_impossible_or_ambiguous_date_is_none(written: str) -> None:
    assert parse_instant(written) is None


def test_slashes_are_read_in_the_order_that_is_known() -> None:
    day, month = (parse_moment("04/03/2024", order) for order in (True, False))
    assert day is not None
    assert month is not None
    assert (day.on, month.on) == (date(2024, 3, 4), date(2024, 4, 3))
    sure = parse_moment("20/03/2024", False)
    assert sure is not None
    assert sure.on == date(2024, 3, 20)


@pytest.mark.parametrize(
    "written", ["2024-03-20", "20240320", "20 mars 2024", "Sept. 5, 2023", "5/25/2024"]
)
def test_day_alone_invents_no_time(written: str) -> None:
    moment = parse_moment(written)
    assert moment is not None
    assert (moment.at, moment.has_time, moment.has_zone) == (None, False, False)
    assert parse_instant(written) == datetime.combine(
        moment.on, datetime.min.time(), UTC
    )


def test_day_stays_as_written_where_utc_is_another_day() -> None:
    moment = parse_moment("Wed, 20 Mar 2024 23:30:00 -0500")
    assert moment is not None
    assert moment.on == date(2024, 3, 20)
    assert moment.at == datetime(2024, 3, 21, 4, 30, tzinfo=UTC)
    assert moment.has_zone


def test_assumed_utc_is_told_from_a_stated_zone() -> None:
    stated, assumed = (
        parse_moment("2024-03-20T10:15Z"),
        parse_moment("2024-03-20 10:15"),
    )
    assert stated is not None
    assert assumed is not None
    assert stated.at == assumed.at == SPRING
    assert (stated.has_zone, assumed.has_zone) == (True, False)


def test_afternoon_is_told_from_morning() -> None:
    assert parse_instant("March 20, 2024, 10:15 PM") == SPRING.replace(hour=22)
    assert parse_instant("2024-03-20 12:15 am") == SPRING.replace(hour=0)


def test_end_of_day_is_the_next_midnight() -> None:
    expected = datetime(2024, 3, 21, tzinfo=UTC)
    assert parse_instant("Wed, 20 Mar 2024 24:00:00 GMT") == expected


whole_seconds = st.integers(
    int(datetime(1600, 1, 1, tzinfo=UTC).timestamp()),
    int(datetime(9000, 1, 1, tzinfo=UTC).timestamp()),
).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(whole_seconds)
def test_what_iso_and_rfc_822_write_is_read_back(at: datetime) -> None:
    assert parse_instant(at.isoformat()) == at
    year = f"{at.year:04}"
    assert parse_instant(at.strftime(f"%d %b {year} %H:%M:%S +0000")) == at


@given(st.text(max_size=80) | st.text("0123456789/-.: TZ+amprfv", max_size=40))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    moment = parse_moment(text)
    assert moment is None or (moment.at is None) == (not moment.has_time)


def test_a_megabyte_is_no_slower_than_a_line() -> None:
    assert parse_instant("1 " * 500_000) is None
