"""How to join an online meeting, found where it belongs and where it does not.

Feeds put links, meeting numbers and passcodes into notes that everybody can read. They are taken
out of there and kept with the rest of what it takes to join.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from porchlight.directory.formats.fields.urls import public_url, starts_code
from porchlight.people.local.phone_numbers import number_in_prose

LONGEST_LINK = 2000
# A remainder this short, once the secrets are cut out of its sentence, says nothing by itself.
SHORT_REST = 30
ROOMS = (
    *("zoom.us", "zoom.com", "zoomgov.com", "meet.google.com", "meet.jit.si", "webex.com"),
    *("teams.microsoft.com", "teams.live.com", "gotomeeting.com", "gotomeet.me", "bluejeans.com"),
    *("whereby.com", "skype.com", "freeconferencecall.com", "fccdl.in", "discord.gg"),
    *("discord.com", "chime.aws", "intermedia.com", "ringcentral.com", "8x8.vc", "join.me"),
    *("meet.goto.com", "app.goto.com", "meet.zoho.com"),
)
HOSTS = "|".join(map(re.escape, ROOMS))
LINK = re.compile(
    rf"(?:https?://|\bwww\.|(?<![\w.@/-])(?:[\w-]+\.)*(?:{HOSTS})/)[^\s<>\"'|]+", re.IGNORECASE
)
ROOM_HOST = re.compile(rf"(?:.*\.)?(?:{HOSTS})")
BARE_LINK = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
LABEL = (
    r"(?<!no )(?<!sin )(?<!without )\b(?:pass ?(?:word|code|phrase)s?|pass ?wd|pwd?|pin|clave"
    r"|(?:access|meeting|phone|conference|participant|security) (?:code|pin)|contrase[ñn]a"
    r"|c[óo]digo(?: de (?:acceso|la reuni[óo]n))?)"
)
# A number in groups ("563 021 2545") is one word of a passcode; a time after it is none.
GROUPED = r"\d+(?:[ -]\d{2,}(?![\d:/.]))+#?"
WORD = rf"(?:{GROUPED}|\S{{2,40}})"
PASSCODE = re.compile(
    rf"{LABEL}(?:"
    rf"(?:,? if any| (?:for|to|de|para)(?: [\w']+){{1,4}}?)?(?: +(?:is|es))?"
    rf" *[:=]+ *(?P<marked>{WORD})"
    rf"|(?: +(?:is|es))? *[#-]+ *(?P<signed>{WORD})"
    r"|, *(?P<last>[^\s,.…]{4,40})[.!]?$"
    rf"|(?: +(?:is|es))? +(?P<bare>{GROUPED}|[\"“]?\S*\d\S*)"
    r"|(?: +(?:is|es))? +(?P<quoted>[\"“][^\"”\n]{2,40}[\"”])"
    r"|(?: +(?:is|es)) +(?P<next>[^\s.,;:!?()…]{3,40})(?=[.,;!)]|\s*$))"
    r"|\bcode\b[ :]*(?P<dialled>\d{4,}(?: \d+)*#)",
    re.IGNORECASE | re.MULTILINE,
)
# Beside a room's number, the word after a label is the passcode without any mark between.
BESIDE_A_ROOM = re.compile(rf"{LABEL} +(?P<next>[^\s.,;:!?()…]{{3,40}})(?=[.,;!)]|\s*$)", re.I)
NO_SECRET = re.compile(
    r"no|none|not|n/?a|needed|required|requests?|e-?mail|call|text|contact|ask|see|write|please"
    r"|via|on|upon|by|from|id|zoom|ninguna|requerida|…",
    re.IGNORECASE,
)
# What follows "the passcode is" and ends the sentence without giving it away.
NO_SECRET_EITHER = re.compile(
    r"(?:un)?necessary|optional|protected|(?:un)?available|provided|posted|below|above|here|same"
    r"|different|chang(?:ed|ing)|updated|new|private|sent|given|shared|e-?mailed|texted"
    r"|case-sensitive|enabled|disabled|necesaria|obligatoria|opcional|abajo",
    re.IGNORECASE,
)
ROOM = r"\b(?:zoom|meeting|mtg\.?|room|webinar|reuni[óo]n|sala)"
ENDS = r"(?![ .-]?\d)"
NINE_OR_ELEVEN = rf"(?:\d{{3}}[ .-]?\d{{3}}[ .-]?\d{{3}}|\d{{3}}[ .-]?\d{{4}}[ .-]?\d{{4}}){ENDS}"
TEN = rf"\d{{3}}[ .-]?\d{{3}}[ .-]?\d{{4}}{ENDS}"  # a phone number looks the same
NAMED = r"(?:number|n[uú]mero|code|link|no\b\.?|#)"
SEPARATOR = r"(?: +(?:is|es)\b)?[ .:#=-]*"
ROOM_NUMBER = re.compile(
    rf"(?:{ROOM}[ :-]*)*(?<!group )(?<!gso )(?<!member )\b(?:id|pmi|identificaci[óo]n)\b"
    rf"(?: (?:de )?(?:la )?(?:number|reuni[óo]n|zoom|meeting|sala)\b)?#?{SEPARATOR}"
    r"\d(?:[ .-]?\d){6,14}"
    rf"|(?:{ROOM}[ :-]*)+{NAMED}?{SEPARATOR}{NINE_OR_ELEVEN}"
    rf"|(?:{ROOM}[ :-]*)+{NAMED}{SEPARATOR}{TEN}|\bzoom\b[ :-]*(?:{ROOM}[ :-]*)*{SEPARATOR}{TEN}",
    re.IGNORECASE,
)
# One number that dials the phone and then the room: "+16699006833,,339639515#".
ONE_TAP = re.compile(
    r"(?:one[ -]?(?:tap|touch) mobile\b[^\d+\n]{0,20})?"
    r"\+?\d[\d ().-]{7,16}\d *(?:,{2,}[\d,;#* ]*[\d#]|[,;] *\d{5,}[\d,;#* ]*#)"
    r"(?: US\b)?(?: \([^()\n]{2,30}\))?",
    re.IGNORECASE,
)
# Eleven digits, the first an 8 or 9, are a room's where the text speaks of rooms.
LOOSE_NUMBER = re.compile(r"(?<![\d+.(/=-])(?<!\d )[89]\d{2}([ -]?)\d{4}\1\d{4}(?![\d-])")
SPEAKS_OF_ROOMS = re.compile(r"zoom|one[ -]tap|meeting id|reuni[óo]n", re.IGNORECASE)
# A label whose word stands alone on the line below it.
LABEL_ABOVE = re.compile(
    rf"({LABEL}|{ROOM} (?:id|number)) *([:=]) *\n+ *(?=\S{{2,40}} *(?:\n|$)|\d[\d .-]{{7,14}}\d\b)",
    re.IGNORECASE,
)
# What is left standing when the link or the number after it is gone.
LABELS = re.compile(
    r"\b(?:zoom|link|web ?site|phone|tel[ée]fono)\b *[:#]* *"
    r"(?:(?:\+?1[ .-]?)?(?:\(?\d{3}\)?[ .-]?)?\d{3}[ .-]\d{4}\b|(?= |$))",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^\n]+?(?:(?<=[.!?*;]) +|\n+|$)")
DIALABLE = re.compile(r"\+?[\d(][\d().\s+*#,;-]*")


@dataclass(frozen=True)
class ParsedUrl:
    """A usable http or https address ("" when there is none) and the words found around it."""

    url: str
    rest: str = ""


@dataclass(frozen=True)
class ParsedPhone:
    """Digits, "+", "*", "#" and "," ("" when nobody could be rung) and what else stood there."""

    number: str
    rest: str = ""


@dataclass(frozen=True)
class Swept:
    """A public text without its secrets, the sentences they stood in, and the room's link."""

    text: str
    found: str = ""
    url: str = ""


def link_in(text: str) -> ParsedUrl:
    """The address in a field that is meant to hold one and nothing else."""
    if starts_code(text):
        return ParsedUrl("", text)
    match = LINK.search(text) or BARE_LINK.fullmatch(text)
    if not match:
        return ParsedUrl("", "" if re.fullmatch(r"https?:/*", text, re.IGNORECASE) else text)
    url = _usable(match[0])
    rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
    return ParsedUrl(url, rest if url else text)


def is_online_room(url: str) -> bool:
    """Whether `url` leads into an online room rather than to a page about one."""
    host = (urlsplit(url).hostname or "").lower()
    return ROOM_HOST.fullmatch(host) is not None


def phone_in(text: str) -> ParsedPhone:
    """The number to dial in a phone field, with its pauses and the codes after them. Among words,
    a number without a country's code is looked for as one of the United States."""
    match = DIALABLE.match(text)
    if match and sum(char.isdigit() for char in match[0]) >= 7:
        number, rest = match[0], text[match.end() :].strip()
        if rest and rest[0].isalnum() and "," in number:
            # "…,,123#,,#,,M1F3TT" : the pad has no letters, so the last code is told apart.
            number = number.rstrip("#, ")
            rest = text
        return ParsedPhone(_dialled(number), rest)
    return ParsedPhone(_dialled(number_in_prose(text, "US")), text)


def passcode_in(text: str) -> str:
    """The word or number that a text calls the passcode, or ""."""
    # A link's own "pwd=" is a long token for machines, not what the room asks a person for.
    text = LABEL_ABOVE.sub(r"\1\2 ", LINK.sub(" ", text))
    words = (_passcode(match) for match in PASSCODE.finditer(text))
    return next((word[:100] for word in words if word), "")


def sweep(text: str) -> Swept:
    """Take links into rooms, meeting numbers and passcodes out of a public text.

    Numbers that people call stay, unless the room's number is dialled after them.
    """
    joined = LABEL_ABOVE.sub(r"\1\2 ", text)
    if not _may_hold_secrets(joined):
        return Swept(text)
    speaks_of_rooms = SPEAKS_OF_ROOMS.search(text) is not None
    public_sentences, found, url = [], [], ""
    for sentence in SENTENCE.findall(joined):
        rest, link = _without_secrets(sentence)
        rest = LOOSE_NUMBER.sub(" ", rest) if speaks_of_rooms else rest
        if rest == sentence:
            public_sentences.append(sentence)
            continue
        found.append(sentence.strip())
        url = url or link
        if sum(char.isalpha() for char in rest) > SHORT_REST:
            public_sentences.append(rest)
    if not found:
        return Swept(text)
    left = "".join(public_sentences).strip(" \n,;:-*")
    return Swept(
        "\n".join(" ".join(line.split()) for line in left.split("\n")), "\n".join(found), url
    )


def _may_hold_secrets(text: str) -> bool:
    patterns = (LINK, PASSCODE, ROOM_NUMBER, ONE_TAP, LOOSE_NUMBER)
    return any(pattern.search(text) for pattern in patterns)


def _without_secrets(sentence: str) -> tuple[str, str]:
    url = ""
    rest = ONE_TAP.sub(" ", sentence)
    for match in LINK.finditer(rest):
        link = _usable(match[0])
        if link and is_online_room(link):
            rest, url = rest.replace(match[0], "\0"), url or link
    if url:
        rest = LABELS.sub(" ", rest.replace("\0", " "))
    rest = PASSCODE.sub(_without_passcode, ROOM_NUMBER.sub(" ", rest))
    return rest if rest == sentence else BESIDE_A_ROOM.sub(_without_passcode, rest), url


def _without_passcode(match: re.Match[str]) -> str:
    return " " if _passcode(match) else match[0]


def _passcode(match: re.Match[str]) -> str:
    """The word a label stands before; "" when it says only that there is one, or none."""
    groups = match.groupdict()
    word = next(filter(None, groups.values())).strip("\"'“”.,;()")
    is_none = NO_SECRET.fullmatch(word) or (groups["next"] and NO_SECRET_EITHER.fullmatch(word))
    return "" if is_none else word


def _usable(text: str) -> str:
    url = text.rstrip(".,;:!?)]}*")
    if not url.lower().startswith(("http://", "https://")):
        url = f"https://{url}"
    return public_url(url)


def _dialled(text: str) -> str:
    digits = re.sub(r"[^\d+*#,]", "", text.replace(";", ","))
    return digits.rstrip(",")[:255]
