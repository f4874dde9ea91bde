"""What a request to Meet says: who reads, the place they keep, and the question in the address."""

from __future__ import annotations

from typing import TypeVar

from porchlight.circles.access import own
from porchlight.directory.forms import FindForm
from porchlight.directory.gazetteer.place_search import Spot, spot_named
from porchlight.directory.models import Service
from porchlight.directory.queries.viewer import Viewer, guest_on
from porchlight.people.devices import country_chosen
from porchlight.people.requests import VisitRequest

Asked = TypeVar("Asked", bound=FindForm)


def set_viewer(request: VisitRequest, zone: str = "") -> Viewer:
    """The person signed in; else a guest, whose local date `request.today` becomes. `zone`
    (IANA) is that of the place which a guest asks about."""
    if request.person is not None:
        return request.person
    guest = guest_on(country_chosen(request), zone, request.now)
    request.today = request.now.astimezone(guest.zoneinfo).date()
    return guest


def kept_place(request: VisitRequest) -> str:
    """The place that the person keeps, as they typed it; "" for none, and for a guest."""
    person = request.person
    return (person.home_place.open(own(person, request.now)) or "") if person else ""


def form_and_viewer(
    request: VisitRequest, form_class: type[Asked], home: str = ""
) -> tuple[Asked, Viewer]:
    """The question in the address, and who asks. A guest reads by the clock of the place they ask
    about, which is known once the question is read, and measures by the country chosen on Help,
    else by that of the place."""
    viewer = set_viewer(request)
    form = form_class(request.GET, country=viewer.country, home=home, zone=viewer.zone)
    if request.person is None and form.is_valid():
        viewer = set_viewer(request, form.spot.zone if form.spot else "")
        form.measure_in(viewer.country)
        form.zone = viewer.zone
    return form, viewer


def viewer_at(request: VisitRequest, service: Service) -> Viewer:
    """Who reads of one listing. A guest keeps the clock of the place they asked about, which the
    list's links carry on; without one, a room is on the clock of its own door."""
    viewer = set_viewer(request)
    if request.person is not None:
        return viewer
    place = request.GET.get("place", "")
    spot = spot_named(place, viewer.country) if place else None
    zone = spot.zone if isinstance(spot, Spot) else ""
    if not zone and service.attendance != Service.Attendance.ONLINE:
        zone = service.schedules.order_by("pk").values_list("zone", flat=True).first() or ""
    return set_viewer(request, zone)
