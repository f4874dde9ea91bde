"""After a hard day: safety first, first words, and what can wait."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from porchlight.practices.lessons.lesson import Exercise, Lesson, LessonScreen, PickList, ScreenLink

HARD_DAY = Lesson(
    slug="hard-day",
    icon="moon",
    title=_("After a hard day"),
    promise=_("What to say, what to leave"),
    has_gate=True,
    evidence_note=(
        "O’Farrell 1998, n = 86: high-criticism spouse: more and faster return to use "
        "(association only); The wording and the order of this lesson: common practice, no trial "
        "found; Figures on leaving care: month after leaving non-medication treatment about 5 "
        "times the overdose death risk (observational); The card of six steps: lower tolerance "
        "after a break; naloxone (medical sign-off open)."
    ),
    screens=(
        LessonScreen(
            title=_("Safe first"),
            say=_(
                "Is anyone in danger? If someone won’t wake up, or the breath is slow or odd, call"
                " %(emergency)s now. Then open “If someone won’t wake up”. All the rest can wait."
            ),
            link=ScreenLink.SIX_STEPS,
        ),
        LessonScreen(
            title=_("The body may handle less"),
            say=_(
                "After a break, the same amount can be too much. It is safer not to be alone, and "
                "to keep naloxone near. You can say so in one calm line."
            ),
        ),
        LessonScreen(
            title=_("Your first words"),
            say=_(
                "Breathe out before you talk. You can say, “Thank you for telling me”, and then "
                "stop. If you ask something, ask one thing: “Are you safe?”"
            ),
        ),
        LessonScreen(
            title=_("What can wait"),
            say=_(
                "Why, how much, and what now can wait for tomorrow. So can the bill and the "
                "spoiled plan. Few people think well at midnight. Sleep first, if it is safe."
            ),
            link=ScreenLink.HARD_MOMENT,
        ),
        LessonScreen(
            title=_("It does not erase"),
            say=_(
                "The weeks before still count. So do the people met and the things learned. Some "
                "people use again and go on from there. One hard day is one hard day."
            ),
        ),
        LessonScreen(
            title=_("And you"),
            say=_(
                "This can shake you. Call someone of your own tonight. Eat a little. You can be "
                "kind and still keep your limits."
            ),
        ),
    ),
    exercise=Exercise(
        prompt=_("Choose your first line, and what you will leave for tomorrow."),
        lists=(
            PickList(
                key="first",
                legend=_("My first line"),
                options=(
                    _("Thank you for telling me."),
                    _("I’m glad you’re here."),
                    _("Are you safe right now?"),
                    _("I can sit with you. We can be quiet."),
                ),
            ),
            PickList(
                key="leave",
                legend=_("For tomorrow"),
                options=(
                    _("The why"),
                    _("The money"),
                    _("Telling the family"),
                    _("The promise"),
                    _("The rules of the house"),
                    _("The big talk"),
                ),
            ),
        ),
        after=_("There are more such lines under “In a hard moment”."),
    ),
    do_today=_(
        "Open the six-step card once, while all is calm. Find out where naloxone is sold or given "
        "near you."
    ),
    send_today=_("I’m glad you told me. Let’s keep you safe tonight. The rest can wait."),
    known=_(
        "In a study of 86 people, harsh words from a partner went with a return to use, and "
        "sooner. They go together. That does not show the cause. We found no trial of calm first "
        "words. In the month after leaving care without medicine, the risk of dying from an "
        "overdose was about five times as high."
    ),
    sources=("O’Farrell 1998",),
)
