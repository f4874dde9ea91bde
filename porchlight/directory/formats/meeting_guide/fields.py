"""What Meeting Guide's JSON Schema lets a field hold, and text made to fit it.

The schema's patterns know letters, digits and spaces, five-digit ZIPs and codes of Meeting Guide's
own list. "100 W 42nd St." breaks them, as does every address in Canada. Such a field goes out in
the nearest words that fit ("100 W Forty second St"), or not at all, and the exact words go beside
it under `OURS`, a property the schema leaves free, from where our own reader takes them back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from porchlight.directory.formats.containers.json_rows import Raw
from porchlight.directory.formats.fields.geo import names_a_door
from porchlight.directory.formats.fields.times import WeeklyStart
from porchlight.directory.vocabulary.terms import is_term

OURS = "porchlight"
LONGEST_SLUG = 64
MOST_STARTS = 500
# The enum of meeting-type.schema.json. Meeting Guide's list of names has more languages than it.
CODES = frozenset(
    [
        *("11", "12x12", "A", "ABSI", "AL", "AL-AN", "AM", "ASL", "B", "BA", "BE", "BI", "BRK"),
        *("C", "CAN", "CF", "D", "DA", "DB", "DD", "DE", "DR", "EL", "EN", "FA", "FF", "FR", "G"),
        *("GR", "H", "HE", "HI", "HR", "HU", "ITA", "JA", "KOR", "L", "LGBTQ", "LIT", "LS", "LT"),
        *("M", "MED", "ML", "N", "NB", "NDG", "NO", "O", "OUT", "P", "POA", "POC", "POL", "POR"),
        *("PUN", "RUS", "S", "SEN", "SK", "SM", "SP", "ST", "SV", "T", "TC", "TH", "TL", "TR"),
        *("TUR", "UK", "W", "X", "XB", "XT", "Y", "BV-I", "D-HOH", "LO-I", "QSL", "RSL"),
    ]
)
WORDS = r"[A-Za-z]+(?:\s[A-Za-z]+)*"
STREET = rf"(?:[0-9]+\s)?[0-9]*\s?{WORDS}"
PATTERNS = {
    "formatted_address": re.compile(rf"{STREET},\s{WORDS},\s[A-Z]{{2}}\s[0-9]{{5}},\s[A-Za-z]+"),
    "address": re.compile(STREET),
    "city": re.compile(WORDS),
    "state": re.compile(r"[A-Z]{2}"),
    "postal_code": re.compile(r"[0-9]{5}"),
    "conference_phone": re.compile(r"[+]?[0-9]{1,15}(?:[,*#][0-9]+)*"),
}
PLACE_FIELDS = ("formatted_address", "address", "city", "state", "postal_code", "country")
# What our own reader takes back from `OURS`; everything else there is passed over.
EXACT = frozenset(
    [
        *PLACE_FIELDS,
        *("slug", "types", "url", "attendance", "location_notes", "accessCode", "district"),
        *("conference_url", "conference_url_notes", "conference_phone", "conference_phone_notes"),
        *("regions", "region", "sub_region", "venmo", "square", "paypal", "entity_email"),
    ]
)
UNIT = re.compile(
    r"\s*(?:#|\b(?:ste|suite|apt|unit|bldg|building|rm|room|fl|floor)\b\.?)\s*#?\s*[\w-]*\s*$", re.I
)
ORDINAL = re.compile(r"\b([1-9]?\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
ONES = (
    *("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"),
    *("Tenth", "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth"),
    *("Seventeenth", "Eighteenth", "Nineteenth"),
)
TENS = ("", "", "Twent", "Thirt", "Fort", "Fift", "Sixt", "Sevent", "Eight", "Ninet")
PROVINCES = {
    "alberta": "AB", "british columbia": "BC", "manitoba": "MB", "new brunswick": "NB",
    "newfoundland and labrador": "NL", "northwest territories": "NT", "nova scotia": "NS",
    "nunavut": "NU", "ontario": "ON", "prince edward island": "PE", "quebec": "QC", "québec": "QC",
    "saskatchewan": "SK", "yukon": "YT",
}  # fmt: skip
STATE_AND_ZIP = re.compile(r"([A-Z]{2})(?:\s+([0-9]{5})(?:-[0-9]{4})?|\s+\S.*)?")


def fits(field: str, text: str) -> bool:
    """Whether the schema takes `text` in `field`. A field without a pattern takes any."""
    pattern = PATTERNS.get(field)
    return pattern is None or pattern.fullmatch(text) is not None


def fitted(field: str, text: str) -> str:
    """`text` in the nearest words that the schema takes in `field`; "" when there are none."""
    if not text or fits(field, text):
        return text
    near = _nearest(field, text)
    return near if near and fits(field, near) else ""


def fitted_place(exact: Mapping[str, str]) -> dict[str, str]:
    """The address fields that the schema takes, from all of `PLACE_FIELDS` as they are.

    A whole address that does not fit is taken apart, and put together again from what does.
    """
    whole = exact["formatted_address"]
    if not whole or fits("formatted_address", whole):
        parts = exact
    else:
        parts = {**exact, **{k: v for k, v in _apart(whole).items() if not exact[k]}}
    place = {name: fitted(name, parts[name]) for name in PLACE_FIELDS if name != PLACE_FIELDS[0]}
    place["formatted_address"] = whole if fits("formatted_address", whole) else _together(place)
    return {name: text for name, text in place.items() if text}


def says_the_street(exact: Mapping[str, str], place: Mapping[str, str]) -> bool:
    """Whether what fits still leads to the same door: nothing but signs and spelling is lost."""
    whole = exact["formatted_address"]
    street = exact["address"] or (whole.partition(",")[0] if names_a_door(whole) else "")
    fitted_street = place.get("address") or place.get("formatted_address", "").partition(",")[0]
    return not street or (bool(fitted_street) and not UNIT.search(street))


def exact_row(raw: Raw) -> Raw:
    """A row with the exact words of `OURS` in their places, as our own writer put them there."""
    ours = raw.get(OURS)
    exact = ours.get("as_written") if isinstance(ours, dict) else None
    if not isinstance(exact, dict):
        return raw
    return raw | {name: value for name, value in exact.items() if name in EXACT}


def ours_of(raw: Raw) -> Raw:
    ours = raw.get(OURS)
    return ours if isinstance(ours, dict) else {}


def own_terms(raw: Raw) -> tuple[str, ...]:
    """The terms that our own writer put beside codes that say less."""
    terms = ours_of(raw).get("terms")
    known = {str(term) for term in terms if is_term(str(term))} if isinstance(terms, list) else ()
    return tuple(sorted(known))


def own_starts(raw: Raw) -> tuple[WeeklyStart, ...]:
    """Every start of a meeting, where our own writer had to say them in several rows."""
    starts = ours_of(raw).get("starts")
    if not isinstance(starts, list) or len(starts) > MOST_STARTS or not all(map(_is_start, starts)):
        return ()
    return tuple(sorted({WeeklyStart(*start) for start in starts}))


def _is_start(start: object) -> bool:
    """[ISO weekday, minute of the day, minutes it lasts]."""
    if not isinstance(start, list) or [type(number) for number in start] != [int, int, int]:
        return False
    most = (7, 1439, 20160)
    return start[0] >= 1 <= start[2] and start[1] >= 0 and all(map(int.__le__, start, most))


def _nearest(field: str, text: str) -> str:
    if field == "postal_code":
        return text[:5] if re.fullmatch(r"[0-9]{5}-[0-9]{4}", text) else ""
    if field == "state":
        return text.upper()
    if field == "conference_phone":
        # One sign where a dial string has several: a shorter pause, the same numbers.
        return re.sub(r"[,*#]+", lambda signs: signs[0][0], re.sub(r"[^\d+,*#]", "", text)).rstrip(
            ",*#"
        )
    if field == "address":
        text = UNIT.sub("", text)
    return _plain(text)


def _plain(text: str) -> str:
    """Letters without accents, ordinals in words, signs left out."""
    letters = unicodedata.normalize("NFKD", text)
    letters = "".join(char for char in letters if not unicodedata.combining(char))
    letters = ORDINAL.sub(lambda number: _ordinal(int(number[1])) or number[0], letters)
    letters = re.sub(r"[.'’`\"()]", "", letters)
    return " ".join(re.sub(r"[-–/&#,;:]", " ", letters).split())


def _ordinal(number: int) -> str:
    if number < len(ONES):
        return ONES[number]
    tens, ones = divmod(number, 10)
    return f"{TENS[tens]}y {ONES[ones].lower()}" if ones else f"{TENS[tens]}ieth"


def _apart(whole: str) -> dict[str, str]:
    """The parts of "street, city, ST zip, country", of which zip and country may be missing and the
    state may stand by itself, in full; none where the text is not of that shape."""
    pieces = [piece.strip() for piece in whole.split(",") if piece.strip()]
    for number, piece in enumerate(pieces):
        state = STATE_AND_ZIP.fullmatch(piece)
        code = state[1] if state else PROVINCES.get(piece.lower(), "")
        if code and number >= 1:
            country = pieces[-1] if number + 1 < len(pieces) else ""
            return {
                "address": pieces[0] if number >= 2 else "",
                "city": pieces[number - 1],
                "state": code,
                "postal_code": (state[2] or "") if state else "",
                "country": country if country.isalpha() else "",
            }
    return {}


def _together(place: Mapping[str, str]) -> str:
    country = re.sub(r"[^A-Za-z]", "", place["country"]) or "USA"
    whole = (
        f"{place['address']}, {place['city']}, {place['state']} {place['postal_code']}, {country}"
    )
    return whole if fits("formatted_address", whole) else ""
