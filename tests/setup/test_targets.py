"""What each target of the Makefile, and continuous integration, would do."""

import os
import subprocess

import pytest

from .conftest import Clone, run, script


def would_do(clone: Clone, *arguments: str) -> str:
    done = clone.make("--dry-run", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_run_sets_up_and_serves(clone: Clone) -> None:
    (clone.root / ".venv" / "set-up").unlink()
    lines = would_do(clone, "run", "ARGS=--port 9000").splitlines()
    assert lines[0] == "scripts/bootstrap.sh"
    assert lines[-1] == "exec .venv/bin/talkingpiece serve --port 9000"


def test_a_second_run_does_not_set_up_again(clone: Clone) -> None:
    assert "bootstrap" not in would_do(clone, "run")


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml", "scripts/bootstrap.sh"])
def test_a_change_of_what_is_installed_sets_up_again(clone: Clone, changed: str) -> None:
    done = (clone.root / ".venv" / "set-up").stat().st_mtime_ns
    os.utime(clone.root / changed, ns=(done + 1, done + 1))
    assert "bootstrap" in would_do(clone, "run")


def test_test_sees_to_a_browser_and_a_store_before_it_starts(clone: Clone) -> None:
    done = would_do(clone, "test")
    places = [done.index(part) for part in ("hatch_build.py", "browser.sh", "redis.sh", "-m pytest")]
    assert places == sorted(places)


def test_the_long_runs_are_not_part_of_test_but_of_soak(clone: Clone) -> None:
    assert "soak" not in would_do(clone, "test")
    assert "-m pytest -m soak" in would_do(clone, "soak")


def test_check_reads_style_types_layers_and_freshness(clone: Clone) -> None:
    done = would_do(clone, "check")
    for part in (
        "ruff check",
        "ruff format --check",
        "mypy --strict",
        "lint-imports",
        "tsc",
        "client_types.py --check",
    ):
        assert part in done


def test_ci_checks_then_tests_and_stops_at_what_fails(clone: Clone) -> None:
    notes = clone.root / "notes"
    fake = '#!/bin/sh\necho "CI=$CI $* typed:$(cat)" >>notes\n[ "$*" != "$FAILS" ]\n'
    (clone.path / "make").unlink()
    script(clone.path / "make", fake)
    script(clone.path / "python3", "#!/bin/sh\nexit 0\n")
    (clone.path / "bash").symlink_to("/bin/bash")

    fine = run("bash", ".ci/run", cwd=clone.root, path=clone.path, typed="a key\n")
    assert (fine.returncode, notes.read_text()) == (0, "CI=true check typed:\nCI=true test typed:\n"), fine.stderr
    notes.unlink()
    broken = run("bash", ".ci/run", cwd=clone.root, path=clone.path, env={"FAILS": "check"})
    assert (broken.returncode, notes.read_text()) == (1, "CI=true check typed:\n")


def look_for_a_browser(clone: Clone, uid: int = 1000) -> subprocess.CompletedProcess[str]:
    (clone.path / "id").unlink()
    script(clone.path / "id", f"#!/bin/sh\necho {uid}\n")
    script(clone.root / ".venv" / "bin" / "python", '#!/bin/sh\necho "python $*" >>notes\n[ -f playwrights-own ]\n')
    return run(clone.root / "scripts" / "browser.sh", cwd=clone.root, path=clone.path)


def notes_of(clone: Clone) -> str:
    notes = clone.root / "notes"
    return notes.read_text(encoding="utf-8") if notes.exists() else ""


def test_a_browser_that_is_there_is_taken(clone: Clone) -> None:
    script(clone.path / "chromium-headless-shell", "#!/bin/sh\n")
    assert look_for_a_browser(clone, uid=0).returncode == 0
    assert notes_of(clone) == ""


def test_root_gets_debians_browser(clone: Clone) -> None:
    brings = 'ln -s "$0" "$(dirname "$0")/chromium-headless-shell"'
    script(clone.path / "apt-get", f'#!/bin/sh\necho "apt-get $*" >>notes\n[ "$1" = update ] || {brings}\n')
    (clone.path / "ln").symlink_to("/bin/ln")
    assert look_for_a_browser(clone, uid=0).returncode == 0
    assert "apt-get install -y -qq chromium-headless-shell" in notes_of(clone)
    assert "playwright install" not in notes_of(clone)


def test_who_is_not_root_gets_playwrights_browser_and_apt_is_left_alone(clone: Clone) -> None:
    script(clone.path / "apt-get", "#!/bin/sh\necho apt-get >>notes\n")
    done = look_for_a_browser(clone)
    assert "-m playwright install --only-shell chromium" in notes_of(clone)
    assert "apt-get" not in notes_of(clone)
    assert done.returncode == 1, "the stand-in installs nothing"
    assert "    sudo apt-get install chromium-headless-shell" in done.stderr.splitlines()


def test_playwrights_browser_is_enough(clone: Clone) -> None:
    (clone.root / "playwrights-own").touch()
    assert look_for_a_browser(clone).returncode == 0
    assert "playwright install" not in notes_of(clone)
