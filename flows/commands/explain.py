"""Shows how a page is read: why each block is kept or dropped, and its facts.

    dateline explain page.html --url https://harbour-gazette.example/news/flood
    dateline explain https://harbour-gazette.example/news/flood --show facts
    dateline explain article.txt --html article.html
    dateline explain page.html --format jsonl | jq 'select(.is_kept | not)'

A fact is underlined where it is stated; below its paragraph stands what was read, with
the share of such facts that are right. --html writes the same as a page of its own.

An address is read from the raw archive where it was fetched before, else (or with
--fresh) from its host, under the same rules as a run; nothing is stored. A page that is
refused is named with its reason. Exit code 1: the page is no article.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.commands.marked import show_marked
from flows.explaining import Page, find_page
from flows.fact_pages import render
from flows.settings import Settings
from flows.steps import refine_article
from transforms import articles
from transforms.articles import Judged
from transforms.errors import ItemError, UsageError
from transforms.facts.marking import mark
from transforms.records import Article

_SHOWN_CHARACTERS = 300
"""Of a dropped block; what is kept is shown whole."""


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("page", metavar="URL|FILE", help="an address or a saved page")
    parser.add_argument(
        "--url", metavar="URL", help="the address that a file was saved from"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="ask the host, not the archive"
    )
    parser.add_argument(
        "--show",
        choices=("blocks", "facts", "all"),
        default="all",
        help="the blocks of the page, the article with its facts, or both (default)",
    )
    parser.add_argument(
        "--html", metavar="OUT", help="write the article with its facts as a page"
    )
    parser.add_argument(
        "--format",
        choices=("table", "jsonl"),
        default="table",
        help="jsonl gives a line for each block, whole (default: table)",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Prints the article's head, its blocks and its facts."""
    page = find_page(arguments.page, settings, url=arguments.url, fresh=arguments.fresh)
    article = _read(page)
    judged = _judge(page)
    if arguments.format == "jsonl":
        for block in judged:
            row = {"is_kept": block.is_kept, **asdict(block)}
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    else:
        console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        for name, value in _head(page, article):
            style = "red" if name == "refused" else ""
            console.print(f"{name:>9}  {value}", style=style, markup=False)
        if judged and arguments.show != "facts":
            console.print()
            console.print(_table(judged))
            console.print(_tally(judged), style="dim")
        if isinstance(article, Article):
            _show_facts(console, page, article, arguments, settings.names)
    return 1 if isinstance(article, ItemError) else 0


def _read(page: Page) -> Article | ItemError:
    try:
        return articles.read(page.body, page.capture, page.source)
    except ItemError as error:
        return error


def _judge(page: Page) -> tuple[Judged, ...]:
    """No blocks where the page is refused before they are looked at."""
    try:
        return articles.judge(page.body, page.capture, page.source)
    except ItemError:
        return ()


def _show_facts(
    console: Console, page: Page, article: Article, arguments: Namespace, names: str
) -> None:
    made = refine_article(article, page.source.country, names)
    if made.facts_skipped:
        console.print(f"no facts: {made.facts_skipped}", style="dim", markup=False)
    blocks = tuple(mark(made.text, made.facts))
    if arguments.html:
        lines = [f"{name}: {value}" for name, value in _head(page, article)]
        _write(Path(arguments.html), render(article.title or "Article", lines, blocks))
        console.print(f"written to {arguments.html}", markup=False)
    elif arguments.show != "blocks" and not made.facts_skipped:
        show_marked(console, blocks)


def _write(path: Path, words: str) -> None:
    try:
        path.write_text(words, "utf-8")
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{path}: cannot be written: {reason}") from error


def _head(page: Page, article: Article | ItemError) -> list[tuple[str, str]]:
    lines = [("from", page.origin), ("source", page.source.id)]
    if isinstance(article, ItemError):
        lines.append(("refused", f"{article.reason}: {article.detail}"))
        if article.reason == "not-a-page" and page.origin.startswith("file "):
            lines.append(("remedy", "save a page as .html, a dated text as .txt"))
    else:
        published = article.published_at or article.published_on or "unknown"
        lines += [
            ("url", article.canonical_url),
            ("title", article.title or "none"),
            ("authors", ", ".join(article.authors) or "none"),
            ("published", f"{published} (from {article.date_origin})"),
            ("language", article.language or "unknown"),
        ]
        if article.partial_reason:
            lines.append(("partial", article.partial_reason))
        missed = (each.reason for each in article.dropped if not each.blocks)
        lines += [("selectors", f"{reason}: nothing is found") for reason in missed]
    return lines


def _table(judged: Iterable[Judged]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("", "block", "why"):
        table.add_column(name, no_wrap=True)
    table.add_column("words", overflow="fold")
    for block in judged:
        words = block.text if block.is_kept else _shortened(block.text)
        style = "" if block.is_kept else "dim"
        cells = ("+" if block.is_kept else "-", block.kind, block.reason, words)
        table.add_row(*(Text(cell) for cell in cells), style=style)
    return table


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]} …"


def _tally(judged: Iterable[Judged]) -> str:
    counts = Counter("kept" if block.is_kept else block.reason for block in judged)
    return ", ".join(f"{count} {reason}" for reason, count in counts.most_common())
