"""Gold pages to labelled lines: which lines of a page the expected body has.

A page with its whole body: lines and expected paragraphs are matched by their words,
then aligned in order by a heaviest chain, so that a teaser which repeats the lead
elsewhere on the page is not taken for it. A page with strings that must or must not
be there: only lines that hold one are labelled, the others weigh nothing.
"""

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from transforms.articles import live, metadata, pages, statements, trees
from transforms.articles.cutting import cut
from transforms.articles.features import About
from transforms.articles.lines import clean
from transforms.articles.segments import Page
from transforms.articles.selectors import NOTHING
from transforms.encodings import decode
from transforms.errors import UnreadableArticle
from transforms.hosts import registrable_domain
from transforms.identity import digest, identify
from transforms.records import Capture, Source

Words = tuple[str, ...]

_SHINGLE = 4
_MATCHED_SHARE = 0.7
_UNCLEAR_SHARE = 0.35
_UNCLEAR_WORDS = 6
_WHOLE_SHARE = 0.6
_NEAR_BEST = 0.9
_SEGMENT_WEIGHT = 3.0
_WORDLESS_WEIGHT = 0.1
_INSIDE_MUST, _INSIDE_MUST_NOT = 40, 10
# Thai, Burmese, Khmer, kana and ideographs are written without spaces.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPage:
    """Labels and weights by position among the page's segments."""

    case: Mapping[str, Any]
    publisher: str
    page: Page
    about: About
    labels: list[float]
    weights: list[float]

    @property
    def is_whole(self) -> bool:
        """Whether the whole body is known."""
        return bool(self.case["kind"] == "full")


def read_page(file: Path) -> LabelledPage | None:
    """The case in ``file`` with its page beside it; None where no body is known."""
    case = json.loads(file.read_text(encoding="utf-8"))
    if case["kind"] == "date":
        return None
    body = gzip.decompress(file.with_name(f"{file.stem}.html.gz").read_bytes())
    try:
        tree = trees.parse(decode(body, "text/html", media="html"))
    except UnreadableArticle:
        return None
    url = case["url"]
    stated = statements.read(tree, url)
    host = case["domain"] or urlsplit(url).netloc
    page = cut(tree)
    labels, weights = label(page, case)
    about = pages.about_of(
        stated, metadata.read(tree, stated, NOTHING, _capture(body, url), _SOURCE)
    )
    for position in live.posts(page, about.posts):
        weights[position] = 0.0  # a rule leaves them out
    return LabelledPage(
        case=case,
        publisher=registrable_domain(host).partition(".")[0] or host,
        page=page,
        about=about,
        labels=labels,
        weights=weights,
    )


def label(page: Page, case: Mapping[str, Any]) -> tuple[list[float], list[float]]:
    """Labels (1: the article's) and weights (0: unknown) of the page's segments."""
    if case["kind"] == "full":
        return _Alignment(page, case).labels()
    return _label_by_strings(page, case)


def shingle_f1(case: Mapping[str, Any], texts: Sequence[str]) -> float:
    """F1 of word 4-grams as multisets; optional paragraphs are neither demanded nor
    held against the reader."""
    optional = set(case["optional"])
    needed = [p for n, p in enumerate(case["paragraphs"]) if n not in optional]
    want = Counter(_shingles(_words("\n".join(needed))))
    spare = Counter(_shingles(_words("\n".join(case["paragraphs"])))) - want
    got = Counter(_shingles(_words("\n".join(texts))))
    both = sum((want & got).values())
    held = sum(got.values()) - sum(((got - want) & spare).values())
    return 2 * both / (sum(want.values()) + held) if both else 0.0


def _words(text: str) -> Words:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", clean(text)).casefold()))


def _shingles(words: Words) -> list[Words]:
    count = max(1, len(words) - _SHINGLE + 1)
    return [words[start : start + _SHINGLE] for start in range(count if words else 0)]


class _Alignment:
    """Lines against expected paragraphs."""

    def __init__(self, page: Page, case: Mapping[str, Any]) -> None:
        self.lines = [_words(segment.text) for segment in page.segments]
        self.gold = [_words(paragraph) for paragraph in case["paragraphs"]]
        self.optional = set(case["optional"])
        self.where: dict[Words, list[int]] = defaultdict(list)
        self.whole: dict[Words, list[int]] = defaultdict(list)
        for number, words in enumerate(self.gold):
            self.whole[words].append(number)
            for shingle in _shingles(words):
                self.where[shingle].append(number)

    def labels(self) -> tuple[list[float], list[float]]:
        matches = [self._match(words) for words in self.lines]
        chain = self._chain(matches)
        labels, weights = [0.0] * len(self.lines), [1.0] * len(self.lines)
        covered = {n for position in chain for n in matches[position]}
        for position, words in enumerate(self.lines):
            matched = set(matches[position])
            if position in chain or (matched and not matched & covered):
                labels[position] = 1.0
                covered |= matched
            weights[position] = self._weight(words, matched, labels[position])
        return labels, weights

    def _match(self, words: Words) -> list[int]:
        """Numbers of the expected paragraphs that the line is, or is part of."""
        if not words or words in self.whole:
            return self.whole.get(words, []) if words else []
        if len(words) < _SHINGLE:
            return []
        shingles = _shingles(words)
        hits = [set(self.where[s]) for s in shingles if s in self.where]
        if len(hits) < _MATCHED_SHARE * len(shingles):
            return []
        counts = Counter(number for hit in hits for number in hit)
        best = max(counts.values())
        return [n for n, count in counts.items() if count >= _NEAR_BEST * best]

    def _weight(self, words: Words, matched: set[int], label: float) -> float:
        if not words:
            return _WORDLESS_WEIGHT
        if matched & self.optional and (not label or matched <= self.optional):
            return 0.0
        if not matched and len(words) >= _UNCLEAR_WORDS:
            shingles = _shingles(words)
            known = sum(shingle in self.where for shingle in shingles)
            return 0.0 if known >= _UNCLEAR_SHARE * len(shingles) else 1.0
        return 1.0

    def _chain(self, matches: Sequence[Sequence[int]]) -> set[int]:
        """The positions of the heaviest chain of lines whose paragraphs ascend."""
        best = [0.0] * len(self.gold)
        last: list[tuple[int, int] | None] = [None] * len(self.gold)
        before: dict[tuple[int, int], tuple[int, int] | None] = {}
        for position, numbers in enumerate(matches):
            found = [(n, *self._reach(position, n, best, last)) for n in numbers]
            for number, reached, link in found:
                score = reached + len(self.lines[position]) ** 0.5
                if score >= best[number]:
                    best[number], last[number] = score, (position, number)
                    before[position, number] = link
        link = last[max(range(len(best)), key=best.__getitem__)] if best else None
        chain = set()
        while link is not None:
            chain.add(link[0])
            link = before[link]
        return chain

    def _reach(
        self,
        position: int,
        number: int,
        best: Sequence[float],
        last: Sequence[tuple[int, int] | None],
    ) -> tuple[float, tuple[int, int] | None]:
        """The heaviest chain that a line matching paragraph ``number`` can follow."""
        reached, link = 0.0, None
        for earlier in range(number + 1):
            if best[earlier] <= reached:
                continue
            if earlier == number and self._is_again(position, number, last[earlier]):
                continue
            reached, link = best[earlier], last[earlier]
        return reached, link

    def _is_again(
        self, position: int, number: int, link: tuple[int, int] | None
    ) -> bool:
        """Whether two lines tell the same paragraph, and are not parts of it."""
        if link is None:
            return False
        one, other = self.lines[position], self.lines[link[0]]
        whole = _WHOLE_SHARE * max(1, len(self.gold[number]))
        return one == other or (len(one) > whole and len(other) > whole)


def _label_by_strings(
    page: Page, case: Mapping[str, Any]
) -> tuple[list[float], list[float]]:
    labels, weights = [], []
    for segment in page.segments:
        text = unicodedata.normalize("NFC", segment.text)
        is_told = _holds(text, case["must"], _INSIDE_MUST)
        is_noise = _holds(text, case["must_not"], _INSIDE_MUST_NOT)
        labels.append(1.0 if is_told and not is_noise else 0.0)
        weights.append(_SEGMENT_WEIGHT if is_told != is_noise else 0.0)
    return labels, weights


def _holds(text: str, strings: Sequence[str], inside_min: int) -> bool:
    is_long = len(text) > inside_min
    return any(each in text or (is_long and text in each) for each in strings)


_SOURCE = Source(
    id="training",
    name="Training",
    homepage=None,
    country=None,
    language=None,
    timezone="UTC",
    listings=(),
)


def _capture(body: bytes, url: str) -> Capture:
    return Capture(
        capture_id=identify("capture", url),
        source_id=_SOURCE.id,
        kind="page",
        url=url,
        final_url=url,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        status=200,
        content_type="text/html",
        payload_digest=digest(body),
        payload_bytes=len(body),
        file="",
        file_offset=0,
        file_length=0,
    )
