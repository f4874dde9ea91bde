"""Contrast of static/css/tokens.css, measured: text 7:1, edges of controls 3:1, in both looks."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEET = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(:root[^{]*)\{([^}]*)\}", SHEET)
LIGHT, DARK_BY_DEVICE, DARK_BY_CHOICE = (
    dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body)) for _, body in BLOCKS
)
LOOKS = [pytest.param(LIGHT, id="light"), pytest.param({**LIGHT, **DARK_BY_CHOICE}, id="dark")]
GROUNDS = ("page", "surface", "sunken", "glow")
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "link", "ember") for ground in GROUNDS),
    ("alarm", "page"),
    ("alarm", "surface"),
    ("band-ink", "band"),
    ("on-lamp", "lamp"),
    ("on-action", "action"),
    ("on-action", "action-strong"),
]
EDGES = [
    *(("edge", ground) for ground in GROUNDS),
    ("action", "page"),
    ("action", "surface"),
    ("lamp", "band"),
    ("band-edge", "band"),
    ("ember", "surface"),
]


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out(look, ink, ground):
    assert contrast(look[ink], look[ground]) >= 7


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_stand_out(look, edge, ground):
    assert contrast(look[edge], look[ground]) >= 3


def test_the_dark_look_is_one_and_not_black():
    assert DARK_BY_DEVICE == DARK_BY_CHOICE
    assert DARK_BY_CHOICE["page"] != "#000000"


def test_red_is_for_emergencies_alone():
    sheets = (Path(settings.BASE_DIR) / "static/css").glob("*.css")
    rules = [
        rule
        for sheet in sheets
        for rule in re.findall(r"([^{}]+)\{[^{}]*var\(--alarm\)", sheet.read_text("utf-8"))
    ]
    assert rules
    assert all("emergency" in rule or "danger" in rule for rule in rules), rules
