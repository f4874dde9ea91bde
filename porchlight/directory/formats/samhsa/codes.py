"""SAMHSA's service codes as terms of the one vocabulary.

The codes are those of the National Directory (its list has names and descriptions). A code that no
person would search by ("outcome follow-up after discharge") leads to no term; all codes of a row
are kept with it all the same.
"""

from __future__ import annotations

from collections.abc import Collection

MEDICATION = ("need:medication", "pathway:medication")
DETOX = ("need:detox",)
BED = ("need:inpatient",)
DAY = ("need:outpatient",)
METHADONE = (*MEDICATION, "need:methadone")
BUPRENORPHINE = (*MEDICATION, "need:buprenorphine")
NALTREXONE = (*MEDICATION, "need:naltrexone")

TERMS: dict[str, tuple[str, ...]] = {
    # type of care and setting
    "DT": DETOX, "HH": ("need:housing",), "SUMH": ("population:both",),
    "MH": ("need:mental-health",), "HI": BED, "HIT": BED, "RES": BED, "RL": BED, "RS": BED,
    "HID": (*DETOX, *BED), "RD": (*DETOX, *BED), "OD": (*DETOX, *DAY), "OP": DAY, "ODT": DAY,
    "OIT": DAY, "ORT": DAY, "OMB": (*DAY, *MEDICATION),
    "ADTX": DETOX, "BDTX": DETOX, "CDTX": DETOX, "MDTX": DETOX, "ODTX": DETOX,
    # medication
    "MU": METHADONE, "MM": METHADONE, "MMW": METHADONE, "METH": METHADONE,
    "DM": (*DETOX, "need:methadone"),
    "BU": BUPRENORPHINE, "BUM": BUPRENORPHINE, "BMW": BUPRENORPHINE, "UB": BUPRENORPHINE,
    "BWN": BUPRENORPHINE, "BWON": BUPRENORPHINE, "BERI": BUPRENORPHINE, "BSDM": BUPRENORPHINE,
    "DB": (*DETOX, "need:buprenorphine"), "ULC": DETOX,
    "NU": NALTREXONE, "UN": NALTREXONE, "RPN": NALTREXONE, "NXN": NALTREXONE, "VTRL": NALTREXONE,
    "OTP": MEDICATION, "SOTP": MEDICATION, "PMAT": MEDICATION, "ACM": MEDICATION, "DSF": MEDICATION,
    "MOA": ("pathway:medication",), "ACMA": ("pathway:medication",),
    "NRT": ("need:smoking",), "NSC": ("need:smoking",), "TCC": ("need:smoking",),
    # ways of treatment and help beside it
    "TELE": ("access:telehealth",), "TWFA": ("pathway:12-step",), "SACA": ("need:counselling",),
    "TRC": ("need:counselling",), "ICO": ("need:counselling", "format:one-to-one"),
    "GCO": ("need:counselling", "format:group"), "MCO": ("need:counselling",),
    "FCO": ("need:family-support",), "NOE": ("need:harm-reduction",),
    "RC": ("need:peer-support",), "PEER": ("need:peer-support",), "EMP": ("need:work",),
    "VOC": ("need:work",), "TGD": ("need:gambling",), "MHS": ("need:mental-health",),
    "IPC": ("need:primary-care",), "FQHC": ("need:primary-care",),
    # paying
    "MC": ("cost:medicare",), "MD": ("cost:medicaid",), "MI": ("cost:military",),
    "NP": ("cost:free",), "PI": ("cost:insurance",), "SF": ("cost:self",), "SI": ("cost:state",),
    "ITU": ("cost:state",), "SS": ("cost:sliding",),
    # whom it is for: programs of their own. Merely being taken in (the AGE codes) is no such thing.
    "AD": ("population:teens", "population:young"), "TAY": ("population:young",),
    "SE": ("population:older",), "WN": ("population:women",),
    "MN": ("population:men",), "PW": ("population:pregnant",), "GL": ("population:lgbtq",),
    "VET": ("population:veterans",), "ADM": ("population:veterans",),
    "MF": ("population:veterans",), "VAMC": ("population:veterans",),
    "CJ": ("population:justice",), "DU": ("population:justice",), "CO": ("population:both",),
    "HV": ("population:hiv",), "XA": ("population:trauma",), "TRMA": ("population:trauma",),
    "DV": ("population:violence",), "DVFP": ("population:violence",), "BC": ("population:parents",),
    "IH": ("population:native",), "TBG": ("population:native",),
    # getting there and in
    "AH": ("access:sign-language", "access:deaf"), "CCC": ("access:child-care",),
    "TA": ("access:rides",),
    # languages
    "SP": ("language:es",), "F4": ("language:ar",), "F17": ("language:zh",),
    "F19": ("language:ht",), "F25": ("language:fa",), "F28": ("language:fr",),
    "F30": ("language:de",), "F31": ("language:el",), "F35": ("language:he",),
    "F36": ("language:hi",), "F37": ("language:hmn",), "F42": ("language:it",),
    "F43": ("language:ja",), "F47": ("language:ko",), "F66": ("language:pl",),
    "F67": ("language:pt",), "F70": ("language:ru",), "F81": ("language:tl",),
    "F92": ("language:vi",), "N24": ("language:oj",), "N40": ("language:esu",),
}  # fmt: skip
# Codes that lead to no term: how a facility is run, tested, licensed, funded, or works inside.
OTHERS = frozenset(
    [
        *("SA", "GH", "PSYH", "INPE", "RPE", "PC", "NAUT", "NMAUT", "AUINPE", "AURPE", "AUPC"),
        *("PAIN", "NMOA", "NOOP", "MHIV", "MHCV", "LFXD", "CLND", "MPEP", "MMD", "ANG", "BIA"),
        *("CBT", "CMI", "CRV", "MOTI", "MXM", "RELP", "LCCG", "DDF", "PVTP", "PVTN", "STG", "FED"),
        *("STAG", "STMH", "STDH", "CARF", "COA", "HFAP", "HLA", "JC", "NCQA", "DEA", "FSA"),
        *("SAMF", "PA", "COPSU", "CMHA", "CSAA", "ISC", "OPC", "MHPA", "STU", "SSA", "SMHD"),
        *("PIEC", "BABA", "DAOF", "DAUT", "HIVT", "STDT", "TBS", "MST", "HBT", "HCT", "ACC", "DP"),
        *("OFD", "SHG", "HS", "AOSS", "TOD", "MDET", "HAEC", "TAEC", "HEOH", "SAE", "HAV", "HBV"),
        *(
            "SMON",
            "SMOP",
            "SMPD",
            "ADLT",
            "CHLD",
            "SNR",
            "YAD",
            "FEM",
            "MALE",
            "DUO",
            "AUDO",
            "OUDO",
            "NX",
            "FX",
        ),
        *("VAPN", "VAPP", "VPPD", "ACU", "CM", "EIH", "SSD", "SPS"),
    ]
)
KNOWN = OTHERS | TERMS.keys()
ONLY_FOR = {
    "DUO": "Only for people with a DUI or DWI",
    "AUDO": "Only for people with an alcohol problem",
    "OUDO": "Only for people with an opioid problem",
}
FEES = {"PA": "Help with paying: ask them for details"}


def terms_of_codes(codes: Collection[str]) -> tuple[str, ...]:
    """The terms of a facility with these codes, sorted. One that takes women alone is for women."""
    terms = {term for code in codes for term in TERMS.get(code, ())}
    genders = {"FEM", "MALE"} & set(codes)
    if len(genders) == 1:
        terms.add("population:women" if "FEM" in genders else "population:men")
    return tuple(sorted(terms))


def least_age_of(codes: Collection[str]) -> int | None:
    """18 where only adults are taken in; None where that is not plain.

    Adults-only facilities name adults and young adults and no children. Most others name hardly any
    group, also those that take everybody, so nothing more is inferred from the groups.
    """
    code_set = set(codes)
    return 18 if code_set >= {"ADLT", "YAD"} and not code_set & {"CHLD", "AD"} else None
