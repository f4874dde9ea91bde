"""One link, opened and answered by a hundred at once: one tie comes of it. On the real server, with
its own processes, on SQLite or, with DATABASE_URL, on PostgreSQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from porchlight.domain.circle.invitations import MOST_TRIES, TRIES_A_SET
from tests.at_once.site import Site, all_at_once, copy_of, running_site, statuses
from tests.server import Answer, Server, Visitor

pytestmark = [pytest.mark.server, pytest.mark.thorough]

AT_ONCE = 100
ROUNDS = 4
THREADS = 4  # of the server of the control
ACCOUNTS = 10
# What is an account's own in its own page.
TOKENS = re.compile(
    rb'name="(?:csrfmiddlewaretoken|key)" value="[^"]*"|"X-CSRFToken": "[^"]*"|data-queue="[^"]*"'
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("link")) as running:
        yield running


@dataclass
class Asked:
    """Somebody who asks one person in, and the link they give away."""

    sender: Visitor
    sender_id: str
    tie: str
    invitation: str
    link: str


def ask_in(site: Site, name: str) -> Asked:
    ((person_id, (visit,)),) = site.inside("people", [name], 1).values()
    return asked_by(site.browser(visit), person_id, name)


def asked_by(sender: Visitor, person_id: str, name: str) -> Asked:
    added = sender.post("/people/add/", {"name": "Rosa", "near": "middle"})
    assert added.status == 303, added.text
    tie = re.search(r"/people/([0-9a-f-]{36})/", added.location + sender.get("/people/").text)[1]
    made = sender.post(f"/people/{tie}/invite/name/", {"name": name, "role": "family"})
    assert made.status == 303, made.text
    assert made.location.endswith("/share/")  # what they will see is asked before the link is shown
    invitation = made.location.removesuffix("share/")
    assert sender.post(made.location, {"nothing": "1"}).location == invitation
    link = re.search(r"/in/[\w-]{22}/", sender.get(invitation).text)[0]
    return Asked(sender, person_id, tie, invitation, link)


def accounts(site: Site, prefix: str, n: int = ACCOUNTS) -> dict[str, Visitor]:
    """By the id of each account, a browser of theirs."""
    found = site.inside("people", [f"{prefix} {number}" for number in range(n)], 1)
    return {person_id: site.browser(visit) for person_id, (visit,) in found.values()}


def tabs_of(browsers: dict[str, Visitor], n: int = AT_ONCE) -> list[tuple[str, Visitor]]:
    ids = list(browsers)
    return [(ids[i % len(ids)], copy_of(browsers[ids[i % len(ids)]])) for i in range(n)]


def opened(visitor: Visitor, link: str) -> Answer:
    led_on = visitor.get(link)
    assert (led_on.status, led_on.location) == (303, "/in/")
    return visitor.get("/in/")


def answered(visitor: Visitor, page: Answer, answer: str) -> Answer:
    which = re.search(r'name="which" value="([0-9a-f]+)"', page.text)
    return visitor.post("/in/answer/", {"answer": answer, "which": which[1] if which else ""})


def digits_on(page: Answer) -> str:
    return "".join(re.findall(r'big-digits__one" aria-hidden="true">(\d)<', page.text))


def typed_at_once(asked: Asked, digits: str, n: int) -> list[Answer]:
    """By so many tabs of the sender."""
    return all_at_once(typed_later(asked, digits, n))


def typed_later(asked: Asked, digits: str, n: int) -> list[Callable[[], Answer]]:
    path = f"{asked.invitation}digits/"
    tabs = [copy_of(asked.sender) for _ in range(n)]
    return [lambda tab=tab: tab.post(path, {"digits": digits}) for tab in tabs]


def let_in(asked: Asked, tabs: list[tuple[str, Visitor]]) -> dict[str, set[str]]:
    """By account, the digits that it was shown: each tab opens the link, says yes, and looks."""

    def come_in(tab: Visitor) -> Answer:
        answer = answered(tab, opened(tab, asked.link), "yes")
        assert answer.status in (303, 404), answer.text
        look = tab.get("/in/")
        assert look.status in (200, 404), look.text
        return look

    looks = all_at_once([lambda tab=tab: come_in(tab) for _, tab in tabs])
    refused = {TOKENS.sub(b"", look.body) for look in looks if look.status == 404}
    assert len(refused) <= 1, "whoever comes too late sees one and the same page"
    shown: dict[str, set[str]] = {}
    for (person_id, _), look in zip(tabs, looks, strict=True):
        if digits := digits_on(look):
            shown.setdefault(person_id, set()).add(digits)
    return shown


def accepted(site: Site, name: str) -> tuple[Asked, Visitor, str]:
    """Somebody who asks, who said yes to it, and the digits that they are shown."""
    asked, browsers = ask_in(site, name), accounts(site, f"reader of {name}", 1)
    (reader,) = browsers.items()
    ((_, digits),) = let_in(asked, [reader]).items()
    return asked, reader[1], digits.pop()


def ties_between(site: Site, asked: Asked) -> tuple[list[str], list[str]]:
    """The accounts that the sender's ties lead to, and whose ties lead to the sender."""
    ties = site.inside("ties_of")
    back = [one for one, to in ties.items() for account in to if account == asked.sender_id]
    return ties.get(asked.sender_id, []), back


def test_a_hundred_opens_and_a_hundred_yes_of_one_link_make_one_tie(site):
    asked, browsers = ask_in(site, "Ana"), accounts(site, "reader")
    pages = all_at_once([lambda tab=tab: opened(tab, asked.link) for _, tab in tabs_of(browsers)])
    assert statuses(pages) == {200}  # opening uses nothing up
    ((first, (digits,)),) = let_in(asked, tabs_of(browsers)).items()
    assert ties_between(site, asked) == ([], [])  # not before both have said yes
    assert statuses(typed_at_once(asked, digits, AT_ONCE)) == {303}
    assert ties_between(site, asked) == ([first], [first])
    print(f"\n{AT_ONCE} opens, {AT_ONCE} yes of {ACCOUNTS} accounts, {AT_ONCE} digits: one tie")


def test_five_wrong_tries_at_once_read_the_same_and_change_the_digits(site):
    asked, reader, digits = accepted(site, "Bea")
    wrong = "0000" if digits != "0000" else "0001"
    first = typed_at_once(asked, wrong, TRIES_A_SET - 1)
    assert digits_on(reader.get("/in/")) == digits
    (fifth,) = typed_at_once(asked, wrong, 1)
    (late,) = typed_at_once(asked, digits, 1)
    answers = [*first, fifth, late]
    assert statuses(answers) == {422}
    typed_in = re.compile(f'value="({wrong}|{digits})"'.encode())
    pages = [typed_in.sub(b"", TOKENS.sub(b"", answer.body)) for answer in (*first, late)]
    assert len(set(pages)) == 1
    # Whether somebody is there or not, as tests/circles/test_invitations.py compares.
    assert b"Ask them to tap" in fifth.body
    assert b"Ask them to tap" not in pages[0]
    changed = digits_on(reader.get("/in/"))
    assert changed not in ("", digits)
    assert statuses(typed_at_once(asked, changed, 2)) == {303}
    assert [len(ties) for ties in ties_between(site, asked)] == [1, 1]


def test_a_hundred_wrong_tries_at_once_end_it(site):
    asked, reader, digits = accepted(site, "Cid")
    wrong = "0000" if digits != "0000" else "0001"
    assert AT_ONCE >= MOST_TRIES
    assert statuses(typed_at_once(asked, wrong, AT_ONCE)) == {422}
    assert reader.get("/in/").status == 404
    assert statuses(typed_at_once(asked, digits, 3)) == {422}
    assert ties_between(site, asked) == ([], [])


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_no_while_the_digits_are_typed_is_a_no_or_comes_too_late(site, number):
    asked, reader, digits = accepted(site, f"Dee {number}")
    page, path = reader.get("/in/"), f"{asked.invitation}digits/"
    yes, no = all_at_once(
        [
            lambda: copy_of(asked.sender).post(path, {"digits": digits}),
            lambda: answered(copy_of(reader), page, "no"),
        ]
    )
    ties = [len(ties) for ties in ties_between(site, asked)]
    # Refused in time: no tie, and the sender reads what wrong digits read. Too late: to the page
    # that ends it, or not there any more.
    assert (yes.status, no.status, ties) in [
        (422, 200, [0, 0]),
        (303, 303, [1, 1]),
        (303, 404, [1, 1]),
    ]


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_devices_of_one_person_who_say_yes_and_no_at_once(site, number):
    asked = ask_in(site, f"Eli {number}")
    ((_, reader),) = accounts(site, f"reader of Eli {number}", 1).items()
    page = opened(reader, asked.link)
    answers = all_at_once(
        [lambda said=said: answered(copy_of(reader), page, said) for said in ("yes", "no")]
    )
    assert statuses(answers) <= {200, 303, 404}
    assert reader.get("/in/").status == 404, "the no counts, whichever came first"
    assert copy_of(asked.sender).get(asked.invitation).status == 200
    assert ties_between(site, asked) == ([], [])


@pytest.mark.parametrize("deed", ["yes", "no", "digits"])
@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_card_that_is_removed_meanwhile_takes_the_link_with_it(site, deed, number):
    """What is answered is gone: that is no fault, but a link that leads nowhere. What was chosen to
    be shown is gone with it, whichever came first."""
    asked, reader, digits = accepted(site, f"{deed} {number}")
    chosen = {"kinds": "day"}
    assert asked.sender.post(f"{asked.invitation}share/", chosen).status == 303
    page, path = reader.get("/in/"), f"{asked.invitation}digits/"
    answer = {
        "yes": lambda: answered(copy_of(reader), page, "yes"),
        "no": lambda: answered(copy_of(reader), page, "no"),
        "digits": lambda: copy_of(asked.sender).post(path, {"digits": digits}),
    }[deed]
    removed, said = all_at_once(
        [lambda: copy_of(asked.sender).post(f"/people/{asked.tie}/remove/", {}), answer]
    )
    assert removed.status == 303, removed.text
    assert said.status in (200, 303, 404, 422), said.text
    mine, _theirs = ties_between(site, asked)
    assert mine == []
    assert site.inside("standing_grants_of", asked.sender_id) == 0


@pytest.mark.parametrize("number", range(ROUNDS))
def test_the_digits_are_typed_while_the_other_shares_and_closes_the_door(site, number):
    """Each names the other in a row: on PostgreSQL neither may wait for the other for ever."""
    asked, reader, digits = accepted(site, f"Fay {number}")
    assert asked.sender.post(f"{asked.invitation}digits/", {"digits": digits}).status == 303
    tie = re.search(r"/people/[0-9a-f-]{36}/", reader.get("/in/").location)[0]
    again = asked_by(asked.sender, asked.sender_id, f"Fay {number} again")
    shown = answered(reader, opened(reader, again.link), "yes")
    assert shown.status == 303, shown.text
    digits = digits_on(reader.get("/in/"))
    answers = all_at_once(
        [
            lambda: copy_of(reader).post(f"{tie}sharing/day/", {"since": "now", "days": "30"}),
            *typed_later(again, digits, 4),
            lambda: copy_of(reader).post(f"{tie}end/", {"for_good": "on"}),
        ]
    )
    shared, *typed, ended = answers
    assert shared.status in (303, 404, 422), "404 where the end went first and the tie is gone"
    assert statuses(typed) <= {303, 422}, "none is a fault"
    assert ended.status == 303, ended.text


def test_without_turns_more_than_one_is_let_in_and_without_the_constraint_tied(tmp_path):
    """The control: the same hundred find it when accepting and confirming take no turns, and when
    the database holds no rule of one tie to an account."""
    with running_site(tmp_path) as site:
        site.inside("let_ties_be_twice")
        asked = ask_in(site, "Ana")
        browsers = accounts(site, "reader")
        careless = Server(
            site.server.folder,
            wsgi="tests.circles.careless:application",
            settings=site.server.settings,
        )
        careless.start()
        try:
            for visitor in (asked.sender, *browsers.values()):
                visitor.port = careless.port
            shown = let_in(asked, tabs_of(browsers, THREADS))
            assert len(shown) > 1, "one link lets several in"
            (digits,) = set.union(*shown.values())
            typed_at_once(asked, digits, THREADS)
        finally:
            careless.stop()
        assert max(len(ties) for ties in ties_between(site, asked)) > 1
