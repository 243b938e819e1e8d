"""From nothing to an environment: which of five ways is taken, and what a person is told when there is none.

The ways are played by scripts that note what they are asked; `test_bare.py` walks them for real.
"""

import shutil
from pathlib import Path

import pytest

from .conftest import ROOT, run, script

VENV_PYTHON = '#!/bin/sh\necho "venv-python $*" >>"$NOTES"\n'
MAKE_VENV = f"mkdir -p .venv/bin; cat >.venv/bin/python <<'END'\n{VENV_PYTHON}END\nchmod 755 .venv/bin/python"
UV = f"""#!/bin/sh
[ "$1" = --version ] && exit 0
echo "$NAME $*" >>"$NOTES"
if [ "$1" = venv ]; then {MAKE_VENV}
fi
"""
PYTHON = f"""#!/bin/sh
case "$*" in
    "-c import sys; sys.exit(sys.version_info < (3, 11))") exit "${{OLD:-0}}" ;;
    "-m pip config get global.index-url") echo "$MIRROR"; exit 0 ;;
    "-m pip --version") exit "${{NO_PIP:-0}}" ;;
esac
echo "python3 $*" >>"$NOTES"
case "$*" in
    "-m venv --clear .venv")
        if [ -n "$NO_ENSUREPIP" ]; then mkdir -p .venv/bin; exit 1; fi
        {MAKE_VENV}
        ;;
    "-m pip install"*"--target .tools"*)
        mkdir -p .tools/bin
        cp "$UV_TEMPLATE" .tools/bin/uv
        ;;
esac
"""


class Machine:
    """A clone, a PATH of tools, and the notes of what was asked of whom."""

    def __init__(self, root: Path, path: Path) -> None:
        self.root, self.path, self.notes = root, path, root.parent / "notes"
        (path / "cp").symlink_to(shutil.which("cp") or "")
        self.template = script(root.parent / "uv-template", UV.replace("$NAME", ".tools/bin/uv"))
        script(path / "python3", PYTHON)

    def has_uv(self) -> None:
        script(self.path / "uv", UV.replace("$NAME", "uv"))

    def has_uv_in_tools(self) -> None:
        script(self.root / ".tools" / "bin" / "uv", UV.replace("$NAME", ".tools/bin/uv"))

    def set_up(self, **env: str) -> tuple[int, list[str], str]:
        env = {"NOTES": str(self.notes), "UV_TEMPLATE": str(self.template), "MIRROR": "", **env}
        done = run(self.root / "scripts" / "bootstrap.sh", cwd=self.root, path=self.path, env=env)
        notes = self.notes.read_text(encoding="utf-8").splitlines() if self.notes.exists() else []
        return done.returncode, [note for note in notes if "sys.version_info" not in note], done.stderr


@pytest.fixture
def machine(tmp_path: Path, tools: Path) -> Machine:
    root = tmp_path / "clone"
    (root / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "bootstrap.sh", root / "scripts")
    shutil.copy(ROOT / "requirements.lock", root)
    return Machine(root, tools)


def installs(notes: list[str]) -> list[str]:
    return [note for note in notes if " install " in note]


def test_a_uv_on_path_comes_first(machine: Machine) -> None:
    machine.has_uv()
    machine.has_uv_in_tools()
    code, notes, _ = machine.set_up()
    assert code == 0
    assert {note.split()[0] for note in notes} == {"uv"}
    assert (machine.root / ".venv" / "bin" / "python").exists()


def test_a_uv_that_does_not_answer_is_passed_over(machine: Machine) -> None:
    script(machine.path / "uv", "#!/bin/sh\nexit 127\n")
    machine.has_uv_in_tools()
    code, notes, _ = machine.set_up()
    assert code == 0
    assert {note.split()[0] for note in notes} == {".tools/bin/uv"}


def test_without_any_uv_a_plain_venv_installs_with_its_own_pip(machine: Machine) -> None:
    code, notes, _ = machine.set_up()
    assert code == 0
    assert notes[0] == "python3 -m venv --clear .venv"
    assert {note.split()[0] for note in notes[1:]} == {"venv-python"}
    assert not (machine.root / ".tools").exists()


def test_where_venv_lacks_ensurepip_pip_brings_the_uv_that_the_lock_pins(machine: Machine) -> None:
    code, notes, said = machine.set_up(NO_ENSUREPIP="1", MIRROR="http://mirror.invalid/simple")
    assert code == 0, said
    (brought,) = [note for note in notes if "--target .tools" in note]
    assert "--require-hashes" in brought
    pin = (machine.root / ".tools" / "uv.txt").read_text(encoding="utf-8")
    assert pin.startswith("uv==")
    assert pin.count("==") == 1
    assert "--hash=sha256:" in pin
    assert notes[-1].startswith(".tools/bin/uv ")


def test_pips_mirror_is_handed_to_the_uv_it_brought(machine: Machine) -> None:
    script(machine.root.parent / "uv-template", '#!/bin/sh\necho "index $UV_DEFAULT_INDEX" >>"$NOTES"\n' + MAKE_VENV)
    _, notes, _ = machine.set_up(NO_ENSUREPIP="1", MIRROR="http://mirror.invalid/simple")
    assert notes[-1] == "index http://mirror.invalid/simple"


def test_where_nothing_works_the_exact_command_is_told_and_nothing_half_made_stays(machine: Machine) -> None:
    code, _, said = machine.set_up(NO_ENSUREPIP="1", NO_PIP="1")
    assert code == 1
    assert "    sudo apt-get install python3-venv" in said.splitlines()
    assert not (machine.root / ".venv").exists()


def test_a_python_that_is_too_old_is_told_what_to_install(machine: Machine) -> None:
    code, notes, said = machine.set_up(OLD="1")
    assert (code, notes) == (1, [])
    assert "Python 3.11 or newer" in said
    assert "    sudo apt-get install python3 python3-venv" in said.splitlines()


@pytest.mark.parametrize("way", ["uv", "tools", "venv", "pip --target"])
def test_on_every_way_all_comes_from_the_lock_by_its_hashes_and_then_the_clone_itself(
    machine: Machine, way: str
) -> None:
    if way == "uv":
        machine.has_uv()
    if way == "tools":
        machine.has_uv_in_tools()
    code, notes, said = machine.set_up(NO_ENSUREPIP="1" if way == "pip --target" else "")
    assert code == 0, said
    locked, itself = [note for note in installs(notes) if "--target" not in note]
    assert "--require-hashes --requirement requirements.lock" in locked
    assert itself.endswith("--no-deps --no-build-isolation --editable .")


def test_an_environment_that_is_there_is_mended_not_made_anew(machine: Machine) -> None:
    machine.has_uv()
    machine.set_up()
    kept = machine.root / ".venv" / "something-installed-by-hand"
    kept.touch()
    code, notes, _ = machine.set_up()
    assert code == 0
    assert kept.exists()
    assert len([note for note in notes if note.startswith("uv venv")]) == 1
    assert len(installs(notes)) == 4
