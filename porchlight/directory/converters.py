"""A row's number in an address."""

from __future__ import annotations

from django.urls.converters import IntConverter


class NumberConverter(IntConverter):
    """No longer than a database can look for: what is longer is the address of nothing."""

    regex = "[0-9]{1,18}"
