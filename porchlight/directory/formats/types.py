"""Type codes of Meeting Guide, and the plain names people read for them.

A code means what its fellowship says it means ("A" is secular in one and an age limit in another),
so a name is asked for with both. `SHARED` holds the codes that mean the same everywhere.
"""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FELLOWSHIPS: dict[str, Promise] = {
    "aa": _("Alcoholics Anonymous"),
    "al-anon": _("Al-Anon family groups"),
    "ca": _("Cocaine Anonymous"),
    "cma": _("Crystal Meth Anonymous"),
    "celebrate-recovery": _("Celebrate Recovery"),
    "coda": _("Co-Dependents Anonymous"),
    "da": _("Debtors Anonymous"),
    "dharma": _("Recovery Dharma"),
    "ga": _("Gamblers Anonymous"),
    "lifering": _("LifeRing"),
    "ma": _("Marijuana Anonymous"),
    "na": _("Narcotics Anonymous"),
    "nar-anon": _("Nar-Anon family groups"),
    "oa": _("Overeaters Anonymous"),
    "refuge": _("Refuge Recovery"),
    "smart": _("SMART Recovery"),
    "smart-family": _("SMART Recovery for family and friends"),
    "wfs": _("Women for Sobriety"),
    "peer": _("Peer support group"),
    "other": _("Another kind of meeting"),
}

SHARED: dict[str, Promise] = {
    # who it is for
    "O": _("Open to all"),
    "C": _("Closed: for members, and for people who want to join"),
    "M": _("Men"),
    "W": _("Women"),
    "NB": _("Non-binary people"),
    "T": _("Trans people"),
    "G": _("Gay"),
    "L": _("Lesbian"),
    "BI": _("Bisexual"),
    "LGBTQ": _("LGBTQ"),
    "Y": _("Young people"),
    "SEN": _("Older people"),
    "POC": _("People of color"),
    "N": _("Native American"),
    "NDG": _("Indigenous people"),
    "P": _("People in certain jobs"),
    # getting in and being there
    "X": _("Step-free way in"),
    "XB": _("Step-free restroom"),
    "ASL": _("American Sign Language"),
    "D-HOH": _("Deaf and hard of hearing"),
    "BV-I": _("Blind and low vision"),
    "BA": _("Child care"),
    "CF": _("Children welcome"),
    "FF": _("Free of scents"),
    "SM": _("Smoking allowed"),
    "OUT": _("Outdoors"),
    "ONL": _("Online"),
    "TC": _("The place is closed for now"),
    "POA": _("Gives proof of attendance"),
    # languages
    "AF": _("Afrikaans"),
    "AM": _("Amharic"),
    "AR": _("Arabic"),
    "BG": _("Bulgarian"),
    "DA": _("Danish"),
    "DE": _("German"),
    "EL": _("Greek"),
    "EN": _("English"),
    "FA": _("Persian"),
    "FI": _("Finnish"),
    "FR": _("French"),
    "HE": _("Hebrew"),
    "HI": _("Hindi"),
    "HR": _("Croatian"),
    "HU": _("Hungarian"),
    "IS": _("Icelandic"),
    "ITA": _("Italian"),
    "JA": _("Japanese"),
    "KA": _("Georgian"),
    "KOR": _("Korean"),
    "LT": _("Lithuanian"),
    "ML": _("Malayalam"),
    "MT": _("Maltese"),
    "NE": _("Nepali"),
    "NL": _("Dutch"),
    "NO": _("Norwegian"),
    "POL": _("Polish"),
    "POR": _("Portuguese"),
    "PUN": _("Punjabi"),
    "RUS": _("Russian"),
    "S": _("Spanish"),
    "SK": _("Slovak"),
    "SL": _("Slovenian"),
    "SV": _("Swedish"),
    "TH": _("Thai"),
    "TL": _("Tagalog"),
    "TUR": _("Turkish"),
    "UK": _("Ukrainian"),
}

BY_FELLOWSHIP: dict[str, dict[str, Promise]] = {
    "aa": {
        "11": _("Step 11: quiet time"),
        "12x12": _("Twelve Steps and Twelve Traditions"),
        "A": _("Secular: no religion"),
        "ABSI": _("As Bill Sees It"),
        "AL": _("Alateen meets at the same time"),
        "AL-AN": _("Al-Anon meets at the same time"),
        "B": _("Big Book"),
        "BE": _("New people welcome"),
        "BRK": _("Breakfast"),
        "CAN": _("By candlelight"),
        "D": _("Talking together"),
        "DB": _("Gifts of money taken online"),
        "DD": _("Substance use and mental health"),
        "DR": _("Daily Reflections"),
        "GR": _("Grapevine"),
        "H": _("Birthdays"),
        "LIT": _("Reading together"),
        "LO-I": _("People who cannot get to meetings"),
        "LS": _("Living Sober"),
        "MED": _("Meditation"),
        "SP": _("Somebody tells their story"),
        "ST": _("The Steps"),
        "TR": _("The Traditions"),
        "XT": _("People may answer each other"),
    },
}

# What feeds write in words instead of codes. Lower case; the codes themselves need no line here.
WORDS = {
    "12 steps & 12 traditions": "12x12",
    "as bill sees it": "ABSI",
    "asl": "ASL",
    "babysitting available": "BA",
    "beginner": "BE",
    "beginners": "BE",
    "big book": "B",
    "blind": "BV-I",
    "candlelight": "CAN",
    "child-friendly": "CF",
    "closed": "C",
    "daily reflections": "DR",
    "deaf/hard of hearing": "D-HOH",
    "digital basket": "DB",
    "discussion": "D",
    "english": "EN",
    "fragrance free": "FF",
    "french": "FR",
    "gay": "G",
    "german": "DE",
    "grapevine": "GR",
    "hungarian": "HU",
    "italian": "ITA",
    "lesbian": "L",
    "lgbtq": "LGBTQ",
    "lgbtqiaa+": "LGBTQ",
    "literature": "LIT",
    "living sober": "LS",
    "location temporarily closed": "TC",
    "meditation": "MED",
    "men": "M",
    "newcomer": "BE",
    "newcomers": "BE",
    "online": "ONL",
    "online meeting": "ONL",
    "open": "O",
    "outdoor": "OUT",
    "people of color": "POC",
    "polish": "POL",
    "portuguese": "POR",
    "proof of attendance": "POA",
    "russian": "RUS",
    "secular": "A",
    "seniors": "SEN",
    "spanish": "S",
    "speaker": "SP",
    "step meeting": "ST",
    "step study": "ST",
    "swedish": "SV",
    "temporarily closed": "TC",
    "tradition study": "TR",
    "wheelchair": "X",
    "wheelchair access": "X",
    "women": "W",
    "young people": "Y",
}
_CODES = {code.lower(): code for code in [*SHARED, *BY_FELLOWSHIP["aa"]]}
LONGEST_CODE = 32
MOST_CODES = 60


def type_name(fellowship: str, code: str) -> str:
    """What a person reads for `code`; "" when its fellowship's meaning is not known here."""
    name = BY_FELLOWSHIP.get(fellowship, {}).get(code) or SHARED.get(code)
    return str(name) if name else ""


def fellowship_name(fellowship: str) -> str:
    return str(FELLOWSHIPS.get(fellowship, FELLOWSHIPS["other"]))


def codes_of(value: object) -> tuple[str, ...]:
    """The codes in a list, "[open]" or "Open, English", each once, in the order given.

    A code of another fellowship is kept as it stands: only its own list can say what it means.
    """
    if isinstance(value, str):
        value = re.split(r"[,;|]", value.strip().strip("[]"))
    parts = value if isinstance(value, list) else []
    codes = [_code_of(str(part)) for part in parts if isinstance(part, (str, int))]
    return tuple(dict.fromkeys(code for code in codes if code))[:MOST_CODES]


def is_known(code: str) -> bool:
    return code.lower() in _CODES


def _code_of(part: str) -> str:
    text = " ".join("".join(filter(str.isprintable, part)).split()).strip("\"'[]")
    known = _CODES.get(text.lower()) or WORDS.get(text.lower())
    return known or text[:LONGEST_CODE].strip()
