"""Every line a person sees: kind words, easy to read, in both languages, discreet outside."""

import re
from functools import cache

import pytest
from django.utils.dates import MONTHS, WEEKDAYS

from script.messages import main, plain, read_catalogue, read_deck
from tests.words import strings
from tests.words.lint import TERMS, findings
from tests.words.reading import grade, inflesz, n_words

HARDEST_GRADE, EASIEST_ENOUGH, SHORT = 6, 65, 8
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
HTML_TAG = re.compile(r"</?\w+[^>]*>")


@cache
def english() -> list[strings.Line]:
    """Read by the first test that asks: every process that collects tests loads this file."""
    return [
        *strings.english_lines(),
        *strings.standing_lines("en"),
        *strings.document_lines(),
        *strings.script_lines(),
        *strings.command_lines(),
    ]


@cache
def spanish() -> list[strings.Line]:
    return [*strings.spanish_lines(), *strings.standing_lines("es")]


def told(problems):
    return "\n" + "\n".join(sorted(set(problems)))


def lint(lines, lang, severity):
    """A reviewed line passes when the note names it word for word."""
    passed = strings.reviewed() if severity == "warn" else {}
    return [
        f"{line.where}: {line.text!r}: “{found.said}”: {found.use}"
        for line in lines
        for found in findings(line.text, lang)
        if found.severity == severity and line.text not in passed
    ]


@pytest.mark.parametrize("severity", ["block", "warn"])
def test_english_words(severity):
    problems = lint(english(), "en", severity)
    assert not problems, told(problems)


@pytest.mark.parametrize("severity", ["block", "warn"])
def test_spanish_words(severity):
    problems = lint(spanish(), "es", severity)
    assert not problems, told(problems)


def test_a_reviewed_line_is_still_a_line_somebody_sees_and_carries_a_note():
    shown = {line.text for line in [*english(), *spanish()]}
    gone = [text for text in strings.reviewed() if text not in shown]
    assert not gone, told(gone)
    assert all(len(note.split()) >= 3 for note in strings.reviewed().values())


def test_english_is_easy_to_read():
    hard = [
        f"{line.where}: grade {grade(line.text):.1f}: {line.text!r}"
        for line in [*strings.english_lines(), *strings.standing_lines("en")]
        if n_words(line.text) > SHORT and grade(line.text) > HARDEST_GRADE
    ]
    assert not hard, told(hard)


def test_spanish_is_easy_to_read():
    hard = [
        f"{line.where}: {inflesz(line.text):.0f}: {line.text!r}"
        for line in spanish()
        if n_words(line.text) > SHORT and inflesz(line.text) < EASIEST_ENOUGH
    ]
    assert not hard, told(hard)


def test_no_word_is_written_into_a_page_untranslated():
    bare = [
        f"{path.relative_to(strings.ROOT)}: {' '.join(text.split())!r}"
        for path in strings.template_files()
        if path.name not in strings.IN_BOTH_LANGUAGES
        for text in strings.bare_words(path.read_text(encoding="utf-8"))
    ]
    assert not bare, told(bare)


def test_no_word_is_written_into_a_form_untranslated():
    bare = strings.untranslated_arguments()
    assert not bare, told(bare)


def test_no_line_is_filled_in_before_it_is_translated():
    assert not strings.built_lines()


def test_no_word_is_written_into_a_script_untranslated():
    """Scripts take their words from the page, which has them in the person's language."""
    assert not strings.script_lines()


def test_the_catalogue_is_up_to_date(capsys):
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_every_line_has_its_spanish():
    missing = [entry.msgid for entry in read_catalogue() if not entry.translated() or entry.fuzzy]
    assert not missing, told(missing)


def test_both_languages_carry_the_same_names_and_tags():
    unequal = [
        entry.msgid
        for entry in read_catalogue().translated_entries()
        for text, shown in pairs_of(entry)
        for pattern in (PLACEHOLDER, HTML_TAG)
        if sorted(pattern.findall(text)) != sorted(pattern.findall(shown))
    ]
    assert not unequal, told(unequal)


def test_days_and_months_stay_as_dates_write_them():
    """Our catalogue is read before Django's own, and a day name stands inside dates too."""
    names = {str(name) for name in [*WEEKDAYS.values(), *MONTHS.values()]}
    capital = [e.msgstr for e in read_catalogue() if e.msgid in names and e.msgstr[:1].isupper()]
    assert not capital


def pairs_of(entry):
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]


def test_the_deck_is_the_source_of_its_wording():
    """A line taken from the deck has the deck's Spanish."""
    deck = read_deck()
    changed = [
        entry.msgid
        for entry in read_catalogue()
        if plain(entry.msgid) in deck and entry.msgstr != deck[plain(entry.msgid)]
    ]
    assert not changed, told(changed)


def test_the_deck_keeps_to_the_terms_and_to_its_names():
    for english, spanish in read_deck().items():
        said = [*findings(english, "en"), *findings(spanish, "es")]
        assert not [found for found in said if found.severity == "block"], english
        assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(spanish))


def test_the_gathering_sees_pages_and_code():
    files = {name for message in strings.messages() for name in message.files}
    assert {name.split("/")[0] for name in files} == {"porchlight", "templates"}


@pytest.mark.parametrize(
    ("lang", "line", "severity"),
    [
        ("en", "You were clean for 10 days", None),
        ("en", "Days clean: 10", "block"),
        ("en", "Upload failed", "block"),
        ("en", "You should call", "warn"),
        ("en", "You can’t have to", "warn"),
        ("en", "An Alcoholics Anonymous meeting", None),
        ("en", "A line for domestic abuse", None),
        ("en", "Well done!", "warn"),
        ("es", "Personas adictas", "block"),
        ("es", "Alcohólicos Anónimos", None),
        ("es", "Tienes que llamar", "warn"),
        ("es", "Llama a una persona", None),
    ],
)
def test_the_lint_itself(lang, line, severity):
    assert {found.severity for found in findings(line, lang)} == ({severity} if severity else set())


def test_the_lint_has_all_its_terms():
    assert len(TERMS) >= 52
    assert all(re.compile(term["pattern"]) for term in TERMS)


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("<p>{% translate 'Hello' %}</p>", []),
        ("<p>Hello</p>", ["Hello"]),
        ("{% blocktranslate %}Hello{% endblocktranslate %}", []),
        ("{# Hello #}{% comment %}Hello{% endcomment %}", []),
        ('<a title="Hello" href="{% url \'x\' %}">{{ name }}</a>', ["Hello"]),
        ('<input type="submit" value="Send it">', ["Send it"]),
        ('<input type="hidden" value="send">', []),
        ("<p class='{% if a %}card{% endif %}' data-of='word'>1, 2</p>", []),
        ("<style>p{color:red}</style><script>let word</script>", []),
        ("<b>Porchlight</b>", []),
    ],
)
def test_finding_bare_words(source, bare):
    assert [text.strip() for text in strings.bare_words(source)] == bare
