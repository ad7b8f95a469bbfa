"""Whether two processes that load at the same moment find the copies that one would.

    python tests/benchmarks/two_writers.py [--articles 5000] [--shared 2000]

Two publishers of that many articles, so many of which are edited copies of the
other's. Two processes load one each into one warehouse, batch by batch; another
warehouse is filled by one process. Prints how many articles there are, how many are
copies, and of how many the original differs, which must be none.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.stream import BATCH, Document, batch_of, document
from warehouse import landing
from warehouse.connection import opened
from warehouse.load import load
from warehouse.migrate import migrate


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; the exit code is 1 where any original differs."""
    if arguments is None and sys.argv[1:2] == ["--load"]:
        fill(Path(sys.argv[2]), Path(sys.argv[3]))
        return 0
    options = _options(arguments)
    with TemporaryDirectory() as folder:
        together, alone = Path(folder) / "together.duckdb", Path(folder) / "one.duckdb"
        publishers = [Path(folder) / name for name in ("one", "two")]
        for place, publisher in enumerate(publishers):
            _land(publisher, _documents(place, options.articles, options.shared))
        _fill_at_once(together, publishers)
        for place, publisher in enumerate(publishers):
            _land(publisher, _documents(place, options.articles, options.shared))
            fill(alone, publisher)
        found, expected = _originals(together), _originals(alone)
    differing = sum(found.get(url) != original for url, original in expected.items())
    copies = sum(original is not None for original in found.values())
    print(f"{len(found)} articles, {copies} copies, {differing} differ")
    return 1 if differing or len(found) != len(expected) else 0


def fill(path: Path, folder: Path) -> None:
    """Loads the batches of a folder, opening the warehouse for each."""
    for landed in landing.pending(folder):
        with opened(path, patience_seconds=600) as connection:
            migrate(connection)
            load(connection, landed)
        landing.remove(landed)


def _fill_at_once(path: Path, folders: Iterable[Path]) -> None:
    command = [sys.executable, __file__, "--load", str(path)]
    loaders = [subprocess.Popen([*command, str(folder)]) for folder in folders]
    codes = [loader.wait() for loader in loaders]
    if any(codes):
        sys.exit("a loader failed")


def _documents(place: int, articles: int, shared: int) -> Iterator[Document]:
    """Those of a publisher: the first ones are both's, and either may be first."""
    for number in range(articles):
        told = number if number < shared else (place + 1) * articles + number
        is_copy = number < shared and number % 2 == place
        yield document(told, place=place, is_copy=is_copy)


def _land(folder: Path, documents: Iterator[Document]) -> None:
    parts = iter(lambda: tuple(islice(documents, BATCH)), ())
    for place, part in enumerate(parts):
        landing.land(folder, batch_of(part, place))


def _originals(path: Path) -> Mapping[str, str | None]:
    with opened(path) as connection:
        rows = connection.execute(
            "select articles.canonical_url, originals.canonical_url from articles "
            "left join articles as originals "
            "on articles.duplicate_of = originals.article_id"
        ).fetchall()
    return dict(rows)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=5000, help="of a publisher")
    parser.add_argument("--shared", type=int, default=2000, help="of these, by both")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
