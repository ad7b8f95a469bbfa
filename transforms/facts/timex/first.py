"""The letters that a rule's pattern can begin with, so that others are not tried.

Rules are short patterns over the letters of tokens: letters, sets of letters, groups,
looks around and what may be left out; nothing repeats.
"""

_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")


def first_letters(pattern: str) -> frozenset[str]:
    """All letters with which a match of ``pattern`` can begin.

    >>> sorted(first_letters("(?<=O)t?(?P<day>[12]|W)(?!x)"))
    ['1', '2', 'W', 't']
    """
    letters, _, _ = _choices(pattern, 0)
    return letters


def _choices(pattern: str, at: int) -> tuple[frozenset[str], bool, int]:
    """Letters, whether it may be empty, and where the group ends that begins there."""
    letters: set[str] = set()
    may_be_empty = False
    is_open = True
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            may_be_empty, is_open, at = may_be_empty or is_open, True, at + 1
            continue
        own, is_optional, at = _item(pattern, at)
        letters |= own if is_open else frozenset()
        if pattern[at : at + 1] == "?":
            is_optional, at = True, at + 1
        is_open = is_open and is_optional
    return frozenset(letters), may_be_empty or is_open, at


def _item(pattern: str, at: int) -> tuple[frozenset[str], bool, int]:
    """One letter, set, group or look around, and where it ends."""
    if pattern[at] == "[":
        end = pattern.index("]", at)
        return frozenset(pattern[at + 1 : end]), False, end + 1
    if pattern[at] != "(":
        return frozenset(pattern[at]), False, at + 1
    is_look = pattern.startswith(_LOOKS, at)
    begin = pattern.index(">", at) if pattern.startswith("(?P", at) else at + 2
    inside = at + 3 + pattern.startswith("(?<", at) if is_look else begin + 1
    letters, may_be_empty, end = _choices(pattern, inside)
    return (frozenset(), True, end + 1) if is_look else (letters, may_be_empty, end + 1)
