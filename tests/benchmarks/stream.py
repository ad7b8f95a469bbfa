"""Whether matching costs the same however much the warehouse holds, and what it costs.

    python tests/benchmarks/stream.py [--documents 20000] [--file FILE] [--once]

Articles arrive in batches of 500, each read, landed and loaded into a warehouse file
that is opened for it, as a run does, or (``--once``) is opened for all of them, as for
batches that wait. Facts are left out: what remains is fingerprints,
candidates, comparing, clusters, families, stories and the load itself. They are
invented, one in seven an edited copy of one of the 50,000 before it, or come from a
file of JSON lines with ``url``, ``title``, ``published``, ``text`` and ``source``.

Prints for each tenth the CPU seconds of a batch and the resident memory after it, then
the last tenth by the first and the documents for each CPU second. Where datasketch is
installed, the same 500 articles go through it too, twice: as its documentation shows
it, ``MinHash.update`` for each run of five words, then ``MinHashLSH.query`` and
``insert``; and with ``update_batch``, its fastest way. Both keep their signatures in
memory and know neither originals nor templates, stories or versions.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from uuid import uuid4

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from flows.steps import refine_article
from tests.transforms.duplicates.texts import prose
from transforms.batches import Batch
from transforms.identity import identify
from transforms.records import Article, Block, Refined
from transforms.urls import canonical_url
from warehouse import landing
from warehouse.connection import opened
from warehouse.load import load
from warehouse.migrate import migrate

Document = Mapping[str, str]

BATCH = 500
_SHOWN = 10
"""Batches of which the mean is told on the way."""
_WORDS = 430
_COPY_SHARE = 0.15
_WINDOW = 50_000
_SECONDS_APART = 40
_START = datetime(2020, 1, 1, tzinfo=UTC)
_PERMUTATIONS = 128
_THRESHOLD = 0.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    options = _options(arguments)
    documents = read(options.file) if options.file else made()
    documents = islice(documents, options.documents)
    with TemporaryDirectory() as folder:
        parts = iter(lambda: tuple(islice(documents, BATCH)), ())
        costs = []
        for place, cost in enumerate(_costs(Path(folder), parts, options.once), 1):
            costs.append(cost)
            if place % _SHOWN == 0:
                mean = sum(cpu for cpu, _ in costs[-_SHOWN:]) / _SHOWN
                told = f"{place * BATCH} documents: {mean:.3f} s, {cost[1]:.0f} MB"
                print(told, file=sys.stderr, flush=True)
    found = _summary(costs) | dict(_peers(options.file))
    print(json.dumps(found) if options.json else _shown(found))
    return 0


def read(path: Path) -> Iterator[Document]:
    """Documents of a file, one a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def made() -> Iterator[Document]:
    """Invented documents without end."""
    number = 0
    while True:
        yield document(number, place=number % 12)
        number += 1


def document(number: int, *, place: int, is_copy: bool = False) -> Document:
    """An invented document at a publisher of that number."""
    sentences = prose(_root(number), _WORDS)
    if is_copy or _root(number) != number:
        del sentences[Random(number).randrange(len(sentences))]
        sentences.append("Copyright 2020 The Example Press.")
    seconds = _SECONDS_APART * number + is_copy
    return {
        "url": f"https://paper{place}.example/{number}",
        "source": f"paper{place}",
        "title": sentences[0],
        "published": (_START + timedelta(seconds=seconds)).isoformat(),
        "text": "\n\n".join(
            " ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)
        ),
    }


def _root(number: int) -> int:
    """Of which document this one is a copy, itself if of none."""
    random = Random(-number)
    while number and random.random() < _COPY_SHARE:
        number -= random.randint(1, min(number, _WINDOW))
        random = Random(-number)
    return number


def _costs(
    folder: Path, parts: Iterable[Sequence[Document]], is_open: bool
) -> Iterator[tuple[float, float]]:
    """CPU seconds of each batch, from documents to rows; resident memory after it."""
    path, landed_in = folder / "warehouse.duckdb", folder / "landing"
    with opened(path) as connection:
        migrate(connection)
    with ExitStack() as stack:
        held = stack.enter_context(opened(path)) if is_open else None
        for place, part in enumerate(parts):
            started = process_time()
            landed = landing.land(landed_in, batch_of(part, place))
            if held:
                load(held, landed)
            else:
                with opened(path) as connection:
                    migrate(connection)
                    load(connection, landed)
            landing.remove(landed)
            yield process_time() - started, _resident_mb()


def batch_of(part: Iterable[Document], place: int) -> Batch:
    """A batch of documents, without facts; ``place`` counts batches."""
    refined = tuple(
        _refined(document, place * BATCH + each) for each, document in enumerate(part)
    )
    return Batch(
        batch_id=uuid4(),
        run_id=uuid4(),
        made_at=refined[-1].article.seen_at,
        refined=refined,
    )


def _refined(document: Document, number: int) -> Refined:
    first, *others = document["text"].split("\n\n")
    published_at = datetime.fromisoformat(document["published"])
    article = Article(
        source_id=document["source"],
        url=document["url"],
        canonical_url=canonical_url(document["url"]),
        origin_url=None,
        title=document["title"],
        authors=(),
        # No facts are asked for.
        language=None,
        published_at=published_at,
        published_on=published_at.date(),
        date_precision="second",
        date_origin="feed",
        blocks=(
            Block(kind="lead", text=first),
            *(Block(kind="paragraph", text=other) for other in others),
        ),
        seen_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
        capture_id=identify("capture", document["url"]),
        extractor_version="",
    )
    return refine_article(article, None)


def _resident_mb() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return round(int(found[1]) / 1024) if found else 0.0


def _summary(costs: Sequence[tuple[float, float]]) -> dict[str, object]:
    size = max(1, len(costs) // 10)
    tenths = [costs[start : start + size] for start in range(0, len(costs), size)]
    means = [round(sum(cpu for cpu, _ in tenth) / len(tenth), 3) for tenth in tenths]
    total = sum(cpu for cpu, _ in costs)
    return {
        "cpu_seconds_a_batch": means,
        "resident_mb": [tenth[-1][1] for tenth in tenths],
        "last_by_first": round(means[-1] / means[0], 3),
        "documents_per_cpu_second": round(len(costs) * BATCH / total, 1),
    }


def _peers(path: Path | None) -> Iterator[tuple[str, float]]:
    """Documents a CPU second of datasketch, by how it is used."""
    if not find_spec("datasketch"):
        return
    texts = [each["text"] for each in islice(read(path) if path else made(), BATCH)]
    for name, is_batched in (("update", False), ("update_batch", True)):
        step = _minhash(is_batched)
        step(texts[0])
        started = process_time()
        for text in texts:
            step(text)
        yield (
            f"datasketch_{name}",
            round(len(texts) / (process_time() - started), 1),
        )


def _minhash(is_batched: bool) -> Callable[[str], object]:
    datasketch = import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)

    def step(text: str) -> object:
        words = re.findall(r"\w+", text.lower())
        runs = {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}
        sketch = datasketch.MinHash(num_perm=_PERMUTATIONS)
        if is_batched:
            sketch.update_batch([run.encode() for run in runs])
        else:
            for run in runs:
                sketch.update(run.encode())
        found = index.query(sketch)
        index.insert(uuid4(), sketch)
        return found

    return step


def _shown(found: Mapping[str, object]) -> str:
    return "\n".join(f"{name:26} {value}" for name, value in found.items())


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--documents", type=int, default=20_000, help="to load")
    parser.add_argument("--file", type=Path, help="JSON lines instead of invented ones")
    parser.add_argument("--once", action="store_true", help="open the file once")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
