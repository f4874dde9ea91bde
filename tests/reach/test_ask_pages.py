"""The pages of an ask: making it, what comes of it, and the page of whoever is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from porchlight.circles.access import own
from porchlight.circles.actions import end_tie, remove_person
from porchlight.circles.models import Contact
from porchlight.domain.ask import MOST_AN_HOUR, AskOutcome, AskState, HelperAnswer
from porchlight.domain.light import Askable, Light
from porchlight.reach.asks.after import asked_yesterday
from porchlight.reach.asks.queries import asks_to, own_ask
from porchlight.reach.lights.actions import put_out, set_light
from porchlight.reach.models import SentAsk
from tests.forms import codes_of
from tests.make import NOW, make_check_in, make_tie
from tests.reach.test_asks import answers, asks, both, shows_light

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])

MINUTE = timedelta(minutes=1)
HERE, LATER, NOT_NOW, NOT_REACHED, _TALKED = HelperAnswer
FORM = {"words": "call", "reach": "they", "number": "601-555-0123"}


def at(moment):
    return time_machine.travel(moment, tick=False)


def page_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def sent_form(client, ties, **more):
    who = [str(tie.pk) for tie in ties]
    return client.post("/porch/ask/", {**FORM, "who": who, **more})


@pytest.fixture
def two(ana, ben, now):
    """Ana's tie to Ben, and Ben's to Ana; Ben's light is on."""
    ties = both(ana, ben)
    shows_light(ben)
    return ties


def test_an_ask_is_put_once_and_leads_to_its_page(ana, ben, two, client_of):
    client, key = client_of(ana), "7d0e4c1a-95a2-4b37-8c7d-0a3a3f0f8a11"
    answer = sent_form(client, two[:1], key=key)
    assert answer.status_code == 303
    assert sent_form(client, two[:1], key=key)["Location"] == answer["Location"]
    (sent,) = SentAsk.objects.all()
    assert answer["Location"] == f"/porch/ask/{sent.pk}/"
    (one,) = asks_to(ben, NOW)
    assert one.words == "Can you call me?"
    assert one.number == "+1 601-555-0123"
    assert 'value="+1 601-555-0123"' in page_of(client, "/porch/ask/")


def test_lights_that_are_on_come_first_and_the_rest_stand_below_by_name(ana, cleo, two, client_of):
    anas = make_tie(ana, "Abe")
    dana_tie, _ = both(ana, cleo)
    page = client_of(ana).get("/porch/ask/")
    form, found = page.context["form"], page.context["page"]
    assert [one.friend.name for _box, one in form.rows] == ["Ben"]
    assert [one.friend.tie_id for one in found.others] == [dana_tie.pk]
    assert str(anas.pk) not in page.content.decode()  # nobody's account is behind it
    assert f'href="/people/{dana_tie.pk}/"' in page.content.decode()


def test_who_may_be_asked_comes_after_whose_light_is_on(ana, cleo, two, client_of):
    cleos_tie, _back = tied_by_day(ana, cleo)
    page = client_of(ana).get("/porch/ask/")
    names = [one.friend.tie_id for _box, one in page.context["form"].rows]
    assert names == [two[0].pk, cleos_tie.pk]


def tied_by_day(person, helper):
    anas, helpers = both(person, helper)
    set_light(helper, Light(helper.zone, askable=Askable.BY_DAY), [helpers.pk])
    return anas, helpers


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"who": []}, {"who": ["required"]}),
        ({"words": ""}, {"words": ["required"]}),
        ({"words": "own", "own_words": " "}, {"own_words": ["required"]}),
        ({"words": "own", "own_words": "x" * 141}, {"own_words": ["max_length"]}),
        ({"number": ""}, {"number": ["no_number"]}),
        ({"number": "ring me"}, {"number": ["no_number"]}),
        # What is no telephone: calls sent on to another number, an emergency line.
        ({"number": "*72 601 555 0123"}, {"number": ["no_number"]}),
        ({"number": "*21*6015550123#"}, {"number": ["no_number"]}),
        ({"number": "tel:*72,6015550123"}, {"number": ["no_number"]}),
        ({"number": "#31#6015550123"}, {"number": ["no_number"]}),
        ({"number": "911"}, {"number": ["no_number"]}),
        ({"reach": "pigeon"}, {"reach": ["invalid_choice"]}),
        ({"who": ["7d0e4c1a-95a2-4b37-8c7d-0a3a3f0f8a11"]}, {"who": ["invalid_choice"]}),
    ],
)
def test_what_was_typed_stays_with_what_is_wrong(ana, two, client_of, more, codes):
    answer = sent_form(client_of(ana), two[:1], **{"own_words": "Are you up?", **more})
    assert answer.status_code == 422
    assert codes_of(answer) == codes
    if "own_words" not in more:
        assert 'value="Are you up?"' in answer.content.decode()
    assert not SentAsk.objects.exists()


def test_own_words_go_out_and_a_number_does_not_where_the_person_calls(ana, ben, two, client_of):
    more = {"words": "own", "own_words": " Are  you up? ", "reach": "me"}
    assert sent_form(client_of(ana), two[:1], **more).status_code == 303
    (one,) = asks_to(ben, NOW)
    assert (one.words, one.number) == ("Are you up?", "")


def test_what_stands_in_a_field_that_is_not_chosen_is_not_looked_at(ana, ben, two, client_of):
    more = {"own_words": "x" * 141, "reach": "me", "number": "x" * 61}
    assert sent_form(client_of(ana), two[:1], **more).status_code == 303
    assert asks_to(ben, NOW)[0].words == "Can you call me?"


def test_who_put_out_their_light_meanwhile_is_left_out(ana, ben, cleo, two, client_of):
    cleos, _ = both(ana, cleo)
    shows_light(cleo)
    put_out(ben, NOW)
    assert sent_form(client_of(ana), [two[0], cleos]).status_code == 303
    assert asks_to(ben, NOW) == []
    assert len(asks_to(cleo, NOW)) == 1


def test_an_ask_to_nobody_shows_who_answers(ana, ben, two, client_of):
    make_tie(ana, "Lou", phone="601-555-0123")
    put_out(ben, NOW)
    answer = sent_form(client_of(ana), two[:1])
    assert answer.status_code == 422
    assert 'href="tel:' in answer.content.decode()
    assert "Lou" in answer.content.decode()
    assert 'href="tel:988"' in answer.content.decode()


def test_many_asks_lead_to_a_line(ana, two, client_of):
    client = client_of(ana)
    for _n in range(MOST_AN_HOUR):
        assert sent_form(client, two[:1]).status_code == 303
    answer = sent_form(client, two[:1])
    assert answer.status_code == 422
    assert 'href="tel:988"' in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("hours", [0, 12])
def test_every_page_is_there_in_both_languages_by_day_and_by_night(
    ana, ben, now, client_of, hours, language
):
    for person in (ana, ben):
        person.language = language
        person.save(update_fields=["language"])
    both(ana, ben)
    moment = NOW + timedelta(hours=hours)
    with at(moment):
        page_of(client_of(ana), "/porch/ask/")
        shows_light(ben, moment)
        page_of(client_of(ana), "/porch/ask/")
        sent = asks(ana, moment, number="+1 601-555-0123")
        path = f"/porch/ask/{sent.pk}/"
        received = asks_to(ben, moment)[0].received_id
        page_of(client_of(ben), f"/porch/asked/{received}/")
    for answer in (None, LATER, HERE, NOT_REACHED):
        if answer:
            answers(ben, answer, moment + MINUTE)
        for minutes in (1, 4, 11, 30, 900):
            with at(moment + minutes * MINUTE):
                page_of(client_of(ana), path)
                page_of(client_of(ben), f"/porch/asked/{received}/")


def test_nobody_else_has_any_of_its_pages(ana, ben, cleo, two, client_of):
    sent = asks(ana)
    received = asks_to(ben, NOW)[0].received_id
    for person in (ben, cleo):
        page_of(client_of(person), f"/porch/ask/{sent.pk}/", 404)
        for name in ("take-back", "keep", "outcome"):
            assert client_of(person).post(f"/porch/ask/{sent.pk}/{name}/").status_code == 404
    for person in (ana, cleo):
        page_of(client_of(person), f"/porch/asked/{received}/", 404)
        answer = client_of(person).post(f"/porch/asked/{received}/answer/", {"answer": "here"})
        assert answer.status_code == 404
    assert own_ask(ana, sent.pk, NOW).state is AskState.OPEN


def says(client, received, answer):
    found = client.post(f"/porch/asked/{received}/answer/", {"answer": answer})
    assert found.status_code == 303
    return found["Location"]


def test_a_yes_is_seen_with_the_number_and_a_talk_is_noted_once(ana, ben, two, client_of):
    sent = asks(ana, number="+1 601-555-0123")
    received = asks_to(ben, NOW)[0].received_id
    helper = client_of(ben)
    assert "tel:+16015550123" not in page_of(helper, f"/porch/asked/{received}/")
    says(helper, received, "here")
    assert "tel:+16015550123" in page_of(helper, f"/porch/asked/{received}/")
    assert own_ask(ana, sent.pk, NOW).here.name == "Ben"
    for _n in range(2):
        page = says(helper, received, "talked")
    assert Contact.objects.filter(person=ben).count() == 1
    assert asks_to(ben, NOW) == []
    assert "tel:+16015550123" not in page_of(helper, page)
    assert own_ask(ana, sent.pk, NOW).state is AskState.ANSWERED
    says(helper, received, "not_reached")  # too late: it is over for them
    assert own_ask(ana, sent.pk, NOW).state is AskState.ANSWERED


def test_whoever_asked_reads_that_they_talked(ana, ben, two, client_of):
    sent = asks(ana, number="+1 601-555-0123")
    received = asks_to(ben, NOW)[0].received_id
    path, asker = f"/porch/ask/{sent.pk}/", client_of(ana)
    says(client_of(ben), received, "here")
    before = asker.get(path)
    assert before.context["page"].may_be_taken_back
    says(client_of(ben), received, "talked")
    page = asker.get(path).context["page"]
    assert page.own.ask.have_talked
    assert page.own.here.name == "Ben"
    assert not page.may_be_taken_back
    assert not page.own.is_call_late
    assert asker.get(path, {"after": before["X-Newest"]}).status_code == 200
    with at(NOW + timedelta(minutes=15)):
        late = asker.get(path)
    assert not late.context["page"].lines_are_first
    thanks = f"{two[0].pk}/notes/?line=h1#newest"
    assert thanks in late.content.decode()


def test_after_a_talk_there_is_a_way_on_where_the_tie_is_gone(ana, ben, two, client_of):
    sent = asks(ana)
    received = asks_to(ben, NOW)[0].received_id
    says(client_of(ben), received, "here")
    says(client_of(ben), received, "talked")
    for let_go in (end_tie, remove_person):
        let_go(two[0], ana, NOW)
        page = page_of(client_of(ana), f"/porch/ask/{sent.pk}/")
        assert 'href="/porch/ask/"' in page[page.index('id="talked-ways"') :]
        assert "/notes/" not in page


def test_talked_is_nothing_before_a_yes(ana, ben, two, client_of):
    asks(ana)
    received = asks_to(ben, NOW)[0].received_id
    says(client_of(ben), received, "talked")
    assert not Contact.objects.exists()
    assert asks_to(ben, NOW)[0].is_open


def test_a_pass_changes_nothing_that_the_asker_reads(ana, ben, two, client_of):
    sent = asks(ana)
    received = asks_to(ben, NOW)[0].received_id
    path = f"/porch/ask/{sent.pk}/"
    before = client_of(ana).get(path)["X-Newest"]
    says(client_of(ben), received, "not_now")
    assert client_of(ana).get(path)["X-Newest"] == before
    assert client_of(ana).get(path, {"after": before}).status_code == 204


def test_taken_back_and_taken_by_another_are_the_same_page(ana, ben, cleo, two, client_of):
    both(ana, cleo)
    shows_light(cleo)
    pages = []
    for by_another in (True, False):
        sent = asks(ana)
        received = asks_to(ben, NOW)[0].received_id
        if by_another:
            answers(cleo, HERE, NOW)
        else:
            assert client_of(ana).post(f"/porch/ask/{sent.pk}/take-back/").status_code == 303
        assert says(client_of(ben), received, "here") == f"/porch/asked/{received}/"
        pages.append(main_of(page_of(client_of(ben), f"/porch/asked/{received}/")))
    assert pages[0] == pages[1]


def main_of(page):
    return page.split("<main")[1].split("</main>")[0]


def test_an_open_page_asks_for_what_is_new_and_gets_it_in_the_place_of_all(
    ana, ben, two, client_of
):
    sent = asks(ana)
    path, client = f"/porch/ask/{sent.pk}/", client_of(ana)
    mark = client.get(path)["X-Newest"]
    assert client.get(path, {"after": mark}).status_code == 204
    answers(ben, HERE, NOW + MINUTE)
    with at(NOW + MINUTE):
        new = client.get(path, {"after": mark})
    assert new.status_code == 200
    assert new["X-Newest"] != mark
    assert "<main" not in new.content.decode()
    with at(NOW + 4 * MINUTE):
        assert client.get(path, {"after": new["X-Newest"]}).status_code == 204
    with at(NOW + 12 * MINUTE):  # no call came
        assert client.get(path, {"after": new["X-Newest"]}).status_code == 200


@pytest.mark.parametrize(("minutes", "has_lines"), [(2, False), (3, True), (10, True)])
def test_the_lines_stand_on_top_from_three_minutes_on(ana, two, client_of, minutes, has_lines):
    sent = asks(ana)
    with at(NOW + minutes * MINUTE):
        page = page_of(client_of(ana), f"/porch/ask/{sent.pk}/")
    assert ('href="tel:988"' in page) is has_lines


def test_it_can_be_kept_open_until_the_morning_once(ana, ben, two, client_of):
    sent = asks(ana)
    client, path = client_of(ana), f"/porch/ask/{sent.pk}/"
    late = NOW + 11 * MINUTE
    with at(late):
        assert f"{path}keep/" in page_of(client, path)
        assert client.post(f"{path}keep/").status_code == 303
        assert f"{path}keep/" not in page_of(client, path)
        assert own_ask(ana, sent.pk, late).state is AskState.OPEN
        assert asks_to(ben, late)[0].is_open
    stops_at = own_ask(ana, sent.pk, late).ask.times.stops_at.astimezone(ana.zoneinfo)
    assert (stops_at.hour, stops_at.minute) == (8, 0)
    with at(stops_at + MINUTE):
        assert f"{path}keep/" not in page_of(client, path)
        client.post(f"{path}keep/")
        assert own_ask(ana, sent.pk, stops_at + MINUTE).state is AskState.ENDED


def test_it_is_taken_back_at_any_moment(ana, ben, two, client_of):
    sent = asks(ana)
    answers(ben, HERE, NOW)
    for _n in range(2):
        assert client_of(ana).post(f"/porch/ask/{sent.pk}/take-back/").status_code == 303
    assert own_ask(ana, sent.pk, NOW).state is AskState.TAKEN_BACK


@pytest.mark.parametrize("outcome", AskOutcome)
def test_it_is_asked_once_on_the_day_after(ana, ben, two, client_of, outcome):
    sent = asks(ana)
    answers(ben, HERE, NOW)
    client, tomorrow = client_of(ana), NOW + timedelta(days=1)
    path = f"/porch/ask/{sent.pk}/outcome/"
    assert path not in page_of(client, "/today/")
    with at(tomorrow):
        assert path in page_of(client, "/today/")
        for _n in range(2):
            assert client.post(path, {"outcome": str(outcome)}).status_code == 303
        assert path not in page_of(client, "/today/")
    days = list(Contact.objects.filter(person=ana).values_list("tie", "day"))
    asked_on = NOW.astimezone(ana.zoneinfo).date()
    assert days == ([(two[0].pk, asked_on)] if outcome is AskOutcome.TALKED else [])


@pytest.mark.parametrize(("days", "is_asked"), [(0, False), (1, True), (2, False)])
def test_no_other_day_asks(ana, two, days, is_asked):
    sent = asks(ana)
    later = NOW + timedelta(days=days)
    assert asked_yesterday(ana, own(ana, later), later) == (sent.pk if is_asked else None)


def test_what_was_taken_back_is_not_asked_about(ana, two, client_of):
    sent = asks(ana)
    client_of(ana).post(f"/porch/ask/{sent.pk}/take-back/")
    later = NOW + timedelta(days=1)
    assert asked_yesterday(ana, own(ana, later), later) is None


def test_today_home_and_people_of_the_helper_lead_to_it(ana, ben, two, client_of):
    asks(ana)
    received = asks_to(ben, NOW)[0].received_id
    link = f'href="/porch/asked/{received}/"'
    assert link in page_of(client_of(ben), "/people/")
    assert link in page_of(client_of(ben), "/today/")
    make_check_in(ben)
    assert link in page_of(client_of(ben), "/today/")
    client_of(ben).post("/me/for-whom/", {"account": "family"})
    assert link in page_of(client_of(ben), "/home/")
    says(client_of(ben), received, "not_now")
    assert link not in page_of(client_of(ben), "/people/")


def test_nothing_is_asked_of_somebody_who_never_asked(ana, now):
    assert asked_yesterday(ana, own(ana, NOW), NOW) is None
