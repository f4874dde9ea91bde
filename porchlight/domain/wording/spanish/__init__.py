"""Spanish rules, a module for each hurtful label and one for the kind ones."""

from __future__ import annotations

from porchlight.domain.wording.labels import WordingLabel
from porchlight.domain.wording.rules import WordingRule
from porchlight.domain.wording.spanish import (
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

# Silences every hurtful rule that it overlaps: "No digo que seas floja".
NOT_MEANT = (
    "(?:no (?:es que|digo que|estoy diciendo que|pienso que|creo que|quise decir que|"
    "se trata de que)|nunca (?:pense|dije|crei) que|jamas (?:pense|dije|crei) que|"
    "no (?:quiero|quisiera) que (?:pienses|sientas|creas) que) ~1 (?:eres|seas|fueras|"
    "tienes|tengas|sea|todo|siempre|es|estas|estes|fue|tu|debes|era)?"
)
# A question that begins so offers something, and is not counted in a pile of questions.
OFFER = (
    "(?:y |o |oye |hola |bueno |entonces ){0,2}(?:quieres|quiere|te (?:gustaria|parece|"
    "late|llevo|ayudo|sirve|queda|traigo|paso|acompano|animas|invito|haria|acuerdas|va|"
    "marco)|le (?:gustaria|parece|ayudo|sirve|traigo)|podemos|puedo|podriamos|vamos|"
    "vemos|que (?:tal|te parece|te gustaria|necesitas|te ayudaria|dices|prefieres)|"
    "como (?:estas|esta|te|le|va|fue|amaneciste|sigues)|un|una|cafe|tienes (?:tiempo|"
    "hambre|ganas)|necesitas|prefieres|hoy|manana|salimos|platicamos|comemos|o|alguna|"
    "cual|cuando (?:te|puedes|podemos)|listo|lista|vienes)"
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
