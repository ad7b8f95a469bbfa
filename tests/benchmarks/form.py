"""A backfill by the form in a real browser, over a world that knows the truth.

    python -m tests.benchmarks.form WORLD.json --source harbour=Europe/London ...
        [--start 2024-03-01] [--end 2024-03-14] [--shots FOLDER]

``WORLD.json`` is one line: ``control`` (its ``/truth.json`` lists ``articles`` with
``publisher``, ``canonical_url``, ``published``, ``fetchable``, ``via``) and
``publishers`` with ``slug``, ``name``, ``base``, ``home`` and ``sitemaps``. Sources are
named with the zone in which their days begin.

Brings ``dateline up`` into being over an empty home, opens the deployment, previews the
days, runs them from the pre-filled link, waits for the end, and compares the warehouse
with the truth. Ends with 1 unless every article of the days is there once and no other.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, sync_playwright

from tests.flows.press import Town
from tests.flows.test_up import (
    CHROMIUM,
    QUIET,
    Up,
    free_port,
    open_page_of_run,
    submit_and_wait,
    up,
)
from tests.flows.worlds import house


def main(arguments: Sequence[str] | None = None) -> int:
    """Does it all and prints what was wanted, what came, and what not."""
    options = _parser().parse_args(arguments)
    world = json.loads(options.world.read_text("utf-8").splitlines()[0])
    zones = dict(each.split("=", 1) for each in options.source)
    with tempfile.TemporaryDirectory() as folder:
        place = _place(Path(folder), world, zones)
        with up(place, free_port()) as running:
            _by_hand(running, options, sorted(zones))
        rows = place.house.ask("select canonical_url from articles")
    came = [url for (url,) in rows]
    wanted = _wanted(world, zones, options.start, options.end)
    print(
        f"wanted {len(wanted)}, came {len(came)}, "
        f"twice {len(came) - len(set(came))}, missed {sorted(wanted - set(came))}, "
        f"others {sorted(set(came) - wanted)}"
    )
    return 0 if sorted(came) == sorted(wanted) else 1


def _place(home: Path, world: Mapping[str, Any], zones: Mapping[str, str]) -> Town:
    authorities = [each["base"].partition("://")[2] for each in world["publishers"]]
    here = house(home, authorities)
    for each in world["publishers"]:
        if each["slug"] in zones:
            path = here.settings.sources / f"{each['slug']}.toml"
            path.write_text(_source(each, zones[each["slug"]]), "utf-8")
    return Town(house=here, papers={}, servers={}, archive=None)  # type: ignore[arg-type]  # a world of others


def _source(publisher: Mapping[str, Any], zone: str) -> str:
    fields = {
        "id": publisher["slug"],
        "name": publisher["name"],
        "homepage": publisher["home"],
        "language": "en",
        "timezone": zone,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in fields.items()]
    lines.append("min_delay_seconds = 0.0")
    for url in publisher["sitemaps"]:
        lines += ["[[listings]]", 'kind = "sitemap"', f"url = {json.dumps(url)}"]
    return "\n".join(lines) + "\n"


def _by_hand(running: Up, options: argparse.Namespace, sources: Sequence[str]) -> None:
    pages = f"http://127.0.0.1:{running.port}/v2"
    deployment = f"{pages}/deployments/deployment/{running.deployment('backfill')}"
    asked = {
        "start": options.start.isoformat(),
        "end": options.end.isoformat(),
        "sources": sources,
        "preview": True,
    }
    with ExitStack() as stack:
        player = stack.enter_context(sync_playwright())
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        stack.callback(browser.close)
        page = browser.new_page(viewport={"width": 1280, "height": 1200})
        page.set_default_timeout(90_000)
        page.goto(deployment)
        page.get_by_role("button", name="Run", exact=True).wait_for()
        _shoot(page, options.shots, "deployment")
        page.goto(f"{deployment}/run?parameters={quote(json.dumps(asked))}")
        page.get_by_text(sources[0]).first.wait_for()
        _shoot(page, options.shots, "form")
        submit_and_wait(page, running, sources[0])
        open_page_of_run(page)
        page.get_by_role("link", name="Run this backfill").wait_for()
        _shoot(page, options.shots, "preview")
        page.get_by_role("link", name="Run this backfill").click()
        submit_and_wait(page, running, sources[0])
        open_page_of_run(page)
        page.get_by_text("new articles; windows").first.wait_for()
        _shoot(page, options.shots, "result")


def _shoot(page: Page, shots: Path | None, name: str) -> None:
    if shots is not None:
        shots.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=shots / f"{name}.png", full_page=True)


def _wanted(
    world: Mapping[str, Any], zones: Mapping[str, str], start: date, end: date
) -> set[str]:
    with urlopen(f"{world['control']}/truth.json") as answer:  # noqa: S310  # as named on the command line
        articles = json.load(answer)["articles"]
    return {
        each["canonical_url"]
        for each in articles
        if each["publisher"] in zones and each["fetchable"] and each["via"]
        if start <= _day(each["published"], zones[each["publisher"]]) <= end
    }


def _day(published: str, zone: str) -> date:
    return datetime.fromisoformat(published).astimezone(ZoneInfo(zone)).date()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("world", type=Path)
    parser.add_argument("--source", action="append", required=True)
    parser.add_argument("--start", type=date.fromisoformat, default=date(2024, 3, 1))
    parser.add_argument("--end", type=date.fromisoformat, default=date(2024, 3, 14))
    parser.add_argument("--shots", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
