"""The language of a page: declared, and checked against its words."""

from collections.abc import Callable

import pytest

from transforms.articles.language import detect_or, primary_subtag
from transforms.records import Article

ENGLISH = (
    "The new bridge over the river opened on Wednesday after four years of work, and"
    " the mayor said that the old ferry would keep running until the end of summer."
)
UKRAINIAN = (
    "Новий міст через річку відкрили в середу після чотирьох років будівництва, і"
    " міський голова сказав, що старий пором працюватиме до кінця літа."
)


def test_a_long_text_overrules_what_the_template_declares() -> None:
    assert detect_or(UKRAINIAN, "en") == "uk"
    assert detect_or(ENGLISH, "en") == "en"


def test_a_short_text_is_believed_to_be_what_is_declared() -> None:
    assert detect_or("Kurz.", "de") == "de"
    assert detect_or("Kurz.", None) is None


def test_the_language_of_the_source_is_believed_last(
    read_page: Callable[..., Article],
) -> None:
    markup = "<html><body><article><p>Es regnet seit drei Tagen im Land.</p>"
    assert read_page(markup, language="de").language == "de"
    declared = markup.replace("<html>", "<html lang=gsw-CH>")
    assert read_page(declared, language="de").language == "gsw"


@pytest.mark.parametrize(
    ("tag", "subtag"),
    [("pt-BR", "pt"), ("nb_NO", "no"), ("EN", "en"), ("", None), ("русский", None)],
)
def test_only_the_primary_subtag_of_a_tag_counts(tag: str, subtag: str | None) -> None:
    assert primary_subtag(tag) == subtag
