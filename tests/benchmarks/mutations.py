"""Reads pages that were broken on purpose: none may end in an exception of our own.

    python tests/benchmarks/mutations.py CASES [--pages 10000] [--seed 1] [--first 0]

``CASES`` holds real pages as ``<id>.html.gz``. Each of the numbered mutants is one of
them, cut, flipped, nested anew, encoded anew, or with statements that no program
should write; ``mutant`` makes the same one again from the same seed and number.

Prints how many were read and refused, by reason, the slowest in CPU seconds, and every
exception with the options that replay it: ``--seed 1 --first 4711 --pages 1``.
"""

import argparse
import gzip
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import process_time
from uuid import UUID

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from transforms import articles
from transforms.errors import UnreadableArticle
from transforms.records import Article, Capture, Link, Source

Change = Callable[[bytes, Random], bytes]

CHANGES_MAX = 4
READ = "read"

_NOW = datetime(2024, 3, 20, tzinfo=UTC)
_CONTENT_TYPES = (
    *("text/html", "text/html; charset=utf-8", "text/html; charset=utf-16", None),
    *("text/html; charset=x-none", "text/html;charset=shift_jis", "text/plain"),
    *("application/xhtml+xml; charset=iso-8859-1",),
)
_URLS = (
    *("https://news.example.org/region/bridge-opens", "http://192.0.2.7:8080/a"),
    *("https://example.org/2024/mar/20/b", "https://xn--80ak6aa92e.com/?a=%ff#c"),
)
_ZONES = ("UTC", "Europe/Kyiv", "America/St_Johns", "Mars/Base")
_CODECS = (
    *("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "cp1251", "shift_jis", "gb18030"),
    *("latin-1", "utf-7", "koi8-r", "euc_kr"),
)
_TAGS = (
    *("div", "p", "span", "table", "td", "h1", "time", "svg", "template", "noscript"),
    *("form", "select", "ul", "li", "article", "frameset", "math", "textarea", "b"),
)
_PIECES = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"&#xD800;",
        b"&#x110000;",
        b"&#0;",
        b"<!--",
    ),
    *(b"<![CDATA[", b"]]>", b"<?xml version='1.0' encoding='utf-32'?>", b"</html>"),
    *(
        b"<script>",
        b"<style>",
        b"<plaintext>",
        b"\x1b$B",
        b"\xe2\x80\xae",
        b"<a b=",
        b">",
    ),
    *(b"<base href='http://['>", b"<meta charset=utf-16>", b"<", b"\x0c", b"&amp;#38;"),
)
_VALUES = (
    *(
        '""',
        "null",
        "[]",
        "{}",
        "1e999",
        "-1",
        "true",
        '"\\ud800"',
        '"9999-99-99"',
        "[[]]",
    ),
    *(
        '"0000-00-00T00:00"',
        '"2024-02-31"',
        '{"@value": [1]}',
        '{"name": {"name": []}}',
    ),
    *(
        '{"@id": "#a"}',
        '["a", null, {"@type": 3}]',
        '"<b>x</b>"',
        '"\\u0000"',
        "1710929700",
    ),
    *('"99999999999999999999"', '"2024-03-20T10:15:00+99:99"', '"' + "x" * 3_000 + '"'),
)
_KEYS = (
    *(
        "@type",
        "@id",
        "@graph",
        "headline",
        "author",
        "datePublished",
        "publisher",
        "url",
    ),
    *(
        "inLanguage",
        "mainEntityOfPage",
        "name",
        "dateModified",
        "articleBody",
        "creator",
    ),
)
_NAMES = (
    *("author", "article:published_time", "og:title", "og:url", "og:locale", "date"),
    *("og:site_name", "refresh", "content-language", "description", "article:author"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the mutants; 1 where one raised, 2 where the folder holds no pages."""
    options = _parser().parse_args(arguments)
    files = sorted(options.cases.glob("*.html.gz"))
    if not files:
        print(f"no <id>.html.gz in {options.cases}", file=sys.stderr)
        return 2
    outcomes: Counter[str] = Counter()
    slowest = (0.0, -1, "")
    for number in range(options.first, options.first + options.pages):
        file = files[number % len(files)]
        attempt = mutant(gzip.decompress(file.read_bytes()), options.seed, number)
        started = process_time()
        outcome = attempt.outcome()
        spent = process_time() - started
        slowest = max(slowest, (spent, number, file.name))
        outcomes[outcome.partition("\n")[0]] += 1
        if "\n" in outcome:
            print(f"--seed {options.seed} --first {number} --pages 1: {file.name}")
            print(outcome)
    _show(outcomes, slowest)
    return 1 if any(outcome.startswith("!") for outcome in outcomes) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One mutant with the capture and the source it is read under."""

    body: bytes
    capture: Capture
    source: Source

    def read(self) -> Article:
        """The article in it.

        Raises:
            UnreadableArticle: as ``articles.read`` says.
        """
        return articles.read(self.body, self.capture, self.source)

    def outcome(self) -> str:
        """``read``, a reason to refuse, or "!", the error and its traceback."""
        try:
            check(self.read())
        except UnreadableArticle as error:
            return error.reason
        except Exception as error:  # what this looks for
            return f"! {type(error).__name__}\n{traceback.format_exc()}"
        return READ


def mutant(page: bytes, seed: int, number: int) -> Attempt:
    """The mutant of that number: the same for the same page, seed and number."""
    random = Random(f"{seed}:{number}")
    body = page
    for _ in range(random.randint(1, CHANGES_MAX)):
        body = random.choice(CHANGES)(body, random)
    url = random.choice(_URLS)
    link = Link(url=url, listing_url=url, title=random.choice((None, "A | B")))
    capture = Capture(
        capture_id=UUID(int=1),
        source_id="example",
        kind="page",
        url=url,
        final_url=url,
        fetched_at=_NOW,
        status=200,
        content_type=random.choice(_CONTENT_TYPES),
        payload_digest=UUID(int=2),
        payload_bytes=len(body),
        file="captures/a.warc.gz",
        file_offset=0,
        file_length=1,
        link=random.choice((None, link)),
    )
    source = Source(
        id="example",
        name="Example News",
        homepage=None,
        country=random.choice((None, "US", "DE")),
        language=random.choice((None, "en")),
        timezone=random.choice(_ZONES),
        listings=(),
    )
    return Attempt(body=body, capture=capture, source=source)


def check(article: Article) -> None:
    """Raises ``AssertionError`` where an article is none that can be stored."""
    texts = [block.text for block in article.blocks]
    named = (*texts, *article.authors, *filter(None, (article.title, article.language)))
    assert texts, "no block"
    assert article.blocks[0].kind == "lead", "no lead"
    for text in named:
        assert text.strip(), "an empty text"
        assert "\n" not in text, "a line break"
        assert "\0" not in text, "a zero"
        text.encode("utf-8")
    is_instant = article.date_precision == "second"
    assert is_instant == (article.published_at is not None), "precision and instant"
    is_dated = article.date_origin != "none"
    assert is_dated == (article.published_on is not None), "origin and day"


def _cut(body: bytes, random: Random) -> bytes:
    return body[: random.randrange(len(body) + 1)]


def _cut_beginning(body: bytes, random: Random) -> bytes:
    return body[random.randrange(len(body) // 2 + 1) :]


def _flip(body: bytes, random: Random) -> bytes:
    flipped = bytearray(body)
    for _ in range(random.choice((1, 8, 64, 1_024)) if flipped else 0):
        flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
    return bytes(flipped)


def _move(body: bytes, random: Random) -> bytes:
    first, second, third = sorted(random.randrange(len(body) + 1) for _ in range(3))
    return body[:first] + body[second:third] + body[first:second] + body[third:]


def _repeat(body: bytes, random: Random) -> bytes:
    start = random.randrange(len(body) + 1)
    piece = body[start : start + random.choice((10, 300, 5_000))]
    times = random.choice((2, 20, 300))
    return (
        body[:start] + piece * min(times, 1_000_000 // (len(piece) + 1)) + body[start:]
    )


def _insert(body: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 20))):
        at = random.randrange(len(body) + 1)
        body = body[:at] + random.choice(_PIECES) + body[at:]
    return body


def _nest(body: bytes, random: Random) -> bytes:
    start, end = sorted(random.randrange(len(body) + 1) for _ in range(2))
    tags = [random.choice(_TAGS) for _ in range(random.choice((1, 5, 100, 300)))]
    opening = "".join(f"<{tag}>" for tag in tags).encode()
    closing = "".join(f"</{tag}>" for tag in reversed(tags)).encode()
    # Not all that is opened is closed.
    closing = (
        closing[random.randrange(len(closing)) :] if random.random() < 0.3 else closing
    )
    return body[:start] + opening + body[start:end] + closing + body[end:]


def _rename(body: bytes, random: Random) -> bytes:
    old, new = (random.choice(_TAGS).encode() for _ in range(2))
    return body.replace(b"<" + old, b"<" + new, random.choice((1, 10, -1)))


def _leave_open(body: bytes, random: Random) -> bytes:
    tag = random.choice(_TAGS).encode()
    return body.replace(b"</" + tag + b">", b"", random.choice((1, 10, -1)))


def _encode(body: bytes, random: Random) -> bytes:
    text = body.decode("utf-8", "replace")
    return text.encode(random.choice(_CODECS), "xmlcharrefreplace")


def _encode_part(body: bytes, random: Random) -> bytes:
    start, end = sorted(random.randrange(len(body) + 1) for _ in range(2))
    return body[:start] + _encode(body[start:end], random) + body[end:]


def _state(body: bytes, random: Random) -> bytes:
    """JSON-LD and meta elements of which nothing is as it should be."""
    pairs = [
        f'"{random.choice(_KEYS)}": {random.choice(_VALUES)}'
        for _ in range(random.randint(1, 6))
    ]
    linked = f'{{"@type": "NewsArticle", {", ".join(pairs)}}}'
    if random.random() < 0.3:
        linked = linked[: random.randrange(len(linked))]
    value = random.choice(_VALUES).strip('"').replace('"', "'")
    stated = (
        f'<script type="application/ld+json">{linked}</script>'
        f'<meta property="{random.choice(_NAMES)}" content="{value}">'
        f'<p itemprop="{random.choice(_KEYS)}" content="{value}">{value}</p>'
        f'<time datetime="{value}" class="published">{value}</time>'
    ).encode("utf-8", "replace")
    at = random.choice((0, len(body) // 2, body.find(b"</head>") + 1))
    return body[:at] + stated + body[at:]


CHANGES: tuple[Change, ...] = (
    *(_cut, _cut_beginning, _flip, _move, _repeat, _insert, _nest, _rename),
    *(_leave_open, _encode, _encode_part, _state, _state),
)


def _show(outcomes: Counter[str], slowest: tuple[float, int, str]) -> None:
    for outcome, count in outcomes.most_common():
        print(f"{count:7} {outcome}")
    seconds, number, name = slowest
    print(f"slowest {seconds:.2f} s of CPU: number {number}, {name}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    return parser


if __name__ == "__main__":
    sys.exit(main())
