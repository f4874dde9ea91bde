"""The words that consent is given in: kinds of things, what is done with them, what for, and in
which legal form. Each value is stored, so it is never changed."""

from __future__ import annotations

from enum import StrEnum


class DataClass(StrEnum):
    """What kind of thing a row or a sealed field holds. Keys and grants are given per class."""

    NAME = "name"  # what a person wants to be called
    PLACE = "place"  # the ZIP, town or point somebody typed
    BARRIERS = "barriers"  # what gets in the way
    WISHES = "wishes"  # groups somebody belongs to, pathways and languages that fit them
    CHECK_IN = "check-in"  # the talk, loneliness, avoiding, wanted time alone
    MOOD = "mood"
    URGE = "urge"
    JOURNAL = "journal"  # free notes
    CIRCLE = "circle"  # names, numbers and nearness of my people
    STEP = "step"  # steps offered, taken, and what happened
    NOTICE = "notice"  # the person's usual, what they were asked about it, how often to ask
    COMMUNITY = "community"  # the host's own words; for everyone to read
    CORRECTION = "correction"  # what somebody told the hosts is not right about a listing
    MEETINGS = "meetings"  # meetings somebody keeps or plans to go to
    THOUGHTS = "thoughts"  # thought records
    PLAN = "plan"  # the plan for hard nights
    MILESTONES = "milestones"
    CHECK_UPS = "check-ups"  # answers to questionnaires
    MESSAGES = "messages"
    CARE_PLAN = "care-plan"
    COUNSELLING = "counselling"  # a professional's counselling notes
    ACCOUNT = "account"  # ways into an account and receipts of writes; nobody else's ever
    CONSENT = "consent"  # signatures under grants
    INVITATION = "invitation"  # what the link of an invitation shows: the name its sender chose
    DAY = "day"  # how a day felt, in one of two words; kept apart from mood, for those it is shown
    PROMISES = "promises"  # what two people agreed on: promises, plans to meet, calls
    HANDED = "handed"  # one thing that somebody handed to one other person, once
    LOOKS = "looks"  # who looked at what, under which grant
    LIGHT = "light"  # when somebody says that they can talk, for those they show it to
    ASK = "ask"  # that somebody wanted a person now, and what came of it
    REPORT = "report"  # what somebody reported, with what stood around it; for the moderators


PUBLIC = frozenset({DataClass.COMMUNITY})
HANDED_OVER = frozenset({DataClass.CORRECTION, DataClass.REPORT})
BY_LINK = frozenset({DataClass.INVITATION})
EVERYTHING = frozenset(DataClass)
# No grant reaches these, whatever it says.
NEVER_GRANTED = (
    PUBLIC
    | HANDED_OVER
    | BY_LINK
    | {DataClass.ACCOUNT, DataClass.CONSENT}
    | {DataClass.PROMISES, DataClass.HANDED, DataClass.LOOKS, DataClass.LIGHT, DataClass.ASK}
)
# A grant of the personal form, between people of a circle, never reaches these: what the pages
# promise has no switch. The other forms are a signed consent that names what it is about.
NEVER_PERSONAL = frozenset(
    {
        DataClass.MOOD,
        DataClass.URGE,
        DataClass.PLACE,
        DataClass.JOURNAL,
        DataClass.MESSAGES,
        DataClass.BARRIERS,
        DataClass.CIRCLE,
        DataClass.NOTICE,
    }
)


class Action(StrEnum):
    SUMMARY = "see summary"  # that there is something, and on which days
    VIEW = "view"  # what it says
    COMMENT = "comment"
    BE_TOLD = "be told"  # hear that something is new
    EXPORT = "export"
    WRITE = "write"  # make, change and take away; no grant gives it


OPENS_CONTENT = frozenset({Action.VIEW, Action.COMMENT, Action.EXPORT, Action.WRITE})


class Purpose(StrEnum):
    SELF = "self"  # a person with their own things
    HOSTING = "hosting"  # the words a community shows to everyone
    MENDING = "mending"  # a host with what was sent to the hosts, to put a listing right
    INVITING = "inviting"  # whoever holds the link of an invitation, with what it shows
    SUPPORT = "support"
    ACCOUNTABILITY = "accountability"
    SPONSOR = "sponsor"
    SAFETY_PLAN = "safety plan"
    CARE = "care"
    PAYMENT = "payment"
    OPERATIONS = "operations"
    RESEARCH = "research"
    ORG_ANALYTICS = "org analytics"
    LEGAL = "legal"  # legal proceedings


class LegalForm(StrEnum):
    """What kind of consent a grant is. All but the personal one are under 42 CFR Part 2."""

    PERSONAL = "personal"
    PART2_NAMED = "part2 named"
    PART2_TPO = "part2 treatment-payment-operations"
    COUNSELLING_NOTE = "counselling note"
    LEGAL = "legal"


_PERSONAL = {Purpose.SUPPORT, Purpose.ACCOUNTABILITY, Purpose.SPONSOR, Purpose.SAFETY_PLAN}
_TPO = {Purpose.CARE, Purpose.PAYMENT, Purpose.OPERATIONS}

# Which purposes a grant of each form can serve. Legal proceedings are combined with nothing.
PURPOSES_OF = {
    LegalForm.PERSONAL: frozenset(_PERSONAL),
    LegalForm.PART2_NAMED: frozenset(_PERSONAL | _TPO | {Purpose.RESEARCH, Purpose.ORG_ANALYTICS}),
    LegalForm.PART2_TPO: frozenset(_TPO),
    LegalForm.COUNSELLING_NOTE: frozenset({Purpose.CARE}),
    LegalForm.LEGAL: frozenset({Purpose.LEGAL}),
}
