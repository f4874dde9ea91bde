"""The notation that rules are written in, and the words that a message needs for a rule to match.

A phrase is a regular expression over folded text (`folding.py`) with four signs of its own:

- a space: the gap between two words, with a comma or an emoji in it or not;
- `~3 `: up to three words of any kind;
- `^` at the start: only where a sentence, or a part of one, begins; `$`: only where one ends;
- an apostrophe, which the message may leave out.

Phrases have no accents, since folded text has none, and go on beyond the end of no sentence. From
each phrase the words are derived of which every match has one, so that of some thousand phrases a
message meets only the few that could match it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# Bounds keep every match short, and so the time linear in the length of the message.
GAP = "(?:[ ,]{1,16})"
ANY_WORD = "[a-z0-9']{1,24}"
PART_BEGINS = r"(?:\A|[.?,])[ ,]{0,16}"
PART_ENDS = r"(?=[ ]{0,16}(?:[.?,]|\Z))"
WORD_ENDS = "(?!'?[a-z0-9])"  # "you" does not stand in "you're"
UP_TO = re.compile(r"~(\d) ")
TOKEN = re.compile(
    r"(?P<open>\((?:\?(?:[:=!]|<[=!]))?)|(?P<close>\))|(?P<bar>\|)|(?P<gap> \??|<\d>|[\^$])"
    r"|(?P<times>[?*+]|\{\d+,?\d*\})|(?P<word>[a-z0-9']+)|(?P<other>\[[^\]]*\]|\\.|.)"
)
# Words that stand in most messages make a poor filter. The rarer of two is taken.
COMMON = """
    a all am an and are as at be but by can do don't for from get go have how i i'm if in is it
    it's just like me my no not now of on one or our out so that the there they this time to up
    us was we what when with would you you're your al como con de dia el en es esta este estoy
    ha hay hoy la las le lo los mas me mi muy no nos o para pero por que se si sin su te tengo
    ti tu un una y ya yo
"""
COST_OF_COMMON = 20
MOST_NEEDS = 3

Words = frozenset[str]


@dataclass(frozen=True)
class Phrase:
    """One alternative of a rule. `needs`: sets of words, of each of which a match has one."""

    source: str
    needs: tuple[Words, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as an expression; group 1 is the passage."""
        begins = PART_BEGINS if self.source.startswith("^") else r"\b"
        body = self.source.removeprefix("^").replace("'", "'?")
        body = UP_TO.sub(r"<\1>", body).replace(" ", GAP)
        body = re.sub(r"<(\d)>", lambda up_to: f"(?:{ANY_WORD}{GAP}){{0,{up_to[1]}}}", body)
        body = body.replace("$", PART_ENDS)
        return re.compile(f"{begins}({body}){WORD_ENDS}")

    def spans(self, folded: str) -> list[tuple[int, int]]:
        return [match.span(1) for match in self.pattern.finditer(folded)]


def phrases(notation: str) -> tuple[Phrase, ...]:
    """The alternatives of a rule, each with the best sets of words that it needs."""
    return tuple(
        Phrase(source, tuple(sorted(_needs(source), key=_cost)[:MOST_NEEDS]))
        for source in _alternatives(notation.replace("-", " "))
        if source
    )


def _alternatives(notation: str) -> list[str]:
    """Split at each bar outside of brackets."""
    found, depth, begun = [], 0, 0
    for token in TOKEN.finditer(notation):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup == "bar" and depth == 0:
            found.append(notation[begun : token.start()])
            begun = token.end()
    return [*found, notation[begun:]]


def _needs(source: str) -> list[Words]:
    """For each part of the phrase that has to be there and is a whole word, its forms."""
    parts = list(_parts(UP_TO.sub(r"<\1>", source)))
    found = []
    for at, (kind, text) in enumerate(parts):
        before = at == 0 or _is_apart(*parts[at - 1], at_end=True)
        after = at + 1 == len(parts) or _is_apart(*parts[at + 1], at_end=False)
        if before and after:
            words = _forms(kind, text)
        elif before and kind == "word":
            words = _contracted(text, *parts[at + 1])
        else:
            words = None
        if words:
            found.append(words)
    return found


def _is_apart(kind: str, text: str, *, at_end: bool) -> bool:
    """Whether a part begins (or ends) with a gap, so that its neighbour is a word by itself."""
    if kind == "gap":
        return True
    edge = (lambda b: b.endswith((" ", "$"))) if at_end else (lambda b: b.startswith((" ", "$")))
    return kind in ("group", "maybe") and all(map(edge, _alternatives(text)))


def _contracted(word: str, kind: str, text: str) -> Words | None:
    """The forms of "you(?:'ve| have)": what follows is a contraction or a gap."""
    endings = _alternatives(text)
    if kind not in ("group", "maybe") or not all(e.startswith(("'", " ", "$")) for e in endings):
        return None
    forms = {word + e.split(" ")[0] if e.startswith("'") else word for e in endings} | {word}
    plain = frozenset(form.replace("'", "") for form in forms)
    return plain if all(form.isalnum() for form in plain) else None


def _forms(kind: str, text: str) -> Words | None:
    if kind == "word":
        return frozenset({text.replace("'", "")})
    if kind == "flexed":  # "deserves?": with its last letter, and without
        return frozenset({text.replace("'", ""), text[:-1].replace("'", "")})
    if kind != "group":
        return None
    best = [min(_needs(branch), key=_cost, default=None) for branch in _alternatives(text)]
    return frozenset().union(*best) if all(best) else None  # type: ignore[arg-type]


def _parts(source: str) -> Iterator[tuple[str, str]]:
    """Gaps, words and groups in a row; what need not be there comes as kind `maybe`."""
    tokens = list(TOKEN.finditer(source))
    at = 0
    while at < len(tokens):
        token, kind = tokens[at], tokens[at].lastgroup or ""
        text = token.group()
        if kind == "open":
            last = _closing(tokens, at)
            text = source[token.end() : tokens[last].start()]
            kind = "group" if token.group() in ("(", "(?:") else "gap"
            at = last
        times = tokens[at + 1].group() if _is_times(tokens, at + 1) else ""
        if times:
            at += 1
            is_flexed = kind == "word" and times == "?" and len(text) > 1
            kind = "flexed" if is_flexed else kind if times.startswith(("+", "{1")) else "maybe"
        yield kind, text
        at += 1


def _closing(tokens: list[re.Match[str]], opening: int) -> int:
    depth = 0
    for at in range(opening, len(tokens)):
        depth += (tokens[at].lastgroup == "open") - (tokens[at].lastgroup == "close")
        if depth == 0:
            return at
    raise ValueError("a bracket is not closed")


def _is_times(tokens: list[re.Match[str]], at: int) -> bool:
    return at < len(tokens) and tokens[at].lastgroup == "times"


def _cost(words: Words) -> int:
    return sum(COST_OF_COMMON if word in _COMMON_FORMS else 1 for word in words)


_COMMON_FORMS = frozenset(COMMON.replace("'", "").split())
