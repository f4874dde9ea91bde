"""Looking after me: people, groups, sleep, and when it is too heavy."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from porchlight.practices.lessons.lesson import Exercise, Lesson, LessonScreen, PickList, ScreenLink

LOOKING_AFTER_ME = Lesson(
    slug="looking-after-me",
    icon="sun",
    title=_("Looking after me"),
    promise=_("Sleep, people, a door to go out of"),
    evidence_note=(
        "Balban 2023, n = 114 healthy people, 5 minutes a day, 28 days: cyclic sighing best for "
        "mood and breath rate (small, safe; not families); Hickin 2021, 28 RCTs, n = 3,039: CBT "
        "for loneliness g = 0.43 (good; with a therapist or a guided programme, not one page); "
        "Eddie 2019, reviews of peer support services: promising, many nulls, weak methods "
        "(moderate; people in recovery, not families); The wording and the order of this lesson: "
        "common practice, no trial found."
    ),
    screens=(
        LessonScreen(
            title=_("You count, news or no news"),
            say=_(
                "Your week is more than someone else’s week. You may laugh, sleep and eat well "
                "while another person has a hard time. It takes nothing away from them."
            ),
        ),
        LessonScreen(
            title=_("One person who knows"),
            say=_(
                "Worry kept inside grows heavy. Choose one person who can hear it and not pass it "
                "on. You can leave out names and details."
            ),
        ),
        LessonScreen(
            title=_("Rooms with people like you"),
            say=_(
                "There are groups for families. Al-Anon, Nar-Anon, SMART Family & Friends and "
                "DrugFAM are some names. They are not alike. If one is not for you, try another "
                "kind."
            ),
            link=ScreenLink.GROUPS,
        ),
        LessonScreen(
            title=_("Sleep, food, air"),
            say=_(
                "Some sleep, one warm meal, ten minutes outside. On a bad day, choose one. Slow "
                "breaths out may calm the body a little."
            ),
        ),
        LessonScreen(
            title=_("An hour with no worry in it"),
            say=_(
                "Keep one hour a week for a thing you like. A choir, a garden, a ball game. Pick a"
                " place where someone knows your name, or soon will."
            ),
        ),
        LessonScreen(
            title=_("When it is too heavy"),
            say=_(
                "Weeks without sleep, no strength to work, or a wish not to live: tell a doctor, "
                "or open Help. If home scares you, there is a page for that, too. Help can be "
                "yours as well."
            ),
            link=ScreenLink.HELP,
        ),
    ),
    exercise=Exercise(
        prompt=_("Take one for this week."),
        lists=(
            PickList(
                key="pick",
                options=(
                    _("Call a friend this week"),
                    _("Sit in on a family group, camera off"),
                    _("A walk with a neighbor"),
                    _("Eat at my sister’s or a friend’s"),
                    _("Make a visit to my own doctor"),
                    _("Go back to a class or a club"),
                    _("Go to my church or temple"),
                    _("One early night, phone in the kitchen"),
                ),
            ),
        ),
        after=_("Which day? Say it out loud, or put it on paper."),
    ),
    send_today=_(
        "This week has been heavy. Could you walk with me on Saturday? I don’t want advice, only "
        "company."
    ),
    send_to=_("To someone of your own"),
    send_other_days=(
        _("Do you have ten minutes for me this week? Listening is enough."),
        _("Could I come by for coffee? I’d like to talk about other things for a bit."),
    ),
    known=_(
        "We found no trial of this lesson for families. In one, 114 healthy people did slow "
        "breathing for 5 minutes a day. Their mood rose a little. Across 28 trials, therapy eased "
        "loneliness to some degree. Peer support for people in recovery shows promise, but many "
        "trials found no effect. The rest is common practice."
    ),
    sources=("Balban 2023", "Hickin 2021", "Eddie 2019"),
)
