"""The picture of the weeks, drawn in each language."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from porchlight.checkins.chart import chart_of
from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.usual import weeks


@pytest.mark.parametrize("language", ["en", "es"])
def test_its_coordinates_are_numbers_to_a_browser_in_every_language(language, now):
    today = now.date()
    told = [
        Reading(day=today - timedelta(days=back), talk=Talk.GOOD if back % 3 else Talk.NONE)
        for back in range(30)
    ]
    with translation.override(language):
        drawn = render_to_string("checkins/_chart.html", {"chart": chart_of(weeks(told, today, 7))})
    numbers = re.findall(r'\b(?:x|y|x1|x2|y1|y2|width|height)="([^"]*)"', drawn)
    assert len(numbers) > 20
    assert any("." in number for number in numbers)
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", number) for number in numbers)
