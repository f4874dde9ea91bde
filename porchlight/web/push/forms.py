"""What a browser sends when notes are turned on in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from porchlight.outbox.push.devices import Subscription, subscription_from
from porchlight.outbox.push.hosts import LONGEST


class PushForm(forms.Form):
    """Filled by the page's script; nobody types into it."""

    endpoint = forms.CharField(max_length=LONGEST, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=128, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def subscription(self, origin: str) -> Subscription | None:
        """None when it is none, or of a push service that is not known; `errors` then says so."""
        if not self.is_valid():
            return None
        told: dict[str, Any] = self.cleaned_data
        try:
            return subscription_from(**told, origin=origin)
        except ValueError:
            words = _("This browser's notes come by a service that is not known here.")
            self.add_error(None, words)
            return None
