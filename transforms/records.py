"""What travels along the path. Frozen, slotted, keyword-only; tuples inside.

``_at`` is an aware UTC instant, ``_on`` a day in the publisher's zone; offsets are
half-open code points; ``None``: the world does not know; a failure is a ``Failure``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

BlockKind = Literal["lead", "paragraph", "heading"]
DatePrecision = Literal["second", "day", "unknown"]
PageOrigin = Literal["selector", "json-ld", "meta", "time-tag", "url", "text"]
DateOrigin = Literal[PageOrigin, "feed", "sitemap", "none"]
CaptureKind = Literal["listing", "page", "file", "robots"]

DATED_TEXT_TYPE = "text/vnd.dateline"
"""Content type of captured files in the dated-article format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One place where a source lists its articles: an address or a folder."""

    kind: str
    url: str | None = None
    path: str | None = None
    item_selector: str | None = None
    next_selector: str | None = None
    """CSS selectors: of a page's items, and of its link to the next page."""
    url_template: str | None = None
    """Address of the page of one day, for backfills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One publisher, as its file in ``flows/sources`` describes it."""

    id: str
    name: str
    homepage: str | None
    country: str | None
    """ISO 3166-1 alpha-2, upper case."""
    language: str | None
    """BCP 47 primary subtag, lower case."""
    timezone: str
    """IANA name; the zone in which the publisher's days begin."""
    listings: tuple[Listing, ...]
    is_enabled: bool = True
    user_agent: str | None = None
    min_delay_seconds: float | None = None
    schedule: str | None = None
    """Times of polls in its zone, as cron writes them; None: whenever it is due."""
    selectors: Mapping[str, str] = field(default_factory=dict)
    """CSS of the parts of its pages, by ``articles.selectors.KEYS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One item of a listing: an address, and what the listing says about it."""

    url: str
    listing_url: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    summary: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    replay_url: str | None = None
    """Where an archive has the page as it was: an address of its replay, or a record
    of a WARC file (``file:///…#offset=N``); None where the page itself is asked."""
    captured_at: datetime | None = None
    """When the archive captured it."""
    wanted_from: date | None = None
    wanted_until: date | None = None
    """Days of publication for which it is followed; None: whatever its day."""

    @property
    def asked_url(self) -> str:
        """Where the bytes are asked for."""
        return self.replay_url or self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One response in the raw archive; the bytes stay there."""

    capture_id: UUID
    source_id: str
    kind: CaptureKind
    url: str
    final_url: str
    """Of the answer: ``url`` after redirects."""
    fetched_at: datetime
    """When the publisher gave this answer; of a replay, to the archive."""
    status: int
    content_type: str | None
    """The whole header value, parameters included."""
    payload_digest: UUID
    """BLAKE2b-128 of the body as it arrived, content coding removed."""
    payload_bytes: int
    file: str
    """WARC file, relative to the archive's folder."""
    file_offset: int
    file_length: int
    """Bytes of the record's gzip members, the link's metadata record included."""
    link: Link | None = None
    """The listing's item that led here; None for a listing itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One request, whatever came of it; the newest per URL is the fetching state."""

    source_id: str
    kind: CaptureKind
    url: str
    final_url: str | None
    started_at: datetime
    seconds: float
    status: int | None
    """None where no status line arrived."""
    wire_bytes: int
    etag: str | None = None
    last_modified: str | None = None
    payload_digest: UUID | None = None
    capture_id: UUID | None = None
    link_digest: UUID | None = None
    """What the listing said of the page; another one means: look again."""
    failure_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One item that failed, with its reason. Nothing is dropped without one."""

    source_id: str | None
    url: str | None
    stage: str
    """fetch, listing, article, facts, load, or item for what nobody foresaw."""
    reason: str
    """A short slug, counted in SQL."""
    detail: str
    occurred_at: datetime
    traceback: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A lead, a paragraph or a section heading. No line breaks, never empty."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What was left out of a page's body, of one class: ``menu``, ``related``, ..."""

    reason: str
    blocks: int
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page as a dated article."""

    source_id: str
    url: str
    canonical_url: str
    """The article's key: on the page's own site, trackers removed."""
    origin_url: str | None
    """The canonical address where the page names one on another site."""
    title: str | None
    authors: tuple[str, ...]
    language: str | None
    published_at: datetime | None
    """None unless ``date_precision`` is ``second``: no midnight is invented."""
    published_on: date | None
    date_precision: DatePrecision
    date_origin: DateOrigin
    blocks: tuple[Block, ...]
    seen_at: datetime
    capture_id: UUID
    extractor_version: str
    partial_reason: str | None = None
    """Why the page does not show the whole, e.g. ``paywall``; None: none is known."""
    dropped: tuple[Dropped, ...] = ()
    """Blocks of the page that are not in the body, by class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Words of an article, numbers aside: parallel tuples, one place a word."""

    buckets: tuple[int, ...]
    """Their hashes in 18 bits: from 0 to 262143."""
    hashes: tuple[int, ...]
    """Their hashes, signed 64 bits."""
    weights: tuple[float, ...]
    """1 + ln of the count, 1.4 times that for a name."""
    priors: tuple[float, ...]
    """Documents that would hold it among the first hundred, told by its length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprints:
    """What copies of one text share."""

    content_digest: UUID
    """BLAKE2b-128 of the folded text: equal for exact copies."""
    winnowed: tuple[int, ...]
    """Hashes of runs of five words, signed 64 bits, ascending: edited copies share
    some."""
    agency: str | None
    """Whom the credit line names, letters alone; None where there is none."""
    terms: Terms
    """Words of title and text by which stories are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement found in a dated text; each kind adds its own columns.

    ``evidence == text[start_char:end_char]``. The sentence's span lets every answer
    show its sentence without a second reading of the text. ``confidence`` is the
    share of such facts that are right on development data, between 0 and 1.
    """

    start_char: int
    end_char: int
    evidence: str
    sentence_start_char: int
    sentence_end_char: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refined:
    """An article with everything that can be told from it alone."""

    article: Article
    text: str
    """The dated text: what spans point into."""
    fingerprints: Fingerprints
    facts: Mapping[str, tuple[Fact, ...]]
    """Per kind (key of ``transforms.facts.KINDS``)."""
    facts_skipped: str | None
    """Why no facts were looked for, e.g. ``language:uk``; None where they were."""
    names_by: str | None = None
    """The model that found the names; None for the packaged one."""
