"""The environment to settings; a wrong variable is named."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from flows.settings import VERSION, read_settings
from transforms.errors import SettingsError
from warehouse.lake import Lake


def test_empty_environment_gives_a_home_below_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings({})
    assert settings.home == tmp_path / "dateline-data"
    assert settings.warehouse == tmp_path / "dateline-data" / "warehouse.duckdb"
    assert settings.captures == tmp_path / "dateline-data" / "captures"
    assert settings.landing == tmp_path / "dateline-data" / "landing"
    assert settings.allowed_addresses == frozenset()
    assert settings.task_runner == "threads"


def test_variables_are_read(tmp_path: Path) -> None:
    settings = read_settings(
        {
            "DATELINE_HOME": str(tmp_path / "home"),
            "DATELINE_SOURCES": str(tmp_path / "sources"),
            "DATELINE_WAREHOUSE": str(tmp_path / "other.duckdb"),
            "DATELINE_ALLOW_ADDRESSES": "127.0.0.1:8080, [::1]:9090,LOCALHOST:1,",
            "DATELINE_TASK_RUNNER": "processes",
            "DATELINE_CONTACT": "mailto:desk@example.org",
            "DATELINE_PATIENCE": "2.5",
        }
    )
    assert settings.home == tmp_path / "home"
    assert settings.sources == tmp_path / "sources"
    assert settings.warehouse == tmp_path / "other.duckdb"
    assert settings.allowed_addresses == {
        ("127.0.0.1", 8080),
        ("::1", 9090),
        ("localhost", 1),
    }
    assert settings.task_runner == "processes"
    assert settings.patience_seconds == 2.5
    assert VERSION in settings.user_agent
    assert "mailto:desk@example.org" in settings.user_agent


def test_arguments_go_before_the_environment() -> None:
    settings = read_settings(
        {"DATELINE_HOME": "/there", "DATELINE_SOURCES": "/there/sources"},
        home="/here",
        sources="/here/sources",
    )
    assert (settings.home, settings.sources) == (Path("/here"), Path("/here/sources"))
    assert settings.warehouse == Path("/here/warehouse.duckdb")


def test_empty_variables_count_as_unset() -> None:
    names = ("HOME", "SOURCES", "WAREHOUSE", "ALLOW_ADDRESSES", "TASK_RUNNER")
    empty = {f"DATELINE_{name}": "" for name in names}
    assert read_settings(empty) == read_settings({})


def test_relative_paths_survive_a_change_of_folder() -> None:
    settings = read_settings({"DATELINE_HOME": "near", "DATELINE_WAREHOUSE": "w.db"})
    assert settings.home == Path(os.getcwd()) / "near"
    assert settings.warehouse == Path(os.getcwd()) / "w.db"


def test_warehouse_may_be_a_lake(tmp_path: Path) -> None:
    named = {"DATELINE_WAREHOUSE": "ducklake:postgres:dbname=news"}
    settings = read_settings(named, home=str(tmp_path))
    lake = Lake(catalog="postgres:dbname=news", data=tmp_path / "lake")
    assert settings.warehouse == lake
    named["DATELINE_WAREHOUSE_DATA"] = "/srv/files"
    assert read_settings(named).warehouse == replace(lake, data=Path("/srv/files"))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATELINE_ALLOW_ADDRESSES", "127.0.0.1"),
        ("DATELINE_ALLOW_ADDRESSES", "127.0.0.1:0"),
        ("DATELINE_ALLOW_ADDRESSES", "127.0.0.1:65536"),
        ("DATELINE_ALLOW_ADDRESSES", "127.0.0.1:http"),
        ("DATELINE_ALLOW_ADDRESSES", ":80"),
        ("DATELINE_ALLOW_ADDRESSES", "127.0.0.1:80,nonsense"),
        ("DATELINE_TASK_RUNNER", "hamsters"),
        ("DATELINE_WAREHOUSE", "ducklake:mysql:dbname=news"),
        ("DATELINE_WAREHOUSE_DATA", "s3://bucket/lake"),
        ("DATELINE_PATIENCE", "long"),
        ("DATELINE_PATIENCE", "-1"),
        ("DATELINE_PATIENCE", "inf"),
        ("DATELINE_PATIENCE", "nan"),
        ("DATELINE_LATE_AFTER", "six hours"),
    ],
)
def test_a_wrong_value_is_an_error_that_names_its_variable(
    variable: str, value: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({variable: value})
    assert caught.value.variable == variable
    assert str(caught.value).startswith(f"{variable}: ")
    assert "\n" not in str(caught.value)
