"""What Prefect finds before it is imported."""

from pathlib import Path

import pytest

from flows import quiet
from tests.flows.worlds import house
from transforms.errors import WarehouseError


def test_prefect_has_a_folder_in_a_home_that_is_not_there_yet(tmp_path: Path) -> None:
    """It makes no folder above its own, and then its server finds no database."""
    here = house(tmp_path / "new" / "home", sources=str(tmp_path))
    environment: dict[str, str] = {}
    quiet.prepare(here.settings, environment)
    assert Path(environment["PREFECT_HOME"]).is_dir()
    assert Path(environment["PREFECT_HOME"]).is_relative_to(here.settings.home)
    assert environment["DATELINE_HOME"] == str(here.settings.home)


def test_what_the_user_has_set_stays(tmp_path: Path) -> None:
    mine = {"PREFECT_HOME": "/elsewhere", "PREFECT_LOGGING_LEVEL": "DEBUG"}
    here = house(tmp_path, sources=str(tmp_path))
    environment = dict(mine)
    quiet.prepare(here.settings, environment)
    assert mine.items() <= environment.items()
    assert not (tmp_path / "prefect").exists()


def test_a_home_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    here = house(tmp_path / "file" / "home", sources=str(tmp_path))
    with pytest.raises(WarehouseError, match="file/home"):
        quiet.prepare(here.settings, {})
