"""What fits a person, as they tick it: groups they belong to, pathways, languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from porchlight.directory.vocabulary.terms import TERMS, term_name
from porchlight.domain.fit import PEOPLE, Wishes

# Shown at once; the other groups are one tap away.
FIRST = (
    "women", "men", "non-binary", "trans", "lgbtq", "young", "older", "poc", "native", "veterans",
)  # fmt: skip
MORE = tuple(group for group in PEOPLE if group not in FIRST)
# Family meetings are for family accounts, whatever somebody likes.
PATHWAYS = tuple(way for way in TERMS["pathway"] if way not in ("family", "al-anon", "nar-anon"))
FIELDS = {
    "first": ("population", FIRST),
    "more": ("population", MORE),
    "liked": ("pathway", PATHWAYS),
    "disliked": ("pathway", PATHWAYS),
    "languages": ("language", tuple(TERMS["language"])),
}


def _ticks(**options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Tick lines that are on this page")},
        **options,
    )


class WishesForm(forms.Form):
    """Every tick is optional. `in_use` are terms that some listing has: pathways and languages of
    none are left out, unless the person ticked them before."""

    first = _ticks(label=_("Groups you belong to"))
    more = _ticks(label=_("More groups"))
    liked = _ticks(
        label=_("Ways of recovery you like"), help_text=_("Meetings of these ways come first.")
    )
    disliked = _ticks(
        label=_("Ways of recovery that are not for you"),
        help_text=_("Meetings of these ways are not offered to you."),
    )
    languages = _ticks(label=_("Other languages you are at home in"))

    def __init__(
        self, sent: QueryDict | None, *, wishes: Wishes, language: str, in_use: frozenset[str]
    ):
        ticked = {
            "first": wishes.groups & {*FIRST},
            "more": wishes.groups & {*MORE},
            "liked": wishes.liked,
            "disliked": wishes.disliked,
            "languages": wishes.languages - {language},
        }
        super().__init__(sent, initial={name: sorted(ticks) for name, ticks in ticked.items()})
        for name, (group, whats) in FIELDS.items():
            offered = [
                what
                for what in whats
                if group == "population" or f"{group}:{what}" in in_use or what in ticked[name]
            ]
            choices = [(what, term_name(f"{group}:{what}")) for what in offered]
            self.fields[name].choices = [  # type: ignore[attr-defined]
                choice for choice in choices if (name, choice[0]) != ("languages", language)
            ]

    def clean(self) -> dict[str, Any]:
        chosen: dict[str, Any] = {**super().clean()}  # type: ignore[dict-item]
        both = [way for way in chosen.get("liked", ()) if way in chosen.get("disliked", ())]
        if both:
            words = _("You ticked “%(way)s” in both lists. Leave it in one of them.")
            self.add_error("disliked", str(words) % {"way": term_name(f"pathway:{both[0]}")})
        return chosen

    @property
    def wishes(self) -> Wishes:
        """What was ticked, once it is valid."""
        chosen = {name: frozenset(self.cleaned_data[name]) for name in FIELDS}
        return Wishes(
            groups=chosen["first"] | chosen["more"],
            liked=chosen["liked"],
            disliked=chosen["disliked"],
            languages=chosen["languages"],
        )
