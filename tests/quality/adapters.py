"""The product as the evaluators call it: one callable for each contract.

Every adapter takes the product's own path and only renames what comes out.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

import duckdb

from flows.fetching import robots as robots_txt
from flows.steps import refine_article
from transforms import articles, listings
from transforms.batches import Batch
from transforms.errors import ItemError
from transforms.facts import Fact, extract
from transforms.facts.casualties import Casualty
from transforms.facts.dates import Date
from transforms.facts.documents import Document as FactDocument
from transforms.facts.documents import prepare
from transforms.facts.event_participants import EventParticipant
from transforms.facts.events import Event
from transforms.facts.happenings.spans import EventSpan
from transforms.facts.money import Money
from transforms.facts.person_roles import PersonRole
from transforms.facts.place_mentions import PlaceMention
from transforms.facts.places import NamedPlace
from transforms.facts.quantities import Quantity
from transforms.facts.quotes import Quote
from transforms.identity import digest, identify
from transforms.records import Article, Block, Capture, Refined, Source
from transforms.urls import canonical_url, is_homepage, is_safe_url, resolve_url
from warehouse import landing
from warehouse.connection import connect_in_memory, set_threads
from warehouse.load import load
from warehouse.migrate import migrate

__all__ = [
    "article",
    "canonical_url",
    "duplicates",
    "facts",
    "feed",
    "is_homepage",
    "is_safe_url",
    "named_quotes",
    "resolve_url",
    "robots",
]

Document = Mapping[str, object]

_DOCUMENTS_PER_BATCH = 500
_HOURS = range(-12, 15)
"""Offsets from UTC that are in use."""
_SOURCE = Source(
    id="evaluation",
    name="Evaluation",
    homepage=None,
    country=None,
    language=None,
    timezone="UTC",
    listings=(),
)


def article(html: bytes, url: str) -> dict[str, object]:
    """A page as ``dateline ingest`` would read it, without a feed's hints."""
    read = articles.read(html, _capture(html, url), _SOURCE)
    return {
        "title": read.title,
        "published": _published(read),
        "authors": list(read.authors),
        "language": read.language,
        "paragraphs": [block.text for block in read.blocks],
        "headings": [block.text for block in read.blocks if block.kind == "heading"],
    }


def facts(text: str, published: date | None) -> list[dict[str, object]]:
    """All facts of a text, every kind in one list."""
    document = prepare(text, published)
    found = extract(document)
    rows = list(_entities(document))
    for fact in (fact for kind in found.values() for fact in kind):
        span: dict[str, object] = {"start": fact.start_char, "end": fact.end_char}
        span["confidence"] = fact.confidence
        if isinstance(fact, Date):
            rows.append({**span, **_time(fact)})
        elif isinstance(fact, Money):
            sum_named = {"amount": float(fact.amount), "currency": fact.currency}
            rows.append({**span, "kind": "money", **sum_named})
        elif isinstance(fact, Quantity):
            rows.append({**span, **_quantity(fact)})
        elif isinstance(fact, Casualty) and _is_toll(fact):
            rows.append({**span, **_casualty(fact)})
        elif isinstance(fact, PersonRole):
            rows.append(_relation(fact))
        elif isinstance(fact, Quote) and fact.is_direct:
            rows.append({**span, "kind": "quote", "speaker": _speaker(text, fact)})
        elif isinstance(fact, PlaceMention):
            rows.append({**span, **_place(fact, found["places"])})
        elif isinstance(fact, Event) and not fact.is_repeat:
            rows.append({**span, **_event(fact, found)})
    return rows


def named_quotes(text: str, published: date | None) -> list[dict[str, object]]:
    """Quotations in quote marks, each with what column ``speaker`` has."""
    found = extract(prepare(text, published), ["quotes"])["quotes"]
    return [
        {
            "kind": "quote",
            "start": fact.start_char,
            "end": fact.end_char,
            "speaker": fact.speaker,
        }
        for fact in found
        if isinstance(fact, Quote) and fact.is_direct
    ]


def _event(event: Event, found: Mapping[str, tuple[Fact, ...]]) -> dict[str, object]:
    here = EventSpan(start_char=event.start_char, end_char=event.end_char)
    sides = [
        each
        for each in found["event_participants"]
        if isinstance(each, EventParticipant) and each.event == here
    ]
    return {
        "kind": "event",
        "type": event.plover_type,
        "subtype": event.subtype,
        "status": event.status,
        "place": _place_words(event, found["place_mentions"]),
        "date_begin": event.begins_on and event.begins_on.isoformat(),
        "date_end": event.ends_on and event.ends_on.isoformat(),
        **{
            f"{role}s": [
                {"text": each.text, "country": each.country_iso3}
                for each in sides
                if each.role == role
            ]
            for role in ("actor", "target")
        },
    }


def _place_words(event: Event, mentions: Iterable[Fact]) -> str | None:
    """The text's own words for the place of an event, from its nearest mention."""
    named = [
        each
        for each in mentions
        if isinstance(each, PlaceMention) and each.place_id == event.place_id
    ]
    if not named:
        return event.place
    near = min(named, key=lambda each: abs(each.start_char - event.start_char))
    return near.evidence


def duplicates(documents: Iterable[Document]) -> Iterator[dict[str, object]]:
    """Documents in order of arrival through the warehouse; what it made of each."""
    connection = connect_in_memory()
    set_threads(connection, 1)
    migrate(connection)
    names: dict[UUID, str] = {}
    shown: dict[tuple[str, UUID], UUID] = {}
    arrived = iter(documents)
    with tempfile.TemporaryDirectory() as folder:
        while part := list(islice(arrived, _DOCUMENTS_PER_BATCH)):
            refined = tuple(
                _refined(document, len(names) + place)
                for place, document in enumerate(part)
            )
            for document, made in zip(part, refined, strict=True):
                names[made.article.capture_id] = str(document["id"])
                shown.setdefault(_state(made), made.article.capture_id)
            _load(connection, Path(folder), refined)
            yield from _unchanged(refined, names, shown)
    yield from _judged(connection, names)


def feed(body: bytes, content_type: str | None, url: str) -> list[dict[str, object]]:
    """A feed's or sitemap's items, an index's sitemaps; nothing where it is none."""
    reading = _listing(body, content_type, url)
    if reading is None:
        return []
    sitemaps: list[dict[str, object]] = [{"url": each.url} for each in reading.children]
    return sitemaps + [
        {
            "url": link.url,
            "title": link.title,
            "published": link.published_at,
            "updated": link.modified_at,
            "author": ", ".join(link.authors) or None,
            "summary": link.summary,
        }
        for link in reading.links
    ]


def robots(body: bytes, agent: str, url: str, status: int = 200) -> dict[str, object]:
    """What a robots.txt says to ``agent`` about ``url``."""
    verdict = robots_txt.verdict(body, agent, url, status)
    return {
        "allowed": verdict.allowed,
        "crawl_delay": verdict.crawl_delay,
        "sitemaps": list(verdict.sitemaps),
    }


def _listing(
    body: bytes, content_type: str | None, url: str
) -> listings.Reading | None:
    """The body as whichever of the two kinds it is; a source file would say which."""
    for kind in ("feed", "sitemap"):
        try:
            return listings.read(kind, body, content_type, url)
        except ItemError:
            continue
    return None


def _published(read: Article) -> datetime | date | None:
    """The instant in an offset where its calendar day is the one in ``published_on``:
    the product keeps both, the contract has one field."""
    if read.published_at is None:
        return read.published_on
    offsets = (timezone(timedelta(hours=hours)) for hours in sorted(_HOURS, key=abs))
    shown = (read.published_at.astimezone(offset) for offset in offsets)
    fitting = (each for each in shown if each.date() == read.published_on)
    return next(fitting, read.published_at)


def _capture(body: bytes, url: str) -> Capture:
    """A capture of now: how old a page is decides nothing in it."""
    return Capture(
        capture_id=identify("capture", url),
        source_id=_SOURCE.id,
        kind="page",
        url=url,
        final_url=url,
        fetched_at=datetime.now(UTC),
        status=200,
        content_type="text/html",
        payload_digest=digest(body),
        payload_bytes=len(body),
        file="",
        file_offset=0,
        file_length=0,
    )


_ENTITIES = {
    "person": "PER",
    "organisation": "ORG",
    "location": "LOC",
    "other": "MISC",
}


def _entities(document: FactDocument) -> Iterator[dict[str, object]]:
    """The names that people, organisations and places are made from."""
    for mention in document.mentions:
        if mention.form != "pronoun":
            yield {
                "kind": "entity",
                "type": _ENTITIES[mention.kind],
                "start": mention.start_char,
                "end": mention.end_char,
                "confidence": mention.confidence,
            }


def _relation(fact: PersonRole) -> dict[str, object]:
    return {
        "kind": "relation",
        "type": fact.relation,
        "start": fact.person_start_char,
        "end": fact.person_end_char,
        "obj_start": fact.start_char,
        "obj_end": fact.end_char,
    }


def _speaker(text: str, fact: Quote) -> str | None:
    """The speaker's name; for a pronoun or a description both, as some gold data name
    whom it means and some the words: "Anna Keller (she)"."""
    if fact.speaker_start_char is None:
        return fact.speaker
    words = text[fact.speaker_start_char : fact.speaker_end_char]
    if fact.speaker is None:
        return words
    is_name = not {*words.lower().split()}.isdisjoint(fact.speaker.lower().split())
    return fact.speaker if is_name else f"{fact.speaker} ({words})"


def _is_toll(fact: Casualty) -> bool:
    """Whether anybody came to harm who is counted nowhere else: not "could kill", not
    "nobody was hurt", not "the three men" of a toll that the text gave already, not
    the whole where it gives all the parts."""
    is_elsewhere = fact.is_repeat or fact.is_divided
    return fact.status != "hypothetical" and fact.count > 0 and not is_elsewhere


def _casualty(fact: Casualty) -> dict[str, object]:
    return {
        "kind": "casualty",
        "effect": fact.effect,
        "n": fact.count,
        "n_min": fact.count_min,
        "n_max": fact.count_max,
        "attributed_to": fact.attributed_to,
    }


def _place(mention: PlaceMention, places: Iterable[Fact]) -> dict[str, object]:
    """A mention with the point that its place has in the table of places."""
    named = (place for place in places if isinstance(place, NamedPlace))
    place = next(place for place in named if place.place_id == mention.place_id)
    return {
        "kind": "place",
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country_iso3,
        "geonameid": place.geonames_id,
    }


def _time(fact: Date) -> dict[str, object]:
    last = fact.ends_at - timedelta(microseconds=1) if fact.ends_at else None
    return {
        "kind": "time",
        "type": fact.timex_type,
        "value": fact.timex_value,
        "values": list(_notations(fact)),
        "begin": fact.begins_at.date().isoformat() if fact.begins_at else None,
        "end_date": last.date().isoformat() if last else None,
    }


_NUMBERS = {"count": "number", "number": "number", "ordinal": "ordinal"}
"""Dimension -> type of a number; the others are quantities, but for percent."""


def _quantity(fact: Quantity) -> dict[str, object]:
    """What is counted, ranked or shared out is a number; the rest is measured."""
    kind = "percent" if fact.unit == "percent" else _NUMBERS.get(fact.dimension)
    is_range = fact.qualifier == "between" and fact.value_max is not None
    return {
        "kind": "number" if kind else "quantity",
        "type": kind,
        "value": float(fact.value),
        "value_max": float(fact.value_max) if is_range and fact.value_max else None,
        "unit": fact.unit,
    }


def _notations(fact: Date) -> Iterator[str]:
    """The same time in the other notations that gold data use.

    ISO 8601 intervals, half-open as our bounds are ("2018-09-03/2018-09-08"); hours
    without ":00" and times of day without "T" (RFC 3339, partial-time); the ends of a
    range each by its first day ("2014/2018": "2014-01-01/2018-01-01"); lengths with a
    decimal fraction ("PT1H30M": "PT1.5H"); and the clock alone where an earlier
    sentence gave the day.
    """
    value = fact.timex_value
    yield from _lengths(value)
    yield from _unresolved(fact)
    if fact.begins_at and fact.ends_at:
        yield _interval(fact.begins_at, fact.ends_at)
    yield re.sub(r"(T\d\d):00(?![:\d])", r"\1", value)
    if value.startswith("T"):
        yield re.sub(r"T(\d\d:\d\d)(?=/|$)", r"\1:00", value)
    ends = [_first_day(end) for end in value.split("/")]
    if len(ends) == 2 and all(ends):
        yield "/".join(str(end) for end in ends)


def _lengths(value: str) -> Iterator[str]:
    """ISO 8601 lets the last part of a length carry a fraction."""
    parts = re.fullmatch(r"(PT?)(?:(\d+)([HYM]))?(\d+)([MS])", value)
    if parts is None:
        return
    prefix, whole, unit, rest, smaller = parts.groups()
    unit = unit or {"M": "H" if prefix == "PT" else "Y", "S": "M"}[smaller]
    size = 12 if prefix == "P" else 60
    yield f"{prefix}{int(whole or 0) + int(rest) / size:g}{unit}"


def _unresolved(fact: Date) -> Iterator[str]:
    """ "At nine" as T09 where only an earlier sentence tells the day."""
    value = fact.timex_value
    if fact.anchor == "text" and fact.timex_type == "TIME":
        clock = re.sub(r"\d{4}-\d\d-\d\d(?=T)", "", value)
        yield from (clock, re.sub(r":00(?!\d)", "", clock))


def _interval(begin: datetime, end: datetime) -> str:
    is_days = begin.time() == end.time() == time()
    ends = [each.date() if is_days else each for each in (begin, end)]
    return "/".join(each.isoformat() for each in ends)


def _first_day(value: str) -> date | None:
    """The first day of a day, month, quarter or year in TIMEX3."""
    parts = re.fullmatch(r"(\d{4})(?:-(?:Q(\d)|(\d\d)(?:-(\d\d))?))?", value)
    if parts is None:
        return None
    year, quarter, month, day = (int(part or 0) for part in parts.groups())
    return date(year, quarter * 3 - 2 if quarter else month or 1, day or 1)


def _refined(document: Document, place: int) -> Refined:
    """A document as an article; those without an address get one of their own."""
    name = str(document["id"])
    url = str(document.get("url") or f"https://evaluation.example/{name}")
    published_at = datetime.fromisoformat(str(document["published"]))
    lines = [line.strip() for line in str(document["text"]).split("\n")]
    blocks = tuple(
        Block(kind="paragraph" if position else "lead", text=line)
        for position, line in enumerate(line for line in lines if line)
    )
    return refine_article(
        Article(
            source_id=str(document.get("source") or _SOURCE.id),
            url=url,
            canonical_url=canonical_url(url),
            origin_url=None,
            title=str(document["title"]) or None,
            authors=(),
            # No facts are asked for.
            language=None,
            published_at=published_at,
            published_on=published_at.date(),
            date_precision="second",
            date_origin="feed",
            blocks=blocks,
            seen_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=place),
            capture_id=identify("capture", name),
            extractor_version="",
        ),
        None,
    )


def _load(
    connection: duckdb.DuckDBPyConnection, folder: Path, refined: tuple[Refined, ...]
) -> None:
    made_at = max(each.article.seen_at for each in refined)
    batch = Batch(batch_id=uuid4(), run_id=uuid4(), made_at=made_at, refined=refined)
    landed = landing.land(folder, batch)
    load(connection, landed)
    landing.remove(landed)


def _state(made: Refined) -> tuple[str, UUID]:
    """What makes no new version where it was seen before: an address and its words."""
    return made.article.canonical_url, made.fingerprints.content_digest


def _unchanged(
    refined: Iterable[Refined],
    names: Mapping[UUID, str],
    shown: Mapping[tuple[str, UUID], UUID],
) -> Iterator[dict[str, object]]:
    """Documents whose address showed the same words before: exact copies of these."""
    for made in refined:
        first = shown[_state(made)]
        if first != made.article.capture_id:
            name = names[made.article.capture_id]
            yield {"id": name, "duplicate_of": names[first], "kind": "exact"}


def _judged(
    connection: duckdb.DuckDBPyConnection, names: Mapping[UUID, str]
) -> Iterator[dict[str, object]]:
    """What came from what, and which originals tell one story, by their documents."""
    rows = connection.execute(
        "select versions.capture_id, nearest.capture_id, duplicates.kind, "
        "articles.story_id "
        "from versions "
        "inner join articles on versions.article_id = articles.article_id "
        "left join duplicates on versions.version_id = duplicates.version_id "
        "left join versions as nearest "
        "on duplicates.nearest_version_id = nearest.version_id"
    ).fetchall()
    for capture_id, nearest, kind, story in rows:
        yield {
            "id": names[capture_id],
            "duplicate_of": names[nearest] if nearest else None,
            "kind": kind,
            "story": str(story) if story else None,
        }
