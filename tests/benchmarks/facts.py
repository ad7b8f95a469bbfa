"""How many characters a second each kind of fact is read from, on one core.

    python tests/benchmarks/facts.py [FOLDER] [--rounds 5] [--json]

``FOLDER`` holds dated texts (``*.txt``); without one the demo's articles are read.
Seconds are of this process alone (CPU time), the best of ``--rounds``. "prepare" is
what all kinds share: sentences, words and names. What several kinds need is read by the
first that asks, and counts for that one alone; "all" is their sum.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from time import process_time

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from transforms.facts import KINDS
from transforms.facts.documents import prepare

DEMO = Path(__file__).resolve().parents[2] / "flows" / "demo" / "articles"
_PUBLISHED_ON = date(2024, 3, 20)
_SHORTEST = 1_000
"""A text of fewer characters would measure the cost of a call."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 2 where the folder holds no texts."""
    options = _parser().parse_args(arguments)
    texts = read_texts(options.folder)
    if not texts:
        print(f"no texts (*.txt) in {options.folder}", file=sys.stderr)
        return 2
    speeds = measure(texts, options.rounds)
    if options.json:
        print(json.dumps({name: round(speed) for name, speed in speeds.items()}))
        return 0
    letters = sum(map(len, texts))
    print(f"{len(texts)} texts, {letters:,} characters; characters a second and core")
    for name, speed in speeds.items():
        print(f"  {speed:14,.0f}  {name}")
    return 0


def read_texts(folder: Path) -> Sequence[str]:
    """The dated texts of a folder, short ones joined until they are worth a call."""
    found: list[str] = []
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text("utf-8")
        if found and len(found[-1]) < _SHORTEST:
            found[-1] += "\n\n" + text
        else:
            found.append(text)
    return found


def measure(texts: Sequence[str], rounds: int) -> Mapping[str, float]:
    """Characters a second: of all together, of preparing, and of each kind."""
    _round(texts)  # reads lexicons and models, which a run reads once
    timed = [_round(texts) for _ in range(rounds)]
    seconds = {name: min(each[name] for each in timed) for name in timed[0]}
    letters = sum(map(len, texts))
    total = {"all": letters / sum(seconds.values())}
    return total | {name: letters / taken for name, taken in seconds.items()}


def _round(texts: Sequence[str]) -> Mapping[str, float]:
    """Seconds by what is done, once over all texts."""
    started = process_time()
    documents = [prepare(text, _PUBLISHED_ON) for text in texts]
    seconds = {"prepare": process_time() - started}
    for name, kind in KINDS.items():
        started = process_time()
        for document in documents:
            list(kind.extract(document))
        seconds[name] = process_time() - started
    return seconds


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=DEMO)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="one object, for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
