"""A million people × 90 days through the one model, in two processes: updates, tomorrow and drift
with reasons each day. And one person at a time, as the product does it. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PEOPLE, DAYS, AT_ONCE, PROCESSES, SEED = 1_000_000, 90, 4096, 2, 3


def main() -> None:
    n_people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    found = {"one_person": _one_person()}
    for people, days in ((n_people // 4, DAYS), (n_people, DAYS // 2), (n_people, DAYS)):
        found[f"{people} people x {days} days"] = _many(people, days)
    print(json.dumps(found, indent=1))


def _many(n_people: int, n_days: int) -> dict[str, Any]:
    sizes = [min(AT_ONCE, n_people - at) for at in range(0, n_people, AT_ONCE)]
    started = time.perf_counter()
    with ProcessPoolExecutor(PROCESSES) as pool:
        done = list(pool.map(_chunk, sizes, [n_days] * len(sizes), range(len(sizes))))
    wall = time.perf_counter() - started
    busy, making, alerts, memory = (list(part) for part in zip(*done, strict=True))
    return {
        "wall_s_with_making_answers": round(wall, 1),
        "model_cpu_s": round(sum(busy), 1),
        "model_cpu_s_over_processes": round(sum(busy) / PROCESSES, 1),
        "making_answers_cpu_s": round(sum(making), 1),
        "us_a_person_day": round(sum(busy) / n_people / n_days * 1e6, 3),
        "alerts": sum(alerts),
        "peak_mb_of_all_processes": round(max(memory) * PROCESSES + _mb()),
    }


def _chunk(n_people: int, n_days: int, seed: int) -> tuple[float, float, int, float]:
    import numpy as np

    from benchmarks.made_up_diaries import PRODUCT
    from porchlight.domain import drift

    begun = time.process_time()
    chance = np.random.default_rng(SEED + seed)
    usual = chance.normal(3.5, 2.0, (n_people, 6)).astype(np.float32)
    answers = usual + 1.8 * chance.standard_normal((n_days, n_people, 6), dtype=np.float32)
    for at, item in enumerate(PRODUCT.items):
        steps = item.points - 1
        share = np.rint(np.clip(answers[..., at], 0, 10) / 10 * steps) / steps
        answers[..., at] = item.scale.low + share * (item.scale.high - item.scale.low)
    answers[chance.random((n_days, n_people)) < 0.25] = np.nan
    made = time.process_time()
    model = drift.Model(PRODUCT.scales, "lonely")
    alerts, shares = 0, 0.0
    for seen in model.stream(range(1, n_days + 1), answers, n_people):
        alerts += int(seen.drift.alert.sum())
        shares += float(seen.drift.contributions[0].sum() + seen.forecast.p_above(6)[0])
    return time.process_time() - made, made - begun, alerts, _mb()


def _one_person() -> dict[str, float]:
    import numpy as np

    from benchmarks.made_up_diaries import PRODUCT, diaries
    from porchlight.domain import drift

    model = drift.Model(PRODUCT.scales, "lonely")
    state, times = model.start(1), []
    for day, row in enumerate(diaries(PRODUCT, 1, 2000, SEED)[0]):
        clock, busy = time.perf_counter(), time.process_time()
        state = model.update(state, day + 1, row[None])
        model.forecast(state).p_above(6)
        np.argsort(-model.drift(state).contributions[0])[:3]
        times.append((time.perf_counter() - clock, time.process_time() - busy))
    wall, cpu = (sorted(1000 * pair[n] for pair in times) for n in (0, 1))
    return {
        "update_forecast_reasons_ms_p50": round(median(wall), 3),
        "cpu_ms_p50": round(median(cpu), 3),
        "cpu_ms_p99": round(cpu[int(len(cpu) * 0.99)], 3),
        "state_bytes": int(model.start(1).dtype.itemsize),
    }


def _mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
