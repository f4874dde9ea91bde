"""Teases, good news and small talk pass, and reproaches of the same shapes are found.

The rules were fitted to the part `tuned`. `kept` and `later` were each looked at once before what
they showed was mended, so that their bars hold now what they no longer measure: decision 0037 has
the figures of the first look. One author wrote the sentences and the rules.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from porchlight.domain.wording import look_at

ROWS = list(
    csv.DictReader(Path(__file__).with_name("same_shapes.csv").read_text("utf-8").splitlines())
)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("part", "most_flagged"), [("tuned", 0.04), ("kept", 0.04), ("later", 0.15)]
)
def test_what_is_kind_passes(language, part, most_flagged):
    texts = _texts(language, "kind", part)
    flagged = _flagged(texts, language)
    assert len(texts) >= 20
    assert len(flagged) <= most_flagged * len(texts), flagged


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("part", "least_found"), [("tuned", 0.95), ("kept", 0.95), ("later", 0.75)]
)
def test_a_reproach_of_the_same_shape_is_found(language, part, least_found):
    texts = _texts(language, "hurtful", part)
    found = _flagged(texts, language)
    assert len(texts) >= 12
    assert len(found) >= least_found * len(texts), set(texts) - set(found)


def _texts(language, sense, part):
    wanted = (language, sense, part)
    return [row["text"] for row in ROWS if (row["lang"], row["sense"], row["part"]) == wanted]


def _flagged(texts, language):
    return [text for text in texts if look_at(text, language).hurtful]
