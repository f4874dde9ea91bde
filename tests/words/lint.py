"""The words this product does not use, from lint_terms.json: `block` never, `warn` with a note."""

import json
import re
from pathlib import Path
from typing import NamedTuple

TERMS = json.loads(Path(__file__).with_name("lint_terms.json").read_text(encoding="utf-8"))
# Names of organisations and of published instruments are kept as their owners write them.
NAMES = (
    "Adult Children of Alcoholics",
    "Alcoholics Anonymous",
    "Alcohólicos Anónimos",
    "Brief Addiction Monitor",
    "Co-Dependents Anonymous",
    "Cocaine Anonymous",
    "Narcotics Anonymous",
    "Narcóticos Anónimos",
    "Sex and Love Addicts Anonymous",
    "Sexaholics Anonymous",
)
# Allowed by the list's own notes.
PHRASES = ("domestic abuse", "abuse helpline", "abuse line")


class Finding(NamedTuple):
    severity: str
    said: str
    use: str


def findings(text: str, lang: str) -> list[Finding]:
    """Every term in a line of that language, with what to say instead."""
    judged = text.replace("’", "'")
    for name in (*NAMES, *PHRASES):
        judged = re.sub(re.escape(name), "…", judged, flags=re.I)
    return [
        Finding(term["severity"], match.group(), term["use"])
        for term in TERMS
        if term["lang"] == lang
        for match in re.finditer(term["pattern"], judged, flags=re.I)
    ]
