"""What is asked of ``reprocess``, and what came of it in counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from transforms.records import Failure
from warehouse.replacing import Change
from warehouse.stale import Stage

FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)

Only = Literal["stale", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be read again."""

    start: date = FIRST_DAY
    end: date = LAST_DAY
    """Last day of publication, itself included."""
    sources: tuple[str, ...] = ()
    stage: Stage = "all"
    only: Only = "stale"
    is_preview: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run replaced, or would replace."""

    wanted: Wanted
    planned: int
    """Versions that were found stale."""
    changes: tuple[Change, ...]
    failed: tuple[Failure, ...]

    def sentence(self) -> str:
        """The run in one line."""
        if not self.planned:
            return "nothing is stale: all was read by the present code"
        verb = "would be read" if self.wanted.is_preview else "were read"
        line = f"{self.planned} versions {verb} again; {in_counts(self.changes)}"
        if self.failed:
            line += f"; {len(self.failed)} failures, whose rows stay as they were"
        return line

    def table(self) -> list[dict[str, str | int]]:
        """One row a kind."""
        return [
            {
                "kind": change.kind,
                "versions": change.versions,
                "gone": change.gone,
                "new": change.new,
                "changed": change.changed,
                "same": change.same,
            }
            for change in self.changes
        ]


def in_counts(changes: Sequence[Change]) -> str:
    """What becomes of facts, in a line."""
    facts = [each for each in changes if is_fact(each)]
    gone, new, changed, same = (
        sum(getattr(each, name) for each in facts)
        for name in ("gone", "new", "changed", "same")
    )
    return f"facts: {gone} gone, {new} new, {changed} changed, {same} the same"


def is_fact(change: Change) -> bool:
    """Whether it counts facts, not the versions that hold them."""
    return change.kind != "versions"
