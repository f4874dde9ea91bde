"""Time zones to choose from: by country, with cities people know; and the country of a zone.

Which zone belongs to which country is read from the IANA database as the `tzdata` package ships it
(zone.tab, and the old names in tzdata.zi). Only the words on the list are ours.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from porchlight.people.choices import COUNTRIES, ELSEWHERE, Choice

# First parts of IANA names that are places. "Etc/GMT+5" is none.
AREAS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
     "Indian", "Pacific"}
)  # fmt: skip
# Places with a code of their own in ISO 3166 where the help lines of another country answer.
SHARES_LINES_OF = {"AS": "US", "GU": "US", "MP": "US", "PR": "US", "VI": "US"}

CITIES: dict[str, list[Choice]] = {
    "AR": [("America/Argentina/Buenos_Aires", _("Buenos Aires, Córdoba"))],
    "AU": [
        ("Australia/Sydney", _("Sydney, Melbourne")),
        ("Australia/Brisbane", _("Brisbane")),
        ("Australia/Hobart", _("Hobart")),
        ("Australia/Adelaide", _("Adelaide")),
        ("Australia/Darwin", _("Darwin")),
        ("Australia/Perth", _("Perth")),
        ("Australia/Eucla", _("Eucla")),
        ("Australia/Lord_Howe", _("Lord Howe Island")),
    ],
    "CA": [
        ("America/St_Johns", _("Newfoundland: St. John’s")),
        ("America/Halifax", _("Atlantic: Halifax")),
        ("America/Toronto", _("Eastern: Toronto, Montreal")),
        ("America/Winnipeg", _("Central: Winnipeg")),
        ("America/Regina", _("Saskatchewan: Regina")),
        ("America/Edmonton", _("Mountain: Calgary, Edmonton")),
        ("America/Whitehorse", _("Yukon: Whitehorse")),
        ("America/Vancouver", _("Pacific: Vancouver")),
    ],
    "CL": [
        ("America/Santiago", _("Santiago, Concepción")),
        ("America/Punta_Arenas", _("Punta Arenas")),
        ("Pacific/Easter", _("Easter Island")),
    ],
    "CO": [("America/Bogota", _("Bogotá, Medellín"))],
    "IE": [("Europe/Dublin", _("Dublin, Cork"))],
    "MX": [
        ("America/Mexico_City", _("Central: Mexico City, Guadalajara")),
        ("America/Cancun", _("Southeast: Cancún")),
        ("America/Ciudad_Juarez", _("Border: Ciudad Juárez")),
        ("America/Mazatlan", _("Pacific: Mazatlán, La Paz")),
        ("America/Hermosillo", _("Sonora: Hermosillo")),
        ("America/Tijuana", _("Northwest: Tijuana")),
    ],
    "NZ": [
        ("Pacific/Auckland", _("Auckland, Wellington")),
        ("Pacific/Chatham", _("Chatham Islands")),
    ],
    "ES": [
        ("Europe/Madrid", _("Madrid, Barcelona")),
        ("Atlantic/Canary", _("Canary Islands: Las Palmas")),
    ],
    "GB": [("Europe/London", _("London, Glasgow, Belfast"))],
    "US": [
        ("America/New_York", _("Eastern: New York, Miami")),
        ("America/Chicago", _("Central: Chicago, Houston")),
        ("America/Denver", _("Mountain: Denver, Boise")),
        ("America/Phoenix", _("Arizona: Phoenix")),
        ("America/Los_Angeles", _("Pacific: Los Angeles, Seattle")),
        ("America/Anchorage", _("Alaska: Anchorage")),
        ("America/Adak", _("Aleutian Islands: Adak")),
        ("Pacific/Honolulu", _("Hawaii: Honolulu")),
        ("America/Puerto_Rico", _("Puerto Rico: San Juan")),
        ("Pacific/Guam", _("Guam: Hagåtña")),
    ],
}

REGIONS: list[tuple[Promise, list[Choice]]] = [
    (
        _("The Americas"),
        [
            ("America/Lima", _("Lima, Quito, Panama City")),
            ("America/Guatemala", _("Guatemala City, San José")),
            ("America/Havana", _("Havana")),
            ("America/Santo_Domingo", _("Santo Domingo, Caracas, La Paz")),
            ("America/Sao_Paulo", _("São Paulo, Montevideo, Asunción")),
            ("America/Noronha", _("Noronha, South Georgia")),
            ("America/Miquelon", _("Saint-Pierre")),
            ("America/Nuuk", _("Nuuk")),
        ],
    ),
    (
        _("Europe"),
        [
            ("Europe/Lisbon", _("Lisbon")),
            ("Europe/Berlin", _("Berlin, Paris, Rome")),
            ("Europe/Athens", _("Athens, Kyiv, Helsinki")),
            ("Europe/Chisinau", _("Chișinău")),
            ("Europe/Istanbul", _("Istanbul, Moscow")),
            ("Atlantic/Reykjavik", _("Reykjavik")),
            ("Atlantic/Azores", _("Azores")),
        ],
    ),
    (
        _("Africa"),
        [
            ("Africa/Lagos", _("Lagos, Algiers, Kinshasa")),
            ("Africa/Abidjan", _("Accra, Dakar")),
            ("Africa/Casablanca", _("Casablanca")),
            ("Africa/Cairo", _("Cairo")),
            ("Africa/Johannesburg", _("Johannesburg, Harare")),
            ("Africa/Nairobi", _("Nairobi, Addis Ababa")),
            ("Atlantic/Cape_Verde", _("Cape Verde")),
        ],
    ),
    (
        _("Asia"),
        [
            ("Asia/Jerusalem", _("Jerusalem, Tel Aviv")),
            ("Asia/Beirut", _("Beirut")),
            ("Asia/Gaza", _("Gaza")),
            ("Asia/Riyadh", _("Riyadh, Baghdad")),
            ("Asia/Tehran", _("Tehran")),
            ("Asia/Dubai", _("Dubai, Baku, Mauritius")),
            ("Asia/Kabul", _("Kabul")),
            ("Asia/Karachi", _("Karachi, Tashkent")),
            ("Asia/Kolkata", _("Delhi, Mumbai, Colombo")),
            ("Asia/Kathmandu", _("Kathmandu")),
            ("Asia/Dhaka", _("Dhaka")),
            ("Asia/Yangon", _("Yangon")),
            ("Asia/Bangkok", _("Bangkok, Hanoi, Jakarta")),
            ("Asia/Shanghai", _("Beijing, Manila, Singapore")),
            ("Asia/Tokyo", _("Tokyo, Seoul")),
        ],
    ),
    (
        _("The Pacific"),
        [
            ("Pacific/Port_Moresby", _("Port Moresby, Vladivostok")),
            ("Pacific/Noumea", _("Nouméa, Honiara")),
            ("Pacific/Norfolk", _("Norfolk Island")),
            ("Pacific/Fiji", _("Fiji, Kamchatka")),
            ("Pacific/Apia", _("Apia, Tonga")),
            ("Pacific/Kiritimati", _("Kiritimati")),
            ("Pacific/Tahiti", _("Tahiti")),
            ("Pacific/Marquesas", _("Marquesas Islands")),
            ("Pacific/Gambier", _("Gambier Islands")),
            ("Pacific/Pitcairn", _("Pitcairn")),
            ("Pacific/Pago_Pago", _("Pago Pago")),
        ],
    ),
]


def zone_groups() -> list[tuple[str | Promise, list[Choice]]]:
    """The list as a select shows it: the countries with help lines first, then the regions."""
    names = dict(COUNTRIES)
    countries = [(names[code], cities) for code, cities in CITIES.items()]
    return [*countries, *REGIONS]


@cache
def listed_zones() -> dict[str, str | Promise]:
    """Every zone of the list with its words."""
    return {zone: words for _group, cities in zone_groups() for zone, words in cities}


def words_of(zone: str) -> str:
    """What the list calls a zone; the city in its name when it is not on the list."""
    listed = listed_zones().get(zone)
    return str(listed) if listed is not None else zone.rpartition("/")[2].replace("_", " ")


@cache
def known_zones() -> frozenset[str]:
    """All IANA names of places, old ones included: more than the list, so that none is lost."""
    return frozenset(name for name in available_timezones() if name.partition("/")[0] in AREAS)


def proper_zone(name: str) -> str | None:
    """The zone as it is called today ("Asia/Calcutta" is "Asia/Kolkata"); None: there is none."""
    target = _old_names().get(name)
    if target is not None and name not in _countries() and target in _countries():
        return target
    return name if name in known_zones() else None


def country_of(zone: str) -> str:
    """The country whose help lines answer in a zone, or "ZZ" when it is none of ours."""
    country = _countries().get(proper_zone(zone) or "", ELSEWHERE)
    country = SHARES_LINES_OF.get(country, country)
    return country if country in CITIES else ELSEWHERE


def zone_country(zone: str) -> str:
    """The country a zone is in (ISO 3166-1), of the whole world; "" for no zone of a country."""
    return _countries().get(proper_zone(zone) or "", "")


@cache
def _countries() -> dict[str, str]:
    """Zone -> ISO 3166-1 code, from zone.tab, where each zone is in one country."""
    lines = _table("zone.tab").splitlines()
    parts = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {zone: code for code, _point, zone, *_note in parts}


@cache
def _old_names() -> dict[str, str]:
    """Other name -> the zone it stands for: the lines "L target name" of tzdata.zi."""
    links = (line.split() for line in _table("tzdata.zi").splitlines() if line.startswith("L "))
    return {name: target for _l, target, name in links}


def _table(name: str) -> str:
    return files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
