"""What made-up places offer: care, help, things to do. Nobody in it exists, and no number is real.

`when` is a weekly rule with hours for what has opening times, a rule for what comes on dates, or
blank for what one rings first. Names of days are RFC 5545's.
"""

from __future__ import annotations

from dataclasses import dataclass

WEEKDAYS = "MO,TU,WE,TH,FR"
WHOLE_WEEK = "MO,TU,WE,TH,FR,SA,SU"


@dataclass(frozen=True)
class Offer:
    """One thing on offer. `terms` are of the vocabulary without "need:" in front where it is one.

    `rule` and `hours` say when; `first_in` counts days from now to a date that comes once.
    """

    key: str
    name: str
    publisher: str
    about: str
    terms: tuple[str, ...]
    rule: str = ""
    hours: tuple[str, str] = ("", "")
    kind: str = "service"
    begin: str = ""
    fees: str = ""
    for_whom: str = ""
    transport: str = ""
    least_age: int = 18
    n_towns: int = 17
    by_phone: bool = False
    first_in: int | None = None


WEEKLY = "FREQ=WEEKLY;BYDAY="
MONTHLY = "FREQ=MONTHLY;BYDAY="

CARE = (
    Offer("day-care", "Bluestem Day Program", "Bluestem Center",
          "Talks one to one and in a small group, by day. You sleep at home.",
          ("outpatient", "counselling", "cost:medicaid", "cost:sliding", "language:en",
           "language:es", "access:step-free", "access:bus"),
          WEEKLY + WEEKDAYS, ("08:00", "17:00"),
          begin="Ring between eight and five. Somebody answers within a day.",
          fees="Pay what you can. Nobody is turned away for money.",
          transport="The bus stops at the corner. Ask about a ride."),
    Offer("beds", "Heron House", "Heron House",
          "A house with twelve beds. People stay four to twelve weeks.",
          ("inpatient", "cost:medicaid", "cost:insurance", "population:women", "population:parents",
           "access:all-hours", "access:step-free", "language:en"),
          WEEKLY + WHOLE_WEEK, ("00:00", "00:00"), n_towns=6,
          begin="Ring at any hour. They ask four questions and say when a bed is free.",
          for_whom="Women. Children up to twelve can come along."),
    Offer("withdrawal", "Quiet Rooms", "Quiet Rooms",
          "Nurses are with you while your body settles. Most people stay five days.",
          ("detox", "medication", "cost:medicaid", "cost:state", "access:all-hours",
           "access:walk-in", "language:en"),
          WEEKLY + WHOLE_WEEK, ("00:00", "00:00"), n_towns=5,
          begin="Come to the side door or ring. Bring a list of your medicines if you have one."),
    Offer("medicine", "Copper Bell Clinic", "Copper Bell Clinic",
          "Medicine for opioid or alcohol use, on the first day if you want it.",
          ("medication", "buprenorphine", "naltrexone", "smoking", "primary-care",
           "access:telehealth", "access:walk-in", "cost:medicaid",
           "cost:free", "population:pregnant", "language:en", "language:es"),
          WEEKLY + WEEKDAYS, ("09:00", "16:00"), n_towns=12,
          begin="Walk in before noon, or ask for a video visit."),
    Offer("daily-dose", "Early Window", "Copper Bell Clinic",
          "Methadone each morning, and somebody to talk with while you wait.",
          ("medication", "methadone", "cost:medicaid", "access:bus", "language:en"),
          WEEKLY + "MO,TU,WE,TH,FR,SA", ("05:30", "10:00"), n_towns=5,
          begin="Come on a weekday before eight with something that has your name on it."),
    Offer("talk-rooms", "Wren Street Talk Rooms", "Wren Street Rooms",
          "Six talks with the same person. For sleep, worry, grief and what comes with them.",
          ("counselling", "mental-health", "gambling", "population:both", "population:lgbtq",
           "cost:sliding", "access:telehealth", "language:en"),
          WEEKLY + "MO,WE,TH,SA", ("10:00", "19:00"), n_towns=10,
          begin="Leave a first name and a number. They ring back within two days."),
    Offer("safer", "Millpond Safer Table", "Millpond Table",
          "Naloxone and how to use it, test strips, a warm drink. No questions.",
          ("harm-reduction", "cost:free", "access:walk-in", "access:mobile", "language:en",
           "language:es"),
          WEEKLY + "TU,FR", ("14:00", "18:00"), n_towns=8),
    Offer("peers", "Somebody Who Knows", "Open Hours",
          "A peer who has been there talks with you once a week, by phone or on a bench.",
          ("peer-support", "cost:free", "access:telehealth", "language:en", "language:es"),
          begin="Text or ring. Say what days suit you.", by_phone=True, n_towns=1),
    Offer("center", "The Teakettle", "The Teakettle",
          "A front room that is open most of the day. Coffee, a phone, people.",
          ("recovery-community", "peer-support", "cost:free", "access:walk-in", "access:bus",
           "access:step-free", "format:drop-in", "language:en"),
          WEEKLY + "MO,TU,WE,TH,FR,SA", ("10:00", "20:00"), n_towns=9),
    Offer("kin", "Kin and Kettle House", "Kin and Kettle",
          "For family and friends: what to say, what to leave, how to sleep at night.",
          ("family-support", "pathway:family", "cost:free", "access:children", "language:en",
           "language:es"),
          WEEKLY + "TU,TH", ("17:00", "21:00"), n_towns=9),
    Offer("rooms", "Ferry Street Rooms", "Ferry Street Homes",
          "Shared houses where nobody drinks or uses. A key of your own.",
          ("housing", "cost:self", "cost:state", "population:men", "language:en"),
          WEEKLY + WEEKDAYS, ("09:00", "15:00"), n_towns=10,
          begin="Ring and ask what is free. Medicine from a doctor is fine here.",
          fees="95 dollars a week. The first two weeks can wait."),
    Offer("crisis", "The Lit Window", "The Lit Window",
          "A quiet room with two people in it, all night. Tea, a chair, somebody to sit with.",
          ("crisis", "mental-health", "cost:free", "access:all-hours", "access:walk-in",
           "language:en"),
          WEEKLY + WHOLE_WEEK, ("18:00", "08:00"), n_towns=4),
    Offer("jobs", "Second Cup Jobs", "Second Cup",
          "Help with a first letter, a record, a week of trying out.",
          ("work", "classes", "population:justice", "cost:free", "language:en"),
          WEEKLY + WEEKDAYS, ("10:00", "15:00"), n_towns=10),
    Offer("pantry", "Porch Pantry", "The Long Table",
          "Bags of food, coats and shoes. No papers asked.",
          ("food", "cost:free", "access:walk-in", "access:parking", "language:en", "language:es"),
          WEEKLY + "TU,TH,SA", ("11:00", "14:00")),
    Offer("rides", "Ride Along", "The Long Table",
          "Neighbors drive you to a clinic, a court or a meeting. Ask two days ahead.",
          ("rides", "cost:free", "access:rides", "language:en"),
          begin="Ring and say where, when, and whether you use a chair.", by_phone=True, n_towns=1),
    Offer("desk", "Open Desk", "Lantern Street Desk",
          "Papers, benefits, old fines. A lawyer comes on the second Wednesday.",
          ("legal", "population:justice", "cost:free", "access:bus", "language:en", "language:es"),
          WEEKLY + "WE", ("13:00", "17:00"), n_towns=8),
    Offer("hands", "Hands at the Pantry", "The Long Table",
          "Two hours of packing bags beside other people. Come once or every week.",
          ("volunteering", "access:step-free", "language:en"),
          begin="Ring first, so that somebody expects you.", n_towns=9),
)  # fmt: skip

DATES = (
    Offer("walk", "Walk by the Water", "Lantern Street Walks",
          "An easy hour on a flat path, then something hot. Dogs are welcome.",
          ("events", "wellness", "cost:free", "access:step-free", "access:children"),
          MONTHLY + "-1SU", ("10:00", "11:30"), kind="event"),
    Offer("garden", "Garden Morning", "The Long Table",
          "Beds to dig, seeds to sort. There are gloves. You can sit, too.",
          ("volunteering", "hobby", "cost:free", "access:outdoors"),
          "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", ("09:00", "12:00"), kind="event", n_towns=10),
    Offer("choir", "Choir With No Tryouts", "The Teakettle",
          "Nobody sings alone. Words are on paper, in two languages.",
          ("hobby", "cost:free", "language:en", "language:es"),
          WEEKLY + "TU", ("18:30", "20:00"), kind="event", n_towns=9),
    Offer("mending", "Mending Table", "The Teakettle",
          "Bring a torn coat or nothing at all. Needles are here.",
          ("hobby", "classes", "cost:free"),
          MONTHLY + "1TH", ("17:00", "19:00"), kind="event", n_towns=9),
    Offer("soup", "Cooking for One", "Second Cup",
          "A pot, a plan and ten dollars. You take home what you make.",
          ("classes", "wellness", "cost:free"),
          MONTHLY + "2WE,4WE", ("17:30", "19:30"), kind="event", n_towns=10),
    Offer("stretch", "Slow Stretching", "Bluestem Center",
          "On chairs or on the floor. Nothing has to hurt.",
          ("wellness", "cost:free", "access:step-free"),
          WEEKLY + "MO,TH", ("07:30", "08:15"), kind="event", n_towns=8),
    Offer("lunch", "Sunday Lunch", "Table of Grace",
          "One long table. Any faith or none; somebody says a short thanks.",
          ("community", "cost:free", "access:children", "access:parking"),
          MONTHLY + "1SU,3SU", ("12:30", "14:30"), kind="event", n_towns=9),
    Offer("lights", "Lights on the Porch", "Lantern Street Walks",
          "Once a year we light a lamp for each other. Music, soup, short words.",
          ("events", "community", "cost:free", "access:step-free", "access:children"),
          "", ("17:00", "20:00"), kind="event", n_towns=6, first_in=9),
    Offer("speaker", "Last Friday Speaker Night", "Magnolia Meeting Desk",
          "Somebody tells their story. The others listen. Cake afterwards.",
          ("meeting", "pathway:12-step", "format:open", "format:speaker", "access:newcomers"),
          MONTHLY + "-1FR", ("19:30", "21:00"), kind="meeting"),
)  # fmt: skip
