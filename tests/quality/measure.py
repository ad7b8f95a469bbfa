"""Runs the evaluators on the product and holds the scores against the committed ones.

    python -m tests.quality.measure              measured beside committed
    python -m tests.quality.measure --write      commits what has risen

The evaluators and their gold data are not part of this repository; they are looked
for in ``../shared`` beside the checkout, or where ``DATELINE_EVALUATION`` points.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DATELINE_EVALUATION", ROOT.parent / "shared"))
COMMITTED = Path(__file__).with_name("scores.json")
_ADAPTERS = "tests.quality.adapters"

_KINDS = "time,money,quantity,number,entity,relation,place,quote,casualty,event"
"""Kinds of the acceptance corpus that the product extracts."""
_EXTRACTION_METRICS = (
    *("shingle_f1", "complete", "seg_f1", "title", "date", "time"),
    *("authors", "headings", "language"),
)

Scores = Mapping[str, float]


def is_available() -> bool:
    """Whether the evaluators and their data are there."""
    return (SHARED / "eval").is_dir() and (SHARED / "data").is_dir()


def committed() -> Mapping[str, Scores]:
    """Scores that may not fall, by evaluator."""
    scores: Mapping[str, Scores] = json.loads(COMMITTED.read_text("utf-8"))
    return scores


def measure(name: str) -> Scores:
    """The scores of one evaluator, rounded down to four places."""
    return {
        metric: int(value * 10_000 + 1e-6) / 10_000
        for metric, value in EVALUATORS[name]()
    }


def _extraction() -> Iterator[tuple[str, float]]:
    found = _run_to_file(
        "extraction.py",
        str(SHARED / "data" / "extraction" / "cases"),
        f"{_ADAPTERS}:article",
        "--path",
        str(ROOT),
    )
    yield from ((metric, found["summary"][metric]) for metric in _EXTRACTION_METRICS)


def _facts(kind: str, metric: str = "value_f1") -> Iterator[tuple[str, float]]:
    found = _run_to_file(
        "facts.py",
        *("--kind", kind, "--cases", str(SHARED / "data" / "facts")),
        *("--call", f"{_ADAPTERS}:facts", "--path", str(ROOT)),
    )
    yield from ((name, scores[metric]) for name, scores in found.items())


def _names() -> Iterator[tuple[str, float]]:
    """Sets that the names' model was not trained on."""
    found = dict(_facts("entity", "strict_type_f1"))
    yield from ((name, found[name]) for name in ("conll2003", "wikineural"))


def _places() -> Iterator[tuple[str, float]]:
    yield from _facts("place", "f1_161")


def _quotes() -> Iterator[tuple[str, float]]:
    """Quotations that were found, and those with the right speaker as well: by the
    words or the name that they stand for, and by the name alone.

    The gold data give the words, of which a quarter are pronouns: no name is one.
    """
    for told, callable_ in (("speaker", "facts"), ("name", "named_quotes")):
        found = _run_to_file(
            "facts.py",
            *("--kind", "quote", "--cases", str(SHARED / "data" / "facts")),
            *("--call", f"{_ADAPTERS}:{callable_}", "--path", str(ROOT)),
        )
        for name, scores in found.items():
            yield f"{name}_span", scores["relaxed_f1"]
            yield f"{name}_{told}", scores["f1_speaker"]


def _events() -> Iterator[tuple[str, float]]:
    """Types of events, and sides of those whose type is right."""
    found = _run_to_file(
        "facts.py",
        *("--kind", "event", "--cases", str(SHARED / "data" / "facts")),
        *("--call", f"{_ADAPTERS}:facts", "--path", str(ROOT)),
        *("--datasets", "plover_gsr,case2021_task2"),
    )
    yield "case2021_type", found["case2021_task2"]["type_f1"]
    yield "plover_type", found["plover_gsr"]["type_f1"]
    yield "plover_actor", found["plover_gsr"]["actor_acc"]
    yield "plover_target", found["plover_gsr"]["target_acc"]


def _acceptance() -> Iterator[tuple[str, float]]:
    found = _run_to_file(
        "acceptance.py",
        *("--cases", str(SHARED / "data" / "acceptance"), "--kinds", _KINDS),
        *("--call", f"{_ADAPTERS}:facts", "--path", str(ROOT)),
    )
    yield from ((kind, scores["score"]) for kind, scores in found["kinds"].items())


def _duplicates() -> Iterator[tuple[str, float]]:
    corpus = str(SHARED / "data" / "dedup")
    found = _run_to_file("dedup.py", corpus, f"{_ADAPTERS}:duplicates")
    yield "exact_pair_f1", found["exact"]["pair"][2]
    yield "exact_pair_precision", found["exact"]["pair"][0]
    yield "near_pair_precision", found["near"]["pair"][0]
    yield "near_pair_f1", found["near"]["pair"][2]
    yield "firsts_kept", 1 - found["lost"]
    yield "kind_accuracy", found["kind_accuracy"]
    yield "story_bcubed_f1", found["story"]["bcubed"][2]
    yield "judged_pairs_f1", found["judged_pairs"][2]


def _feeds() -> Iterator[tuple[str, float]]:
    callables = ("--callable", f"{_ADAPTERS}:feed", "--json")
    found = _run("feeds.py", "--data", str(SHARED / "data" / "feeds"), *callables)
    for group in ("real", "malformed", "encoding", "date", "link", "sitemap"):
        for metric in ("recall", "title", "published"):
            value = found["scores"][group][metric]
            if value is not None:
                yield f"{group}_{metric}", value


def _robots() -> Iterator[tuple[str, float]]:
    callables = ("--callable", f"{_ADAPTERS}:robots", "--json")
    found = _run("robots.py", "--data", str(SHARED / "data" / "feeds"), *callables)
    yield "bar", _share(found["bar"])


def _urls() -> Iterator[tuple[str, float]]:
    named = {
        "--canonical": "canonical_url",
        "--resolve": "resolve_url",
        "--homepage": "is_homepage",
        "--safe": "is_safe_url",
    }
    callables = [
        part for flag, name in named.items() for part in (flag, f"{_ADAPTERS}:{name}")
    ]
    data = str(SHARED / "data" / "feeds")
    found = _run("urls.py", "--data", data, *callables, "--json")
    yield from ((name, _share(score)) for name, score in found["scores"].items())


EVALUATORS: Mapping[str, Callable[[], Iterator[tuple[str, float]]]] = {
    "extraction": _extraction,
    "time": lambda: _facts("time"),
    "money": lambda: _facts("money"),
    "quantity": lambda: _facts("quantity"),
    "number": lambda: _facts("number"),
    "quote": _quotes,
    "casualty": lambda: _facts("casualty", "count_f1"),
    "event": _events,
    "names": _names,
    "places": _places,
    "acceptance": _acceptance,
    "duplicates": _duplicates,
    "feeds": _feeds,
    "robots": _robots,
    "urls": _urls,
}


def _run(evaluator: str, *arguments: str) -> dict[str, Any]:
    """What an evaluator prints with --json."""
    found: dict[str, Any] = json.loads(_output(evaluator, *arguments))
    return found


def _run_to_file(evaluator: str, *arguments: str) -> dict[str, Any]:
    """What an evaluator writes where --json points."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "scores.json"
        _output(evaluator, *arguments, "--json", str(path))
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _output(evaluator: str, *arguments: str) -> str:
    command = [sys.executable, str(SHARED / "eval" / evaluator), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{evaluator} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def _share(score: object) -> float:
    """``"50/50"`` as a number."""
    right, _, of = str(score).partition("/")
    return int(right) / int(of)


def main() -> int:
    """Prints every score; with --write keeps the higher of old and new."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="commit what has risen")
    parser.add_argument("evaluator", nargs="*", help="default: all")
    arguments = parser.parse_args()
    old = committed() if COMMITTED.exists() else {}
    new = {name: dict(scores) for name, scores in old.items()}
    for name in arguments.evaluator or EVALUATORS:
        for metric, value in measure(name).items():
            before = old.get(name, {}).get(metric, 0.0)
            print(f"{name:12} {metric:24} {value:.4f}  committed {before:.4f}")
            new.setdefault(name, {})[metric] = max(value, before)
    if arguments.write:
        COMMITTED.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
