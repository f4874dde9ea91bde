"""Forms are taken from our own pages only, also behind a proxy that drops the port from Host."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.middleware.csrf import REASON_BAD_ORIGIN, CsrfViewMiddleware

# What Django's reason begins with, up to the origin it names.
ANOTHER_ORIGIN: Final = REASON_BAD_ORIGIN.partition("%s")[0]


class FormTokens(CsrfViewMiddleware):
    """Django's check of the form's token and of the page that a form came from.

    The browser itself says in Sec-Fetch-Site whether that page is of the same origin as the address
    it asked for; no script can set it. Django compares Origin with Host, which may come changed.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.headers.get("Sec-Fetch-Site") == "same-origin":
            return True
        return bool(super()._origin_verified(request))  # type: ignore[misc]
