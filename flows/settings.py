"""Environment -> frozen settings; read once at the edge, passed as an argument."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from transforms.errors import SettingsError
from warehouse.connection import Place, read_place

VERSION = "0.1.0"
COMMON_CRAWL = "https://data.commoncrawl.org/"
DASK = "dask"
TASK_RUNNERS = ("threads", "processes", DASK)
_SCHEDULERS = ("tcp://", "tls://", "ucx://", "ws://", "wss://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are and how a run behaves.

    ``late_after_seconds`` is how long a batch may wait in ``landing`` for a held
    warehouse before a scheduled run ends failed.
    """

    home: Path
    sources: Path
    warehouse: Place
    allowed_addresses: frozenset[tuple[str, int]]
    task_runner: str
    contact: str
    late_after_seconds: float
    patience_seconds: float
    alert_webhook: str = ""
    """Where alerts are told by POST; empty: nowhere."""
    alert_block: str = ""
    """Prefect's block that tells alerts and failed runs, TYPE/NAME; empty: none."""
    names: str = ""
    """What finds names: "spacy:MODEL", "gliner:MODEL"; empty for the packaged model."""

    warc_base: str = COMMON_CRAWL
    """Where the files lie that a list of Common Crawl's names."""

    @property
    def captures(self) -> Path:
        """Folder of the raw archive."""
        return self.home / "captures"

    @property
    def spools(self) -> Path:
        """Folder of pages out of WARC files on servers, until they are archived."""
        return self.home / "warcs"

    @property
    def landing(self) -> Path:
        """Folder of batches that wait to be loaded."""
        return self.home / "landing"

    @property
    def orders(self) -> Path:
        """What people ordered of sources by hand, for runs that cannot ask the
        warehouse."""
        return self.home / "orders.json"

    @property
    def read_copy(self) -> Path:
        """Where ``maintain`` publishes the copy that others may keep open."""
        return self.home / "warehouse.read.duckdb"

    @property
    def user_agent(self) -> str:
        """Who asks, and how to reach them (RFC 9110 section 10.1.5)."""
        return f"Dateline/{VERSION} (news archive; +{self.contact})"


def read_settings(
    environment: Mapping[str, str],
    *,
    home: str | None = None,
    sources: str | None = None,
) -> Settings:
    """Settings from ``DATELINE_*`` variables; the arguments go first.

    Raises:
        SettingsError: names the variable and what it should hold.
    """
    home_path = Path(home or environment.get("DATELINE_HOME") or "dateline-data")
    packaged = str(files("flows").joinpath("sources"))
    return Settings(
        home=home_path.absolute(),
        sources=Path(sources or environment.get("DATELINE_SOURCES") or packaged),
        warehouse=_warehouse(environment, home_path.absolute()),
        allowed_addresses=_addresses(environment.get("DATELINE_ALLOW_ADDRESSES", "")),
        task_runner=_task_runner(environment.get("DATELINE_TASK_RUNNER") or "threads"),
        contact=environment.get("DATELINE_CONTACT") or "no contact configured",
        late_after_seconds=_seconds(environment, "DATELINE_LATE_AFTER", 6 * 3600.0),
        patience_seconds=_seconds(environment, "DATELINE_PATIENCE", 10.0),
        alert_webhook=environment.get("DATELINE_ALERT_WEBHOOK", ""),
        alert_block=_block(environment.get("DATELINE_ALERT_BLOCK", "")),
        names=environment.get("DATELINE_NAMES", ""),
        warc_base=_base(environment.get("DATELINE_WARC_BASE") or COMMON_CRAWL),
    )


def _warehouse(environment: Mapping[str, str], home: Path) -> Place:
    named = environment.get("DATELINE_WAREHOUSE") or str(home / "warehouse.duckdb")
    data = environment.get("DATELINE_WAREHOUSE_DATA") or str(home / "lake")
    if "://" in data:
        problem = f"{data!r} is no folder: a lake's files lie in a mounted file system"
        raise SettingsError("DATELINE_WAREHOUSE_DATA", problem)
    try:
        return read_place(named, Path(data))
    except ValueError as error:
        raise SettingsError("DATELINE_WAREHOUSE", str(error)) from error


def _addresses(listed: str) -> frozenset[tuple[str, int]]:
    pairs = [item.strip() for item in listed.split(",") if item.strip()]
    return frozenset(_address(pair) for pair in pairs)


def _address(pair: str) -> tuple[str, int]:
    host, _, port = pair.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        problem = f"{pair!r} is no host:port, e.g. 127.0.0.1:8080"
        raise SettingsError("DATELINE_ALLOW_ADDRESSES", problem)
    return host.strip("[]").lower(), int(port)


def _task_runner(name: str) -> str:
    if name not in TASK_RUNNERS and not name.startswith(_SCHEDULERS):
        problem = (
            f"{name!r} is none of {', '.join(TASK_RUNNERS)}, and no Dask scheduler's "
            "address, e.g. tcp://127.0.0.1:8786"
        )
        raise SettingsError("DATELINE_TASK_RUNNER", problem)
    return name


def _block(name: str) -> str:
    kind, _, document = name.partition("/")
    if name and not (kind and document):
        problem = f"{name!r} is no TYPE/NAME, e.g. slack-webhook/desk"
        raise SettingsError("DATELINE_ALERT_BLOCK", problem)
    return name


def _base(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        raise SettingsError("DATELINE_WARC_BASE", f"{address!r} is no http address")
    return address if address.endswith("/") else f"{address}/"


def _seconds(environment: Mapping[str, str], variable: str, default: float) -> float:
    value = environment.get(variable)
    if not value:
        return default
    try:
        seconds = float(value)
    except ValueError as error:
        raise SettingsError(variable, f"{value!r} is no number of seconds") from error
    if not 0 <= seconds < float("inf"):
        raise SettingsError(variable, f"{value!r} is no sensible number of seconds")
    return seconds
