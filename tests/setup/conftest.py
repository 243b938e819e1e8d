"""A clone to spoil, and PATHs on which only chosen programs exist."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_IN_A_CLONE = shutil.ignore_patterns(
    ".venv", ".tools", ".git", "node_modules", "vendor", "dist", "data", "__pycache__", ".*_cache", ".hypothesis"
)
# What Makefile and scripts use beside Python; whatever else a machine has, they must not need.
TOOLS = ("sh", "make", "awk", "cat", "dirname", "id", "mkdir", "rm", "sed", "touch", "env", "uname", "chmod")


def run(
    *command: str | Path, cwd: Path, path: Path, env: Mapping[str, str] | None = None, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `command` with `path` as the whole PATH; never raises for what it answers."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "UV_", "PIP_INDEX"))}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**ours, **(env or {}), "PATH": str(path)},
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A PATH with plain tools and nothing else: no Python, no uv, no Node, no browser."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in TOOLS:
        real = shutil.which(name)
        assert real, f"these tests need {name}"
        (folder / name).symlink_to(real)
    for absent in ("python3", "uv", "node", "npm", "chromium", "apt-get"):
        assert shutil.which(absent, path=str(folder)) is None
    return folder


@dataclass(frozen=True)
class Clone:
    """The tree as a fresh clone has it, with an environment that is ours but cannot be harmed from there."""

    root: Path
    path: Path

    @property
    def vendor(self) -> Path:
        return self.root / "client_static" / "vendor"

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run("make", *arguments, cwd=self.root, path=self.path)

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(sys.executable, *arguments, cwd=self.root, path=self.path)


@pytest.fixture
def bare_clone(tmp_path: Path) -> Path:
    """The files of a clone, as they are now, without anything that was made from them."""
    root = tmp_path / "clone"
    shutil.copytree(ROOT, root, ignore=NOT_IN_A_CLONE)
    # `vendor` is left out wherever it is; the list of what goes into it is a source.
    shutil.copytree(ROOT / "scripts" / "vendor", root / "scripts" / "vendor")
    return root


@pytest.fixture
def clone(bare_clone: Path, tools: Path) -> Clone:
    script(bare_clone / ".venv" / "bin" / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (bare_clone / ".venv" / "set-up").touch()
    return Clone(bare_clone, tools)
