"""What stands in a message: one look, beside the naive way, which searches for one phrase after
another. Prints one JSON object. Processor time, in millionths of a second a message.

The messages are the seed set, the sentences of the tests, and one of 4,000 characters.
"""

from __future__ import annotations

import csv
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS, REPEATS = 7, 60

Message = tuple[str, str]
Look = Callable[[str, Any], object]


def main() -> None:
    before = _megabytes()
    first = _first_look()
    from porchlight.domain.wording import LONGEST_TEXT, look_at

    messages = _messages()
    long = [("en", ("I thought of you and of the walk we took. " * 99)[:LONGEST_TEXT])]
    found: dict[str, Any] = {
        "messages": len(messages),
        "characters": round(statistics.mean(len(text) for _, text in messages)),
        "first_look_ms": first,
        "look_at": _times(look_at, messages, REPEATS),
        "look_at_4000_characters": _times(look_at, long, REPEATS)["mean"],
        "megabytes_after": round(_megabytes() - before, 1),
    }
    found["one_search_after_another"] = _times(_naive(), messages, 1)
    found["seed_set"] = {language: _flags(language) for language in ("en", "es")}
    print(json.dumps(found, indent=1))


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _first_look() -> dict[str, float]:
    """Milliseconds of processor time to the end of the first look in each language."""
    started = time.process_time()
    from porchlight.domain.wording import look_at

    found = {}
    for language in ("en", "es"):
        look_at("You always say that.", language)  # type: ignore[arg-type]
        found[language] = round(1e3 * (time.process_time() - started))
        started = time.process_time()
    return found


def _messages() -> list[Message]:
    from tests.domain.wording import wording_sentences as sentences

    longer = [*sentences.HURTFUL, *sentences.KIND, *sentences.GUARDED, *sentences.NO_EMERGENCIES]
    return [(row["lang"], row["text"]) for row in _rows()] + [(row[0], row[1]) for row in longer]


def _rows() -> list[dict[str, str]]:
    path = ROOT / "tests/domain/wording/family_messages.csv"
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def _naive() -> Look:
    """Each phrase is searched for in each message; what is found has its guards searched for."""
    from porchlight.domain.wording.finding import EMERGENCIES, RULES
    from porchlight.domain.wording.folding import readings
    from porchlight.domain.wording.notation import phrases

    compiled = {
        language: [
            (
                rule.label,
                [phrase.pattern for phrase in phrases(rule.match)],
                [phrase.pattern for phrase in phrases(rule.unless)],
            )
            for rule in (*EMERGENCIES, *rules)
        ]
        for language, rules in RULES.items()
    }

    def look(text: str, language: Any) -> object:
        folded = readings(text)[0].text
        return {
            label
            for label, patterns, guards in compiled[language]
            if any(p.search(folded) for p in patterns)
            and not any(guard.search(folded) for guard in guards)
        }

    return look


def _times(look: Look, messages: list[Message], repeats: int) -> dict[str, float]:
    times = sorted(_microseconds(look, message, repeats) for message in messages)
    return {
        "mean": round(statistics.mean(times), 1),
        "median": round(statistics.median(times), 1),
        "nine_in_ten": round(times[int(0.9 * len(times))], 1),
        "longest": round(times[-1], 1),
    }


def _microseconds(look: Look, message: Message, repeats: int) -> float:
    language, text = message
    look(text, language)
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(repeats):
            look(text, language)
        best = min(best, (time.process_time() - started) / repeats)
    return 1e6 * best


def _flags(language: str) -> dict[str, int]:
    """The whole seed set. Its author wrote the rules, so this is no measure of recall."""
    from porchlight.domain.wording import HURTFUL, look_at

    counts: dict[str, int] = {}
    for row in _rows():
        if row["lang"] == language:
            hurts = not HURTFUL.isdisjoint(row["labels"].split("|"))
            flagged = bool(look_at(row["text"], language).hurtful)  # type: ignore[arg-type]
            name = ("hurtful" if hurts else "kind") + (", flagged" if flagged else ", not flagged")
            counts[name] = counts.get(name, 0) + 1
    return counts


if __name__ == "__main__":
    main()
