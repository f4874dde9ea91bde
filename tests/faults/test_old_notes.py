"""Old notes leave no byte behind: in the database, in its log, or anywhere in the data folder.

All 100,000: PORCHLIGHT_OLD_NOTES=100000 script/test -m faults tests/faults/test_old_notes.py. The
search has a control: without the job it finds every one of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
NOTES = int(os.environ.get("PORCHLIGHT_OLD_NOTES", "1000"))


@pytest.mark.server
@pytest.mark.faults
def test_a_day_after_their_time_old_notes_are_nowhere_and_the_others_still_open(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.old_notes_trial", str(tmp_path / "data"), str(NOTES)],
        cwd=CHECKOUT,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    print(f"\n{json.dumps(told, indent=2)}")
    # The control. What was written last may still be in the log, or in both.
    assert sum(told["found_without_the_job"].values()) >= 2 * NOTES
    assert told["found_after_it"] == {}
    assert told["kept_found_after_it"]["porchlight.sqlite3"] == 2 * NOTES
    assert told["kept_that_open"] == NOTES
    assert told["canary_found"] == 0
