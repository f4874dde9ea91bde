"""Why a row is in an answer, in plain words, part by part of what was asked."""

from __future__ import annotations

from porchlight.directory.finder.query import FindQuery, ListingQuery, Occurrence
from porchlight.directory.vocabulary.terms import term_name


def explain(query: FindQuery | ListingQuery, occurrence: Occurrence) -> list[str]:
    """The reasons why this row answers this question; the start comes first."""
    reasons = [f"it starts {occurrence.starts_at:%a %H:%M %Z} by its own clock"]
    if query.near is not None:
        reasons.append(_place(occurrence))
    for term in query.terms:
        if term in occurrence.terms:
            reasons.append(f"it says: {term_name(term) or term}")
    if query.region:
        reasons.append(f"its place is in {query.region}")
    if query.text:
        reasons.append(f"its name, notes or address have: {query.text}")
    if occurrence.is_stale:
        reasons.append("its source has not listed it for a while, so it comes later")
    return reasons


def _place(occurrence: Occurrence) -> str:
    if occurrence.distance_m is None:
        return "it is online, so it counts as near"
    return f"it is {occurrence.distance_m / 1000:.1f} km from there"
