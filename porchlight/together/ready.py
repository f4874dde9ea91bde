"""Lines that wait in the box of a note until their writer changes or sends them. Nothing is sent by
itself. Their codes stand in addresses, so they name nothing private."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

Words = Any

# After a promise that did not work: a word from whoever promised.
REPAIRS: dict[str, Words] = {
    "r1": _("I forgot. Is Tuesday okay?"),
    "r2": _("I couldn't. Can we make it smaller?"),
    "r3": _("I thought of it too late. Here it is now."),
    "r4": _("I said yes too fast. I'd like to choose again."),
    "r5": _("I got scared and stayed home. It wasn't about you."),
    "r6": _("You waited, and I wasn't there. How was that for you?"),
}
# And from the other one: calm, and nothing is owed.
CALM_ANSWERS: dict[str, Words] = {
    "c1": _("That is okay. Thanks for telling me."),
    "c2": _("Another day would be better."),
    "c3": _("Let's leave it. We're good."),
    "c4": _("Smaller is fine with me."),
    "c5": _("I was hurt, and I'm glad you said it. Talk on Sunday?"),
}
# Said in time, about one thing that was seen. Nothing about using or not using is among them.
THANKS: dict[str, Words] = {
    "t1": _("Thank you for calling back. It helped me."),
    "t2": _("I saw that you made time for me. Thank you."),
    "t3": _("You told me how it is. I know that takes a lot. Thank you."),
    "t4": _("I noticed how calm you stayed yesterday. That did me good."),
    "t5": _("You came although the day was hard. I was glad to see you."),
    "t6": _("Thank you for trying. That counts for me."),
}
# When a plan that both said yes to cannot be kept: from whoever was asked, and from whoever asked.
AFTER_A_YES: dict[str, Words] = {
    "y1": _("I can't come after all. Thank you for asking me."),
    "y2": _("I can't make it after all. Shall we pick another day?"),
}
# When another time works better: from whoever asked, and from whoever was asked.
ANOTHER_TIME: dict[str, Words] = {
    "a1": _("Another time is fine. Which day is good for you?"),
    "a2": _("I would like to come another day. Which one is good for you?"),
}
# To somebody who was there when they were asked.
AFTER_AN_ASK: dict[str, Words] = {"h1": _("Thank you for being there when I asked. It helped.")}
# To a milestone that somebody showed.
GLAD: dict[str, Words] = {"g1": _("Thank you for showing me this. I am glad with you.")}
EVERY_LINE = REPAIRS | CALM_ANSWERS | THANKS | AFTER_A_YES | ANOTHER_TIME | AFTER_AN_ASK | GLAD


def line_of(code: str) -> str:
    """The words of a code, in the language of whoever reads; "" for none."""
    return str(EVERY_LINE.get(code, ""))
