"""Small lines that made-up people write for themselves. Plain days, nobody's real words."""

from __future__ import annotations

from random import Random

LINES = {
    "en": (
        "Slept badly, walked anyway.",
        "Made soup. Ate it at the table instead of the bed.",
        "The bus was late and I did not get mad about it.",
        "Work was long. Phone off by nine.",
        "Laughed at something on the radio.",
        "Rain all day. Folded laundry.",
        "Said no to a party. Felt fine about it.",
        "Called the clinic about the bill. It took forty minutes.",
        "Fixed the porch step. Only one hammer blow on the thumb.",
        "The dog next door has decided I am a friend.",
        "Paid the light bill on time.",
        "Evenings are the long part.",
        "Quiet day. Good quiet.",
        "Quiet day. Not the good kind.",
        "Stayed for coffee after and it was all right.",
        "Wanted to cancel, went, stayed half.",
    ),
    "es": (
        "Dormí poco, pero salí a caminar.",
        "Hice frijoles y me alcanzaron para tres días.",
        "El autobús llegó tarde. Esperé sin enojarme.",
        "Mucho trabajo hoy. Apagué el teléfono temprano.",
        "Me reí con mi vecina en la escalera.",
        "Llovió todo el día. Doblé la ropa.",
        "Dije que no a una fiesta y me sentí bien.",
        "Llamé a la clínica por la cuenta. Tardaron mucho.",
        "Planté cilantro en una lata.",
        "Las noches son lo más largo.",
        "Día tranquilo, del bueno.",
        "Día callado, del que pesa.",
        "Me quedé al café después y estuvo bien.",
        "Quería cancelar. Fui y me quedé la mitad.",
    ),
}
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


def a_note(language: str, dice: Random) -> str:
    return dice.choice(LINES[language])


def a_ready_line(language: str, dice: Random) -> str:
    return dice.choice(READY[language])
