"""The measure against syllables counted by hand."""

import pytest

from tests.words.reading import english_syllables, grade, inflesz, n_words, spanish_syllables

ENGLISH = """
the 1 a 1 you 1 call 1 phone 1 talked 1 wanted 2 added 2 someone 2 people 2 today 2 person 2
meeting 2 yesterday 3 usually 4 lonely 2 quiet 2 because 2 private 2 language 2 anyone 3 every 2
Saturday 3 nobody 3 somebody 3 together 3 remember 3 conversation 4 emergency 4 area 3 idea 3
doesn't 2 didn't 2 don't 1 it's 1 we'll 1 can't 1 couldn't 2 isn't 2 aren't 1 changes 2 places 2
times 1 names 1 watches 2 closed 1 started 2 table 2 little 2 people's 2 safely 2 something 2
going 2 trying 2 being 2 nearest 2 video 3 radio 3 period 3 station 2 question 2 special 2
family 3 circle 2 address 2 breathing 2 9:00 1 answer 2 answered 2 choose 1 eyes 1 goes 1
"""

SPANISH = """
hola 2 persona 3 tú 1 hoy 1 y 1 ayer 2 día 2 días 2 bien 1 quieres 2 quién 1 alguien 2 llamar 2
teléfono 4 reunión 2 soledad 3 guerra 2 pingüino 3 cuidado 3 aún 2 oído 3 leer 2 poeta 3 ahora 3
ciudad 2 país 2 adiós 2 estás 2 guardado 3 aquí 2 que 1 continuar 3 línea 3 ayuda 3 muy 1
añadir 3 siguiente 3 círculo 3 semana 3 habla 2 creer 2
"""


def pairs(table):
    words = table.split()
    return list(zip(words[::2], map(int, words[1::2]), strict=True))


@pytest.mark.parametrize(("word", "count"), pairs(ENGLISH))
def test_english_syllables(word, count):
    assert english_syllables(word) == count


@pytest.mark.parametrize(("word", "count"), pairs(SPANISH))
def test_spanish_syllables(word, count):
    assert spanish_syllables(word) == count


def test_grade_of_a_line_counted_by_hand():
    # 10 words, 1 sentence, 13 syllables: You can call some-one you trust now or la-ter to-day.
    line = "You can call someone you trust now or later today."
    assert n_words(line) == 10
    assert grade(line) == pytest.approx(0.39 * 10 + 11.8 * 13 / 10 - 15.59)


def test_two_sentences_are_easier_than_one():
    # 8 words, 2 sentences, 8 syllables.
    line = "You are here. No need to catch up."
    assert grade(line) == pytest.approx(0.39 * 8 / 2 + 11.8 - 15.59)


def test_inflesz_of_a_line_counted_by_hand():
    # 8 words, 2 sentences, 14 syllables: A-quí es-toy. Hoy pien-so en ti, Ma-ri-na bue-na.
    line = "Aquí estoy. Hoy pienso en ti, Marina buena."
    assert n_words(line) == 8
    assert inflesz(line) == pytest.approx(206.835 - 62.3 * 14 / 8 - 8 / 2)


def test_a_placeholder_reads_as_a_short_name_and_tags_are_not_read():
    assert n_words("Call <b>%(name)s</b> on {day}.") == 4


def test_hard_prose_is_told_from_plain():
    hard = (
        "Organizations participating in longitudinal administrative evaluations "
        "demonstrated considerable heterogeneity."
    )
    assert grade(hard) > 12
    assert grade("Pick one person. Say hello. That is all for now.") < 2
    assert inflesz("La heterogeneidad administrativa dificulta evaluaciones longitudinales.") < 40
