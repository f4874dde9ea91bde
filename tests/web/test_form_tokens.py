"""Which forms are taken when a proxy changes Host, and what is said of those that are not."""

from __future__ import annotations

import pytest
from django.test import Client

FORM = {"name": "Ana", "passphrase": "a quiet walk by the water"}
OF_A_TOKEN = '<h1 id="old-form"'
OF_THE_PROXY = '<h1 id="another-origin"'


@pytest.fixture
def send():
    """Send the sign-in form, with a right token or none, under these headers."""
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in/")
    token = client.cookies["form"].value

    def send_it(*, has_token: bool = True, **headers: str):
        fields = {**FORM, "csrfmiddlewaretoken": token} if has_token else FORM
        return client.post("/sign-in/", fields, headers=headers)

    return send_it


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "localhost", "Origin": "http://localhost"},
        {"Host": "localhost:9000", "Origin": "http://localhost:9000"},
        {"Host": "localhost", "Origin": "http://localhost:9000", "Sec-Fetch-Site": "same-origin"},
        {"Host": "localhost"},
    ],
)
def test_a_form_of_our_own_page_is_taken(send, headers):
    assert send(**headers).status_code == 422  # no such account


@pytest.mark.parametrize("site", [{}, {"Sec-Fetch-Site": "none"}])
def test_a_host_without_its_port_is_named_as_the_trouble(send, site):
    answer = send(Host="localhost", Origin="http://localhost:9000", **site)
    assert answer.status_code == 403
    assert OF_THE_PROXY in answer.content.decode()
    assert OF_A_TOKEN not in answer.content.decode()


def test_an_old_form_is_told_as_one(send):
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {}):
        answer = send(has_token=False, Host="localhost", **headers)
        assert answer.status_code == 403
        assert OF_A_TOKEN in answer.content.decode()


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_page_is_not_taken_with_a_right_token(send, site):
    headers = {"Host": "localhost", "Origin": "http://evil.example", "Sec-Fetch-Site": site}
    assert send(**headers).status_code == 403
