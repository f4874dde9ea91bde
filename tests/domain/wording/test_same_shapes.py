"""Teases, good news and small talk pass, and reproaches of the same shapes are found.

The rules were fitted to the half `tuned`; `kept` was looked at once they were. Both halves and the
rules have one author, so real messages will do worse. Decision 0037 has the figures.
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
@pytest.mark.parametrize(("half", "most_kind_flagged"), [("tuned", 0.04), ("kept", 0.25)])
def test_what_is_kind_passes(language, half, most_kind_flagged):
    texts = _texts(language, "kind", half)
    assert len(texts) >= 30
    assert len(_flagged(texts, language)) <= most_kind_flagged * len(texts), _flagged(
        texts, language
    )


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("half", "least_found"), [("tuned", 0.95), ("kept", 0.85)])
def test_a_reproach_of_the_same_shape_is_found(language, half, least_found):
    texts = _texts(language, "hurtful", half)
    found = _flagged(texts, language)
    assert len(texts) >= 20
    assert len(found) >= least_found * len(texts), set(texts) - set(found)


def _texts(language, sense, half):
    wanted = (language, sense, half)
    return [row["text"] for row in ROWS if (row["lang"], row["sense"], row["half"]) == wanted]


def _flagged(texts, language):
    return [text for text in texts if look_at(text, language).hurtful]
