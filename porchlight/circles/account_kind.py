"""Whom an account is for, as every page asks it: which tabs it has, and what it is never asked.

It is sealed on the person, and a process that has opened it remembers it for as long as the sealed
field is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from porchlight.circles.access import own
from porchlight.domain.fit import Account
from porchlight.people.requests import PersonRequest
from porchlight.people.wishes import remember_account, remembered_account, wishes_of

P = ParamSpec("P")


def account_of(request: PersonRequest) -> Account:
    """Whom the person is here for."""
    account = remembered_account(request.person)
    if account is None:
        account = wishes_of(request.person, own(request.person, request.now)).account
        remember_account(request.person, account)
    return account


def is_family(request: PersonRequest) -> bool:
    """Whether the person is here for somebody else alone: then nothing asks about their own use."""
    return account_of(request) is Account.FAMILY


def for_recovery(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[PersonRequest, P], HttpResponseBase]:
    """Lead family to Home: the page asks what only somebody in recovery is asked. Stands below
    `signed_in`."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_family(request):
            return redirect("family-home")
        return view(request, *args, **kwargs)

    return cast(Callable[Concatenate[PersonRequest, P], HttpResponseBase], guarded)
