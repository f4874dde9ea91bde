"""Who reads this page of Meet, and the question they ask: with an account, or without."""

from __future__ import annotations

from typing import TypeVar

from porchlight.circles.access import own
from porchlight.directory.forms import FindForm
from porchlight.directory.places import Spot
from porchlight.directory.queries.viewer import Viewer, guest_on
from porchlight.people.devices import country_chosen
from porchlight.people.requests import VisitRequest

Asked = TypeVar("Asked", bound=FindForm)


def viewer_of(request: VisitRequest, spot: Spot | None = None) -> Viewer:
    """The person signed in; else a guest, whose local date is then that of the request."""
    if request.person is not None:
        return request.person
    guest = guest_on(country_chosen(request), spot, request.now)
    request.today = request.now.astimezone(guest.zoneinfo).date()
    return guest


def kept_place(request: VisitRequest) -> str:
    """The place that the person keeps, as they typed it; "" for none, and for a guest."""
    person = request.person
    return (person.home_place.open(own(person, request.now)) or "") if person else ""


def asked(request: VisitRequest, form_class: type[Asked], home: str = "") -> tuple[Asked, Viewer]:
    """The question in the address, and who asks. A guest reads by the clock, and measures by the
    country, of the place they ask about, which is known once the question is read."""
    viewer = viewer_of(request)
    form = form_class(request.GET, country=viewer.country, home=home, zone=viewer.zone)
    if request.person is None and form.is_valid():
        viewer = viewer_of(request, form.spot)
        form.measure_in(viewer.country)
        form.zone = viewer.zone
    return form, viewer
