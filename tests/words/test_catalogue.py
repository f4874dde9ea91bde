"""How lines are gathered and kept: what a person translated once is never lost."""

import polib

from script.messages import CATALOGUE, Message, messages_in, read_deck, updated


def catalogue(**translations):
    file = polib.POFile()
    for text, translation in translations.items():
        file.append(polib.POEntry(msgid=text, msgstr=translation))
    return file


def test_translations_are_kept_and_lines_that_are_gone_leave():
    old = catalogue(Hello="Hola", Gone="Fuera")
    new = updated(old, [Message("Hello"), Message("New")], {})
    assert [(entry.msgid, entry.msgstr) for entry in new] == [("Hello", "Hola"), ("New", "")]


def test_the_deck_fills_what_has_no_translation_yet():
    deck = {"Start": "Empezar", "Hello": "Buenas"}
    new = updated(catalogue(Hello="Hola"), [Message("Start"), Message("Hello")], deck)
    assert [entry.msgstr for entry in new] == ["Empezar", "Hola"]


def test_the_decks_names_fit_python_and_curly_quotes():
    deck = read_deck()
    assert deck["Call %(name)s"] == "Llamar a %(name)s"
    new = updated(catalogue(), [Message("You’re offline. This page works, and we’ll send your "
                                        "note when you’re back.")], deck)  # fmt: skip
    assert new[0].msgstr.startswith("Sin conexión")


def test_a_line_that_gains_a_plural_is_translated_again():
    old = catalogue(**{"%(n)s day": "%(n)s día"})
    (entry,) = updated(old, [Message("%(n)s day", "%(n)s days")], {})
    assert entry.msgstr_plural == {0: "", 1: ""}
    assert entry.flags == ["python-format"]


def test_pages_and_code_are_both_read(tmp_path, monkeypatch):
    monkeypatch.setattr("script.messages.ROOT", tmp_path)
    page = tmp_path / "page.html"
    page.write_text(
        "{% load i18n %}\n  <p>{% translate 'Hello' context 'door' %}</p>\n"
        "\t{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    code = tmp_path / "code.py"
    code.write_text(
        "from django.utils.translation import gettext as now\n"
        "# Translators: on a button\nlabel = _('Go')\nngettext('a', 'b', 1)\nnow('Soon')\n"
    )
    found = [*messages_in(page), *messages_in(code)]
    assert [(m.text, m.plural, m.context) for m in found] == [
        ("Hello", "", "door"),
        ("%(n)s day", "%(n)s days", None),
        ("Go", "", None),
        ("a", "b", None),
        ("Soon", "", None),
    ]
    assert found[2].comments == {"Translators: on a button"}
    assert found[0].files == {"page.html"}


def test_the_catalogue_has_no_dates_and_no_line_numbers():
    text = CATALOGUE.read_text(encoding="utf-8")
    assert "Creation-Date" not in text
    assert "Revision-Date" not in text
    assert not [line for line in text.splitlines() if line.startswith("#: ") and ".py:" in line]
