"""In a hard moment: six situations a friend or a sponsor meets, with calm words for each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from porchlight.practices.lessons.hard_moments import HardMoment
from porchlight.practices.lessons.lesson import ScreenLink

FRIENDS_MOMENTS: tuple[HardMoment, ...] = (
    HardMoment(
        key="wants-to",
        title=_("A call: “I want to use”"),
        first_minute=(
            _("“Are you safe? Where are you? Who is with you?”"),
            _("I listen for two minutes before I say a thing."),
            _(
                "If something was taken and the breath or the waking is off: %(emergency)s, then "
                "the card."
            ),
        ),
        can_say=(
            _("“I’m glad you called.”"),
            _("“What would get you through the next half hour?”"),
            _("“I can stay on the line. Or I’ll see you at the door at seven.”"),
        ),
        can_wait=(
            _("Advice about the whole of life."),
            _("My own story, unless I’m asked."),
            _("Why it came today."),
        ),
        helps_me=(
            _("The next person in the circle, when my hour is up."),
            _("My own sponsor or peer."),
            _("A clear end: “I’m good until ten.”"),
        ),
        link=ScreenLink.HELP,
    ),
    HardMoment(
        key="used-note",
        title=_("A message: “I used”"),
        first_minute=(
            _("A call is better than typing, if we are both okay with it."),
            _("“Is someone with you? Is there naloxone near?”"),
            _("Hard to keep awake, or breathing oddly: %(emergency)s, then the card."),
        ),
        can_say=(
            _("“Thank you for telling me. I’m with you tonight.”"),
            _("“Your earlier days still count.”"),
            _("“Who could be in the room with you?”"),
        ),
        can_wait=(
            _("Dates and counts."),
            _("What to tell the group."),
            _("Telling others. It is theirs to tell."),
        ),
        helps_me=(
            _("A second person, so that it is not only me."),
            _("A call of my own tomorrow."),
            _("A nurse or a help line for health questions."),
        ),
        link=ScreenLink.SIX_STEPS,
    ),
    HardMoment(
        key="no-pickup",
        title=_("They asked for me, and now nobody picks up"),
        first_minute=(
            _("One more try. Then one line."),
            _("Then I leave it for a while. They can still reach me."),
            _("If what I heard sounds like danger, and I know where: %(emergency)s."),
        ),
        can_say=(_("“I called. I’m up until ten. Ring me, or take the next name.”"),),
        can_wait=(
            _("Twenty calls in a row."),
            _("Going over there alone at night."),
            _("Feeling hurt about it."),
        ),
        helps_me=(
            _("The others in the circle. I am not the only one."),
            _("My own person, if it keeps me awake."),
        ),
        link=ScreenLink.HELP,
    ),
    HardMoment(
        key="leaving-care",
        title=_("They want to leave a program early"),
        first_minute=(
            _("I listen for what hurts today: sleep, pain, a fight, home."),
            _("“Would you talk with a nurse before you go?”"),
            _(
                "If they go: after a break, the same amount can be too much. Company and naloxone"
                " tonight."
            ),
        ),
        can_say=(
            _("“You decide. I’d like to hear what it is like.”"),
            _("“What would make one more night okay?”"),
            _("“If you go, who could you be with tonight?”"),
        ),
        can_wait=(
            _("A talk about odds."),
            _("Being the judge."),
            _("What the others will say."),
        ),
        helps_me=(
            _("Staff they trust."),
            _("A peer who has stayed, or left and gone back."),
            _("My own person, after."),
        ),
        link=ScreenLink.SIX_STEPS,
    ),
    HardMoment(
        key="long-quiet",
        title=_("Weeks of quiet"),
        first_minute=(
            _("Quiet by itself is not a sign of anything."),
            _("One line with no question in it."),
            _("Then room: a week or more before the next."),
        ),
        can_say=(
            _("“No story owed. I thought of you at the game.”"),
            _("“Thursdays I’m in the back row. There’s a chair.”"),
            _("“If you want more quiet, that’s fine with me.”"),
        ),
        can_wait=(
            _("Asking others about them."),
            _("Guessing why."),
            _("Closing the door."),
        ),
        helps_me=(
            _("Somebody of my own to say it to."),
            _("Saying hello to one new person this week."),
            _("My own group."),
        ),
        link=ScreenLink.MEET,
    ),
    HardMoment(
        key="too-much",
        title=_("It is more than I can hold tonight"),
        first_minute=(
            _("Danger to life: %(emergency)s first."),
            _("I say it in one true line."),
            _("I hand it on: a name, or a number that answers."),
        ),
        can_say=(
            _("“I can’t be the one tonight. Let’s find who can.”"),
            _("“I care about you. I can talk on Saturday at ten.”"),
            _("“Help has numbers that are open now.”"),
        ),
        can_wait=(
            _("Long reasons."),
            _("Guilt."),
            _("All that I might have said."),
        ),
        helps_me=(
            _("Saying no for tonight. That is allowed."),
            _("My own sponsor, peer or coach."),
            _("A meeting for me, then sleep."),
        ),
        link=ScreenLink.HELP,
    ),
)
