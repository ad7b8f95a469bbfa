"""Who a phrase means: its name in the document, country and sector."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from transforms.facts import gazetteer
from transforms.facts.documents import Document
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.senses import Sense, word_class
from transforms.facts.happenings.words import PRONOUNS
from transforms.facts.names.mention import Mention
from transforms.facts.names.nationalities import country_of
from transforms.facts.roles.descriptions import find_described

_SECTORS_TEXT: Mapping[str, str] = MappingProxyType(
    {
        "MIL": """army military troops soldiers soldier forces force artillery navy
            warplanes jets airforce marines paratroopers general colonel commander
            brigade battalion officers warship warships mortars tanks peacekeepers
            fleet""",
        "COP": "police policeman policemen detectives constable patrols gendarmes",
        "REB": """rebels rebel insurgents militants guerrillas separatists fighters
            gunmen militia militias militiamen jihadists hamas hezbollah taliban""",
        "CRM": "gang gangs cartel hackers robbers smugglers attackers pirates mafia",
        "LEG": """parliament senate congress lawmakers lawmaker senator senators mp mps
            duma assembly legislators deputies bundestag knesset""",
        "JUD": "court judge judges prosecutor prosecutors jury tribunal attorney",
        "OPP": "opposition dissidents dissident",
        "GOV": """government president minister ministers ministry authorities
            officials official governor mayor chancellor premier cabinet kremlin
            administration envoy ambassador king queen spokesman spokeswoman embassy
            council white-house leaders prince moscow kyiv washington""",
        "MED": "journalists journalist reporters reporter newspaper broadcaster media",
        "BUS": "company companies bank banks firm firms airline investors traders",
        "LAB": "workers union unions strikers miners employees",
        "EDU": "students student school schools university teachers teacher pupils",
        "HLH": "hospital hospitals doctors doctor nurses patients clinic",
        "REF": "refugees refugee migrants migrant displaced",
        "NGO": "charity charities volunteers ngos ngo activists greenpeace amnesty",
        "IGO": "un eu nato imf who unicef unhcr iom osce wfp donors",
        "REL": "church bishop bishops priests priest monks imam pope clergy",
        "CVL": """people residents civilians civilian protesters demonstrators women
            men children families villagers man woman citizens crowd survivors
            passengers farmers family boy girl inhabitants""",
    }
)
_SECTORS = MappingProxyType(
    {word: sector for sector, text in _SECTORS_TEXT.items() for word in text.split()}
)
_ARTICLES = frozenset(["the", "a", "an", "their", "its", "his", "her"])
_TOWN = frozenset(["city", "town", "village", "island", "republic", "kingdom"])
_TO_PARTIES = frozenset(
    {"REJECT", "THREATEN", "REQUEST", "AGREE", "CONCEDE", "ACCUSE", "SUPPORT"}
    | {"SANCTION", "CONSULT", "AID", "PROTEST"}
)
_ABSTRACT_TEXT = """
    proposal proposals plan plans suggestion suggestions offer offers call calls idea
    request requests demand demands appeal appeals resolution ultimatum invitation
    claim claims allegation allegations accusation accusations charge charges report
    reports right rights law laws efforts effort move moves bid terms condition
    conditions decision decisions restrictions ban curfew blockade sanctions emergency
    admission withdrawal resignation return reforms reform referendum inquiry
    investigation probe agreement agreements deal deals ceasefire truce talks peace
    change changes draft document crackdown violence attack attacks war bill
    legislation immunity responsibility involvement wrongdoing
    aid assistance relief help support loan package million billion pounds dollars
    euros kroner kronor litres tonnes tons money cash funds funding food trade ties
    relations imports exports step steps measures rule rules limits independence
    release access entry permission publication comment boats vehicles trucks
    helicopters weapons ammunition extension removal elections question questions
    road roads highway street streets bridge pay wages prices jobs salaries strike"""
_ABSTRACT = frozenset(_ABSTRACT_TEXT.split())
"""Heads of phrases that name no party but what one said, gave or did."""
_DEEDS_TEXT = """
    attack attacks shelling bombing bombings bomb explosion explosions blast blasts
    strike strikes airstrike airstrikes clashes clash fighting fire raid raids assault
    assaults offensive violence war protest protests demonstration demonstrations
    agreement deal talks meeting summit sanctions ceasefire truce march rally
    shooting stabbing election elections vote"""
_DEEDS = frozenset(_DEEDS_TEXT.split())
"""Heads of phrases that act in no event: they are events."""
_BODIES = MappingProxyType(
    {
        "united nations": "IGO",
        "european union": "IGO",
        "world bank": "IGO",
        "red cross": "NGO",
        "international monetary fund": "IGO",
        "world food programme": "IGO",
    }
)


class Party(NamedTuple):
    """One side of an event; the span is that of the words that name it."""

    start_char: int
    end_char: int
    text: str
    """The name where the phrase holds one of a person, or is one; else the words."""
    mention: Mention | None
    country_iso3: str | None
    sector: str | None

    @property
    def is_place(self) -> bool:
        """Whether it is a country or a town, to which aid goes on being sent."""
        return self.mention is not None and self.mention.kind == "location"


def party_of(document: Document, reading: Reading, phrase: Phrase) -> Party:
    """The party that a phrase names."""
    tokens = reading.tokens
    start, end = tokens.starts[phrase.first], tokens.ends[phrase.after - 1]
    words = document.text[start:end]
    mention = _meant(reading, phrase) or find_described(document, start, end)
    return Party(
        start_char=start,
        end_char=end,
        text=mention.name if mention else words,
        mention=mention,
        country_iso3=_country(reading, phrase),
        sector=_sector(reading, phrase),
    )


def able_targets(
    reading: Reading, sense: Sense, phrases: Sequence[Phrase]
) -> tuple[Phrase, ...]:
    """The targets that can be a party: of "a Russian proposal" the name in it."""
    if sense.mode == "order":
        return tuple(_ordered(reading, phrase) for phrase in phrases)
    if sense.plover_type not in _TO_PARTIES:
        return tuple(phrases)
    found = (_able(reading, phrase) for phrase in phrases)
    return tuple(phrase for phrase in found if phrase is not None)


def able_actors(reading: Reading, phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The actors without deeds: "an attack that hit" is no party, nor is "referring
    the regime to"."""
    return tuple(
        phrase
        for phrase in phrases
        if reading.word(_head(reading, phrase)) not in _DEEDS
        and not _is_doing(reading, phrase)
    )


def _is_doing(reading: Reading, phrase: Phrase) -> bool:
    is_gerund = reading.word(phrase.first).endswith("ing")
    following = phrase.first + 1
    return (
        is_gerund and following < phrase.after and reading.word(following) in _ARTICLES
    )


def _able(reading: Reading, phrase: Phrase) -> Phrase | None:
    head = _head(reading, phrase)
    if reading.word(head) not in _ABSTRACT or reading.names[head] is not None:
        return phrase
    named = [
        place
        for place in range(phrase.first, phrase.after)
        if reading.names[place] is not None
    ]
    if not named:
        return None
    name = reading.names[named[0]]
    last = max(place for place in named if reading.names[place] is name)
    return Phrase(first=named[0], after=last + 1)


def _ordered(reading: Reading, phrase: Phrase) -> Phrase:
    """Who has to: of "the evacuation of Goma" the town."""
    head = _head(reading, phrase)
    is_deed = reading.word(head) in word_class("orders") - {"residents"}
    is_followed = is_deed and head + 2 < phrase.after
    return Phrase(first=head + 2, after=phrase.after) if is_followed else phrase


def _head(reading: Reading, phrase: Phrase) -> int:
    """The last word before "of", else the last."""
    inner = range(phrase.first + 1, phrase.after)
    ofs = (place - 1 for place in inner if reading.word(place) == "of")
    return next(ofs, phrase.after - 1)


def is_pronoun(reading: Reading, phrase: Phrase) -> bool:
    """Whether it is "it" or "they", which stand for a party told before."""
    return (
        phrase.after - phrase.first == 1
        and reading.word(phrase.first) in PRONOUNS | {"them", "itself", "themselves"}
        and reading.name(phrase.first) is None
    )


def _meant(reading: Reading, phrase: Phrase) -> Mention | None:
    """A person anywhere in the phrase, else a name that is its last word."""
    places = range(phrase.first, phrase.after)
    persons = [
        name
        for place in places
        if (name := reading.names[place]) is not None
        and name.kind == "person"
        and (name.form != "pronoun" or len(places) == 1)
        and reading.word(place + 1) not in ("'s", "’s")
    ]
    if persons:
        return persons[0]
    last = reading.names[phrase.after - 1]
    if any(_describes(reading, phrase, place) for place in places):
        return None
    return last if last is not None and last.kind != "other" else None


def _describes(reading: Reading, phrase: Phrase, place: int) -> bool:
    """ "residents of Gaza" are not Gaza; the "town of Goma" is Goma."""
    return (
        place > phrase.first
        and reading.word(place) in ("of", "in")
        and reading.names[place] is None
        and reading.names[place - 1] is None
        and reading.word(place - 1) not in _TOWN
    )


def _country(reading: Reading, phrase: Phrase) -> str | None:
    for place in range(phrase.first, phrase.after):
        name = reading.names[place]
        code = country_of(name) if name else None
        code = code or gazetteer.demonym(reading.tokens.words[place])
        if code:
            return gazetteer.iso3().get(code)
    return None


def _sector(reading: Reading, phrase: Phrase) -> str | None:
    words = [reading.word(place) for place in range(phrase.first, phrase.after)]
    for body, sector in _BODIES.items():
        if body in " ".join(words):
            return sector
    for word in reversed(words):
        if word in _SECTORS:
            return _SECTORS[word]
    name = reading.names[phrase.after - 1]
    return "GOV" if name is not None and country_of(name) else None
