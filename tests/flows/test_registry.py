"""Source files: read in full, refused with file and key."""

import re
from pathlib import Path

import pytest

from flows.registry import KINDS, RegistryErrors, choose, read_source, read_sources
from flows.settings import read_settings
from transforms.errors import UsageError
from transforms.records import Listing

RIGHT = """\
id = "harbour-gazette"
name = "Harbour Gazette"
homepage = "https://harbour.example/"
country = "GB"
language = "en"
timezone = "Europe/London"
enabled = true
user_agent = "Mozilla/5.0 (compatible)"
min_delay_seconds = 2
selectors = { body = "div.story" }

[[listings]]
kind = "feed"
url = "https://harbour.example/feed.xml"

[[listings]]
kind = "files"
path = "old/*.txt"
"""

FEED = '[[listings]]\nkind = "feed"\nurl = "https://harbour.example/feed.xml"\n'
NAMED = 'id = "harbour"\nname = "Harbour"\n'


def _write(folder: Path, text: str | bytes, name: str = "harbour.toml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_right_file_gives_every_value(tmp_path: Path) -> None:
    source = read_source(_write(tmp_path, RIGHT))
    assert source.id == "harbour-gazette"
    assert source.name == "Harbour Gazette"
    assert source.homepage == "https://harbour.example/"
    assert (source.country, source.language) == ("GB", "en")
    assert source.timezone == "Europe/London"
    assert source.is_enabled
    assert source.user_agent == "Mozilla/5.0 (compatible)"
    assert source.min_delay_seconds == 2.0
    assert dict(source.selectors) == {"body": "div.story"}
    assert source.listings[0] == Listing(
        kind="feed", url="https://harbour.example/feed.xml"
    )


def test_the_shortest_file_leaves_the_rest_unknown(tmp_path: Path) -> None:
    source = read_source(_write(tmp_path, NAMED + FEED))
    assert source.homepage is None
    assert source.country is None
    assert source.language is None
    assert source.timezone == "UTC"
    assert source.is_enabled
    assert source.min_delay_seconds is None


def test_a_path_is_relative_to_its_source_file(tmp_path: Path) -> None:
    source = read_source(_write(tmp_path, RIGHT))
    assert source.listings[1].path == str(tmp_path / "old" / "*.txt")


def test_an_absolute_path_and_a_home_path_stay_what_they_are(tmp_path: Path) -> None:
    for written, meant in (("/srv/old", Path("/srv/old")), ("~/a", Path.home() / "a")):
        listing = f'[[listings]]\nkind = "files"\npath = "{written}"\n'
        source = read_source(_write(tmp_path, NAMED + listing))
        assert source.listings[0].path == str(meant)


def test_packaged_source_files_are_right() -> None:
    assert read_sources(read_settings({}).sources) is not None


WRONG: dict[str, tuple[str | bytes, str]] = {
    "unknown key": (NAMED + 'colour = "red"\n' + FEED, "colour"),
    "unknown key in a listing": (
        NAMED + FEED + 'speed = "high"\n',
        "listings[1].speed",
    ),
    "second listing": (
        NAMED + FEED + '[[listings]]\nkind = "feed"\n',
        "listings[2].url",
    ),
    "url in files": (
        NAMED + '[[listings]]\nkind = "files"\npath = "a"\nurl = "https://a.example/"',
        "listings[1].url",
    ),
    "path in feed": (NAMED + FEED + 'path = "a"\n', "listings[1].path"),
    "no id": ('name = "Harbour"\n' + FEED, "id"),
    "no name": ('id = "harbour"\n' + FEED, "name"),
    "empty name": ('id = "harbour"\nname = ""\n' + FEED, "name"),
    "no listings": (NAMED, "listings"),
    "empty listings": (NAMED + "listings = []\n", "listings"),
    "listings as text": (NAMED + 'listings = "feed"\n', "listings"),
    "listing as text": (NAMED + 'listings = ["feed"]\n', "listings[1]"),
    "no kind": (
        NAMED + '[[listings]]\nurl = "https://a.example/"\n',
        "listings[1].kind",
    ),
    "unknown kind": (NAMED + '[[listings]]\nkind = "smoke"\n', "listings[1].kind"),
    "kind as number": (NAMED + "[[listings]]\nkind = 3\n", "listings[1].kind"),
    "no url": (NAMED + '[[listings]]\nkind = "feed"\n', "listings[1].url"),
    "no path": (NAMED + '[[listings]]\nkind = "files"\n', "listings[1].path"),
    "empty path": (NAMED + '[[listings]]\nkind = "files"\npath=""\n', "[1].path"),
    "url without scheme": (
        NAMED + '[[listings]]\nkind = "feed"\nurl = "harbour.example/feed"\n',
        "listings[1].url",
    ),
    "url of another scheme": (
        NAMED + '[[listings]]\nkind = "feed"\nurl = "ftp://harbour.example/feed"\n',
        "listings[1].url",
    ),
    "url without host": (
        NAMED + '[[listings]]\nkind = "feed"\nurl = "https://"\n',
        "listings[1].url",
    ),
    "url with a bad port": (
        NAMED + '[[listings]]\nkind = "feed"\nurl = "https://a.example:99999/"\n',
        "listings[1].url",
    ),
    "bad homepage": (NAMED + 'homepage = "harbour"\n' + FEED, "homepage"),
    "id with capitals": ('id = "Harbour"\nname = "H"\n' + FEED, "id"),
    "id with a slash": ('id = "a/b"\nname = "H"\n' + FEED, "id"),
    "id as number": ('id = 7\nname = "H"\n' + FEED, "id"),
    "endless id": (f'id = "{"a" * 65}"\nname = "H"\n' + FEED, "id"),
    "country in words": (NAMED + 'country = "Ukraine"\n' + FEED, "country"),
    "country in small letters": (NAMED + 'country = "ua"\n' + FEED, "country"),
    "language in words": (NAMED + 'language = "English"\n' + FEED, "language"),
    "unknown zone": (NAMED + 'timezone = "Europe/Atlantis"\n' + FEED, "timezone"),
    "zone that is a folder": (NAMED + 'timezone = "Europe"\n' + FEED, "timezone"),
    "zone outside": (NAMED + 'timezone = "../../etc/passwd"\n' + FEED, "timezone"),
    "empty zone": (NAMED + 'timezone = ""\n' + FEED, "timezone"),
    "enabled in words": (NAMED + 'enabled = "yes"\n' + FEED, "enabled"),
    "enabled as number": (NAMED + "enabled = 1\n" + FEED, "enabled"),
    "negative delay": (NAMED + "min_delay_seconds = -1\n" + FEED, "min_delay_seconds"),
    "delay in words": (NAMED + 'min_delay_seconds = "1"\n' + FEED, "min_delay_seconds"),
    "delay as truth": (NAMED + "min_delay_seconds = true\n" + FEED, "min_delay"),
    "delay of a day": (NAMED + "min_delay_seconds = 86400\n" + FEED, "min_delay"),
    "delay that is no number": (NAMED + "min_delay_seconds = nan\n" + FEED, "min_del"),
    "agent over two lines": (
        NAMED + 'user_agent = "a\\nX-Other: b"\n' + FEED,
        "user_agent",
    ),
    "selectors as text": (NAMED + 'selectors = "div"\n' + FEED, "selectors"),
    "selector as number": (
        NAMED + FEED + "[selectors]\nbody = 3\n",
        "selectors.body",
    ),
    "selector that is none": (
        NAMED + FEED + '[selectors]\nbody = "div["\n',
        "selectors.body",
    ),
    "selector of something unknown": (
        NAMED + FEED + '[selectors]\nbyline = "p"\n',
        "selectors.byline",
    ),
    "broken TOML": ('id = "harbour\n', "(file)"),
    "key twice": ('id = "harbour"\nid = "harbour"\n', "(file)"),
    "not UTF-8": (b'id = "harbour"\nname = "H\xe4fen"\n', "(file)"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_gives_one_line_that_names_file_and_key(
    case: str, tmp_path: Path
) -> None:
    text, key = WRONG[case]
    path = _write(tmp_path, text)
    with pytest.raises(RegistryErrors) as caught:
        read_source(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"{path}: ")
    assert key in caught.value.errors[0].key
    assert caught.value.errors[0].problem


def test_a_web_archive_is_named_by_a_query(tmp_path: Path) -> None:
    url = "https://web.archive.example/cdx/search/cdx?url=harbour.example/news/&to=2020"
    listing = f'[[listings]]\nkind = "cdx"\nurl = "{url}"\n'
    source = read_source(_write(tmp_path, NAMED + listing))
    assert source.listings == (Listing(kind="cdx", url=url),)


@pytest.mark.parametrize("query", ["", "?output=json", "?url=", "?url=*"])
def test_a_web_archive_without_a_question_is_refused_with_an_example(
    query: str, tmp_path: Path
) -> None:
    url = f"https://web.archive.example/cdx/search/cdx{query}"
    path = _write(tmp_path, f'{NAMED}[[listings]]\nkind = "cdx"\nurl = "{url}"\n')
    with pytest.raises(RegistryErrors, match=r"write url= in its query, as in .*cdx\?"):
        read_source(path)


def test_warc_files_are_named_by_a_path(tmp_path: Path) -> None:
    listing = '[[listings]]\nkind = "warc"\npath = "crawl/*.warc.gz"\n'
    source = read_source(_write(tmp_path, NAMED + listing))
    path = str(tmp_path / "crawl" / "*.warc.gz")
    assert source.listings == (Listing(kind="warc", path=path),)


@pytest.mark.parametrize(
    ("kind", "key"), [("warc", 'url = "https://a.example/"'), ("cdx", 'path = "a"')]
)
def test_a_key_of_the_other_kind_is_unknown(
    kind: str, key: str, tmp_path: Path
) -> None:
    path = _write(tmp_path, f'{NAMED}[[listings]]\nkind = "{kind}"\n{key}\n')
    with pytest.raises(RegistryErrors, match="unknown key"):
        read_source(path)


def test_an_unknown_kind_is_told_which_there_are(tmp_path: Path) -> None:
    path = _write(tmp_path, f'{NAMED}[[listings]]\nkind = "smoke"\n')
    with pytest.raises(RegistryErrors, match=" or ".join(KINDS)):
        read_source(path)


def test_a_double_id_names_both_files(tmp_path: Path) -> None:
    _write(tmp_path, NAMED + FEED, "a.toml")
    _write(tmp_path, NAMED + FEED, "b.toml")
    with pytest.raises(RegistryErrors) as caught:
        read_sources(tmp_path)
    assert re.search(r"b\.toml: id: 'harbour' .*a\.toml", str(caught.value))


def test_every_error_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    _write(tmp_path, RIGHT, "a.toml")
    _write(tmp_path, NAMED, "b.toml")
    _write(tmp_path, "id = ", "c.toml")
    _write(tmp_path, 'colour = "red"\nsize = 3\nname = 4\n' + FEED, "d.toml")
    with pytest.raises(RegistryErrors) as caught:
        read_sources(tmp_path)
    lines = str(caught.value).splitlines()
    told = {(Path(line.split(": ")[0]).name, line.split(": ")[1]) for line in lines}
    assert told == {
        ("b.toml", "listings"),
        ("c.toml", "(file)"),
        ("d.toml", "colour"),
        ("d.toml", "size"),
        ("d.toml", "id"),
        ("d.toml", "name"),
    }


def test_a_folder_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        read_sources(tmp_path / "absent")


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    _write(tmp_path, RIGHT)
    _write(tmp_path, "not toml", "README.md")
    assert [source.id for source in read_sources(tmp_path)] == ["harbour-gazette"]


def test_disabled_sources_are_polled_only_by_name(tmp_path: Path) -> None:
    _write(tmp_path, NAMED + FEED, "a.toml")
    _write(tmp_path, 'id = "off"\nname = "Off"\nenabled = false\n' + FEED, "b.toml")
    sources = read_sources(tmp_path)
    assert [source.id for source in choose(sources, [])] == ["harbour"]
    assert [source.id for source in choose(sources, ["off", "off"])] == ["off"]


def test_an_unknown_name_is_told_which_there_are(tmp_path: Path) -> None:
    _write(tmp_path, NAMED + FEED)
    with pytest.raises(UsageError, match=r"no source nowhere; there are: harbour"):
        choose(read_sources(tmp_path), ["nowhere"])
