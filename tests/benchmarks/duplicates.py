"""How fast copies are found: fingerprints, comparing, and MinHash beside them.

    python tests/benchmarks/duplicates.py [--articles 1000] [--words 450] [--json]

Invented articles, one in five an edited copy of one before it. Prints documents for
each CPU second of this process: of making fingerprints, of reading and comparing a
candidate, of terms for stories, and, where datasketch is installed, of its MinHash
with 128 permutations over the same runs of five words, with how many times faster
fingerprints are: as its documentation shows it, ``update`` for each run, which is the
peer, and with ``update_batch``, its fastest way. ``stream.py`` compares whole matching.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import process_time

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.transforms.duplicates.texts import prose
from transforms.duplicates.fingerprints import read_text, winnow_text
from transforms.duplicates.likeness import compare, prepare
from transforms.duplicates.stories import terms_of

_PERMUTATIONS = 128


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    texts = articles(options.articles, options.words)
    measured = {
        "fingerprints": _per_second(winnow_text, texts),
        "compare": _per_second(_compared_with(texts[0]), texts),
        "terms": _per_second(lambda text: terms_of(read_text(text)), texts),
    }
    if find_spec("datasketch"):
        for name in ("update", "update_batch"):
            rate = _per_second(_minhash(name == "update_batch"), texts)
            measured[f"datasketch_{name}"] = rate
            measured[f"times_{name}"] = round(measured["fingerprints"] / rate, 1)
    if options.json:
        print(json.dumps(measured))
        return
    for name, value in measured.items():
        print(f"{name:18} {value:10,.1f}")


def articles(count: int, words: int) -> list[str]:
    """Articles of which every fifth repeats one before it under another lead."""
    made: list[list[str]] = []
    for seed in range(count):
        sentences = prose(seed, words)
        if seed % 5 == 4:
            sentences = [sentences[0], *made[seed // 2][1:]]
        made.append(sentences)
    return [" ".join(sentences) for sentences in made]


def _per_second(step: Callable[[str], object], texts: Sequence[str]) -> float:
    # Tables are made on first use, once in a process.
    step(texts[0])
    started = process_time()
    for text in texts:
        step(text)
    return round(len(texts) / (process_time() - started), 1)


def _compared_with(text: str) -> Callable[[str], object]:
    known = prepare(read_text(text))
    return lambda other: compare(known, prepare(read_text(other)))


def _minhash(is_batched: bool) -> Callable[[str], object]:
    minhash = import_module("datasketch").MinHash

    def step(text: str) -> object:
        words = re.findall(r"\w+", text.lower())
        runs = {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}
        made = minhash(num_perm=_PERMUTATIONS)
        if is_batched:
            made.update_batch([run.encode() for run in runs])
        else:
            for run in runs:
                made.update(run.encode())
        return made

    return step


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=1000, help="articles to make")
    parser.add_argument("--words", type=int, default=450, help="words of each")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
