"""Claims on sources, between processes."""

from pathlib import Path

import pytest

from flows.claims import Claims
from tests.flows.claimants import another_run
from transforms.errors import WarehouseError


def test_a_source_is_claimed_by_one_run_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "new" / "sources.lock"
    with Claims(path) as ours:
        assert ours.take("east")
        assert ours.take("west")
        ours.release("west")
        with another_run(path, "east", "west", "north") as got:
            assert got == [False, True, True]
            assert not ours.take("west")
            assert not ours.take("north")
            assert ours.take("east")


def test_claims_end_with_the_process_that_made_them(tmp_path: Path) -> None:
    path = tmp_path / "sources.lock"
    with Claims(path) as ours:
        with another_run(path, "east") as got:
            assert got == [True]
            assert not ours.take("east")
        assert ours.take("east")


def test_claims_end_when_they_are_closed(tmp_path: Path) -> None:
    path = tmp_path / "sources.lock"
    with Claims(path) as ours:
        assert ours.take("east")
    with another_run(path, "east") as got:
        assert got == [True]


def test_a_thousand_claims_are_one_descriptor_and_no_bytes(tmp_path: Path) -> None:
    path = tmp_path / "sources.lock"
    with Claims(path) as ours:
        before = len(list(Path("/dev/fd").iterdir()))
        assert all(ours.take(f"source-{number}") for number in range(1000))
        assert len(list(Path("/dev/fd").iterdir())) == before
    assert path.stat().st_size == 0


def test_a_home_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WarehouseError, match=r"sources\.lock"):
        Claims(tmp_path / "file" / "sources.lock")
