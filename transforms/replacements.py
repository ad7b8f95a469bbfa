"""What was read again from what is kept, on its way to replace the old."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from transforms.records import Fact, Refined


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What takes the place of that which older code read of one version.

    Without ``facts`` the version itself goes, since its page reads otherwise now and
    is among the batch's ``refined``.
    """

    version_id: UUID
    article_id: UUID
    read_by: str
    """State of the page reader of the version's text; where that has changed, nothing
    is replaced."""
    facts: Mapping[str, tuple[Fact, ...]] | None = None
    """Those of the kinds that were read again, none included."""
    facts_skipped: str | None = None
    names_by: str | None = None
    """The model that found the names; None for the packaged one."""
    same_words: Refined | None = None
    """The page read again with the same text: metadata that may be other."""
    refused_by: str | None = None
    """The reader's state by which the page is no article any more; the text stays."""
