"""Where the words a person sees stand: messages, pages, scripts, documents for people who host."""

import ast
import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from django.template.base import Lexer, TokenType

from script.messages import ROOT, Message, gather, read_catalogue

TEMPLATES = ROOT / "templates"
DOCUMENTS = ("README.md", "docs/self-hosting.md", "SECURITY.md")
# Drawn when nothing else works, so with no language chosen: both stand in the page itself.
IN_BOTH_LANGUAGES = ("400.html", "500.html")
# Shown as they are in every language.
SAME_EVERYWHERE = {"Porchlight", "English", "Español", "PIN", "CC BY", "AGPL"}
SEEN_ATTRIBUTES = {"alt", "aria-description", "aria-label", "aria-roledescription", "label",
                   "placeholder", "summary", "title"}  # fmt: skip
LETTERS = re.compile(r"[^\W\d_]{2,}")
A_TAG_STOOD_HERE = "\ue000"


class Line(NamedTuple):
    text: str
    where: str


@cache
def messages() -> list[Message]:
    """What is gathered, read once for all these tests."""
    return gather()


def english_lines() -> list[Line]:
    """Every message in English, its plural too."""
    found = []
    for message in messages():
        where = ", ".join(sorted(message.files))
        found += [Line(text, where) for text in (message.text, message.plural) if text]
    return found


def spanish_lines() -> list[Line]:
    found = []
    for entry in read_catalogue():
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        where = ", ".join(name for name, _line in entry.occurrences)
        found += [Line(text, where) for text in texts if text]
    return found


def template_files() -> list[Path]:
    """Pages and their pieces; a template that is a script is not read by a person."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".txt"))


def standing_lines(lang: str) -> list[Line]:
    """What pages in both languages say in one of them: English first, then Spanish."""
    lines = []
    for name in IN_BOTH_LANGUAGES:
        english, spanish = (TEMPLATES / name).read_text(encoding="utf-8").split('lang="es">')
        words = bare_words(english if lang == "en" else spanish)
        lines += [Line(" ".join(text.split()), name) for text in words]
    return lines


def bare_words(source: str) -> list[str]:
    """What a person would read in a page that stands outside the translation tags."""
    reader = _PageReader()
    # The name of the tab and the classes of the page are for the shell, not for people.
    source = re.sub(r"({%\s*block tab\s*%})\w+", r"\1", source)
    source = re.sub(r"{%\s*block page_class\s*%}.*?{%\s*endblock\s*%}", "", source)
    reader.feed(_without_tags(source))
    reader.close()
    return [text for text in map(_to_judge, reader.seen) if LETTERS.search(text)]


def script_lines() -> list[Line]:
    """Text in our own scripts that looks like words for a person: two words or more, in quotes,
    and not the message of an exception, which only the browser's console shows."""
    found = []
    for path in sorted((ROOT / "static/js").glob("**/*.js")):
        code = re.sub(r"^\s*(//|\*|/\*).*$", "", path.read_text(encoding="utf-8"), flags=re.M)
        for match in re.finditer(r"(?<!Error\()([\"'`])((?:(?!\1)[^\\\n]|\\.)*)\1", code):
            if re.match(r"[A-ZÁÉÍÓÚ¿¡][^\W\d_]*[ ,.…][^=\[\]{}<>]*$", match.group(2)):
                found.append(Line(match.group(2), path.relative_to(ROOT).as_posix()))
    return found


def document_lines() -> list[Line]:
    """Paragraphs of the documents for people who use or host it; code is left out."""
    found = []
    for name in DOCUMENTS:
        path = ROOT / name
        if not path.exists():
            continue
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
        text = re.sub(r"^(?: {4}|\t).*$", "", text, flags=re.M)
        text = re.sub(r"`[^`]*`|\]\([^)]*\)|<[^>]+>|!(?=\[)", " ", text)
        found += [Line(part.strip(), name) for part in re.split(r"\n\s*\n|\n(?=[-*|#])", text)]
    return [line for line in found if LETTERS.search(line.text)]


def command_lines() -> list[Line]:
    """What the command line says to a host: text of two words or more, docstrings left out."""
    package = ROOT / "porchlight"
    files = [package / "cli.py", package / "environment.py", package / "serving.py"]
    found = []
    for path in [*files, *sorted({*package.glob("*/commands.py"), *package.glob("doctor/*.py")})]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and " " in node.value and id(node) not in told:
                found.append(Line(node.value, path.relative_to(ROOT).as_posix()))
    return found


def untranslated_arguments() -> list[str]:
    """Labels, hints and messages given to forms and views as plain text."""
    shown = {"label", "help_text", "message", "title", "text"}
    found = []
    for path in sorted((ROOT / "porchlight").glob("*/*.py")):
        if path.name not in ("forms.py", "views.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in shown | {"error_messages"}:
                found += [f"{path.relative_to(ROOT)}: {text!r}" for text in _plain_text(node.value)]
    return found


def built_lines() -> list[str]:
    """Calls that translate a line already filled in, which no catalogue can hold."""
    found = []
    for path in sorted((ROOT / "porchlight").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if name == "_" or "gettext" in name:
                built = isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
                found += [f"{path.relative_to(ROOT)}:{node.lineno}"] if built else []
    return found


def titles() -> list[Line]:
    """Every page title a browser's history or window list would show, in both languages."""
    spanish = {entry.msgid: entry.msgstr for entry in read_catalogue()}
    found = []
    for path in template_files():
        source = path.read_text(encoding="utf-8")
        blocks = re.findall(r"{%\s*block title\s*%}(.*?){%\s*endblock", source, flags=re.S)
        blocks += re.findall(r"<title>(.*?)</title>", source, flags=re.S)
        where = path.relative_to(ROOT).as_posix()
        for text in blocks:
            found.append(Line(text, where))
            for word in re.findall(r"{%\s*(?:translate|trans) [\"'](.*?)[\"']", text):
                found.append(Line(spanish.get(word, ""), where))
    return found


def reviewed() -> dict[str, str]:
    """Lines a person has looked at although a term warns, with that person's note."""
    path = Path(__file__).with_name("reviewed.json")
    return json.loads(path.read_text(encoding="utf-8"))


class _PageReader(HTMLParser):
    """Collects text and the attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.seen.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_button = tag == "input" and ("type", "submit") in attrs
        for name, value in attrs:
            if name in SEEN_ATTRIBUTES or (is_button and name == "value"):
                self.seen.append(value or "")
        given = dict(attrs)
        if tag == "meta" and given.get("name") in ("description", "application-name"):
            self.seen.append(given.get("content") or "")


def _without_tags(source: str) -> str:
    """The page with each template tag, translated text and comment turned into one odd mark."""
    parts, inside = [], None
    for token in Lexer(source).tokenize():
        word = token.contents.split()[0] if token.contents.split() else ""
        if inside is not None:
            inside = None if token.token_type == TokenType.BLOCK and word == inside else inside
        elif token.token_type == TokenType.BLOCK and word in ("blocktranslate", "blocktrans"):
            inside = f"end{word}"
        elif token.token_type == TokenType.BLOCK and word == "comment":
            inside = "endcomment"
        elif token.token_type == TokenType.TEXT:
            parts.append(token.contents)
            continue
        parts.append(A_TAG_STOOD_HERE)
    return "".join(parts)


def _plain_text(node: ast.expr) -> list[str]:
    values = node.values if isinstance(node, ast.Dict) else [node]
    constants = [
        v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)
    ]
    return [text for text in constants if LETTERS.search(text) and text not in SAME_EVERYWHERE]


def _to_judge(text: str) -> str:
    for name in SAME_EVERYWHERE:
        text = text.replace(name, "")
    return text.replace(A_TAG_STOOD_HERE, " ")
