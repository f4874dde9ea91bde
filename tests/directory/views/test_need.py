"""By need: care and help that one asks for, and what has a date."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine

from porchlight.directory.display import wording
from porchlight.directory.gazetteer.answers import Doubt
from porchlight.directory.vocabulary.terms import term_name
from porchlight.directory.vocabulary.url_codes import code_of
from tests.directory.listings import make_clinic, make_dated, make_meeting
from tests.directory.views.meet_pages import HERE, answered, asked, tag
from tests.growth import assert_does_not_grow
from tests.make import TODAY

pytestmark = pytest.mark.usefixtures("now")  # Wednesday 18 November 2026, 12:30 in Mississippi


def need(what: str) -> str:
    return f"/meet/need/{code_of(f'need:{what}')}/"


def test_care_is_listed_nearest_first_with_what_helps_to_choose(ana, client_of) -> None:
    make_clinic("Far clinic", point=(32.5, -90.2))
    make_clinic("Near clinic", "cost:medicaid", "language:es", when=("wed 08:00",), lasts=540)
    make_meeting("wed 19:00", name="Wednesday table")
    client = client_of(ana)
    found, page = answered(client, need("outpatient"), place=HERE)
    assert page.index("Near clinic") < page.index("Far clinic")
    assert re.search(r'role="status">2\b.* 32\.3, -90\.2</p>', page)
    assert "Wednesday table" not in page
    own = (term_name("cost:medicaid"), term_name("language:es"))
    open_now, *rest = found.rows[0].tags
    assert (tuple(rest), found.rows[1].tags) == (own, ())
    for words in (open_now, *own):
        assert tag(words) in page
    with time_machine.travel("2026-11-18T23:30:00Z", tick=False):  # 17:30, after its hours
        assert answered(client, need("outpatient"), place=HERE)[0].rows[0].tags == own


def test_care_is_chosen_by_cost_language_access_and_whom_it_is_for(ana, client_of) -> None:
    make_clinic("This one", "cost:free", "access:bus", "population:pregnant")
    make_clinic("Other table", "cost:insurance")
    for term in ("cost:free", "access:bus", "population:pregnant"):
        page = asked(client_of(ana), need("outpatient"), place=HERE, have=code_of(term))
        assert "This one" in page
        assert "Other table" not in page


def test_what_has_dates_shows_the_dates_first(ana, client_of) -> None:
    garden = make_meeting((), name="Garden day", kind="event", terms=["need:volunteering"])
    make_dated(garden, "2026-11-21", "10:00")
    make_meeting((), name="Pantry", kind="service", terms=["need:volunteering"])
    found, page = answered(client_of(ana), need("volunteering"), place=HERE)
    assert (found.n_dates, found.total) == (1, 1)
    assert re.search(r'role="status">2\b', page)
    saturday = page.index(wording.day(date(2026, 11, 21), TODAY))
    assert saturday < page.index("Garden day") < page.index("Pantry")


def test_meetings_as_a_need_are_the_list_of_what_starts_soon(ana, client_of) -> None:
    answer = client_of(ana).get(need("meeting"))
    assert (answer.status_code, answer["Location"]) == (302, "/meet/soon/")


@pytest.mark.parametrize("code", ["zzzz", code_of("language:es")])
def test_what_is_no_need_is_not_there(ana, client_of, code) -> None:
    assert client_of(ana).get(f"/meet/need/{code}/").status_code == 404


def test_a_need_near_a_place_nobody_knows_asks_again(ana, client_of) -> None:
    answer = client_of(ana).get(need("outpatient"), {"place": "Nowhereville"})
    assert answer.context["form"].unclear.doubt == Doubt.UNKNOWN
    assert 'value="Nowhereville"' in answer.content.decode()


def test_nothing_for_a_need_leads_to_a_line(ana, client_of) -> None:
    found, page = answered(client_of(ana), need("rides"), place=HERE)
    assert (found.n_dates, found.total) == (0, 0)
    assert 'href="/help/"' in page.split('class="empty')[1]


def test_a_long_list_of_care_has_pages(ana, client_of) -> None:
    for number in range(35):
        make_clinic(f"Clinic {number:02}")
    client = client_of(ana)
    first = client.get(need("outpatient"), {"place": HERE})
    second = client.get(first.context["later"])
    names = [row.name for answer in (first, second) for row in answer.context["page"].rows]
    assert names == [f"Clinic {number:02}" for number in range(35)]
    assert second.context["later"] == ""


def test_care_asks_as_often_for_twenty_rows_as_for_ten(ana, client_of) -> None:
    path = f"{need('outpatient')}?place={HERE}"
    assert_does_not_grow(client_of(ana), path, lambda n: make_clinic(f"Clinic {n}"))
