"""Kind asks: a calm moment, four short parts, and a way out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from porchlight.practices.lessons.lesson import Exercise, Lesson, LessonScreen, PickList

KIND_ASKS = Lesson(
    slug="kind-asks",
    icon="text",
    title=_("Kind asks"),
    promise=_("Small, clear, with a way out"),
    has_gate=True,
    evidence_note=(
        "Roozen 2010, review of CRAFT trials: engagement RR 3.25 (2.11-5.02) against Al-Anon, NNT"
        " 2; about two-thirds engage; taught by trained people (strong for starting care; says "
        "nothing about later use); Manuel 2012, n = 40: self-directed 40 % against group 60 %, "
        "intention to treat (weak (small); self-help was lower than the group); aim of family "
        "support groups: support for the family itself (general knowledge, a person checks); No "
        "trial of an app that teaches this was found."
    ),
    screens=(
        LessonScreen(
            title=_("Pick the moment"),
            say=_(
                "A good time is when you are both calm and no one is using. Mornings can be good. "
                "If one of you is upset, it can wait. To wait is not to give in."
            ),
        ),
        LessonScreen(
            title=_("Four short parts"),
            say=_(
                "See: what anyone could have seen. Feel: one word of your own. Want: one small "
                "thing. Way out: so that a no is fine."
            ),
        ),
        LessonScreen(
            title=_("Ask for what you want"),
            say=_(
                "“Stop being late” says what you do not want. “Let’s eat at seven” says what you "
                "do. The second one can get a yes. Keep it small and clear."
            ),
        ),
        LessonScreen(
            title=_("Show that you get it"),
            say=_(
                "One line can soften a hard ask. “I know mornings are rough for you.” It does not "
                "mean that you agree with it all. It means that you listen."
            ),
        ),
        LessonScreen(
            title=_("Take your small part"),
            say=_(
                "Own the bit that is yours: “I snapped at you, and that is on me”. Then hold out a"
                " hand: “I can drive on Tuesday”. Now there are two of you in it."
            ),
        ),
        LessonScreen(
            title=_("Then let it rest"),
            say=_(
                "Say it once. If the answer is no, you can say, “Okay, thanks for telling me”. Ask"
                " no more that day. The door stays open."
            ),
        ),
    ),
    exercise=Exercise(
        prompt=_("Make one ask. Take one from each list."),
        lists=(
            PickList(
                key="feel",
                legend=_("I feel"),
                options=(
                    _("worried"),
                    _("sad"),
                    _("lonely"),
                    _("tired"),
                    _("hopeful"),
                    _("tense"),
                ),
            ),
            PickList(
                key="want",
                legend=_("I would like"),
                options=(
                    _("to eat together once this week"),
                    _("a text when plans change"),
                    _("ten minutes to talk"),
                    _("a walk on Saturday"),
                    _("a quiet evening at home"),
                    _("to look at one place for help with you"),
                ),
            ),
            PickList(
                key="way_out",
                legend=_("A way out"),
                options=(
                    _("Fine if not."),
                    _("Another day is okay."),
                    _("You can think about it."),
                    _("A no is all right."),
                ),
            ),
        ),
        sentence=_("I feel {feel}. I would like {want}. {way_out}"),
        after=_("Read it out loud once. Does it sound like you? Change any word you like."),
    ),
    send_today=_(
        "Could we have ten minutes on Thursday? I’d like to hear how you are. Fine if not."
    ),
    send_other_days=(
        _("Would you like to eat with me on Sunday? You can say no."),
        _("Is there one thing you would like me to do less of? I will just listen."),
    ),
    known=_(
        "In a review of trials, trained people taught families to ask in this way. About two in "
        "three saw their person start care. That was about three times as many as with a family "
        "support group. Such groups have another aim: to be there for the family. On their own, it"
        " was 4 in 10, next to 6 in 10 in a group. That trial had only 40 families. No app like "
        "this one was tested."
    ),
    sources=("Roozen 2010", "Manuel 2012"),
)
