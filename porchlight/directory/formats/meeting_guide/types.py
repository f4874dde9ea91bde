"""Type codes of Meeting Guide, and the plain names people read for them.

A code means what its fellowship says it means ("A" is secular in one and an age limit in another),
so a code is read with both. `SHARED` holds the codes that mean the same everywhere.
"""

from __future__ import annotations

import functools
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
    "O": _("Open: not only for members"),
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
    "QSL": _("Quebec Sign Language"),
    "RSL": _("Russian Sign Language"),
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

NEW_PEOPLE = _("New people welcome")
SECULAR = _("Secular: no religion")
READING = _("Reading together")
STORY = _("Somebody tells their story")
STEPS = _("The Steps")
TRADITIONS = _("The Traditions")
TALKING = _("Talking together")
ONE_TOPIC = _("Talking about one topic")
QUIET = _("Meditation")
QUIET_11 = _("Step 11: quiet time")
QUESTIONS = _("Questions and answers")
CANDLES = _("By candlelight")
ANSWERING = _("People may answer each other")
VARIES = _("Not the same every time")
WRITING = _("Writing")
CHIPS = _("Birthdays")
ALATEEN_TOO = _("Alateen meets at the same time")
AL_ANON_TOO = _("Al-Anon meets at the same time")
BIG_BOOK = _("Big Book")
TWELVE = _("Twelve Steps and Twelve Traditions")
REFLECTIONS = _("Daily Reflections")
TEENS = _("Teens")

# Titles of books and pamphlets are names and stay as they are.
AA: dict[str, Promise] = {
    "11": QUIET_11, "12x12": TWELVE, "A": SECULAR, "ABSI": _("As Bill Sees It"),
    "AL": ALATEEN_TOO, "AL-AN": AL_ANON_TOO, "B": BIG_BOOK, "BE": NEW_PEOPLE,
    "BRK": _("Breakfast"), "CAN": CANDLES, "D": TALKING, "DB": _("Gifts of money taken online"),
    "DD": _("Substance use and mental health"), "DR": REFLECTIONS, "GR": _("Grapevine"),
    "H": CHIPS, "LIT": READING, "LO-I": _("People who cannot get to meetings"),
    "LS": _("Living Sober"), "MED": QUIET, "SP": STORY, "ST": STEPS, "TR": TRADITIONS,
    "XT": ANSWERING,
}  # fmt: skip
DHARMA: dict[str, Promise] = {
    "8F": _("The Eightfold Path"), "BB": READING, "BE": NEW_PEOPLE, "CC": _("Child care"),
    "DF": _("Dogs welcome"), "ES": _("Spanish"), "IS": _("Looking inward, by reading"),
    "IW": _("Looking inward, by writing"), "MI": QUIET, "PR": _("Other addictions"),
    "WA": _("Step-free way in"),
}  # fmt: skip
BY_FELLOWSHIP: dict[str, dict[str, Promise]] = {
    "aa": AA,
    "al-anon": {
        "A": SECULAR, "AA": _("AA meets at the same time"), "AC": _("Adult children"),
        "AL": ALATEEN_TOO, "BE": NEW_PEOPLE, "C": _("Families and friends only"),
        "LGBTQIA": _("LGBTQ"), "POA": _("Parents"), "SP": STORY, "ST": STEPS,
        "Y": _("Alateen: for teens"), "YA": _("Young people"),
    },
    "ca": {code: AA[code] for code in AA if code not in {"DB", "LO-I"}}
    | {"BUS": _("About running the group")},
    "cma": {code: AA[code] for code in ("BE", "LIT", "SP", "ST")},
    "coda": {
        "A": SECULAR, "AL": ALATEEN_TOO, "AL-AN": AL_ANON_TOO, "B": READING, "BE": NEW_PEOPLE,
        "CAN": CANDLES, "D": ONE_TOPIC, "DLY": _("Every day"), "GR": _("Grapevine"), "H": CHIPS,
        "LIT": READING, "MED": QUIET, "QA": QUESTIONS, "READ": READING, "SHARE": TALKING,
        "SP": STORY, "ST": STEPS, "TEEN": TEENS, "TR": TRADITIONS, "WRITE": WRITING,
        "XT": ANSWERING,
    },
    "da": {
        "AB": _("Abundance"), "AR": _("Artists"), "B": _("People with a business"),
        "CL": _("Clutter"), "N": _("Numbers"), "P": _("Prosperity"), "SP": STORY, "ST": STEPS,
        "TI": _("Time"), "TO": _("Tools"), "V": _("Vision"),
    },
    "dharma": DHARMA,
    "ga": {
        "20": _("The 20 questions, for new people"), "B": BIG_BOOK, "BE": NEW_PEOPLE,
        "CAN": CANDLES, "COM": TALKING, "CRC": ANSWERING, "D": TALKING, "DR": REFLECTIONS,
        "GAA": _("Together with Gam-Anon"), "GAM": _("Gam-Anon: for family and friends"),
        "LIT": READING, "MED": QUIET, "PAR": _("Parking"), "SP": STORY, "ST": STEPS,
        "TOP": ONE_TOPIC, "TR": TRADITIONS,
    },
    "na": {
        "BEG": NEW_PEOPLE, "BT": _("Basic Text"), "CAN": CANDLES, "CPT": _("The Twelve Concepts"),
        "CW": _("Children welcome"), "DISC": TALKING, "GL": _("LGBTQ"), "IP": _("Pamphlets"),
        "IW": _("It Works: How and Why"), "JFT": _("Just for Today"), "LC": _("Living Clean"),
        "LIT": READING, "MED": QUIET, "NS": _("No smoking"), "QA": QUESTIONS,
        "RA": _("Not everybody may come"), "SMOK": _("Smoking allowed"),
        "SPAD": _("A Spiritual Principle a Day"), "SPK": STORY, "STEP": STEPS,
        "SWG": _("Step Working Guides"), "TOP": ONE_TOPIC, "TRAD": TRADITIONS, "VAR": VARIES,
    },
    "oa": {
        "11TH": QUIET_11, "90D": _("90 days"), "AA12": TWELVE, "AIB": QUESTIONS, "B": BIG_BOOK,
        "BE": NEW_PEOPLE, "D": ONE_TOPIC, "DOC": _("Dignity of Choice"), "FT": _("For Today"),
        "HOW": _("OA HOW"), "LI": _("Lifeline"), "LIS": _("Lifeline"), "LIT": READING,
        "MAIN": _("Staying well"), "MED": QUIET, "MISC": VARIES, "NEWB": _("New Beginnings"),
        "OA23": _("Overeaters Anonymous: the book"), "PROM": _("The Promises"),
        "RELA": _("Coming back after a hard day"), "SD": _("A speaker, then talking"), "SP": STORY,
        "SPIR": _("Spirituality"), "SSP": _("Seeking the Spiritual Path"),
        "ST": _("The Steps or the Traditions"), "TEEN": TEENS, "TOOL": _("Tools"),
        "VOR": _("Voices of Recovery"), "WORK": _("Workbook"), "WRIT": WRITING,
    },
    "refuge": DHARMA,
}  # fmt: skip

# What feeds write in words instead of codes. Lower case; the codes themselves need no line here.
WORDS = {
    "11th step meditation": "11",
    "12 steps & 12 traditions": "12x12",
    "afrikaans": "AF",
    "american sign language": "ASL",
    "amharic": "AM",
    "arabic": "AR",
    "as bill sees it": "ABSI",
    "asl": "ASL",
    "babysitting available": "BA",
    "beginner": "BE",
    "beginners": "BE",
    "big book": "B",
    "birthday": "H",
    "bisexual": "BI",
    "blind": "BV-I",
    "breakfast": "BRK",
    "bulgarian": "BG",
    "candlelight": "CAN",
    "child-friendly": "CF",
    "closed": "C",
    "concurrent with al-anon": "AL-AN",
    "concurrent with alateen": "AL",
    "cross talk permitted": "XT",
    "daily reflections": "DR",
    "danish": "DA",
    "deaf/hard of hearing": "D-HOH",
    "digital basket": "DB",
    "discussion": "D",
    "dual diagnosis": "DD",
    "dutch": "NL",
    "english": "EN",
    "families and friends only": "C",
    "families, friends, and observers welcome": "O",
    "finnish": "FI",
    "fragrance free": "FF",
    "french": "FR",
    "gay": "G",
    "german": "DE",
    "grapevine": "GR",
    "greek": "EL",
    "hebrew": "HE",
    "hindi": "HI",
    "hungarian": "HU",
    "indigenous": "NDG",
    "italian": "ITA",
    "japanese": "JA",
    "korean": "KOR",
    "lesbian": "L",
    "lgbtq": "LGBTQ",
    "lgbtqiaa+": "LGBTQ",
    "literature": "LIT",
    "lithuanian": "LT",
    "living sober": "LS",
    "location temporarily closed": "TC",
    "meditation": "MED",
    "men": "M",
    "native american": "N",
    "newcomer": "BE",
    "newcomers": "BE",
    "non-binary": "NB",
    "norwegian": "NO",
    "online": "ONL",
    "online meeting": "ONL",
    "open": "O",
    "outdoor": "OUT",
    "people of color": "POC",
    "persian": "FA",
    "polish": "POL",
    "portuguese": "POR",
    "professionals": "P",
    "proof of attendance": "POA",
    "punjabi": "PUN",
    "russian": "RUS",
    "secular": "A",
    "seniors": "SEN",
    "sign language": "ASL",
    "slovak": "SK",
    "smoking permitted": "SM",
    "spanish": "S",
    "speaker": "SP",
    "step meeting": "ST",
    "step study": "ST",
    "swedish": "SV",
    "tagalog": "TL",
    "temporarily closed": "TC",
    "temporary closure": "TC",
    "thai": "TH",
    "tradition study": "TR",
    "transgender": "T",
    "turkish": "TUR",
    "ukrainian": "UK",
    "wheelchair": "X",
    "wheelchair access": "X",
    "wheelchair accessible": "X",
    "wheelchair-accessible bathroom": "XB",
    "women": "W",
    "young people": "Y",
}
# What a fellowship calls that for which the words above give another's code.
SAME = {
    "na": {"BE": "BEG", "CF": "CW", "D": "DISC", "LGBTQ": "GL", "SP": "SPK", "ST": "STEP",
           "TR": "TRAD"},
    "ca": {}, "oa": {"11": "11TH", "12x12": "AA12"}, "coda": {}, "da": {}, "ga": {},
}  # fmt: skip
LONGEST_CODE = 32
MOST_CODES = 60


def codes_of(value: object, fellowship: str = "aa") -> tuple[str, ...]:
    """The codes in a list, "[open]" or "Open, English", each once, in the order given.

    A code of another fellowship is kept as it stands: only its own list can say what it means.
    """
    if isinstance(value, str):
        value = re.split(r"[,;|]", value.strip().strip("[]"))
    parts = value if isinstance(value, list) else []
    codes = [_code_of(str(part), fellowship) for part in parts if isinstance(part, (str, int))]
    return tuple(dict.fromkeys(code for code in codes if code))[:MOST_CODES]


def is_known(code: str, fellowship: str = "aa") -> bool:
    return code.lower() in _codes(fellowship)


@functools.cache
def _codes(fellowship: str) -> dict[str, str]:
    """Every code of a fellowship by its small letters; AA's list for one without its own."""
    return {code.lower(): code for code in [*SHARED, *BY_FELLOWSHIP.get(fellowship, AA)]}


def _code_of(part: str, fellowship: str) -> str:
    text = " ".join("".join(filter(str.isprintable, part)).split()).strip("\"'[]")
    codes = _codes(fellowship)
    if text.lower() in codes:
        return codes[text.lower()]
    named = WORDS.get(text.lower(), "")
    named = SAME.get(fellowship, {}).get(named, named)
    return named if named.lower() in codes else text[:LONGEST_CODE].strip()
