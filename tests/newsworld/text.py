"""The engine that writes the news: a seeded generator and a day in, a story out.

A story keeps its templates and what fills them, so that the same report can be
told again with a higher toll (``revised``), which is what an update of a page is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from string import Formatter
from types import MappingProxyType

from tests.newsworld.english import ENGLISH
from tests.newsworld.ukrainian import UKRAINIAN
from tests.newsworld.vocabulary import Topic, Vocabulary
from transforms.records import Block, BlockKind

VOCABULARIES = {"en": ENGLISH, "uk": UKRAINIAN}
_FACTS = (
    *("place", "region", "person", "role", "organisation"),
    *("money", "killed", "injured"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A title and body as templates, and the words for their slots."""

    title_template: str
    templates: tuple[tuple[BlockKind, str], ...]
    slots: Mapping[str, str]
    happened_on: date
    update_phrase: str

    @property
    def title(self) -> str:
        return self.title_template.format_map(self.slots)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(
            Block(kind=kind, text=template.format_map(self.slots))
            for kind, template in self.templates
        )

    @property
    def facts(self) -> Mapping[str, str]:
        """What the words of this story state, by slot; ``happened_on`` as ISO day."""
        text = self.title_template + "".join(text for _, text in self.templates)
        used = {name for _, name, _, _ in Formatter().parse(text) if name}
        facts = {name: self.slots[name] for name in _FACTS if name in used}
        if "weekday" in used:
            facts["happened_on"] = self.happened_on.isoformat()
        return MappingProxyType(facts)


def write(generator: Random, language: str, published_on: date) -> Story:
    """A story as a paper of that language would print it on that day."""
    vocabulary = VOCABULARIES[language]
    topic = vocabulary.topics[generator.choice(sorted(vocabulary.topics))]
    happened_on = published_on - timedelta(days=generator.choice((0, 0, 1, 1, 2, 3)))
    return Story(
        title_template=_counted(generator, generator.choice(topic.titles)),
        templates=tuple(_templates(generator, vocabulary, topic)),
        slots=_slots(generator, vocabulary, published_on, happened_on),
        happened_on=happened_on,
        update_phrase=vocabulary.update,
    )


def revised(generator: Random, story: Story) -> Story:
    """The same story some hours later: a higher toll, a second paragraph more."""
    slots = dict(story.slots)
    slots["killed"] = str(int(slots["killed"]) + generator.randint(1, 4))
    slots["injured"] = str(int(slots["injured"]) + generator.randint(2, 9))
    slots["asking"] = str(int(slots["asking"]) + generator.randint(1, 9))
    slots["update"] = str(int(slots["update"]) + 1)
    lead, *rest = story.templates
    update: tuple[BlockKind, str] = ("paragraph", story.update_phrase)
    templates = (lead, update, *(entry for entry in rest if entry != update))
    return replace(story, slots=MappingProxyType(slots), templates=templates)


def write_author(generator: Random, language: str) -> str:
    """A by-line in that language's letters."""
    return _name(generator, VOCABULARIES[language])


def _templates(
    generator: Random, vocabulary: Vocabulary, topic: Topic
) -> Iterator[tuple[BlockKind, str]]:
    """A lead, then paragraphs of one to three sentences under a heading or two."""
    yield "lead", _counted(generator, generator.choice(topic.leads))
    sentences = generator.sample(topic.sentences, 6)
    sentences += generator.sample(vocabulary.background, 3)
    generator.shuffle(sentences)
    sentences = [_counted(generator, sentence) for sentence in sentences]
    headings = generator.sample(topic.headings, 2)
    paragraph_count = 0
    while sentences:
        size = generator.choice((1, 1, 2, 2, 3))
        if headings and paragraph_count and paragraph_count % 2 == 0:
            yield "heading", headings.pop()
        yield "paragraph", " ".join(sentences[:size])
        del sentences[:size]
        paragraph_count += 1


def _slots(
    generator: Random, vocabulary: Vocabulary, published_on: date, happened_on: date
) -> Mapping[str, str]:
    (place, region), (other_place, _) = generator.sample(vocabulary.places, 2)
    role, other_role = generator.sample(vocabulary.roles, 2)
    ahead = published_on + timedelta(days=generator.randint(5, 40))
    slots = {
        "place": place,
        "region": region,
        "other_place": other_place,
        "person": _name(generator, vocabulary),
        "role": role,
        "other_person": _name(generator, vocabulary),
        "other_role": other_role,
        "organisation": generator.choice(vocabulary.organisations),
        "weekday": vocabulary.weekdays[happened_on.weekday()],
        "day_month": f"{ahead.day} {vocabulary.months[ahead.month - 1]}",
        "money": vocabulary.money.format(amount=generator.randint(3, 480)),
        "killed": str(generator.randint(2, 29)),
        "injured": str(generator.randint(30, 99)),
        "asking": str(generator.randint(20, 99)),
        "update": "0",
    }
    return MappingProxyType(slots)


def _counted(generator: Random, template: str) -> str:
    """The template with counts of its own where no other sentence repeats them."""
    counts = {
        "{number}": str(generator.randint(3, 19)),
        "{few}": str(generator.randint(20, 99)),
        "{count}": str(generator.randint(11, 99) * 100),
    }
    for slot, count in counts.items():
        template = template.replace(slot, count)
    return template


def _name(generator: Random, vocabulary: Vocabulary) -> str:
    first = generator.choice(vocabulary.first_names)
    return f"{first} {generator.choice(vocabulary.last_names)}"
