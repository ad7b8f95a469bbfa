"""Shows an article with its facts marked in the terminal, for ``dateline explain``."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from transforms.facts.marking import MarkedBlock, Told

_STYLES = ("green", "cyan", "magenta", "yellow", "blue", "red")
_WORDS_CHARACTERS = 60


def show_marked(console: Console, blocks: Sequence[MarkedBlock]) -> None:
    """Prints each block, what facts say underlined, and below it those facts."""
    kinds = sorted({fact.kind for block in blocks for fact in block.facts})
    styles = {kind: _STYLES[n % len(_STYLES)] for n, kind in enumerate(kinds)}
    for block in blocks:
        console.print()
        console.print(_text(block, styles), soft_wrap=True)
        if block.facts:
            console.print(_table(block.facts, styles))
    counts = Counter(fact.kind for block in blocks for fact in block.facts)
    tally = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
    console.print()
    console.print(tally or "no facts", style="dim")


def _text(block: MarkedBlock, styles: dict[str, str]) -> Text:
    text = Text(style="bold" if block.kind == "heading" else "")
    for piece in block.pieces:
        style = f"underline {styles[piece.facts[0].kind]}" if piece.facts else ""
        text.append(piece.text, style=style)
    return text


def _table(facts: Sequence[Told], styles: dict[str, str]) -> Table:
    table = Table.grid(padding=(0, 2))
    for no_wrap in (True, True, False, True):
        table.add_column(no_wrap=no_wrap, overflow="fold")
    for fact in facts:
        words = fact.words
        if len(words) > _WORDS_CHARACTERS:
            words = f"{words[:_WORDS_CHARACTERS]} …"
        table.add_row(
            Text(f"  {fact.kind}", style=styles[fact.kind]),
            Text(words),
            Text(fact.reading, style="dim"),
            Text(f"{fact.confidence:.2f}", style="dim"),
        )
    return table
