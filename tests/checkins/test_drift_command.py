"""`porchlight drift`: an outside diary file goes through the model, a line a person-day, and a file
that is off is refused with the line and how to mend it."""

import json
from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks.made_up_diaries import EVENINGS, diaries
from porchlight import cli
from porchlight.domain import drift
from porchlight.domain.drift import fit_rates

ITEMS = ("lonely", "calm")
SPEC = [
    {"name": "lonely", "low": 0, "high": 10},
    {"name": "calm", "low": 0, "high": 10, "worse": "low"},
]
SCALES = tuple(drift.Scale(**one) for one in SPEC)
FIRST = date(2025, 12, 28)


@pytest.fixture
def spec(tmp_path):
    path = tmp_path / "spec.json"
    path.write_text(json.dumps(SPEC))
    return path


@pytest.fixture
def call(spec, capsys):
    def run(doing, path, *more, target="lonely"):
        words = ["--person", "who", "--day", "day", "--scales", str(spec), "--target", target]
        code = cli.main(["drift", doing, str(path), *words, *map(str, more)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def written(path, rows, heading="who,day,lonely,calm"):
    path.write_text("\n".join([heading, *rows]) + "\n")
    return path


def made_up(n_people, n_days, seed=4):
    return [d[:, [0, 3]] for d in diaries(EVENINGS, n_people, n_days, seed)]


def rows_of(people, first=FIRST):
    return [
        f"p{at},{first + timedelta(days=day + at)},"
        + ",".join("" if np.isnan(answer) else f"{answer:g}" for answer in row)
        for at, diary in enumerate(people)
        for day, row in enumerate(diary)
        if not np.isnan(row).all()
    ]


def test_every_row_gets_a_line_with_the_numbers_of_the_model(tmp_path, call):
    people = made_up(3, 40)
    path = written(tmp_path / "diary.csv", rows_of(people))
    code, out, _ = call("run", path, "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(lines) == len(rows_of(people))
    model = drift.Model(SCALES, "lonely")
    state = model.start(1)
    for line in [line for line in lines if line["person"] == "p1"]:
        day = date.fromisoformat(line["day"])
        state = model.update(state, day, people[1][[(day - FIRST).days - 1]])
        tomorrow, now = model.forecast(state), model.drift(state)
        assert line["forecast_for"] == (day + timedelta(days=1)).isoformat()
        assert line["mean"] == pytest.approx(tomorrow.mean[0], abs=1e-9)
        assert line["p_above"] == pytest.approx(tomorrow.p_above(6)[0], abs=1e-9)
        assert line["p_unusual"] == pytest.approx(tomorrow.p_unusual[0], abs=1e-9)
        assert line["statistic"] == pytest.approx(now.statistic[0], abs=1e-9)
        assert sum(line["contributions"].values()) == pytest.approx(line["statistic"], abs=1e-9)
        since = date.fromordinal(now.since[0]).isoformat() if now.since[0] > 0 else None
        assert line["since"] == since
        assert line["alert"] is bool(now.alert[0])
        assert line["in_bars"] == pytest.approx(now.in_bars[0], abs=1e-9)
        firing = [s.name for s, fires in zip(SCALES, now.is_firing[0], strict=True) if fires]
        assert line["at_their_own_bar"] == firing


def test_tabs_whole_numbers_and_rows_of_people_in_turn_are_read(tmp_path, call):
    rows = [f"{who}\t{day}\t{day % 11}\tNA" for day in range(5) for who in ("b", "a")]
    path = written(tmp_path / "diary.tsv", rows, "who\tday\tlonely\tcalm")
    code, out, _ = call("run", path, "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(line["person"], line["day"]) for line in lines[:3]] == [("b", 0), ("a", 0), ("b", 1)]
    assert lines[0]["forecast_for"] == 1
    assert lines[8]["mean"] == lines[9]["mean"]


def test_without_json_it_is_a_table(tmp_path, call):
    path = written(tmp_path / "diary.csv", ["a,2026-01-01,5,5", "a,2026-01-02,6,"])
    code, out, _ = call("run", path)
    heading, first, _ = out.splitlines()
    assert code == 0
    assert heading.split("\t")[:3] == ["person", "day", "mean"]
    assert first.startswith("a\t2026-01-01\t")


def test_the_threshold_is_on_the_targets_scale(tmp_path, call):
    path = written(tmp_path / "diary.csv", [f"a,{day},5,5" for day in range(9)])
    chances = {}
    for threshold in (3, 8):
        _, out, _ = call("run", path, "--json", "--threshold", threshold)
        chances[threshold] = json.loads(out.splitlines()[-1])["p_above"]
    assert chances[3] > chances[8]
    code, _, said = call("run", path, "--threshold", 11)
    assert code == 1
    assert "0 to 10" in said


def test_more_alerts_a_month_are_more_alerts(tmp_path, call):
    path = written(tmp_path / "diary.csv", rows_of(made_up(40, 75)))
    heard = {}
    for budget in (0.1, 1):
        _, out, _ = call("run", path, "--json", "--alerts-per-month", budget)
        heard[budget] = sum(json.loads(line)["alert"] for line in out.splitlines())
    assert heard[1] > heard[0.1]


def test_a_prior_is_fitted_and_used(tmp_path, call, monkeypatch, spec):
    monkeypatch.setattr(fit_rates, "MOST_TRIES", 30)
    path = written(tmp_path / "diary.csv", rows_of(made_up(30, 40)))
    code, out, _ = call("fit", path, "-o", tmp_path / "prior.json")
    prior = drift.Prior.from_json((tmp_path / "prior.json").read_text())
    assert code == 0
    assert "30 people" in out
    assert prior.made["on"] == "diary.csv"
    code, fitted, _ = call("run", path, "--json", "--prior", tmp_path / "prior.json")
    assert code == 0
    assert fitted != call("run", path, "--json")[1]
    spec.write_text(json.dumps([SPEC[0] | {"high": 20}, SPEC[1]]))
    code, _, said = call("run", path, "--prior", tmp_path / "prior.json")
    assert code == 1
    assert "Fit it anew" in said


def test_fitting_says_how_the_chances_were_set_right_and_where_the_bars_are(
    tmp_path, call, monkeypatch
):
    monkeypatch.setattr(fit_rates, "MOST_TRIES", 30)
    people = made_up(60, 45)
    path = written(tmp_path / "diary.csv", rows_of(people))
    code, out, _ = call("fit", path, "-o", tmp_path / "prior.json", "--contact", "calm")
    prior = drift.Prior.from_json((tmp_path / "prior.json").read_text())
    assert code == 0
    assert prior.chart["contact"] == "calm"
    for number in (*prior.made["unusual_set_right"], *prior.chart["bars"]["0.25"].values()):
        assert f"{number:g}".lstrip("+-") in out
    assert f"{prior.chart['share']:.0%}" in out
    few = written(tmp_path / "few.csv", rows_of([diary[:20] for diary in people[:20]]))
    code, out, _ = call("fit", few, "-o", tmp_path / "prior.json")
    assert code == 0
    assert "from 50 people on" in out
    assert "of the default prior" in out
    code, _, said = call("fit", path, "-o", tmp_path / "prior.json", "--contact", "phone")
    assert code == 1
    assert "'phone', for contact, is not one of the scales" in said


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["a,1,11,5"], "Line 2: lonely is 11, and its scale goes from 0 to 10"),
        (["a,1,5,5", "a,2,x,5"], "Line 3: 'x' in 'lonely' is not a number"),
        (["a,1,inf,5"], "Line 2: lonely is inf"),
        (["a,3,5,5", "a,2,5,5"], "Line 3: day 2 of person a comes after a later day on line 2"),
        (["a,2,5,5", "b,2,5,5", "a,2,6,5"], "Line 4: day 2 of person a is on line 2 already"),
        (["a,today,5,5"], "Line 2: 'today' in 'day' is not a day"),
        (["a,2026-11-25,5,5", "b,9999-12-31,5,5"], "Line 3: 9999-12-31 in 'day' has no day after"),
        (["a,1,5,5", "a,2026-01-05,5,5"], "Line 3: days are dates in some rows"),
        ([",1,5,5"], "Line 2: there is no person"),
        (["a,1,5"], "Line 2: 3 cells where the heading has 4"),
        (["a,1,5,5", "a,9000,5,5"], "Line 3: 9000 is more than ten years after"),
        ([], "there are no rows"),
    ],
)
def test_a_row_that_is_off_is_named_and_nothing_is_printed(tmp_path, call, rows, words):
    code, out, said = call("run", written(tmp_path / "diary.csv", rows), "--json")
    assert code == 1
    assert words in said
    assert out == ""


def test_columns_and_files_that_are_not_there_are_named(tmp_path, call):
    path = written(tmp_path / "diary.csv", ["a,1,5"], "who,day,lonely")
    code, _, said = call("run", path)
    assert code == 1
    assert "no column 'calm'. There are: who, day, lonely" in said
    code, _, said = call("run", tmp_path / "nowhere.csv")
    assert code == 1
    assert "nowhere.csv" in said
    (tmp_path / "latin.csv").write_bytes(b"who,day,lonely,calm\nJos\xe9,1,5,5\n")
    code, _, said = call("run", tmp_path / "latin.csv")
    assert code == 1
    assert "UTF-8" in said
    code, _, said = call("run", path, target="sleep")
    assert code == 1
    assert "'sleep' is not one of the scales" in said


@pytest.mark.parametrize(
    "told",
    [
        {"lonely": {"low": 0, "high": 10}, "calm": {"low": 0, "high": 10, "worse": "low"}},
        {"lonely": [0, 10], "calm": [0, 10, "low"]},
        {"scales": SPEC},
    ],
)
def test_scales_may_be_written_in_other_shapes(tmp_path, call, spec, told):
    path = written(tmp_path / "diary.csv", ["a,1,5,5", "a,2,6,4"])
    expected = call("run", path, "--json")
    spec.write_text(json.dumps(told))
    assert call("run", path, "--json") == expected


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("{", "cannot be read"),
        ("[]", "give a list"),
        ('[{"name": "lonely"}]', "needs name, low and high"),
        ('[{"name": "lonely", "low": 5, "high": 5}]', "below high"),
        ('[{"name": "lonely", "low": 0, "high": 5, "worse": "left"}]', '"high" or "low"'),
        ('{"lonely": 10}', "give its low and high"),
    ],
)
def test_scales_that_are_off_are_refused(tmp_path, call, spec, told, words):
    spec.write_text(told)
    code, _, said = call("run", written(tmp_path / "diary.csv", ["a,1,5,5"]))
    assert code == 1
    assert words in said


def test_one_check_in_constants_and_a_year_away_are_nothing_special(tmp_path, call):
    rows = ["a,2025-01-01,5,5"]
    rows += [f"b,{FIRST + timedelta(days=day)},0,10" for day in range(40)]
    rows += [f"b,{FIRST + timedelta(days=500 + day)},9,0" for day in range(20)]
    code, out, _ = call("run", written(tmp_path / "diary.csv", rows), "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(lines) == 61
    assert not any(line["alert"] for line in lines)


def test_too_little_to_fit_is_said(tmp_path, call):
    path = written(tmp_path / "diary.csv", ["a,1,5,5"])
    code, _, said = call("fit", path, "-o", tmp_path / "prior.json")
    assert code == 1
    assert "1 answers to 'lonely': at least 200" in said
    assert not (tmp_path / "prior.json").exists()
