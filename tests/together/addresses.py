"""The rows of tests/access/table.py for what two people agree on; `her_tie` is ana's, to dana."""

from __future__ import annotations

from uuid import uuid4

from tests.together.tying import make_agreed_times, make_plan, make_promise

HER = "302 200 404 404 404"
NO = "405 405 405 405 405"
UP = "307 307 307 307 307"

OF_AGREEMENTS = {
    "tie-together": ("/people/{her_tie}/together/", HER, NO),
    "agreement-let-go": (
        "/people/{her_tie}/together/{promise}/let-go/",
        UP,
        "302 303 404 404 404",
    ),
    "promise-new": ("/people/{her_tie}/promises/new/", HER, "302 422 404 404 404"),
    "promise-outcome": (
        "/people/{her_tie}/promises/{promise}/outcome/",
        UP,
        "302 303 404 404 404",
    ),
    "promise-mended": (
        "/people/{her_tie}/promises/{promise}/mended/",
        UP,
        "302 303 404 404 404",
    ),
    "promise-missed": ("/people/{her_tie}/promises/{promise}/", "302 404 404 404 404", NO),
    "agreement-answer": (
        "/people/{her_tie}/together/{promise}/answer/",
        UP,
        "302 404 404 404 404",
    ),
    "go-with": ("/people/with/{listing}/", "302 200 200 200 200", NO),
    "plan-new": ("/people/{her_tie}/plans/new/", HER, "302 422 404 404 404"),
    "plan": ("/people/{her_tie}/plans/{plan}/", HER, NO),
    "times-new": ("/people/{her_tie}/times/new/", HER, "302 422 404 404 404"),
    "times-end": ("/people/{her_tie}/times/{times}/end/", UP, "302 303 404 404 404"),
    "tie-quiet": ("/people/{her_tie}/quiet/", HER, "302 422 404 404 404"),
}


def agreements_of(ana, her_tie):
    """What the paths name, by the names in them."""
    made = {"promise": make_promise, "plan": make_plan, "times": make_agreed_times}
    return {name: str(make(ana, her_tie).pk) for name, make in made.items()}


def no_agreements():
    """The same names, for what is not there."""
    return {name: str(uuid4()) for name in ("promise", "plan", "times")}
