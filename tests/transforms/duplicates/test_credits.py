"""Whom a credit line names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.credits import credited_agency, is_own_address


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("LEEDS (Reuters) - The river rose.", "reuters"),
        ("TARTU, Estonia (AP) — The river rose.", "ap"),
        ("Rain fell (dpa) – all day", "dpa"),
        ("OULU, Finland, May 2 /PRNewswire/ -- Norvane said.", "prnewswire"),
        ("It rained.\n\nCopyright 2024 The Associated Press. All rights", "ap"),
        ("It rained. © 2023 Agence France-Presse", "afp"),
        ("It rained. With files from Reuters.", "reuters"),
        ("It rained. Reporting by Xinhua staff; editing elsewhere.", "xinhua"),
    ],
)
def test_credit_line_names_its_agency(text: str, agency: str) -> None:
    assert credited_agency(text) == agency


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The river rose (again) and fell.",
        "Reuters said on Monday that it would hire.",
        "A copyright law was passed. " + "It rained. " * 60,
    ],
)
def test_text_without_credit_line_names_nobody(text: str) -> None:
    assert credited_agency(text) is None


@given(st.text(max_size=300))
def test_any_text_has_an_answer_in_letters(text: str) -> None:
    agency = credited_agency(text)
    assert agency is None or (agency and agency.isalpha())


@pytest.mark.parametrize(
    ("url", "agency", "is_own"),
    [
        ("https://www.reuters.com/world/x", "reuters", True),
        ("https://apnews.com/article/x", "ap", True),
        ("https://www.app.com/story", "ap", False),
        ("https://paper.example/reuters", "reuters", False),
        ("not an address", "reuters", False),
    ],
)
def test_agency_knows_its_own_address(url: str, agency: str, is_own: bool) -> None:
    assert is_own_address(url, agency) is is_own
