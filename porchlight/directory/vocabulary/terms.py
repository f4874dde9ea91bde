"""One plain vocabulary for what every feed says in codes of its own.

A term is "group:what": who it is for, its language, what it costs, how one gets in. Feeds of all
formats are read into it, so that one filter finds a meeting, a clinic and a choir alike. A code
means what its fellowship says it means, so a code is never read without its fellowship.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

GROUPS: dict[str, Promise] = {
    "need": _("What it is"),
    "pathway": _("Way of recovery"),
    "format": _("How it goes"),
    "population": _("Who it is for"),
    "language": _("Language"),
    "access": _("Getting there and in"),
    "cost": _("Cost"),
}

TERMS: dict[str, dict[str, Promise]] = {
    "need": {
        "meeting": _("Meetings"),
        "peer-support": _("Peer support and recovery coaches"),
        "recovery-community": _("Recovery community center"),
        "detox": _("Withdrawal care (detox)"),
        "outpatient": _("Treatment by day, living at home"),
        "inpatient": _("Treatment with a bed"),
        "medication": _("Medication for opioid or alcohol use"),
        "methadone": _("Methadone"),
        "buprenorphine": _("Buprenorphine (Suboxone and others)"),
        "naltrexone": _("Naltrexone (Vivitrol and others)"),
        "harm-reduction": _("Harm reduction and naloxone"),
        "mental-health": _("Mental health care"),
        "counselling": _("Counseling"),
        "gambling": _("Help with gambling"),
        "smoking": _("Help to stop smoking"),
        "family-support": _("Help for family and friends"),
        "housing": _("Recovery housing and shelter"),
        "primary-care": _("Doctors and clinics"),
        "crisis": _("Help in a crisis"),
        "work": _("Work and job training"),
        "classes": _("Classes and workshops"),
        "rides": _("Rides"),
        "food": _("Food and clothes"),
        "legal": _("Help with law and benefits"),
        "volunteering": _("Volunteering"),
        "hobby": _("Hobby and interest groups"),
        "wellness": _("Exercise and wellness"),
        "community": _("Community and faith groups"),
        "events": _("Walks and celebrations"),
    },
    "pathway": {
        "12-step": _("12-step"),
        "aa": _("Alcoholics Anonymous (AA)"),
        "na": _("Narcotics Anonymous (NA)"),
        "ca": _("Cocaine Anonymous (CA)"),
        "cma": _("Crystal Meth Anonymous (CMA)"),
        "ma": _("Marijuana Anonymous (MA)"),
        "ga": _("Gamblers Anonymous (GA)"),
        "oa": _("Overeaters Anonymous (OA)"),
        "coda": _("Co-Dependents Anonymous (CoDA)"),
        "da": _("Debtors Anonymous (DA)"),
        "smart": _("SMART Recovery"),
        "lifering": _("LifeRing"),
        "buddhist": _("Buddhist"),
        "dharma": _("Recovery Dharma"),
        "refuge": _("Refuge Recovery"),
        "faith": _("Faith"),
        "celebrate-recovery": _("Celebrate Recovery"),
        "secular": _("Secular: no religion"),
        "women": _("Women for Sobriety"),
        "harm-reduction": _("Harm reduction"),
        "medication": _("Medication is welcome"),
        "family": _("For family and friends"),
        "al-anon": _("Al-Anon family groups"),
        "nar-anon": _("Nar-Anon family groups"),
        "peer": _("Peer support group"),
    },
    "format": {
        "open": _("Open: not only for members"),
        "closed": _("Closed: for members, and for people who want to join"),
        "restricted": _("Not everybody may come"),
        "talk": _("Talking together"),
        "speaker": _("Somebody tells their story"),
        "steps": _("The Steps"),
        "reading": _("Reading together"),
        "meditation": _("Meditation"),
        "group": _("In a group"),
        "one-to-one": _("One to one"),
        "drop-in": _("Drop in"),
    },
    "population": {
        "women": _("Women"),
        "men": _("Men"),
        "non-binary": _("Non-binary people"),
        "trans": _("Trans people"),
        "lgbtq": _("LGBTQ"),
        "gay": _("Gay"),
        "lesbian": _("Lesbian"),
        "bisexual": _("Bisexual"),
        "young": _("Young people"),
        "teens": _("Teens"),
        "older": _("Older people"),
        "poc": _("People of color"),
        "native": _("Native American"),
        "veterans": _("Veterans and their families"),
        "pregnant": _("Pregnant or just had a baby"),
        "parents": _("Parents with children"),
        "justice": _("People who were in prison or court"),
        "hiv": _("People with HIV"),
        "trauma": _("People who lived through trauma"),
        "violence": _("People hurt by a partner"),
        "both": _("Substance use and mental health"),
        "work": _("People in certain jobs"),
    },
    "language": {
        "en": _("English"), "es": _("Spanish"), "fr": _("French"), "af": _("Afrikaans"),
        "am": _("Amharic"), "ar": _("Arabic"), "bg": _("Bulgarian"), "da": _("Danish"),
        "de": _("German"), "el": _("Greek"), "fa": _("Persian"), "fi": _("Finnish"),
        "he": _("Hebrew"), "hi": _("Hindi"), "hmn": _("Hmong"), "hr": _("Croatian"),
        "ht": _("Haitian Creole"), "hu": _("Hungarian"), "hy": _("Armenian"),
        "is": _("Icelandic"), "it": _("Italian"), "ja": _("Japanese"), "ka": _("Georgian"),
        "ko": _("Korean"), "lt": _("Lithuanian"), "ml": _("Malayalam"), "mt": _("Maltese"),
        "esu": _("Yupik"), "oj": _("Ojibwe"),
        "ne": _("Nepali"), "nl": _("Dutch"), "no": _("Norwegian"), "nv": _("Navajo"),
        "pa": _("Punjabi"), "pl": _("Polish"), "pt": _("Portuguese"), "ru": _("Russian"),
        "sk": _("Slovak"), "sl": _("Slovenian"), "so": _("Somali"), "sv": _("Swedish"),
        "th": _("Thai"), "tl": _("Tagalog"), "tr": _("Turkish"), "uk": _("Ukrainian"),
        "vi": _("Vietnamese"), "yi": _("Yiddish"), "zh": _("Chinese"),
    },
    "access": {
        "newcomers": _("New people welcome"),
        "step-free": _("Step-free way in"),
        "step-free-restroom": _("Step-free restroom"),
        "sign-language": _("American Sign Language"),
        "deaf": _("Deaf and hard of hearing"),
        "blind": _("Blind and low vision"),
        "bus": _("Near a bus or train"),
        "rides": _("Gives rides"),
        "parking": _("Parking"),
        "child-care": _("Child care"),
        "children": _("Children welcome"),
        "fragrance-free": _("Free of scents"),
        "outdoors": _("Outdoors"),
        "telehealth": _("By video or phone"),
        "mobile": _("Comes to you"),
        "walk-in": _("No appointment needed"),
        "all-hours": _("Day and night"),
    },
    "cost": {
        "free": pgettext_lazy("cost", "Free"),
        "sliding": _("Pay what you can"),
        "medicaid": _("Medicaid"),
        "medicare": _("Medicare"),
        "insurance": _("Private insurance"),
        "military": _("Military insurance"),
        "state": _("State or tribal money"),
        "self": _("Paying yourself"),
    },
}  # fmt: skip

LANGUAGES = frozenset(f"language:{code}" for code in TERMS["language"])
# The ways of recovery that a fellowship's meetings are: its own name, and what it is one of.
PATHWAY_OF = {
    "aa": ("12-step", "aa"),
    "al-anon": ("12-step", "al-anon", "family"),
    "ca": ("12-step", "ca"),
    "celebrate-recovery": ("faith", "celebrate-recovery"),
    "cma": ("12-step", "cma"),
    "coda": ("12-step", "coda"),
    "da": ("12-step", "da"),
    "dharma": ("buddhist", "dharma"),
    "ga": ("12-step", "ga"),
    "lifering": ("lifering", "secular"),
    "ma": ("12-step", "ma"),
    "na": ("12-step", "na"),
    "nar-anon": ("12-step", "nar-anon", "family"),
    "oa": ("12-step", "oa"),
    "peer": ("peer",),
    "refuge": ("buddhist", "refuge"),
    "smart": ("smart", "secular"),
    "smart-family": ("smart", "secular", "family"),
    "wfs": ("women", "secular"),
}
# Type codes that mean the same in every fellowship's list.
SHARED = {
    "O": "format:open", "C": "format:closed",
    "M": "population:men", "W": "population:women", "NB": "population:non-binary",
    "T": "population:trans", "G": "population:gay", "L": "population:lesbian",
    "BI": "population:bisexual", "LGBTQ": "population:lgbtq", "Y": "population:young",
    "SEN": "population:older", "POC": "population:poc", "N": "population:native",
    "NDG": "population:native", "P": "population:work",
    "X": "access:step-free", "XB": "access:step-free-restroom", "ASL": "access:sign-language",
    "D-HOH": "access:deaf", "BV-I": "access:blind", "BA": "access:child-care",
    "CF": "access:children", "FF": "access:fragrance-free", "OUT": "access:outdoors",
    "BE": "access:newcomers", "BEG": "access:newcomers",
    "AF": "language:af", "AM": "language:am", "AR": "language:ar", "BG": "language:bg",
    "DA": "language:da", "DE": "language:de", "EL": "language:el", "EN": "language:en",
    "FA": "language:fa", "FI": "language:fi", "FR": "language:fr", "HE": "language:he",
    "HI": "language:hi", "HR": "language:hr", "HU": "language:hu", "IS": "language:is",
    "ITA": "language:it", "JA": "language:ja", "KA": "language:ka", "KOR": "language:ko",
    "LT": "language:lt", "ML": "language:ml", "MT": "language:mt", "NE": "language:ne",
    "NL": "language:nl", "NO": "language:no", "POL": "language:pl", "POR": "language:pt",
    "PUN": "language:pa", "RUS": "language:ru", "S": "language:es", "SK": "language:sk",
    "SL": "language:sl", "SV": "language:sv", "TH": "language:th", "TL": "language:tl",
    "TUR": "language:tr", "UK": "language:uk",
}  # fmt: skip
# What a fellowship's own list says otherwise, or besides. "" is a code that means something there
# but nothing a person looks for, so that what others mean by it is not taken.
BY_FELLOWSHIP = {
    "aa": {
        "A": "pathway:secular", "DD": "population:both", "D": "format:talk",
        "SP": "format:speaker", "ST": "format:steps", "12x12": "format:reading",
        "B": "format:reading", "LIT": "format:reading", "ABSI": "format:reading",
        "DR": "format:reading", "GR": "format:reading", "LS": "format:reading",
        "MED": "format:meditation", "11": "format:meditation",
    },
    "al-anon": {
        "A": "pathway:secular", "Y": "population:teens", "YA": "population:young", "POA": "",
        "LGBTQIA": "population:lgbtq", "SP": "format:speaker", "ST": "format:steps",
    },
    "ca": {
        "A": "pathway:secular", "DD": "population:both", "D": "format:talk",
        "SP": "format:speaker", "ST": "format:steps", "12x12": "format:reading",
        "B": "format:reading", "LIT": "format:reading", "ABSI": "format:reading",
        "DR": "format:reading", "GR": "format:reading", "LS": "format:reading",
        "MED": "format:meditation", "11": "format:meditation",
    },
    "cma": {"LIT": "format:reading", "SP": "format:speaker", "ST": "format:steps"},
    "coda": {
        "A": "pathway:secular", "B": "format:reading", "D": "format:talk", "SHARE": "format:talk",
        "LIT": "format:reading", "READ": "format:reading", "GR": "format:reading",
        "MED": "format:meditation", "SP": "format:speaker", "ST": "format:steps",
        "TEEN": "population:teens",
    },
    "da": {"AR": "", "N": "", "P": "", "SP": "format:speaker", "ST": "format:steps"},
    "dharma": {
        "BB": "format:reading", "CC": "access:child-care", "ES": "language:es", "IS": "",
        "MI": "format:meditation", "WA": "access:step-free",
    },
    "ga": {
        "20": "access:newcomers", "B": "format:reading", "DR": "format:reading",
        "LIT": "format:reading", "D": "format:talk", "COM": "format:talk", "CRC": "format:talk",
        "TOP": "format:talk", "MED": "format:meditation", "SP": "format:speaker",
        "ST": "format:steps", "PAR": "access:parking", "GAM": "pathway:family",
    },
    "na": {
        "BT": "format:reading", "CW": "access:children", "DISC": "format:talk",
        "GL": "population:lgbtq", "IP": "format:reading", "IW": "format:reading",
        "JFT": "format:reading", "LC": "format:reading", "LIT": "format:reading",
        "MED": "format:meditation", "QA": "format:talk", "RA": "format:restricted",
        "SPAD": "format:reading", "SPK": "format:speaker", "STEP": "format:steps",
        "SWG": "format:steps", "TOP": "format:talk",
    },
    "oa": {
        "11TH": "format:meditation", "AA12": "format:reading", "B": "format:reading",
        "D": "format:talk", "AIB": "format:talk", "FT": "format:reading", "LI": "format:reading",
        "LIT": "format:reading", "MED": "format:meditation", "NEWB": "format:reading",
        "SD": "format:speaker", "SP": "format:speaker", "ST": "format:steps",
        "TEEN": "population:teens", "VOR": "format:reading", "OA23": "format:reading",
    },
    "refuge": {
        "BB": "format:reading", "CC": "access:child-care", "ES": "language:es", "IS": "",
        "MI": "format:meditation", "WA": "access:step-free",
    },
}  # fmt: skip
# The code of Meeting Guide's own list that says a term, for feeds of listings that came otherwise.
GUIDE_CODES = {term: code for code, term in SHARED.items() if code not in {"BEG", "N"}} | {
    "pathway:secular": "A", "population:both": "DD", "format:talk": "D", "format:speaker": "SP",
    "format:steps": "ST", "format:reading": "LIT", "format:meditation": "MED",
}  # fmt: skip


def term_name(term: str) -> str:
    """What a person reads for a term; "" for one that is not in the vocabulary."""
    group, _colon, what = term.partition(":")
    return str(TERMS.get(group, {}).get(what, ""))


def pathways_of(terms: Iterable[str]) -> set[str]:
    """The pathways among terms, without the name of their group."""
    return {term.removeprefix("pathway:") for term in terms if term.startswith("pathway:")}


def is_term(term: str) -> bool:
    group, _colon, what = term.partition(":")
    return what in TERMS.get(group, {})


def terms_of_types(fellowship: str, types: Iterable[str]) -> tuple[str, ...]:
    """The terms of a meeting with these codes in the list of its fellowship, sorted."""
    meanings = SHARED | BY_FELLOWSHIP.get(fellowship, {})
    found = {meanings.get(code) for code in types}
    found |= {f"pathway:{way}" for way in PATHWAY_OF.get(fellowship, ())}
    return tuple(sorted({"need:meeting"} | {term for term in found if term}))


def guide_codes(terms: Iterable[str]) -> list[str]:
    """The codes of Meeting Guide's own list that say these terms, sorted."""
    return sorted({GUIDE_CODES[term] for term in terms if term in GUIDE_CODES})
