"""Turning a device on: known push services alone, one account at a time, sealed."""

from __future__ import annotations

import pytest

from porchlight.circles.access import own
from porchlight.circles.push_devices import devices_of
from porchlight.outbox.models import PushDevice
from porchlight.outbox.push.devices import turn_off
from porchlight.outbox.push.hosts import UnknownPushHost, checked_endpoint
from tests.make import NOW, make_visit
from tests.outbox.push.browser import Browser
from tests.outbox.push.on import turned_on

FCM = "https://fcm.googleapis.com/fcm/send/abc:def"


@pytest.mark.parametrize(
    "endpoint",
    [
        FCM,
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://web.push.apple.com/QGuQ",
        "https://wns2-bl2p.notify.windows.com/w/?token=BQ",
        "https://fcm.googleapis.com:443/fcm/send/abc",
    ],
)
def test_push_services_of_the_browsers_are_known(endpoint):
    assert checked_endpoint(endpoint) == endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "nonsense",
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8443/fcm/send/abc",
        "https://fcm.googleapis.com:port/",
        "https://fcm.googleapis.com.example.org/",
        "https://evilfcm.googleapis.com/",
        "https://push.apple.com.example.org/",
        "https://.push.apple.com@example.org/",
        "https://example.org/#.push.apple.com",
        "https://a@web.push.apple.com/",
        "https://127.0.0.1/",
        "http://127.0.0.1:8000/push",
        "https://[::1]/",
        "https://web.push.apple.com/\r\nHost: example.org",
        "https://web.push.apple.com/ one",
        "https://web.push.apple.com/" + "a" * 1024,
        "https://web.push.äpple.com/",
    ],
)
def test_no_other_host_is_posted_to(endpoint):
    with pytest.raises(UnknownPushHost):
        checked_endpoint(endpoint)


def test_where_a_device_is_reached_is_sealed(ana):
    turned_on(ana, Browser(FCM))
    held = PushDevice.objects.get()
    assert b"googleapis" not in bytes(held.subscription.envelope)
    assert FCM not in held.endpoint_index
    (address,) = devices_of(own(ana, NOW), NOW)
    assert address.subscription.endpoint == FCM


def test_a_browser_belongs_to_who_turned_it_on_last(ana, ben):
    turned_on(ana, Browser(FCM))
    turned_on(ben, Browser(FCM))
    assert devices_of(own(ana, NOW), NOW) == ()
    assert len(devices_of(own(ben, NOW), NOW)) == 1


def test_a_visit_has_one_device_and_it_is_turned_off_alone(ana):
    visit = make_visit(ana)
    turned_on(ana, Browser(FCM + "1"), visit)
    turned_on(ana, Browser(FCM + "2"), visit)
    other = turned_on(ana, Browser(FCM + "3"))
    found = devices_of(own(ana, NOW), NOW)
    assert sorted(one.subscription.endpoint for one in found) == [FCM + "2", FCM + "3"]
    turn_off(visit)
    assert PushDevice.objects.get().visit_id == other.pk


def test_a_push_service_that_is_not_known_any_more_gets_nothing(ana, monkeypatch):
    turned_on(ana, Browser(FCM))
    monkeypatch.setattr("porchlight.outbox.push.hosts.PUSH_HOSTS", (".push.apple.com",))
    assert devices_of(own(ana, NOW), NOW) == ()
