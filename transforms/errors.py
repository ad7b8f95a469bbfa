"""Every error that Dateline raises on purpose.

    DatelineError
    ├── UsageError                the user can mend it: a file, a key, a flag
    │   ├── SettingsError         an environment variable
    │   ├── RegistryError         a source file
    │   ├── RatesError            a table of rates of exchange
    │   └── QueryError            SQL typed by the user
    ├── ItemError                 one item failed: a Failure row, the run goes on
    │   ├── FetchError            no response, or one that cannot be trusted
    │   ├── UnreadableListing     a response that is no listing of the expected kind
    │   ├── UnreadableArticle     a page from which no article can be read
    │   ├── DatedTextError        a dated-article file that breaks the grammar
    │   └── Unforeseen            whatever else went wrong with one item
    └── WarehouseError
        ├── NoWarehouse           there is none yet
        ├── WarehouseHeld         another process holds it; carries who
        └── SchemaTooNew          the file was written by a newer Dateline

Arguments are positional and passed on to ``Exception`` so that errors survive
pickling between processes.
"""


class DatelineError(Exception):
    """Root of the tree."""


class UsageError(DatelineError):
    """The user can mend it; the message says how. Exit code 2."""


class SettingsError(UsageError):
    """An environment variable holds something unusable."""

    def __init__(self, variable: str, problem: str) -> None:
        super().__init__(variable, problem)
        self.variable = variable
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.variable}: {self.problem}"


class RegistryError(UsageError):
    """A source file is wrong; names the file and the key."""

    def __init__(self, path: str, key: str, problem: str) -> None:
        super().__init__(path, key, problem)
        self.path = path
        self.key = key
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path}: {self.key}: {self.problem}"


class RatesError(UsageError):
    """A table of rates of exchange is wrong; names the file and the line."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        super().__init__(path, line, problem)
        self.path = path
        self.line = line
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path}: line {self.line}: {self.problem}"


class QueryError(UsageError):
    """A query of the user's that DuckDB refuses, in DuckDB's words."""


class ItemError(DatelineError):
    """One item failed. ``reason`` is a short slug that is counted in SQL.

    Args:
        reason: lower-case slug, e.g. ``http-404``, ``timed-out``, ``no-text``.
        detail: one sentence for a person.
    """

    stage = "item"

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


class FetchError(ItemError):
    """No response came, or one that cannot be trusted to be whole."""

    stage = "fetch"


class UnreadableListing(ItemError):
    """The response is no listing of the kind that the source file names."""

    stage = "listing"


class UnreadableArticle(ItemError):
    """No article can be read from the page."""

    stage = "article"


class DatedTextError(ItemError):
    """A dated-article file breaks the grammar of ``transforms.dated_text``."""

    stage = "article"


class Unforeseen(ItemError):
    """What nobody foresaw, kept at the edge of one item with its traceback."""

    def __init__(self, detail: str, trace: str) -> None:
        super().__init__("unforeseen", detail)
        self.args = (detail, trace)
        self.trace = trace


class WarehouseError(DatelineError):
    """The warehouse could not be read or written."""


class NoWarehouse(WarehouseError):
    """Nothing was loaded yet.

    Args:
        path: where the warehouse would be.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"{self.path}: there is no warehouse yet; dateline ingest makes it, "
            "--home or DATELINE_HOME names another home"
        )


class WarehouseHeld(WarehouseError):
    """Another process holds the warehouse.

    Args:
        path: the file.
        holder: who holds it, e.g. ``process 4711 (duckdb warehouse.duckdb)``.
    """

    def __init__(self, path: str, holder: str) -> None:
        super().__init__(path, holder)
        self.path = path
        self.holder = holder

    def __str__(self) -> str:
        return f"{self.path} is held by {self.holder}"


class SchemaTooNew(WarehouseError):
    """The file holds migrations that this Dateline does not know."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(path, found, known)
        self.path = path
        self.found = found
        self.known = known

    def __str__(self) -> str:
        return (
            f"{self.path} has schema {self.found}, this Dateline knows {self.known}: "
            "install the newer Dateline that wrote it"
        )
