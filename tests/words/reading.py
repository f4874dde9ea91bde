"""How hard a line is to read. English: Flesch-Kincaid grade (Kincaid et al. 1975). Spanish: the
INFLESZ scale (Szigriszt-Pazos 1993; Barrio-Cantalejo 2008). A score is a guard, not a proof."""

import re

# Flesch (1948) counts as a sentence each unit of thought closed by one of these.
SENTENCE_END = re.compile(r"[.!?:;…]+(?:\s|$)|\n\s*\n")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^>]+>|&\w+;")

ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels said apart, where a plain count of vowel groups hears one.
ENGLISH_APART = re.compile(
    r"ia(?!l$|n$)|io(?!us|n)|iu|eo(?!ple|r)|ua(?!ge|rd|r|l$)|ying|oing|being|reate|ier$|iet|uet|uel$"
)
ENGLISH_SILENT = (
    re.compile(r"(?<=[a-z])(?<![^aeiouy]l)(?<![aeiouy])e$"),
    re.compile(r"(?<=[^aeiouytd])ed$"),
    re.compile(r"(?<=[^aeiouyscxzg])(?<!sh)(?<!ch)es$"),
    re.compile(r"(?<=[^aeiouy])e(?=(?:ly|ful|ment|less|ness|times?|where|thing|one|body)$)"),
)
ENGLISH_KNOWN = {
    "people": 2, "every": 2, "everyone": 3, "everything": 3, "everybody": 4, "somebody": 3,
    "nobody": 3, "anyone": 3, "area": 3, "being": 2, "idea": 3, "quiet": 2, "the": 1, "be": 1,
    "he": 1, "me": 1, "she": 1, "we": 1, "maybe": 2, "evening": 2, "business": 2, "once": 1,
    "something": 2, "someone": 2, "sometimes": 2, "somewhere": 2, "else": 1,
    "phone": 1, "phones": 1, "comes": 1, "times": 1, "names": 1, "lines": 1, "recipe": 3,
}  # fmt: skip

SPANISH_VOWELS = re.compile(r"[aeiouáéíóúüy]+")
SPANISH_STRONG = "aeoáéíóú"


def grade(text: str) -> float:
    """Flesch-Kincaid grade of an English line."""
    words, sentences = _words(text), _sentences(text)
    syllables = sum(english_syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def inflesz(text: str) -> float:
    """INFLESZ score of a Spanish line: higher is easier; 65 and more is 'fairly easy'."""
    words, sentences = _words(text), _sentences(text)
    syllables = sum(spanish_syllables(word) for word in words)
    return 206.835 - 62.3 * syllables / len(words) - len(words) / sentences


def n_words(text: str) -> int:
    return len(_words(text))


def english_syllables(word: str) -> int:
    word = word.lower().replace("’", "'")
    if word in ENGLISH_KNOWN:
        return ENGLISH_KNOWN[word]
    word, said = _without_contraction(word)
    if word in ENGLISH_KNOWN:
        return ENGLISH_KNOWN[word] + said
    if not word.isalpha():
        return 1 + said
    silent = sum(len(rule.findall(word)) for rule in ENGLISH_SILENT)
    groups = len(ENGLISH_VOWELS.findall(word)) + len(ENGLISH_APART.findall(word))
    return max(1, groups - silent) + said


def spanish_syllables(word: str) -> int:
    """Strong vowels each carry a syllable; weak ones join them unless they bear the accent."""
    word = re.sub(r"(?<=[qg])u(?=[eiéí])", "", word.lower())
    count = 0
    for group in SPANISH_VOWELS.finditer(_y_as_consonant(word)):
        strong = sum(1 for letter in group.group() if letter in SPANISH_STRONG)
        count += max(1, strong)
    return max(1, count)


def _words(text: str) -> list[str]:
    shown = TAG.sub(" ", PLACEHOLDER.sub("Ana", text))
    return WORD.findall(shown) or ["-"]


def _sentences(text: str) -> int:
    parts = SENTENCE_END.split(TAG.sub(" ", PLACEHOLDER.sub("Ana", text)))
    return max(1, sum(1 for part in parts if WORD.search(part)))


def _without_contraction(word: str) -> tuple[str, int]:
    """don't, it's and we'll keep their count; didn't and doesn't gain one."""
    stem, mark, end = word.partition("'")
    if not mark:
        return word, 0
    if end == "t" and stem.endswith("n") and stem not in ("don", "won", "can", "aren", "weren"):
        return stem.removesuffix("n"), 1
    return stem.removesuffix("n") if end == "t" and stem in ("aren", "weren") else stem, 0


def _y_as_consonant(word: str) -> str:
    """The y of 'ayer' is a consonant; that of 'hoy' and of 'y' is a vowel."""
    return re.sub(r"y(?=[aeiouáéíóú])", "-", word)
