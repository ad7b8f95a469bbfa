"""Which cards are believed to be articles."""

import pytest

from transforms.listings.anchors import Card, Region
from transforms.listings.headlines import choose_articles, headline_weight, is_generic

LINE = "Ferry runs aground in thick fog off the cape"


def card(
    number: int,
    title: str = LINE,
    *,
    evidence: int = 0,
    place: str = "li",
    region: Region = "content",
    has_heading: bool = False,
) -> Card:
    return Card(
        key=f"https://n.example/{number}",
        url=f"https://n.example/{number}",
        title=title,
        has_heading=has_heading,
        evidence=evidence,
        region=region,
        place=(place,),
    )


def chosen(*cards: Card) -> list[int]:
    return [int(each.key.rpartition("/")[2]) for each in choose_articles(cards)]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Read more »",
            "CONTINUE READING",
            "Weiterlesen …",
            "Lire la suite →",
            "читать далее",
        ),
        *("続きを読む", "3 comments", "12", "", " › ", "Подробнее"),
    ],
)
def test_words_that_fit_any_link_are_no_title(title: str) -> None:
    assert is_generic(title)
    assert headline_weight(title) == 0


@pytest.mark.parametrize(
    "title", [LINE, "港の堤防が崩れ通行止めに", "Уряд ухвалив бюджет на рік"]
)
def test_headline_weighs_more_than_a_label(title: str) -> None:
    assert headline_weight(title) > headline_weight("Politics")


def test_address_and_words_together_are_believed_alone() -> None:
    assert chosen(card(1, evidence=3), card(2, evidence=1)) == [1]


def test_block_is_believed_whole_where_half_of_it_is_sure() -> None:
    block = [
        card(1, evidence=3),
        card(2, evidence=3),
        card(3),
        card(4, "Ferry runs late"),
    ]
    assert chosen(*block, card(5, place="div")) == [1, 2, 3, 4]


def test_list_of_headlines_is_believed_only_where_nothing_better_is() -> None:
    bare = [card(number) for number in range(4)]
    assert chosen(*bare) == [0, 1, 2, 3]
    assert chosen(*bare, card(9, evidence=3, place="h2")) == [9]
    assert chosen(*bare[:3]) == []


def test_menu_labels_are_never_believed() -> None:
    assert chosen(*(card(number, "Politics") for number in range(9))) == []


def test_most_telling_card_of_an_address_is_taken_at_its_first_place() -> None:
    picture = card(1, evidence=3)
    headline = card(1, evidence=3, has_heading=True)
    found = choose_articles([picture, card(2, evidence=3), headline])
    assert [(each.key[-1], each.has_heading) for each in found] == [
        ("1", True),
        ("2", False),
    ]


def test_sidebar_counts_only_where_it_outweighs_the_page() -> None:
    side = [card(number, evidence=3, region="aside") for number in range(10, 14)]
    assert chosen(card(1, evidence=3), card(2, evidence=3), *side) == [1, 2]
    assert len(chosen(card(1, evidence=3), *side)) == 5
