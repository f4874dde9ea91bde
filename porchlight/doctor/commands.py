"""`script/porchlight doctor`: look at everything, change nothing, say how to mend it."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from dataclasses import asdict

from django.utils import timezone

from porchlight.doctor.examining import examine
from porchlight.doctor.finding import Finding, FindingState


def add_commands(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    parser = subparsers.add_parser("doctor", help="say what is in order and how to mend the rest")
    parser.add_argument("--json", action="store_true", help="for programs: one JSON object")
    parser.set_defaults(func=doctor)


def doctor(arguments: Namespace) -> int:
    """Print a line for each thing; 1 when one of them is broken, 0 otherwise."""
    findings = examine(timezone.now())
    is_broken = any(finding.state is FindingState.BROKEN for finding in findings)
    if arguments.json:
        entries = [asdict(finding) for finding in findings]
        print(json.dumps({"ok": not is_broken, "findings": entries}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(findings)))
    return int(is_broken)


def _lines(findings: Sequence[Finding]) -> list[str]:
    lines = []
    for finding in findings:
        lines.append(f"{finding.state:<7} {finding.name}: {finding.what}")
        if finding.mend:
            lines.append(f"        -> {finding.mend}")
    counts = {state: sum(f.state is state for f in findings) for state in FindingState}
    lines.append(
        f"\n{counts[FindingState.OK]} in order, {counts[FindingState.LOOK]} to look at,"
        f" {counts[FindingState.BROKEN]} broken."
    )
    return lines
