"""Whether incidents join what is one happening: measured on stories that people judged.

    python -m tests.benchmarks.incidents FOLDER [--set natural] [--pairs 30]

``FOLDER`` holds ``docs.jsonl``, ``gold.jsonl`` and ``pairs.jsonl`` (articles, the
stories that they belong to, and pairs of which people said whether they tell the same).
The articles go through the product's own reading and load. Told is, of the pairs of
articles that share an incident, how many are of one story (precision), and of the pairs
of one story how many share one (recall); copies are left out. A shared incident inside
a story may still be wrong: ``--pairs`` prints some of them to be read.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from uuid import UUID, uuid4

import duckdb

from flows.steps import refine_article
from transforms.batches import Batch
from transforms.identity import identify
from transforms.records import Article, Block, Refined
from transforms.urls import canonical_url
from warehouse import landing
from warehouse.connection import connect_in_memory
from warehouse.load import load
from warehouse.migrate import migrate

_BATCH = 500
_SHARED = """
select distinct
    first_report.article_id,
    second_report.article_id,
    first_report.kind
from incident_reports as first_report
inner join incident_reports as second_report
    on
        first_report.incident_id = second_report.incident_id
        and first_report.article_id < second_report.article_id
inner join originals as first_article
    on first_report.article_id = first_article.article_id
inner join originals as second_article
    on second_report.article_id = second_article.article_id
"""
_TELLING = """
select
    articles.title,
    incident_reports.kind,
    substr(
        versions.text,
        events.sentence_start_char + 1,
        events.sentence_end_char - events.sentence_start_char
    )
from incident_reports
inner join events on incident_reports.event_id = events.fact_id
inner join articles on incident_reports.article_id = articles.article_id
inner join versions on events.version_id = versions.version_id
where
    incident_reports.article_id = $article_id
    and incident_reports.kind = $kind
    and incident_reports.incident_id in (
        select incident_id from incident_reports where article_id = $other_id
    )
limit 2
"""
Pair = frozenset[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    options = _parser().parse_args(arguments)
    gold = {each["id"]: each for each in _lines(options.folder / "gold.jsonl")}
    documents = [
        each
        for each in _lines(options.folder / "docs.jsonl")
        if gold[each["id"]]["set"] == options.set and each.get("lang", "en") == "en"
    ]
    connection = connect_in_memory()
    migrate(connection)
    names = _store(connection, documents)
    shared = _shared(connection, names)
    judged = dict(
        _judged(options.folder, names)
        if options.set == "semeval"
        else _of_stories(connection, names, gold)
    )
    _print(shared, judged)
    _show(connection, names, shared, judged, options.pairs)
    return 0


def _print(shared: Mapping[Pair, object], judged: Mapping[Pair, bool]) -> None:
    found = [judged[pair] for pair in shared if pair in judged]
    right, same = sum(found), sum(judged.values())
    print(
        f"{len(shared)} pairs of originals share an incident, {len(found)} are judged"
    )
    print(f"  {right / max(len(found), 1):.4f}  of these are of one story ({right})")
    print(f"  {right / max(same, 1):.4f}  of the {same} pairs of one story are found")


def _store(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[Mapping[str, str]]
) -> Mapping[UUID, str]:
    """The articles' ids with the names of their documents."""
    names: dict[UUID, str] = {}
    for first in range(0, len(documents), _BATCH):
        part = documents[first : first + _BATCH]
        refined = tuple(
            _refined(each, first + place) for place, each in enumerate(part)
        )
        names |= {
            made.article.capture_id: each["id"]
            for each, made in zip(part, refined, strict=True)
        }
        with tempfile.TemporaryDirectory() as folder:
            made_at = max(made.article.seen_at for made in refined)
            batch = Batch(
                batch_id=uuid4(), run_id=uuid4(), made_at=made_at, refined=refined
            )
            load(connection, landing.land(Path(folder), batch))
    rows = connection.execute("select article_id, capture_id from versions").fetchall()
    return {article: names[capture] for article, capture in rows}


def _refined(document: Mapping[str, str], place: int) -> Refined:
    url = document.get("url") or f"https://evaluation.example/{document['id']}"
    published_at = datetime.fromisoformat(document["published"])
    lines = [line.strip() for line in document["text"].split("\n") if line.strip()]
    article = Article(
        source_id=document.get("source") or "evaluation",
        url=url,
        canonical_url=canonical_url(url),
        origin_url=None,
        title=document["title"] or None,
        authors=(),
        language="en",
        published_at=published_at,
        published_on=published_at.date(),
        date_precision="second",
        date_origin="feed",
        blocks=tuple(
            Block(kind="paragraph" if position else "lead", text=line)
            for position, line in enumerate(lines)
        ),
        seen_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=place),
        capture_id=identify("capture", document["id"]),
        extractor_version="",
    )
    return refine_article(article, None)


def _shared(
    connection: duckdb.DuckDBPyConnection, names: Mapping[UUID, str]
) -> Mapping[Pair, tuple[UUID, UUID, str]]:
    rows = connection.execute(_SHARED).fetchall()
    return {frozenset((names[row[0]], names[row[1]])): row for row in sorted(rows)}


def _of_stories(
    connection: duckdb.DuckDBPyConnection,
    names: Mapping[UUID, str],
    gold: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[Pair, bool]]:
    rows = connection.execute("select article_id from originals").fetchall()
    originals = sorted(names[row[0]] for row in rows)
    for one, other in combinations(originals, 2):
        yield frozenset((one, other)), gold[one]["story"] == gold[other]["story"]


def _judged(folder: Path, names: Mapping[UUID, str]) -> Iterator[tuple[Pair, bool]]:
    known = set(names.values())
    for each in _lines(folder / "pairs.jsonl"):
        if each["same"] is not None and {each["a"], each["b"]} <= known:
            yield frozenset((each["a"], each["b"])), bool(each["same"])


def _show(
    connection: duckdb.DuckDBPyConnection,
    names: Mapping[UUID, str],
    shared: Mapping[Pair, tuple[UUID, UUID, str]],
    judged: Mapping[Pair, bool],
    most: int,
) -> None:
    """Wrong pairs first, then some of the others, with what is said to be one."""
    order = random.Random(7)
    pairs = sorted(shared, key=lambda pair: (judged.get(pair, True), order.random()))
    for pair in pairs[:most]:
        one, other, kind = shared[pair]
        print(f"\n{'same' if judged.get(pair, True) else 'WRONG'}  {kind}")
        for first, second in ((one, other), (other, one)):
            bound = {"article_id": first, "other_id": second, "kind": kind}
            for title, _, words in connection.execute(_TELLING, bound).fetchall():
                print(f"  {names[first]} {title or ''}: {words}")


def _lines(path: Path) -> Iterable[Mapping[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", choices=("natural", "semeval"), default="natural")
    parser.add_argument("--pairs", type=int, default=0, help="how many to print")
    return parser


if __name__ == "__main__":
    sys.exit(main())
