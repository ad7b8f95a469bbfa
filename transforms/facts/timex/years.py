"""Years, decades and centuries; whether four figures are a year at all."""

from transforms.facts.timex.calendar import (
    Period,
    year_period,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.discourse import (
    year_of,
)
from transforms.facts.timex.readings import (
    Reading,
    of_period,
    of_range,
)
from transforms.facts.timex.words import word_set

_NUMBERED = word_set(
    """
    flight flights room no nos number resolution resolutions route highway
    article section page pages channel bus train unit units block model boeing
    airbus windows chapter paragraph rule line lines lot gate extension ext code
    zip pin case form decree directive regulation act order serial id hull ship
    frequency size version level index interstate road street avenue apartment
    suite building box nasdaq dow ftse sensex nikkei points battalion brigade
    regiment area sector post
    """
)
_COUNTED = word_set(
    """
    people persons men women children houses homes families troops soldiers
    workers jobs cases deaths votes miles kilometers kilometres km feet metres
    meters m ft mm yards acres hectares tons tonnes kg pounds dollars euros yen
    rupees rubles roubles percent calories watts megawatts mw kw kwh mhz ghz
    barrels ounces words pages copies points members employees staff students
    passengers tickets rounds steps hp cc rpm volts degrees square cubic barrel
    gallons liters litres pieces items units million billion thousand others
    civilians migrants refugees prisoners patients vehicles fighters policemen
    officers shares bottles boxes cars trucks seats square sq hours minutes
    seconds days weeks months years times
    """
)
_PREFIXES = word_set("mid early late post pre")
_FRAMES = "OrpbMJBGKSt"
_SETTLING = "tOrpbBnleflJM(S>&"
_ROUND_FROM = 100


YEAR_OF = r"(?:[p,]?(?P<of>[lnizY])J?(?P<unit>u))"
"""How "of that year" and "last year" follow a month or day."""


def stated_year(found: Candidate) -> int | None:
    """The year in figures, or the one of "last year" and "that year"."""
    if found.has("year"):
        return found.number("year")
    if found.has("of") and found.published_on and found.value("unit") == "year":
        return year_of(found.word("of"), found.published_on, found.discourse.focus)
    return None


def _year(found: Candidate) -> Reading | None:
    year = found.number("year")
    if year is None or not 1000 <= year < 2200 or not is_year(found):
        return None
    return of_period(year_period(year), "year", "absolute")


def _year_range(found: Candidate) -> Reading | None:
    first, second = found.number("first"), found.number("second")
    join = found.match["join"]
    if first is None or second is None or (join == "&" and found.before()[0] != "b"):
        return None
    if second < 100:
        second += first // 100 * 100
    if not 1000 <= first < second < 2200 or not is_year(found):
        return None
    if join == ">" and found.before()[0] not in ("r", "O", "G", "(", "p", ",", ""):
        return None
    return of_range(year_period(first), year_period(second))


def _decade(found: Candidate) -> Reading | None:
    value = found.value("decade")
    if not isinstance(value, tuple):
        return None
    decade, century = value
    is_word = found.tokens.words[found.match.end() - 1].isalpha()
    if decade % 10 or (is_word and found.word("article") != "the"):
        return None
    century = 19 if century is None else century
    period = Period(granule="decade", index=century * 10 + decade // 10)
    return of_period(period, "decade", "absolute")


def _century(found: Candidate) -> Reading | None:
    ordinal = found.number("ordinal")
    if found.value("unit") != "century" or ordinal is None or not 1 <= ordinal <= 30:
        return None
    return of_period(Period(granule="century", index=ordinal - 1), "decade", "absolute")


def is_year(found: Candidate) -> bool:
    """Judged by the words on both sides and by how round the figure is."""
    if _is_numbered(found) or _is_counted(found) or _is_part_of_code(found):
        return False
    code, word = found.before()
    if found.has("first"):  # "1987-91", but not "0800 2019-22"
        return code not in ("4", "5")
    if found.match.end() - found.match.start() > 1:  # "fiscal 2019"
        return True
    year = found.number("year") or 0
    next_code, next_word = found.after()
    is_plural = next_code in ("x", "U") and next_word.endswith("s")
    if is_plural and year % _ROUND_FROM == 0:
        return False
    is_spelled = found.tokens.words[found.match.end() - 1].isalpha()
    if is_spelled or not 1900 <= year <= 2100:
        return (code != "" and code in _FRAMES) or word == "circa"
    if code in ("1", "2", "3", "4", "5", "6", "c"):
        return False
    return not is_plural or code == "'" or (code != "" and code in _SETTLING)


def _is_numbered(found: Candidate) -> bool:
    """ "flight 1990", "$2000", "resolution 1970"."""
    code, word = found.before()
    return code in ("$", "7") or word in _NUMBERED or word in ("+", "#", "№", "=", "*")


def _is_counted(found: Candidate) -> bool:
    """ "2000 metres", "1990 GMT", "about 1800 soldiers", "a 1500-metre race"."""
    next_code, next_word = found.after()
    if next_code in ("%", "7", "I", "A", "$") or next_word in _COUNTED:
        return True
    if next_code == "-" and found.after(2)[1] in _COUNTED:
        return True
    return found.before()[0] == "~" and next_code in ("x", "U", "K")


def _is_part_of_code(found: Candidate) -> bool:
    """ "0800-2019-22", "v.2021", but not "mid-2019"."""
    start, end = found.match.span()
    code, word = found.before()
    if code in ("-", "/", ".") and found.tokens.joined(start):
        return word != "-" or found.before(2)[1] not in _PREFIXES
    if found.after()[0] not in ("-", "/") or not found.tokens.joined(end):
        return False
    following = found.after(2)[0]
    return following != "" and following in "12345"


RULES = (
    Rule(
        pattern=r"(?P<first>4)(?P<join>[->&])(?P<second>4|[123](?![MmA%7uU]))",
        build=_year_range,
    ),
    Rule(pattern=r"(?:t?J?up?|J)?(?P<year>4)", build=_year),
    Rule(pattern=r"tu(?P<year>c)", build=_year),
    Rule(pattern=r"(?P<article>t)?(?P<decade>E)", build=_decade),
    Rule(pattern=r"t?(?P<ordinal>o)-?(?P<unit>u)", build=_century),
)
