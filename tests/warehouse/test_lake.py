"""A lake is what a file is: same statements, same rows; and who may write it when."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import (
    Dump,
    batch,
    capture,
    dump,
    failure,
    fetch,
    new_warehouse,
    put,
    refined,
    run,
    select,
    source,
)
from transforms import dated_text
from transforms.batches import Batch, Sighting
from transforms.errors import (
    NoWarehouse,
    UsageError,
    WarehouseError,
    WarehouseHeld,
)
from transforms.records import Refined
from warehouse import lake
from warehouse.connection import (
    Place,
    check_usable,
    connect_in_memory,
    connect_reader,
    opened,
    read_place,
    spelled,
)
from warehouse.export import article_lines
from warehouse.landing import land
from warehouse.load import load
from warehouse.migrate import migrate, migrations
from warehouse.read import Memory

pytestmark = pytest.mark.slow

_NEWS = Path(__file__).resolve().parents[2] / "flows" / "demo" / "articles"
URL = "https://one.example/a"
FLOOD = (
    "The river rose by two metres on Monday, officials in Lozeni said.\n\n"
    'Four people were killed. "We need boats and 2.5 million euros," '
    "Mayor Ana Rusu told reporters in Kyiv."
)
VIEWS = """
select view_name from duckdb_views()
where schema_name = 'main' and database_name = current_database() and not internal
order by all
"""
_HOLD = """
import sys
from pathlib import Path
from warehouse.connection import opened, read_place
with opened(read_place(sys.argv[1], Path(sys.argv[2]))):
    print("held", flush=True)
    sys.stdin.readline()
"""


def history() -> list[Batch]:
    """A copy, an update, a sighting, a failure: what fills every kind of table."""
    story = refined(URL, words=FLOOD)
    copied = refined(
        "https://two.example/b", words=FLOOD, source_id="two", minute=3, title="Flood"
    )
    return [
        batch(
            story,
            sources=(source(), source("two")),
            runs=(run(),),
            fetches=(fetch(capture_id=story.article.capture_id),),
            captures=(capture(URL),),
            failures=(failure(),),
        ),
        batch(copied, minute=3),
        batch(refined(URL, words=FLOOD.replace("Four", "Six"), minute=7), minute=7),
        batch(minute=9, sightings=(Sighting(url=URL, seen_at=run(9).started_at),)),
    ]


def read_views(connection: duckdb.DuckDBPyConnection) -> Dump:
    return {
        str(name): sorted(
            tuple(map(repr, row)) for row in select(connection, f"from {name}")
        )
        for (name,) in select(connection, VIEWS)
    }


def read_news() -> Iterator[Refined]:
    """The demo's articles."""
    for minute, path in enumerate(sorted(_NEWS.rglob("*.txt"))):
        read = dated_text.parse(path.read_text("utf-8"))
        publisher = "one" if minute % 3 else "two"
        yield refined(
            f"https://{publisher}.example/{path.stem}",
            words="\n\n".join(block.text for block in read.blocks),
            title=path.stem,
            minute=minute,
            published_on=read.published_on,
            source_id=publisher,
        )


def test_lake_holds_and_shows_what_a_file_does(
    a_new_lake: Place, tmp_path: Path
) -> None:
    with closing(new_warehouse()) as plain:
        put(plain, tmp_path, *history())
        rows, shown, lines = dump(plain), read_views(plain), [*article_lines(plain)]
    with opened(a_new_lake) as connection:
        assert migrate(connection) == migrations()
        put(connection, tmp_path, *history(), history()[2])
    with closing(connect_reader(a_new_lake)) as connection:
        assert dump(connection) == rows
        assert read_views(connection) == shown
        assert [*article_lines(connection)] == lines
    with opened(a_new_lake) as connection:
        assert migrate(connection) == ()


def test_lake_matches_people_copies_and_incidents_as_a_file_does(
    sqlite_lake: Place, tmp_path: Path
) -> None:
    """Their queries find known rows by rowid, which in a lake are not unique."""
    news = [*read_news()]
    batches = [
        batch(*news[at : at + 6], sources=(source(), source("two")), minute=at)
        for at in range(0, len(news), 6)
    ]
    with closing(new_warehouse()) as plain:
        put(plain, tmp_path, *batches)
        rows = dump(plain)
    assert rows["main.duplicates"]
    assert rows["main.incidents"]
    with opened(sqlite_lake) as connection:
        put(connection, tmp_path, *batches)
        assert dump(connection) == rows


def test_memory_knows_what_a_lake_holds(sqlite_lake: Place, tmp_path: Path) -> None:
    memory = Memory(
        warehouse=sqlite_lake, landing=tmp_path / "landing", patience_seconds=5.0
    )
    assert memory.known([URL]) == {}
    kept = capture(URL)
    with opened(sqlite_lake) as connection:
        sent = batch(captures=(kept,), fetches=(fetch(capture_id=kept.capture_id),))
        put(connection, tmp_path, sent)
    capture_id = memory.known([URL])[URL].capture_id
    assert capture_id
    assert memory.captures([capture_id])[capture_id].link is None


def test_readers_of_a_lake_keep_no_writer_out(a_lake: Place, tmp_path: Path) -> None:
    with closing(connect_reader(a_lake)) as reader:
        reader.begin()
        assert select(reader, "select count(*) from articles") == [(0,)]
        with opened(a_lake) as connection:
            put(connection, tmp_path, batch(refined()))
        assert select(reader, "select count(*) from articles") == [(0,)]
        reader.commit()
        assert select(reader, "select count(*) from articles") == [(1,)]
        with pytest.raises(duckdb.Error, match="read-only"):
            reader.execute("delete from articles")


def test_second_writer_of_a_lake_waits_and_is_told_of_the_first(a_lake: Place) -> None:
    assert isinstance(a_lake, lake.Lake)
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, spelled(a_lake), str(a_lake.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    who = "another Dateline process|PostgreSQL session"
    with (
        pytest.raises(WarehouseHeld, match=who),
        opened(a_lake, patience_seconds=0.0),
    ):
        pass
    holder.communicate("\n")
    with opened(a_lake, patience_seconds=5.0) as connection:
        assert select(connection, "select count(*) from articles") == [(0,)]


def test_load_that_meets_another_change_is_tried_again(
    sqlite_lake: Place, tmp_path: Path
) -> None:
    refusals = ["database is locked"]
    with opened(sqlite_lake) as connection:

        class Contended:
            def commit(self) -> None:
                if refusals:
                    raise duckdb.TransactionException(refusals.pop())
                connection.commit()

            def __getattr__(self, name: str) -> object:
                return getattr(connection, name)

        landed = land(tmp_path / "landing", batch(refined()))
        loaded = load(Contended(), landed)  # type: ignore[arg-type]  # stands in for one
        assert loaded.articles == 1
        refusals += ["Transaction conflict"]
        with pytest.raises(WarehouseError, match="cannot be loaded now"):
            load(Contended(), landed, attempts=1)  # type: ignore[arg-type]  # as above


def test_small_batches_stay_in_the_catalog(sqlite_lake: Place, tmp_path: Path) -> None:
    assert isinstance(sqlite_lake, lake.Lake)
    with opened(sqlite_lake) as connection:
        put(connection, tmp_path, batch(refined(words=FLOOD), failures=(failure(),)))
    tables = {path.parent.name for path in sqlite_lake.data.rglob("*.parquet")}
    # The one begins with 262,145 rows, of the other a load writes rows twice.
    assert tables <= {"term_counts", "articles"}


def test_lake_without_its_first_load_is_told(a_new_lake: Place) -> None:
    with pytest.raises(NoWarehouse, match="dateline ingest makes it"):
        connect_reader(a_new_lake)


def test_other_data_folder_than_the_catalog_has_is_told(
    sqlite_lake: Place, tmp_path: Path
) -> None:
    other = read_place(spelled(sqlite_lake), tmp_path / "elsewhere")
    with (
        pytest.raises(WarehouseError, match="does not match existing data path"),
        opened(other),
    ):
        pass


def test_server_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    setting = f"ducklake:postgres:host={tmp_path} password=tide dbname=x"
    place = read_place(setting, tmp_path / "data")
    assert spelled(place) == setting
    for read_only in (False, True):
        with (
            pytest.raises(WarehouseError) as caught,
            opened(place, read_only=read_only),
        ):
            pass
        assert "password=***" in str(caught.value)
        assert "tide" not in str(caught.value)


def test_catalog_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"no database at all" * 100)
    place = read_place(f"ducklake:sqlite:{tmp_path}/catalog.sqlite", tmp_path / "data")
    with pytest.raises(WarehouseError, match=r"catalog\.sqlite"), opened(place):
        pass
    with pytest.raises(WarehouseError, match=r"catalog\.sqlite"):
        connect_reader(place)


def test_missing_extension_is_told_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = read_place(f"ducklake:sqlite:{tmp_path}/catalog.sqlite", tmp_path / "data")
    check_usable(place)
    check_usable(tmp_path / "warehouse.duckdb")
    with monkeypatch.context() as patch:
        patch.setitem(lake._EXTENSIONS, "sqlite", ("no_such_extension",))
        with pytest.raises(UsageError, match=r"\.\[lake\]"):
            check_usable(place)
        with pytest.raises(UsageError, match=r"\.\[lake\]"), opened(place):
            pass
    monkeypatch.setattr(duckdb, "__version__", "0.0.1")
    with pytest.raises(UsageError, match=r"is not for DuckDB 0\.0\.1"):
        check_usable(place)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("host=h password=secret user=u", "host=h password=*** user=u"),
        ("password = 'two words' host=h", "password = *** host=h"),
        ("postgresql://u:secret@h/db", "postgresql://u:***@h/db"),
        ("dbname=news", "dbname=news"),
    ],
)
def test_password_is_in_no_message(address: str, shown: str) -> None:
    place = read_place(f"ducklake:postgres:{address}", Path("data"))
    assert str(place) == f"ducklake:postgres:{shown}"


@pytest.mark.parametrize(
    "setting",
    ["ducklake:", "ducklake:sqlite:", "ducklake:mysql:x", "ducklake:catalog.ducklake"],
)
def test_lake_of_another_kind_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match="ducklake:sqlite:PATH"):
        read_place(setting, Path("data"))


def test_plain_warehouse_is_no_lake() -> None:
    with closing(connect_in_memory()) as connection:
        assert not lake.is_lake(connection)
