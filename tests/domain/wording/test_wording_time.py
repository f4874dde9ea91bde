"""No message makes the rules slow: each match is short, so time grows as the message does."""

from __future__ import annotations

import time
import warnings

import pytest

from porchlight.domain.wording import LONGEST_TEXT, look_at
from porchlight.domain.wording.finding import EMERGENCIES, RULES
from porchlight.domain.wording.notation import phrases

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_parse

# The longest thing that one phrase can match, in characters: some sixteen words and their gaps.
LONGEST_MATCH = 1_200
AWKWARD = {
    "one letter": "a",
    "one word": "you ",
    "starts of rules": "if you don't you can't you never you're so very ",
    "starts of Spanish rules": "si no me tu siempre eres muy tan ",
    "gaps": "you , , , ",
    "spaces": " ",
    "question marks": "why?",
    "no marks": "every time you say that i told you so and then i said ",
    "drawn out": "youuuu alwaaaays ",
    "combining marks": "e\u0301\u0301x\u0301 ",
    "emoji": "🙂 you 🙂 ",
    "apostrophes": "'you''re' ",
    "full stops": "You. Never. ",
}


def test_no_phrase_matches_without_an_end():
    rules = [rule for language in RULES for rule in RULES[language]] + list(EMERGENCIES)
    notations = [part for rule in rules for part in (rule.match, rule.unless)]
    found = [phrase for notation in notations for phrase in phrases(notation)]
    widths = {p.source: _most_characters(p.pattern.pattern) for p in found}
    assert len(widths) > 2_500
    assert {source for source, width in widths.items() if width > LONGEST_MATCH} == set()


def _most_characters(expression):
    return sre_parse.parse(expression).getwidth()[1]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("what", AWKWARD)
def test_four_times_the_length_takes_some_four_times_as_long(what, language):
    short, long = (
        (AWKWARD[what] * LONGEST_TEXT)[:length] for length in (LONGEST_TEXT // 4, LONGEST_TEXT)
    )
    assert _seconds(long, language) < 10 * _seconds(short, language)  # squared would be 16


def _seconds(text, language):
    """Processor time, the best of several, so that a busy machine does not count."""
    look_at(text, language)
    times = []
    for _ in range(5):
        started = time.process_time()
        look_at(text, language)
        times.append(time.process_time() - started)
    return min(times)
