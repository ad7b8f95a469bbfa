"""The steps as plain functions, and the one place that catches what nobody foresaw."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from flows import steps
from flows.context import Progress, open_context
from flows.registry import read_sources
from flows.steps import attempt
from tests.flows.worlds import House, house, write_files_source
from transforms import articles, dated_text, facts
from transforms.batches import Batch
from transforms.errors import FetchError, Unforeseen
from transforms.records import DATED_TEXT_TYPE, Article, Block, Capture, Failure, Source
from warehouse import landing
from warehouse.captures import Archive, Exchange

NOW = datetime(2024, 3, 20, 12, tzinfo=UTC)
SOURCE = Source(
    id="harbour",
    name="Harbour",
    homepage=None,
    country="GB",
    language="en",
    timezone="UTC",
    listings=(),
)
TEXT = " date 2024-03-20 The port paid 3 million euros on Monday."


def _archived(folder: Path, *files: tuple[str, bytes]) -> tuple[Capture, ...]:
    with Archive(folder) as archive:
        return tuple(
            archive.write(
                Exchange(
                    source_id=SOURCE.id,
                    kind="file",
                    url=f"file:///news/{name}",
                    final_url=f"file:///news/{name}",
                    fetched_at=NOW,
                    status=200,
                    headers=(("Content-Type", DATED_TEXT_TYPE),),
                    body=body,
                    link=None,
                )
            )
            for name, body in files
        )


def _refined(folder: Path, *files: tuple[str, bytes]) -> steps.Reading:
    return steps.refine(_archived(folder, *files), {SOURCE.id: SOURCE}, folder, NOW)


def test_attempt_gives_what_the_step_gives() -> None:
    assert attempt(lambda: 7) == 7


def test_attempt_keeps_a_foreseen_failure_as_it_is() -> None:
    error = FetchError("timed-out", "after 50 s")

    def fail() -> None:
        raise error

    assert attempt(fail) is error


def test_attempt_keeps_an_unforeseen_failure_with_its_traceback() -> None:
    def fail() -> None:
        raise LookupError("nobody thought of it")

    outcome = attempt(fail)
    assert isinstance(outcome, Unforeseen)
    assert outcome.reason == "unforeseen"
    assert outcome.detail == "LookupError: nobody thought of it"
    assert "in fail" in outcome.trace


def test_attempt_keeps_what_memory_did_not_suffice_for() -> None:
    outcome = attempt(lambda: bytes(1 << 62))
    assert isinstance(outcome, Unforeseen)
    assert outcome.detail.startswith("MemoryError")


def test_attempt_lets_ctrl_c_through() -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(stop)


def test_refine_gives_text_facts_and_fingerprints(tmp_path: Path) -> None:
    reading = _refined(tmp_path, ("a.txt", TEXT.encode()))
    (refined,) = reading.refined
    assert reading.failures == ()
    assert refined.text == TEXT
    assert refined.article.published_on == date(2024, 3, 20)
    assert refined.facts_skipped is None
    (sum_of_money,) = refined.facts["money"]
    start, end = sum_of_money.start_char, sum_of_money.end_char
    assert refined.text[start:end] == sum_of_money.evidence


def test_refine_counts_a_broken_page_and_goes_on(tmp_path: Path) -> None:
    reading = _refined(
        tmp_path, ("a.txt", b"no date"), ("b.txt", TEXT.encode()), ("c.txt", b"\xff")
    )
    assert [each.article.url for each in reading.refined] == ["file:///news/b.txt"]
    assert [(each.url, each.stage) for each in reading.failures] == [
        ("file:///news/a.txt", "article"),
        ("file:///news/c.txt", "article"),
    ]
    assert {each.occurred_at for each in reading.failures} == {NOW}


def test_refine_of_a_damaged_archive_is_a_failure_of_that_page(tmp_path: Path) -> None:
    captures = _archived(tmp_path, ("a.txt", TEXT.encode()), ("b.txt", TEXT.encode()))
    (file,) = tmp_path.glob("*.warc.gz")
    content = bytearray(file.read_bytes())
    content[captures[1].file_offset + 40] ^= 0xFF
    file.write_bytes(content)
    reading = steps.refine(captures, {SOURCE.id: SOURCE}, tmp_path, NOW)
    assert len(reading.refined) == 1
    (failure,) = reading.failures
    assert failure.url == "file:///news/b.txt"
    assert "damaged" in failure.detail


def test_a_page_that_memory_does_not_suffice_for_is_a_failure_of_that_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = articles.read

    def greedy(body: bytes, capture: Capture, source: Source) -> Article:
        return read(body if b"Monday" in body else bytes(1 << 62), capture, source)

    monkeypatch.setattr(articles, "read", greedy)
    other = TEXT.replace("Monday", "Sunday").encode()
    reading = _refined(tmp_path, ("a.txt", other), ("b.txt", TEXT.encode()))
    assert [each.article.url for each in reading.refined] == ["file:///news/b.txt"]
    (failure,) = reading.failures
    assert (failure.url, failure.reason) == ("file:///news/a.txt", "unforeseen")


@pytest.mark.parametrize(("language", "told"), [("uk", "uk"), (None, "unknown")])
def test_other_languages_get_no_facts_and_say_so(
    language: str | None, told: str
) -> None:
    refined = steps.refine_article(_article(language, TEXT), "UA")
    assert refined.facts_skipped == f"language:{told}"
    assert dict(refined.facts) == {}
    assert refined.text == TEXT


def test_an_article_that_cannot_be_rendered_does_not_take_others_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither its facts nor its bare text can be had: one failure, no more."""
    render = dated_text.render

    def fail(published_on: date | None, blocks: tuple[Block, ...]) -> str:
        if "Monday" in blocks[0].text:
            raise ZeroDivisionError("in the renderer")
        return render(published_on, blocks)

    monkeypatch.setattr(dated_text, "render", fail)
    other = TEXT.replace("Monday", "Sunday").encode()
    reading = _refined(tmp_path, ("a.txt", TEXT.encode()), ("b.txt", other))
    assert [each.article.url for each in reading.refined] == ["file:///news/b.txt"]
    assert [each.reason for each in reading.failures] == ["unforeseen"]


def _article(language: str | None, text: str) -> Article:
    dated = dated_text.parse(text)
    return Article(
        source_id=SOURCE.id,
        url="https://harbour.example/a",
        canonical_url="https://harbour.example/a",
        origin_url=None,
        title=None,
        authors=(),
        language=language,
        published_at=None,
        published_on=dated.published_on,
        date_precision="day",
        date_origin="text",
        blocks=dated.blocks,
        seen_at=NOW,
        capture_id=UUID(int=1),
        extractor_version="1",
    )


def _batch(*articles: Article) -> Batch:
    refined = tuple(steps.refine_article(article, "GB") for article in articles)
    return Batch(batch_id=uuid4(), run_id=uuid4(), made_at=NOW, refined=refined)


def test_store_loads_its_batch_and_what_waits(tmp_path: Path) -> None:
    here = house(tmp_path)
    failure = Failure(
        source_id=None,
        url=None,
        stage="fetch",
        reason="timed-out",
        detail="earlier",
        occurred_at=NOW,
    )
    waiting = Batch(batch_id=uuid4(), run_id=uuid4(), made_at=NOW, failures=(failure,))
    landing.land(here.settings.landing, waiting)
    stored = steps.store(here.settings, _batch(_article("en", TEXT)))
    assert stored.loaded.batches == 2
    assert stored.loaded.articles == 1
    assert stored.waiting == 0
    assert stored.failures == ()
    assert here.failures() == {(None, "timed-out")}


def test_storing_a_batch_twice_changes_nothing(tmp_path: Path) -> None:
    here = house(tmp_path)
    batch = _batch(_article("en", TEXT))
    first = steps.store(here.settings, batch)
    before = here.contents()
    second = steps.store(here.settings, batch)
    assert first.loaded.facts > 0
    assert (second.loaded.articles, second.loaded.versions) == (0, 0)
    assert (second.loaded.facts, second.loaded.copies) == (0, 0)
    assert here.contents() == before
    assert here.repeated_keys() == {}


@pytest.fixture
def folder_house(tmp_path: Path) -> House:
    for number in range(4):
        path = tmp_path / "files" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{TEXT} Ship {number}.", "utf-8")
    here = house(tmp_path / "home")
    write_files_source(here.settings.sources, "harbour", str(tmp_path / "files"))
    return here


def test_gather_tells_how_far_it_is(
    folder_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Progress] = []
    (source,) = read_sources(folder_house.settings.sources)
    monkeypatch.setattr("flows.context.FOLLOWER", _Follower(told))
    with open_context(folder_house.settings) as context:
        gathered = steps.gather(context, source)
    assert [progress.done for progress in told] == [0, 1, 2, 3, 4]
    assert [progress.is_finished for progress in told] == [False] * 4 + [True]
    assert {(progress.listed, progress.due) for progress in told} == {(4, 4)}
    assert sum(visit.is_page for visit in gathered.visits) == 4


class _Follower:
    """Stands in for the context variable of who watches a run."""

    def __init__(self, told: list[Progress]) -> None:
        self._told = told

    def get(self) -> object:
        return self._told.append


def test_gather_ends_at_the_page_that_it_is_at_once_it_is_stopped(
    folder_house: House,
) -> None:
    (source,) = read_sources(folder_house.settings.sources)
    with open_context(folder_house.settings) as context:
        context.stopping.set()
        gathered = steps.gather(context, source)
    assert not any(visit.is_page for visit in gathered.visits)


def test_every_kind_of_fact_that_is_found_reaches_its_table(tmp_path: Path) -> None:
    here = house(tmp_path)
    found = steps.store(here.settings, _batch(_article("en", TEXT))).loaded.facts
    tables = sum(here.one(f"select count(*) from {kind}") for kind in facts.KINDS)
    assert tables == found > 0


@pytest.mark.parametrize("runner", ["processes", "dask"])
def test_processes_read_what_threads_read(
    folder_house: House, tmp_path: Path, runner: str
) -> None:
    if runner == "dask":
        pytest.importorskip("distributed", reason="needs the extra dask")
    apart = house(tmp_path / "apart").replace(
        sources=folder_house.settings.sources, task_runner=runner
    )
    assert folder_house.run().failures == 0
    assert apart.run().failures == 0
    assert apart.contents() == folder_house.contents()
    assert apart.one("select count(*) from dates") > 0
