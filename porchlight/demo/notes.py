"""Ready lines that made-up people keep for somebody in their circle. Nobody's real words."""

from __future__ import annotations

from random import Random

# Ready lines to send, as somebody would write them on a card.
READY = {
    "en": (
        "Hey, thinking of you. No need to answer.",
        "Got ten minutes for a call this week?",
        "Coffee on the porch some day?",
        "",
        "",
    ),
    "es": (
        "Hola, me acordé de ti. No hace falta que contestes.",
        "¿Tienes diez minutos para hablar esta semana?",
        "¿Un café uno de estos días?",
        "",
        "",
    ),
}


def a_ready_line(language: str, dice: Random) -> str:
    return dice.choice(READY[language])
