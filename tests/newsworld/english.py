"""The English vocabulary. Events and people are invented; the places are real."""

from tests.newsworld.vocabulary import Topic, Vocabulary

_ATTACK = Topic(
    titles=(
        "Rocket fire on {place} kills {killed}",
        "{killed} dead and {injured} injured in shelling of {place}",
        "Market in {place} hit by drones",
    ),
    leads=(
        "Rockets struck a market in {place}, {region}, on {weekday}, killing "
        "{killed} people and injuring {injured}, {organisation} said.",
        "At least {killed} people were killed and {injured} injured on {weekday} "
        "when drones hit the centre of {place}, according to {organisation}.",
    ),
    sentences=(
        "Firefighters took {number} hours to bring the blaze at the depot down.",
        "{person}, {role}, said most of the injured had been waiting for a bus.",
        "The blast wave broke windows in {few} houses along the embankment.",
        "Power failed in {count} homes and came back before dawn.",
        "Fragments of the weapon were taken to {other_place} to be examined.",
        "Classes moved to the basements of {few} schools until further notice.",
        "It was the heaviest fire on the town since the winter, residents said.",
    ),
    headings=("A morning at the market", "What was hit", "Search for witnesses"),
)
_FLOOD = Topic(
    titles=(
        "River bursts its banks near {place}",
        "{count} leave homes as water rises in {region}",
        "{place} counts the cost of {number} days of rain",
    ),
    leads=(
        "Flooding after {number} days of rain drove {count} people from their homes "
        "around {place}, {region}, on {weekday}, {organisation} said.",
        "Rivers in {region} rose to a {few}-year high on {weekday} and cut off "
        "{number} villages near {place}, according to {organisation}.",
    ),
    sentences=(
        "The damage was put at {money}, and the sum is expected to grow.",
        "{person}, {role}, spent the night on a roof with {number} neighbours.",
        "Water stood in the old town up to the sills of the ground floor.",
        "Engineers opened the gates of the dam above {other_place} at noon.",
        "{killed} people drowned and {injured} were treated for injuries.",
        "Boats carried bread and medicine to {few} farms that had no road left.",
        "Rain is forecast to return before {day_month}.",
    ),
    headings=("Shelter in schools", "Gates of the dam", "A bill that grows"),
)
_AID = Topic(
    titles=(
        "{money} pledged to rebuild {place}",
        "Donors approve {money} for {region}",
        "Clinics in {place} to get {money}",
    ),
    leads=(
        "Donors led by {organisation} pledged {money} on {weekday} to rebuild "
        "{place}, {region}, the largest sum since the spring.",
        "A grant of {money} for water and clinics around {place} in {region} was "
        "signed on {weekday} by {organisation}.",
    ),
    sentences=(
        "The first part pays for {few} generators and {number} ambulances.",
        "{person}, {role}, said the money had to arrive before the frost.",
        "Auditors will report on the spending every {number} weeks.",
        "An earlier programme in {other_place} ended with half of its funds unspent.",
        "Repairs begin on {day_month} with the pumping station.",
        "Some {count} households are to receive a cash payment as well.",
        "Critics asked why {few} villages had been left off the list.",
    ),
    headings=("Where the money goes", "Lessons learned", "Conditions attached"),
)
_COURT = Topic(
    titles=(
        "Court in {place} jails official over {money}",
        "{number} charged with fraud in {region}",
        "Trial over relief funds opens in {place}",
    ),
    leads=(
        "A court in {place} sentenced a former official to {number} years in prison "
        "on {weekday} for taking {money} meant for {region}.",
        "Prosecutors charged {number} people on {weekday} over contracts worth "
        "{money} in {place}, {region}, {organisation} said.",
    ),
    sentences=(
        "Investigators found {few} stamped forms in an office in {other_place}.",
        "{person}, {role}, told the court that payments had begun with a gift.",
        "The defence called the ruling unsound and has {number} days to appeal.",
        "Bank records ran to {count} pages and were read out for a week.",
        "According to {organisation}, less than half has been recovered.",
        "A further hearing is set for {day_month}.",
        "Two clerks were acquitted for want of evidence.",
    ),
    headings=("How the scheme worked", "In the courtroom", "An appeal to come"),
)
_HEALTH = Topic(
    titles=(
        "Cholera in {place}: {injured} under treatment",
        "Vaccines reach {count} children in {region}",
        "Wells closed in {place} after {few} fall ill",
    ),
    leads=(
        "Health workers vaccinated {count} children in {region} within {number} days "
        "after cholera broke out in {place}, {organisation} said on {weekday}.",
        "Doctors in {place}, {region}, reported {few} new cases of cholera on "
        "{weekday} and asked {organisation} for clean water.",
    ),
    sentences=(
        "Mobile teams worked from {number} vans and slept in them.",
        "{person}, {role}, said wells mattered more than wards.",
        "Supplies worth {money} were flown to {other_place}.",
        "Laboratories are still testing {few} samples.",
        "Pupils will show their vaccination cards from {day_month}.",
        "The hospital has {number} beds and borrowed {few} more.",
        "Chlorine is given out at every crossing on the road to {other_place}.",
    ),
    headings=("At the clinic", "Wells before wards", "Supplies on the way"),
)

ENGLISH = Vocabulary(
    first_names=(
        *("Amina", "Beatriz", "Clara", "Daniel", "Emeka", "Farah", "Grace", "Hana"),
        *("Ingrid", "Jonas", "Kofi", "Leila", "Miguel", "Nadia", "Owen", "Priya"),
        *("Rosa", "Samuel", "Tomas", "Yusuf"),
    ),
    last_names=(
        *("Achterberg", "Bergstrom", "Callahan", "Danjuma", "Delgado", "Ferreira"),
        *("Haddad", "Horvat", "Kaplan", "Larsen", "Mensah", "Moreau", "Nakamura"),
        *("Okafor", "Petrescu", "Rahman", "Sandoval", "Tkachenko", "Varga"),
        *("Whitfield", "Zielinski"),
    ),
    roles=(
        *("the mayor", "a nurse", "the regional governor", "a retired engineer"),
        *("the deputy finance minister", "a teacher", "the head of the water board"),
        *("a lorry driver", "the chief prosecutor", "a shopkeeper", "an economist"),
    ),
    organisations=(
        *("the Interior Ministry", "the State Emergency Service", "the Red Crescent"),
        *("the Central Bank", "the Port Authority", "the Ministry of Health"),
        *("the Prosecutor's Office", "the World Grain Fund", "the Coast Guard"),
        *("the Human Rights Monitoring Mission", "the National Grid Company"),
    ),
    places=(
        *(("Kupiansk", "Kharkiv region"), ("Odesa", "Odesa region")),
        *(("Maiduguri", "Borno State"), ("Port Sudan", "Red Sea State")),
        *(("Goma", "North Kivu"), ("Beira", "Sofala Province")),
        *(("Herat", "Herat Province"), ("Taiz", "Taiz Governorate")),
        *(("Valparaíso", "Valparaíso Region"), ("Palermo", "Sicily")),
        *(("Split", "Dalmatia"), ("Malmö", "Scania"), ("Gdańsk", "Pomerania")),
        *(("Mombasa", "Mombasa County"), ("Davao", "Davao Region")),
        *(("Hull", "East Yorkshire"), ("Galveston", "Texas")),
    ),
    weekdays=(
        *("Monday", "Tuesday", "Wednesday", "Thursday"),
        *("Friday", "Saturday", "Sunday"),
    ),
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    topics={
        "attack": _ATTACK,
        "flood": _FLOOD,
        "aid": _AID,
        "court": _COURT,
        "health": _HEALTH,
    },
    background=(
        "“Nobody slept, and nobody will sleep tonight”, said {other_person}, "
        "{other_role}.",
        "The town lies {few} kilometres from {other_place} and has one bridge.",
        "Figures given by {organisation} have been revised {number} times.",
        "“We owe an answer to those who stayed”, {other_person}, {other_role}, told "
        "reporters in {other_place}.",
        "The district council meets again on {day_month}.",
        "Before the war the region grew wheat for {count} families.",
    ),
    money="${amount} million",
    update="Update {update}: {asking} more people have asked for help, according to "
    "{organisation}.",
)
