"""The ways of `make setup`, walked for real: each makes a whole environment from the registry."""

import shutil
import sys
from pathlib import Path

import pytest

from .conftest import run, script

pytestmark = pytest.mark.soak


@pytest.fixture
def path(tools: Path) -> Path:
    """A PATH with Python and plain tools, and no uv or Node."""
    script(tools / "python3", f'#!/bin/sh\nexec "{sys._base_executable}" "$@"\n')  # type: ignore[attr-defined]
    return tools


def set_up_and_look(clone: Path, path: Path) -> None:
    done = run("make", "setup", cwd=clone, path=path)
    assert done.returncode == 0, done.stderr
    look = "import starlette, pytest, talkingpiece.resources as r; print(r.CLIENT_STATIC, r.vendor_fault())"
    said = run(clone / ".venv" / "bin" / "python", "-c", look, cwd=clone.parent, path=path).stdout
    assert said.split() == [str(clone / "client_static"), "None"]
    again = run("make", "setup", cwd=clone, path=path)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", ""), "the second time there is nothing to do"


def test_python_make_and_a_shell_are_enough(bare_clone: Path, path: Path) -> None:
    set_up_and_look(bare_clone, path)
    assert not (bare_clone / ".tools").exists()


def test_a_python_whose_venv_lacks_ensurepip_is_enough(bare_clone: Path, path: Path) -> None:
    refuse = 'case "$*" in "-m venv"*) exit 1 ;; esac'
    script(path / "python3", f'#!/bin/sh\n{refuse}\nexec "{sys._base_executable}" "$@"\n')  # type: ignore[attr-defined]
    set_up_and_look(bare_clone, path)
    assert (bare_clone / ".tools" / "bin" / "uv").is_file()


def test_a_uv_on_path_is_enough(bare_clone: Path, path: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    (path / "uv").symlink_to(uv if uv.is_file() else shutil.which("uv") or "")
    set_up_and_look(bare_clone, path)
