"""`porchlight drift`: run a diary file through the model, or fit a prior to one. Nothing of the
site is read or written."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from porchlight.checkins.diary_file import BadFile, Diary, DiaryFile, read_diaries, read_scales
from porchlight.domain import drift

AT_ONCE = 512  # people whose days are read side by side
SIX_OF_TEN = 0.6
COLUMNS = (
    "person", "day", "mean", "p_above", "p_unusual", "statistic", "in_bars", "since", "alert",
)  # fmt: skip


def add_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = subparsers.add_parser("drift", help="run diaries through the model, or fit a prior")
    doing = command.add_subparsers(dest="doing", metavar="run|fit", required=True)
    run = doing.add_parser("run", help="a line a person-day: tomorrow and drift after that day")
    _add_diary(run)
    run.add_argument("--prior", metavar="FILE", help="of `drift fit`; default: the one built in")
    run.add_argument("--alerts-per-month", type=_alerts, default=drift.SOMETIMES, metavar="X",
                     help="for a life that does not change, 0.02 to 2; default: 0.25")  # fmt: skip
    run.add_argument("--threshold", type=float, metavar="T",
                     help="of p_above, on the target's scale; default: six tenths up")  # fmt: skip
    run.add_argument("--json", action="store_true", help="a JSON object a line, not a table")
    run.set_defaults(func=run_diaries)
    fit = doing.add_parser("fit", help="a prior from diaries, as JSON")
    _add_diary(fit)
    fit.add_argument("--contact", metavar="NAME",
                     help="the scale that says whether somebody was talked with: it gets a chart "
                     "of its own, as the target has")  # fmt: skip
    fit.add_argument("-o", "--output", required=True, metavar="PRIOR.json")
    fit.set_defaults(func=fit_prior)


def run_diaries(arguments: argparse.Namespace) -> int:
    """Print a line for each row of the file, in its order. 1 when something cannot be used."""
    try:
        scales, diary_file = _read(arguments)
        prior = drift.DEFAULT if arguments.prior is None else _prior(arguments.prior, scales)
        model = drift.Model(scales, arguments.target, prior, arguments.alerts_per_month)
        threshold = _threshold(arguments.threshold, scales, arguments.target)
    except ValueError as error:
        return _refuse(error)
    lines = _lines(model, diary_file, threshold)
    if not arguments.json:
        sys.stdout.write("\t".join(COLUMNS) + "\n")
        lines = ({name: line[name] for name in COLUMNS} for line in lines)
    try:
        for line in lines:
            text = json.dumps(line) if arguments.json else "\t".join(map(_cell, line.values()))
            sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def fit_prior(arguments: argparse.Namespace) -> int:
    """Write a prior fitted to the file. 1 when something cannot be used."""
    try:
        scales, diary_file = _read(arguments)
        diaries = [diary.by_calendar() for diary in diary_file.diaries.values()]
        made = {"on": Path(arguments.file).name}
        prior = drift.fit(diaries, scales, arguments.target, made, contact=arguments.contact)
        Path(arguments.output).write_text(prior.to_json(), "utf-8")
    except (ValueError, OSError) as error:
        return _refuse(error)
    counts = f"{prior.made['people']} people, {prior.made['answers_to_target']} answers"
    sys.stdout.write(f"{arguments.output}: fitted to {counts}.\n")
    sys.stdout.write("\n".join(_about_fit(prior)) + "\n")
    return 0


def _about_fit(prior: drift.Prior) -> Iterator[str]:
    level, slope = prior.made.get("unusual_set_right", (0.0, 1.0))
    if (level, slope) == (0.0, 1.0):
        yield "p_unusual: as fitted; it is set right on people left out from 50 people on."
    else:
        yield (
            f"p_unusual: set right on people left out, log odds {slope:g} times what they were "
            f"and {level:+g}."
        )
    if "bars" in prior.made:
        yield f"bars: {prior.made['bars']}."
        return
    yield f"bars, for people who answer on {prior.chart['share']:.0%} of days:"
    for budget, bars in prior.chart["bars"].items():
        heights = ", ".join(f"{chart} {height:g}" for chart, height in bars.items())
        yield f"  {budget} alerts a month: {heights}"


def _add_diary(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="CSV or TSV with a heading")
    command.add_argument("--person", required=True, metavar="COL")
    command.add_argument("--day", required=True, metavar="COL", help="dates or whole numbers")
    command.add_argument("--scales", required=True, metavar="SPEC.json")
    command.add_argument("--target", required=True, metavar="NAME", help="one of the scales")


def _alerts(text: str) -> float:
    try:
        return drift.checked_budget(float(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: a number from 0.02 to 2") from error


def _read(arguments: argparse.Namespace) -> tuple[tuple[drift.Scale, ...], DiaryFile]:
    scales = drift.check_scales(read_scales(arguments.scales), arguments.target)
    return scales, read_diaries(arguments.file, arguments.person, arguments.day, scales)


def _prior(path: str, scales: Sequence[drift.Scale]) -> drift.Prior:
    try:
        prior = drift.Prior.from_json(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: this prior cannot be read ({error}).") from error
    fitted = {name: rest for name, *rest in prior.made.get("scales", ())}
    for scale in scales:
        now = [scale.low, scale.high, scale.worse]
        if fitted.get(scale.name, now) != now:
            raise BadFile(
                f"{path}: the prior was fitted with {scale.name} as {fitted[scale.name]}, and the "
                f"scales say {now}. Fit it anew, or use the scales it was fitted with."
            )
    return prior


def _threshold(asked: float | None, scales: Sequence[drift.Scale], target: str) -> float:
    scale = next(scale for scale in scales if scale.name == target)
    share = SIX_OF_TEN if scale.worse == "high" else 1 - SIX_OF_TEN
    if asked is None:
        return scale.low + share * (scale.high - scale.low)
    if not scale.low <= asked <= scale.high:
        raise BadFile(f"--threshold {asked:g} is not on {target}: {scale.low:g} to {scale.high:g}.")
    return asked


def _lines(model: drift.Model, diary_file: DiaryFile, threshold: float) -> Iterator[dict[str, Any]]:
    """In the order of the file. People are read side by side, each from their own first day."""
    ready: dict[tuple[str, int], dict[str, Any]] = {}
    people = iter(diary_file.diaries.values())
    for person, row in diary_file.order:
        while (person, row) not in ready:
            block = [diary for _, diary in zip(range(AT_ONCE), people, strict=False)]
            ready |= _block(model, diary_file, block, threshold)
        yield ready.pop((person, row))


def _block(
    model: drift.Model, diary_file: DiaryFile, block: Sequence[Diary], threshold: float
) -> dict[tuple[str, int], dict[str, Any]]:
    places: dict[int, list[tuple[int, int]]] = {}  # day since the person's first -> (person, row)
    for at, diary in enumerate(block):
        for row, day in enumerate(diary.days):
            places.setdefault(day - diary.days[0], []).append((at, row))
    days = sorted(places)
    answers = np.full((len(days), len(block), len(model.scales)), np.nan)
    for number, day in enumerate(days):
        for at, row in places[day]:
            answers[number, at] = block[at].answers[row]
    lines = {}
    for seen in model.stream(days, answers, len(block)):
        p_above = seen.forecast.p_above(threshold)
        for at, row in places[seen.day]:
            diary = block[at]
            day, since = diary.days[row], int(seen.drift.since[at])
            lines[diary.person, row] = {
                "person": diary.person,
                "day": diary_file.day_text(day),
                "forecast_for": diary_file.day_text(day + 1),
                "mean": float(seen.forecast.mean[at]),
                "sd": float(seen.forecast.sd[at]),
                "threshold": threshold,
                "p_above": float(p_above[at]),
                "p_unusual": float(seen.forecast.p_unusual[at]),
                "statistic": float(seen.drift.statistic[at]),
                "in_bars": float(seen.drift.in_bars[at]),
                "since": None if since < 0 else diary_file.day_text(diary.days[0] + since),
                "alert": bool(seen.drift.alert[at]),
                "learning": bool(seen.drift.is_learning[at]),
                "contributions": {
                    scale.name: float(share)
                    for scale, share in zip(model.scales, seen.drift.contributions[at], strict=True)
                },
                "at_their_own_bar": [
                    scale.name
                    for scale, is_firing in zip(model.scales, seen.drift.is_firing[at], strict=True)
                    if is_firing
                ],
            }
    return lines


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.3f}"
    return "" if value is None else str(value)


def _refuse(error: Exception) -> int:
    sys.stderr.write(f"{error}\n")
    return 1
