"""The rule by which tellings are one incident."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from transforms.identity import identify
from transforms.incidents import Telling, retold, same

DAY = date(2024, 3, 19)
ONE = Telling(
    event_id=identify("event", 1),
    article_id=identify("article", 1),
    version_id=identify("version", 1),
    original_id=identify("article", 1),
    story_id=None,
    place_id=identify("place", "Maiduguri"),
    kind="ASSAULT",
    mode="bombing",
    country_iso2="NG",
    actors=(),
    targets=("market",),
    is_planned=False,
    is_town=True,
    start_char=10,
    begins_on=DAY,
    ends_on=DAY,
    told_on=DAY + timedelta(days=1),
)
OTHER = replace(
    ONE,
    event_id=identify("event", 2),
    article_id=identify("article", 2),
    version_id=identify("version", 2),
    original_id=identify("article", 2),
)


def test_place_and_day_make_one_incident() -> None:
    assert same(ONE, OTHER)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            replace(OTHER, place_id=identify("place", "Kano")), id="another town"
        ),
        pytest.param(
            replace(OTHER, begins_on=DAY.replace(day=5), ends_on=DAY.replace(day=5)),
            id="another day",
        ),
        pytest.param(replace(OTHER, country_iso2="NE"), id="another country"),
        pytest.param(replace(OTHER, is_planned=True), id="planned"),
        pytest.param(replace(OTHER, kind="PROTEST"), id="another kind"),
        pytest.param(replace(OTHER, mode="shelling"), id="another mode"),
        pytest.param(
            replace(OTHER, is_town=False, place_id=None, targets=()),
            id="day alone",
        ),
        pytest.param(
            replace(OTHER, begins_on=None, ends_on=None, targets=()), id="place alone"
        ),
    ],
)
def test_doubt_makes_two_incidents(other: Telling) -> None:
    assert not same(ONE, other)
    assert not same(other, ONE)


def test_a_story_makes_up_for_a_day() -> None:
    story = identify("story", 1)
    undated = replace(OTHER, begins_on=None, ends_on=None, story_id=story)
    assert same(replace(ONE, story_id=story), undated)


def test_a_story_and_one_side_are_too_little_without_a_day() -> None:
    story = identify("story", 1)
    bare = replace(ONE, story_id=story, actors=("navy",), begins_on=None, ends_on=None)
    unplaced = replace(bare, is_town=False, place_id=None, targets=())
    other = replace(unplaced, event_id=OTHER.event_id, article_id=OTHER.article_id)
    other = replace(other, version_id=OTHER.version_id, original_id=OTHER.original_id)
    assert not same(unplaced, other)
    both = replace(unplaced, targets=("trawler",))
    assert same(both, replace(other, targets=("trawler",)))


FAR = 2_000
"""Behind where an article says what it is about."""


@pytest.mark.parametrize(
    ("changes", "is_one"),
    [
        pytest.param({"kind": "ACCUSE", "targets": ("Ana Rusu",)}, True, id="name"),
        pytest.param({"kind": "COERCE", "targets": ("23 pirates",)}, True, id="count"),
        pytest.param({"kind": "COERCE", "targets": ("one man",)}, False, id="one"),
        pytest.param({"kind": "COERCE", "targets": ("Police",)}, False, id="plain"),
        pytest.param({"kind": "CONSULT", "targets": ("Ana Rusu",)}, False, id="vague"),
        pytest.param({"actors": ("Ana Rusu",)}, False, id="attackers attack again"),
        pytest.param({"kind": "earthquake", "country_iso2": "IR"}, False, id="aside"),
        pytest.param({"kind": "earthquake", "start_char": 9}, True, id="lead"),
        pytest.param(
            {"kind": "earthquake", "place_id": identify("place", "Iran")},
            True,
            id="land",
        ),
        pytest.param({"targets": ("store",), "start_char": 9}, True, id="lead target"),
        pytest.param({"targets": ("store",)}, False, id="target aside"),
        pytest.param({"targets": ("2 people",), "start_char": 9}, False, id="anybody"),
    ],
)
def test_within_a_story_what_is_telling_makes_up_for_the_day(
    changes: dict[str, Any], is_one: bool
) -> None:
    bare: dict[str, Any] = {
        "story_id": identify("story", 1),
        "start_char": FAR,
        "targets": (),
        "place_id": None,
        "is_town": False,
        "country_iso2": None,
        "begins_on": None,
        "ends_on": None,
    }
    one = replace(ONE, **{**bare, **changes})
    other = replace(OTHER, **{**bare, **changes})
    assert same(one, other) is is_one
    long_ago = DAY - timedelta(days=300)
    recalled = replace(other, begins_on=long_ago, ends_on=long_ago)
    assert not same(one, recalled)
    assert not same(recalled, one)


def test_killing_in_a_bombing_is_the_bombing() -> None:
    assert same(ONE, replace(OTHER, mode="killing", targets=("12 people",)))


def test_copies_need_the_same_words_only() -> None:
    bare = replace(ONE, place_id=None, is_town=False, targets=("market",))
    copied = replace(
        bare,
        event_id=OTHER.event_id,
        article_id=OTHER.article_id,
        version_id=OTHER.version_id,
        told_on=DAY + timedelta(days=20),
    )
    assert same(bare, copied)


def test_a_bare_telling_comes_back_to_the_one_before_it() -> None:
    bare = replace(
        ONE,
        event_id=identify("event", 3),
        place_id=None,
        country_iso2=None,
        is_town=False,
        mode="armed-attack",
        targets=(),
        begins_on=None,
        ends_on=None,
        start_char=90,
    )
    assert list(retold([bare, ONE])) == [(bare.event_id, ONE.event_id)]
    elsewhere = replace(bare, version_id=OTHER.version_id)
    assert list(retold([elsewhere, ONE])) == []


@pytest.mark.parametrize(
    ("before", "after", "is_one"),
    [
        ("two people", "four people", True),
        ("12 villagers", "villagers", True),
        ("two people", "three soldiers", False),
    ],
)
def test_a_later_version_tells_the_same_with_another_toll(
    before: str, after: str, is_one: bool
) -> None:
    first = replace(
        ONE, mode="killing", targets=(before,), is_town=False, place_id=None
    )
    later = replace(
        first,
        event_id=OTHER.event_id,
        version_id=OTHER.version_id,
        targets=(after,),
    )
    assert same(first, later) is is_one
