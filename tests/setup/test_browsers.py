"""What the tests do about browsers beside Chromium that are not there."""

import subprocess

from .conftest import Clone, run, script
from .test_targets import notes_of


def look_for_a_browser(clone: Clone, *more: str, uid: int = 1000) -> subprocess.CompletedProcess[str]:
    (clone.path / "id").unlink()
    script(clone.path / "id", f"#!/bin/sh\necho {uid}\n")
    script(clone.root / ".venv" / "bin" / "python", '#!/bin/sh\necho "python $*" >>notes\nfalse\n')
    return run(clone.root / "scripts" / "browser.sh", *more, cwd=clone.root, path=clone.path)


def chromium_is_there(clone: Clone) -> None:
    script(clone.path / "chromium-headless-shell", "#!/bin/sh\n")


def apt_is_there(clone: Clone, *, has: str = "nothing") -> None:
    """A stand-in that notes what it is asked for, and knows one program only."""
    brings = f'[ "$4" = {has} ] && ln -s "$0" "$(dirname "$0")/{has}"'
    script(clone.path / "apt-get", f'#!/bin/sh\necho "apt-get $*" >>notes\n[ "$1" = update ] || {{ {brings}; }}\n')
    (clone.path / "ln").symlink_to("/bin/ln")


def test_root_gets_debians_firefox_beside_a_chromium_that_is_there(clone: Clone) -> None:
    chromium_is_there(clone)
    apt_is_there(clone, has="firefox-esr")
    done = look_for_a_browser(clone, uid=0)
    assert done.returncode == 0
    assert notes_of(clone).splitlines() == ["apt-get update -qq", "apt-get install -y -qq firefox-esr"]
    assert "sudo" not in done.stderr


def test_a_firefox_that_is_there_is_taken(clone: Clone) -> None:
    chromium_is_there(clone)
    apt_is_there(clone)
    script(clone.path / "firefox", "#!/bin/sh\n")
    done = look_for_a_browser(clone, uid=0)
    assert (done.returncode, done.stderr, notes_of(clone)) == (0, "", "")


def test_without_a_firefox_all_other_tests_start_and_the_command_is_told(clone: Clone) -> None:
    chromium_is_there(clone)
    done = look_for_a_browser(clone)
    assert done.returncode == 0
    assert "    sudo apt-get install firefox-esr" in done.stderr.splitlines()


def test_a_firefox_that_cannot_be_had_keeps_no_chromium_away(clone: Clone) -> None:
    apt_is_there(clone, has="chromium-headless-shell")
    done = look_for_a_browser(clone, uid=0)
    assert done.returncode == 0
    assert "apt-get install -y -qq firefox-esr" in notes_of(clone), "the premise: it was asked for"
    assert "    sudo apt-get install firefox-esr" in done.stderr.splitlines()


def test_webkit_is_asked_for_by_the_long_runs_only(clone: Clone) -> None:
    chromium_is_there(clone)
    script(clone.path / "firefox", "#!/bin/sh\n")
    apt_is_there(clone)
    assert look_for_a_browser(clone, uid=0).returncode == 0
    assert notes_of(clone) == ""
    assert look_for_a_browser(clone, "webkit", uid=0).returncode == 0
    assert "apt-get install -y -qq webkit2gtk-driver" in notes_of(clone)
    assert "apt-get install -y -qq xvfb" in notes_of(clone)
