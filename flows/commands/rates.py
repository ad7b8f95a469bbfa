"""Takes in rates of exchange, so that sums of money have a value in US dollars.

    dateline rates rates.csv
    dateline sql "select evidence, amount_usd, rate_on from money"

The file is CSV with a header: currency (ISO 4217), date (YYYY-MM-DD) and usd, the US
dollars that one unit was worth on that day:

    currency,date,usd
    EUR,2024-03-20,1.0844

A sum is valued by the last rate up to its article's day of publication, at most seven
days old; column rate_on says which. Without one amount_usd is null: nothing is guessed.
A rate given again replaces the former one. Rates stay in table rates and value what is
loaded later too.
"""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from flows.settings import Settings
from transforms.errors import UsageError
from transforms.facts.sums.rates import Rate, read_rates
from warehouse.connection import opened
from warehouse.migrate import migrate
from warehouse.rates import keep


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("file", metavar="FILE", help="CSV: currency,date,usd")


def run(arguments: Namespace, settings: Settings) -> int:
    """Keeps the file's rates and says what they value."""
    rates = _read(Path(arguments.file))
    with opened(
        settings.warehouse, patience_seconds=settings.patience_seconds
    ) as connection:
        migrate(connection)
        valued = keep(connection, rates, arguments.file, datetime.now(UTC))
    days = sorted(rate.rate_on for rate in rates)
    currencies = {rate.currency for rate in rates}
    Console(highlight=False).print(
        f"{len(rates)} rates of {len(currencies)} currencies, {days[0]} to {days[-1]}; "
        f"they value {valued} sums of money"
    )
    return 0


def _read(path: Path) -> tuple[Rate, ...]:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise UsageError(f"{path}: cannot be read: {reason}") from error
    return read_rates(lines, str(path))
