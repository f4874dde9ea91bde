"""One Spanish word for each idea, in the catalogue and wherever else Spanish stands."""

import pytest

from tests.words.glossary import Idea, all_spanish, ideas, translations

AS_WRITTEN = """In {where}:
  {english!r}
  {spanish!r}
  has no “{word}”, the glossary’s word for “{idea}”."""


def of(english):
    """The idea that an English word names."""
    (idea,) = [idea for idea in ideas() if english in idea.english]
    return idea


def broken():
    """(idea, English, Spanish, where) of every line that has another word for an idea."""
    return [
        (idea, english, spanish, where)
        for english, spanish, where in translations()
        for idea in ideas()
        if idea.is_in(english) and not idea.is_kept_by(spanish)
    ]


def test_no_line_has_a_word_that_the_glossary_never_uses():
    found = [
        f"{line.where}: {line.text!r}: not “{word}”, but “{idea.spanish}”"
        for line in all_spanish()
        for idea in ideas()
        if (word := idea.forbidden_in(line.text))
    ]
    assert not found, "\n" + "\n".join(sorted(set(found)))


def test_every_line_has_the_glossarys_word_for_what_it_names():
    found = [
        AS_WRITTEN.format(
            where=where, english=english, spanish=spanish, word=idea.spanish, idea=idea.english[0]
        )
        for idea, english, spanish, where in broken()
        if english not in idea.exceptions
    ]
    assert not found, "\n" + "\n".join(sorted(set(found)))


def test_an_exception_is_still_a_line_that_needs_one():
    needed = {(idea.spanish, english) for idea, english, _spanish, _where in broken()}
    spare = [
        f"{idea.spanish}: {english!r}"
        for idea in ideas()
        for english in idea.exceptions
        if (idea.spanish, english) not in needed
    ]
    assert not spare, "take out of locale/glossary_es.toml:\n" + "\n".join(sorted(spare))


def test_the_glossary_has_its_ideas_and_says_each_once():
    words = [word for idea in ideas() for word in idea.english]
    assert len(ideas()) >= 60
    assert len(words) == len(set(words))
    assert all(idea.english or idea.never for idea in ideas())


def test_the_glossary_allows_its_own_words():
    own = [
        (idea.spanish, idea.forbidden_in(other.spanish)) for idea in ideas() for other in ideas()
    ]
    assert not [pair for pair in own if pair[1]]
    assert all(idea.is_kept_by(idea.spanish) for idea in ideas() if idea.english)


def test_the_search_sees_the_catalogue_the_data_and_the_demo():
    places = {line.where for line in all_spanish()}
    assert {"porchlight/reach/help_lines.json", "porchlight/demo/notes.py", "500.html"} <= places
    assert any(where.startswith("porchlight/practices") for where in places)


@pytest.mark.parametrize(
    ("english", "line", "is_named"),
    [
        ("add", "Add one person", True),
        ("add", "The address", False),
        ("meeting", "Saved meetings", True),
        ("place", "Around %(place)s", False),
        ("step", "Step-free way in", False),
    ],
)
def test_what_names_an_idea(english, line, is_named):
    assert of(english).is_in(line) is is_named


@pytest.mark.parametrize(
    ("english", "line", "is_kept"),
    [
        ("add", "Agrega a una persona", True),
        ("add", "Suma a una persona", False),
        ("meeting", "Tus reuniones", True),
        ("meeting", "Tus juntas", False),
        ("usual", "Así sueles estar", True),
    ],
)
def test_what_keeps_to_the_glossary(english, line, is_kept):
    assert of(english).is_kept_by(line) is is_kept


@pytest.mark.parametrize(
    ("english", "line", "word"),
    [
        ("add", "Añade tu nombre", "Añade"),
        ("breath", "Tu propio aliento", "aliento"),
        ("breath", "Esto es alentador", ""),
        ("skip", "Salta este paso", "Salta"),
        ("skip", "Un salto corto", ""),
    ],
)
def test_what_the_glossary_forbids(english, line, word):
    assert of(english).forbidden_in(line) == word


def test_a_word_of_two_is_found_whole():
    idea = Idea(
        ("passphrase",), "frase secreta", ("frase secreta",), ("frase de paso",), frozenset()
    )
    assert idea.forbidden_in("Escribe tu frase de paso.") == "frase de paso"
    assert not idea.forbidden_in("Una frase de pasos cortos.")
