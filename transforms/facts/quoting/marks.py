"""Where quote marks open and close: a paragraph arrives, its quotations leave.

Straight, curly and low marks and guillemets are paired in one pass with a stack, so
that marks within a quotation stay within it; single marks, which are apostrophes more
often than not, are then read in the text between. The cost is linear.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_DOUBLE = re.compile(r"[\"“”„‟«»]|''|``")
_SINGLE = re.compile(r"['‘’‚‛‹›`]")
_OPENING = frozenset("“„‟«") | {"``"}
_CLOSING = frozenset("”»") | {"''"}
_BEFORE_OPENING = frozenset(" \t\n\xa0\u200b\u202f([{-–—―/:…\"“”‘’'«»")
_AFTER_CLOSING = frozenset(" \t\n\xa0\u200b\u202f.,;:?!)]}-–—―/…\"“”‘’'«»")
_STOPS = frozenset(".,?!…;:—–-")
_WORD = re.compile(r"[^\W_]")
_SHORTENED = re.compile(
    r"(?:\d0s|em|tis|twas|til|till|cause|n|round|bout|cos|s|t|re|ve|ll|d|m)(?![^\W_])",
    re.IGNORECASE,
)
"""What follows an apostrophe that looks like an opening mark: '90s, 'em."""
_NEXT_OPENING = re.compile(r"\s*(?:[\"“„‟«‘]|''|``|'(?=[^\W\d_]))")


class Quotation(NamedTuple):
    """The words between two marks, and where the marks are."""

    start_char: int
    """First code point within the marks."""
    end_char: int
    opening_char: int
    """Where the opening mark begins."""
    after_char: int
    """Behind the closing mark; ``end_char`` where there is none."""
    is_closed: bool
    is_single: bool


class _Mark(NamedTuple):
    """One mark and what its neighbours let it do; a tuple: a text may be all marks."""

    start: int
    end: int
    mark: str
    opens: bool
    closes: bool


def find_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The outermost quotations of the paragraph ``text[start:end]``, in order.

    One without its closing mark goes to the end of the paragraph where the next one
    opens again or where it began the paragraph, else it is none.
    """
    doubles = _outermost(text, _doubles(text, start, end), start, end)
    singles = _singles(text, doubles, start, end)
    found = [*doubles, *singles]
    found.sort(key=lambda each: each.start_char)
    return [
        trimmed
        for each in _uncovered(found)
        if (trimmed := _trimmed(text, each)) is not None
    ]


def _doubles(text: str, start: int, end: int) -> Iterator[_Mark]:
    is_reversed = _is_reversed(text, start, end)
    for match in _DOUBLE.finditer(text, start, end):
        mark, place, after = match[0], match.start(), match.end()
        if is_reversed and mark in "«»":
            mark = "»" if mark == "«" else "«"
        opens, closes = _sides(text, place, after, start, end)
        if mark in _CLOSING:
            # "”Fear" with a wrong mark begins a paragraph; elsewhere it closes.
            is_wrong = opens and not closes
            opens, closes = is_wrong, not is_wrong
        elif mark == "“":
            closes = closes and not opens
            opens = not closes
        elif mark in _OPENING:
            opens, closes = True, False
        elif place > start and text[place - 1].isdecimal() and not opens:
            closes = True  # closes, or means inches: then nothing is open
        yield _Mark(start=place, end=after, mark=mark, opens=opens, closes=closes)


def _is_reversed(text: str, start: int, end: int) -> bool:
    """Whether »this« is how the paragraph quotes."""
    first, second = text.find("»", start, end), text.find("«", start, end)
    return 0 <= first < second and (first == start or text[first - 1].isspace())


def _sides(
    text: str, place: int, after: int, start: int, end: int
) -> tuple[bool, bool]:
    """Whether the neighbours let a mark open, and whether they let it close."""
    is_first, is_last = place == start, after >= end
    spaced = is_first or text[place - 1].isspace()
    opens = (is_first or text[place - 1] in _BEFORE_OPENING) and not (
        is_last or text[after].isspace()
    )
    closes = (is_last or text[after] in _AFTER_CLOSING) and not spaced
    return opens, closes


def _outermost(
    text: str, marks: Iterator[_Mark], start: int, end: int
) -> list[Quotation]:
    """Pairs of marks that are in no other pair."""
    open_marks: list[_Mark] = []
    pairs: list[Quotation] = []
    for mark in marks:
        closes = mark.closes and (not mark.opens or _may_close(text, mark, open_marks))
        if closes:
            if open_marks:
                pairs.append(_pair(open_marks.pop(), mark, is_single=False))
        elif mark.opens:
            open_marks.append(mark)
        elif open_marks:
            pairs.append(_pair(open_marks.pop(), mark, is_single=False))
    unclosed = open_marks[0] if open_marks else None
    if unclosed is not None and _runs_on(text, unclosed, start, end):
        pairs.append(_unclosed(unclosed, end, is_single=False))
    pairs.sort(key=lambda each: each.start_char)
    return list(_uncovered(pairs))


def _may_close(text: str, mark: _Mark, open_marks: Sequence[_Mark]) -> bool:
    """Of a mark between two characters that allow both."""
    return bool(open_marks) and not text[mark.start - 1].isspace()


def _runs_on(text: str, mark: _Mark, start: int, end: int) -> bool:
    """Whether a quotation without its closing mark goes on in the next paragraph, or
    was the whole of this one."""
    if _goes_on(text, end):
        return True
    is_first = not text[start : mark.start].strip()
    return is_first and _DOUBLE.search(text, mark.end, end) is None


def _singles(
    text: str, doubles: Sequence[Quotation], start: int, end: int
) -> list[Quotation]:
    """Quotations in single marks between those in double ones, or around them."""
    found: list[Quotation] = []
    waiting: _Mark | None = None
    likely: _Mark | None = None
    for mark in _single_marks(text, doubles, start, end):
        if mark.opens:
            if waiting and likely:
                found.append(_pair(waiting, likely, is_single=True))
            waiting, likely = mark, None
        elif waiting and _ends_speech(text, mark, end):
            found.append(_pair(waiting, mark, is_single=True))
            waiting = likely = None
        elif waiting and likely is None:
            likely = mark
    if waiting and likely:
        found.append(_pair(waiting, likely, is_single=True))
    elif waiting and waiting.mark == "‘" and not text[start : waiting.start].strip():
        found += [_unclosed(waiting, end, is_single=True)] * _goes_on(text, end)
    return found


def _goes_on(text: str, end: int) -> bool:
    """Whether the next paragraph opens a quotation."""
    return _NEXT_OPENING.match(text, end) is not None


def _single_marks(
    text: str, doubles: Sequence[Quotation], start: int, end: int
) -> Iterator[_Mark]:
    place = start
    for piece in [*doubles, None]:
        stop = piece.opening_char if piece else end
        for match in _SINGLE.finditer(text, place, stop):
            yield from _single(text, match, start, end)
        place = piece.after_char if piece else end


def _single(text: str, match: re.Match[str], start: int, end: int) -> Iterator[_Mark]:
    place, after = match.span()
    opens, closes = _sides(text, place, after, start, end)
    if place > start and text[place - 1].isalnum():
        opens = False
    if match[0] in "'’":
        opens = opens and match[0] == "'" and not _SHORTENED.match(text, after)
    else:
        opens, closes = opens or match[0] in "‘‚‛‹", match[0] == "›"
    if opens or closes:
        opens = opens and not closes
        yield _Mark(start=place, end=after, mark=match[0], opens=opens, closes=closes)


def _ends_speech(text: str, mark: _Mark, end: int) -> bool:
    """Whether a mark is no plural possessive: a stop is on one of its sides, or it
    does not stand behind an s."""
    before = text[mark.start - 1]
    after = text[mark.end] if mark.end < end else "."
    return before in _STOPS or after in _STOPS or before not in "sSzZxX"


def _pair(opening: _Mark, closing: _Mark, *, is_single: bool) -> Quotation:
    return Quotation(
        start_char=opening.end,
        end_char=closing.start,
        opening_char=opening.start,
        after_char=closing.end,
        is_closed=True,
        is_single=is_single,
    )


def _unclosed(opening: _Mark, end: int, *, is_single: bool) -> Quotation:
    return Quotation(
        start_char=opening.end,
        end_char=end,
        opening_char=opening.start,
        after_char=end,
        is_closed=False,
        is_single=is_single,
    )


def _uncovered(pairs: Sequence[Quotation]) -> Iterator[Quotation]:
    """Those of the sorted pairs that begin behind the one before."""
    after = -1
    for pair in pairs:
        if pair.opening_char >= after:
            yield pair
            after = pair.after_char


def _trimmed(text: str, piece: Quotation) -> Quotation | None:
    """Without spaces and a closing comma; None where there is no word."""
    start, end = piece.start_char, piece.end_char
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",'’‘\"“”"):
        end -= 1
    if _WORD.search(text, start, end) is None:
        return None
    return piece._replace(start_char=start, end_char=end)
