"""Names as they are compared: without case and accents, with short and long forms alike."""

from __future__ import annotations

from porchlight.directory.finder.text import words_of

# "Saint Louis" and "St. Louis", "Ciudad Juárez" and "Cd. Juárez" are one name.
SHORT_FORMS = {
    "saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "santa": "sta", "santo": "sto",
    "ciudad": "cd", "general": "gral", "doctor": "dr",
}  # fmt: skip


def key_words(name: str) -> list[str]:
    """The words of a name in their short forms: "Saint-Louis" is st, louis. Single letters in a row
    are one word, so that "D.C." is dc."""
    words: list[str] = []
    run: list[str] = []
    for word in [*words_of(name), ""]:
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        if run:
            words.append("".join(run))
            run = []
        if word:
            words.append(SHORT_FORMS.get(word, word))
    return words


def place_key(name: str) -> str:
    return " ".join(key_words(name))


def letters_of(key: str) -> int:
    """Which of the 26 letters a key has, as bits."""
    bits = 0
    for letter in set(key):
        if "a" <= letter <= "z":
            bits |= 1 << (ord(letter) - ord("a"))
    return bits
