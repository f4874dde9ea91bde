"""When they say yes: what to have ready, and what may call for a doctor."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from porchlight.practices.lessons.lesson import Exercise, Lesson, LessonScreen, PickList, ScreenLink

SAYING_YES = Lesson(
    slug="a-yes",
    icon="call",
    title=_("When they say yes"),
    promise=_("Have the number ready"),
    evidence_note=(
        "CRAFT treatment-entry module alone, 2017: 63 against 37 % (good); Manning 2012, n = 151 "
        "inpatients: attended 64 (peer) / 48 (doctor) / 33 % (none); abstinence 44 / 41 / 36 %, "
        "no difference (strong for attendance; null for use); Red flags of withdrawal: shaking, "
        "sweating, seizure, seeing things (medical sign-off open)."
    ),
    screens=(
        LessonScreen(
            title=_("A yes can be short"),
            say=_(
                "The wish for help may last an hour or a day. One number and one first step are "
                "enough of a plan. Have them ready."
            ),
        ),
        LessonScreen(
            title=_("Three things on paper"),
            say=_(
                "One number to call. One place that can see people this week. One person who could"
                " come along. Meet lists places near you, and the Help page has the number."
            ),
            link=ScreenLink.MEET,
        ),
        LessonScreen(
            title=_("In that moment"),
            say=_(
                "You can say, “I’m glad.” Then ask, “Now, or tomorrow morning?” Let them hold the "
                "phone if they can. You can sit close by."
            ),
        ),
        LessonScreen(
            title=_("Company at the door"),
            say=_(
                "It is hard to walk into a room by yourself. A person who has been there can come "
                "along. Ask who they would like: you, a friend, or someone new."
            ),
        ),
        LessonScreen(
            title=_("Stopping may call for a doctor"),
            say=_(
                "To stop alcohol or some pills all at once can be dangerous. Ask a doctor or a "
                "nurse first. Shaking, sweating, a seizure, or seeing things that are not there: "
                "get medical help now."
            ),
        ),
        LessonScreen(
            title=_("If the yes fades"),
            say=_(
                "At times the line is busy, or the wish goes by. The yes was still real. “Thanks "
                "for trying today” is a good line. Leave the number where it can be found."
            ),
        ),
    ),
    exercise=Exercise(
        prompt=_("What could you have ready this week?"),
        lists=(
            PickList(
                key="pick",
                takes_many=True,
                options=(
                    _("The number in my phone"),
                    _("The name of one place"),
                    _("A way to get there, or bus fare"),
                    _("Someone for the children or the dog"),
                    _("Papers and the insurance card"),
                    _("A small bag by the door"),
                    _("A friend who would come along"),
                ),
            ),
        ),
        after=_("Good. Put it where you can find it half asleep."),
    ),
    send_today=_("If you ever want to look at what’s out there, I’ll sit with you. Any day."),
    known=_(
        "In one study, families learned only this part. 63 in 100 saw their person start care, "
        "next to 37 in 100. In a trial with 151 people, some got to know a meeting through a peer."
        " 64 in 100 went later. It was 48 in 100 with a doctor’s word, and 33 with neither. How "
        "many were using later did not differ. The health advice is common medical practice."
    ),
    sources=("Manning 2012",),
)
