"""Whether four figures are a year: "the 2007 floods", not "flight 1990"."""

from transforms.facts.timex.candidate import Candidate

_NUMBERED = frozenset(
    """flight flights room no nos number resolution resolutions route highway article
    section page pages channel bus train unit units block model boeing airbus windows
    chapter paragraph rule line lines lot gate extension ext code zip pin case form
    decree directive regulation act order serial id hull ship frequency size version
    level index interstate road street avenue apartment suite building box nasdaq dow
    ftse sensex nikkei points battalion brigade regiment area sector post""".split()
)
_COUNTED = frozenset(
    """people persons men women children houses homes families troops soldiers workers
    jobs cases deaths votes miles kilometers kilometres km feet metres meters m ft mm
    yards acres hectares tons tonnes kg pounds dollars euros yen rupees rubles roubles
    percent calories watts megawatts mw kw kwh mhz ghz barrels ounces words pages copies
    points members employees staff students passengers tickets rounds steps hp cc rpm
    volts degrees square cubic barrel gallons liters litres pieces items units million
    billion thousand others civilians migrants refugees prisoners patients vehicles
    fighters policemen officers shares bottles boxes cars trucks seats square sq
    hours minutes seconds days weeks months years times""".split()
)
_FRAMES = "OrpbMJBGKS"
_SETTLING = "OrpbBnleflJM(S>&"
_ROUND_FROM = 100


def is_year(found: Candidate) -> bool:
    """Judged by the words on both sides and by how round the figure is."""
    code, word = found.before()
    next_code, next_word = found.after()
    length = found.match.end() - found.match.start()
    year = found.number("year") or found.number("first") or 0
    if code in ("$", "7") or (code == "~" and next_code in "xUK") or word in _NUMBERED or word in ("+", "#", "№"):
        return False
    if next_code in ("%", "7", "I", "A") or next_word in _COUNTED:
        return False
    if next_code == "$" or (next_code == "-" and found.after(2)[0] in "145"):
        return found.match.end() - found.match.start() > 1
    if code == "." and word in ("=", "*") or (code in "-/." and _is_glued(found)):
        return word == "-" and found.before(2)[1] in ("mid", "early", "late", "post", "pre")
    if next_code in "-/" and _is_glued_behind(found) and found.after(2)[0] in "12345":
        return False
    is_old = not 1900 <= year <= 2100
    if length > 1 and found.letters("first") == "":
        return not (is_old and found.tokens.codes[found.match.start()] == "t" and
                    next_code in "xU")
    if next_code == "x" and next_word.endswith("s") and year % _ROUND_FROM == 0:
        return False
    if is_old or found.tokens.words[found.match.end() - 1].isalpha():
        return (code != "" and code in _FRAMES) or word == "circa"
    if code in "12345c6":
        return False
    if next_code in "xU" and next_word.endswith("s") and code not in _SETTLING:
        return word.endswith("'s") or code == "'"
    return True


def _is_glued(found: Candidate) -> bool:
    return found.tokens.joined(found.match.start())


def _is_glued_behind(found: Candidate) -> bool:
    return found.tokens.joined(found.match.end())
