"""From what was reported back to the person it was about, while they are on the list."""

from __future__ import annotations

import re

import pytest

from porchlight.together.models import SentReport
from porchlight.together.reports.actions import ReportOutcome
from tests.make import make_tie
from tests.together.reports.test_reports import decide_on, report, thread

__all__ = ["thread"]  # the fixture

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def way_back(page):
    """What the arrow at the top leads to."""
    (href,) = re.findall(r'<a class="back-link" href="([^"]*)"', page.content.decode())
    return href


def test_a_report_leads_to_what_was_reported_and_back_to_the_person(client_of, ana, thread):
    client = client_of(ana)
    sent = report(client, thread)
    assert sent["Location"] == f"/people/reports/?from={thread.pk}"
    page = client.get(sent["Location"])
    assert way_back(page) == f"/people/{thread.pk}/"
    page = client.get(f"/people/{thread.pk}/report/")
    assert f'href="/people/reports/?from={thread.pk}"' in page.content.decode()


@pytest.mark.parametrize("whose", ["", "x", "\x00", "gone", "theirs"])
def test_without_a_person_on_the_list_it_leads_to_people(client_of, ana, ben, thread, whose):
    told = {"gone": thread.pk, "theirs": make_tie(ben, "Ana").pk}.get(whose, whose)
    if whose == "gone":
        thread.delete()
    page = client_of(ana).get("/people/reports/", {"from": str(told)})
    assert (page.status_code, way_back(page)) == (200, "/people/")


def test_an_answer_to_a_host_keeps_the_way_back(client_of, ana, mo, thread):
    report(client_of(ana), thread)
    decide_on(client_of(mo), ReportOutcome.MORE, "Since when?")
    sent = SentReport.objects.get()
    client, path = client_of(ana), f"/people/reports/{sent.pk}/add/"
    page = client.get(f"/people/reports/?from={thread.pk}")
    assert f'name="from" value="{thread.pk}"' in page.content.decode()
    refused = client.post(path, {"words": " ", "from": str(thread.pk)})
    assert (refused.status_code, way_back(refused)) == (422, f"/people/{thread.pk}/")
    added = client.post(path, {"words": "Since May.", "from": str(thread.pk)})
    assert added["Location"] == f"/people/reports/?from={thread.pk}"
