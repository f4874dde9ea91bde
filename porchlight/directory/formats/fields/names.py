"""What a meeting's name says of whom it is for, where its codes say nothing: "Women's Serenity",
"Men's Stag", "Mujeres", "LGBT", "Young People".

A name is no code, so only words that hardly mean anything else are read, in English and Spanish,
and none where the words around them say otherwise: a chapter of a book ("The Family Afterward"), a
street or a building ("Gay Street", "Women's Club"), both at once ("Men & Women"), or a no ("Not
Just for Women"). One fact of a kind that the codes give is never added to from the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from porchlight.directory.formats.record import Listing
from porchlight.directory.vocabulary.terms import LANGUAGES, PATHWAY_OF

CACHED_NAMES = 4_096
FOLD = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç’‘`´", "aaaaaeeeeiiiiooooouuuunc''''")
# What a word is not read before: the place where people meet, not the people.
PLACES = (
    r"clubs?|clubhouse|building|hall|hospital|high|memorial|museum|park|blvd|boulevard|drive|dr"
    r"|street|st|road|rd|avenue|ave"
)
NO_PLACE = rf"(?!'?s?'? (?:{PLACES})\b)"
NO_CENTER = rf"(?!'?s?'? (?:{PLACES}|cent(?:er|re)s?|citizens?)\b)"
# The words taken out of a name before it is read: they hold a word of the table and mean another.
MISLEADING = re.compile(
    r"\b(?:no|not|non|not just|not only|more than|all but)(?: just)?(?: for)? (?:wo)?men\b"
    r"|\bfishers of men\b|\bmice and men\b|\bmens sana\b|\bgood ?will (?:to|toward) (?:all )?men\b"
    r"|\bgay (?:head|st|street|rd|road|ave|avenue|lane|drive)\b|\bgay (?:and|&) straight\b"
    r"|\bstraight (?:and|&) gay\b|\btrans[- ](?:canada|am|siberian|atlantic|pacific|world)\b"
    r"|\b(?:12|twelve) angry men\b|\bwise men still\b|\bmen'?s wearhouse\b"
    r"|\b(?:calle|colonia|avenida|hospital) (?:de )?(?:la |las |los )?(?:mujer(?:es)?|hombres)\b"
    r"|\bteen challenge\b|\bfountain of youth\b|\bnon[- ]professional|\bblack (?:hole|print)"
    r"|\byoung at heart\b|\bjovenes de corazon\b"
    r"|\bspanish (?:fork|springs?|hills?|trail|oaks|fort|town|harbou?r|peaks|wells|bay|lake)\b"
)


# Whom a room is kind to, beside everybody else; "all trans women welcome" is no such word.
WELCOMED = re.compile(
    r"(?<!\ball )\b(?:lgb[a-z]*|glb[a-z]*|queers?|gay|trans(?:gender)?)\W{0,2}"
    r"(?:(?:and|&) ally )?(?:people |men |women )?"
    r"(?:friendly|affirming|inclusive|welcom(?:e|ing)|allies)\b"
)
EVERYBODY_TOO = re.compile(
    r"\b(?:all|everyone|everybody)(?: are| is)? welcome\b|\bopen to (?:all|everyone|everybody)$"
    r"|\b(?:todos|todas y todos) (?:son )?bienvenidos\b|\babiert[ao] a todos$"
)


def _table(*rows: tuple[str, str]) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(words), tuple(terms.split())) for words, terms in rows)


# A fact is added only where no code gives one of its line; of one line, names may give several.
GENDER = _table(
    (
        rf"\bwom[aeyx]n(?:'?s)?\b{NO_PLACE}|\bwomen(?=@)|\bladies\b|\bgirls\b|\bgirl talk\b"
        r"|\bsisterhood\b"
        r"|\b(?:sober|step|sassy|serenity) sisters\b"
        r"|\bsisters (?:in|of) (?:sobriety|recovery|serenity|solution|truth|grace)\b"
        r"|\b(?:sober|single) (?:moms|mothers|mamas)\b"
        r"|\b(?:moms|mothers) in (?:recovery|sobriety)\b",
        "population:women",
    ),
    (
        r"\bmujer(?:es)?\b|\bdamas\b|\bfemenin[oa]s?\b|\bfemenil\b|\bnosotras\b|\blatinas\b"
        r"|\b(?:senoras|mamas|madres|chicas) (?:sobrias|en (?:recuperacion|sobriedad))\b",
        "population:women",
    ),
    (
        rf"\bmen(?:'?s|s')?\b{NO_PLACE}|\bgentlemen\b|\bboys to men\b"
        r"|\bbrothers in (?:sobriety|recovery)\b|\bband of brothers\b"
        r"|\bbrotherhood\b(?! of man\b)"
        r"|\bsober (?:dads|fathers)\b|\b(?:dads|fathers) in (?:recovery|sobriety)\b",
        "population:men",
    ),
    (r"\bhombres\b|\bvarones\b|\bcaballeros\b|\bvaronil\b", "population:men"),
)
STAG = re.compile(r"\bstag\b")
LGBTQ = _table(
    (r"\b(?:lgb|glb)[a-z]*\b|\bqueers?\b|\bqtpoc\b|\btwo[- ]spirit(?:ed|s)?\b"
     r"|\bdiversidad sexual\b", "population:lgbtq"),
    (r"\bgays?\b", "population:gay"),
    (r"\blesbian(?:s|'s|a|as)?\b", "population:lesbian"),
    (r"\bbisexual(?:s|es)?\b", "population:bisexual"),
    (r"\btrans(?:gender(?:[oa]s?)?|generos?|sexual(?:es)?|men|women)?\b", "population:trans"),
    (r"\bnon-?binary\b|\bgnc\b|\bgender[ -]non-?conforming\b|\bno binari[oa]s?\b",
     "population:non-binary"),
)  # fmt: skip
LGBTQ_TERMS = {terms for _, several in LGBTQ for terms in several}
AGE = _table(
    (
        r"\byoung (?:people|peoples|persons|adults?|wom[ae]n|men|ladies)(?:'?s|s')?\b"
        r"|\b[a-z]*ypaa\b|\bunder (?:25|30|35)\b(?! (?:days|minutes))"
        r"|\b18 ?(?:-|to) ?(?:25|29|30|35)s?\b"
        rf"|\byouth\b{NO_CENTER}|\bjovenes\b|\bgente joven\b|\bjuvenil\b",
        "population:young",
    ),
    (r"\bteens?\b|\bteenagers?\b|\bala-?teen\b|\bnar-?ateen\b|\badolescentes\b",
     "population:teens"),
    (
        rf"\bseniors?\b{NO_CENTER}|\bolder (?:adults|people|women|men)\b|\btercera edad\b"
        r"|\b(?:adultos|personas) mayores\b"
        r"|\b(?:50|55|60|65) ?(?:\+|plus\b|(?:and|&) (?:over|older|up|better|beyond)\b)"
        r"|\bover (?:50|55|60|65)s?\b(?! \w)",
        "population:older",
    ),
)  # fmt: skip
ORIGIN = _table(
    (
        r"\b(?:bi|qt)?poc\b|\bpeople of colou?r\b|\bwom[ae]n of colou?r\b|\bmen of colou?r\b"
        r"|\bsober (?:and|&) black\b|\bblack (?:and|&) sober\b|\bafrican[- ]americans?\b"
        r"|\bblack (?:men|women|people|alcoholics|addicts)\b|\baapi\b|\basian[- ]americans?\b"
        r"|\basians? (?:and|&) pacific\b",
        "population:poc",
    ),
    (
        r"\bnative (?:americans?|peoples?|sobriety|recovery)\b|\bindigenous\b|\bfirst nations\b"
        r"|\bindigenas\b",
        "population:native",
    ),
)
VETERANS = _table(
    (rf"\bveterans?(?:'s|s')?\b{NO_CENTER}(?! (?:affairs|administration))|\bvets\b(?! hall)"
     r"|\bwounded warriors?\b",
     "population:veterans"),
)  # fmt: skip
WORK = _table(
    (
        r"\bcaduceus\b|\bidaa\b|\blawyers helping lawyers\b|\bfirst responders?\b"
        r"|\blaw enforcement\b"
        r"|\b(?:physicians|doctors|nurses|lawyers|attorneys|judges|pilots|firefighters|clergy"
        r"|dentists|pharmacists)(?:'|'s)? (?:in|group|meeting|circle|recovery|only)\b"
        r"|\b(?:medicos|enfermeras|abogados) en\b",
        "population:work",
    ),
)
BOTH = _table(
    (r"\bdual[- ](?:diagnosis|recovery|disorders?)\b|\bdouble trouble\b|\bco-?occurring\b",
     "population:both"),
    (r"\bpatologia dual\b|\bdiagnostico dual\b", "population:both"),
)  # fmt: skip
HIV = _table((r"\bhiv\b|\bvih\b|\bpoz\b", "population:hiv"))
VIOLENCE = _table(
    (
        r"\bdomestic (?:violence|abuse)\b|\bbattered wom[ae]n\b"
        r"|\bviolencia (?:domestica|de genero|familiar)\b",
        "population:violence",
    ),
)
TRAUMA = _table(
    (
        r"\b(?:trauma|incest|sexual abuse) survivors?\b"
        r"|\bsurvivors? of (?:trauma|incest|sexual|childhood|abuse)\b|\bincest anonymous\b"
        r"|\bsobrevivientes de (?:abuso|incesto|trauma)",
        "population:trauma",
    ),
)
PARENTS = _table(
    (r"\bpregnant\b|\bexpecting moms?\b|\bpostpartum\b|\bembarazadas?\b|\bposparto\b",
     "population:pregnant"),
)  # fmt: skip
FAMILY = _table(
    (r"\bal-?anon\b|\bala-?teen\b|\bafg\b|\bgfa\b", "pathway:al-anon pathway:family"),
    (r"\bnar-?anon\b|\bnar-?ateen\b", "pathway:nar-anon pathway:family"),
    (
        r"\b(?:gam|co)-?anon\b|\bfamilies anonymous\b"
        r"|\bfamil(?:y|ies) (?:and|&|\+) friends\b|\bfriends (?:and|&) famil(?:y|ies)\b"
        r"|\bfamily (?:support|education) (?:group|meeting|night|program)\b|\bfamily support\b"
        r"|\b(?:parents|families|spouses|partners|kids|wives|husbands|loved ones) of"
        r" (?:addict|alcoholic|people)|\b(?:for )?loved ones (?:group|meeting|support)\b"
        r"|\bparents of addicted\b|\baffected others\b|\bsmart (?:recovery )?(?:family|friends)\b"
        r"|\bcommunity reinforcement (?:and|&) family\b|\bcraft (?:group|family|for famil|meeting)"
        r"|\b(?:familiares|familias|padres|madres|esposas|hijos)(?: y \w+)?"
        r" (?:de (?:hijos )?(?:alcoholicos|adictos)|anonim[oa]s|y amigos)\b"
        r"|\b(?:para|grupos? de|apoyo a) (?:las? )?famili(?:as?|ares)\b",
        "pathway:family",
    ),
)
# A meeting of a fellowship with its family group beside it is not for families alone.
BESIDE = re.compile(
    r"\b(?:with|w/?|con|y|e|and|&|\+|plus)\s*al-?(?:anon|ateen)\b"
    r"|\bal-?(?:anon|ateen)\b\s*(?:/|and|&|\+|y|,)\s*(?:aa|a\.a|na|n\.a)\b"
    r"|\b(?:aa|a\.a\.?|na|n\.a\.?)\s*(?:/|,|-)\s*al-?(?:anon|ateen)\b"
)
SPOKEN = {
    "es": r"(?:spanish|espanol|castellano)", "fr": r"(?:french|francais)", "ru": "russian",
    "pl": "polish", "pt": r"(?:portuguese|portugues)", "ko": "korean", "vi": "vietnamese",
    "fa": r"(?:farsi|persian)", "ja": "japanese", "de": "german", "pa": "punjabi",
    "tl": "tagalog", "zh": r"(?:chinese|mandarin|cantonese)", "ar": "arabic", "hi": "hindi",
}  # fmt: skip
LANGUAGE = _table(
    *(
        (
            rf"\b{word}[- ](?:speaking|language|group|meeting|aa|na)\b|\bin {word}\b"
            rf"|[(\[]{word}[)\]]|^{word}$",
            f"language:{code}",
        )
        for code, word in SPOKEN.items()
    ),
    (
        r"^(?:el )?grupo\b|\bespanol(?:es)?\b|\bhabla hispana\b|\bhispan[oa]s?\b|\blatinos\b"
        r"|\bspanish (?:meeting|group|step|book|study)\b|\b(?:mujeres|hombres|jovenes|damas)\b"
        r"|\b(?:reunion|junta|estudio) de\b|\b(?:doce|12) pasos\b|\blibro grande\b"
        r"|\ben recuperacion\b",
        "language:es",
    ),
    (r"\ben francais\b|\bfrancophone\b", "language:fr"),
)
# Which fellowship it is, in the list of a church or a town, where nothing else says so.
WAYS = _table(
    (r"\balcoholics anonymous\b|\baa\b|\ba\.a\.|\balcoholicos anonimos\b", "aa"),
    (r"\bnarcotics anonymous\b|\bna (?:meeting|group)\b|\bnarcoticos anonimos\b", "na"),
    (r"\bcocaine anonymous\b", "ca"),
    (r"\bcrystal meth anonymous\b", "cma"),
    (r"\bmarijuana anonymous\b", "ma"),
    (r"\bgamblers anonymous\b|\bjugadores anonimos\b", "ga"),
    (r"\bovereaters anonymous\b", "oa"),
    (r"\bco-?dependents anonymous\b|\bcoda\b", "coda"),
    (r"\bdebtors anonymous\b", "da"),
    (r"\bsmart recovery\b", "smart"),
    (r"\blifering\b", "lifering"),
    (r"\brecovery dharma\b", "dharma"),
    (r"\brefuge recovery\b", "refuge"),
    (r"\bcelebrate recovery\b", "celebrate-recovery"),
    (r"\bwomen for sobriety\b", "wfs"),
)
LINES = (
    GENDER, LGBTQ, AGE, ORIGIN, VETERANS, WORK, BOTH, HIV, VIOLENCE, TRAUMA, PARENTS, FAMILY,
    LANGUAGE,
)  # fmt: skip
# Beginnings of words, of which a name that gives any term has one. Most have none, and a large feed
# has many names.
STEMS = re.compile(
    "wom|men|lad|girl|nosotras|latina|senora|chica|madre|spirit|sister|mom|mother|mama|mujer|dama"
    "|femen|gentlem|boys|brother|dad|father|hombre|varon|caball|stag|lgb|glb|queer|qt|diversidad"
    "|gay|lesb|bisex|trans|binar|gnc|conform|young|ypaa|under|over|18|youth|joven|juven|teen"
    "|adolesc|senior|older|edad|mayores|[56][05]|poc|colo|black|african|aapi|asian|native|indigen"
    "|nations|veteran|vets|warrior|caduc|idaa|respond|enforce|physic|doctor|nurse|lawy|attorn"
    "|judge|pilot|firef|clergy|dentist|pharm|medicos|enferm|abogad|dual|double|occur|hiv|vih|poz"
    "|domestic|battered|violencia|trauma|incest|abus|surviv|sobreviv|pregnan|expecting|postpartum"
    "|embaraz|posparto|kids|wives|husbands|esposas|hijos|anon|afg|gfa|famil|parents|spouses"
    "|partners|loved|affected|smart|craft|padres|span|castell|fren|franc|russian|polish|portug"
    "|korean|vietn|farsi|persian|japan|german|punj|tagalog|chinese|mandarin|cantonese|arabic"
    "|hindi|grupo|habla|hispan|latinos|reunion|junta|estudio|pasos|libro|recuperacion"
)
# The terms that are one kind of fact: where a code gives one, names give none.
KINDS = (*(frozenset(term for _, terms in line for term in terms) for line in LINES), LANGUAGES)


def with_named_facts(listing: Listing) -> Listing:
    """A meeting or an event with what its name says of whom it is for, in which language. Care is
    left as it is: "Women's Center" may be the name of a clinic for all."""
    if listing.kind == "service":
        return listing
    texts = (listing.name, listing.group_name, *_few_words(listing.care.eligibility))
    named = {term for text in texts for term in terms_in_name(text)}
    terms = set(listing.terms)
    added = {term for term in named if not _has_one_of_kind(term, terms)}
    if not any(term.startswith("pathway:") for term in terms | named):
        added |= pathways_in_name(listing.name)
    return replace(listing, terms=tuple(sorted(terms | added))) if added - terms else listing


@lru_cache(maxsize=CACHED_NAMES)
def terms_in_name(name: str) -> frozenset[str]:
    """The terms that a name gives, most often none."""
    text = _folded(name)
    if not STEMS.search(text):
        return frozenset()
    text = WELCOMED.sub(" ", MISLEADING.sub(" ", text))
    found = set()
    for line in LINES[1:]:
        found |= {term for pattern, terms in line if pattern.search(text) for term in terms}
    if BESIDE.search(text):
        found -= {"pathway:family", "pathway:al-anon"}
    if EVERYBODY_TOO.search(text):
        found -= LGBTQ_TERMS
    return frozenset(found | _genders(text))


def pathways_in_name(name: str) -> set[str]:
    """The pathways of the fellowships that a name names."""
    text = _folded(name)
    several = [fellowship for pattern, (fellowship,) in WAYS if pattern.search(text)]
    return {f"pathway:{way}" for fellowship in several for way in PATHWAY_OF[fellowship]}


def _folded(name: str) -> str:
    return " ".join(name.lower().translate(FOLD).replace("_", " ").split())


def _genders(text: str) -> set[str]:
    """One of them, or none: who names both takes everybody. A stag is for men, unless women's."""
    found = {term for pattern, terms in GENDER if pattern.search(text) for term in terms}
    if not found and STAG.search(text):
        return {"population:men"}
    return found if len(found) == 1 else set()


def _has_one_of_kind(term: str, terms: set[str]) -> bool:
    return any(term in kind and not kind.isdisjoint(terms) for kind in KINDS)


def _few_words(text: str) -> Iterable[str]:
    """Of whom it is for, in the listing's own words, only what is as short as a name: a sentence
    may say whom it is not for."""
    return (line for line in text.splitlines() if len(line.split()) <= 4)
