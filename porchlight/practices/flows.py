"""The guided practices "for right now": data, not code. A page shows one step at a time.

Nothing tapped in them is kept, and each one ends at a person. Bounds: at most 8 steps and 6
minutes. Sources and their honest strength are in `evidence_note`: small effects at best, so the
pages promise little.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_STEPS = 8
MOST_MINUTES = 6

Words = str | Promise


class ScreenKind(StrEnum):
    SAY = "say"
    PICK_ONE = "pick_one"
    TIMER = "timer"
    CONTACT_OFFER = "contact_offer"


class Tide(StrEnum):
    """Where on the wave a step is, as its picture shows it."""

    START = "start"
    RISING = "rising"
    HIGH = "high"
    TOP = "top"
    FALLING = "falling"

    @property
    def words(self) -> Words:
        """What the picture shows."""
        return _TIDE_WORDS[self]


_TIDE_WORDS: dict[Tide, Words] = {
    Tide.START: _("A wave is coming."),
    Tide.RISING: _("The wave is rising."),
    Tide.HIGH: _("The wave is near its top."),
    Tide.TOP: _("This is the top of the wave."),
    Tide.FALLING: _("The wave is going down."),
}


@dataclass(frozen=True)
class Option:
    """One thing to tap, and the step it leads to."""

    label: Words
    to: str


@dataclass(frozen=True)
class Screen:
    """One screen. `next` is the key of the step that follows, when it is not the one below;
    `tide` is its place on the wave, in the practice that has one."""

    key: str
    title: Words
    kind: ScreenKind = ScreenKind.SAY
    say: tuple[Words, ...] = ()
    options: tuple[Option, ...] = ()
    seconds: int = 0
    next: str = ""
    tide: Tide | None = None


@dataclass(frozen=True)
class Flow:
    """A practice. `care` is what to know before it: when to stop, and when to get help instead."""

    slug: str
    version: int
    icon: str
    title: Words
    promise: Words
    minutes: int
    evidence_note: str
    care: tuple[Words, ...]
    steps: tuple[Screen, ...]

    @property
    def has_wave(self) -> bool:
        return any(step.tide for step in self.steps)

    def after(self, step: Screen) -> str:
        """The key of the step that follows; "" after the last."""
        if step.next:
            return step.next
        place = self.steps.index(step) + 1
        return self.steps[place].key if place < len(self.steps) else ""

    def before(self, step: Screen) -> str:
        """The key of the step to go back to; "" at the first.

        Where several steps lead here, back is the choice that parted them.
        """
        earlier = self.steps[: self.steps.index(step)]
        leads = [screen for screen in earlier if self._leads(screen, step)]
        if len(leads) > 1:
            leads = [screen for screen in earlier if screen.kind is ScreenKind.PICK_ONE]
        return leads[0].key if leads else ""

    def _leads(self, screen: Screen, other: Screen) -> bool:
        if screen.options:
            return other.key in {option.to for option in screen.options}
        return self.after(screen) == other.key


EYES_OPEN = _("Keep your eyes open if that feels better.")

# Every practice ends here.
SAY_HELLO = Screen(
    key="person",
    kind=ScreenKind.CONTACT_OFFER,
    title=_("Want to say hello to someone?"),
    say=(_("A short hello is enough."),),
)

WAVE = Flow(
    slug="wave",
    version=1,
    icon="wave",
    title=_("Ride out an urge"),
    promise=_("Stay with it while it rises and falls."),
    minutes=5,
    evidence_note="Urge surfing: 9 trials, n = 901, small effect on craving, none proven on use.",
    care=(
        _("Stopped alcohol or pills, and now shaking, sweating, a seizure, or seeing things?"),
        _("That needs a doctor now, not this page. Open Help."),
    ),
    steps=(
        Screen(
            key="how-strong",
            tide=Tide.START,
            title=_("How strong is the urge?"),
            say=(
                _("Pick a number from 0 to 10. Keep it in your head."),
                _("Nothing here is saved."),
            ),
        ),
        Screen(
            key="where",
            tide=Tide.RISING,
            title=_("Where in your body is it?"),
            say=(
                _("Chest, belly, throat, hands, jaw. Or all over."),
                _("Put a hand there if you like."),
                EYES_OPEN,
            ),
        ),
        Screen(
            key="what",
            tide=Tide.HIGH,
            title=_("What is it like?"),
            say=(
                _("Tight, hot, heavy, restless, hollow. Name it in one word."),
                _("You can feel it and not do what it says."),
            ),
        ),
        Screen(
            key="wave",
            tide=Tide.TOP,
            kind=ScreenKind.TIMER,
            title=_("Let it rise. Let it fall."),
            seconds=180,
            say=(
                _("Stay about three minutes. Breathe out a little longer than you breathe in."),
                _("An urge comes like a wave. Let it come, and let it go."),
                _("Old memories coming up? Stop here and look for five things around you."),
            ),
        ),
        Screen(
            key="now",
            tide=Tide.FALLING,
            kind=ScreenKind.PICK_ONE,
            title=_("Where is it now?"),
            say=(_("Think of your number again."),),
            options=(
                Option(_("Lower"), "moved"),
                Option(_("About the same"), "still"),
                Option(_("Higher"), "still"),
            ),
        ),
        Screen(
            key="moved",
            tide=Tide.FALLING,
            title=_("It moved."),
            say=(_("You stayed, and it passed on a little. That can happen again."),),
            next="person",
        ),
        Screen(
            key="still",
            tide=Tide.TOP,
            kind=ScreenKind.PICK_ONE,
            title=_("It is still here."),
            say=(
                _("That happens. It is not a fault of yours."),
                _("At 8 or more, a person helps more than a page."),
            ),
            options=(
                Option(_("Reach a person"), "person"),
                Option(_("One more round"), "wave"),
            ),
        ),
        SAY_HELLO,
    ),
)

BREATHE = Flow(
    slug="breathe",
    version=1,
    icon="breath",
    title=_("Breathe"),
    promise=_("A long breath out, at your own pace."),
    minutes=5,
    evidence_note="Five minutes a day for 28 days, n = 114 healthy people: small lift in mood.",
    care=(
        _("Stop if you feel dizzy."),
        _("Lung trouble, or a baby on the way? Breathe your own way and do not hold your breath."),
    ),
    steps=(
        Screen(
            key="settle",
            title=_("Get comfortable"),
            say=(
                _("Sit, stand or lie down. Let your shoulders drop."),
                EYES_OPEN,
            ),
        ),
        Screen(
            key="how-long",
            kind=ScreenKind.PICK_ONE,
            title=_("How long?"),
            say=(_("You can stop at any time."),),
            options=(
                Option(_("1 minute"), "one"),
                Option(_("3 minutes"), "three"),
                Option(_("5 minutes"), "five"),
            ),
        ),
        *(
            Screen(
                key=key,
                kind=ScreenKind.TIMER,
                title=_("In. And a long, slow out."),
                seconds=seconds,
                next="after",
                say=(
                    _("Breathe in through your nose, as deep as feels good."),
                    _("Breathe out slowly, longer than in. As if through a straw."),
                    _("Your pace is the right pace. Stop if you feel dizzy."),
                ),
            )
            for key, seconds in (("one", 60), ("three", 180), ("five", 300))
        ),
        Screen(
            key="after",
            title=_("How is your breath now?"),
            say=(_("Notice it for a moment. Let it be as it is."),),
        ),
        SAY_HELLO,
    ),
)

FIVE_THINGS = Flow(
    slug="five-things",
    version=1,
    icon="eye",
    title=_("Five things around you"),
    promise=_("Come back to the room you are in."),
    minutes=3,
    evidence_note="Practice wisdom; no trial of its own found.",
    care=(_("Keep your eyes open. Skip any sense that does not feel good."),),
    steps=(
        Screen(
            key="see",
            title=_("Five things you see"),
            say=(_("Look around slowly. Name five things. A door, a cup, a crack in the wall."),),
        ),
        Screen(
            key="touch",
            title=_("Four things you can touch"),
            say=(_("Your sleeve. The chair. Press your feet into the floor."),),
        ),
        Screen(
            key="hear",
            title=_("Three things you hear"),
            say=(_("Near or far. A car, a fridge, your own breath."),),
        ),
        Screen(
            key="smell",
            title=_("Two things you smell"),
            say=(_("Soap on your hands, the air in the room. Or two smells you like."),),
        ),
        Screen(
            key="good",
            title=_("One kind thing"),
            say=(
                _("Say it to yourself, as you would to a friend."),
                _("“I am here. This is hard, and it will pass.”"),
            ),
        ),
        SAY_HELLO,
    ),
)

HALT = Flow(
    slug="what-now",
    version=1,
    icon="clock",
    title=_("Hungry, angry, lonely, tired?"),
    promise=_("Find what is under it, and do one thing."),
    minutes=1,
    evidence_note="Practice wisdom; no trial of its own found.",
    care=(),
    steps=(
        Screen(
            key="which",
            kind=ScreenKind.PICK_ONE,
            title=_("What is closest right now?"),
            say=(_("Pick one. Nothing here is saved."),),
            options=(
                Option(_("Hungry"), "hungry"),
                Option(_("Angry"), "angry"),
                Option(_("Lonely"), "person"),
                Option(_("Tired"), "tired"),
                Option(_("Bored"), "bored"),
                Option(_("In pain"), "pain"),
            ),
        ),
        Screen(
            key="hungry",
            title=_("Eat something now"),
            say=(_("Anything will do. Bread, fruit, soup. Drink some water too."),),
            next="person",
        ),
        Screen(
            key="angry",
            title=_("Write it, and keep it"),
            say=(
                _("Put all of it on paper or in a note. Do not send it today."),
                _("Then walk once around the block, or push hard against a wall."),
            ),
            next="person",
        ),
        Screen(
            key="tired",
            title=_("Lie down for 20 minutes"),
            say=(_("Set an alarm. Lights low, phone away. Rest counts, even with no sleep."),),
            next="person",
        ),
        Screen(
            key="bored",
            title=_("Five minutes of anything"),
            say=(_("Make tea. Wash three plates. Step outside and back."),),
            next="person",
        ),
        Screen(
            key="pain",
            title=_("Be gentle with it"),
            say=(
                _("Pain you know: warmth, cold, rest, or your medicine the way it was planned."),
                _("New or very strong pain, or pain in the chest: get medical help now."),
            ),
            next="person",
        ),
        SAY_HELLO,
    ),
)

FLOWS: dict[str, Flow] = {flow.slug: flow for flow in (WAVE, BREATHE, FIVE_THINGS, HALT)}
