"""Links that do not lead in: whether anything about the answer tells one kind from another.

    script/bench bad-links [OF_EACH]

Somebody signed in opens guessed, forged, used, forwarded, expired, stopped, refused and blocked
links, 1,250 of each unless said otherwise, in a random order, through the whole site but its
server. Statuses, headers, bodies (less what is drawn by chance for every page) and numbers of
queries have to be the same. Of the processor time stands Cliff's delta between each kind and all
others: 0 is no difference, 1 always longer. Bar: below 0.1 either way. The control answers a guess
before anything else is asked. Ends with 1 when something differs or the bar is not held.
"""

from __future__ import annotations

import logging
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from statistics import median
from typing import Any
from unittest.mock import patch

from benchmarks.in_process import answer_of, make_tables, on_a_fresh_folder
from benchmarks.visits import cookie_of

OF_EACH = int(sys.argv[1]) if len(sys.argv) > 1 else 1_250
LINKS_OF_A_KIND = 25
MOST_DELTA = 0.1
CHANCE = re.compile(rb"[\w-]{64}")
OF_ONE_REQUEST = ("ETag", "Content-Length", "Set-Cookie", "Date")

Make = Callable[[], str]


def measure() -> dict[str, Any]:
    kinds, cookie = links()
    answers = asked(kinds, cookie, OF_EACH)
    with the_guess_answered_first():
        control = asked(kinds, cookie, max(100, OF_EACH // 10))
    deltas = deltas_of(answers)
    seen = {
        (status, headers, body, queries)
        for each in answers.values()
        for status, headers, body, queries, _ms in each
    }
    return {
        "links_opened": sum(map(len, answers.values())),
        "kinds": list(kinds),
        "different_answers": len(seen),
        "statuses": sorted({status for status, *_ in seen}),
        "queries": sorted({queries for *_, queries in seen}),
        "bytes": sorted({len(body) for _status, _headers, body, _queries in seen}),
        "median_ms": {
            kind: round(median(ms for *_, ms in each), 3) for kind, each in answers.items()
        },
        "cliffs_delta_from_all_others": deltas,
        "largest_delta": max(map(abs, deltas.values())),
        "control_delta_of_guessed": deltas_of(control)["guessed"],
        "control_different_answers": len(
            {tuple(row[:4]) for each in control.values() for row in each}
        ),
        "bars_held": len(seen) == 1 and max(map(abs, deltas.values())) < MOST_DELTA,
        "load_average": round(os.getloadavg()[0], 1),
    }


def links() -> tuple[dict[str, list[str]], str]:
    """Tokens by kind, and the cookie of somebody signed in, to whom none of them opens anything."""
    from porchlight.circles.actions import Card, add_person
    from porchlight.circles.consents import keep_apart
    from porchlight.circles.invitations import actions
    from porchlight.circles.invitations.links import token_of
    from porchlight.circles.models import Invitation
    from porchlight.domain.circle.invitations import Role
    from porchlight.people.actions import NewAccount, found_community, join
    from porchlight.people.models import Person

    make_tables()
    now = datetime.now(UTC)
    found_community("Bench", is_demo=False, at=now)

    def somebody(name: str) -> Person:
        return join(NewAccount(name, "", "en", "US", "America/Chicago"), now)

    reader, other = somebody("Reader"), somebody("Other")

    def one(change: Callable[[Invitation], object]) -> Make:
        def make() -> str:
            sender = somebody("Sender")
            tie = add_person(sender, Card("Reader"), now.date())
            made = actions.invite(sender, tie, "Sender", Role.FRIEND, now)
            change(made)
            return token_of(sender.pk, made.pk)

        return make

    def used(made: Invitation) -> None:
        Invitation.objects.filter(pk=made.pk).update(
            accepted_by=other, accepted_at=now, confirmed_at=now
        )

    def forged() -> str:
        token = one(lambda made: None)()
        return token[:-2] + ("AA" if token[-2:] != "AA" else "QQ")

    makers: dict[str, Make] = {
        "guessed": lambda: token_urlsafe(16),
        "forged": forged,
        "used": one(used),
        "forwarded": one(lambda made: actions.accept(made.pk, other, now)),
        "expired": one(lambda made: make_old(made, now)),
        "stopped": one(lambda made: actions.stop(made, now)),
        "refused": one(lambda made: actions.refuse(made.pk, now)),
        "blocked by the sender": one(lambda made: keep_apart(made.person, reader, now)),
        "blocked by the reader": one(lambda made: keep_apart(reader, made.person, now)),
    }
    tokens = {kind: [make() for _ in range(LINKS_OF_A_KIND)] for kind, make in makers.items()}
    return tokens, cookie_of(reader)


def make_old(made: Any, now: datetime) -> None:
    """Past its three days."""
    from django.db import connection

    with connection.cursor() as cursor:  # by no other way does this ever change
        table, days_ago = made._meta.db_table, now - timedelta(days=4)
        cursor.execute(
            f"UPDATE {table} SET made_at = %s WHERE id = %s",
            [str(days_ago.replace(tzinfo=None)), made.pk.hex],
        )


def asked(
    kinds: dict[str, list[str]], cookie: str, of_each: int
) -> dict[str, list[tuple[Any, ...]]]:
    """By kind: status, headers, body, queries and milliseconds of each answer."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    logging.getLogger("django.request").setLevel(logging.ERROR)  # each is a 404
    answers: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in kinds}
    for _ in range(20):  # what is kept by the process is warm
        _one(application, kinds["guessed"][0], cookie)
    for _ in range(of_each):
        for kind in random.sample(list(kinds), k=len(kinds)):
            answers[kind].append(_one(application, random.choice(kinds[kind]), cookie))
    return answers


def _one(application: Any, token: str, cookie: str) -> tuple[Any, ...]:
    from porchlight.people.visits import counter

    counter.forget()  # so many from one address would have to wait
    with _counting() as counts:
        began = time.process_time()
        status, headers, body = answer_of(application, "/in/", "", f"{cookie}; in={token}")
        ms = 1e3 * (time.process_time() - began)
    told = tuple((name, value) for name, value in headers.items() if name not in OF_ONE_REQUEST)
    return status, told, CHANCE.sub(b"", body), tuple(sorted(counts.items())), ms


@contextmanager
def _counting() -> Iterator[Counter[str]]:
    from django.db import connections

    counts: Counter[str] = Counter()

    def one_more(execute: Any, sql: Any, values: Any, many: Any, context: Any) -> Any:
        counts[context["connection"].alias] += 1
        return execute(sql, values, many, context)

    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(one_more))
        yield counts


@contextmanager
def the_guess_answered_first() -> Iterator[None]:
    """What telling would look like: the control of the figures above."""
    from django.http import Http404

    from porchlight.circles.access import by_link as held
    from porchlight.circles.invitations import queries
    from porchlight.circles.models import Invitation

    def asks_less(actor: Any, index: str, at: datetime) -> Any:
        if not Invitation.objects.filter(token_index=index).exists():
            raise Http404
        return held(actor, index, at)

    with patch.object(queries, "by_link", asks_less):
        yield


def deltas_of(answers: dict[str, list[tuple[Any, ...]]]) -> dict[str, float]:
    """Of each kind from all others together."""
    took = {kind: [ms for *_, ms in each] for kind, each in answers.items()}
    return {
        kind: round(
            cliffs_delta(mine, [ms for one, each in took.items() if one != kind for ms in each]), 3
        )
        for kind, mine in took.items()
    }


def cliffs_delta(ours: list[float], theirs: list[float]) -> float:
    """From -1 to 1: how much more often one of ours is the longer one than the shorter."""
    import numpy

    held = numpy.sort(theirs)
    below = numpy.searchsorted(held, ours, side="left").sum()
    above = (len(held) - numpy.searchsorted(held, ours, side="right")).sum()
    return float(below - above) / (len(ours) * len(held))


if __name__ == "__main__":
    on_a_fresh_folder(measure)
