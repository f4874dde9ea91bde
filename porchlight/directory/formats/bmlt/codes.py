"""What a BMLT server's format codes mean: by number or key, and through the world id they share.

Every server names its formats as it likes ("Ö" is open in Sweden), so a key means little by itself.
`world_id` is the same on all of them. Without the server's own list (GetFormats), the list that a
root server is installed with is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from porchlight.directory.formats.fields.names import terms_in_name
from porchlight.directory.formats.fields.text import clean_text

# world_id -> the code for it in NA's list of Meeting Guide types, where it differs. The rest are
# equal; VM, HYBR and TC say how one attends.
CODES = {"OPEN": "O", "CLOSED": "C", "WCHR": "X", "VM": "ONL", "HYBR": "", "LANG": ""}
WORLD_IDS = frozenset(
    [
        *("BEG", "BT", "CAN", "CLOSED", "CPT", "CW", "DISC", "GL", "IP", "IW", "JFT", "LANG"),
        *("LC", "LIT", "M", "MED", "NS", "OPEN", "QA", "RA", "SMOK", "SPAD", "SPK", "STEP"),
        *("SWG", "TC", "TOP", "TRAD", "VAR", "W", "WCHR", "Y", "VM", "HYBR"),
    ]
)
# The formats of a new root server: key -> world id and name.
DEFAULTS = {
    "B": ("BEG", "Beginners"), "BK": ("LIT", "Book Study"), "BL": ("", "Bi-Lingual"),
    "BT": ("BT", "Basic Text"), "C": ("CLOSED", "Closed"), "CH": ("", "Closed Holidays"),
    "CL": ("CAN", "Candlelight"), "CP": ("CPT", "Concepts"),
    "CS": ("", "Children under Supervision"), "CW": ("CW", "Children Welcome"),
    "D": ("DISC", "Discussion"), "ENG": ("LANG", "English"), "ES": ("LANG", "Spanish"),
    "FD": ("", "Five and Dime"), "FIN": ("LANG", "Finnish"), "FR": ("LANG", "French"),
    "AB": ("QA", "Ask-It-Basket"), "Ag": ("", "Agnostic"), "GL": ("GL", "Gay/Lesbian"),
    "GP": ("", "Grapevine"), "HY": ("HYBR", "Hybrid"), "IL": ("", "Illness"),
    "IP": ("IP", "Informational Pamphlet"), "IW": ("IW", "It Works: How and Why"),
    "JT": ("JFT", "Just for Today"), "LC": ("LC", "Living Clean"), "M": ("M", "Men"),
    "ME": ("MED", "Meditation"), "NC": ("", "No Children"), "NS": ("NS", "No Smoking"),
    "O": ("OPEN", "Open"), "OE": ("", "Open-Ended"), "PER": ("LANG", "Persian"),
    "Pi": ("", "Pitch"), "QA": ("QA", "Question and Answer"), "RA": ("RA", "Restricted Attendance"),
    "RF": ("VAR", "Rotating Format"), "Rr": ("", "Round Robin"),
    "SC": ("", "Surveillance Cameras"), "SD": ("SPK", "Speaker/Discussion"),
    "SG": ("SWG", "Step Working Guide"), "SL": ("", "ASL"), "SM": ("SMOK", "Smoking Permitted"),
    "So": ("SPK", "Speaker Only"), "St": ("STEP", "Step"), "TC": ("TC", "Temporarily Closed"),
    "Ti": ("", "Timer"), "To": ("TOP", "Topic"), "Tr": ("TRAD", "Tradition"),
    "TW": ("TRAD", "Traditions Workshop"), "VM": ("VM", "Virtual Meeting"), "W": ("W", "Women"),
    "WC": ("WCHR", "Wheelchair"), "YP": ("Y", "Young People"),
}  # fmt: skip
# Formats without a world id, and languages, recognized by a word of their names.
WORDS = {
    "asl": "access:sign-language", "sign language": "access:sign-language",
    "deaf": "access:deaf", "malentendants": "access:deaf",
    "agnostic": "pathway:secular", "agnostique": "pathway:secular", "atheist": "pathway:secular",
    "children under supervision": "access:children", "childcare": "access:child-care",
    "child care": "access:child-care", "babysitting": "access:child-care",
    "fragrance free": "access:fragrance-free", "outdoor": "access:outdoors",
    "outdoors": "access:outdoors", "veterans": "population:veterans",
    "english": "language:en", "ingles": "language:en", "anglais": "language:en",
    "engelska": "language:en", "spanish": "language:es", "espanol": "language:es",
    "french": "language:fr", "francais": "language:fr", "finnish": "language:fi",
    "finlandais": "language:fi", "persian": "language:fa", "persiskt": "language:fa",
    "farsi": "language:fa", "lithuanian": "language:lt", "russian": "language:ru",
    "polish": "language:pl", "polski": "language:pl", "portuguese": "language:pt",
    "portugues": "language:pt", "german": "language:de", "deutsch": "language:de",
    "italian": "language:it", "italiano": "language:it", "hebrew": "language:he",
    "arabic": "language:ar", "swedish": "language:sv", "svenska": "language:sv",
    "danish": "language:da", "dansk": "language:da", "norwegian": "language:no",
    "japanese": "language:ja", "korean": "language:ko", "hindi": "language:hi",
    "punjabi": "language:pa", "vietnamese": "language:vi", "chinese": "language:zh",
    "ukrainian": "language:uk", "turkish": "language:tr", "greek": "language:el",
    "mulheres": "population:women", "femmes": "population:women", "kvinnor": "population:women",
    "donne": "population:women", "frauen": "population:women", "kobiety": "population:women",
    "homens": "population:men", "hommes": "population:men", "uomini": "population:men",
    "jovens": "population:young", "jeunes": "population:young", "unga": "population:young",
    "hungarian": "language:hu", "armenian": "language:hy", "tagalog": "language:tl",
}  # fmt: skip
FOLD = str.maketrans("áàâäãåéèêëíìîïóòôöõúùûüñç", "aaaaaaeeeeiiiiooooouuuunc")
LONGEST_NAME = 80


@dataclass(frozen=True)
class Meaning:
    """One format: its world id, NA's code for it, terms known by its name, and the name itself."""

    world_id: str
    code: str
    terms: tuple[str, ...]
    name: str

    @property
    def says_nothing_else(self) -> bool:
        """Whether only its name tells what it is ("Closed Holidays")."""
        return bool(self.name) and not self.code and not self.terms and self.world_id != "HYBR"


@dataclass(frozen=True)
class Formats:
    """The formats of one file, by shared number and by key; of several languages the first one's
    name holds, English before others."""

    by_id: Mapping[str, Meaning] = field(default_factory=dict)
    by_key: Mapping[str, Meaning] = field(default_factory=dict)

    def of(self, ids: str, keys: str) -> list[Meaning]:
        """The formats of a meeting, from its lists of numbers and of keys (each "1,17" or "B,O").

        Numbers are believed before keys; a number among the keys is one too, as some exports write
        them. A key that no list knows is a format whose name is its key.
        """
        named = [self.by_id[one] for one in _parts(ids) if one in self.by_id]
        if not named:
            named = [self._of_key(one) for one in _parts(keys)]
        return list(dict.fromkeys(named))

    def _of_key(self, key: str) -> Meaning:
        known = self.by_key.get(key) or self.by_id.get(key)
        if known:
            return known
        plain = "" if key.isdigit() else clean_text(key, LONGEST_NAME).text
        world_id, name = DEFAULTS.get(key, ("", plain))
        return meaning_of(world_id, name)


def formats_of(rows: Iterable[Mapping[str, object]]) -> Formats:
    """The answer to GetFormats as a table. Rows without a key or number are passed over."""
    by_id: dict[str, Meaning] = {}
    by_key: dict[str, Meaning] = {}
    ordered = sorted(rows, key=lambda row: row.get("lang") not in (None, "", "en"))
    for row in ordered:
        key = clean_text(row.get("key_string"), 20).text
        name = clean_text(row.get("name_string"), LONGEST_NAME).text
        meaning = meaning_of(clean_text(row.get("world_id"), 20).text, name or key)
        if not meaning.world_id and key in DEFAULTS and not meaning.terms:
            # A server that never filled its world ids in, with the names of its installation.
            usual = meaning_of(*DEFAULTS[key])
            meaning = usual if usual.name.lower() == name.lower() else meaning
        for table, mark in ((by_id, clean_text(row.get("id"), 20).text), (by_key, key)):
            if mark:
                table.setdefault(mark, meaning)
    return Formats(by_id, by_key)


def meaning_of(world_id: str, name: str) -> Meaning:
    """What a format says by its world id and, where that is silent, by the words of its name."""
    world_id = world_id.upper()
    code = CODES.get(world_id, world_id) if world_id in WORLD_IDS else ""
    terms = () if code else tuple(sorted({*_terms(name), *terms_in_name(name)}))
    return Meaning(world_id, code, terms, name)


def _terms(name: str) -> set[str]:
    words = f" {' '.join(re.findall(r'[a-z]+', name.lower().translate(FOLD)))} "
    return {term for word, term in WORDS.items() if f" {word} " in words}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
