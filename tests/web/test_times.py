"""Pages write times of day as in the country of whoever reads them."""

import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from porchlight.people.local.clock import clock
from porchlight.reach.views import PLACE_COOKIE
from porchlight.web.middleware import PersonOnRequest
from script.messages import ROOT
from tests.directory.listings import make_meeting, make_place

TWELVE, TWENTY_FOUR = "7:00\u00a0p.\u00a0m.", "19:00"


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(
    ("language", "country", "words"),
    [
        ("es", "US", TWELVE),
        ("es", "MX", TWELVE),
        ("es", "ES", TWENTY_FOUR),
        ("en", "US", "7\u00a0p.m."),
        ("en", "ES", "7\u00a0p.m."),
    ],
)
def test_a_list_of_meetings_has_the_clock_of_the_persons_country(
    ana, client_of, language, country, words
):
    make_meeting("wed 19:00", place=make_place((32.3, -90.2)))
    ana.language, ana.country = language, country
    ana.save()
    page = client_of(ana).get("/meet/soon/", {"place": "32.3,-90.2"}).content.decode()
    assert f"<b>{words}</b>" in page


@pytest.mark.parametrize(
    ("cookie", "words"),
    [("us", TWELVE), ("mx", TWELVE), ("es", TWENTY_FOUR), ("", TWELVE), ("<b>", TWELVE)],
)
def test_a_visitor_has_the_clock_of_the_country_chosen_on_this_device(cookie, words):
    request = RequestFactory().get("/")
    request.session = {}
    request.COOKIES[PLACE_COOKIE] = cookie
    with override("es"):
        answer = PersonOnRequest(lambda _request: HttpResponse(clock(19, 0)))(request)
    assert answer.content.decode() == words


def test_no_other_way_of_writing_a_time_stands_in_code_or_pages():
    found = [
        path.relative_to(ROOT).as_posix()
        for folder, pattern in (
            ("porchlight", r"TIME_FORMAT|\btime_format\("),
            ("templates", r"\|time\b|TIME_FORMAT|\{% now "),
        )
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".py", ".html", ".txt")
        and re.search(pattern, path.read_text(encoding="utf-8"))
    ]
    assert found == ["porchlight/people/local/clock.py"]
