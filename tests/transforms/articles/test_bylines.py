"""Persons named beside dates."""

import pytest
from lxml import etree

from transforms.articles.bylines import dated
from transforms.articles.vicinity import Printed


def beside_a_date(text: str, address: str) -> list[str]:
    element = etree.Element("a", href=address)
    printed = Printed(text=text, element=element, lead="", distance=1)
    day = Printed(text="20 March 2024", element=etree.Element("p"), lead="", distance=2)
    return list(dated([printed, day]))


@pytest.mark.parametrize(
    ("text", "address", "names"),
    [
        ("Ann Lee", "/people/ann-lee", ["Ann Lee"]),
        ("Local News", "/sections/7", []),
        ("| 2024", "/archive/2024", []),
    ],
)
def test_only_a_person_is_named(text: str, address: str, names: list[str]) -> None:
    assert beside_a_date(text, address) == names
