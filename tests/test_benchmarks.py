"""The benchmarks run, and print what their page promises. What they measure is not judged here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def measured(*options: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks", *options, "--json"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def explained() -> set[str]:
    """The keys in the tables of the benchmarks' page."""
    lines = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8").splitlines()
    return {key for line in lines if line.startswith("| `") for key in re.findall(r"`(\w+)`", line.split("|")[1])}


def test_a_step_reaches_a_small_crowd_and_every_key_is_explained() -> None:
    found = measured("fanout", "--people", "20", "--rounds", "1")
    assert found["people"] == 20
    assert found["ours"]["time_to_last_ms"] > 0
    assert found["plain"]["frames_per_delivery"] == 1
    assert set(found["ratio"]) == {"time_to_last_ms", "cpu_us_per_delivery"}
    assert {"ours", "plain", "ratio", *found["ours"]} <= explained()


def test_a_small_crowd_joins_and_every_key_is_explained() -> None:
    found = measured("joining", "--people", "20")
    assert (found["joined"], found["refused"]) == (20, 0)
    assert {"joined", "refused", "seconds", "cpu_ms_per_join"} <= explained()


def test_a_small_company_meets_and_every_key_is_explained() -> None:
    found = measured("pairing", "--people", "8", "13", "--rounds", "3")
    assert {"cases", "matching", *found["cases"][0]} <= explained()
    shapes = {(case["people"], case["size"], case["churn"]) for case in found["cases"]}
    assert shapes == {(people, size, churn) for people in (8, 13) for size in (2, 3, 4) for churn in (False, True)}
    assert [case["forbidden"] for case in found["cases"]] == [0] * 12
    assert {case["size"] for case in found["matching"]} == {2}


def test_pairs_can_be_read_as_a_table_too() -> None:
    command = [sys.executable, "-m", "benchmarks", "pairing", "--people", "8", "--rounds", "2"]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True).stdout.split(
        "\n"
    )
    assert lines[0].split()[:3] == ["people", "size", "churn"]
    assert lines[3].split()[:3] == ["8", "2", "False"]
