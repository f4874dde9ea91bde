"""In a hard moment: six situations a family meets, with calm words for each. Nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from porchlight.practices.lessons.lesson import ScreenLink, Words


@dataclass(frozen=True)
class HardMoment:
    """One situation: the first minute, what I can say, what can wait, and who helps me.

    The words may hold %(emergency)s and %(crisis)s, the numbers of the reader's country.
    """

    key: str
    title: Words
    first_minute: tuple[Words, ...]
    can_say: tuple[Words, ...]
    can_wait: tuple[Words, ...]
    helps_me: tuple[Words, ...]
    link: ScreenLink

    def worded(self, put_into: Callable[[Words], str]) -> HardMoment:
        """The same with the numbers put into its words."""
        return replace(
            self,
            first_minute=tuple(map(put_into, self.first_minute)),
            can_say=tuple(map(put_into, self.can_say)),
            can_wait=tuple(map(put_into, self.can_wait)),
            helps_me=tuple(map(put_into, self.helps_me)),
        )


HARD_MOMENTS: tuple[HardMoment, ...] = (
    HardMoment(
        key="told-me",
        title=_("They tell me they used"),
        first_minute=(
            _("One slow breath out."),
            _("“Are you safe right now? Is anyone hurt?”"),
            _(
                "After a break, the same amount can be too much. Tonight it is safer not to be "
                "alone."
            ),
        ),
        can_say=(
            _("“Thank you for telling me.”"),
            _("“I’m glad you’re here.”"),
            _("“I can sit with you. The talk can be tomorrow.”"),
        ),
        can_wait=(
            _("How much, why, and what it means."),
            _("Money, rules and promises."),
            _("Who else hears of it. That is theirs to tell."),
        ),
        helps_me=(
            _("One person of my own, tonight."),
            _("A family group this week."),
            _("The six-step card, open beside me."),
        ),
        link=ScreenLink.SIX_STEPS,
    ),
    HardMoment(
        key="think-so",
        title=_("I think so, and nothing was said"),
        first_minute=(
            _("Awake? Breathing well? Not about to drive?"),
            _("If it is about driving: I offer to drive, and the children stay with me."),
            _("I could be wrong. Tired, ill or sad can look the same."),
        ),
        can_say=(
            _("“You seem far away tonight. I’m worried. Want some company?”"),
            _("“I’m not after a report. I’d like you to be safe.”"),
            _("“Let’s talk tomorrow, when we have slept.”"),
        ),
        can_wait=(
            _("Going through a drawer, a bag or a phone."),
            _("The long talk. It wants a calm hour."),
            _("Calling around to ask others."),
        ),
        helps_me=(
            _("Someone who can hear it and keep it."),
            _("The limit I wrote down on a calm day."),
            _("The Help page, if it stops feeling safe."),
        ),
        link=ScreenLink.HELP,
    ),
    HardMoment(
        key="wont-wake",
        title=_("Someone won’t wake up"),
        first_minute=(
            _("Call %(emergency)s now. “Won’t wake up, not breathing well.”"),
            _("Naloxone, if there is some."),
            _("Open the six-step card, do what the call says, and stay."),
        ),
        can_say=(
            _("To the call: where we are, what I see, and what was taken, if I know."),
            _("To the person, out loud: “I’m here. Help is on the way.”"),
        ),
        can_wait=(
            _("All questions of why."),
            _("Tidying up."),
            _("Who to blame."),
        ),
        helps_me=(
            _("The voice on the call. It says what comes next."),
            _("A neighbor to open the door and wait with me."),
            _("Days later: somebody to talk it over with. This would shake anyone."),
        ),
        link=ScreenLink.SIX_STEPS,
    ),
    HardMoment(
        key="afraid",
        title=_("Voices are raised, or I am afraid"),
        first_minute=(
            _("In danger: I call %(emergency)s."),
            _("I go where there is a way out, with the children and a phone."),
            _("A room with an outside door is better than the kitchen."),
        ),
        can_say=(
            _("As little as I can. “I’m stepping out. We’ll talk another day.”"),
            _("Nothing at all, if that is safer."),
        ),
        can_wait=(
            _("Being right."),
            _("The limit I wanted to set."),
            _("Packing and papers, unless leaving was already planned."),
        ),
        helps_me=(
            _("People who know about this. The button below leads to them."),
            _("A neighbor who knows one word that means “call for me”."),
            _("A word of care: the history of this browser shows that I was here."),
        ),
        link=ScreenLink.SAFE_HOME,
    ),
    HardMoment(
        key="no-word",
        title=_("No word tonight"),
        first_minute=(
            _("Quiet has many reasons. I can’t know which one."),
            _("One message. Then the phone goes face down."),
            _(
                "A real sign of danger, such as a call for help or words about dying: I call "
                "%(emergency)s."
            ),
        ),
        can_say=(
            _("“Thinking of you tonight. No reply needed.”"),
            _("“If you want me to come and get you, call. I won’t ask a thing tonight.”"),
        ),
        can_wait=(
            _("The tenth call."),
            _("Driving around to look."),
            _("How scared I was. That can be told in daylight."),
        ),
        helps_me=(
            _("A friend who stays on the phone with me for a while."),
            _("Something warm, then bed, with the ringer on."),
            _("A family group or line."),
        ),
        link=ScreenLink.GROUPS,
    ),
    HardMoment(
        key="not-live",
        title=_("They say they do not want to live"),
        first_minute=(
            _("I stay. I ask it plainly: “Are you thinking of ending your life?”"),
            _("If there is a plan, or something was taken: I call %(emergency)s. I don’t leave."),
            _("I move medicines, guns and keys out of reach, if that is safe for me."),
        ),
        can_say=(
            _("“I’m glad you told me. I’m staying.”"),
            _("“Let’s call %(crisis)s together. I can talk first.”"),
            _("“You are not by yourself with this.”"),
        ),
        can_wait=(
            _("Reasons and arguments."),
            _("A promise to keep it secret."),
            _("“It will all be fine.”"),
        ),
        helps_me=(
            _("Family can call %(crisis)s as well."),
            _("The plan for hard nights, if it was handed to me."),
            _("Someone of my own, after."),
        ),
        link=ScreenLink.HELP,
    ),
)
