"""The people somebody can try the demo as. Ana's last days are told one by one: they drift. Others
show a usual month, a hard month that is over, days now and then, a first week, time alone."""

from __future__ import annotations

from porchlight.demo.days import DemoUsual, Life
from porchlight.demo.people import Character, Someone, Try
from porchlight.demo.stories import character_named
from porchlight.domain.fit import Account
from porchlight.domain.steps import Barrier, Near, Outcome, StepAnswer, StepKind

ANA = Character(
    name="Ana",
    town="Jackson",
    story="Seven quieter days after a steady month: a drift with reasons, and one small step.",
    life=Life(
        DemoUsual(mood=3.6, urge=1.5, lonely=2.5, talks=0.8, answers=0.64),
        days={
            13: {"mood": 4, "urge": 1, "talk": "good", "lonely": 2, "with": ("Ben", "Dana")},
            12: {"mood": 4, "urge": 1, "talk": "good", "lonely": 2, "with": ("Ben",)},
            11: {"mood": 4, "urge": 0, "talk": "good", "lonely": 3, "with": ("Rosa",)},
            10: None,
            9: {"mood": 4, "urge": 1, "talk": "good", "lonely": 2, "with": ("Marisol",)},
            8: {"mood": 3, "urge": 2, "talk": "good", "lonely": 3, "with": ("Dana",)},
            7: {"mood": 4, "urge": 1, "talk": "brief", "lonely": 3, "with": ("Rosa",)},
            6: {"mood": 3, "urge": 3, "talk": "none", "lonely": 6, "avoided": True},
            5: None,
            4: {"mood": 3, "urge": 3, "talk": "brief", "lonely": 6, "held_in": False},
            3: {"mood": 2, "urge": 4, "talk": "none", "lonely": 7, "held_in": True},
            2: {"mood": 3, "urge": 3, "talk": "none", "lonely": 6, "avoided": True},
            1: {"mood": 2, "urge": 4, "talk": "none", "lonely": 7, "held_in": True},
        },
        notes={
            64: "First week back at the bakery. Feet hurt, head quiet.",
            43: "Mom and I cooked for three hours and did not talk about it once.",
            27: "Joined from the couch with the camera off. Stayed to the end.",
            13: "Ben says the second month is the long one. Good to know it has a name.",
            6: "Said I was busy on Sunday. I was not.",
            3: "Phone rang twice. Let it ring.",
            1: "Told everybody at work I am fine.",
        },
    ),
    circle=(
        Someone("Rosa", Near.INNER, "601-555-0112", "Mami, ¿me llamas en la noche?"),
        Someone("Ben", Near.INNER, "601-555-0134", "Hey Ben, quiet week here. Got ten minutes?"),
        Someone("Dana", Near.MIDDLE, "601-555-0158", "Could we move our talk up a day?"),
        Someone("Marisol", Near.MIDDLE, "662-555-0171", "Walk on Saturday?"),
        Someone("Joelle", Near.OUTER, "228-555-0146", since=52),
    ),
    barriers=(Barrier.WORDS, Barrier.TRANSPORT),
    saved=("magnolia-room-0", "open-hours-online-20", "violet-room-0"),
    tries=(
        Try(64, StepKind.CALL, "Ben", outcome=Outcome.HAPPENED),
        Try(52, StepKind.GO, "magnolia-room-9", outcome=Outcome.NOT_FOR_ME),
        Try(43, StepKind.CALL, "Rosa", outcome=Outcome.HAPPENED),
        Try(27, StepKind.JOIN, "open-hours-online-20", outcome=Outcome.HAPPENED),
        Try(22, StepKind.TEXT, "Joelle", StepAnswer.NOT_TODAY),
        Try(13, StepKind.TEXT, "Ben", outcome=Outcome.HAPPENED),
    ),
)

BEN = Character(
    name="Ben",
    town="Jackson",
    story="Ana's sponsor, some years further on, with days of his own.",
    life=Life(DemoUsual(mood=3.9, urge=0.8, lonely=2.0, talks=0.9, answers=0.7)),
    circle=(
        Someone("Ana", Near.MIDDLE, "601-555-0120"),
        Someone("Hal", Near.INNER),
        Someone("Carla", Near.INNER, line="Sunday lunch at yours?"),
        Someone("Dana", Near.OUTER),
    ),
    saved=("magnolia-room-0", "magnolia-room-9"),
)

CLEO = Character(
    name="Cleo",
    town="Madison",
    story="A stranger to Ana: a circle and days of her own, and nothing of anybody else's.",
    life=Life(DemoUsual(mood=3.2, urge=2.0, lonely=3.5, talks=0.6, answers=0.62)),
    circle=(
        Someone("June", Near.INNER),
        Someone("Pilar", Near.MIDDLE),
        Someone("Teo", Near.OUTER, has_phone=False),
    ),
    barriers=(Barrier.SOCIAL_ANXIETY,),
    saved=("lakeshore-room-0",),
)

ROSA = Character(
    name="Rosa",
    town="Jackson",
    language="es",
    story="Ana's mother. A home of her own; of Ana's she sees what Ana handed her.",
    account=Account.FAMILY,
    here_for=70,
    circle=(
        Someone("Ana", Near.INNER, "601-555-0120", "Hija, hice caldo. ¿Te llevo?"),
        Someone("Tere", Near.MIDDLE),
    ),
    saved=("kin-room-0", "puente-room-2"),
)

DANA = Character(
    name="Dana",
    town="Jackson",
    story="A coach. An account like any other: what people share with a coach comes later.",
    here_for=88,
    circle=(Someone("Mo", Near.MIDDLE), Someone("Gwen", Near.INNER)),
)

MO = Character(
    name="Mo",
    town="Jackson",
    story="Moderator and host.",
    circle=(Someone("Dana", Near.MIDDLE),),
    is_host=True,
)

IN_RECOVERY = (ANA, BEN, CLEO)
BESIDE_THEM = (ROSA, DANA, MO)
# In the order of the sign-in links, each with who they are.
CAST = (
    (ANA, "in recovery"),
    (ROSA, "her mother"),
    (BEN, "her sponsor"),
    (DANA, "coach"),
    (MO, "moderator"),
    (CLEO, "stranger"),
    (character_named("Otis"), "after a hard month"),
    (character_named("Darnell"), "here now and then"),
    (character_named("Wren"), "new here"),
    (character_named("Yolanda"), "likes time alone"),
)
