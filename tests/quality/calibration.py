"""How often facts are right by how sure they say they are, on annotated news.

    python -m tests.quality.calibration

Every fact that the gold data judge is put into a band of confidence; per kind and band
the mean confidence stands beside the share that is right: matched, and of the right
value. The sets are those that no model or table of shares was made from, where there
are such; of acceptance articles none are taken. Casualties, events, roles and
quantities are judged by a reader instead of a key (see ``judged``); of unit tests only
those of sums of money are taken, which are written there as in news.
"""

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

from tests.quality import judged
from tests.quality.adapters import facts
from tests.quality.measure import SHARED

_SETS: Mapping[str, tuple[str, ...]] = {
    "time": ("te3_timebank", "te3_aquaint"),
    "entity": ("conll2003", "wikineural"),
    "place": ("geovirus", "tr_news", "lgl", "geowebnews"),
    "quote": ("polnear",),
    "money": ("recognizers_currency", "duckling_money", "price_parser"),
}
_SHARED_MIN = {"time": 0.0, "entity": 0.0, "place": 0.0, "quote": 0.5, "money": 0.0}
"""How much of the shorter span two have to share, as the evaluator has it."""
_BANDS = (0.5, 0.7, 0.8, 0.9, 0.95)
_DOCUMENTS_MAX = 60
"""Of each set; more take long and move no share by a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Facts of one kind that are about equally sure of themselves."""

    kind: str
    least: float
    count: int
    confidence: float
    """Mean of what they say."""
    right: float
    """Share that is right."""


def measure_bands() -> Iterator[Band]:
    """All kinds and bands that have facts."""
    evaluator = _evaluator()
    for kind, names in _SETS.items():
        found = [each for name in names for each in _judged(evaluator, kind, name)]
        yield from _bands(kind, found)
    for kind in judged.KINDS:
        yield from _bands(kind, [each[:2] for each in judged.judge(kind)])


def _bands(kind: str, judged_facts: Sequence[tuple[float, bool]]) -> Iterator[Band]:
    for place, least in enumerate((0.0, *_BANDS)):
        below = (*_BANDS, 1.01)[place]
        held = [each for each in judged_facts if least <= each[0] < below]
        if held:
            yield Band(
                kind=kind,
                least=least,
                count=len(held),
                confidence=sum(sure for sure, _ in held) / len(held),
                right=sum(right for _, right in held) / len(held),
            )


def _judged(
    evaluator: ModuleType, kind: str, name: str
) -> Iterator[tuple[float, bool]]:
    """Confidence of each fact that the gold judges, and whether it is right."""
    path = SHARED / "data" / "facts" / kind / f"{name}.jsonl"
    for line in path.read_text("utf-8").splitlines()[:_DOCUMENTS_MAX]:
        row = json.loads(line)
        day = date.fromisoformat(row["published"]) if row.get("published") else None
        found = evaluator.clean(kind, facts(row["text"], day), row["text"])
        required, free = _gold(evaluator, kind, row)
        if kind == "quote":
            found = [_trimmed(evaluator, row["text"], each) for each in found]
        matched = {
            place: required[number]
            for number, place, _ in evaluator.match(required, found, _SHARED_MIN[kind])
        }
        for place, fact in enumerate(found):
            if place in matched:
                yield fact["confidence"], _is_right(evaluator, matched[place], fact)
            elif kind == "quote" and any(_touch(fact, each) for each in required):
                continue  # a further piece of a quotation that was found
            elif not any(_touch(fact, each) for each in free):
                yield fact["confidence"], False


def _gold(
    evaluator: ModuleType, kind: str, row: Mapping[str, Any]
) -> tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]:
    """What has to be found, and what may be."""
    gold = row["gold"]
    if kind == "quote":
        gold = [_trimmed(evaluator, row["text"], each) for each in gold]
        free = [each for each in gold if not each.get("quoted")]
        return [each for each in gold if each.get("quoted")], free
    optional = [each for each in gold if each.get("optional")]
    return [each for each in gold if not each.get("optional")], optional


def _trimmed(
    evaluator: ModuleType, text: str, fact: Mapping[str, Any]
) -> Mapping[str, Any]:
    start, end = evaluator.trim(text, fact["start"], fact["end"])
    return {**fact, "start": start, "end": end}


def _is_right(
    evaluator: ModuleType, gold: Mapping[str, Any], fact: Mapping[str, Any]
) -> bool:
    kind = fact["kind"]
    if kind == "entity":
        return all(fact[name] == gold[name] for name in ("start", "end", "type"))
    if kind == "place" and gold.get("lat") is None:
        return True
    if kind == "quote" and not gold.get("speaker"):
        return True
    return bool(evaluator.value_ok(kind, gold, fact))


def _touch(fact: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(fact["start"] < other["end"] and other["start"] < fact["end"])


def _evaluator() -> ModuleType:
    path = SHARED / "eval" / "facts.py"
    spec = importlib.util.spec_from_file_location("facts_evaluator", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Prints every band."""
    for band in measure_bands():
        print(
            f"{band.kind:11} from {band.least:.2f} {band.count:5} facts"
            f"  say {band.confidence:.3f}  right {band.right:.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
