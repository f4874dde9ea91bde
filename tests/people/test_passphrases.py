"""The two lists of words, what is suggested from them, and how a phrase is recognised again."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections import Counter
from math import log2

import pytest
from django.test import Client

from porchlight.people.actions import NewAccount, join
from porchlight.people.passphrases import (
    BETWEEN_WORDS,
    WORDS_PER_PHRASE,
    canonical,
    is_suggestion,
    problem_with,
    suggest,
    without_accents,
    words,
)
from tests.make import NOW, make_person, make_person_of_before
from tests.words.lint import findings

LETTERS = {"en": r"[a-z]{3,8}", "es": r"[a-záéíóúüñ]{3,8}"}
LANGUAGES = tuple(LETTERS)

# Beginnings of words that have no place on a phrase somebody reads in a bad hour: drink, drugs,
# violence, weapons, death, sorrow, the body, faith, slurs, the law.
BANNED_STEMS = {
    "en": """addict alcohol ale angel beer bible blood bomb booz bottle brandy brew bullet bury
        casin church cider cigar cocain cocktail coffin coke crack cross cry damn dead death devil
        die dope drank drink drug drunk dying ecsta enem evil fat fear fix gambl gin god grave grief
        guilt gun hate heroin high hospital hurt jail joint junk kill knife lone lost mad meth
        molly murder naked needle nud opi overdos pain pill pipe pistol poison poker porn pot pray
        prison pub punch rape relaps rifle rum sad saloon scar sex shame shot sick sin slave slut
        smoke snort sober spliff stab stash stone strip suici sword syring tears terror tobac toke
        torture trip tumor ugly vape vein vodka wage war weed weep whisk wine wound wrong""",
    "es": """abort adict alcoh alma ampu anfeta arma ataud bala barril bebid bebie bibli bodega boda
        bomb borrach botella brind cadaver cantin carcel cerdo cerveza chupa cigarr coca cogid coger
        copa crimen cruz cuchill culo culp delito diablo dios dolor droga enferm errar feo fosa
        fracas gord guerr hachis herid heroin horr iglesi jering joder lagrim licor llant llor loco
        maldi marihu matar miedo mierd misa morir mort muert odio opio papel pastilla pecad pelea
        pena pene pistol porro preso prision puta puto rezar ron roto santo sangr seno sexo sobri
        solo soled suici tabac taber teta tequil terror tonto torpe trago tramp trist tumba vagina
        vaso vein venen verga vicio vino violac violen vodka yerba""",
}
# Words that begin like one of these and mean something else.
ALLOWED = {
    "en": """alert bulletin crossing fathom highway method opinion painting pillar potato potluck
        pottery public rumba scarf since singer stripe token tripod warbler wardrobe warm
        warren""",
    "es": """almacen armario balanza bombero cigarra cruzar penacho roncar ronda rotonda senor""",
}
# Each sounds like another common word, so it could not be passed on by voice.
SOUND_ALIKE = """
    air bare bear beach blue board brake bread break cell cent deer eight fair flour flower
    four grate great hair hare heel hole hour knight knot know leaf lane made mail main maze
    meat meet moose night oar one pail pair pale peace peak pear piece plane rain read red road
    root rose sail sauce sea see son stair steel sun tail tea thyme tide toe two wait waist
    wave way week weight whole wood write
"""


def sound(word: str, language: str) -> str:
    """What is heard of a Spanish word where s and z, b and v, ll and y are spoken alike."""
    if language != "es":
        return word
    plain = without_accents(word)
    for pattern, heard in (
        ("ch", "C"), ("h", ""), ("qu", "k"), ("c(?=[ei])", "s"), ("c", "k"), ("z|x", "s"),
        ("v", "b"), ("ll", "y"), ("g(?=[ei])", "j"), ("gu(?=[ei])", "g"),
    ):  # fmt: skip
        plain = re.sub(pattern, heard, plain)
    return plain


def one_slip_away(word: str) -> set[str]:
    """What one letter missed, added, changed or swapped with its neighbour makes of a word."""
    halves = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return (
        {a + b[1:] for a, b in halves if b}
        | {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
        | {a + c + b[1:] for a, b in halves if b for c in alphabet}
        | {a + c + b for a, b in halves for c in alphabet}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_2048_short_plain_words_in_order(language):
    listed = words(language)
    assert len(listed) == len(set(listed)) == 2048
    assert [word for word in listed if not re.fullmatch(LETTERS[language], word)] == []
    assert list(listed) == sorted(listed, key=without_accents)
    assert WORDS_PER_PHRASE * log2(len(listed)) == 44


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_four_letters_tell_a_word_and_accents_are_not_needed(language):
    starts = Counter(without_accents(word)[:4] for word in words(language))
    assert {start for start, count in starts.items() if count > 1} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_slip_of_the_finger_makes_no_other_word_of_the_list(language):
    plain = {without_accents(word) for word in words(language)}
    assert {word for word in plain if (one_slip_away(word) & plain) - {word}} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_hurts_and_none_speaks_of_what_people_come_here_to_leave(language):
    stems = BANNED_STEMS[language].split()
    plain = {without_accents(word) for word in words(language)}
    found = {word for word in plain if any(word.startswith(stem) for stem in stems)}
    assert found == set(ALLOWED[language].split())
    assert [word for word in words(language) if findings(word, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_sound_alike(language):
    heard = Counter(sound(word, language) for word in words(language))
    assert {key for key, count in heard.items() if count > 1} == set()
    assert set(SOUND_ALIKE.split()) & set(words("en")) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_suggestion_is_four_words_of_the_list_in_the_language_of_the_page(language):
    for _ in range(50):
        parts = suggest(language).split(" ")
        assert len(parts) == 4
        assert set(parts) <= set(words(language))
    assert len({suggest(language) for _ in range(50)}) == 50


def test_each_word_is_drawn_by_the_generator_of_the_machine(monkeypatch):
    drawn = []

    def choice(listed):
        drawn.append(len(listed))
        return listed[0]

    monkeypatch.setattr(secrets, "choice", choice)
    assert suggest("en") == " ".join([words("en")[0]] * 4)
    assert drawn == [2048] * 4


def test_a_language_without_a_list_gets_the_english_one():
    assert set(suggest("fr").split()) <= set(words("en"))


def test_the_shortest_suggestion_is_long_enough_for_the_rule_of_length(settings):
    (rule,) = [v for v in settings.AUTH_PASSWORD_VALIDATORS if "MinimumLength" in v["NAME"]]
    for language in LANGUAGES:
        shortest = " ".join([min(words(language), key=len)] * 4)
        assert len(shortest) >= rule["OPTIONS"]["min_length"]


TYPED = {
    "as shown": str,
    "in capitals": str.upper,
    "with a capital first": str.capitalize,
    "without accents": without_accents,
    "with accents set apart": lambda phrase: unicodedata.normalize("NFD", phrase),
    "with hyphens": lambda phrase: phrase.replace(" ", "-"),
    "with too many spaces": lambda phrase: f"  {phrase.replace(' ', '  ')} ",
    "on four lines": lambda phrase: phrase.replace(" ", "\n"),
}
SUGGESTED = {
    "en": " ".join(words("en")[:: len(words("en")) // 4][:4]),
    "es": " ".join([word for word in words("es") if not word.isascii()][::100][:4]),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", TYPED)
def test_a_suggestion_opens_the_door_however_it_is_typed(now, language, way):
    phrase = SUGGESTED[language]
    account = NewAccount("Robin", phrase, language, "US", "America/Chicago")
    robin = join(account, NOW)
    client = Client()
    answer = client.post("/sign-in/", {"name": "Robin", "passphrase": TYPED[way](phrase)})
    assert answer.status_code == 303
    assert client.session["_auth_user_id"] == str(robin.pk)


OTHER = {
    "a word left out": lambda phrase: phrase.rpartition(" ")[0],
    "a word too many": lambda phrase: f"{phrase} {phrase.split()[0]}",
    "in another order": lambda phrase: " ".join(reversed(phrase.split())),
    "without spaces": lambda phrase: phrase.replace(" ", ""),
    "one letter off": lambda phrase: phrase[:-1],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", OTHER)
def test_another_phrase_does_not(now, language, way):
    phrase = SUGGESTED[language]
    join(NewAccount("Robin", phrase, language, "US", "America/Chicago"), NOW)
    answer = Client().post("/sign-in/", {"name": "Robin", "passphrase": OTHER[way](phrase)})
    assert answer.status_code == 422


OWN = ["Four Green  Porch-Chairs!", "José’s café at nine", " a space before and after "]


@pytest.mark.parametrize("own", OWN)
def test_a_passphrase_of_ones_own_counts_exactly_as_it_was_typed(now, own):
    join(NewAccount("Robin", own, "en", "US", "America/Chicago"), NOW)
    assert canonical(own) == own
    for typed, status in ((own, 303), (own.lower(), 422), (own.strip() + " ", 422)):
        if typed != own or status == 303:
            answer = Client().post("/sign-in/", {"name": "Robin", "passphrase": typed})
            assert answer.status_code == status, typed


def test_one_letter_sent_in_two_ways_by_two_keyboards_is_one_letter(now):
    own = "José’s café at nine"
    make_person("Robin", unicodedata.normalize("NFD", own))
    answer = Client().post("/sign-in/", {"name": "Robin", "passphrase": own})
    assert answer.status_code == 303


def test_four_listed_words_hashed_before_there_were_suggestions_still_open_the_door(now):
    """The account was made when every passphrase was hashed as typed."""
    earlier = "-".join(word.capitalize() for word in SUGGESTED["en"].split())
    make_person_of_before("Robin", earlier)
    for typed in (earlier, SUGGESTED["en"]):
        answer = Client().post("/sign-in/", {"name": "Robin", "passphrase": typed})
        assert answer.status_code == 303


def test_words_of_both_languages_are_recognised_and_others_are_not():
    assert is_suggestion(SUGGESTED["en"])
    assert is_suggestion(SUGGESTED["es"].upper())
    for phrase in ("", "maple", "four green porch chairs", f"{SUGGESTED['en']} porch"):
        assert not is_suggestion(phrase)
    assert BETWEEN_WORDS.split("a - b") == ["a", "b"]


GUESSED_FIRST = [
    "123456789012345",
    "qwertyuiopasdfgh",
    "abcd efgh ijkl mnop",
    "abcdeabcdeabcde",
    "password1234567",
    "passwordpassword1",
    "iloveyouiloveyou",
    "lantern lantern lantern",
    "One Day at a Time!",
    "serenity prayer 1",
    "Un dia a la vez",
    "solo por hoy, solo por hoy",
    "porchlight12345",
]


@pytest.mark.parametrize("own", GUESSED_FIRST)
def test_what_somebody_who_knows_a_person_would_try_first_is_not_taken(own):
    assert problem_with(own, "Robin") == "too-common"


@pytest.mark.parametrize(
    "own",
    [
        "correct horse battery staple",
        "keep coming back my friend always",
        "Porchlight is my second home",
        "20042004 my cat sleeps well",
        "banana banana tree boat",
        "mañana camino al parque con mi perro",
        "1234" * 10 + "a sentence of my own",
    ],
)
def test_a_sentence_of_ones_own_may_hold_such_a_part(own):
    assert problem_with(own, "Robin") is None
