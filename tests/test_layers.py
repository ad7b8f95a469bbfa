"""The house holds: imports point one way, each library has one home, files are small.

Read from the source with ``ast``, so nothing is imported and no branch is missed.
"""

import ast
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("flows", "warehouse", "transforms")
"""From the top: each may import itself and those after it."""
ROOMS = ("listings", "articles", "duplicates", "facts")
"""Inside transforms; none knows another."""

HOMES = {
    "prefect": (
        *("flows/ingest.py", "flows/backfill.py", "flows/reprocess.py"),
        *("flows/maintain.py", "flows/service.py", "flows/automations.py"),
    ),
    "requests": ("flows/fetching/",),
    "urllib3": ("flows/fetching/",),
    "protego": ("flows/fetching/robots.py",),
    "rich": ("flows/commands/", "flows/__main__.py"),
    "duckdb": ("warehouse/",),
    "filelock": ("warehouse/",),
    "warcio": ("warehouse/warc_records.py",),
    "idna": ("transforms/hosts.py",),
    "lxml": ("transforms/",),
    "feedparser": ("transforms/listings/",),
    "bs4": ("transforms/",),
    "numpy": ("transforms/duplicates/",),
    "py3langid": ("transforms/articles/language.py",),
}
"""Where an outside library may be imported: files, and folders with a slash."""

FORBIDDEN_CALLS = {
    *("open", "print", "input", "exec", "eval", "breakpoint"),
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("datetime.datetime.now", "datetime.date.today"),
    *("time.time", "time.monotonic", "time.perf_counter", "time.sleep"),
    *("os.getenv", "os.environ.get", "uuid.uuid1", "uuid.uuid4", "uuid4", "uuid1"),
    *("Path.cwd", "Path.home", "Path"),
}
"""In transforms: no clock, no files, no chance, no environment."""
FORBIDDEN_IMPORTS = {
    *("os", "io.open", "time", "random", "secrets", "pathlib", "socket", "ssl"),
    *("subprocess", "threading", "asyncio", "tempfile", "shutil", "sqlite3"),
    *("http", "urllib.request", "multiprocessing", "glob"),
}

FILES = [
    path
    for layer in LAYERS
    for path in sorted((ROOT / layer).rglob("*.py"))
    if "__pycache__" not in path.parts
]
TRANSFORMS = [path for path in FILES if path.is_relative_to(ROOT / "transforms")]
LONGEST_FILE_LINES = 300
LONGEST_FUNCTION_LINES = 40


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def over(
    paths: Sequence[Path],
) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """A rule for one file as a test of all: thousands of tests cost half a minute."""

    def as_test(rule: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            broken = []
            for path in paths:
                try:
                    rule(path)
                except AssertionError as error:
                    broken.append(f"{name_of(path)}: {error}")
            assert not broken, "\n".join(broken)

        test.__doc__ = rule.__doc__
        return test

    return as_test


every_file = over(FILES)
every_transform = over(TRANSFORMS)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Dotted names of all that a file imports, wherever in it."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def dotted(node: ast.expr) -> str:
    """``a.b.c`` for a name or attribute, else an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        prefix = dotted(node.value)
        return f"{prefix}.{node.attr}" if prefix else ""
    return ""


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without those of its docstring."""
    first = function.body[0]
    lines = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    return lines - ((first.end_lineno or 0) - first.lineno + 1)


def is_home(path: Path, homes: tuple[str, ...]) -> bool:
    name = name_of(path)
    return any(
        name.startswith(home) if home.endswith("/") else name == home for home in homes
    )


@every_file
def test_imports_point_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    above = set(LAYERS[: LAYERS.index(layer)])
    wrong = [name for name in imported(path) if name.partition(".")[0] in above]
    assert wrong == []


@every_file
def test_product_does_not_import_its_tests(path: Path) -> None:
    packages = {name.partition(".")[0] for name in imported(path)}
    assert not packages & {"tests", "pytest", "hypothesis"}


@every_transform
def test_rooms_of_transforms_do_not_know_each_other(path: Path) -> None:
    room = path.relative_to(ROOT).parts[1]
    others = [f"transforms.{other}" for other in ROOMS if other != room]
    if room.removesuffix(".py") not in ROOMS:
        return  # a file of the hall
    wrong = [
        name
        for name in imported(path)
        if any(name == other or name.startswith(other + ".") for other in others)
    ]
    assert wrong == []


@every_file
def test_each_outside_library_has_one_home(path: Path) -> None:
    packages = {name.partition(".")[0] for name in imported(path)}
    away = {name for name in packages & set(HOMES) if not is_home(path, HOMES[name])}
    assert not away


@every_file
def test_no_library_comes_in_unnoticed(path: Path) -> None:
    """A new one needs a home above and a bound with its reason in pyproject.toml."""
    packages = {name.partition(".")[0] for name in imported(path)}
    # _typeshed exists for the type checker alone.
    known = {*LAYERS, *HOMES, *sys.stdlib_module_names, "_typeshed"}
    assert packages <= known


@pytest.mark.parametrize("library", HOMES)
def test_home_is_lived_in(library: str) -> None:
    homes = [path for path in FILES if is_home(path, HOMES[library])]
    users = [
        path
        for path in homes
        if library in {name.partition(".")[0] for name in imported(path)}
    ]
    if library == "bs4" and not users:
        pytest.skip("no listing page is read yet")
    assert users


@every_transform
def test_transforms_ask_no_clock_and_open_no_files(path: Path) -> None:
    calls = {
        name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and (name := dotted(node.func))
        and name in FORBIDDEN_CALLS
    }
    assert not calls
    imports = {
        name
        for name in imported(path)
        for bad in FORBIDDEN_IMPORTS
        if name == bad or name.startswith(bad + ".")
    }
    assert not imports


@every_transform
def test_transforms_write_nothing(path: Path) -> None:
    """Packaged tables are read with importlib.resources; nothing is written."""
    writes = {"write_text", "write_bytes", "mkdir", "unlink", "touch", "urlopen"}
    found = {
        node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)
    }
    assert not found & writes


@every_file
def test_nothing_is_swallowed(path: Path) -> None:
    """``flows/steps.py`` has the one catch-all, at the edge of one item."""
    handlers = [
        node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ExceptHandler)
    ]
    assert all(handler.type is not None for handler in handlers)
    wide = [each for each in handlers if each.type and dotted(each.type) == "Exception"]
    if name_of(path) != "flows/steps.py":
        assert wide == []
    assert len(wide) <= 1


@every_file
def test_catching_everything_ends_in_a_raise(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.ExceptHandler) or node.type is None:
            continue
        if dotted(node.type) == "BaseException":
            assert isinstance(node.body[-1], ast.Raise)


def test_flow_files_are_named_like_no_other_module() -> None:
    """Prefect can put their folder first on the import path."""
    names = {path.stem for path in (ROOT / "flows").glob("*") if path.suffix != ".toml"}
    outside = {*sys.stdlib_module_names, *HOMES, "dask", "distributed", "anyio"}
    assert not (names - {"__init__", "__main__", "__pycache__"}) & outside


@every_file
def test_file_fits_in_the_head(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= LONGEST_FILE_LINES


@every_file
def test_functions_are_one_thought(path: Path) -> None:
    lengths = {
        node.name: code_lines(node)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    long = {name for name, lines in lengths.items() if lines > LONGEST_FUNCTION_LINES}
    assert not long


@every_file
def test_no_file_is_named_after_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "util", "common", "helpers", "misc"}


@every_file
def test_module_says_its_place_on_the_path(path: Path) -> None:
    if path.read_text("utf-8").strip():
        assert ast.get_docstring(tree_of(path))


def test_tests_have_no_init_files() -> None:
    """One would hide the real package of that name."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_tests_of_transforms_and_warehouse_do_without_prefect() -> None:
    for folder in ("transforms", "warehouse"):
        for path in sorted((ROOT / "tests" / folder).rglob("*.py")):
            packages = {name.partition(".")[0] for name in imported(path)}
            assert "prefect" not in packages, path


def test_every_folder_of_code_is_a_package() -> None:
    for path in FILES:
        assert (path.parent / "__init__.py").exists(), path


@pytest.mark.parametrize("folder", ["flows", "flows/fetching", "warehouse"])
def test_a_folder_of_many_modules_says_where_each_stands(folder: str) -> None:
    """A new module's name goes into the list at the head of the ``__init__``."""
    place = ROOT / folder
    told = ast.get_docstring(ast.parse((place / "__init__.py").read_text("utf-8")))
    table = (told or "").partition("passes:")[2]
    there = {path.stem for path in place.glob("*.py")} - {"__init__"}
    assert there <= set(table.split()), "the docstring of __init__.py leaves some out"
