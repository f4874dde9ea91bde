"""People: my circle as I see it, and nobody else."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from porchlight.circles.actions import note_contact
from porchlight.circles.models import Contact, Tie
from porchlight.circles.queries import Occasion, circle_of, occasion_lines, reachable_people
from porchlight.circles.templatetags.circles import last_talked_words
from porchlight.domain.steps import Near
from porchlight.people.models import Person
from tests.forms import codes_of
from tests.growth import assert_does_not_grow
from tests.make import TODAY, decision_of, make_check_in, make_tie

TYPED = {
    "name": "Rosa",
    "near": "inner",
    "phone": "601-555-0123",
    "link": "https://meet.example/rosa",
    "line": "Thinking of you",
    "is_offered": "on",
}


def text(answer) -> str:
    """What a page shows, without what a script may show later."""
    return re.sub(r"<template.*?</template>", "", answer.content.decode(), flags=re.DOTALL)


def cards_of(person) -> list[dict]:
    decision = decision_of(person)
    return [tie.card.open(decision) for tie in Tie.objects.filter(person=person)]


def test_an_empty_circle_says_how_to_begin(client_of, ana, now):
    page = text(client_of(ana).get("/people/"))
    assert 'class="lamp lamp--new"' in page
    assert page.count('href="/people/add/"') == 1
    assert 'href="/help/"' in page.split("<main")[1]


def test_a_name_and_nothing_else_is_enough(client_of, ana, now):
    page = text(client_of(ana).get("/people/add/"))
    before_the_fold = page.split("<details")[0]
    assert re.findall(r'<input[^>]* name="(name|phone|link|line|near)"', before_the_fold) == [
        "name",
        "phone",
    ]
    answer = client_of(ana).post("/people/add/", {"name": "R", "key": str(uuid4())})
    assert answer.status_code == 422  # how near is asked with an answer chosen, in the fold
    assert "<details" in text(answer)
    assert "open" in re.search(r"<details[^>]*>", text(answer))[0]


def test_each_lamp_shows_what_was_noted(client_of, ana, now):
    make_tie(ana, "Newt")
    lit, warm = make_tie(ana, "Lita"), make_tie(ana, "Wanda")
    note_contact(lit, TODAY - timedelta(days=7))
    note_contact(warm, TODAY - timedelta(days=8))
    page = text(client_of(ana).get("/people/")).split("<main")[1].split('class="page')[1]
    for name, state in (("NE", "new"), ("LI", "lit"), ("WA", "warm")):
        assert re.search(rf'lamp--{state}"[^\n]*?<text[^>]*>{name}<', page), name
    assert "lamp--on" not in page.split("<details")[0]  # below it is what the lamps mean


def test_words_that_cannot_be_sent_from_here_can_be_copied(client_of, ana, now):
    with_number, without = make_tie(ana, "Rosa", phone="601-555-0123"), make_tie(ana, "Ben")
    page = text(client_of(ana).get(f"/people/{without.pk}/"))
    assert "data-copy" in page
    # Nothing can be called, so the one main action is a number; it is said once.
    acts = " ".join(page.split("<h1")[1].split("<section")[0].split())
    assert f'class="button" href="/people/{without.pk}/change/"' in acts
    assert not re.search(r'<p class="button-row">\s*</p>', page)
    assert "sms:" not in page
    page = text(client_of(ana).get(f"/people/{with_number.pk}/"))
    assert "sms:6015550123?&amp;body=" in page
    assert "data-copy" not in page


def test_ana_adds_rosa_and_sees_her(client_of, ana, now):
    client = client_of(ana)
    answer = client.post("/people/add/", {**TYPED, "key": str(uuid4())})
    tie = Tie.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/people/{tie.pk}/")
    assert cards_of(ana) == [{**TYPED, "phone": "+1 601-555-0123", "is_offered": True}]
    assert tie.added_on == TODAY
    page = text(client.get(f"/people/{tie.pk}/"))
    for shown in ("Rosa", "tel:+16015550123", "sms:+16015550123", "https://meet.example/rosa",
                  "Thinking of you", last_talked_words(None, TODAY)):  # fmt: skip
        assert shown in page
    assert "Rosa" in text(client.get("/people/"))


def test_a_first_name_is_enough(client_of, ana, now):
    client_of(ana).post("/people/add/", {"name": "Rosa", "near": "middle"})
    (card,) = cards_of(ana)
    assert card == {"name": "Rosa", "near": "middle", "phone": "", "link": "", "line": "",
                    "is_offered": False}  # fmt: skip
    page = text(client_of(ana).get(f"/people/{Tie.objects.get().pk}/"))
    assert "tel:" not in page
    assert "sms:" not in page


OFF = {
    "no name": ({"name": " "}, "required"),
    "a long name": ({"name": "x" * 61}, "max_length"),
    "no nearness": ({"near": ""}, "required"),
    "another nearness": ({"near": "enemy"}, "invalid_choice"),
    "words as a number": ({"phone": "call me"}, "no_number"),
    "a number that is too short": ({"phone": "12"}, "no_number"),
    "a number that is too long": ({"phone": "1234567890123456"}, "no_number"),
    "a number of no country": ({"phone": "0208 123 4567"}, "no_number"),
    "a link without https": ({"link": "http://meet.example/"}, "no_link"),
    "a script as a link": ({"link": "javascript:alert(1)"}, "no_link"),
    "a link that is none": ({"link": "https://"}, "no_link"),
    "a long line": ({"line": "x" * 301}, "max_length"),
}


@pytest.mark.parametrize("fault", OFF)
@pytest.mark.parametrize("page", ["add", "change"])
def test_what_is_off_is_said_and_the_rest_stays_on_the_form(client_of, ana, now, fault, page):
    path = "/people/add/" if page == "add" else f"/people/{make_tie(ana, 'Old').pk}/change/"
    typed, code = OFF[fault]
    answer = client_of(ana).post(path, {**TYPED, **typed})
    assert answer.status_code == 422
    (field,) = typed
    assert codes_of(answer) == {field: [code]}
    assert f'id="id_{field}_error"' in text(answer)
    kept = {"Rosa", "601-555-0123", "https://meet.example/rosa", "Thinking of you"}
    for word in kept - {TYPED[name] for name in typed}:
        assert word in text(answer)
    assert [card["name"] for card in cards_of(ana)] == ([] if page == "add" else ["Old"])


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [("601-555-0123", "+16015550123"), ("+1 (601) 555 0123", "+16015550123"),
     ("*67 601-555-0123", "*676015550123"), ("٦٠١٥٥٥٠١٢٣", "+16015550123"),
     ("988", "988"), ("601.555.0123 ext 7", "+16015550123;ext=7"), ("555-0123", "5550123"),
     ("1-800-GAMBLERS", "+18004262537"), ("+44 20 7946 0018", "+442079460018")],
)  # fmt: skip
def test_numbers_may_be_written_as_people_write_them(client_of, ana, now, typed, dialled):
    client = client_of(ana)
    client.post("/people/add/", {**TYPED, "phone": typed})
    page = text(client.get(f"/people/{Tie.objects.get().pk}/"))
    assert f'href="tel:{dialled}"' in page


def test_words_for_an_occasion_come_first_and_any_other_word_is_none(client_of, ana, now):
    tie = make_tie(ana, "Rosa", phone="601-555-0123", line="Tea?")
    client = client_of(ana)

    def lines(asked: str) -> list[str]:
        return client.get(f"/people/{tie.pk}/{asked}").context["lines"]

    always = lines("")
    assert always[0][0] == "Tea?"
    assert lines("?for=anything") == always
    for occasion in Occasion:
        wanted = occasion_lines(occasion)
        assert [line for line, _ in lines(f"?for={occasion}")][: len(wanted)] == wanted
        assert lines(f"?for={occasion}")[len(wanted) :] == always


def test_words_in_a_text_arrive_whole(client_of, ana, now):
    tie = make_tie(ana, "Rosa", phone="601-555-0123", line="Tea & cake? 50% off, #1 ñ")
    page = text(client_of(ana).get(f"/people/{tie.pk}/"))
    assert "?&amp;body=Tea%20%26%20cake%3F%2050%25%20off%2C%20%231%20%C3%B1" in page


def test_a_name_with_marks_in_it_stays_a_name(client_of, ana, now):
    tie = make_tie(ana, "<b>Rosa</b>", line='"><script>')
    for path in ("/people/", f"/people/{tie.pk}/", f"/people/{tie.pk}/change/"):
        page = text(client_of(ana).get(path))
        assert "<b>Rosa" not in page
        assert "><script>" not in page.replace("</style><script>", "")


def test_a_card_is_changed_in_place(client_of, ana, now):
    tie, client = make_tie(ana, "Rose"), client_of(ana)
    page = text(client.get(f"/people/{tie.pk}/change/"))
    assert 'value="Rose"' in page
    answer = client.post(f"/people/{tie.pk}/change/", TYPED)
    assert (answer.status_code, answer["Location"]) == (303, f"/people/{tie.pk}/?done=changed")
    assert cards_of(ana) == [{**TYPED, "phone": "+1 601-555-0123", "is_offered": True}]
    assert Tie.objects.get().pk == tie.pk


def test_somebody_who_asked_for_space_is_not_suggested(client_of, ana, now):
    tie = make_tie(ana, "Rosa", phone="601-555-0123")
    make_check_in(ana)
    client = client_of(ana)
    assert "Rosa" in text(client.get("/today/"))
    client.post(f"/people/{tie.pk}/change/", {k: v for k, v in TYPED.items() if k != "is_offered"})
    assert "Rosa" not in text(client.get("/today/"))


def test_removing_is_asked_first_and_takes_the_talks_along(client_of, ana, now):
    tie, other, client = make_tie(ana, "Rosa"), make_tie(ana, "Ben"), client_of(ana)
    client.post(f"/people/{tie.pk}/talked/")
    client.post(f"/people/{other.pk}/talked/")
    asked = text(client.get(f"/people/{tie.pk}/remove/"))
    assert "Rosa" in asked.split("<h1")[1].split("</h1>")[0]
    assert Tie.objects.count() == 2
    answer = client.post(f"/people/{tie.pk}/remove/", {"key": str(uuid4())})
    assert (answer.status_code, answer["Location"]) == (303, "/people/?done=removed")
    assert [card["name"] for card in cards_of(ana)] == ["Ben"]
    assert Contact.objects.get().tie == other
    assert client.get(f"/people/{tie.pk}/").status_code == 404


def test_we_talked_today_counts_once_a_day(client_of, ana, now):
    tie, client = make_tie(ana, "Rosa"), client_of(ana)
    for _ in range(3):
        assert client.post(f"/people/{tie.pk}/talked/").status_code == 303
    assert Contact.objects.get().day == TODAY
    page = client.get(f"/people/{tie.pk}/")
    assert page.context["friend"].last_talked == TODAY
    assert last_talked_words(TODAY, TODAY) in text(page)


# Days ago: what is said is the same from one of these to the next, and then another.
SOFT_WORDS_FROM = (0, 1, 2, 8, 15, 61)


def test_soft_words_change_on_the_first_day_of_each(ana):
    words = [last_talked_words(TODAY - timedelta(days=days), TODAY) for days in range(401)]
    changes = [day for day in range(1, 401) if words[day] != words[day - 1]]
    assert (0, *changes) == SOFT_WORDS_FROM
    assert len(set(words)) == len(SOFT_WORDS_FROM)
    assert not [said for said in words if re.search(r"\d", said)]


@pytest.mark.parametrize("days", SOFT_WORDS_FROM)
def test_last_talked_is_said_in_soft_words_and_never_in_numbers(client_of, ana, now, days):
    tie = make_tie(ana, "Rosa")
    Contact.objects.create(person=ana, tie=tie, day=TODAY - timedelta(days=days))
    for path in ("/people/", f"/people/{tie.pk}/"):
        page = re.sub(r'<input type="hidden"[^>]*>', "", text(client_of(ana).get(path)))
        assert last_talked_words(TODAY - timedelta(days=days), TODAY) in page
        assert str(TODAY - timedelta(days=days)) not in page


def test_the_latest_talk_counts(ana):
    rosa, ben = make_tie(ana, "Rosa"), make_tie(ana, "Ben")
    for days in (9, 2, 5):
        Contact.objects.create(person=ana, tie=rosa, day=TODAY - timedelta(days=days))
    last = {friend.name: friend.last_talked for friend in circle_of(decision_of(ana))}
    assert last == {"Rosa": TODAY - timedelta(days=2), "Ben": None}
    assert ben.pk


def test_the_nearest_come_first_then_by_name(ana):
    for name, near in (("zoe", Near.OUTER), ("Max", Near.INNER), ("ana", Near.INNER),
                       ("Bo", Near.MIDDLE)):  # fmt: skip
        make_tie(ana, name, near)
    assert [friend.name for friend in circle_of(decision_of(ana))] == ["ana", "Max", "Bo", "zoe"]


def test_only_those_with_a_number_or_a_link_can_be_reached(ana):
    make_tie(ana, "Rosa", phone="601-555-0123")
    make_tie(ana, "Ben", link="https://meet.example/ben")
    make_tie(ana, "Max")
    assert {friend.name for friend in reachable_people(decision_of(ana))} == {"Rosa", "Ben"}


def test_a_number_from_before_they_were_checked_can_be_called_from_the_row(client_of, ana, now):
    make_tie(ana, "Rosa", phone="home 555 0142")
    page = text(client_of(ana).get("/people/"))
    assert 'href="tel:5550142"' in page
    assert 'href="sms:5550142"' in page
    assert 'href=""' not in page


def test_two_circles_never_mix(client_of, ana, ben, now):
    make_tie(ana, "Rosa")
    make_tie(ben, "Maria")
    page = text(client_of(ana).get("/people/"))
    assert "Rosa" in page
    assert "Maria" not in page


def test_a_circle_of_twenty_asks_as_little_as_one_of_ten(client_of, ana, now):
    def add(n: int) -> None:
        tie = make_tie(ana, f"Friend {n}")
        Contact.objects.create(person=ana, tie=tie, day=TODAY - timedelta(days=n))

    assert_does_not_grow(client_of(ana), "/people/", add)


def main_buttons(page) -> list[str]:
    """What the filled buttons of a page lead to, or send."""
    found = re.findall(r'<(?:a|button) class="button(?: button--wide)?"([^>]*)>', text(page))
    return [re.sub(r'.*href="([^"]*)".*', r"\1", attributes) for attributes in found]


def test_adding_leads_back_to_where_one_came_from(client_of, ana, now):
    client = client_of(ana)
    wanted = "/write/?lesson=kind-asks"
    page = client.get("/people/add/", {"next": wanted})
    assert page.context["next"] == wanted
    answer = client.post("/people/add/", {**TYPED, "next": wanted, "key": str(uuid4())})
    assert answer["Location"] == wanted
    elsewhere = {**TYPED, "next": "https://elsewhere.example/", "key": str(uuid4())}
    assert client.post("/people/add/", elsewhere)["Location"].startswith("/people/")


def test_a_line_that_was_chosen_is_still_there_after_somebody_was_added(client_of, ana, now):
    client = client_of(ana)
    page = client.get("/write/", {"lesson": "kind-asks"})
    (add,) = re.findall(r'href="(/people/add/[^"]*)"', text(page))
    wanted = client.get(add).context["next"]
    back = client.post(add, {**TYPED, "next": wanted, "key": str(uuid4())})["Location"]
    assert client.get(back).context["line"] == page.context["line"] != ""


def test_somebody_without_a_number_leads_to_choices_and_back(client_of, ana, now):
    tie = make_tie(ana, "Rosa")
    make_check_in(ana, mood=1, urge=10)
    Person.objects.filter(pk=ana.pk).update(country="")  # where no line is known to call
    client = client_of(ana)
    (way,) = re.findall(rf'href="(/people/{tie.pk}/[^"]*)"', text(client.get("/today/")))
    page = client.get(way.replace("&amp;", "&"))
    assert page.context["next"] == "/today/"
    assert page.context["lines"][0][0] in occasion_lines(Occasion.HARD_PATCH)
    assert main_buttons(page) == ["#lines"]
    (change,) = set(re.findall(rf'href="(/people/{tie.pk}/change/[?][^"]*)"', text(page)))
    assert client.get(change).context["next"] == "/today/"
    card = client.post(change, {**TYPED, "next": "/today/"})["Location"]
    assert client.get(card).context["next"] == "/today/"
    assert client.get(card).context["done"]


@pytest.mark.parametrize("card", [{}, {"phone": "601-555-0123", "link": "https://meet.example/b"}])
def test_no_button_is_loud_once_contact_has_ended(client_of, ana, ben, now, card):
    tie = make_tie(ana, "Ben", **card)
    Tie.objects.filter(pk=tie.pk).update(account=ben, ended_on=TODAY)
    assert main_buttons(client_of(ana).get(f"/people/{tie.pk}/", {"done": "ended"})) == []
