"""The Spanish catalogue is turned into what Django reads, once and whole."""

import os
from gettext import GNUTranslations

import pytest

from porchlight.web.messages import compile_messages

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Hello"
msgstr "Hola"
"""


@pytest.fixture
def folder(tmp_path, settings):
    (tmp_path / "es/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "es/LC_MESSAGES/django.po").write_text(CATALOGUE)
    settings.LOCALE_PATHS = [tmp_path]
    return tmp_path / "es/LC_MESSAGES"


def test_it_is_written_once_and_again_when_the_words_change(folder):
    assert compile_messages() == [folder / "django.mo"]
    assert compile_messages() == []
    newer = (folder / "django.mo").stat().st_mtime + 5
    os.utime(folder / "django.po", (newer, newer))
    assert compile_messages() == [folder / "django.mo"]
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]


def test_what_it_writes_is_what_the_words_say(folder):
    compile_messages()
    with (folder / "django.mo").open("rb") as compiled:
        catalogue = GNUTranslations(compiled)
    assert catalogue.gettext("Hello") == "Hola"
