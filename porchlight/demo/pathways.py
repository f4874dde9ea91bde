"""Who holds made-up meetings: one source for each way of getting better, in words of its own.

No group here exists. The codes of a pathway (`fellowship`) are the ones real feeds use.
"""

from __future__ import annotations

from dataclasses import dataclass

from porchlight.demo.towns import BY_NAME, MISSISSIPPI, WISCONSIN, DemoTown

EVERYWHERE = (*MISSISSIPPI, *WISCONSIN)
CLOCK_HOURS = tuple(range(24))


@dataclass(frozen=True)
class Pathway:
    """One feed: how many rooms it has in which towns, and at which hours it meets online daily.

    `about` are lines on what to expect; `kinds` are sets of type codes that take turns.
    """

    source: str
    fellowship: str
    publisher: str
    series: str
    towns: tuple[DemoTown, ...]
    n_rooms: int
    about: tuple[str, ...]
    kinds: tuple[tuple[str, ...], ...] = ((),)
    online_hours: tuple[int, ...] = ()
    online_language: str = ""


STEP_KINDS = (
    ("O", "D", "X"), ("O", "BE", "X"), ("C", "ST"), ("O", "SP", "X"), ("C", "W"), ("O", "B"),
    ("O", "LGBTQ", "X"), ("C", "M"), ("O", "S"), ("O", "MED", "X"), ("O", "Y", "BE"),
    ("C", "12x12"), ("O", "A", "D"), ("O", "CF", "BA"),
)  # fmt: skip
OTHER_KINDS = (("O", "X"), ("O", "X", "W"), ("O", "D-HOH"), ("O", "LGBTQ"), ("O", "X", "M"))
STEP_ABOUT = (
    "We go round the room. You can pass and nobody minds.",
    "Chairs in a circle, coffee by the door. It lasts an hour.",
    "One person reads, then whoever likes may talk.",
    "Come a little early and somebody will show you in.",
)

PATHWAYS = (
    Pathway("magnolia", "aa", "Magnolia Meeting Desk", "", MISSISSIPPI, 44, STEP_ABOUT,
            STEP_KINDS, (6, 12, 18, 21)),
    Pathway("lakeshore", "aa", "Lakeshore Meeting Desk", "", WISCONSIN, 42, STEP_ABOUT,
            STEP_KINDS, (7, 13, 20)),
    Pathway("two-rivers", "na", "Two Rivers Desk", "Two Rivers", EVERYWHERE, 24, (
        "It is about any substance, not one. First names only.",
        "We read a page together, then people talk in turn.",
        "Somebody greets you at the door.",
    ), OTHER_KINDS, (5, 19, 22)),
    Pathway("small-steps", "smart", "Small Steps Network", "Small Steps", EVERYWHERE, 18, (
        "A trained host and a white board. We work on one tool each week.",
        "Talk with each other, not only in turn. No steps and no prayer.",
    ), OTHER_KINDS, (9, 17)),
    Pathway("open-ring", "lifering", "Open Ring", "Open Ring", (*WISCONSIN[:4], *MISSISSIPPI[:3]),
            8, ("How was your week? That is the whole plan. No religion.",), OTHER_KINDS, (11, 20)),
    Pathway("table-of-grace", "celebrate-recovery", "Table of Grace", "Table of Grace",
            MISSISSIPPI, 16, (
        "We eat first, then sing, then sit in small groups.",
        "A faith group: come from any church or from none.",
    ), (("O", "X", "BA"), ("O", "W"), ("O", "M"), ("O", "CF"))),
    Pathway("still-water", "dharma", "Still Water", "Still Water", (*WISCONSIN[:3],
            BY_NAME["Oxford"]), 8, ("Twenty quiet minutes, then time to talk.",),
            (("O", "MED"), ("O", "MED", "LGBTQ")), (4, 14)),
    Pathway("kin", "al-anon", "Kin and Kettle", "Kin and Kettle", EVERYWHERE, 18, (
        "For family and friends. You can listen the whole hour.",
        "We talk about our own week, not about theirs.",
    ), (("O",), ("O", "BE"), ("O", "S"), ("O", "W"), ("O", "CF")), (10, 19)),
    Pathway("kin-tools", "smart-family", "Kin and Kettle", "Kin Tools",
            (BY_NAME["Jackson"], BY_NAME["Madison"], BY_NAME["Milwaukee"]), 5, (
        "For family and friends: how to say a hard thing kindly.",), (("O",),), (18,)),
    Pathway("violet", "wfs", "Violet Rooms", "Violet Rooms", EVERYWHERE, 10, (
        "For women. Trans women are women here.",
        "Child care in the next room when you call ahead.",
    ), (("W",), ("W", "BA"), ("W", "LGBTQ")), (16,)),
    Pathway("puente", "peer", "Puente", "Puente", (BY_NAME["Milwaukee"], BY_NAME["Madison"],
            BY_NAME["Jackson"], BY_NAME["Gulfport"]), 14, (
        "Nos sentamos en círculo y hablamos en español. Puedes solo escuchar.",
        "Hay café. Nadie pregunta por papeles.",
    ), (("O", "S"), ("O", "S", "W"), ("O", "S", "CF"), ("O", "S", "BE")), (8, 21),
            online_language="S"),
    Pathway("harbor-house", "peer", "Harbor House", "Harbor House", EVERYWHERE, 20, (
        "Medication is welcome here. Nobody asks you to stop what helps.",
        "You do not need to be done with anything to come. Safer-use supplies by the door.",
        "Old and new housemates eat together. Bring nothing.",
        "On methadone or buprenorphine? So are some of us.",
    ), (("O", "X"), ("O", "LGBTQ"), ("O", "X", "BE"), ("O", "W"))),
    Pathway("open-hours", "peer", "Open Hours", "Open Hours", (), 0, (
        "A quiet room with a host. Camera off is fine. Come and go as you like.",
        "Open to all pathways. Say hello in the chat or only listen.",
    ), (("O",), ("O", "BE")), CLOCK_HOURS),
)  # fmt: skip
