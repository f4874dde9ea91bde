"""What may leave as an address: of a page, an e-mail box, a phone, a way to pay.

Readers keep nothing else and writers pass nothing else on, also of rows that were stored before.
Whatever starts code in the browser of who taps it ("javascript:"), however it is spelled, is none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import cast
from urllib.parse import urlsplit

LONGEST_URL, LONGEST_EMAIL, LONGEST_PHONE, LONGEST_HANDLE = 2000, 254, 255, 64
# Controls, spaces that are none, and marks that turn the direction of text around.
UNSEEN = (
    r"\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufffe\uffff\ud800-\udfff"
)
NEVER = re.compile(rf"[\s{UNSEEN}<>\"]")
CONTROL = re.compile(rf"[{UNSEEN}]")
SPACES = re.compile(rf"[\s{UNSEEN}]+")
ACTIVE = re.compile(
    r"(?:(?:java|vb|live)script|data|file|filesystem|blob|jar|mocha|view-source|about|intent):",
    re.IGNORECASE,
)
HTTP = re.compile(r"https?://", re.IGNORECASE)
HOST = re.compile(r"[\w.-]+")
MAILBOX = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
HANDLE = re.compile(rf"[@$#]?\w[\w .'-]{{0,{LONGEST_HANDLE}}}")

Check = Callable[[object], str]


def public_url(value: object) -> str:
    """`value` where it is an http or https address with a host, as it stands; "" otherwise.

    No sign-in name or password, no control character or space, at most 2,000 characters.
    """
    return _public_url(value) if isinstance(value, str) else ""


def public_email(value: object) -> str:
    """One mailbox, without "mailto:"; "" for anything else."""
    text = value.strip() if isinstance(value, str) else ""
    text = text[7:] if text[:7].lower() == "mailto:" else text
    return text if len(text) <= LONGEST_EMAIL and MAILBOX.fullmatch(text) else ""


def public_phone(value: object) -> str:
    """A number as written, words beside it included; "" when it could be code."""
    text = value.strip() if isinstance(value, str) else ""
    is_safe = len(text) <= LONGEST_PHONE and not CONTROL.search(text) and not starts_code(text)
    return text if is_safe else ""


def public_payment(value: object) -> str:
    """A name at a payment service ("@group", "$group"), or an address there with or without
    "https://"; "" for anything else."""
    text = value.strip() if isinstance(value, str) else ""
    if HANDLE.fullmatch(text) or public_url(text):
        return text
    is_bare = "/" in text and ":" not in text and public_url(f"https://{text}")
    return text if is_bare else ""


def starts_code(text: str) -> bool:
    """Whether a browser that passes over spaces, controls and entities would read a scheme there
    that runs or shows what the text itself holds."""
    if ":" not in text and "&" not in text:
        return False
    return ACTIVE.match(SPACES.sub("", html.unescape(html.unescape(text[:2_000])))) is not None


URLS = (
    *("url", "uri", "website", "logo", "term_uri", "schedule_link"),  # HSDS
    *("website_2", "feedback_url", "entity_logo", "root_server_uri"),  # Meeting Guide, BMLT
)
PAYMENTS = ("venmo", "square", "paypal", "homegroup_online")
CHECKS: dict[str, Check] = {
    **dict.fromkeys(URLS, public_url),
    **dict.fromkeys(PAYMENTS, public_payment),
    "email": public_email,
}


def public_field(name: str, value: object, where: str = "") -> object:
    """The value of a field that stands in a list or thing called `where`; "" for what its name
    says is an address and is none."""
    check = public_phone if where == "phones" and name == "number" else CHECKS.get(name)
    return check(value) if check and not isinstance(value, (dict, list)) else value


def public_parts(value: object, where: str = "") -> object:
    """What a format carries besides (`Extra`), without the fields that are no address."""
    if isinstance(value, list):
        return [public_parts(one, where) for one in value]
    if not isinstance(value, dict):
        return value
    public_fields: dict[str, object] = {}
    for name, part in cast("dict[str, object]", value).items():
        public = public_parts(public_field(name, part, where), name)
        if public != "" or part == "":
            public_fields[name] = public
    return public_fields


@lru_cache(maxsize=10_000)
def _public_url(text: str) -> str:
    if len(text) > LONGEST_URL or not HTTP.match(text) or NEVER.search(text):
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        parts.port  # noqa: B018  reading it is what checks it
    except ValueError:
        return ""
    is_whole = "." in host.strip(".") and "@" not in parts.netloc and HOST.fullmatch(host)
    return text if is_whole else ""
