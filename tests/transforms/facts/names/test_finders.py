"""Names by other models: spaCy's with a tiny one made here, GLiNER's by a stand-in."""

import importlib.util
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from flows.steps import refine_article
from tests.warehouse.batches import batch, new_warehouse, put, refined, select
from transforms.errors import SettingsError
from transforms.facts import extract
from transforms.facts.documents import Document, prepare
from transforms.facts.names.finders import find_by

TEXT = (
    " date 2024-03-20 Zorgol Blix leads the Qwer Fund in Plonk.\n\n"
    "Blix, the fund's president, said on Tuesday that he would leave the Qwer Fund."
)
PATTERNS = [
    {"label": "PERSON", "pattern": "Zorgol Blix"},
    {"label": "PERSON", "pattern": "Blix"},
    {"label": "ORG", "pattern": "the Qwer Fund"},
    {"label": "GPE", "pattern": "Plonk"},
    {"label": "DATE", "pattern": "Tuesday"},
]
NAMED = [
    ("Zorgol Blix", "person", "Zorgol Blix"),
    ("Qwer Fund", "organisation", "Qwer Fund"),
    ("Plonk", "location", "Plonk"),
    ("Blix", "person", "Zorgol Blix"),
    ("he", "person", "Zorgol Blix"),
    ("Qwer Fund", "organisation", "Qwer Fund"),
]


class StandIn:
    """GLiNER as its documentation has it, with a memory in place of a network."""

    @classmethod
    def from_pretrained(cls, name: str, *, local_files_only: bool) -> "StandIn":
        assert local_files_only
        if name != "there":
            raise OSError(name)
        return cls()

    def predict_entities(
        self, text: str, labels: Sequence[str], threshold: float
    ) -> list[Mapping[str, object]]:
        found: list[Mapping[str, object]] = []
        for words, label in (
            ("Zorgol Blix", "person"),
            ("the Qwer Fund", "organization"),
            ("Plonk", "location"),
        ):
            assert label in labels
            start = text.find(words)
            if start >= 0:
                end = start + len(words)
                found.append(
                    {"start": start, "end": end, "label": label, "score": 0.93}
                )
        return found


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    find_by.cache_clear()
    yield
    find_by.cache_clear()


@pytest.fixture
def tiny(tmp_path: Path) -> str:
    """A spaCy model that knows four names, on disk."""
    if importlib.util.find_spec("spacy") is None:
        pytest.skip("spaCy is not installed: pip install '.[spacy]'")
    spacy = importlib.import_module("spacy")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(PATTERNS)
    pipeline.to_disk(tmp_path / "tiny")
    return f"spacy:{tmp_path / 'tiny'}"


@pytest.fixture
def gliner(monkeypatch: pytest.MonkeyPatch) -> str:
    module = ModuleType("gliner")
    module.GLiNER = StandIn  # type: ignore[attr-defined]  # that is what makes it one
    monkeypatch.setitem(sys.modules, "gliner", module)
    return "gliner:there"


def named(document: Document) -> list[tuple[str, str, str]]:
    return [
        (document.text[each.start_char : each.end_char], each.kind, each.name)
        for each in document.mentions
    ]


def test_names_of_a_spacy_model_are_chained_like_ours(tiny: str) -> None:
    document = prepare(TEXT, date(2024, 3, 20), names=tiny)
    assert named(document) == NAMED
    roles = {each.evidence for each in extract(document)["person_roles"]}
    assert roles == {"Qwer Fund", "president"}


def test_names_of_a_gliner_model_are_chained_like_ours(gliner: str) -> None:
    document = prepare(TEXT, date(2024, 3, 20), names=gliner)
    assert named(document) == NAMED
    assert document.mentions[0].confidence == 0.97


def test_facts_say_which_model_found_the_names(gliner: str, tmp_path: Path) -> None:
    article = refined(words=TEXT.split(" ", 3)[3], url="https://one.example/a").article
    made = refine_article(article, None, gliner)
    connection = new_warehouse()
    put(connection, tmp_path, batch(made))
    found = select(
        connection,
        "select distinct string_split(extractor_version, ' ')[2] from people",
    )
    assert found == [("gliner:there",)]


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ("stanza:en", "'stanza:en' is none of spacy:MODEL, gliner:MODEL"),
        ("spacy:", "'spacy:' is none of"),
        ("gliner:elsewhere", "there is no GLiNER model 'elsewhere' on this machine"),
    ],
)
@pytest.mark.usefixtures("gliner")
def test_model_that_is_not_there_is_named(spec: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        find_by(spec)
    assert str(caught.value).startswith("DATELINE_NAMES: ")
    assert told in str(caught.value)


def test_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gliner", None)
    with pytest.raises(SettingsError, match="gliner is not installed: pip install"):
        find_by("gliner:there")


def test_spacy_model_that_is_not_there_is_named(tiny: str) -> None:
    with pytest.raises(SettingsError, match="spaCy has no model"):
        find_by(f"{tiny}-elsewhere")
