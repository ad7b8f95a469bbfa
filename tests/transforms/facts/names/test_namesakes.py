"""Persons across articles: who is one, who is a namesake, and what stays open."""

from uuid import UUID

import pytest

from transforms.facts.names.namesakes import Identity, Profile, tell_apart
from transforms.identity import identify

STORY = identify("story", "flood")


def profile(
    article: str,
    *roles: str,
    name: str = "John Smith",
    country: str | None = None,
    organisation: str | None = None,
    story: UUID | None = None,
) -> Profile:
    return Profile(
        version_id=identify("version", article),
        article_id=identify("article", article.partition("#")[0]),
        entity=0,
        name=name,
        country=country,
        roles=roles,
        organisations=(organisation,) if organisation else (),
        story_id=story,
    )


def persons(*profiles: Profile) -> list[int | None]:
    """Numbers of the persons, in the order they are met; None where it is open."""
    numbers: dict[UUID | None, int] = {}
    return [
        None
        if each.identity_id is None
        else numbers.setdefault(each.identity_id, len(numbers))
        for each in tell_apart([], profiles)
    ]


@pytest.mark.parametrize(
    ("profiles", "expected"),
    [
        # The same name and country, or an occupation, an organisation, a story.
        ([profile("a", country="US"), profile("b", "farmer", country="US")], [0, 0]),
        ([profile("a", "mayor"), profile("b", "the mayor of Teliva")], [0, 0]),
        (
            [
                profile("a", "spokesman", organisation="UNICEF"),
                profile("b", "UNICEF envoy", organisation="UNICEF"),
            ],
            [0, 0],
        ),
        (
            [profile("a", "farmer", story=STORY), profile("b", "father", story=STORY)],
            [0, 0],
        ),
        # Nothing speaks against the only bearer.
        ([profile("a", "mayor"), profile("b")], [0, 0]),
        ([profile("a"), profile("b", "mayor")], [0, 0]),
        ([profile("a", "mayor"), profile("b", "spokesman")], [0, 0]),
        ([profile("a", name="JOHN SMITH"), profile("b")], [0, 0]),
        # Versions of one article speak of one person.
        ([profile("a", "farmer"), profile("a#2", "miller")], [0, 0]),
        # Another country, another occupation.
        ([profile("a", country="US"), profile("b", country="GB")], [0, 1]),
        ([profile("a", "farmer"), profile("b", "minister")], [0, 1]),
        (
            [
                profile("a", country="US", story=STORY),
                profile("b", country="GB", story=STORY),
            ],
            [0, 1],
        ),
        ([profile("a", name="Anna Smith"), profile("b")], [0, 1]),
        # Of two bearers nobody can tell which; an occupation can.
        (
            [profile("a", "farmer"), profile("b", "minister"), profile("c")],
            [0, 1, None],
        ),
        (
            [
                profile("a", "farmer"),
                profile("b", "minister"),
                profile("c", "prime minister"),
            ],
            [0, 1, 1],
        ),
        (
            [
                profile("a", "minister", country="US"),
                profile("b", "farmer", country="GB"),
                profile("c", "minister", country="GB"),
            ],
            [0, 1, 1],
        ),
    ],
)
def test_bearers_of_a_name_are_told_apart(
    profiles: list[Profile], expected: list[int | None]
) -> None:
    assert persons(*profiles) == expected


def test_what_came_before_is_known_and_its_ids_stay() -> None:
    first = tell_apart([], [profile("a", "farmer"), profile("b", "minister")])
    (later,) = tell_apart(first, [profile("c", "minister")])
    assert later.identity_id == first[1].identity_id != first[0].identity_id


def test_open_ones_teach_nothing() -> None:
    found: list[Identity] = tell_apart(
        [], [profile("a", "farmer"), profile("b", "minister"), profile("c")]
    )
    again = tell_apart(found, [profile("d", "farmer")])
    assert again[0].identity_id == found[0].identity_id
