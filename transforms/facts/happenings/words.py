"""Small words of English by what they do in a clause."""

_DETERMINERS_TEXT = """
    the a an this that these those its his her their our my your some any no each
    every both all another such many several few most more other various"""
DETERMINERS = frozenset(_DETERMINERS_TEXT.split())
_POSSESSIVES_TEXT = """
    's ’s its his her their our my your"""
POSSESSIVES = frozenset(_POSSESSIVES_TEXT.split())
_PREPOSITIONS_TEXT = """
    of in on at by for from with against to into onto over under after before since
    until till during between among amid through towards toward near around across
    about outside inside within without despite via per upon off along behind beyond
    as than like including following regarding concerning alongside besides"""
PREPOSITIONS = frozenset(_PREPOSITIONS_TEXT.split())
CONJUNCTIONS = frozenset(["and", "or", "but", "nor", "&"])
_SUBORDINATORS_TEXT = """
    that which who whom whose when while where because although though if unless
    whether after before since as so why how what once whereas until"""
SUBORDINATORS = frozenset(_SUBORDINATORS_TEXT.split())
_MARKS_TEXT = """
    , . ; : ( ) [ ] " “ ” „ « » — – - ! ? / ‘ ’ '"""
MARKS = frozenset(_MARKS_TEXT.split())
_BE_TEXT = """
    is are was were be been being am 're ’re"""
BE = frozenset(_BE_TEXT.split())
HAVE = frozenset(["has", "have", "had", "having", "'ve", "’ve"])
_DO_TEXT = """
    do does did don doesn didn don't didn't"""
DO = frozenset(_DO_TEXT.split())
FUTURE = frozenset(["will", "shall", "'ll", "’ll", "won", "won't", "won’t"])
POSSIBLE = frozenset(["would", "could", "may", "might", "should", "can", "must"])
"""Would, could and the like: what they govern need not come true."""
_NEGATIONS_TEXT = """
    not never no n't n’t neither nor cannot didn't didn’t doesn't doesn’t don't don’t
    won't won’t wouldn't wouldn’t hasn't hasn’t haven't haven’t hadn't hadn’t isn't
    isn’t wasn't wasn’t weren't weren’t aren't aren’t couldn't couldn’t"""
NEGATIONS = frozenset(_NEGATIONS_TEXT.split())
_ADVERBS_TEXT = """
    already also again now then still ever just only twice once first later soon
    alone together instead even both yet too earlier long longer nearly almost about
    currently meanwhile however moreover nevertheless nonetheless therefore outright"""
ADVERBS = frozenset(_ADVERBS_TEXT.split())
PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you"])
_QUANTIFIERS_TEXT = """
    about around some nearly almost roughly approximately over at least up most
    more than fewer less as many further additional only just another other"""
QUANTIFIERS = frozenset(_QUANTIFIERS_TEXT.split())
_REPORTING_TEXT = """
    said say says saying told added reported announced confirmed claimed claims
    stated warned insisted believe believes believed thought noted explained argued
    admitted acknowledged declared revealed wrote alleged recalled predicted"""
REPORTING = frozenset(_REPORTING_TEXT.split())
_CALENDAR_TEXT = """
    monday tuesday wednesday thursday friday saturday sunday today yesterday
    tomorrow tonight january february march april may june july august september
    october november december week month year day night morning afternoon evening
    weekend last next ago later earlier"""
CALENDAR = frozenset(_CALENDAR_TEXT.split())
_PAST_TEXT = """
    began went took came fell left gave got kept led won lost became rose grew saw felt
    found knew thought ran broke drew held brought caught chose died told began ended
    met sat stood spoke wrote heard happened followed remained seemed appeared spent"""
PAST = frozenset(_PAST_TEXT.split())
"""Verbs that end a noun phrase and that no ending shows."""
HELPING = BE | HAVE | DO | FUTURE | POSSIBLE | NEGATIONS


_NO_ADVERBS_TEXT = """
    italy family ally assembly supply reply july rally bully monopoly anomaly apply
    rely comply imply multiply belly elderly friendly homily sicily emily kelly billy
    sally molly holly beverly kimberly ugly reply daly healy connolly"""
_NO_ADVERBS = frozenset(_NO_ADVERBS_TEXT.split())


def is_adverb(word: str) -> bool:
    """Whether a word may stand inside a group of verbs without changing it."""
    if word in ADVERBS:
        return True
    return len(word) > 4 and word.endswith("ly") and word not in _NO_ADVERBS
