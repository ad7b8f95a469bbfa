"""The packaged source files: right, unique, diverse, few of them on by default."""

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from flows.registry import choose, read_sources
from flows.settings import read_settings

FOLDER = read_settings({}).sources
PATHS = sorted(FOLDER.glob("*.toml"), key=lambda path: path.stem)

CONTINENTS = {
    "Africa": "ET KE MA NA NG ZA",
    "Asia": "HK IL IN JP KR LB PH PK QA TW",
    "Europe": "AT BE CH CZ DE ES FR GB IT LT LV NL NO PL PT SE UA",
    "North America": "CA MX US",
    "Oceania": "AU NZ PG",
    "South America": "AR BR",
}
UN_AND_NGO = {
    "amnesty-international",
    "human-rights-watch",
    "medecins-sans-frontieres",
    "ocha",
    "reliefweb",
    "un-news",
    "unicef",
    "who",
}


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _tables() -> list[dict[str, Any]]:
    return [_table(path) for path in PATHS]


def _enabled() -> list[dict[str, Any]]:
    return [table for table in _tables() if table["enabled"]]


def _addresses(tables: list[dict[str, Any]]) -> list[str]:
    return [listing["url"] for table in tables for listing in table["listings"]]


def _publisher(address: str) -> str:
    """The site of a homepage: its editions in other languages are no publishers."""
    host = urlsplit(address).hostname or ""
    return {"www.bbc.com": "www.bbc.co.uk"}.get(host, host)


def _continent(country: str) -> str:
    return next(name for name, codes in CONTINENTS.items() if country in codes.split())


@cache
def _zones_by_country() -> dict[str, set[str]]:
    """zone.tab of the IANA time zone database: which zones a country has."""
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    zones: dict[str, set[str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            zones.setdefault(country, set()).add(zone)
    return zones


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_source_file_is_named_after_its_id(path: Path) -> None:
    assert _table(path)["id"] == path.stem


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_source_file_says_first_that_its_addresses_are_untried(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("# Addresses: ")
    assert "catalogue; nobody has been able to try them" in first


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_source_file_says_who_publishes_in_which_language(path: Path) -> None:
    table = _table(path)
    known = {"id", "name", "homepage", "language", "enabled", "listings"}
    assert known <= set(table) <= known | {"country", "timezone"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_source_is_asked_for_over_https_only(path: Path) -> None:
    table = _table(path)
    addresses = [table["homepage"], *_addresses([table])]
    assert {urlsplit(address).scheme for address in addresses} == {"https"}
    assert all("." in (urlsplit(address).hostname or "") for address in addresses)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_source_lists_feeds_before_news_sitemaps(path: Path) -> None:
    kinds = [listing["kind"] for listing in _table(path)["listings"]]
    assert kinds
    assert set(kinds) <= {"feed", "sitemap"}
    assert kinds == sorted(kinds)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_time_zone_of_a_source_is_one_of_its_country(path: Path) -> None:
    table = _table(path)
    if "country" in table:
        assert table["timezone"] in _zones_by_country()[table["country"]]


def test_no_listing_is_read_for_two_sources() -> None:
    seen = Counter(
        address.removeprefix("https://www.").removeprefix("https://").rstrip("/")
        for address in _addresses(_tables())
    )
    assert [address for address, count in seen.items() if count > 1] == []


def test_no_name_and_no_homepage_is_given_twice() -> None:
    for key in ("name", "homepage"):
        values = [table[key] for table in _tables()]
        assert len(values) == len(set(values))


def test_there_are_at_least_sixty_publishers() -> None:
    assert len({_publisher(table["homepage"]) for table in _tables()}) >= 60


def test_the_sources_are_in_many_languages() -> None:
    languages = {table["language"] for table in _tables()}
    wanted = {"ar", "de", "en", "es", "fr", "ha", "hi", "ja", "pt", "ru", "sw", "uk"}
    assert wanted <= languages
    assert "zh" in languages
    assert len(languages) >= 18


def test_the_sources_are_from_every_inhabited_continent() -> None:
    countries = [table["country"] for table in _tables() if "country" in table]
    sources = Counter(_continent(country) for country in countries)
    assert set(sources) == set(CONTINENTS)
    assert min(sources.values()) >= 2
    assert len(set(countries)) >= 35


def test_the_united_nations_and_ngos_are_among_the_sources() -> None:
    assert {path.stem for path in PATHS} >= UN_AND_NGO


def test_few_sources_are_on_by_default_and_no_two_alike() -> None:
    enabled = _enabled()
    countries = {table["country"] for table in enabled}
    assert 10 <= len(enabled) <= 15
    assert len({table["language"] for table in enabled}) >= 6
    assert {_continent(country) for country in countries} == set(CONTINENTS)
    assert len(countries) >= 8


def test_every_source_on_by_default_has_a_feed() -> None:
    for table in _enabled():
        assert table["listings"][0]["kind"] == "feed", table["id"]


def test_the_registry_reads_every_source_file_as_it_is_written() -> None:
    sources = read_sources(FOLDER)
    assert [source.id for source in sources] == [path.stem for path in PATHS]
    for source, table in zip(sources, _tables(), strict=True):
        assert (source.name, source.language) == (table["name"], table["language"])
        assert (source.country, source.homepage) == (
            table.get("country"),
            table["homepage"],
        )
        assert source.timezone == table.get("timezone", "UTC")
        assert [(listing.kind, listing.url) for listing in source.listings] == [
            (listing["kind"], listing["url"]) for listing in table["listings"]
        ]


def test_a_run_without_names_polls_the_sources_on_by_default() -> None:
    chosen = choose(read_sources(FOLDER), [])
    assert [source.id for source in chosen] == sorted(t["id"] for t in _enabled())
