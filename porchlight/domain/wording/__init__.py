"""Which patterns stand in the words that somebody is about to send: ten that hurt, seven that are
kind (docs/decisions/0037). The sender alone is told, and nothing is kept or held back. Few
critical words and more warmth go with less return to use in two studies (O'Farrell et al. 1998,
n = 86, is one): a link and no cause."""

from porchlight.domain.wording.composer import (
    MOST_WORDS,
    MOST_WORDS_A_BOX,
    TooManyWords,
    compose,
)
from porchlight.domain.wording.finding import (
    HIGHEST_LEVEL_SHOWN,
    LONGEST_TEXT,
    Passage,
    WordingFinding,
    look_at,
)
from porchlight.domain.wording.labels import HARSH, HURTFUL, KIND, Language, WordingLabel

__all__ = [
    "HARSH",
    "HIGHEST_LEVEL_SHOWN",
    "HURTFUL",
    "KIND",
    "LONGEST_TEXT",
    "MOST_WORDS",
    "MOST_WORDS_A_BOX",
    "Language",
    "Passage",
    "TooManyWords",
    "WordingFinding",
    "WordingLabel",
    "compose",
    "look_at",
]
