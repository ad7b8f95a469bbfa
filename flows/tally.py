"""What a run counts, as a whole and per source. Arrive steps' outcomes, leave sums."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from flows.steps import Reading, Stored
from flows.visits import Gathered, pages
from transforms.records import Failure, Source


class Tally:
    """Counts by source (``""``: of no source); for the main thread of a run."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {"": Counter()}
        self.failed: list[Failure] = []
        self.unstored: list[Failure] = []
        """Failures that no batch has yet."""

    def begin(self, source: Source) -> None:
        """From here on ``source`` has counts, if only zeros."""
        self.counts.setdefault(source.id, Counter())

    def skip(self, source: Source) -> None:
        """Counts a source that is left to another run."""
        self.counts[source.id]["skipped"] += 1

    def count(self, gathered: Gathered, reading: Reading) -> None:
        """Counts what a part of a source brought."""
        visits = gathered.visits
        counts = self.counts.setdefault(gathered.source.id, Counter())
        counts["listed"] += gathered.listed
        counts["requests"] += sum(visit.fetch is not None for visit in visits)
        counts["not_modified"] += sum(
            visit.fetch is not None and visit.fetch.status == 304 for visit in visits
        )
        counts["unchanged"] += sum(visit.sighting is not None for visit in visits)
        counts["pages"] += len(pages(visits))
        counts["read"] += len(reading.refined)
        for visit in visits:
            self.count_failures(visit.failures, is_stored=True)
        self.count_failures(reading.failures, is_stored=True)

    def count_failures(
        self, failures: Iterable[Failure], *, is_stored: bool = False
    ) -> None:
        """Counts ``failures``; they go into the next batch unless one has them."""
        for failure in failures:
            self.failed.append(failure)
            counts = self.counts.setdefault(failure.source_id or "", Counter())
            counts["failures"] += 1
            counts["unforeseen"] += failure.reason == "unforeseen"
            if not is_stored:
                self.unstored.append(failure)

    def count_stored(self, stored: Stored) -> None:
        """Counts what was loaded; a warehouse that stays held fails once a run."""
        is_told = any(failure.reason == "warehouse-held" for failure in self.failed)
        self.count_failures(
            failure
            for failure in stored.failures
            if not (is_told and failure.reason == "warehouse-held")
        )
        totals = self.counts[""]
        totals.update(asdict(stored.loaded))
        totals["waiting"] = stored.waiting
