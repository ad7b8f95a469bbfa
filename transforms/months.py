"""Names of months, as ``instants`` meets them: one word arrives, a number leaves."""

import unicodedata
from functools import cache


def month_number(word: str) -> int | None:
    """1 to 12 for a folded name or abbreviation of a month; None for other words.

    >>> month_number(fold("Févr")), month_number(fold("березня")), month_number("moon")
    (2, 3, None)
    """
    return _months().get(word)


def fold(text: str) -> str:
    """Case and accents away: feeds write ``févr.``, ``FEVR`` and ``fevr``."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def _months() -> dict[str, int]:
    """Every name and each of its beginnings of three letters or more.

    A beginning that fits two months of its language (``jui``) is left out; between
    languages the earlier one wins.
    """
    known: dict[str, int] = {}
    for names_of_year in _MONTH_NAMES.values():
        beginnings: dict[str, set[int]] = {}
        for number, names in enumerate(names_of_year.split(), 1):
            for name in fold(names).split("/"):
                known.setdefault(name, number)
                for length in range(3, len(name)):
                    beginnings.setdefault(name[:length], set()).add(number)
        for beginning, numbers in beginnings.items():
            if len(numbers) == 1:
                known.setdefault(beginning, min(numbers))
    return known


# January to December, by BCP 47 language; the genitive where dates use it. English
# first, because half-translated feeds fall back to its abbreviations.
_MONTH_NAMES = {
    "en": (
        "january february march april may june july august september october november "
        "december"
    ),
    "de": (
        "januar/jänner februar/feber märz/mrz/maerz april mai juni juli august "
        "september oktober november dezember"
    ),
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre"
    ),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre "
        "octubre noviembre diciembre"
    ),
    "it": (
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
        "novembre dicembre"
    ),
    "pt": (
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro "
        "novembro dezembro"
    ),
    "nl": (
        "januari februari maart/mrt april mei juni juli augustus september oktober "
        "november december"
    ),
    "pl": (
        "styczeń/stycznia luty/lutego marzec/marca kwiecień/kwietnia maj/maja "
        "czerwiec/czerwca lipiec/lipca sierpień/sierpnia wrzesień/września "
        "październik/października listopad/listopada grudzień/grudnia"
    ),
    "ru": (
        "январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня "
        "июль/июля август/августа сентябрь/сентября октябрь/октября ноябрь/ноября "
        "декабрь/декабря"
    ),
    "uk": (
        "січень/січня лютий/лютого березень/березня квітень/квітня травень/травня "
        "червень/червня липень/липня серпень/серпня вересень/вересня жовтень/жовтня "
        "листопад/листопада грудень/грудня"
    ),
    "sv": (
        "januari februari mars april maj juni juli augusti september oktober november "
        "december"
    ),
    "no": (
        "januar februar mars april mai juni juli august september oktober november "
        "desember"
    ),
    "da": (
        "januar februar marts april maj juni juli august september oktober november "
        "december"
    ),
    "fi": (
        "tammikuu/tammikuuta helmikuu/helmikuuta maaliskuu/maaliskuuta "
        "huhtikuu/huhtikuuta toukokuu/toukokuuta kesäkuu/kesäkuuta "
        "heinäkuu/heinäkuuta elokuu/elokuuta syyskuu/syyskuuta lokakuu/lokakuuta "
        "marraskuu/marraskuuta joulukuu/joulukuuta"
    ),
    "cs": (
        "leden/ledna únor/února březen/března duben/dubna květen/května "
        "červen/června/čvn červenec/července/čvc srpen/srpna září říjen/října "
        "listopad/listopadu prosinec/prosince"
    ),
    "tr": (
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"
    ),
    "hu": (
        "január február március április május június július augusztus szeptember "
        "október november december"
    ),
    "ro": (
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie "
        "octombrie noiembrie decembrie"
    ),
    "el": (
        "ιανουάριος/ιανουαρίου φεβρουάριος/φεβρουαρίου μάρτιος/μαρτίου "
        "απρίλιος/απριλίου μάιος/μαΐου ιούνιος/ιουνίου ιούλιος/ιουλίου "
        "αύγουστος/αυγούστου σεπτέμβριος/σεπτεμβρίου οκτώβριος/οκτωβρίου "
        "νοέμβριος/νοεμβρίου δεκέμβριος/δεκεμβρίου"
    ),
    "bg": (
        "януари февруари март април май юни юли август септември октомври ноември "
        "декември"
    ),
    "ca": (
        "gener febrer març abril maig juny juliol agost setembre octubre novembre "
        "desembre"
    ),
    "id": (
        "januari februari maret april mei juni juli agustus september oktober "
        "november desember"
    ),
    "ar": (
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
    ),
    "sk": (
        "január/januára február/februára marec/marca apríl/apríla máj/mája jún/júna "
        "júl/júla august/augusta september/septembra október/októbra "
        "november/novembra december/decembra"
    ),
    "sl": (
        "januar/januarja februar/februarja marec/marca april/aprila maj/maja "
        "junij/junija julij/julija avgust/avgusta september/septembra "
        "oktober/oktobra november/novembra december/decembra"
    ),
    "sr": (
        "јануар/јануара фебруар/фебруара март/марта април/априла мај/маја јун/јуна "
        "јул/јула август/августа септембар/септембра октобар/октобра "
        "новембар/новембра децембар/децембра"
    ),
    "et": (
        "jaanuar veebruar märts aprill mai juuni juuli august september oktoober "
        "november detsember"
    ),
    "he": (
        "ינואר/בינואר פברואר/בפברואר מרץ/במרץ אפריל/באפריל מאי/במאי יוני/ביוני "
        "יולי/ביולי אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר "
        "דצמבר/בדצמבר"
    ),
}
