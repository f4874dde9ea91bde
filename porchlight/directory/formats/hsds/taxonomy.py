"""Words of service taxonomies as terms of the one vocabulary, where they say so plainly.

Names are those of Open Eligibility (Aunt Bertha's public list), of the AIRS / 211 LA County
taxonomy and of everyday use. A word that may mean several things maps to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils import translation

from porchlight.directory.vocabulary.terms import TERMS, is_term


def _table(*rows: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(words, re.IGNORECASE), term) for words, term in rows)


# What is offered: read in the names of taxonomy terms, programs and services.
NEEDS = _table(
    (r"\bdetox|withdrawal management\b", "need:detox"),
    (
        r"\b(?:intensive )?outpatient\b.*\b(?:treatment|program|substance|addiction|rehab)"
        r"|day treatment\b",
        "need:outpatient",
    ),
    (
        r"\b(?:residential|inpatient)\b.*\b(?:treatment|rehab|substance|addiction|care)\b",
        "need:inpatient",
    ),
    (
        r"medication[- ]assisted|\bmethadone\b|\bbuprenorphine\b|\bsuboxone\b|opioid treatment",
        "need:medication",
    ),
    (
        r"harm reduction|needle exchange|syringe|\bnaloxone\b|\bnarcan\b|overdose (?:prev|revers)",
        "need:harm-reduction",
    ),
    (r"12[- ]?step\b|twelve[- ]step", "pathway:12-step"),
    (
        r"peer (?:support|recovery|to peer)|recovery coach|peer (?:counsel|specialist)",
        "need:peer-support",
    ),
    (r"recovery (?:community )?cent(?:er|re)|recovery community org", "need:recovery-community"),
    (
        r"sober living|recovery (?:homes?|housing|residence)|halfway house|transitional hous"
        r"|temporary shelter|homeless shelter|emergency shelter|help find housing|housing search"
        r"|short[- ]term housing|^housing$",
        "need:housing",
    ),
    (r"mental health|psychiatr|behavioral health", "need:mental-health"),
    (r"\bcounsell?ing\b|\bpsychotherapy\b|\bindividual therapy\b", "need:counselling"),
    (
        r"family (?:support|counsel|therapy)|support for famil|bereavement|parent support",
        "need:family-support",
    ),
    (
        r"primary care|community health cent|medical clinic|free clinic|health clinic",
        "need:primary-care",
    ),
    (r"\bcrisis\b|suicide", "need:crisis"),
    (
        r"help find work|job (?:search|placement|training|finding)|employment|vocational"
        r"|workforce|career",
        "need:work",
    ),
    (
        r"\bclasses\b|adult education|\bGED\b|high school equiv|skills (?:&|and) training"
        r"|life skills|workshop",
        "need:classes",
    ),
    (r"\btransportation\b|\brides?\b|bus pass|help pay for transit", "need:rides"),
    (
        r"food (?:pantr|bank|stamp)|emergency food|\bmeals?\b|soup kitchen|clothing|groceries"
        r"|food delivery|help pay for food",
        "need:food",
    ),
    (r"\blegal\b|expunge|benefits (?:assist|screen)|advocacy & legal", "need:legal"),
    (r"volunteer", "need:volunteering"),
    (r"exercise|fitness|\byoga\b|physical activity|wellness", "need:wellness"),
    (r"spiritual support|faith[- ]based|community support services", "need:community"),
    (r"support groups?\b|self[- ]help group|mutual (?:aid|support) group", "format:group"),
)  # fmt: skip
# Whom it is for: read in taxonomy terms and in 1.1's one-word eligibility.
PEOPLE = _table(
    (r"\bwomen\b|\bfemales?\b", "population:women"),
    (r"(?<!wo)\bmen\b|\bmales?\b", "population:men"),
    (r"lgbtq|lgbt\b|queer", "population:lgbtq"),
    (r"transgender", "population:trans"),
    (r"\bveterans?\b|active duty|military", "population:veterans"),
    (r"\bseniors?\b|older adults?|elderly", "population:older"),
    (r"\byouth\b|\bteens?\b|young (?:adults?|people)|adolescent", "population:young"),
    (r"pregnan|postpartum|new mothers?", "population:pregnant"),
    (r"with children|\bparents\b|single parent", "population:parents"),
    (
        r"ex-?offender|formerly incarcerated|criminal justice|re-?entry|returning citizens"
        r"|drug court",
        "population:justice",
    ),
    (r"hiv|aids\b", "population:hiv"),
    (r"native american|american indian|tribal|indigenous", "population:native"),
    (r"domestic violence|intimate partner|abuse or neglect survivors", "population:violence"),
    (r"trauma survivors?|survivors of trauma", "population:trauma"),
    (r"dual diagnosis|co-?occurring", "population:both"),
)
ACCESS = _table(
    (r"wheel ?chair|step[- ]free|\bramps?\b|\belevators?\b|no steps", "access:step-free"),
    (r"(?:accessible|disabled|handicap\w*)[ _-](?:rest ?room|bathroom|toilet)",
     "access:step-free-restroom"),
    (r"\bASL\b|american sign language", "access:sign-language"),
    (r"deaf|hard of hearing|hearing aid|(?:hearing|induction) loop|\btty\b|textphone",
     "access:deaf"),
    (r"braille|\bblind\b|low vision|large print", "access:blind"),
    (r"parking", "access:parking"),
    (r"child ?care|babysit", "access:child-care"),
)  # fmt: skip
CARRIED = _table((r"\bbus(?:es)?\b|\btrain\b|\bmetro\b|\bsubway\b|\btram\b|\brail\b", "access:bus"))
COSTS = _table(
    (r"sliding (?:fee|scale)|ability to pay|pay what you can", "cost:sliding"),
    (r"\bmedicaid\b", "cost:medicaid"),
    (r"\bmedicare\b", "cost:medicare"),
    (r"private (?:health )?insurance|commercial insurance", "cost:insurance"),
    (r"tricare|military insurance|champva", "cost:military"),
    (r"state[- ](?:financed|funded|insurance)|indian health service", "cost:state"),
    (r"\bcash\b|credit card|debit card|\bself[- ]pay|\bcheque|\bcheck\b", "cost:self"),
)
FREE = re.compile(
    r"(?:it(?:'s| is) |this (?:service )?is )?(?:free(?: of charge)?|no (?:cost|charge|fees?)|none"
    r"|\$?0(?:\.00)?|at no cost)(?: (?:to|for) (?:all|every(?:body|one)))?[.! ]*",
    re.IGNORECASE,
)
with translation.override("en"):
    LANGUAGES = {str(name).lower(): code for code, name in TERMS["language"].items()}
LANGUAGES |= {
    "haitian": "ht", "creole": "ht", "mandarin": "zh", "cantonese": "zh", "farsi": "fa",
    "filipino": "tl", "castilian": "es", "español": "es", "norsk": "no", "hmong": "hmn",
}  # fmt: skip
SIGNED = re.compile(r"american sign language|\bASL\b|^ase$", re.IGNORECASE)
THREE_LETTERS = {
    "eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "vie": "vi",
    "zho": "zh", "chi": "zh", "ara": "ar", "hat": "ht", "kor": "ko", "rus": "ru", "tgl": "tl",
    "por": "pt", "pol": "pl", "ita": "it", "jpn": "ja", "som": "so", "amh": "am", "ukr": "uk",
}  # fmt: skip


def needs_in(words: Iterable[str]) -> set[str]:
    """What is offered, by the names of taxonomy terms, programs and services."""
    return _found(NEEDS, words)


def people_in(words: Iterable[str]) -> set[str]:
    return _found(PEOPLE, words)


def access_in(words: Iterable[str]) -> set[str]:
    return _found(ACCESS, words)


def transport_in(words: str) -> set[str]:
    return _found(CARRIED, [words])


def costs_in(words: Iterable[str]) -> set[str]:
    texts = [text for text in words if text]
    return _found(COSTS, texts) | {"cost:free" for text in texts if FREE.fullmatch(text.strip())}


def ages_in(least: int | None, most: int | None) -> set[str]:
    """For young or for older people only, by the ages that are taken."""
    if least is not None and least >= 50:
        return {"population:older"}
    return {"population:young"} if most is not None and most <= 26 else set()


def language_of(code: str, name: str) -> set[str]:
    """The language meant by an ISO code ("es", "spa", "es-MX") or an English name."""
    if SIGNED.search(name) or SIGNED.search(code):
        return {"access:sign-language"}
    short = re.split(r"[-_]", code.strip().lower())[0]
    for known in (short, THREE_LETTERS.get(short), LANGUAGES.get(name.strip().lower())):
        if known and is_term(f"language:{known}"):
            return {f"language:{known}"}
    return set()


def _found(table: Iterable[tuple[re.Pattern[str], str]], words: Iterable[str]) -> set[str]:
    texts = list(words)
    return {term for pattern, term in table if any(pattern.search(text) for text in texts)}
