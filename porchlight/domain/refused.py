"""When a rule says no. Not bad input and not a bug: the page says why, in the template's words."""

from __future__ import annotations


class Refused(Exception):
    """A rule refused. `code` names the rule; templates/errors/refused.html words it."""

    code = "refused"
