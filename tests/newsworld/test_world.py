from collections import Counter
from datetime import UTC, datetime

import pytest

from tests.newsworld.articles import Truth
from tests.newsworld.world import World
from transforms.records import Block

BLOCKS = (
    Block(kind="lead", text="A ferry ran aground off Odesa on Tuesday."),
    Block(kind="heading", text="All safe"),
    Block(kind="paragraph", text="The 40 people on board were taken off by noon."),
)


def find(world: World, article_id: str) -> Truth:
    return {each.article_id: each for each in world.truth()}[article_id]


def test_the_same_seed_gives_the_same_world() -> None:
    assert World(seed=3).truth() == World(seed=3).truth()
    assert World(seed=3).truth() != World(seed=4).truth()


def test_another_publisher_leaves_the_reports_of_the_others_alone() -> None:
    small, large = World(publishers=3), World(publishers=5)
    slugs = set(small.publishers)
    assert small.truth() == tuple(a for a in large.truth() if a.publisher in slugs)


def test_a_default_world_has_twelve_articles_a_publisher_by_now() -> None:
    world = World()
    counts = Counter(article.publisher for article in world.truth())
    assert len(counts) == 4
    assert all(11 <= count <= 12 for count in counts.values())
    assert all(article.published_at <= world.now for article in world.truth())


def test_publishers_past_the_fifth_have_names_of_their_own() -> None:
    world = World(publishers=12, history_days=1, future_days=0, per_day=1)
    assert len(world.publishers) == 12
    assert "harbour-gazette-3" in world.publishers


def test_the_clock_brings_articles_and_updates_to_light() -> None:
    world = World()
    before = {each.article_id: each for each in world.truth()}
    world.tick(days=1, hours=6)
    after = {each.article_id: each for each in world.truth()}
    assert before.keys() < after.keys()
    assert any(
        len(after[key].versions) > len(each.versions) for key, each in before.items()
    )


def test_an_update_raises_the_toll_and_gains_a_paragraph() -> None:
    updated = [each for each in World().truth() if len(each.versions) > 1]
    assert updated
    for article in updated:
        assert len(article.versions[-1].blocks) > len(article.versions[0].blocks)
        assert article.modified_at > article.published_at
        if "killed" in article.facts:
            first = article.versions[0].facts["killed"]
            assert int(article.facts["killed"]) > int(first)


def test_facts_stand_in_the_text() -> None:
    for article in World().truth():
        text = "\n".join((article.title, *article.paragraphs))
        stated = {k: v for k, v in article.facts.items() if k != "happened_on"}
        assert all(value in text for value in stated.values())


def test_the_weekday_in_the_text_is_that_of_the_day_of_the_event() -> None:
    dated = [
        article
        for article in World().truth()
        if article.language == "en"
        and "happened_on" in article.facts
        and not article.duplicate_of
    ]
    assert dated
    for article in dated:
        happened_on = datetime.fromisoformat(article.facts["happened_on"])
        assert 0 <= (article.published_on - happened_on.date()).days <= 3
        assert f"{happened_on:%A}" in article.paragraphs[0]


def test_copies_repeat_an_earlier_article_exactly_or_after_a_credit() -> None:
    truth = {article.url: article for article in World().truth()}
    copies = [article for article in truth.values() if article.duplicate_of]
    assert {copy.duplicate_kind for copy in copies} == {"exact", "prefixed"}
    for copy in copies:
        origin = truth[copy.duplicate_of or ""]
        assert origin.published_at < copy.published_at
        assert copy.publisher != origin.publisher
        assert copy.paragraphs[1:] == origin.paragraphs[1:]
        assert copy.paragraphs[0].endswith(origin.paragraphs[0])
        is_exact = copy.paragraphs[0] == origin.paragraphs[0]
        assert is_exact == (copy.duplicate_kind == "exact")


def test_the_day_of_publication_is_the_publishers_own() -> None:
    world = World(start=datetime(2024, 3, 20, 20, tzinfo=UTC))
    article = world.publish("mirror-tribune", "Ferry aground", BLOCKS)
    assert find(world, article.article_id).published_on.isoformat() == "2024-03-21"


def test_a_test_can_publish_copy_and_revise_words_of_its_own() -> None:
    world = World(history_days=0)
    article = world.publish("harbour-gazette", "Ferry aground", BLOCKS, ("Ann Oak",))
    copy = world.syndicate("mirror-tribune", article, credit="Harbour Gazette")
    world.tick(minutes=30)
    world.revise(article, (*BLOCKS, Block(kind="paragraph", text="One is missing.")))
    told, copied = find(world, article.article_id), find(world, copy.article_id)
    assert told.authors == ("Ann Oak",)
    assert told.headings == ("All safe",)
    assert told.paragraphs[-1] == "One is missing."
    assert [len(version.blocks) for version in told.versions] == [3, 4]
    assert copied.duplicate_of == told.url
    assert copied.paragraphs[-1] == BLOCKS[-1].text


def test_a_day_is_all_that_is_known_where_feed_and_page_tell_no_time() -> None:
    by_day = [each for each in World().truth() if each.date_precision == "day"]
    assert by_day
    assert {article.publisher for article in by_day} == {"civic-ledger"}


def test_an_article_behind_a_lasting_fault_is_not_expected_of_anybody() -> None:
    world = World()
    gone, flaky, odd = world.truth()[:3]
    world.fault(gone.url, "410")
    world.fault(flaky.url, "500", times=1)
    world.fault(odd.url, "latin-1-without-charset")
    shown = [find(world, each.article_id).is_fetchable for each in (gone, flaky, odd)]
    assert shown == [False, True, True]
    world.mend(gone.url)
    assert find(world, gone.article_id).is_fetchable


@pytest.mark.parametrize(
    ("url", "name", "problem"),
    [
        ("http://harbour-gazette.example/", "409", "no fault '409'"),
        ("http://elsewhere.example/", "404", "not of this world"),
    ],
)
def test_an_impossible_fault_is_refused(url: str, name: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        World().fault(url, name)
