"""Nothing that leaves the page says what this is for (SECURITY promise 5): not the title a browser
keeps, an address in its history, a file it saves, a cookie, an icon's name, or a sender."""

import ast
import re

import pytest

from porchlight.practices.flows import FLOWS
from porchlight.practices.lessons.index import LESSONS
from script.messages import ROOT
from tests.words import strings

TELLING = re.compile(
    r"recover(?!y.?codes?)|recuper|addict|adicc|adict|alcohol|drug|droga|sober|sobri|rehab|relaps|"
    r"reca[ií]d|overdos|sobredosis|opioid|naloxon|detox|desintox|substance|sustancia|crav|urge\b|"
    r"ganas|12.?step|twelve|doce.?pasos|\baa\b|\bna\b|anonym|an[oó]nim|lapse|using|consum|"
    r"\bused\b|far.?away|\bhalt\b|suicid|crisis|clinic|cl[ií]nic|therap|terapia|treatment|tratamiento|counsel",
    re.I,
)


def python_files(name="*.py"):
    return sorted(
        path for path in (ROOT / "porchlight").rglob(name) if "migrations" not in path.parts
    )


def literals(node):
    values = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
    return [value for value in values if isinstance(value, str)]


def calls(names):
    """(function, first literal argument, file) of every call of these functions in our code."""
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name_of(node) in names and node.args:
                for text in literals(node.args[0]):
                    yield strings.Line(text, path.relative_to(ROOT).as_posix())


def _name_of(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def addresses():
    routes = [line for line in calls({"path", "re_path"}) if line.where.endswith("urls.py")]
    practices = [strings.Line(slug, "porchlight/practices/flows.py") for slug in FLOWS]
    lessons = [strings.Line(slug, "porchlight/practices/lessons/index.py") for slug in LESSONS]
    return routes + practices + lessons


def file_names():
    """Names a browser saves under, and those of every static file it loads."""
    saved = [
        strings.Line(text, path.relative_to(ROOT).as_posix())
        for path in python_files()
        for text in re.findall(r"filename\*?=[\"']?([^\"'\n;]+)", path.read_text(encoding="utf-8"))
    ]
    loaded = [
        strings.Line(path.name, path.relative_to(ROOT).as_posix())
        for path in (ROOT / "static").rglob("*")
        if path.is_file()
    ]
    return saved + loaded


def cookie_names():
    """Cookie and session-key names, from the settings and from where the code sets them."""
    source = (ROOT / "porchlight/settings.py").read_text(encoding="utf-8")
    named = re.findall(r"^[A-Z_]*COOKIE_NAME = (.+)$", source, flags=re.M)
    found = [strings.Line(text, "porchlight/settings.py") for text in named]
    return found + list(calls({"set_cookie"}))


def manifest():
    """What a home screen and an app list show of an installed site."""
    tree = ast.parse((ROOT / "porchlight/web/views.py").read_text(encoding="utf-8"))
    (view,) = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "manifest"]
    return [strings.Line(text, "manifest") for line in view.body[1:] for text in literals(line)]


def senders():
    source = (ROOT / "porchlight/settings.py").read_text(encoding="utf-8")
    named = re.findall(
        r"^(?:DEFAULT_FROM_EMAIL|SERVER_EMAIL|EMAIL_SUBJECT_PREFIX) = (.+)$", source, re.M
    )
    return [strings.Line(text, "porchlight/settings.py") for text in named]


@pytest.mark.parametrize(
    "lines",
    [strings.titles, addresses, file_names, cookie_names, manifest, senders],
    ids=["titles", "addresses", "file names", "cookies", "manifest", "senders"],
)
def test_nothing_outside_the_page_tells(lines):
    telling = [
        f"{line.where}: {line.text!r}: {TELLING.search(line.text).group()!r}"
        for line in lines()
        if TELLING.search(line.text)
    ]
    assert not telling, "\n" + "\n".join(sorted(set(telling)))


@pytest.mark.parametrize(
    ("lines", "at_least"),
    [(strings.titles, 5), (addresses, 20), (file_names, 10), (cookie_names, 3), (manifest, 5)],
)
def test_the_search_looks_where_they_are(lines, at_least):
    assert len(lines()) >= at_least


@pytest.mark.parametrize(
    "text", ["Recovery", "overdose/", "Ride out an urge", "Sobredosis", "today/used/"]
)
def test_the_words_that_tell(text):
    assert TELLING.search(text)
    assert not TELLING.search("Today · Porchlight · kinds of cloud · me/recovery-codes")
