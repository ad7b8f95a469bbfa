"""Word lists written as running text."""


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``.

    >>> sorted(word_set("to be"))
    ['be', 'to']
    """
    return frozenset(text.split())


def word_list(text: str) -> tuple[str, ...]:
    """The words of ``text`` in their order."""
    return tuple(text.split())
