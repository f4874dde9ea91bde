"""Gathers the lines a person sees, from Python and templates, into the Spanish catalogue: sorted,
with file names but no line numbers or dates, so that a change of words is all a diff shows."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale/es/LC_MESSAGES/django.po"
DECK = ROOT / "locale/copy_deck.json"
HEADER = {
    "Project-Id-Version": "Porchlight",
    "Language": "es",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
ONE, MANY, CONTEXT = (1,), (1, 2), ((1, "c"), 2)
KEYWORDS = {
    "_": ONE,
    "gettext": ONE,
    "gettext_lazy": ONE,
    "gettext_noop": ONE,
    "ngettext": MANY,
    "ngettext_lazy": MANY,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass
class Message:
    """One line to translate, with the files it stands in and what translators are told."""

    text: str
    plural: str = ""
    context: str | None = None
    files: set[str] = field(default_factory=set)
    comments: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        return (self.text, self.context or "")


def gather() -> list[Message]:
    """Every message of the product, sorted by its words."""
    found: dict[tuple[str, str], Message] = {}
    for path in source_files():
        for message in messages_in(path):
            known = found.setdefault(message.key, message)
            known.plural = known.plural or message.plural
            known.files |= message.files
            known.comments |= message.comments
    return sorted(found.values(), key=lambda m: (m.text.casefold(), m.key))


def source_files() -> list[Path]:
    python = (
        path for path in (ROOT / "porchlight").rglob("*.py") if "migrations" not in path.parts
    )
    pages = (path for path in (ROOT / "templates").rglob("*") if path.is_file())
    return sorted([*python, *pages])


def messages_in(path: Path) -> Iterator[Message]:
    text = path.read_text(encoding="utf-8")
    keywords = KEYWORDS | _called_otherwise(text) if path.suffix == ".py" else KEYWORDS
    if path.suffix != ".py":
        # The tokenizer minds indentation, which means nothing in a page.
        text = re.sub(r"^[ \t]+", "", templatize(text, origin=str(path)), flags=re.MULTILINE)
    name = path.relative_to(ROOT).as_posix()
    options = {"encoding": "utf-8"}
    found = extract("python", BytesIO(text.encode()), keywords, ["Translators:"], options)
    for _line, words, comments, context in found:
        singular, plural = words if isinstance(words, tuple) else (words, "")
        yield Message(singular, plural, context, {name}, set(comments))


def updated(old: polib.POFile, messages: list[Message], deck: dict[str, str]) -> polib.POFile:
    """A new catalogue with today's messages, keeping the translations the old one has."""
    new = polib.POFile(wrapwidth=96)
    new.metadata = dict(HEADER)
    old_entries = {(entry.msgid, entry.msgctxt or ""): entry for entry in old}
    for message in messages:
        new.append(_entry(message, old_entries.get(message.key), deck))
    return new


def read_catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE), wrapwidth=96) if CATALOGUE.exists() else polib.POFile()


def read_deck() -> dict[str, str]:
    """English to Spanish. The deck's {name} is also Python's %(name)s, and ' may be curly."""
    lines = json.loads(DECK.read_text(encoding="utf-8"))
    deck = {plain(line["en"]): line["es"] for line in lines}
    return {_python_names(en): _python_names(es) for en, es in deck.items()} | deck


def plain(text: str) -> str:
    return text.replace("’", "'")


def main(arguments: list[str]) -> int:
    old = read_catalogue()
    new = updated(old, gather(), read_deck())
    missing = [entry.msgid for entry in new if not entry.translated()]
    if "--check" in arguments:
        is_current = CATALOGUE.exists() and CATALOGUE.read_text(encoding="utf-8") == str(new) + "\n"
        print("The catalogue is up to date." if is_current else "Run script/messages to update it.")
        return 0 if is_current else 1
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(str(new) + "\n", encoding="utf-8")
    print(f"{len(new)} lines, {len(missing)} without Spanish.")
    for text in missing:
        print(f"  {text!r}")
    return 0


def _entry(
    message: Message, old_entry: polib.POEntry | None, deck: dict[str, str]
) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgctxt=message.context,
        occurrences=[(name, "") for name in sorted(message.files)],
        comment="\n".join(sorted(message.comments)),
        flags=["python-format"] if "%(" in message.text + message.plural else [],
    )
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {0: "", 1: ""}
    if old_entry is not None and bool(old_entry.msgid_plural) == bool(message.plural):
        entry.msgstr, entry.msgstr_plural = old_entry.msgstr, dict(old_entry.msgstr_plural)
    elif not message.plural:
        entry.msgstr = deck.get(plain(message.text), "")
    return entry


def _called_otherwise(source: str) -> dict[str, object]:
    """Other names a file gives the translating functions: `from … import gettext as _now`."""
    imports = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ImportFrom)]
    names = [n for i in imports if i.module == "django.utils.translation" for n in i.names]
    return {n.asname: KEYWORDS[n.name] for n in names if n.asname and n.name in KEYWORDS}


def _python_names(text: str) -> str:
    return re.sub(r"\{(\w+)\}", r"%(\1)s", text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
