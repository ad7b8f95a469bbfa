r"""The dated-article format: an article as one text, and back.

Blocks arrive and the stored text leaves, or the other way round. It is what the
warehouse stores, exports and annotates: every character span is a half-open range
of code points into it.

Grammar (UTF-8, line feeds only)::

    file       = " date " day " " first ( LF LF block )* LF*
    day        = YYYY "-" MM "-" DD      a calendar day, the publisher's
               | "XXXX-XX-XX"            unknown (ISO 8601-2, unspecified digits)
    first      = lead | escaped          a bare first block is the lead
    block      = bare | escaped
    escaped    = "## " line              a heading, whatever it looks like
               | "\" line                a paragraph, whatever it looks like
               | "> " line               first block only: a lead, whatever it is like
    bare       = line that starts with none of these marks
    line       = one or more characters, none of them LF or CR

A bare block is a heading if it *looks like* one: it has at most 100 characters, does
not end in sentence punctuation (closing quotes and brackets set aside) and the next
block is a paragraph. Any other bare block is a paragraph. ``render`` escapes exactly
the blocks whose kind the reader would take wrongly, so ordinary articles carry no
marks at all, and ``parse(render(...))`` gives every sequence of blocks back.

A file without any block is `` date 2024-03-20 `` with nothing after the space.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.errors import DatedTextError
from transforms.records import Block, BlockKind

HEADING_CHARACTERS_MAX = 100
"""The longest heading of the acceptance corpus has 44; subheadings of the German
papers among the development pages reach 90."""

UNKNOWN_DAY = "XXXX-XX-XX"
_HEADING_MARK = "## "
_PARAGRAPH_MARK = "\\"
_LEAD_MARK = "> "
_MARK_OF: dict[BlockKind, str] = {
    "heading": _HEADING_MARK,
    "paragraph": _PARAGRAPH_MARK,
    "lead": _LEAD_MARK,
}
_HEADER = re.compile(r" date (\d{4}-\d{2}-\d{2}|XXXX-XX-XX) ")
_SENTENCE_ENDS = frozenset(".!?…:;,。！？：；，؟؛،।॥։")
_CLOSERS = "\"'”’»›)]}」』）"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedText:
    """What a dated text says: its day (None: unknown) and its blocks."""

    published_on: date | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where the words of one block stand in the dated text, marks excluded."""

    kind: BlockKind
    start_char: int
    end_char: int


def render(published_on: date | None, blocks: Sequence[Block]) -> str:
    """The dated text of ``blocks``.

    Raises:
        DatedTextError: a block is empty, holds a line break, or is a lead that
            does not come first.
    """
    day = published_on.isoformat() if published_on else UNKNOWN_DAY
    pieces = []
    for position, block in enumerate(blocks):
        _check(position, block)
        following = blocks[position + 1].kind if position + 1 < len(blocks) else None
        pieces.append(_mark(position, block, following) + block.text)
    return f" date {day} " + "\n\n".join(pieces)


def parse(text: str) -> DatedText:
    """The day and blocks of a dated text; line feeds at its end do not count.

    Raises:
        DatedTextError: names the line and what is wrong with it.
    """
    published_on, body_start = _parse_header(text)
    blocks = tuple(
        Block(kind=span.kind, text=text[span.start_char : span.end_char])
        for span in _spans(text, body_start)
    )
    return DatedText(published_on=published_on, blocks=blocks)


def spans(text: str) -> tuple[Span, ...]:
    """The block spans of a dated text; raises like ``parse``."""
    _, body_start = _parse_header(text)
    return tuple(_spans(text, body_start))


def _check(position: int, block: Block) -> None:
    where = f"block {position + 1}"
    if not block.text:
        raise DatedTextError("empty-block", f"{where} has no text")
    if "\n" in block.text or "\r" in block.text:
        raise DatedTextError("line-break", f"{where} holds a line break")
    if block.kind == "lead" and position:
        raise DatedTextError("late-lead", f"{where} is a lead; only block 1 can be")


def _mark(position: int, block: Block, following: BlockKind | None) -> str:
    """The escape that ``block`` needs to be read as what it is, often none."""
    is_bare = not block.text.startswith(_marks(position))
    if is_bare and _bare_kind(position, block.text, following) == block.kind:
        return ""
    return _MARK_OF[block.kind]


def _marks(position: int) -> tuple[str, ...]:
    shared = (_HEADING_MARK, _PARAGRAPH_MARK)
    return shared if position else (*shared, _LEAD_MARK)


def _bare_kind(position: int, text: str, following: BlockKind | None) -> BlockKind:
    if position == 0:
        return "lead"
    is_heading = following == "paragraph" and looks_like_heading(text)
    return "heading" if is_heading else "paragraph"


def looks_like_heading(text: str) -> bool:
    """Short, and without sentence punctuation at its end."""
    bare = text.rstrip(_CLOSERS + " \u00a0")
    is_open = not bare or bare[-1] not in _SENTENCE_ENDS
    return len(text) <= HEADING_CHARACTERS_MAX and is_open


def _parse_header(text: str) -> tuple[date | None, int]:
    header = _HEADER.match(text)
    if header is None:
        raise DatedTextError(
            "no-date-line",
            'line 1: a dated article begins with " date YYYY-MM-DD " '
            f"and its lead, this begins with {text[:30]!r}",
        )
    if "\r" in text:
        raise _broken(text, text.index("\r"), "line-break", "a carriage return")
    if header[1] == UNKNOWN_DAY:
        return None, header.end()
    try:
        return date.fromisoformat(header[1]), header.end()
    except ValueError as error:
        raise DatedTextError("bad-day", f"line 1: {header[1]}: {error}") from error


def _spans(text: str, body_start: int) -> Iterator[Span]:
    """Spans in reading order; kinds are settled from the end backwards."""
    pieces = list(_pieces(text, body_start))
    found: list[Span] = []
    following: BlockKind | None = None
    for position in reversed(range(len(pieces))):
        kind, start, end = _read(text, position, *pieces[position], following)
        if start == end:
            raise _broken(text, start, "empty-block", "a mark without text")
        found.append(Span(kind=kind, start_char=start, end_char=end))
        following = kind
    return reversed(found)


def _pieces(text: str, body_start: int) -> Iterator[tuple[int, int]]:
    """Start and end of each block, marks included."""
    stop = len(text.rstrip("\n"))
    start = body_start
    while start <= stop and body_start < stop:
        end = text.find("\n\n", start, stop)
        end = stop if end < 0 else end
        if start == end or text[start] == "\n":
            raise _broken(text, start, "empty-block", "one blank line too many")
        break_at = text.find("\n", start, end)
        if break_at >= 0:
            problem = "a block runs on here; blocks are one line with a blank between"
            raise _broken(text, break_at + 1, "line-break", problem)
        yield start, end
        start = end + 2


def _read(
    text: str, position: int, start: int, end: int, following: BlockKind | None
) -> tuple[BlockKind, int, int]:
    """A block's kind, and where its words start and end."""
    for kind, mark in _MARK_OF.items():
        if mark in _marks(position) and text.startswith(mark, start, end):
            return kind, start + len(mark), end
    return _bare_kind(position, text[start:end], following), start, end


def _broken(text: str, offset: int, reason: str, problem: str) -> DatedTextError:
    line = text.count("\n", 0, offset) + 1
    return DatedTextError(reason, f"line {line}: {problem}")
