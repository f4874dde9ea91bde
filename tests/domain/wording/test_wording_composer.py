"""See, feel, want, way out: four boxes to one message."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.wording import MOST_WORDS, MOST_WORDS_A_BOX, TooManyWords, compose, look_at

boxes = st.tuples(*[st.text(max_size=40)] * 4)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("", "", "", ""), ""),
        (("  ", "\n", "", "…"), "…"),
        (
            ("you were quiet on Sunday", "I felt worried", "coffee on Thursday?", "fine if not"),
            "You were quiet on Sunday. I felt worried. Coffee on Thursday? Fine if not.",
        ),
        (("", "I miss you!", "", "No rush."), "I miss you! No rush."),
        (
            ("", "Me preocupé", "¿un café el jueves", "si no, está bien…"),
            "Me preocupé. ¿Un café el jueves? Si no, está bien…",
        ),
        (("¡qué gusto verte", "", "", ""), "¡Qué gusto verte!"),
        (
            ("I saw the light,", "glad 🙂", 'he said "hi"', ""),
            'I saw the light. Glad 🙂 He said "hi".',
        ),
        (("one\ntwo   three", "", "", ""), "One two three."),
        (("me dolio\u0301", "", "", ""), "Me dolió."),
    ],
)
def test_the_boxes_read_as_one_message(parts, message):
    assert compose(*parts) == message


@pytest.mark.parametrize(
    ("parts", "box", "limit"),
    [
        (("", "so " * 13, "", ""), "feel", MOST_WORDS_A_BOX),
        (("", "", "", "so " * 13), "way_out", MOST_WORDS_A_BOX),
        (("so " * 12, "so " * 12, "so " * 12, "so " * 10), None, MOST_WORDS),
    ],
)
def test_too_many_words_are_named_by_box(parts, box, limit):
    with pytest.raises(TooManyWords) as caught:
        compose(*parts)
    assert (caught.value.box, caught.value.limit) == (box, limit)
    assert caught.value.words > limit


def test_as_many_words_as_may_be():
    assert compose("so " * 12, "so " * 12, "so " * 12, "so " * 9).lower().count("so") == MOST_WORDS


@given(boxes)
def test_whatever_is_in_the_boxes_becomes_one_line_of_nfc(parts):
    try:
        message = compose(*parts)
    except TooManyWords:
        return
    assert unicodedata.is_normalized("NFC", message)
    assert message == " ".join(message.split())


def test_what_is_composed_of_kind_parts_hurts_nobody():
    message = compose("you left before the cake", "I felt sad", "can we talk", "no rush")
    assert look_at(message, "en").hurtful == frozenset()
