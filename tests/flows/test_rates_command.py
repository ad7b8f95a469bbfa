"""``dateline rates``: a table into the warehouse, and clear words for a bad one."""

from pathlib import Path

import pytest

from flows.__main__ import main
from tests.flows.worlds import House, house, write_files_source

TABLE = "currency,date,usd\nEUR,2024-03-18,1.25\n"
ARTICLE = " date 2024-03-19 Repairs will cost 4 million euros, the council said.\n"


@pytest.fixture
def home(tmp_path: Path) -> House:
    here = house(tmp_path / "home")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "flood.txt").write_text(ARTICLE, "utf-8")
    write_files_source(here.settings.sources, "shelf", str(tmp_path / "files"))
    here.run()
    return here


def told(
    capsys: pytest.CaptureFixture[str], home: Path, *arguments: str
) -> tuple[int, str]:
    code = main(["--home", str(home), *arguments])
    shown = capsys.readouterr()
    return code, " ".join((shown.out + shown.err).split())


def test_sums_have_a_value_in_dollars_behind_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: House
) -> None:
    table = tmp_path / "rates.csv"
    table.write_text(TABLE, "utf-8")
    folder = home.settings.home
    code, words = told(capsys, folder, "rates", str(table))
    assert code == 0
    assert words == (
        "1 rates of 1 currencies, 2024-03-18 to 2024-03-18; they value 1 sums of money"
    )
    query = "select amount_usd::int as usd, rate_on from money"
    code, words = told(capsys, folder, "sql", query, "--format", "csv")
    assert (code, words) == (0, "usd,rate_on 5000000,2024-03-18")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (None, "cannot be read: No such file"),
        ("currency;date;usd", "line 1: the header lacks 'currency'"),
        (TABLE + "EUR,yesterday,1", "line 3: 'yesterday' is no day"),
    ],
)
def test_unusable_table_is_named_and_nothing_is_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, table: str | None, problem: str
) -> None:
    path = tmp_path / "rates.csv"
    if table is not None:
        path.write_text(table, "utf-8")
    code, words = told(capsys, tmp_path, "rates", str(path))
    assert code == 2
    assert problem in words
    assert not (tmp_path / "warehouse.duckdb").exists()
