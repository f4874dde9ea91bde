"""Telephone numbers: what can be dialled, by the rules of the country it is dialled in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from porchlight.people.local.phone_numbers import (
    example_of,
    number_in_prose,
    number_kept,
    phone_number,
)

DIALLED = [
    # typed, country, the address that calls it
    ("601-555-0123", "US", "tel:+16015550123"),
    ("(601) 555-0123 ext. 12", "US", "tel:+16015550123;ext=12"),
    ("+1 601-555-0123 ext. 12", "", "tel:+16015550123;ext=12"),
    ("1-800-GAMBLERS", "US", "tel:+18004262537"),
    ("1-800-662-HELP (4357)", "US", "tel:+18006624357"),
    ("988", "US", "tel:988"),
    ("116 123", "GB", "tel:116123"),
    ("٩٨٨", "US", "tel:988"),
    ("13 11 14", "AU", "tel:131114"),
    ("1300 22 4636", "AU", "tel:+611300224636"),
    ("020 7946 0018", "GB", "tel:+442079460018"),
    ("55 5259 8121", "MX", "tel:+525552598121"),
    ("*4141", "UY", "tel:*4141"),
    ("*67 601-555-0123", "US", "tel:*676015550123"),
    ("555-0123", "US", "tel:5550123"),  # a number of the same town
    ("16699006833", "ES", "tel:+16699006833"),  # the plus was left out
    ("+16699006833,,339639515#,,*8#", "US", "tel:+16699006833,,339639515%23,,*8%23"),
    ("tel:+1-601-555-0123", "", "tel:+16015550123"),
    # Nobody knows which country: its keys, and no more.
    ("601-555-0123", "", "tel:6015550123"),
    ("601-555-0123 x12", "ZZ", "tel:6015550123;ext=12"),
]


@pytest.mark.parametrize(("typed", "country", "href"), DIALLED)
def test_a_number_is_dialled_by_the_rules_of_its_country(typed, country, href):
    number = phone_number(typed, country)
    assert number is not None
    assert number.call_href == href


@pytest.mark.parametrize(("typed", "country"), [(typed, country) for typed, country, _ in DIALLED])
def test_what_is_kept_of_a_number_dials_the_same_without_its_country(typed, country):
    number = phone_number(typed, country)
    assert number is not None
    again = phone_number(number.written)
    assert again is not None
    assert again.call_href == number.call_href


@pytest.mark.parametrize(
    "typed",
    ["", "12", "call me", "601-555-01", "1-601-555-012", "0208 123 4567", "1234567890123456",
     "911 Main Street", "601 555 0100 or 601 555 0101", "+1 601 555 01", "javascript:alert(1)",
     "+++", "#"],
)  # fmt: skip
def test_what_nobody_could_ring_is_no_number(typed):
    assert phone_number(typed, "US") is None


@pytest.mark.parametrize(
    ("kept", "href"),
    [
        ("home 555 0142", "tel:5550142"),  # nobody's number by the rules; somebody's, all the same
        ("+16015550142", "tel:+16015550142"),
        ("ask Ben", None),
        ("", None),
    ],
)
def test_what_was_kept_before_numbers_were_checked_can_still_be_dialled(kept, href):
    number = number_kept(kept)
    assert (number.call_href if number else None) == href


def test_a_text_goes_to_the_number_without_extension_or_codes():
    number = phone_number("601-555-0123 ext. 12", "US")
    assert number is not None
    assert number.text_href == "sms:+16015550123"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Dial 601-555-0100,,123# at seven", "601-555-0100,,123#"),
        ("ask Rosa (601) 555-0100 then press 5", "(601) 555-0100"),
        ("Meeting 821 4567 8901 or +44 20 7946 0018", "+44 20 7946 0018"),
        ("room 8214567890, code 123456", ""),
        ("nobody rings here", ""),
    ],
)
def test_a_number_is_told_from_the_words_around_it(words, number):
    assert number_in_prose(words, "US") == number


@pytest.mark.parametrize("country", ["US", "GB", "ES", "MX", "ZZ", ""])
def test_the_example_of_a_country_is_a_number_of_it(country):
    assert phone_number(example_of(country), country) is not None


def test_the_rules_are_not_read_before_the_first_number():
    asks = (
        "import sys, porchlight.people.local.phone_numbers as n;"
        "n.phone_number('988', 'US');"
        "assert 'phonenumbers' not in sys.modules;"
        "n.phone_number('601-555-0123', 'US');"
        "assert 'phonenumbers.data.region_US' in sys.modules;"
        "assert 'phonenumbers.data.region_GB' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", asks], check=True)
