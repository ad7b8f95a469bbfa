"""CSS selectors of source files: a soup and a selector in, its elements out."""

from bs4 import BeautifulSoup, Tag


def select(soup: BeautifulSoup, selector: str) -> list[Tag]:
    """The elements that ``selector`` finds, in document order.

    Raises:
        ValueError: it is no selector; the message quotes it and says why.
    """
    try:
        return list(soup.select(selector))
    except (soup.css.api.SelectorSyntaxError, ValueError, NotImplementedError) as error:
        problem = str(error).partition("\n")[0]
        raise ValueError(f"{selector!r}: {problem}") from error


def selector_problem(selector: str) -> str | None:
    """What is wrong with a selector, for the reader of a source file; else None."""
    try:
        select(BeautifulSoup("<p>", "lxml"), selector)
    except ValueError as error:
        return str(error)
    return None
