"""Everybody else in recovery here: each carries one story that the product has to hold up under.

Days are counted back from today. Notes are plain and their own; nothing here is anybody's life.
"""

from __future__ import annotations

from porchlight.demo.days import DemoUsual, Life
from porchlight.demo.people import Character, Someone, Try
from porchlight.domain.noticing import Fits
from porchlight.domain.steps import Barrier, Near, Outcome, StepAnswer, StepKind

INNER, MIDDLE, OUTER = Near.INNER, Near.MIDDLE, Near.OUTER
HAPPENED, NOT_FOR_ME = Outcome.HAPPENED, Outcome.NOT_FOR_ME
WANTED = {"mood": 4, "urge": 0, "talk": "none", "lonely": 1, "avoided": False, "held_in": False,
          "alone_wanted": True}  # fmt: skip
LOW = {"mood": 2, "urge": 3, "talk": "none", "lonely": 7, "avoided": True, "held_in": True}

IN_MISSISSIPPI = (
    Character("Joy", "Tupelo", "Came with nobody; three people by today.", here_for=60,
        life=Life(DemoUsual(mood=2.8, lonely=6.0, talks=0.2),
            {40: {"talks": 0.45, "lonely": 4.5}, 12: {"talks": 0.7, "lonely": 3.0, "mood": 3.6}},
            notes={60: "Left the second question blank. There is nobody to put.",
                   40: "Della from the front desk gave me her number. That is one.",
                   5: "Three names. I read them twice."}),
        circle=(Someone("Della", MIDDLE, since=40), Someone("Rae", MIDDLE, since=22),
                Someone("Mr. Tate", OUTER, since=6))),
    Character("Walt", "Oxford", "Steady, then three weeks away, then back.",
        life=Life(DemoUsual(answers=0.72, talks=0.75), away=((38, 17),),
            notes={16: "Back. The page just asked how today is. Fine by me."}),
        circle=(Someone("Lorene", INNER), Someone("Buck", MIDDLE))),
    Character("Terrence", "Jackson", "Used once, wrote it down, kept it to himself.",
        life=Life(DemoUsual(urge=2.4), {68: {"urge": 3.4}, 55: {"urge": 2.0}},
            days={67: {"mood": 2, "urge": 7, "talk": "none", "lonely": 7, "held_in": True}},
            notes={67: "I used last night. Writing it here is enough for now.",
                   60: "Seven days later. Still here, still writing."}),
        circle=(Someone("Monique", INNER), Someone("Deacon Ray", MIDDLE))),
    Character("Keisha", "Hattiesburg", "Used once, told her sister the same night.",
        life=Life(DemoUsual(talks=0.75), days={50: {"mood": 2, "urge": 6, "talk": "good",
            "lonely": 5, "held_in": False, "with": ("Shawna",)}},
            notes={50: "I used, and I called Shawna. She came over with the baby and cards."}),
        circle=(Someone("Shawna", INNER), Someone("Bev", MIDDLE), Someone("Coach T", OUTER))),
    Character("Travis", "Gulfport", "Home from ninety days away; knows his body is not used to it.",
        here_for=45, life=Life(DemoUsual(mood=3.0, urge=3.2, talks=0.5),
            notes={44: "First night home. Read the overdose card, put it on the fridge.",
                   20: "Took the medicine at eight like they said."}),
        circle=(Someone("Mama", INNER), Someone("Rick", MIDDLE, has_phone=False),
                Someone("Dad", OUTER)),
        barriers=(Barrier.STIGMA,)),
    Character("Nora", "Starkville", "Lonely and fine, both at once.",
        life=Life(DemoUsual(mood=4.0, urge=0.6, lonely=7.5, talks=0.35)),
        circle=(Someone("Faye", MIDDLE), Someone("Ines", OUTER))),
    Character("Imani", "Jackson", "Two meetings were not for her; the third one fits.",
        saved=("harbor-house-room-0", "two-rivers-online-19"),
        tries=(Try(58, StepKind.GO, "magnolia-room-0", outcome=NOT_FOR_ME),
               Try(44, StepKind.GO, "table-of-grace-room-0", outcome=NOT_FOR_ME),
               Try(30, StepKind.GO, "harbor-house-room-0", outcome=HAPPENED),
               Try(16, StepKind.GO, "harbor-house-room-0", outcome=HAPPENED)),
        circle=(Someone("Aunt Dee", INNER), Someone("Zora", MIDDLE))),
    Character("Gail", "Natchez", "Turns down mixed rooms; goes where only women are.",
        saved=("violet-online-16", "violet-room-7"),
        tries=(Try(61, StepKind.GO, "magnolia-room-16", StepAnswer.NOT_TODAY),
               Try(48, StepKind.JOIN, "magnolia-online-18", StepAnswer.NOT_TODAY),
               Try(24, StepKind.JOIN, "violet-online-16", outcome=HAPPENED)),
        circle=(Someone("Ruthie", INNER),), barriers=(Barrier.PAST_HURT,)),
    Character("Lupe", "Greenville", "Keeps her partner in the list and never offered.",
        language="es", life=Life(DemoUsual(mood=2.9, lonely=5.0, talks=0.4)),
        circle=(Someone("Chuy", INNER, is_offered=False), Someone("Nena", MIDDLE)),
        barriers=(Barrier.PAST_HURT, Barrier.WORDS)),
    Character("Curtis", "Meridian", "His father left the circle in the spring.",
        circle=(Someone("Dad", INNER, gone=33), Someone("Lamar", MIDDLE), Someone("Pops Hill"))),
    Character("Hollis", "Jackson", "Leaves treatment in five days; one contact is not settled.",
        here_for=24, life=Life(DemoUsual(mood=3.1, urge=2.8, answers=0.7),
            notes={2: "Five days left. The bus is paid for. Still waiting to hear from Vern."}),
        circle=(Someone("Vern", INNER, has_phone=False), Someone("Nurse Kay", OUTER)),
        barriers=(Barrier.TRANSPORT,)),
    Character("Pete", "Oxford", "A number from another country, written as it is dialed there.",
        circle=(Someone("Nigel", INNER, phone="07700 900142"), Someone("Marge", MIDDLE))),
    Character("Otis", "Tupelo", "A friend died. Let a controlling partner go, without a word.",
        life=Life(DemoUsual(talks=0.7, lonely=3.0),
            days={29: LOW, 28: LOW, 27: LOW, 26: None, 25: LOW, 24: LOW, 23: LOW, 22: None,
                  21: LOW},
            notes={29: "We buried Sam today. Wore the brown shoes he laughed at.",
                   15: "Set two cups out by habit."}),
        circle=(Someone("Sam's Dot", MIDDLE), Someone("Leroy", INNER),
                Someone("Celestine", OUTER, is_offered=False)), fits=Fits.YES),
)  # fmt: skip

IN_WISCONSIN = (
    Character("Marisela", "Milwaukee", "On probation, no car, two buses to anything.",
        language="es", circle=(Someone("Chela", INNER), Someone("Beto", MIDDLE)),
        saved=("puente-room-0",), barriers=(Barrier.TRANSPORT, Barrier.STIGMA)),
    Character("Socorro", "Madison", "A grandmother who would rather speak than type.",
        language="es", life=Life(DemoUsual(mood=3.6, urge=0.4, talks=0.8)),
        circle=(Someone("Mi nieta Luz", INNER), Someone("Doña Mari", MIDDLE)),
        saved=("puente-online-08",)),
    Character("Ximena", "Madison", "Young, in class by day, restless at night.",
        language="es", life=Life(DemoUsual(mood=3.2, urge=2.6)),
        circle=(Someone("Vale", INNER), Someone("Profe Iván", OUTER)),
        barriers=(Barrier.SOCIAL_ANXIETY,)),
    Character("Rubén", "Green Bay", "Paydays are the long nights.", language="es",
        life=Life(DemoUsual(urge=2.8, talks=0.6)), circle=(Someone("Toño", MIDDLE),
        Someone("Mi hermana", INNER))),
    Character("Esteban", "Milwaukee", "Takes his medicine and knows who minds and who does not.",
        language="es", circle=(Someone("Nico", INNER), Someone("Padre Luis", OUTER)),
        saved=("harbor-house-room-10", "puente-room-4"), barriers=(Barrier.STIGMA,)),
    Character("Delia", "Wausau", "Two children; evenings belong to them.", language="es",
        life=Life(DemoUsual(mood=3.4, talks=0.7)),
        circle=(Someone("Comadre Paty", INNER), Someone("Sor Inés", OUTER))),
    Character("Yolanda", "La Crosse", "Never shares a thing, and likes time alone.", language="es",
        life=Life(DemoUsual(mood=3.8, urge=0.8, lonely=2.2, talks=0.8),
            days={10: WANTED, 9: None, 8: WANTED, 7: WANTED, 6: None, 5: WANTED, 4: WANTED,
                  3: None, 2: WANTED, 1: WANTED},
            notes={7: "La casa en silencio. Así me gusta."}),
        circle=(Someone("Irma", MIDDLE),)),
    Character("Tobias", "Ashland", "Far out, weak signal: writes three days at once.",
        life=Life(DemoUsual(talks=0.45, lonely=4.5)), circle=(Someone("Gus", MIDDLE),
        Someone("Ingrid", INNER)), barriers=(Barrier.SERVICES,), writes_late=True),
    Character("Darnell", "Milwaukee", "No house yet; a phone now and then.",
        life=Life(DemoUsual(mood=2.7, urge=3.0), away=((88, 83), (80, 75), (71, 65), (62, 57),
            (53, 47), (44, 39), (36, 31), (27, 22), (19, 14), (11, 6), (4, 2))),
        circle=(Someone("Miss Jo", MIDDLE), Someone("Rafe", OUTER, has_phone=False)),
        barriers=(Barrier.TRANSPORT,)),
    Character("Andre", "Eau Claire", "Began by stacking chairs; now he opens the room.",
        life=Life(DemoUsual(mood=3.2), {45: {"mood": 3.8, "talks": 0.85, "lonely": 2.2}},
            notes={45: "They asked me to keep the key."}),
        circle=(Someone("Big Lou", MIDDLE), Someone("Hanna", INNER)),
        saved=("lakeshore-room-3",)),
    Character("Wren", "Madison", "Came this week; found a room where nobody asks to explain.",
        here_for=6, life=Life(DemoUsual(answers=0.75)),
        circle=(Someone("Sky", INNER), Someone("Mx. Ortiz", OUTER)),
        saved=("harbor-house-room-9", "lakeshore-room-40")),
    Character("Priya", "Appleton", "Two phones, one page.",
        life=Life(DemoUsual(urge=2.2)), circle=(Someone("Asha", INNER), Someone("Meg", MIDDLE))),
)  # fmt: skip

# Came, wrote for some weeks, and had everything erased: nothing of him is to be found.
ERASED = Character("Wes", "Wausau", "Left, and took it all with him.", here_for=30,
    circle=(Someone("Kip", MIDDLE),))  # fmt: skip


def character_named(name: str) -> Character:
    """One of these by their name. Raises StopIteration for a name that is not here."""
    return next(who for who in (*IN_MISSISSIPPI, *IN_WISCONSIN) if who.name == name)
