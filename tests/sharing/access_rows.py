"""The rows of sharing in the table of tests/access/table.py, which says how to read them."""

from __future__ import annotations

IN = "302 200 200 200 200"
HER = "302 200 404 404 404"
HER_FORM = "302 422 404 404 404"
HER_BUTTON = "302 303 404 404 404"
NO = "405 405 405 405 405"
UP = "307 307 307 307 307"
FORM = "302 422 422 422 422"
DONE = "302 303 303 303 303"

OF_SHARING = {
    "sharing": ("/people/sharing/", IN, NO),
    "invitation-share": ("/people/invitations/{invitation}/share/", HER, HER_BUTTON),
    "sharing-pause": ("/people/sharing/pause/", UP, DONE),
    "sharing-resume": ("/people/sharing/resume/", UP, DONE),
    "tie-sharing": ("/people/{tie}/sharing/", HER, NO),
    "tie-sharing-pause": ("/people/{her_tie}/sharing/pause/", UP, HER_BUTTON),
    "tie-sharing-resume": ("/people/{her_tie}/sharing/resume/", UP, HER_BUTTON),
    "tie-sharing-as": ("/people/{her_tie}/sharing/as/", HER, NO),
    "tie-share": ("/people/{her_tie}/sharing/day/", HER, HER_FORM),
    "tie-share-stop": ("/people/{her_tie}/sharing/day/stop/", UP, HER_BUTTON),
    "tie-share-undo": ("/people/{her_tie}/sharing/day/undo/", UP, HER_BUTTON),
    "tie-share-narrow": ("/people/{her_tie}/sharing/day/narrow/", UP, HER_BUTTON),
    "tie-hand-over": ("/people/{her_tie}/hand-over/", HER, HER_FORM),
    "hand-over-take-back": (
        "/people/{her_tie}/hand-over/{handed}/take-back/",
        UP,
        HER_BUTTON,
    ),
    "handed-remove": ("/people/{her_tie}/handed/{handed}/remove/", UP, "302 404 404 404 404"),
    "milestones": ("/me/milestones/", IN, FORM),
    "milestone-remove": ("/me/milestones/{milestone}/remove/", UP, HER_BUTTON),
}
