"""Hops 4 to 6 again for what is kept: pure, so it runs wherever readers are.

Arrive versions that older code has read, leave their replacements. What cannot be read
again stays as it is and is counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from flows.steps import attempt, refine
from flows.visits import failure_of
from transforms import dated_text, facts
from transforms.articles.version import EXTRACTOR_VERSION
from transforms.batches import Replacement
from transforms.errors import ItemError
from transforms.facts.documents import prepare
from transforms.identity import identify
from transforms.records import Fact, Failure, Refined, Source
from warehouse.stale import Stale, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What reading some versions again gave."""

    replacements: tuple[Replacement, ...] = ()
    refined: tuple[Refined, ...] = ()
    """Pages whose text is another one now."""
    failures: tuple[Failure, ...] = ()

    def __add__(self, other: "Reread") -> "Reread":
        return Reread(
            replacements=self.replacements + other.replacements,
            refined=self.refined + other.refined,
            failures=self.failures + other.failures,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads versions again, in any process."""

    sources: Mapping[str, Source]
    archive: Path
    names: str
    """The model that finds names; empty for the packaged one."""
    now: datetime

    def read(self, part: Sequence[tuple[Stale, Text]]) -> Reread:
        """Versions read again: from the page where that is stale, else the text."""
        found = Reread()
        for stale, text in part:
            read = self._page if stale.is_page else self._text
            found += read(stale, text)
        return found

    def _text(self, stale: Stale, text: Text, refused_by: str | None = None) -> Reread:
        """Facts of the kinds that are stale, from the text as it is."""
        found = attempt(partial(self._facts, text, stale.kinds))
        if isinstance(found, ItemError):
            url = text.capture.url if text.capture else None
            failure = failure_of(found, text.source_id, url, self.now)
            return Reread(failures=(failure,))
        replacement = Replacement(
            version_id=text.version_id,
            article_id=text.article_id,
            read_by=text.extractor_version,
            facts=found,
            names_by=self.names or None,
            refused_by=refused_by,
        )
        return Reread(replacements=(replacement,))

    def _facts(
        self, text: Text, kinds: Sequence[str]
    ) -> Mapping[str, tuple[Fact, ...]]:
        day = dated_text.parse(text.text).published_on
        document = prepare(text.text, day, text.country, self.names)
        return facts.extract(document, facts.with_dependents(kinds))

    def _page(self, stale: Stale, text: Text) -> Reread:
        capture = text.capture
        if capture is None or capture.source_id not in self.sources:
            return Reread(failures=(_unknown(text, self.now),))
        reading = refine((capture,), self.sources, self.archive, self.now, self.names)
        if not reading.refined:
            is_refused = all(each.stage == "article" for each in reading.failures)
            kept = self._refused(stale, text) if is_refused else Reread()
            return kept + Reread(failures=reading.failures)
        (refined,) = reading.refined
        if refined.facts_skipped == "failed":
            # The old facts are worth more than none: the next run tries again.
            return Reread(failures=reading.failures)
        return (
            _other(text, refined) if _is_other(text, refined) else _same(text, refined)
        )

    def _refused(self, stale: Stale, text: Text) -> Reread:
        """The page is no article to the present reader: what there is of it stays."""
        if stale.kinds:
            return self._text(stale, text, EXTRACTOR_VERSION)
        replacement = Replacement(
            version_id=text.version_id,
            article_id=text.article_id,
            read_by=text.extractor_version,
            refused_by=EXTRACTOR_VERSION,
        )
        return Reread(replacements=(replacement,))


def _is_other(text: Text, refined: Refined) -> bool:
    article_id = identify("article", refined.article.canonical_url)
    return (article_id, refined.text) != (text.article_id, text.text)


def _same(text: Text, refined: Refined) -> Reread:
    is_read = refined.facts_skipped is None
    replacement = Replacement(
        version_id=text.version_id,
        article_id=text.article_id,
        read_by=text.extractor_version,
        facts=refined.facts if is_read else dict.fromkeys(facts.KINDS, ()),
        facts_skipped=refined.facts_skipped,
        names_by=refined.names_by,
        same_words=refined,
    )
    return Reread(replacements=(replacement,))


def _other(text: Text, refined: Refined) -> Reread:
    replacement = Replacement(
        version_id=text.version_id,
        article_id=text.article_id,
        read_by=text.extractor_version,
    )
    return Reread(replacements=(replacement,), refined=(refined,))


def _unknown(text: Text, now: datetime) -> Failure:
    return Failure(
        source_id=text.source_id,
        url=text.capture.url if text.capture else None,
        stage="archive",
        reason="no-source-file" if text.capture else "no-capture",
        detail="its page cannot be read again: "
        + ("no source file has its id" if text.capture else "no capture is known"),
        occurred_at=now,
    )
