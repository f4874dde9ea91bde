"""What Today answers: a hard day with four ways, all day until closed; and its quiet places."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps

from porchlight.checkins.actions import keep_reply
from porchlight.checkins.models import DayReplies
from porchlight.checkins.replies import replies_by_day, replies_of
from porchlight.circles.models import Tie
from porchlight.circles.queries import talks_of
from porchlight.domain.answering import FarAway, LowDaysReply, Need
from porchlight.domain.steps import Near
from porchlight.people.models import Receipt, Visit
from tests.make import NOW, TODAY, decision_of, make_check_in, make_tie

VERY_BAD = {"mood": "1", "urge": "10", "contact": "none"}
LOW_AND_NO_TALK = {"mood": "2", "urge": "0", "contact": "none"}
FINE = {"mood": "4", "urge": "1", "contact": "good"}
PRACTICE, HELP = 'href="/tools/wave/"', 'href="/help/"'


def text(answer) -> str:
    return answer.content.decode()


def main_of(answer) -> str:
    return text(answer).split("<main")[1].split("</main>")[0]


def tap(client, **answers: str):
    sent = client.post("/today/", {"key": str(uuid4()), **answers})
    assert sent.status_code == 303
    return client.get("/today/")


def ways_of(page: str) -> list[str]:
    """The addresses of the four ways, in the order of the page."""
    block = page.split('class="ways"')[1].split("</div>")[0]
    return re.findall(r'<a class="way[^"]*" href="([^"]*)"', block)


def reply(client, word: str):
    answer = client.post("/today/reply/", {"reply": word})
    assert answer.status_code == 303
    place = "#low-days" if "low-days" in word else ""
    assert answer["Location"] == f"/today/{place}"
    return client.get("/today/")


def test_a_very_bad_day_is_answered_with_four_ways_in_one_order(client_of, ana, now):
    make_tie(ana, "Rosa", phone="601-555-0123")
    make_tie(ana, "Dana", near=Near.OUTER, phone="601-555-0124")
    page = main_of(tap(client_of(ana), **VERY_BAD))
    practice, call, room, help_page = ways_of(page)
    assert practice == "/tools/wave/"
    assert call == "tel:6015550123"
    assert room.startswith("/meet/")
    assert help_page == "/help/"
    assert 'href="tel:911"' in page
    # Nothing else is asked or offered beside them.
    assert 'action="/steps/"' not in page
    assert 'name="fits"' not in page
    # Who else could be called stands below, folded.
    assert 'href="tel:6015550124"' in page.split("<details")[1]


def test_somebody_who_is_not_to_be_suggested_is_not_the_one_to_call(client_of, ana, now):
    make_tie(ana, "Pat", phone="601-555-0199", is_offered=False)
    page = main_of(tap(client_of(ana), **VERY_BAD))
    assert "6015550199" not in page


def test_the_nearest_with_a_number_comes_before_somebody_to_write_to(client_of, ana, now):
    make_tie(ana, "Mo", link="https://chat.example/mo")
    make_tie(ana, "Rosa", near=Near.OUTER, phone="601-555-0123")
    assert ways_of(main_of(tap(client_of(ana), **VERY_BAD)))[1] == "tel:6015550123"


def test_with_nobody_to_call_a_line_is_the_second_way(client_of, ana, now):
    make_tie(ana, "Rosa")  # no number and no link
    assert ways_of(main_of(tap(client_of(ana), **VERY_BAD)))[1] == "tel:988"


def test_where_no_line_is_known_the_second_way_is_to_write_somebody_down(client_of, ana, now):
    ana.country = "ZZ"
    ana.save()
    client = client_of(ana)
    assert ways_of(main_of(tap(client, **VERY_BAD)))[1] == "/people/add/?next=/today/"
    rosa = make_tie(ana, "Rosa")  # no number and no link
    way = f"/people/{rosa.pk}/?for=company&next=/today/"
    assert ways_of(main_of(client.get("/today/")))[1].replace("&amp;", "&") == way


def test_only_who_has_somebody_else_is_told_of_somebody_else(client_of, ana, now):
    make_tie(ana, "Rosa", phone="601-555-0123")
    client = client_of(ana)
    page = main_of(tap(client, **VERY_BAD))
    assert 'data-else="help"' in page
    assert "<details" not in page
    make_tie(ana, "Dana", phone="601-555-0124")
    page = main_of(client.get("/today/"))
    assert 'data-else="people"' in page
    assert "<details" in page


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_line_with_a_long_name_is_called_by_its_number(client_of, ana, now, language):
    """A name of three lines would push Help off the first screen of a phone."""
    ana.language = language
    ana.save()
    way = main_of(tap(client_of(ana), **VERY_BAD)).split('href="tel:988"')[1].split("</a>")[0]
    title = re.search(r'way__title">([^<]*)<', way)[1].strip()
    assert title.split()[-1] == "988"
    assert len(title) < 20


@pytest.mark.parametrize("hard", [VERY_BAD, LOW_AND_NO_TALK])
def test_the_four_ways_stay_all_day_until_the_person_closes_them(client_of, ana, hard):
    client = client_of(ana)
    with time_machine.travel(NOW, tick=False):
        tap(client, **hard)
        assert "this stays here" in main_of(reply(client, "only-said")).lower()
    with time_machine.travel(NOW + timedelta(hours=9), tick=False):
        assert len(ways_of(main_of(client.get("/today/")))) == 4
        assert 'class="ways"' not in main_of(reply(client, "close"))
        assert len(ways_of(main_of(reply(client, "open")))) == 4
        reply(client, "close")
    with time_machine.travel(NOW + timedelta(hours=10), tick=False):
        assert 'class="ways"' not in main_of(client.get("/today/"))
        # Telling the day anew as hard opens them again.
        client.post(f"/check-ins/{TODAY}/", {"key": str(uuid4()), **hard})
        assert len(ways_of(main_of(client.get("/today/")))) == 4


@pytest.mark.parametrize("hard", [VERY_BAD, LOW_AND_NO_TALK])
def test_half_an_hour_later_it_is_asked_once_how_it_is(client_of, ana, hard):
    client = client_of(ana)
    with time_machine.travel(NOW, tick=False):
        assert 'value="heavier"' not in main_of(tap(client, **hard))
    with time_machine.travel(NOW + timedelta(minutes=31), tick=False):
        asking = main_of(client.get("/today/"))
        answered = main_of(reply(client, "heavier"))
        assert 'value="heavier"' not in answered
        # What is said to it stands where it was asked, below the ways.
        for page, below in ((asking, 'value="heavier"'), (answered, 'class="notice"')):
            assert len(ways_of(page)) == 4
            assert page.index('class="ways"') < page.index(below)
            assert page.count(below) == 1


def test_an_ordinary_day_has_the_echo_and_one_card(client_of, ana, now):
    make_tie(ana, "Rosa", phone="601-555-0123")
    page = main_of(tap(client_of(ana), mood="3", urge="5", contact="none"))
    assert page.count("card--lit") == 1
    assert 'class="ways"' not in page
    assert PRACTICE in page  # with an urge the wave is one link away


def test_nothing_that_is_told_on_a_bad_day_is_kept_anywhere_but_sealed(client_of, ana, now):
    client = client_of(ana)
    tap(client, **VERY_BAD)
    reply(client, "only-said")
    assert bytes(DayReplies.objects.get().answers.envelope).startswith(b"PL")


def clear_of(person) -> list[object]:
    """What stands in clear of a person's days: each column as it is, of what is sealed its size.
    Not the browsers that they came with."""
    stored = []
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if "person" not in names or model in (Receipt, Tie, Visit):
            continue
        clear = [
            f.attname
            for f in model._meta.concrete_fields
            if not f.remote_field and not f.primary_key
        ]
        for row in model._default_manager.filter(person=person).order_by(*clear[:1]).values(*clear):
            sizes = {k: len(v) if isinstance(v, bytes | memoryview) else v for k, v in row.items()}
            stored.append((model._meta.label, sizes))
    return stored


def test_nothing_in_clear_tells_a_hard_day_from_a_good_one(client_of, ana, ben):
    """For whoever has the disk: which rows there are, on which days, and how long they are."""
    for person, day, replies in (
        (ana, FINE, []),
        (ben, VERY_BAD, ["only-said", "heavier", "close", "used"]),
    ):
        for back in (2, 1, 0):
            with time_machine.travel(NOW - timedelta(days=back), tick=False):
                tap(client_of(person), **day)
                for word in replies:
                    reply(client_of(person), word)
    assert clear_of(ana) == clear_of(ben)
    assert {name for name, _ in clear_of(ana)} >= {"checkins.DayReplies", "checkins.CheckIn"}


def test_what_is_said_on_a_day_without_a_check_in_leaves_no_date_in_clear(client_of, ana, ben):
    for person in (ana, ben):
        with time_machine.travel(NOW - timedelta(days=1), tick=False):
            tap(client_of(person), **FINE)
    before = clear_of(ben)
    with time_machine.travel(NOW, tick=False):
        reply(client_of(ben), "used")
        far(client_of(ben), which="hard-patch")
        far(client_of(ben), need="lonely")
    assert clear_of(ben) == before == clear_of(ana)


def test_two_weeks_of_replies_are_kept_in_one_size_and_then_forgotten(ana):
    said = {"only_said": True, "hard_closed": True, "later": "heavier", "low_days": "not-now",
            "offers_three_low_days": True, "far_away": "hard-patch", "need": "hungry",
            "rests_until": TODAY, "hard_at": NOW, "used": True}  # fmt: skip
    sizes = set()
    for back in range(20, -1, -1):
        keep_reply(ana, TODAY - timedelta(days=back), decision_of(ana), **said)
        sizes.add(len(DayReplies.objects.get().answers.envelope))
    assert len(sizes) == 1
    days = replies_by_day(decision_of(ana))
    assert (min(days), max(days)) == (TODAY - timedelta(days=13), TODAY)


def test_a_word_that_no_button_sends_is_not_found(client_of, ana, now):
    assert client_of(ana).post("/today/reply/", {"reply": "everything"}).status_code == 404
    assert client_of(ana).post("/today/lately/", {"which": "up"}).status_code == 404
    assert not DayReplies.objects.exists()


# Three low days


def low_days(person, *moods: int) -> None:
    for back, mood in zip(range(len(moods) - 1, -1, -1), moods, strict=True):
        make_check_in(person, TODAY - timedelta(days=back), mood=mood, talk="good")


def test_three_low_days_bring_one_offer_and_an_answer_ends_it(client_of, ana, now):
    low_days(ana, 2, 2)
    client = client_of(ana)
    assert 'value="low-days-tell"' not in main_of(client.get("/today/"))
    low_days(ana, 2, 2, 2)
    assert 'value="low-days-tell"' in main_of(client.get("/today/"))
    for word in LowDaysReply:
        page = main_of(reply(client, f"low-days-{word}"))
        assert 'value="low-days-tell"' not in page


@pytest.mark.parametrize("is_hard", [True, False])
def test_words_for_three_low_days_are_picked_and_sent_in_three_taps(client_of, ana, now, is_hard):
    """The third low day is often a hard one, so the answer stands on that page too."""
    rosa = make_tie(ana, "Rosa", phone="601-555-0123")
    low_days(ana, 2, 2)
    client = client_of(ana)
    page = main_of(tap(client, mood="2", urge="0", contact="none" if is_hard else "good"))
    assert ('class="ways"' in page) is is_hard
    page = main_of(reply(client, "low-days-tell"))
    words = page.split('id="low-days"')[1]
    (line, *_) = re.findall(r'class="say say--quote">([^<]*)<', words)
    assert f'href="/people/{rosa.pk}/?for=hello"' in words
    ready = text(client.get(f"/people/{rosa.pk}/?for=hello")).split('class="rows"')[1]
    assert line in re.search(r"<li.*?</li>", ready, re.S)[0]
    assert "sms:6015550123" in ready


def test_the_offer_rests_for_a_week(client_of, ana):
    low_days(ana, 2, 2, 2)
    for days, is_offered in ((1, False), (6, False), (7, True)):
        day = TODAY + timedelta(days=days)
        for back in (2, 1, 0):
            with time_machine.travel(NOW + timedelta(days=days - back), tick=False):
                make_check_in(ana, day - timedelta(days=back), mood=2, talk="good")
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            page = main_of(client_of(ana).get("/today/"))
            assert ('value="low-days-tell"' in page) is is_offered, days


# Feeling far away


def far(client, **sent: str) -> str:
    assert client.post("/today/lately/", sent).status_code == 303
    return main_of(client.get("/today/lately/"))


def test_a_rest_asks_when_to_ask_again_and_offers_nothing_until_then(client_of, ana):
    make_tie(ana, "Rosa", phone="601-555-0123")
    client = client_of(ana)
    with time_machine.travel(NOW, tick=False):
        tap(client, **FINE)
        assert 'name="until"' in far(client, which="rest")
        far(client, until="three-days")
        assert 'action="/steps/"' not in main_of(client.get("/today/"))
    for days, is_offered in ((2, False), (3, True)):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            page = main_of(tap(client, mood="3", urge="1", contact="none"))
            assert ('action="/steps/"' in page) is is_offered, days


def test_a_hard_patch_ends_at_people_a_room_and_help(client_of, ana, now):
    make_tie(ana, "Rosa", phone="601-555-0123")
    client = client_of(ana)
    assert far(client, which="hard-patch").count('name="need"') == len(Need)
    page = far(client, need="lonely")
    assert 'href="tel:6015550123"' in page
    assert "?for=company" in page
    assert HELP in page
    assert replies_of(decision_of(ana), TODAY)[0].far_away is FarAway.HARD_PATCH


def test_rather_not_say_is_nothing_more_that_day(client_of, ana, now):
    make_tie(ana, "Rosa", phone="601-555-0123")
    client = client_of(ana)
    tap(client, mood="3", urge="1", contact="none")
    assert 'action="/steps/"' in main_of(client.get("/today/"))
    far(client, which="rather-not")
    assert 'action="/steps/"' not in main_of(client.get("/today/"))
    far(client, again="1")
    assert 'action="/steps/"' in main_of(client.get("/today/"))


# I used today


@pytest.mark.parametrize("is_told", [True, False])
def test_i_used_is_answered_with_safety_and_people_and_asks_nothing_else(
    client_of, ana, now, is_told
):
    make_tie(ana, "Rosa", phone="601-555-0123")
    client = client_of(ana)
    if is_told:
        tap(client, **FINE)
    page = main_of(reply(client, "used"))
    assert HELP in page
    assert 'href="tel:6015550123"' in page
    assert 'href="tel:911"' in page
    assert 'action="/steps/"' not in page
    assert 'name="mood"' not in page
    assert 'name="reply" value="used"' not in page
    back = main_of(reply(client, "not-used"))
    assert ('name="mood"' in back) is not is_told


def test_i_used_names_a_line_where_nobody_can_be_reached(client_of, ana, now):
    client = client_of(ana)
    assert 'href="tel:988"' in main_of(reply(client, "used"))
    rosa = make_tie(ana, "Rosa")  # no number: the words can be copied, and the line stays
    page = main_of(client.get("/today/"))
    assert f'href="/people/{rosa.pk}/?for=safe"' in page
    assert 'href="tel:988"' in page


def test_i_used_takes_nothing_away_and_the_next_day_opens_as_ever(client_of, ana):
    client = client_of(ana)
    with time_machine.travel(NOW, tick=False):
        tap(client, **FINE)
        before = talks_of(decision_of(ana), TODAY).total
        reply(client, "used")
        assert talks_of(decision_of(ana), TODAY).total == before
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert 'name="mood"' in main_of(client.get("/today/"))


def test_enter_on_an_answer_says_nothing_for_the_person(client_of, ana, now):
    """Browsers press the first button of a form: here it carries no answer."""
    form = main_of(client_of(ana).get("/today/")).split("<form")[1].split("</form>")[0]
    first = re.search(r"<button[^>]*>", form)[0]
    assert "name=" not in first
    sent = client_of(ana).post("/today/", {"key": str(uuid4()), "mood": "1", "urge": "9"})
    assert sent.status_code == 422
    assert re.search(r'name="mood" value="1"[^>]* checked', text(sent))
