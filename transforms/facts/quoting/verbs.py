"""The words that introduce speech: their forms, and what stands between them."""

from functools import cache
from types import MappingProxyType

_IRREGULAR = """
    say says said saying, tell tells told telling, write writes wrote written writing,
    tweet tweets tweeted tweeting, read reads read reading, speak speaks spoke speaking,
    mean means meant meaning, think thinks thought thinking, feel feels felt feeling,
    know knows knew knowing, sing sings sang singing, swear swears swore swearing,
    shout shouts shouted shouting, quip quips quipped quipping, put puts putting,
    hear hears heard hearing, call calls called calling, find finds found finding,
    begin begins began beginning, go goes went going, speak speaks spoke speaking,
    hold holds held holding, dub dubs dubbed dubbing, chant chants chanted chanting,
    retort retorts retorted retorting, admit admits admitted admitting,
    say say said saying, vow vows vowed vowing, offer offers offered offering,
    brag brags bragged bragging, see sees saw seeing, make makes made making"""
_REGULAR = """
    add ask reply answer announce explain argue note claim warn declare insist stress
    state report respond continue conclude recall remark observe comment exclaim joke
    joke suggest acknowledge concede confirm complain agree promise pledge urge demand
    describe predict recount express denounce condemn criticize criticise blame accuse
    blast slam mock praise hail label brand deny dismiss reject refuse boast charge
    lament muse whisper yell cry scream implore exhort caution counter contend assert
    allege maintain reiterate repeat emphasize emphasise underscore reveal disclose
    testify rule propose recommend encourage quote cite deem characterize characterise
    compare text email e-mail post message retweet blog sign echo defend attack hammer
    gush sigh grumble plead advise inquire wonder speculate reason estimate indicate
    signal mention point caption title read promote signal tout attribute appeal
    summarize summarise proclaim pronounce profess preach opine interject intone snap
    assure remind inform brief order instruct direct question admonish scold rebuke
    chide deride ridicule lambaste decry bemoan welcome applaud salute thank laud
    invoke discuss address refer allude hint imply conclude concur volunteer relate
    narrate detail outline elaborate clarify correct rejoin crow declare vent rant rail
    fume seethe thunder roar bark growl mutter mumble murmur greet toast"""
_AFTER_SUBJECT_TEXT = """
    has have had is are was were been being be will would could can may might must
    should did does do also later then now once again still often repeatedly only
    simply already further just previously recently earlier quickly famously even
    forcefully openly always never not n't 's ’s ’ve ’d had"""
_AFTER_SUBJECT = frozenset(_AFTER_SUBJECT_TEXT.split())


_PAST_TEXT = """
    gave took made went came put saw set left kept met got ran led sent brought held
    stood sought fought began drew spoke threw won lost chose grew became bought
    taught is are was were has have had will would could can may might must should
    does did shot caught broke rose fell let cut hit"""
_PAST = frozenset(_PAST_TEXT.split())
WEAK_TEXT = """
    mean means meant meaning read reads reading put puts putting hear hears heard go
    goes went going make makes made making see sees saw seeing find finds found
    finding hold holds held holding know knows knew knowing feel feels felt think
    thinks thought signed indicated underscored underscores underscore reports
    reported charges signaled signals emailed message point pointed begin began
    detailed sign hint mention mentioned compared compare reveal reveals revealed
    attributed"""
WEAK = frozenset(WEAK_TEXT.split())
"""Verbs that introduce speech only right before it."""

_OPEN = "said says"
"""Verbs that need no "that" before what is said."""
_TOLD = "told tells reminded assured informed"
"""Verbs whose hearer stands before what is said."""
_WITH_THAT = """
    added adds claimed argued argues warned warns announced announces insisted insists
    stressed stresses noted notes explained explains wrote writes reported
    acknowledged acknowledges predicted predicts suggested promised
    vowed alleged alleges confirmed confirms conceded admitted denied declared declares
    stated complained asserted asserts contended contends recalled maintained
    replied tweeted emphasized emphasised reiterated estimated concluded
    testified cautioned remarked observed"""


@cache
def reporting_verbs() -> MappingProxyType[str, str]:
    """Form -> "open", "told", "that" or "according", by what follows it."""
    return MappingProxyType(
        {
            **dict.fromkeys(_OPEN.split(), "open"),
            **dict.fromkeys(_TOLD.split(), "told"),
            **dict.fromkeys(_WITH_THAT.split(), "that"),
            "according": "according",
        }
    )


@cache
def speech_verbs() -> MappingProxyType[str, str]:
    """Form -> "s" for says, "d" for said, "g" for saying, "b" for say."""
    forms: dict[str, str] = {}
    for verb in _REGULAR.split():
        for kind, form in zip("bsdg", _inflect(verb), strict=True):
            forms[form] = kind
    for group in _IRREGULAR.replace("\n", " ").split(","):
        base, third, *past, present = group.split()
        forms |= {base: "b", third: "s", present: "g"} | dict.fromkeys(past, "d")
    return MappingProxyType(forms)


def _inflect(verb: str) -> tuple[str, str, str, str]:
    """write-like regular verbs: base, third person, past and participle."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb in ("slam", "refer", "blog", "snap"):
        return verb, f"{verb}s", f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return verb, f"{verb}{ending}", f"{verb}ed", f"{verb}ing"


def is_auxiliary(word: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word in _AFTER_SUBJECT or (word.endswith("ly") and len(word) > 4)


def is_past(word: str) -> bool:
    """Whether a word looks like the past of any verb."""
    return word in _PAST or (word.endswith("ed") and len(word) > 4)
