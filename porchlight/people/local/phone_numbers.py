"""Telephone numbers: checked by the rules of their country, written one way, and as links.

The `phonenumbers` package (Google's libphonenumber) knows the rules. It is imported at the first
number, and reads the rules of a country at the first number of that country.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    import phonenumbers

ELSEWHERE = {"", "ZZ"}  # countries of which we know nothing
FEWEST_DIGITS = 3
LONGEST_SHORT_CODE = 6  # 988, 116 123, 13 11 14: dialled as they stand, everywhere in the country
FEWEST_WITH_CODE = 11
FEWEST_WHOLE, MOST_WHOLE = 7, 15  # digits of a number whose country is not known (E.164)
# "…,,123#": after the number a phone waits, and then sends the code of a room.
CODES = re.compile(r"\s*([,;][\d,;*#\s]*)$")
LETTERS = re.compile(r"[A-Za-z]{3}")
SIGNS = re.compile(r"[+*#\d\s().\-/]+")


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number that can be dialled.

    `written` is for people to read: "+1 601-555-0123 ext. 12", or as it was typed where that is
    all there is to know. `dialled` are its keys: "+16015550123", "988", "*4141". `codes` are sent
    after the call is answered, with a comma for each pause.
    """

    written: str
    dialled: str
    extension: str = ""
    codes: str = ""

    @property
    def call_href(self) -> str:
        """A tel: address (RFC 3966); the hash key is escaped, or a browser would cut there."""
        ending = f";ext={self.extension}" if self.extension else ""
        return f"tel:{quote(self.dialled + self.codes, safe='+*,')}{ending}"

    @property
    def text_href(self) -> str:
        """An sms: address. Texts know no extensions."""
        return f"sms:{quote(self.dialled, safe='+*')}"


def phone_number(text: str, country: str = "") -> PhoneNumber | None:
    """The number that `text` is, as somebody in `country` (ISO 3166-1, "" when not known) dials it.

    None: nobody could be rung with it. Letters stand for the keys they are on.
    """
    whole = " ".join(text.split())
    whole = whole[4:] if whole[:4].lower() == "tel:" else whole
    after = CODES.search(whole)
    number = whole[: after.start()] if after else whole
    codes = _keys(after[1].replace(";", ","), ",").rstrip(",") if after else ""
    found = _as_typed(number) or _by_rules(number, country)
    if found is None or not codes:
        return found
    return PhoneNumber(f"{found.written}{codes}", found.dialled, found.extension, codes)


def number_kept(text: str) -> PhoneNumber | None:
    """The same of a number that somebody keeps, without a country. What was kept before numbers
    were checked ("home 555 0142") is dialled by its keys; None where there are none."""
    keys = _keys(text)
    return phone_number(text) or (PhoneNumber(text, keys) if keys else None)


def number_in_prose(text: str, country: str) -> str:
    """The first number among other words, as it is written there, with the codes after it; "" for
    none. Digits without any sign between them may be anything, so they are no number here."""
    import phonenumbers

    if sum(map(str.isdigit, text)) < FEWEST_WHOLE:
        return ""
    for match in phonenumbers.PhoneNumberMatcher(text, country):
        number = str(match.raw_string)
        if not number.isdigit():
            codes = re.match(r",[\d,*#]+", text[match.end :])
            return number + (codes[0] if codes else "")
    return ""


def example_of(country: str) -> str:
    """How a number of that country looks, for whoever is asked to write one."""
    import phonenumbers

    example = None if country in ELSEWHERE else phonenumbers.example_number(country)
    if example is None or country == "US":
        return "601-555-0123"  # never anybody's
    return str(phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL))


def _as_typed(number: str) -> PhoneNumber | None:
    """Short codes and what begins with a star or a hash: no rule of a country writes these anew."""
    keys = _keys(number)
    is_service = "*" in number or number.startswith("#")
    is_short = "+" not in number and len(keys) <= LONGEST_SHORT_CODE
    if not SIGNS.fullmatch(number) or not (is_service or is_short):
        return None
    digits = sum(map(str.isdigit, keys))
    return PhoneNumber(number, keys) if FEWEST_DIGITS <= digits <= MOST_WHOLE else None


def _by_rules(number: str, country: str) -> PhoneNumber | None:
    """By the rules of `country`, or of the one whose code it begins with."""
    if number.startswith("+"):
        return _whole(number, None)
    found = _of_no_country(number) if country in ELSEWHERE else _whole(number, country)
    # A plus may have been left out; what is shorter is more likely a number with a fault.
    is_worded = number.startswith("1") and LETTERS.search(number)  # "1-800-GET-HELP", anywhere
    is_long = len(_keys(number)) >= FEWEST_WITH_CODE or is_worded
    return found or (_whole(f"+{number}", None) if is_long else None)


def _whole(number: str, country: str | None) -> PhoneNumber | None:
    import phonenumbers as library

    try:
        parsed = library.parse(number, country)
    except library.NumberParseException:
        return None
    if LETTERS.search(number):  # a word may be longer than the number it stands for
        library.truncate_too_long_number(parsed)
    reason = library.is_possible_number_with_reason(parsed)
    if reason == library.ValidationResult.IS_POSSIBLE_LOCAL_ONLY and country:
        return PhoneNumber(number, library.national_significant_number(parsed))
    if reason != library.ValidationResult.IS_POSSIBLE or _lacks_a_digit(parsed):
        return None
    return PhoneNumber(
        library.format_number(parsed, library.PhoneNumberFormat.INTERNATIONAL),
        library.format_number(parsed, library.PhoneNumberFormat.E164),
        parsed.extension or "",
    )


def _lacks_a_digit(parsed: phonenumbers.PhoneNumber) -> bool:
    """Whether what one dials before a number at home (1, 0) was counted as a digit of it."""
    import phonenumbers as library

    if library.is_valid_number(parsed):
        return False
    region = library.region_code_for_country_code(parsed.country_code or 0)
    prefix = library.ndd_prefix_for_region(region, False) or ""
    return prefix != "" and library.national_significant_number(parsed).startswith(prefix)


def _of_no_country(number: str) -> PhoneNumber | None:
    """Nobody knows whose number: its keys as they stand, and the extension after them."""
    import phonenumbers as library

    try:  # of any country: the words for an extension are the same everywhere
        extension = library.parse(number, "US").extension or ""
    except library.NumberParseException:
        return None
    bare = number[: number.rfind(extension)] if extension else number
    keys = _keys(bare)
    is_number = (SIGNS.fullmatch(number) or extension) and FEWEST_WHOLE <= len(keys) <= MOST_WHOLE
    return PhoneNumber(number, keys, extension) if is_number else None


def _keys(text: str, more: str = "") -> str:
    """Digits of any script as keys, with stars and hashes."""
    signs = f"*#{more}"
    return "".join(sign if sign in signs else str(unicodedata.decimal(sign, "")) for sign in text)
