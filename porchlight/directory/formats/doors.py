"""What opens an online meeting's door, found where it belongs and where it does not.

Feeds put links, meeting numbers and passcodes into notes that everybody can read. They are taken
out of there and kept with the rest of what it takes to join.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST_LINK = 2000
# A remainder this short, once the secrets are cut out of its sentence, says nothing by itself.
SHORT_REST = 30
ROOMS = (
    *("zoom.us", "zoom.com", "zoomgov.com", "meet.google.com", "meet.jit.si", "webex.com"),
    *("teams.microsoft.com", "teams.live.com", "gotomeeting.com", "gotomeet.me", "bluejeans.com"),
    *("whereby.com", "skype.com", "freeconferencecall.com", "fccdl.in", "discord.gg"),
    *("discord.com", "chime.aws", "intermedia.com", "ringcentral.com", "8x8.vc"),
)
ROOM_HOST = re.compile(rf"(?:.*\.)?(?:{'|'.join(map(re.escape, ROOMS))})")
LINK = re.compile(r"(?:https?://|\bwww\.|(?<![\w.@/])(?:[\w-]+\.)*zoom\.us/)[^\s<>\"'|]+", re.I)
BARE_LINK = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
LABEL = r"(?:pass ?(?:word|code)s?|pass ?wd|pwd?|pin|access code|contrase[ñn]a|clave|c[óo]digo)"
PASSCODE = re.compile(
    rf"\b{LABEL}(?: +(?:is|es))? *[:=#-]+ *(?P<marked>\S{{2,40}})"
    rf"|\b{LABEL} +(?:is +|es +)?(?P<bare>[\"“]?\S*\d\S*)",
    re.IGNORECASE,
)
ROOM_NUMBER = re.compile(
    r"\b(?:(?:zoom|meeting|mtg\.?|room|webinar|reuni[óo]n)[ :-]*)*"
    r"\b(?:id|pmi|n[uú]mero|identificaci[óo]n)\b[ .:#=-]*\d[\d -]{5,}\d\b",
    re.IGNORECASE,
)
# What is left standing when the link or the number after it is gone.
LABELS = re.compile(
    r"\b(?:zoom|link|web ?site|phone|tel[ée]fono)\b *[:#]* *"
    r"(?:(?:\+?1[ .-]?)?(?:\(?\d{3}\)?[ .-]?)?\d{3}[ .-]\d{4}\b|(?= |$))",
    re.IGNORECASE,
)
NO_SECRET = re.compile(r"no|none|not|needed|required|requests?", re.IGNORECASE)
SENTENCE = re.compile(r"[^\n]+?(?:(?<=[.!?*;]) +|\n+|$)")
DIALABLE = re.compile(r"\+?[\d(][\d().\s+*#,;-]*")
NUMBER = re.compile(r"(?<![\d-])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?:,[\d,*#]+)?")


@dataclass(frozen=True)
class Link:
    """A usable http or https address ("" when there is none) and the words found around it."""

    url: str
    rest: str = ""


@dataclass(frozen=True)
class Phone:
    """Digits, "+", "*", "#" and "," ("" when nobody could be rung) and what else stood there."""

    number: str
    rest: str = ""


@dataclass(frozen=True)
class Swept:
    """A public text without its secrets, the sentences they stood in, and the room's link."""

    text: str
    found: str = ""
    url: str = ""


def link_in(text: str) -> Link:
    """The address in a field that is meant to hold one and nothing else."""
    match = LINK.search(text) or BARE_LINK.fullmatch(text)
    if not match:
        return Link("", "" if re.fullmatch(r"https?:/*", text, re.IGNORECASE) else text)
    url = _usable(match[0])
    rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
    return Link(url, rest if url else text)


def is_room(url: str) -> bool:
    """Whether `url` leads into an online room rather than to a page about one."""
    host = (urlsplit(url).hostname or "").lower()
    return ROOM_HOST.fullmatch(host) is not None


def phone_in(text: str) -> Phone:
    """The number to dial in a phone field, with its pauses and the codes after them."""
    match = DIALABLE.match(text)
    if match and sum(char.isdigit() for char in match[0]) >= 7:
        number, rest = match[0], text[match.end() :].strip()
        if rest and rest[0].isalnum() and "," in number:
            # "…,,123#,,#,,M1F3TT" : the pad has no letters, so the last code is told apart.
            number = number.rstrip("#, ")
            rest = text
        return Phone(_dialled(number), rest)
    found = NUMBER.search(text)
    return Phone(_dialled(found[0]) if found else "", text)


def passcode_in(text: str) -> str:
    """The word or number that a text calls the passcode, or ""."""
    # A link's own "pwd=" is a long token for machines, not what the room asks a person for.
    for match in PASSCODE.finditer(LINK.sub(" ", text)):
        word = (match["marked"] or match["bare"]).strip("\"'“”.,;()")
        if word and not NO_SECRET.fullmatch(word):
            return word[:100]
    return ""


def sweep(text: str) -> Swept:
    """Take links into rooms, meeting numbers and passcodes out of a public text."""
    if not _may_hold_secrets(text):
        return Swept(text)
    kept, found, url = [], [], ""
    for sentence in SENTENCE.findall(text):
        rest, link = _without_secrets(sentence)
        if rest == sentence:
            kept.append(sentence)
            continue
        found.append(sentence.strip())
        url = url or link
        if sum(char.isalpha() for char in rest) > SHORT_REST:
            kept.append(rest)
    if not found:
        return Swept(text)
    left = "".join(kept).strip(" \n,;:-*")
    return Swept(
        "\n".join(" ".join(line.split()) for line in left.split("\n")), "\n".join(found), url
    )


def _may_hold_secrets(text: str) -> bool:
    return bool(LINK.search(text) or PASSCODE.search(text) or ROOM_NUMBER.search(text))


def _without_secrets(sentence: str) -> tuple[str, str]:
    url = ""
    rest = sentence
    for match in LINK.finditer(sentence):
        link = _usable(match[0])
        if link and is_room(link):
            rest, url = rest.replace(match[0], "\0"), url or link
    if url:
        rest = LABELS.sub(" ", rest.replace("\0", " "))
    for match in PASSCODE.finditer(rest):
        if not NO_SECRET.fullmatch((match["marked"] or match["bare"]).strip("\"'“”.,;()")):
            rest = rest.replace(match[0], " ")
    return ROOM_NUMBER.sub(" ", rest), url


def _usable(text: str) -> str:
    url = text.rstrip(".,;:!?)]}*")
    if not url.lower().startswith(("http://", "https://")):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        parts.port  # noqa: B018  reading it is what checks it
    except ValueError:
        return ""
    whole = "." in host.strip(".") and not parts.username and len(url) <= LONGEST_LINK
    return url if whole and re.fullmatch(r"[\w.-]+", host) else ""


def _dialled(text: str) -> str:
    digits = re.sub(r"[^\d+*#,]", "", text.replace(";", ","))
    return digits.rstrip(",")[:255]
