"""Noticing: thanks for an act, soon and short."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from porchlight.practices.lessons.lesson import Exercise, Lesson, LessonScreen, PickList

NOTICING = Lesson(
    slug="noticing",
    icon="eye",
    title=_("Noticing"),
    promise=_("Thank the small thing, soon"),
    evidence_note=(
        "O’Farrell 1998, n = 86: high-criticism spouse: more and faster return to use "
        "(association only); second study of family tone, n = 100: few critical comments and "
        "warmth: less return to use (association only); Lash 2013 and earlier trials of contract "
        "+ prompt + social reward: early trials: attendance 69 against 49 %; multisite n = 183: "
        "48 against 49 % at 12 months (mixed; the largest trial is null); Liu 2022, 13 "
        "experiments, over 5,900 people: senders underrate how much an unprompted hello is "
        "appreciated (good, for appreciation only; nothing on recovery is claimed)."
    ),
    screens=(
        LessonScreen(
            title=_("Worry looks for bad signs"),
            say=_(
                "That is what worry does. Good signs then go by without a word. This week, look "
                "for one good thing a day. One is enough."
            ),
        ),
        LessonScreen(
            title=_("Name the act"),
            say=_(
                "“You washed the dishes, thank you” is a plain fact. It is hard to argue with. "
                "“You are so good these days” sounds like a grade. Say what you saw, and stop."
            ),
        ),
        LessonScreen(
            title=_("Soon and short"),
            say=_(
                "Say it the same day. One sentence will do. A long speech can turn a thank-you "
                "into a lesson. A smile counts as well."
            ),
        ),
        LessonScreen(
            title=_("Leave out the “but”"),
            say=_(
                "“You came on time, but last week…” The second half eats the first. Let the thank-"
                "you stand by itself. The other thing can have a day of its own."
            ),
        ),
        LessonScreen(
            title=_("Thank effort and truth"),
            say=_(
                "You can thank someone for trying, for the truth, or for showing up. Hard days "
                "count, too. Days without using are theirs to bring up, so we leave those to them."
            ),
        ),
        LessonScreen(
            title=_("A hello that asks for nothing"),
            say=_(
                "“Saw the moon and thought of you.” No question, no reply needed. People tend to "
                "like such notes more than the sender thinks."
            ),
        ),
    ),
    exercise=Exercise(
        prompt=_("Take one thing from this week that you could name."),
        lists=(
            PickList(
                key="pick",
                options=(
                    _("Sat down at the table"),
                    _("Told me a hard thing"),
                    _("Got up for work or class"),
                    _("Helped with a chore"),
                    _("Called someone back"),
                    _("Was kind to a child or a pet"),
                    _("Owned up to something"),
                    _("Something I did myself"),
                ),
            ),
        ),
        after=_("Put “thank you” in front of it. Say it today, or drop it in a note."),
    ),
    send_today=_("Thank you for sitting with us tonight. It was good to have you there."),
    send_other_days=(
        _("I still smile at a joke of yours. Thank you for it."),
        _("I like how you tell a story. I wanted you to know."),
    ),
    known=_(
        "In a study of 86 people, harsh words from a partner went with a return to use, and "
        "sooner. In another, of 100 people, warmth went with less of it. They go together. That "
        "does not show the cause. Thanks and prompts for going to care did well in early trials. A"
        " larger one, with 183 people, found no difference. Small hellos: 13 studies with over "
        "5,900 people. They were liked more than senders thought."
    ),
    sources=("O’Farrell 1998", "Lash 2013", "Liu 2022"),
)
