"""Who a made-up person is, and the ordinary part of making one: account, circle, barriers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from porchlight.checkins.actions import name_barriers
from porchlight.circles.actions import Card, add_person
from porchlight.circles.models import Tie
from porchlight.demo.days import Life
from porchlight.demo.dice import dice_for
from porchlight.demo.notes import a_ready_line
from porchlight.demo.towns import BY_NAME, ZONE, DemoTown
from porchlight.domain.fit import Account
from porchlight.domain.noticing import Fits
from porchlight.domain.steps import Barrier, Near, Outcome, StepAnswer, StepKind
from porchlight.people.actions import NewAccount, join
from porchlight.people.made_at import as_if_made
from porchlight.people.models import Person

N_DAYS = 90
FIRST_NUMBER, LAST_NUMBER = 100, 199  # 555-0100 to 555-0199 are kept free for stories
AREA_CODES = {"MS": ("601", "662", "228"), "WI": ("608", "414", "920", "715")}


@dataclass(frozen=True)
class Someone:
    """Somebody in a circle. `since` is how many days ago they were added, None for from the start;
    `gone` is how many days ago they were taken out. A blank phone is made up when `has_phone`."""

    name: str
    near: Near = Near.MIDDLE
    phone: str = ""
    line: str = ""
    has_phone: bool = True
    is_offered: bool = True
    since: int | None = None
    gone: int | None = None


@dataclass(frozen=True)
class Try:
    """A step answered `back` days ago. `target` is a name in the circle, or a meeting's key."""

    back: int
    kind: StepKind
    target: str
    answer: StepAnswer = StepAnswer.TAKEN
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Character:
    """One made-up person in recovery. `story` says what they are there to show.

    `saved` are keys of meetings. Without `tries`, a few steps come about by chance. Whoever
    `writes_late` tells three days at once. `fits`: what they say when a notice asks.
    """

    name: str
    town: str
    story: str
    language: str = "en"
    country: str = "US"
    here_for: int = N_DAYS
    life: Life = field(default_factory=Life)
    circle: tuple[Someone, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    saved: tuple[str, ...] = ()
    tries: tuple[Try, ...] = ()
    writes_late: bool = False
    fits: Fits | None = None
    is_host: bool = False
    account: Account = Account.RECOVERY


@dataclass
class Player:
    """A character with an account: their rows, and the one stream of chance they live by."""

    character: Character
    person: Person
    dice: Random
    ties: dict[str, Tie] = field(default_factory=dict)

    @property
    def home(self) -> DemoTown:
        return BY_NAME[self.character.town]


def move_in(character: Character, now: datetime) -> Player:
    """Make the account as of the day they came, with the circle they came with."""
    came_at = now - timedelta(days=character.here_for)
    person = join(account_of(character), came_at)
    player = Player(character, person, dice_for(character.name))
    with as_if_made(came_at):
        for someone in character.circle:
            if someone.since is None:
                add_to_circle(player, someone, came_at)
    if character.barriers:
        name_barriers(person, character.barriers)
    return player


def account_of(character: Character) -> NewAccount:
    """No passphrase: a made-up account opens by its one-time link only."""
    return NewAccount(
        name=character.name,
        passphrase="",
        language=character.language,
        country=character.country,
        zone=ZONE,
        is_host=character.is_host,
        account=character.account,
    )


def add_to_circle(player: Player, someone: Someone, at: datetime) -> None:
    phone = someone.phone or (a_phone(player.home, player.dice) if someone.has_phone else "")
    card = Card(
        name=someone.name,
        near=someone.near,
        phone=phone,
        line=someone.line or a_ready_line(player.character.language, player.dice),
        is_offered=someone.is_offered,
    )
    today = at.astimezone(player.person.zoneinfo).date()
    player.ties[someone.name] = add_person(player.person, card, today)


def a_phone(town: DemoTown, dice: Random) -> str:
    area = dice.choice(AREA_CODES[town.state])
    return f"{area}-555-{dice.randint(FIRST_NUMBER, LAST_NUMBER):04d}"
