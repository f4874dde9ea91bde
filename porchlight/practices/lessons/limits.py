"""Limits: what the reader will do, said early and calmly, and when not to say it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from porchlight.practices.lessons.lesson import Exercise, Lesson, LessonScreen, PickList, ScreenLink

LIMITS = Lesson(
    slug="limits",
    icon="door",
    title=_("Limits"),
    promise=_("What I will do, said calmly"),
    has_gate=True,
    evidence_note=(
        "The wording and the order of this lesson: common practice, no trial found; Roozen 2010, "
        "review of CRAFT trials: engagement RR 3.25 (2.11-5.02) against Al-Anon, NNT 2; about "
        "two-thirds engage; taught by trained people (strong for starting care; says nothing "
        "about later use); Lash 2013 and earlier trials of contract + prompt + social reward: "
        "early trials: attendance 69 against 49 %; multisite n = 183: 48 against 49 % at 12 "
        "months (mixed; the largest trial is null)."
    ),
    screens=(
        LessonScreen(
            title=_("A limit is about me"),
            say=_(
                "A limit says what I will do. It is not an order to someone else. “I do not lend "
                "cash, and I can buy food with you” is one. I can keep it by myself."
            ),
        ),
        LessonScreen(
            title=_("Small enough to keep"),
            say=_(
                "Choose one that you can keep on your worst day. A limit that moves each week is "
                "hard on you both. One is plenty to begin with."
            ),
        ),
        LessonScreen(
            title=_("Early and calm"),
            say=_(
                "Say it before the hard hour comes. Say it once, in plain words, with no speech. "
                "Then add what you still want: “And I want to see you at ten”."
            ),
        ),
        LessonScreen(
            title=_("Stand back only where it is safe"),
            say=_(
                "At times we smooth things over: the call to the boss, the late bill. You may "
                "choose to leave that to them. Do it only where no one gets hurt. If it touches "
                "children, health or shelter, talk with someone first."
            ),
        ),
        LessonScreen(
            title=_("They may not like it"),
            say=_(
                "A new limit can bring anger or tears. You can be kind and still keep it. “I hear "
                "you, and it is still no” is enough. Then go to another room for a while."
            ),
        ),
        LessonScreen(
            title=_("When it is not safe to say"),
            say=_(
                "With someone who scares you, a limit said aloud can make things worse. You owe no"
                " one a speech. Talk first with people who know about this. The page is “When home"
                " does not feel safe”."
            ),
            link=ScreenLink.SAFE_HOME,
        ),
    ),
    exercise=Exercise(
        prompt=_("Which one could you keep on a bad day? And what will you still offer?"),
        lists=(
            PickList(
                key="limit",
                legend=_("My limit"),
                options=(
                    _("I do not lend cash"),
                    _("No using in my home"),
                    _("I do not get in when the driver has been drinking"),
                    _("I do not argue after nine at night"),
                    _("I do not lie for anyone"),
                    _("One evening a week is mine"),
                    _("None today"),
                ),
            ),
            PickList(
                key="offer",
                legend=_("What I still offer"),
                options=(
                    _("A meal together"),
                    _("Taking you to an appointment"),
                    _("Coffee tomorrow"),
                    _("To sit near while you call"),
                    _("Nothing for now"),
                ),
            ),
        ),
        after=_("Two short lines. Choose a calm hour for them, or keep them for later."),
    ),
    send_today=_("I love you. I don’t lend cash. I can shop for food with you on Saturday."),
    known=_(
        "We found no trial of limits by themselves. They are one part of family programs that were"
        " tested as a whole. Written deals between two people gave mixed results. Early trials "
        "were good. The largest, with 183 people, found no difference."
    ),
    sources=("Roozen 2010", "Lash 2013"),
)
