"""Made-up people who came into each other's circle: by an invitation, a yes and four digits, as
anybody does; and what they wrote, showed and promised since. Nobody's real words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from porchlight.circles.access import own
from porchlight.circles.actions import end_tie, remove_person
from porchlight.circles.invitations.actions import accept, confirm, invite
from porchlight.circles.invitations.links import digits_now
from porchlight.circles.models import Tie
from porchlight.demo.living import evening_of
from porchlight.demo.people import Player
from porchlight.domain.circle.agreements import AgreementKind, Promise
from porchlight.domain.circle.invitations import Role
from porchlight.domain.circle.sharing import SharedKind
from porchlight.domain.light import Askable, LightHours, ends_offered
from porchlight.people.made_at import as_if_made
from porchlight.people.models import Person
from porchlight.reach.lights.actions import add_hours, put_on, set_limits
from porchlight.reach.lights.queries import own_light
from porchlight.sharing.actions import add_milestone, hand_over, turn_on
from porchlight.together.actions import send_note
from porchlight.together.agreements.actions import put_to


@dataclass(frozen=True)
class Wrote:
    """A note, so many days ago."""

    back: int
    by: str
    words: str


@dataclass(frozen=True)
class Two:
    """Who invited whom, and what came of it. `card` is the name on the inviter's card where it is
    not the other's own; `left_by` is who of them let go since, which the other cannot see."""

    inviter: str
    other: str
    role: Role
    card: str = ""
    notes: tuple[Wrote, ...] = ()
    left_by: str = ""


TWOS = (
    Two("Ana", "Rosa", Role.FAMILY, notes=(
        Wrote(12, "Rosa", "Hija, hoy pasé por la panadería y olía a ti. Solo eso."),
        Wrote(11, "Ana", "Qué bonito. El domingo te llevo pan dulce."),
        Wrote(5, "Rosa", "Aquí hay caldo cuando quieras. No hace falta que avises."),
    )),
    Two("Ana", "Ben", Role.SPONSOR, notes=(
        Wrote(13, "Ben", "The second month is the long one. You are in it, and you are here."),
        Wrote(13, "Ana", "Good to know it has a name."),
        Wrote(3, "Ben", "Porch, Thursday, the usual chairs? Fine if not."),
    )),
    Two("Keisha", "Shawna", Role.FAMILY, notes=(
        Wrote(49, "Shawna", "The baby says hi. Cards again on Friday?"),
        Wrote(49, "Keisha", "Friday. I deal."),
    )),
    Two("Marisela", "Chela", Role.FAMILY, notes=(
        Wrote(8, "Chela", "El jueves salgo a las cinco. Si quieres, te llevo."),
    )),
    # She let go, and the other's page says nothing of it.
    Two("Otis", "Celestine", Role.PARTNER, left_by="Otis", notes=(
        Wrote(31, "Celestine", "Where were you? Send me a picture of where you are."),
        Wrote(2, "Celestine", "You always answered before."),
    )),
    # The father left the circle himself.
    Two("Travis", "Faron", Role.FAMILY, card="Dad", left_by="Faron"),
)  # fmt: skip


def _give_and_agree(players: Mapping[str, Player], now: datetime) -> None:
    """What Ana lets Rosa and Ben see and hands over, and what she and Ben promise each other."""
    if not {"Ana", "Rosa", "Ben"} <= set(players):
        return
    ana, rosa, ben = (players[name].person for name in ("Ana", "Rosa", "Ben"))
    turn_on(ana, rosa.pk, SharedKind.MEETINGS, now, with_before=True)
    hand_over(ana, rosa.pk, "Mamá, hoy hice pan yo sola. Te guardé dos.", now)
    for kind in (SharedKind.CHECKED_IN, SharedKind.DAY):
        turn_on(ana, ben.pk, kind, now, with_before=True)
    add_milestone(ana, "Cooked for the whole house.", _today(ana, now) - timedelta(days=3))
    for maker, other, back, what in (
        (ana, ben, 2, "Call Ben before the Friday meeting"),
        (ben, ana, 1, "Bring back the blue pan"),
    ):
        at = now - timedelta(days=back)
        promise = Promise(what, _today(maker, now) + timedelta(days=3 - back))
        with as_if_made(at):
            tie = _tie_to(maker, other.pk)
            put_to(maker, tie, AgreementKind.PROMISE, promise.told(), promise.over_on)


def _leave_lights_on(players: Mapping[str, Player], now: datetime) -> None:
    """Ben's light is on each evening, and now; Rosa may be asked by day."""
    evenings = [LightHours(weekday, *LIGHT_HOURS) for weekday in range(7)]
    if "Ben" in players:
        ben = players["Ben"].person
        add_hours(ben, evenings, now)
        put_on(ben, ends_offered(now, ben.zone)[0], now)
    if "Rosa" in players:
        rosa = players["Rosa"].person
        shown_to = own_light(rosa, own(rosa, now)).shown_to
        set_limits(rosa, 1, Askable.BY_DAY, shown_to, now)


def come_together(players: Mapping[str, Player], now: datetime) -> None:
    """Tie those of `TWOS` who are both here, by name; then write their notes, the oldest first."""
    for two in TWOS:
        if two.inviter in players and two.other in players:
            _tie(two, players[two.inviter], players[two.other], now)
    _give_and_agree(players, now)
    _leave_lights_on(players, now)


def _tie(two: Two, inviter: Player, other: Player, now: datetime) -> None:
    card = inviter.ties[two.card or two.other]
    invitation = invite(inviter.person, card, two.inviter, two.role, now)
    accept(invitation.pk, other.person, now)
    invitation.refresh_from_db()
    earlier = other.ties.pop(two.inviter, None)  # the card they had before gives way to the tie
    if earlier is not None:
        remove_person(earlier, other.person, now)
    digits = digits_now(invitation.pk, invitation.facts, now)
    confirm(invitation, digits, own(inviter.person, now), now)
    players = {two.inviter: inviter, two.other: other}
    left = two.left_by
    before = [note for note in two.notes if not left or note.by == left or note.back > LEFT_BACK]
    _write(before, players, now)
    if left:
        leaver = players[left].person
        (stayed,) = (player.person for name, player in players.items() if name != left)
        end_tie(_tie_to(leaver, stayed.pk), leaver, now - timedelta(days=LEFT_BACK))
    _write([note for note in two.notes if note not in before], players, now)


LIGHT_HOURS = (time(18), time(22))
# How many days ago whoever let go did so.
LEFT_BACK = 20


def _write(notes: list[Wrote], players: Mapping[str, Player], now: datetime) -> None:
    for note in notes:
        author = players[note.by]
        (reader,) = (player.person for name, player in players.items() if name != note.by)
        day = _today(author.person, now) - timedelta(days=note.back)
        at = evening_of(author, day)
        with as_if_made(at):
            send_note(author.person, _tie_to(author.person, reader.pk), note.words, at)


def _tie_to(person: Person, account_id: UUID) -> Tie:
    return Tie.objects.get(person=person, account=account_id)


def _today(person: Person, now: datetime) -> date:
    return now.astimezone(person.zoneinfo).date()
