"""Help, answered without a thread and without the database.

The first answer to each question is drawn by the site itself, in the lane of Help, and remembered
with all its headers. It is the same for everybody who asks the same: `Question` holds whatever an
answer depends on. A question that is not one of these goes to the site each time: that of somebody
signed in who gave no language, of another site, of a host name that is not ours.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, NamedTuple, cast

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host
from django.utils.translation import get_language_from_request

from porchlight.people.devices import PLACE_COOKIE, country_chosen
from porchlight.people.models import Community
from porchlight.reach.help_files import LOCAL_NAME
from porchlight.web.context import LOOK_COOKIE, LOOKS

MOST_REMEMBERED: Final = 600  # some 6 KB each
PATH = re.compile(r"/help/(?P<country>countries/|[a-z]{2}/(?:steps/)?)?|/help/steps/")
# What can change an answer and is in no question.
ODD_HEADERS: Final = frozenset({"HX_REQUEST", "RANGE", "EXPECT", "IF_MODIFIED_SINCE", "IF_MATCH"})
TAKES_GZIP = re.compile(r"\bgzip\b")


class HelpResponse(NamedTuple):
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def etag(self) -> str:
        return next((value for name, value in self.headers if name.lower() == "etag"), "")

    @property
    def is_for_everybody(self) -> bool:
        """Whether it sets no cookie but the country's. A browser whose visit has ended is told to
        forget it, and from memory everybody would be."""
        cookies = [value for name, value in self.headers if name.lower() == "set-cookie"]
        return all(value.lstrip().startswith(f"{PLACE_COOKIE}=") for value in cookies)

    def if_changed(self, known: str) -> HelpResponse:
        """This answer, or 304 when the browser has it already; `known` is its If-None-Match."""
        own = self.etag.removeprefix("W/")
        if not own or own not in {tag.strip().removeprefix("W/") for tag in known.split(",")}:
            return self
        dropped = ("content-length", "content-type", "content-encoding")
        headers = tuple(pair for pair in self.headers if pair[0].lower() not in dropped)
        return HelpResponse("304 Not Modified", headers, b"")


@dataclass(frozen=True)
class Question:
    """All that an answer of Help depends on. `lines` is when the host's own lines last changed."""

    path: str
    language: str
    is_language_fixed: bool
    place: str
    look: str
    is_zipped: bool
    is_document: bool
    lines: int


class HelpPages:
    """The answers of one process. Used by its loop; its Help thread puts new ones in."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Question, HelpResponse] = OrderedDict()
        self._own_lines = Path(settings.DATA_DIR) / LOCAL_NAME
        self._is_settled = self._ask_whether_settled()

    def question(self, request: Any) -> Question | None:
        """What `request` (waitress's) asks; None when its answer is not the same for everybody."""
        headers: dict[str, str] = request.headers
        if not self._is_settled or request.command != "GET" or not _is_ours(headers):
            return None
        path, language = PATH.fullmatch(request.path), _language_fixed(request.query)
        if path is None or language is None:
            return None
        cookies = parse_cookie(headers.get("COOKIE", ""))
        if settings.SESSION_COOKIE_NAME in cookies and not (language and path["country"]):
            return None
        look = cookies.get(LOOK_COOKIE, "")
        return Question(
            path=request.path,
            language=language or _language_of(cookies, headers),
            is_language_fixed=bool(language),
            place="" if path["country"] else _place(cookies),
            look=look if look in LOOKS else "",
            is_zipped=bool(TAKES_GZIP.search(headers.get("ACCEPT_ENCODING", ""))),
            is_document=headers.get("SEC_FETCH_DEST", "document") == "document",
            lines=self._lines_changed_at(),
        )

    def answer(self, question: Question) -> HelpResponse | None:
        return self._answers.get(question)

    def remember(self, question: Question, answer: HelpResponse) -> None:
        """Kept only while the database answers: else nobody knows whether people are made up."""
        if answer.status[:3] not in ("200", "302") or not answer.is_for_everybody:
            return
        if not self._ask_whether_settled():
            return
        self._answers[question] = answer
        while len(self._answers) > MOST_REMEMBERED:
            self._answers.popitem(last=False)

    def look_again(self) -> None:
        """After an answer of the site: a community may have been set up meanwhile."""
        self._is_settled = self._is_settled or self._ask_whether_settled()

    def close(self) -> None:
        """Close this thread's connection to the database, which is not asked again."""
        connection.close()

    def _ask_whether_settled(self) -> bool:
        """Whether there is a community: from then on it stays a made-up or a real one."""
        try:
            return Community.objects.exists()
        except DatabaseError:
            connection.close()
            return False

    def _lines_changed_at(self) -> int:
        try:
            return self._own_lines.stat().st_mtime_ns
        except OSError:
            return 0


def _is_ours(headers: Mapping[str, str]) -> bool:
    """From our own page or the address bar, at our name, over the scheme we speak."""
    if ODD_HEADERS & headers.keys() or headers.get("SEC_FETCH_SITE", "none") not in (
        "none", "same-origin",
    ):  # fmt: skip
        return False
    if settings.HTTPS and headers.get("X_FORWARDED_PROTO") != "https":
        return False
    domain, _ = split_domain_port(headers.get("HOST", ""))
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _language_fixed(query: str) -> str | None:
    """The language of "lang=es", "" for no question at all, None for any other question."""
    if not query:
        return ""
    name, _, language = query.partition("=")
    return language if name == "lang" and language in dict(settings.LANGUAGES) else None


def _language_of(cookies: Mapping[str, str], headers: Mapping[str, str]) -> str:
    asked = SimpleNamespace(
        COOKIES=cookies, META={"HTTP_ACCEPT_LANGUAGE": headers.get("ACCEPT_LANGUAGE", "")}
    )
    return get_language_from_request(cast(HttpRequest, asked))


def _place(cookies: Mapping[str, str]) -> str:
    return country_chosen(
        cast(HttpRequest, SimpleNamespace(COOKIES={PLACE_COOKIE: cookies.get(PLACE_COOKIE, "")}))
    )
