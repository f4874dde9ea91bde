"""The columns of the sheet that anybody can fill in: what they are called, and what they may say.

Headings and choices are those of the site's languages, all of them understood whatever language
the sheet is in, and other words that people use for them.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from porchlight.directory.formats.fields.text import folded
from porchlight.directory.vocabulary.terms import TERMS

EXAMPLE_MARK: Promise = _("Example:")

HEADINGS: dict[str, Promise] = {
    "name": pgettext_lazy("sheet", "Name"),
    "what": pgettext_lazy("sheet", "What it is"),
    "day": pgettext_lazy("sheet", "Day or date"),
    "start": pgettext_lazy("sheet", "Start time"),
    "end": pgettext_lazy("sheet", "End time"),
    "often": pgettext_lazy("sheet", "How often"),
    "until": pgettext_lazy("sheet", "Until"),
    "not_on": pgettext_lazy("sheet", "Not on"),
    "place": pgettext_lazy("sheet", "Place"),
    "street": pgettext_lazy("sheet", "Street"),
    "town": pgettext_lazy("sheet", "Town"),
    "state": pgettext_lazy("sheet", "State"),
    "zip": pgettext_lazy("sheet", "ZIP"),
    "link": pgettext_lazy("sheet", "Online link"),
    "phone": pgettext_lazy("sheet", "Phone"),
    "who": pgettext_lazy("sheet", "Who it is for"),
    "language": pgettext_lazy("sheet", "Language"),
    "cost": pgettext_lazy("sheet", "Cost"),
    "access": pgettext_lazy("sheet", "Getting in"),
    "notes": pgettext_lazy("sheet", "Notes"),
    "checked": pgettext_lazy("sheet", "Checked on"),
    "website": pgettext_lazy("sheet", "Website"),
    "organization": pgettext_lazy("sheet", "Organization"),
    "zone": pgettext_lazy("sheet", "Time zone"),
    "id": pgettext_lazy("sheet", "Number"),
}
OTHER_HEADINGS = {
    "name": ("title", "event", "group", "titulo", "evento", "grupo"),
    "what": ("type", "kind", "category", "what", "tipo", "categoria", "clase"),
    "day": ("day", "days", "date", "dates", "dia", "dias", "fecha", "fechas", "day(s) or date(s)"),
    "start": (
        "start",
        "starts",
        "start time",
        "time",
        "from",
        "begins",
        "empieza",
        "hora",
        "inicio",
        "comienza",
    ),
    "end": ("end", "ends", "to", "termina", "fin"),
    "often": ("repeats", "frequency", "recurrence", "frecuencia", "se repite"),
    "until": ("last date", "end date", "hasta el", "fecha de fin"),
    "not_on": ("except", "not on these dates", "excepto"),
    "place": ("place name", "location", "venue", "nombre del lugar", "sede"),
    "street": ("address", "street address", "direccion", "domicilio"),
    "town": ("city", "pueblo"),
    "state": ("province", "provincia"),
    "zip": ("zip code", "postal code", "postcode", "cp", "codigo zip"),
    "link": ("link", "zoom", "online", "meeting link", "enlace", "en linea"),
    "phone": ("telephone", "phone number", "numero de telefono"),
    "who": ("for whom", "who", "audience", "publico"),
    "language": ("languages", "idiomas", "lengua"),
    "cost": ("price", "fee", "fees", "precio", "tarifa"),
    "access": ("how to get in", "access", "accessibility", "acceso", "accesibilidad"),
    "notes": ("note", "description", "details", "nota", "descripcion"),
    "checked": ("checked", "last checked", "verified", "verificado el"),
    "website": ("web", "web site", "url", "site", "pagina web"),
    "organization": ("organisation", "host", "run by", "organizador"),
    "zone": ("timezone", "zone", "huso horario"),
    "id": ("id", "slug", "key", "clave"),
}

OFTEN: dict[str, Promise] = {
    "weekly": pgettext_lazy("sheet", "Every week"),
    "fortnightly": pgettext_lazy("sheet", "Every other week"),
    "first": pgettext_lazy("sheet", "First one of the month"),
    "second": pgettext_lazy("sheet", "Second one of the month"),
    "third": pgettext_lazy("sheet", "Third one of the month"),
    "fourth": pgettext_lazy("sheet", "Fourth one of the month"),
    "last": pgettext_lazy("sheet", "Last one of the month"),
    "monthly": pgettext_lazy("sheet", "Every month on this date"),
    "daily": pgettext_lazy("sheet", "Every day"),
    "once": pgettext_lazy("sheet", "Once"),
}
OTHER_OFTEN = {
    "weekly": ("weekly", "semanal", "semanalmente"),
    "fortnightly": ("biweekly", "bi-weekly", "fortnightly", "every two weeks", "cada dos semanas"),
    "first": ("first", "1st", "primero", "primer"),
    "second": ("second", "2nd", "segundo"),
    "third": ("third", "3rd", "tercero", "tercer"),
    "fourth": ("fourth", "4th", "cuarto"),
    "last": ("last", "ultimo"),
    "daily": ("daily", "diario", "todos los dias"),
    "once": ("one time", "one-time", "once only", "no", "never"),
}
# The columns whose words are terms of the vocabulary, and the group of each.
GROUP_OF_COLUMN = {
    "what": "need",
    "who": "population",
    "language": "language",
    "cost": "cost",
    "access": "access",
}
OTHER_WORDS = {
    "need": {
        "volunteer": "volunteering", "voluntariado": "volunteering", "class": "classes",
        "clase": "classes", "clases": "classes", "course": "classes", "ride": "rides",
        "transportation": "rides", "transporte": "rides", "house": "housing",
        "housing": "housing", "recovery housing": "housing", "vivienda": "housing",
        "shelter": "housing", "hobbies": "hobby", "hobby group": "hobby", "club": "hobby",
        "support group": "meeting", "reunion": "meeting", "care": "outpatient",
        "treatment": "outpatient", "job": "work", "jobs": "work", "trabajo": "work",
        "sport": "wellness", "sports": "wellness", "exercise": "wellness", "deporte": "wellness",
        "church": "community", "walk": "events", "celebration": "events", "event": "events",
        "comida": "food", "food pantry": "food", "legal help": "legal",
    },
    "population": {"everyone": "", "everybody": "", "all": "", "anyone": "", "todos": ""},
    "language": {"english": "en", "ingles": "en", "spanish": "es", "espanol": "es"},
    "cost": {"0": "free", "no cost": "free", "gratis": "free", "none": "free", "$0": "free"},
    "access": {
        "wheelchair": "step-free", "wheelchair accessible": "step-free", "bus": "bus",
        "parking": "parking", "child care": "child-care", "kids": "children",
    },
}  # fmt: skip


@lru_cache(maxsize=1)
def columns_by_heading() -> dict[str, str]:
    """A heading, folded -> its column."""
    return _by_words(HEADINGS, OTHER_HEADINGS)


@lru_cache(maxsize=1)
def often_by_words() -> dict[str, str]:
    return _by_words(OFTEN, OTHER_OFTEN)


@lru_cache(maxsize=8)
def terms_by_words(group: str) -> dict[str, str]:
    """What people write, folded -> what it is in a group of the vocabulary; "" for everybody."""
    return _by_words(TERMS[group], {}) | {what: what for what in TERMS[group]} | OTHER_WORDS[group]


@lru_cache(maxsize=1)
def example_marks() -> tuple[str, ...]:
    return tuple(_in_all_languages(EXAMPLE_MARK))


def _by_words(named: dict[str, Promise], others: dict[str, tuple[str, ...]]) -> dict[str, str]:
    found = {word: key for key, words in others.items() for word in words}
    for key, words in named.items():
        found |= dict.fromkeys(_in_all_languages(words), key)
    return found


def _in_all_languages(words: Promise) -> list[str]:
    texts = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            texts.append(folded(str(words)))
    return texts
