"""What ``dateline up`` registers, and what it refuses to begin with."""

import socket
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from rich.console import Console

from flows.__main__ import main
from flows.backfilling.orders import ORDERS
from flows.backfilling.origins import ORIGINS
from flows.commands.up import prepare_warehouse
from flows.registry import RegistryErrors, read_source
from flows.serving import ServerTrouble, check_port
from flows.settings import read_settings
from transforms.records import Listing, Source
from transforms.windows import ONLY
from warehouse.connection import opened

SOURCE = Source(
    id="arden",
    name="Arden",
    homepage="https://arden.example/",
    country=None,
    language="en",
    timezone="Europe/Kyiv",
    listings=(Listing(kind="feed", url="https://arden.example/feed"),),
    schedule="*/5 * * * *",
)
WRITTEN = """
id = "arden"
name = "Arden"
schedule = "{schedule}"

[[listings]]
kind = "feed"
url = "https://arden.example/feed"
"""


def registered(*sources: Source) -> dict[str, Any]:
    from flows.service import deployments

    return {each.name: each for each in deployments(sources, date(2024, 3, 20))}


def test_a_source_with_a_schedule_is_polled_at_its_times_in_its_zone() -> None:
    (made,) = registered(SOURCE)["ingest-by-schedule"].schedules
    assert made.schedule.cron == "*/5 * * * *"
    assert made.schedule.timezone == "Europe/Kyiv"
    assert made.parameters == {"sources": ["arden"], "due_only": False}


def test_without_schedules_everything_is_polled_every_ten_minutes_if_due() -> None:
    made = registered(replace(SOURCE, schedule=None))
    assert "ingest-by-schedule" not in made
    (every,) = made["ingest"].schedules
    assert every.schedule.cron == "*/10 * * * *"
    assert made["ingest"].parameters == {"sources": [], "due_only": True}


def test_the_form_offers_the_sources_of_the_registry_and_two_weeks() -> None:
    form = registered(SOURCE)["backfill"]
    items = form._parameter_openapi_schema.properties["sources"]["items"]
    assert items["enum"] == ["arden"]
    assert form.parameters == {
        "start": "2024-03-06",
        "end": "2024-03-19",
        "preview": True,
    }


def test_maintenance_runs_nightly_and_reading_again_by_hand() -> None:
    made = registered(SOURCE)
    (nightly,) = made["maintain"].schedules
    assert nightly.schedule.cron == "20 3 * * *"
    assert not made["reprocess"].schedules
    assert made["reprocess"]._parameter_openapi_schema.properties["preview"]["default"]


def test_the_choices_of_the_form_are_those_that_an_order_takes() -> None:
    from flows.backfill import backfill

    hints = get_type_hints(backfill.fn)
    assert hints["origin"].__args__ == tuple(ORIGINS)
    assert hints["only"].__args__ == tuple(ONLY)
    assert hints["order"].__args__ == ORDERS


@pytest.mark.parametrize("schedule", ["*/5 * * * *", "0 6,18 * * 1-5"])
def test_a_source_file_may_name_a_schedule(tmp_path: Path, schedule: str) -> None:
    path = tmp_path / "arden.toml"
    path.write_text(WRITTEN.format(schedule=schedule), "utf-8")
    assert read_source(path).schedule == schedule


def test_a_schedule_that_is_no_cron_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "arden.toml"
    path.write_text(WRITTEN.format(schedule="every hour"), "utf-8")
    with pytest.raises(RegistryErrors, match="schedule"):
        read_source(path)


def test_a_port_that_another_program_has_is_refused_with_a_remedy(
    tmp_path: Path,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServerTrouble, match=f"--port {port + 1}"):
            check_port(port, tmp_path)


def test_up_refuses_to_begin_beside_another_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect.example/api")
    (tmp_path / "sources").mkdir()
    line = ["--home", str(tmp_path), "--sources", str(tmp_path / "sources"), "up"]
    assert main(line) == 2
    assert "http://prefect.example/api" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["ingest", "automations"])
def test_a_server_that_is_not_there_is_told_in_a_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    assert main(["--home", str(tmp_path), command]) == 2
    told = capsys.readouterr().err
    assert told.startswith("dateline: PREFECT_API_URL: no Prefect server answers at")
    assert len(told.splitlines()) == 1


def test_who_holds_the_warehouse_keeps_no_schedule_from_starting(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATELINE_PATIENCE", "0")
    places = ["--home", str(tmp_path), "--sources", str(tmp_path)]
    settings = read_settings({"DATELINE_PATIENCE": "0"}, home=str(tmp_path))
    with opened(tmp_path / "warehouse.duckdb"):
        prepare_warehouse(settings, Console(stderr=True, soft_wrap=True))
        assert "batches wait until it is closed" in capsys.readouterr().err
        assert main(["migrate", *places]) == 1
    assert "dateline maintain publishes a copy" in capsys.readouterr().err
