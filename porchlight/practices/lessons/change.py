"""How change goes: forward and back, small signs, and what is the reader's own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from porchlight.practices.lessons.lesson import Exercise, Lesson, LessonScreen, PickList

CHANGE = Lesson(
    slug="change",
    icon="steps",
    title=_("How change goes"),
    promise=_("Forward, back, forward"),
    evidence_note=(
        "Scott 2023, recovery check-ups in primary care, n = 266: any treatment 46 against 20 % "
        "at 3 months, 61 against 33 % at 12; no effect on opioids, stimulants (good for starting "
        "care; null for those substances; done by staff, not by families); The wording and the "
        "order of this lesson: common practice, no trial found."
    ),
    screens=(
        LessonScreen(
            title=_("It is rarely a straight line"),
            say=_(
                "Change often goes forward, back, and forward again. A hard week does not wipe out"
                " the good ones. What was learned stays learned. You can hold on to that when it "
                "is hard to see."
            ),
        ),
        LessonScreen(
            title=_("Two wishes in one person"),
            say=_(
                "A person can want to stop and want to go on. Both wishes are real. When we push "
                "for one, people often hold on to the other. A calm question leaves room for both."
            ),
        ),
        LessonScreen(
            title=_("Small signs count"),
            say=_(
                "Change often shows in small things first. It may be a meal at the table or a call"
                " back. It may be a true answer to a hard question. You can look for these and "
                "leave out the counting."
            ),
        ),
        LessonScreen(
            title=_("A no today is about today"),
            say=_(
                "Some people say no to help and later say yes. Ask once, kindly, and let it rest. "
                "Then go on with your day. Another good moment may come."
            ),
        ),
        LessonScreen(
            title=_("What is yours"),
            say=_(
                "No one thing you did made this happen. Love by itself does not fix it, either. "
                "Your own words are yours, and so is your own day. You can begin there."
            ),
        ),
        LessonScreen(
            title=_("Look across months"),
            say=_(
                "One day tells you very little. Ask yourself what is different from last year at "
                "this time. The answer may be small, or mixed. Mixed is how change looks from "
                "close up."
            ),
        ),
    ),
    exercise=Exercise(
        prompt=_("Which small signs came up lately? Take as many as fit."),
        lists=(
            PickList(
                key="pick",
                takes_many=True,
                options=(
                    _("Answered a message"),
                    _("Ate with someone"),
                    _("Told me something true"),
                    _("Kept a small plan"),
                    _("Laughed with me"),
                    _("Asked how I am"),
                    _("Went outside"),
                    _("Nothing I could see"),
                ),
            ),
        ),
        after=_(
            "Keep one in mind today. If there was nothing to see, that is all right. Look again "
            "another day."
        ),
    ),
    send_today=_("I liked sitting with you yesterday. That is all I wanted to say."),
    send_other_days=(
        _("It is good to know that you are there. No answer needed."),
        _("I thought of you today, and it was a good thought."),
    ),
    known=_(
        "In one trial with 266 people, staff did check-ups through the year. By 12 months, 61 in "
        "100 had some care. It was 33 in 100 without check-ups. Use of opioids and stimulants did "
        "not change. We found no trial of this lesson. It is common practice."
    ),
    sources=("Scott 2023",),
)
