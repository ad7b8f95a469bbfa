"""Words for people, for harm, and for what stands between the two. Tables only."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from transforms.facts.timex.words import word_set

Effect = Literal["killed", "injured", "missing", "displaced"]


def effects_by_word(*groups: tuple[Effect, str]) -> Mapping[str, Effect]:
    """Each word of each group with the harm that it says."""
    found: dict[str, Effect] = {}
    for effect, words in groups:
        found |= dict.fromkeys(words.split(), effect)
    return MappingProxyType(found)


PERSONS = word_set(
    """
    person man woman child boy girl baby infant toddler teenager teen youth adult
    civilian soldier officer policeman policewoman serviceman servicewoman marine
    sailor airman trooper troop guard guardsman fireman firefighter rescuer paramedic
    medic doctor nurse patient driver passenger pedestrian cyclist motorcyclist
    motorist commuter pilot crewman crewmember fisherman farmer miner worker employee
    official villager resident inhabitant local citizen national migrant refugee
    asylum-seeker evacuee tourist visitor traveller traveler pilgrim worshipper
    worshiper protester protestor demonstrator activist rioter student pupil
    schoolchild schoolgirl schoolboy teacher professor academic journalist reporter
    cameraman photographer editor lawyer judge prosecutor politician lawmaker
    councillor councilwoman councilman candidate minister mayor governor president
    leader chief commander general colonel captain lieutenant major sergeant corporal
    diplomat ambassador attache envoy aide bodyguard militant militiaman
    insurgent rebel guerrilla guerilla fighter gunman terrorist extremist jihadist
    attacker assailant bomber suspect robber hostage captive prisoner inmate detainee
    victim survivor casualty fatality bystander shopper customer spectator fan guest
    player climber mountaineer hiker skier swimmer diver camper astronaut contractor
    volunteer staffer aid-worker peacekeeper observer monk nun priest imam bishop
    cleric pastor missionary mother father parent son daughter brother sister sibling
    husband wife spouse cousin uncle aunt nephew niece grandmother grandfather
    grandchild grandson granddaughter twin relative friend colleague neighbour
    neighbor family household member individual human soul body corpse peasant
    labourer laborer trader vendor merchant shopkeeper seller baker butcher clerk
    manager director executive trustee tenant homeowner foreigner native settler
    militia personnel crew staff combatant recruit conscript reservist veteran cadet
    ranger trucker conductor engineer technician scientist researcher other
    noncombatant non-combatant youngster pensioner widow orphan stowaway deputy
    co-pilot copilot passer-by passerby schoolteacher catechist seminarian
    mechanic electrician plumber carpenter waiter waitress chef cook chauffeur cleaner
    rancher cattleman businessman businesswoman housewife singer actor actress musician
    writer poet dentist pharmacist midwife postman salesman watchman caretaker janitor
    gardener maid bartender cashier accountant banker tailor barber shepherd herder
    herdsman landowner unionist archbishop rabbi deacon preacher magistrate senator
    congressman congresswoman legislator commissioner inspector detective constable
    commando paratrooper sniper aggressor
    housekeeper babysitter nanny landlord crewwoman
    """
)
"""What one victim may be called."""
_BELIEVERS = (
    "christian muslim jew hindu sikh buddhist catholic shiite sunni yazidi copt"
)
"""Alone they are adjectives: "a Catholic school"."""
PLURALS: Mapping[str, str] = MappingProxyType(
    {"people": "person", "persons": "person", "children": "child", "men": "man"}
    | {"women": "woman", "wives": "wife", "lives": "life", "families": "family"}
    | {"babies": "baby", "bodies": "body", "fatalities": "fatality", "police": "police"}
    | {"casualties": "casualty", "personnel": "personnel", "crew": "crew"}
    | {"staff": "staff", "troops": "soldier", "schoolchildren": "schoolchild"}
    | {"grandchildren": "grandchild", "folk": "person", "kids": "child"}
    | {"youths": "youth", "militias": "militia", "deputies": "deputy"}
    | {"passers-by": "passer-by", "passersby": "passerby"}
    | {f"{each}s": each for each in _BELIEVERS.split()}
    | {"missionaries": "missionary", "souls": "soul", "corpses": "corpse"}
)
NO_PERSONS = word_set(
    """
    towers helicopters computers containers tankers trailers shelters flowers papers
    newspapers meters metres kilometers kilometres centimeters rivers numbers orders
    matters letters quarters bunkers trackers freighters scooters routers servers
    dollars acres answers papers powers posters banners barriers borders boulders
    bumpers carriers centers centres chapters clusters corners counters covers
    cruisers destroyers disasters fibers fighters-bombers filters fingers flyers
    folders gutters hammers headquarters hectares layers lasers launchers levers
    liters litres loaders lockers lovers markers masters monsters offers others ovens
    panthers papers pointers printers processors projectors propellers
    reactors readers reactors rollers rotors rulers sectors sensors shoulders
    skyscrapers
    spiders stickers stickers summers tigers timbers tractors transformers
    tremors tumors tumours vapors vectors winters wonders years errors mirrors
    doors floors colors colours factors motors minors-in-possession cancers ulcers
    exists lists consists insists persists resists assists twists wrists fists mists
    livers steers heifers roosters oysters beavers otters badgers hamsters
    terriers retrievers rotavirus eagers superpowers teachers-unions
    """
)
"""Plurals in -ers and -ors that are no people."""
WRONGDOERS = word_set(
    """
    gunmen gunman attackers attacker assailants assailant suspects suspect robbers
    robber inmates prisoners prisoner detainees men man terrorists terrorist militants
    guerrillas rebels fighters soldiers troops police officers killers killer burglars
    """
)
"""Whoever flees when they do: they escape, they are not displaced."""
ROLES = word_set(
    """
    chief leader commander minister mayor governor president general colonel captain
    lieutenant major ambassador deputy director head driver pilot gunman attacker
    """
)
"""One person even behind "the", who is not the one spoken of before."""
RELATIVES = word_set(
    """
    mother father son daughter brother sister husband wife spouse cousin uncle aunt
    nephew niece grandmother grandfather grandson granddaughter bodyguard driver baby
    infant toddler child grandchild twin housekeeper maid assistant secretary colleague
    friend neighbour neighbor stepfather stepmother stepson
    """
)
NOUN_EFFECTS: Mapping[str, Effect] = effects_by_word(
    (
        "killed",
        "dead deaths death fatalities fatality bodies corpses killed "
        "drownings murders killings",
    ),
    ("injured", "wounded injured injuries casualties hurt hospitalized hospitalised"),
    ("missing", "missing"),
    ("displaced", "displaced homeless refugees idps evacuees evacuated"),
)
"""What stands right behind a number, or before the noun: 62 wounded, 22 dead rebels."""
COUNTABLE = word_set(
    """
    dead deaths death fatalities fatality bodies corpses killed drownings wounded
    injured injuries casualties missing murders killings
    """
)
"""Those that make a toll of a number without a verb."""
DEGREES = word_set(
    "critically seriously severely gravely slightly lightly badly fatally"
)
"""What tells of a part of the injured how badly off it is: "eight, two critically"."""
AUXILIARIES = word_set("was were is are been being be get gets got getting remain")
SKIPPED = word_set(
    """
    has have had having was were is are been being be also still later then both all
    each now already so far reportedly slightly seriously lightly badly critically
    severely fatally confirmed believed feared reported presumed thought said known to
    got left remain remained remains listed officially apparently allegedly instantly
    immediately subsequently previously initially either not never n't may might could
    would will can should must themselves only just more less others other either
    or currently formerly brutally accidentally mostly mainly declared pronounced
    found went gone go goes probably likely reported as
    """
)
"""What may stand between a subject and the word of harm."""
BREAKS = word_set(
    """
    said says say told tells that because if after when while but although though
    since until before where whereas saying adding denied added warned ; : despite
    ” “ " whether unless noted believe believes number insisted explained
    """
)
"""Where another clause begins: no subject is looked for across it."""
LINKS = word_set("and or , as well along together with alongside plus including & nor")
"""What joins the members of a list of victims."""
HEDGES = word_set(
    """
    at least the most up to about around some roughly approximately nearly almost more
    less fewer no than over under an a estimated as many between another further
    additional well just close in excess of upwards total only even possibly of
    another its their his her our another near both these those all probably perhaps
    reportedly another civilian
    """
)
"""What may stand between the word of harm and the number."""
MODALS = word_set("could would may might if should can will shall must whether")
INTENTS = word_set(
    """
    threatened threatening threatens threat plot plotted plotting planned planning
    attempted attempting attempt tried trying conspiring conspired conspiracy wanted
    vowed feared fear fears potentially possible risk risks risked
    """
)
DENIALS = word_set(
    "not never denied denies deny denying didn't hadn't haven't weren't wasn't n't "
    "rejected false untrue without neither"
)
EARLIER = word_set(
    "earlier previous previously initial initially first originally preliminary "
    "provisional revising down revised"
)
