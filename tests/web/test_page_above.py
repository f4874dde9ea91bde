"""An address that only takes forms, asked for in the address bar: after a form that was not taken,
or by a change of language there. It leads to the page above, and never to an error."""

from __future__ import annotations

import pytest

from porchlight.web.middleware import page_above
from tests.access.table import TABLE, UP
from tests.access.world import World, send, world  # noqa: F401 - a fixture

TAKE_FORMS = [name for name, (_path, get, _post) in TABLE.items() if get == UP]

# Their page is there only once a promise was missed.
NOT_THERE_YET = {"promise-outcome", "promise-mended"}


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/people/invitations/7d0e4c1a-95a2-4b37-8c7d-0a3a3f0f8a11/digits/",
         "/people/invitations/7d0e4c1a-95a2-4b37-8c7d-0a3a3f0f8a11/"),
        ("/people/7d0e4c1a-95a2-4b37-8c7d-0a3a3f0f8a11/notes/"
         "7d0e4c1a-95a2-4b37-8c7d-0a3a3f0f8a12/remove/",
         "/people/7d0e4c1a-95a2-4b37-8c7d-0a3a3f0f8a11/notes/"),
        ("/exit/", "/"),
        ("/", "/"),
    ],
)  # fmt: skip
def test_the_page_above_is_the_nearest_that_is_there(path, above):
    assert page_above(path) == above


@pytest.mark.parametrize("name", TAKE_FORMS)
def test_asking_for_it_leads_to_a_page(world, name):  # noqa: F811
    client = world.client("mo" if world.path(name).startswith("/meet/") else "ana")
    answer = client.get(world.path(name), follow=True)
    path, _status = answer.redirect_chain[-1]
    assert answer.status_code == (404 if name in NOT_THERE_YET else 200)
    assert world.path(name).startswith(path.split("?")[0]) or path == "/today/"


def test_the_language_can_be_changed_after_wrong_digits(world):  # noqa: F811
    client, path = world.client("ana"), world.path("invitation-digits")
    assert client.post(path, {"digits": "x"}).status_code == 422
    change = {"language": "es", "next": path}  # as the page has it
    answer = client.post("/language/", change, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == world.path("invitation")


def test_nobody_learns_from_it_whether_something_is_there(world):  # noqa: F811
    for name in TAKE_FORMS:
        answers = {(who, send(world, name, "get", who)["Location"]) for who in ("ana", "cleo")}
        assert len({location for _who, location in answers}) == 1


def test_an_address_for_other_programs_still_says_that_it_takes_none(client):
    assert client.post("/hsds/services").status_code == 405
