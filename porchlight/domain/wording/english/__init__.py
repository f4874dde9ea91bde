"""English rules, a module for each hurtful label and one for the kind ones."""

from __future__ import annotations

from porchlight.domain.wording.english import (
    absolutes,
    blame,
    comparisons,
    control,
    diagnoses,
    kind,
    orders,
    questions,
    sarcasm,
    shame,
    threats,
)
from porchlight.domain.wording.labels import WordingLabel
from porchlight.domain.wording.rules import WordingRule

# Silences every hurtful rule that it overlaps: "I'm not saying you're lazy".
NOT_MEANT = (
    "(?:sorry|wrong|regret) ~3 (?:said|called|calling|saying|told) (?:that )?you(?:'re|"
    " are| were)?|(?:not (?:saying|that|because|blaming|asking|mad that|about|here)|"
    "(?:don't|do not|never|didn't|wouldn't) (?:ever )?(?:think|thought|mean|meant|say|"
    "said|believe|believed|want you to (?:think|feel|believe))) ~2 (?:you|you're|your|"
    "it's|it|this|that|we're)(?: were| are| have| should| always| never| need)?"
)
# A question that begins so offers something, and is not counted in a pile of questions.
OFFER = (
    "(?:so |and |or |hey |hi |ok |okay ){0,2}(?:want|would (?:you (?:like|want|rather|"
    "mind|prefer)|it|that|a|some)|shall|can (?:i|we)|could (?:i|we)|may i|should (?:i|"
    "we)|how about|fancy|do you (?:want|need|feel like|have time)|are you (?:free|"
    "up for|okay|ok|alright|hungry|around)|how (?:are|is|was|were|have|did) (?:you|it|"
    "your|things|the|that|today)|what (?:would|do you want|do you need|can i|sounds|"
    "helps|time)|is (?:there|now)|coffee|tea|lunch|dinner|soup|need|anything|any|or|"
    "maybe|tomorrow|tonight|today|which|when (?:are you free|would)|will you|ready|"
    "hungry|okay|ok|deal|yes)"
)

_ROWS = {
    WordingLabel.BLAME: blame.ROWS,
    WordingLabel.SHOULD: orders.ROWS,
    WordingLabel.ABSOLUTE: absolutes.ROWS,
    WordingLabel.INTERROGATE: questions.ROWS,
    WordingLabel.THREAT: threats.ROWS,
    WordingLabel.DIAGNOSE: diagnoses.ROWS,
    WordingLabel.SHAME: shame.ROWS,
    WordingLabel.COMPARE: comparisons.ROWS,
    WordingLabel.CONTROL: control.ROWS,
    WordingLabel.SARCASM: sarcasm.ROWS,
    WordingLabel.OBSERVE: kind.OBSERVE,
    WordingLabel.FEEL: kind.FEEL,
    WordingLabel.REQUEST: kind.REQUEST,
    WordingLabel.EASYOUT: kind.EASYOUT,
    WordingLabel.AFFIRM: kind.AFFIRM,
    WordingLabel.UNDERSTAND: kind.UNDERSTAND,
    WordingLabel.PRESENCE: kind.PRESENCE,
}
RULES = tuple(
    WordingRule(label, match, unless) for label, rows in _ROWS.items() for match, unless in rows
)
