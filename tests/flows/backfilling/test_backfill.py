"""Past days come in exactly once, whatever happens on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from threading import Event

import pytest

from flows.backfilling import engine
from flows.backfilling.ledger import claim_name
from flows.backfilling.previews import preview
from flows.backfilling.remains import release
from tests.flows.claimants import another_run
from tests.flows.press import TODAY, Town, at_noon, days, story, town
from tests.newsworld.answers import Answer
from transforms.errors import UsageError
from transforms.records import Capture
from warehouse.captures import Archive, Exchange
from warehouse.connection import opened
from warehouse.orders import give

START, END = date(2024, 3, 5), date(2024, 3, 8)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def arden(tmp_path: Path) -> Iterator[Town]:
    with town(tmp_path, ["arden", "belmont"]) as found:
        for name, paper in found.papers.items():
            paper.publish(days(date(2024, 3, 1), 12), each=2, prefix=f"{name}-")
        yield found


def states(arden: Town) -> set[object]:
    return {state for _, _, state in arden.ledger()}


@pytest.mark.parametrize("origin", ["sitemaps", "listings"])
def test_exactly_the_articles_of_the_days_come_in(arden: Town, origin: str) -> None:
    report = arden.backfill(START, END, origin=origin)
    assert arden.stored() == arden.published(START, END)
    assert states(arden) == {"done"}
    assert report.states() == {"done": 8}
    assert [row["came in"] for row in report.table()] == [8, 8]
    assert not report.has_trouble
    funnel = "select listed, pages, pages_read, articles from run_funnels"
    assert arden.house.ask(funnel) == [(16, 16, 16, 16)]


def test_a_second_backfill_asks_for_nothing_and_a_wider_one_for_the_rest(
    arden: Town,
) -> None:
    arden.backfill(START, END)
    arden.pages_asked()
    arden.backfill(START, END)
    assert arden.pages_asked() == []
    arden.backfill(START, END, only="everything")
    assert arden.pages_asked() == []
    arden.backfill(START - ONE_DAY, END)
    assert len(arden.pages_asked()) == 4
    assert arden.stored() == arden.published(START - ONE_DAY, END)
    assert arden.house.repeated_keys() == {}


def test_a_paused_source_is_left_alone_until_it_is_resumed(arden: Town) -> None:
    arden.backfill(START, START)
    arden.pages_asked()
    now = at_noon(TODAY)
    with opened(arden.house.file) as connection:
        give(connection, "arden", now, is_paused=True, reason="their wish")

    report = arden.backfill(START, END)
    assert arden.pages_asked()
    assert {name for name, _, state in arden.ledger() if state != "done"} == set()
    assert [row["came in"] for row in report.table()] == [0, 6]
    assert "arden left alone (paused: their wish)" in report.sentence()
    looked = preview(arden.house.settings, arden.order(START, END))
    assert [each.wanted for each in looked.outlooks] == [0, 0]
    assert looked.outlooks[0].problem == "paused: their wish"

    with opened(arden.house.file) as connection:
        give(connection, "arden", now, is_paused=False, reason=None)
    arden.backfill(START, END)
    assert arden.stored() == arden.published(START, END)


def test_days_without_articles_are_empty(arden: Town) -> None:
    paper = arden.papers["arden"]
    for path in [path for path, on in paper.stories.items() if on == END]:
        del paper.stories[path]
    arden.backfill(START, END, sources=["arden"])
    assert arden.ledger()[-1] == ("arden", END, "empty")


def test_pages_that_tell_only_their_change_are_of_the_day_they_name(
    arden: Town,
) -> None:
    paper = arden.papers["arden"]
    for path, on in paper.stories.items():
        paper.touched[path] = on + timedelta(days=3)
    report = arden.backfill(START, END, sources=["arden"])
    own = [each for each in arden.published(START, END) if "arden" in each[0]]
    assert arden.stored() == own
    assert report.left_out["arden"] > 0
    check = files("warehouse").joinpath("checks", "orphans.sql").read_text("utf-8")
    assert arden.house.ask(check) == []
    arden.pages_asked()
    # What was left out is read from the archive when its day is wanted.
    arden.backfill(END + ONE_DAY, END + ONE_DAY, sources=["arden"])
    assert arden.pages_asked() == []
    assert len(arden.stored()) == len(own) + 2


def test_live_ingestion_finds_what_a_backfill_left_out(arden: Town) -> None:
    paper = arden.papers["arden"]
    for path, on in paper.stories.items():
        paper.touched[path] = on + timedelta(days=3)
    arden.backfill(START, START, sources=["arden"])
    listed = b'<a href="/news/arden-plan-for-062-part-0">A headline of some length</a>'
    body = b"<html><body><ul><li>" + listed + b"</li></ul></body></html>"
    paper.answers["/news"] = Answer(body=body)
    arden.house.run("arden")
    assert ("news/arden-plan-for-062-part-0", date(2024, 3, 2)) in arden.stored()


def test_a_page_that_fails_fails_its_window_alone_until_it_comes(arden: Town) -> None:
    paper = arden.papers["arden"]
    path = next(path for path, on in paper.stories.items() if on == END)
    paper.answers[path] = Answer(status=500, body=b"broken")
    report = arden.backfill(START, END, sources=["arden"])
    assert report.has_trouble
    assert report.failed_days() == {"arden": [END]}
    assert arden.ledger()[-1] == ("arden", END, "failed")
    del paper.answers[path]
    arden.pages_asked()
    again = arden.backfill(START, END, sources=["arden"], only="failed")
    assert arden.pages_asked() == [path]
    assert not again.has_trouble


def test_a_page_that_is_gone_does_not_keep_its_window_open(arden: Town) -> None:
    paper = arden.papers["arden"]
    path = next(path for path, on in paper.stories.items() if on == END)
    paper.answers[path] = Answer(status=410, body=b"gone")
    report = arden.backfill(START, END, sources=["arden"])
    assert report.states() == {"done": 4}
    assert sum(window.lost for window in report.windows.values()) == 1


def test_an_origin_that_does_not_answer_fails_and_one_that_is_not_there_is_unavailable(
    arden: Town,
) -> None:
    arden.papers["arden"].answers["/sitemap.xml"] = Answer(status=503, body=b"")
    arden.papers["belmont"].answers["/sitemap.xml"] = Answer(status=404, body=b"")
    report = arden.backfill(START, START)
    assert report.states() == {"failed": 1, "unavailable": 1}
    assert report.windows["arden", START].reason


def test_a_web_archive_fills_days_that_the_publisher_has_lost(arden: Town) -> None:
    base = arden.papers["arden"].base
    for path, on in arden.papers["arden"].stories.items():
        for late in (3, 9):
            moment = at_noon(on + timedelta(days=late))
            arden.archive.hold(base + path, moment, story(path[6:], on))
    arden.backfill(START, END, sources=["arden"], origin="cdx")
    own = [each for each in arden.published(START, END) if "arden" in each[0]]
    assert arden.stored() == own


def test_pages_in_our_own_archive_are_read_when_nobody_else_has_them(
    arden: Town,
) -> None:
    paper = arden.papers["arden"]
    for path, on in paper.stories.items():
        paper.touched[path] = on + timedelta(days=3)
    arden.backfill(START, START, sources=["arden"])
    paper.stories.clear()
    arden.pages_asked()
    later = START + timedelta(days=2)
    arden.backfill(later, later, sources=["arden"], origin="captures")
    assert arden.pages_asked() == []
    assert {on for _, on in arden.stored()} == {START, later}


def test_days_are_the_publishers_own(tmp_path: Path) -> None:
    with town(tmp_path, ["arden"], zone="Pacific/Auckland") as found:
        # Noon UTC is one in the morning of the next day there.
        found.papers["arden"].publish([date(2024, 3, 4)])
        found.backfill(date(2024, 3, 5), date(2024, 3, 5))
        assert len(found.stored()) == 1


def test_the_limit_leaves_the_rest_to_the_next_run(arden: Town) -> None:
    report = arden.backfill(START, END, sources=["arden"], most_pages=5)
    assert len(arden.stored()) == 5
    assert report.has_trouble
    arden.backfill(START, END, sources=["arden"], most_pages=5)
    assert len(arden.stored()) == 8


def test_two_backfills_over_one_window_share_it(arden: Town) -> None:
    order = arden.order(START, END, sources=["arden"])
    name = claim_name("arden", order.origin, START)
    with another_run(arden.house.settings.home / "backfills.lock", name):
        report = arden.backfill(START, END, sources=["arden"])
    assert report.elsewhere == 1
    assert {on for _, on in arden.stored()} == set(days(START + ONE_DAY, 3))
    arden.backfill(START, END, sources=["arden"])
    assert len(arden.stored()) == 8


@pytest.mark.parametrize("writes", [1, 4, 7, 12])
def test_a_backfill_stopped_anywhere_goes_on_where_it_was(
    arden: Town, writes: int
) -> None:
    with stop_after(writes), pytest.raises(KeyboardInterrupt):
        arden.backfill(START, END)
    assert "running" not in states(arden)
    arden.backfill(START, END)
    assert arden.stored() == arden.published(START, END)
    assert states(arden) == {"done"}
    assert arden.house.repeated_keys() == {}
    asked = arden.pages_asked()
    # What was under way in the other thread may be asked for again.
    assert len(asked) - len(set(asked)) <= 1


def test_a_window_that_a_dead_run_left_is_missing_again(arden: Town) -> None:
    arden.backfill(START, END, sources=["arden"])
    with opened(arden.house.settings.warehouse) as connection:
        connection.execute("update ops.backfill_windows set state = 'running'")
    found = preview(arden.house.settings, arden.order(START, END, sources=["arden"]))
    assert found.states == {"missing": 4}
    newest = arden.house.one("select max(updated_at) from ops.backfill_windows")
    later = newest + timedelta(microseconds=1)
    name = claim_name("arden", "sitemaps", START)
    with another_run(arden.house.settings.home / "backfills.lock", name):
        assert release(arden.house.settings, lambda: later) == 3
    assert release(arden.house.settings, lambda: later) == 1
    assert states(arden) == {"missing"}
    arden.backfill(START, END, sources=["arden"])
    assert states(arden) == {"done"}


def test_a_preview_counts_and_asks_for_no_page(arden: Town) -> None:
    arden.backfill(START, START)
    arden.pages_asked()
    found = preview(arden.house.settings, arden.order(START, END))
    assert arden.pages_asked() == []
    assert found.states == {"missing": 6, "done": 2}
    assert (found.wanted, found.requests) == (6, 12)
    assert found.seconds > 0
    assert len(arden.ledger()) == 2


def test_windows_filled_before_their_day_had_ended_are_stale(arden: Town) -> None:
    arden.backfill(START, START, sources=["arden"])
    with opened(arden.house.settings.warehouse) as connection:
        connection.execute(
            "update ops.backfill_windows set updated_at = '2024-03-05 20:00:00+00'"
        )
    found = preview(arden.house.settings, arden.order(START, START, sources=["arden"]))
    assert found.states == {"stale": 1}
    assert found.wanted == 1


def test_everything_wrong_with_an_order_is_told_in_words(arden: Town) -> None:
    with pytest.raises(UsageError) as caught:
        arden.order(END, START, sources=["nowhere"], origin="dreams", most_pages=0)
    told = str(caught.value)
    for words in ("comes after end", "no source nowhere", "'dreams'", "most_pages"):
        assert words in told


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(1989, 1, 1), START, "before 1990-01-01"),
        (START, TODAY + ONE_DAY, "in the future"),
    ],
)
def test_days_that_cannot_be_are_refused(
    arden: Town, start: date, end: date, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        arden.order(start, end)


@contextmanager
def stop_after(writes: int) -> Iterator[None]:
    """The run is interrupted once the archive has taken that many responses."""
    written, write = 0, Archive.write
    is_over = Event()

    def counted(
        self: Archive, exchange: Exchange, *, same_as: Capture | None = None
    ) -> Capture:
        nonlocal written
        written += 1
        if written >= writes:
            is_over.set()
        return write(self, exchange, same_as=same_as)

    def interrupted(advance: object) -> None:
        if is_over.is_set():
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Archive, "write", counted)
        patch.setattr(engine.Backfill, "_tell", interrupted)
        yield
