"""How well what Dateline exports agrees with what the world published.

The truth and the rows of ``dateline export --format jsonl`` go in, figures come out.
A share is None where there was nothing to judge.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from tests.newsworld.articles import Truth

Row = Mapping[str, Any]
_TWINS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_INSTANT_TOLERANCE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Shares lie between 0 and 1."""

    expected: int
    """Articles that anybody could read."""
    found: int
    missed: tuple[str, ...]
    """URLs of those not found."""
    unexpected: tuple[str, ...]
    """URLs of rows that are no readable article."""
    repeated: tuple[str, ...]
    """URLs of articles with more than one row."""
    title_accuracy: float | None
    author_accuracy: float | None
    date_accuracy: float | None
    """The instant to the minute where it can be known, else the publisher's day."""
    text_accuracy: float | None
    """Articles whose paragraphs and headings are all there, in order, and alone."""
    paragraph_recall: float | None
    paragraph_precision: float | None
    heading_recall: float | None
    """Headings that are told as headings."""
    duplicate_recall: float | None
    """Copies that name their original."""
    duplicate_precision: float | None
    """Rows with ``duplicate_of`` that name the original of a copy."""

    @property
    def recall(self) -> float | None:
        return _share(self.found, self.expected)


def score(truth: Sequence[Truth], rows: Iterable[Row]) -> Score:
    """The agreement of ``rows`` with ``truth``.

    A row is an article's if its ``url`` is the article's address or its link in the
    feed, or failing that if its ``canonical_url`` is the address. Where rows repeat
    an article the last one counts.
    """
    readable = [article for article in truth if article.is_fetchable]
    by_url = {article.feed_url: article for article in readable}
    by_url |= {article.url: article for article in readable}
    matched = _match(by_url, rows)
    pairs = [
        (article, matched.rows[article.url][-1])
        for article in readable
        if article.url in matched.rows
    ]
    copies = [(article, row) for article, row in pairs if article.duplicate_of]
    claimed = [(article, row) for article, row in pairs if row.get("duplicate_of")]
    return Score(
        expected=len(readable),
        found=len(pairs),
        missed=tuple(each.url for each in readable if each.url not in matched.rows),
        unexpected=tuple(matched.unexpected),
        repeated=tuple(url for url, each in matched.rows.items() if len(each) > 1),
        title_accuracy=_mean(_same_title(*pair) for pair in pairs),
        author_accuracy=_mean(_same_authors(*pair) for pair in pairs),
        date_accuracy=_mean(_same_date(*pair) for pair in pairs),
        text_accuracy=_mean(_same_text(*pair) for pair in pairs),
        paragraph_recall=_shared(pairs, "paragraphs", of_truth=True),
        paragraph_precision=_shared(pairs, "paragraphs", of_truth=False),
        heading_recall=_shared(pairs, "headings", of_truth=True),
        duplicate_recall=_mean(_names_origin(*pair, by_url) for pair in copies),
        duplicate_precision=_mean(_names_origin(*pair, by_url) for pair in claimed),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matched:
    """Rows by the address of the article that they are about."""

    rows: Mapping[str, Sequence[Row]]
    unexpected: Sequence[str]


def _match(by_url: Mapping[str, Truth], rows: Iterable[Row]) -> _Matched:
    matched: dict[str, list[Row]] = {}
    unexpected = []
    for row in rows:
        named = (str(row.get("url")), str(row.get("canonical_url")))
        article = next((by_url[url] for url in named if url in by_url), None)
        if article is None:
            unexpected.append(named[0])
        else:
            matched.setdefault(article.url, []).append(row)
    return _Matched(rows=matched, unexpected=unexpected)


def _same_title(article: Truth, row: Row) -> bool:
    return _folded(row.get("title")) == _folded(article.title)


def _same_authors(article: Truth, row: Row) -> bool:
    names = row.get("authors") or ()
    return [_folded(each) for each in names] == [_folded(e) for e in article.authors]


def _same_date(article: Truth, row: Row) -> bool:
    stated = str(row.get("published") or "")
    if article.date_precision == "day":
        return stated == article.published_on.isoformat()
    try:
        instant = datetime.fromisoformat(stated)
    except ValueError:
        return False
    if instant.tzinfo is None:
        return False
    return abs(instant - article.published_at) < _INSTANT_TOLERANCE


def _same_text(article: Truth, row: Row) -> bool:
    return _texts(row.get("paragraphs")) == _texts(article.paragraphs) and (
        _texts(row.get("headings")) == _texts(article.headings)
    )


def _names_origin(article: Truth, row: Row, by_url: Mapping[str, Truth]) -> bool:
    named = by_url.get(str(row.get("duplicate_of")))
    return named is not None and named.url == article.duplicate_of


def _shared(
    pairs: Sequence[tuple[Truth, Row]],
    field: Literal["paragraphs", "headings"],
    *,
    of_truth: bool,
) -> float | None:
    """Texts in both, as a share of the truth's or of the rows'."""
    shared = total = 0
    for article, row in pairs:
        is_body = field == "paragraphs"
        true = Counter(_texts(article.paragraphs if is_body else article.headings))
        told = Counter(_texts(row.get(field)))
        shared += (true & told).total()
        total += (true if of_truth else told).total()
    return _share(shared, total)


def _texts(texts: Iterable[object] | None) -> list[str]:
    return [_folded(text) for text in texts or ()]


def _folded(text: object) -> str:
    """Without the differences that no reader sees: quotes, dashes, spaces, forms."""
    normal = unicodedata.normalize("NFKC", str(text or "")).translate(_TWINS)
    return " ".join(normal.split())


def _mean(judgements: Iterable[bool]) -> float | None:
    listed = list(judgements)
    return _share(sum(listed), len(listed))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
