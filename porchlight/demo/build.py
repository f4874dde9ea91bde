"""The made-up community, built through the same actions that the site's own pages use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from porchlight.demo.care import import_care
from porchlight.demo.cast import BESIDE_THEM, CAST, CLEO, IN_RECOVERY
from porchlight.demo.circle import come_together
from porchlight.demo.living import live
from porchlight.demo.meetings import import_meetings
from porchlight.demo.others import FAMILY, WORKERS
from porchlight.demo.people import Character, Player, move_in
from porchlight.demo.stories import ERASED, IN_MISSISSIPPI, IN_WISCONSIN
from porchlight.demo.tries import Meetings
from porchlight.directory.models import Correction, Saved
from porchlight.directory.moderation.actions import suggest_correction
from porchlight.domain.refused import Refused
from porchlight.people.actions import erase, found_community, make_link
from porchlight.people.keystore.router import KEYSTORE
from porchlight.people.models import Community, OneTimeLink, Person
from porchlight.people.signing_in import name_index

COMMUNITY_NAME = "Lantern Street"
FOUNDED_BEFORE = timedelta(days=95)
WRONG_TIME = "magnolia-room-0"
LEFT_BEFORE = timedelta(days=40)
EVERYBODY_IN_RECOVERY = (*IN_RECOVERY, *IN_MISSISSIPPI, *IN_WISCONSIN)
EVERYBODY_BESIDE_THEM = (*BESIDE_THEM, *FAMILY, *WORKERS)


class CommunityIsThere(Refused):
    """There is a community in this data folder already; the demo never mixes with one."""

    code = "community-is-there"


class NotADemo(Refused):
    """The community is a real one: nobody gets a link into somebody's account."""

    code = "not-a-demo"


def build_demo(
    now: datetime,
    in_recovery: Iterable[Character] = EVERYBODY_IN_RECOVERY,
    beside_them: Iterable[Character] = EVERYBODY_BESIDE_THEM,
) -> None:
    """Build the community with its 90 days up to yesterday: all of it, or nothing.

    The same `now` (aware) gives the same contents under other ids. Raises CommunityIsThere.
    """
    # The keystore commits first: a key without a person is harmless, the other way is not.
    with transaction.atomic(), transaction.atomic(using=KEYSTORE):
        if Community.objects.exists():
            raise CommunityIsThere
        found_community(
            COMMUNITY_NAME,
            is_demo=True,
            at=now - FOUNDED_BEFORE,
            country="US",
            zone="America/Chicago",
        )
        import_meetings(now)
        import_care(now)
        meetings = Meetings()
        players = {
            character.name: _give_days(character, meetings, now) for character in in_recovery
        }
        for character in beside_them:
            players[character.name] = move_in(character, now)
            _keep_meetings(players[character.name], meetings, now)
        come_together(players, now)
        _tell_of_a_wrong_time(now)
        _erase_one(now)


def cast_links(now: datetime) -> list[tuple[str, str, str]]:
    """(name, who they are, the secret part of a fresh link that works once) for each of the cast.

    Somebody who was erased since is left out. Raises NotADemo in a real community.
    """
    if not Community.objects.filter(is_demo=True).exists():
        raise NotADemo
    links = []
    for character, who in CAST:
        person = _account_of(character)
        if person is not None:
            link = make_link(OneTimeLink.Kind.TRY_DEMO, person, now)
            links.append((character.name, who, link))
    return links


def _give_days(character: Character, meetings: Meetings, now: datetime) -> Player:
    player = move_in(character, now)
    _keep_meetings(player, meetings, now)
    live(player, meetings, now)
    return player


def _keep_meetings(player: Player, meetings: Meetings, now: datetime) -> None:
    came_at = now - timedelta(days=player.character.here_for)
    player.person.home_place = f"{player.home.name}, {player.home.state}"
    player.person.save(update_fields=["home_place"])
    for key in player.character.saved:
        service = meetings.named(key)
        Saved.objects.create(
            person=player.person, service=service, saved_at=came_at, made_at=came_at
        )


def _tell_of_a_wrong_time(now: datetime) -> None:
    """Somebody says what is not right about a meeting, so that the host's queue has one."""
    writer = _account_of(CLEO)
    if writer is not None:
        meeting = Meetings().named(WRONG_TIME)
        words = "The door was shut at seven. A note on it says half past."
        suggest_correction(writer, meeting, Correction.About.TIME, words, now - timedelta(hours=5))


def _erase_one(now: datetime) -> None:
    """Somebody came, wrote for a month and left; erasing takes every day along."""
    left_at = now - LEFT_BEFORE
    player = move_in(ERASED, left_at)
    live(player, Meetings(), left_at)
    erase(player.person)


def _account_of(character: Character) -> Person | None:
    """The earliest account of that name: a visitor may have joined under the same one."""
    namesakes = Person.objects.filter(name_index=name_index(character.name))
    return namesakes.order_by("joined_on").first()
