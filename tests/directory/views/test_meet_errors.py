"""A question with an error in it: it is asked again, and hides nothing that is online."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from porchlight.people.models import Person
from tests.directory.listings import make_meeting

# Wednesday 18 November 2026, 12:30 in Mississippi
pytestmark = pytest.mark.usefixtures("now", "db")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("has_account", [True, False], ids=["ana", "a guest"])
@pytest.mark.parametrize(
    ("address", "error_at"),
    [
        ("/meet/soon/?online=exclude", "place"),
        ("/meet/soon/?place=39201&online=maybe", "online"),
        ("/meet/soon/?hours=9", "hours"),
        ("/meet/soon/?within=x&words=call", "within"),
        ("/meet/soon/?weekday=9", "weekday"),
        ("/meet/soon/?have=zzzz", "have"),
        ("/meet/now/?have=zzzz", "have"),
    ],
)
def test_an_error_hides_nothing_online_and_keeps_what_was_typed(
    ana: Person,
    client_of: Callable[[Person | None], Any],
    address: str,
    error_at: str,
    has_account: bool,
    language: str,
) -> None:
    make_meeting("wed 13:00", name="A call", attendance="online")
    make_meeting("wed 13:00", name="A room")
    client = client_of(ana if has_account else None)
    client.post("/language/", {"language": language})
    answer = client.get(address)
    form, page = answer.context["form"], answer.content.decode()
    assert answer.status_code == 422
    assert f'<html lang="{language}"' in page
    assert list(form.errors) == [error_at]
    assert 'class="error-summary' in page
    assert all(f'value="{form[name].value()}"' in page
               for name in ("place", "words") if form.data.get(name))  # fmt: skip
    assert "A call" in page
    assert "A room" not in page


def test_what_is_online_beside_an_error_goes_on_for_more_than_a_page(
    ana: Person, client_of: Callable[[Person], Any]
) -> None:
    for _ in range(30):
        make_meeting("wed 13:00", attendance="online")
    make_meeting("wed 14:00", name="The last call", attendance="online")
    client = client_of(ana)
    answer = client.get("/meet/soon/", {"online": "exclude"})
    assert len([row for day in answer.context["page"].days for row in day.rows]) == 30
    later = client.get(answer.context["later"])
    assert later.status_code == 200
    assert "The last call" in later.content.decode()
