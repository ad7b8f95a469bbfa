"""PLOVER's types and our modes in ACLED's and CAMEO's terms.

ACLED: event types and sub-event types of its codebook (2023); only what ACLED records
has one. CAMEO: the root codes 01 to 20 that PLOVER's types were merged from.
"""

from collections.abc import Mapping
from types import MappingProxyType

_VIOLENCE = "Violence against civilians"
_REMOTE = "Explosions/Remote violence"
_STRATEGIC = "Strategic developments"
ACLED: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        ("ASSAULT", "shelling"): (_REMOTE, "Shelling/artillery/missile attack"),
        ("ASSAULT", "aerial"): (_REMOTE, "Air/drone strike"),
        ("ASSAULT", "bombing"): (_REMOTE, "Remote explosive/landmine/IED"),
        ("ASSAULT", "thrown"): (_REMOTE, "Grenade"),
        ("ASSAULT", "armed-attack"): ("Battles", "Armed clash"),
        ("ASSAULT", "seizure"): ("Battles", "Non-state actor overtakes territory"),
        ("ASSAULT", "killing"): (_VIOLENCE, "Attack"),
        ("ASSAULT", "wounding"): (_VIOLENCE, "Attack"),
        ("ASSAULT", "abduction"): (_VIOLENCE, "Abduction/forced disappearance"),
        ("ASSAULT", "destruction"): (_STRATEGIC, "Looting/property destruction"),
        ("PROTEST", "demonstration"): ("Protests", "Peaceful protest"),
        ("PROTEST", "obstruction"): ("Protests", "Peaceful protest"),
        ("PROTEST", "riot"): ("Riots", "Violent demonstration"),
        ("COERCE", "arrest"): (_STRATEGIC, "Arrests"),
        ("COERCE", "destruction"): (_STRATEGIC, "Looting/property destruction"),
        ("COERCE", "dispersal"): ("Protests", "Protest with intervention"),
        ("AGREE", "agreement"): (_STRATEGIC, "Agreement"),
        ("RETREAT", "withdrawal"): (
            _STRATEGIC,
            "Non-violent transfer of territory",
        ),
        ("MOBILIZE", "deployment"): (_STRATEGIC, "Change to group/activity"),
    }
)
"""PLOVER type and mode -> ACLED type and sub-type."""

CAMEO: Mapping[str, str] = MappingProxyType(
    {
        "AGREE": "05",
        "CONSULT": "04",
        "SUPPORT": "05",
        "COOPERATE": "06",
        "AID": "07",
        "CONCEDE": "08",
        "RETREAT": "08",
        "ACCUSE": "11",
        "REQUEST": "10",
        "REJECT": "12",
        "THREATEN": "13",
        "PROTEST": "14",
        "MOBILIZE": "15",
        "SANCTION": "16",
        "COERCE": "17",
        "ASSAULT": "19",
    }
)
"""PLOVER type -> CAMEO root."""
_CAMEO_MODES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("ACCUSE", "investigation"): "09",
        ("ASSAULT", "killing"): "18",
        ("ASSAULT", "abduction"): "18",
        ("ASSAULT", "bombing"): "18",
        ("ASSAULT", "wounding"): "18",
    }
)


def acled_of(
    plover_type: str | None, mode: str | None
) -> tuple[str | None, str | None]:
    """ACLED's type and sub-type; None twice for what ACLED does not record."""
    return ACLED.get((plover_type or "", mode or ""), (None, None))


def cameo_of(plover_type: str | None, mode: str | None) -> str | None:
    """CAMEO's root code of two digits; None without a PLOVER type."""
    if plover_type is None:
        return None
    return _CAMEO_MODES.get((plover_type, mode or ""), CAMEO[plover_type])
