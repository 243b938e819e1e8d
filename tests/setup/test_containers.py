"""docker-compose.yml and its images, as far as they can be judged without an engine."""

import contextlib
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import CERT_NONE, create_default_context
from typing import Any

import pytest
import yaml

from .conftest import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
IMAGE = (ROOT / "server" / "Dockerfile").read_text(encoding="utf-8")
PROXY_IMAGE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")


def test_there_are_a_server_a_store_and_a_proxy() -> None:
    assert set(SERVICES) == {"app", "store", "proxy"}


@pytest.mark.parametrize("name", SERVICES)
def test_each_is_confined(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["tmpfs"][0].startswith("/tmp:")


@pytest.mark.parametrize("name", SERVICES)
def test_each_says_whether_it_is_well(name: str) -> None:
    own_image = {"app": IMAGE, "proxy": PROXY_IMAGE}.get(name, "")
    assert "healthcheck" in SERVICES[name] or re.search(r"^HEALTHCHECK ", own_image, re.MULTILINE)


@pytest.mark.parametrize("name", SERVICES)
def test_each_writes_to_named_volumes_only(name: str) -> None:
    volumes = [volume.split(":")[0] for volume in SERVICES[name]["volumes"]]
    assert volumes
    assert set(volumes) <= set(COMPOSE["volumes"])


def test_none_runs_as_root() -> None:
    assert re.findall(r"^USER (\S+)", IMAGE, re.MULTILINE) == ["talkingpiece"]
    assert re.findall(r"^USER (\S+)", PROXY_IMAGE, re.MULTILINE) == ["10002"]
    assert SERVICES["store"]["user"] == "valkey"


def test_they_start_in_the_order_of_need() -> None:
    assert SERVICES["app"]["depends_on"] == {"store": {"condition": "service_healthy"}}
    assert SERVICES["proxy"]["depends_on"] == {"app": {"condition": "service_healthy"}}


def test_the_store_keeps_what_was_acknowledged_and_evicts_nothing() -> None:
    command = SERVICES["store"]["command"]
    for part in ("--appendonly yes", "--appendfsync always", "--maxmemory-policy noeviction", "--dir /data"):
        assert part in command


def test_only_the_proxy_can_be_reached_from_outside_and_the_store_by_the_server_alone() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["back"]["internal"] is True
    assert {name for name, service in SERVICES.items() if "back" in service["networks"]} == {"app", "store"}


def test_the_server_believes_its_proxy_and_no_one_else() -> None:
    environment = SERVICES["app"]["environment"]
    assert environment["TALKINGPIECE_STORE"] == "redis://store:6379/0"
    assert environment["TALKINGPIECE_PUBLIC_URL"].startswith("https://")
    address = SERVICES["proxy"]["networks"]["front"]["ipv4_address"]
    assert environment["TALKINGPIECE_TRUSTED_PROXIES"] == address


def test_nobody_starts_it_without_an_operators_key() -> None:
    assert ":?" in SERVICES["app"]["environment"]["TALKINGPIECE_OPERATOR_KEY"]


def test_the_image_installs_by_hashes_and_takes_only_the_wheel_from_its_builder() -> None:
    wheel, final = IMAGE.split("\nFROM ")[1:]
    assert "--require-hashes --requirement requirements.lock" in " ".join(wheel.split()).replace("\\ ", "")
    assert "--require-hashes --requirement /tmp/requirements.lock" in final
    assert "COPY server/requirements.lock" in final
    assert "--no-deps /dist/*.whl" in final
    assert "COPY --from" not in final
    for absent in ("curl", "wget", "apt-get", "node"):
        assert absent not in final.replace("no curl to keep", "")


def test_whatever_the_builder_needs_reaches_it_and_nothing_else_does() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    assert all((ROOT / name).exists() for name in allowed)
    assert {"hatch_build.py", "package-lock.json", "scripts/vendor", "server", "client_static", "modules"} <= allowed


def test_the_proxy_keeps_no_access_log_and_no_address_in_any_other() -> None:
    assert re.findall(r"^\tlog\b", CADDYFILE, re.MULTILINE) == ["\tlog"], "the one of the global options"
    for field in ("remote_ip", "remote_port", "client_ip", "headers", "uri"):
        assert f"request>{field} delete" in CADDYFILE
    assert "@unsigned path /sealed /sealed/*" in CADDYFILE


class Upstream(BaseHTTPRequestHandler):
    """Plays the server: answers with the headers it was sent."""

    def do_GET(self) -> None:
        body = "\n".join(self.headers).lower().encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def upstream() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@contextlib.contextmanager
def caddy(folder: Path, upstream: int) -> Iterator[tuple[int, Path]]:
    https, http, well = (free_port() for _ in range(3))
    text = CADDYFILE.replace("8443", str(https)).replace("8080", str(http)).replace("8081", str(well))
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    log = folder / "caddy.log"
    environment = {"HOME": str(folder), "TALKINGPIECE_UPSTREAM": f"127.0.0.1:{upstream}"}
    with log.open("w") as output:
        proxy = subprocess.Popen(
            ["caddy", "run", "--config", "Caddyfile", "--adapter", "caddyfile"],
            executable=shutil.which("caddy") or pytest.fail("This needs Caddy. Type: sudo apt-get install caddy"),
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        latest = time.monotonic() + 20
        while time.monotonic() < latest and ask(https, "/x")[0] == 0:
            assert proxy.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        yield https, log
    finally:
        proxy.terminate()
        proxy.wait(timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ask(port: int, path: str) -> tuple[int, str]:
    """Status and body; 0 while nobody answers."""
    trusting = create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, CERT_NONE
    request = urllib.request.Request(f"https://localhost:{port}{path}", headers={"User-Agent": "a-persons-browser"})
    try:
        with urllib.request.urlopen(request, context=trusting, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, ""
    except OSError:
        return 0, ""


@pytest.mark.soak  # the one test that needs a proxy; `make soak` brings it
def test_a_real_caddy_tells_the_server_and_its_log_nothing_of_who_raised_a_card(
    tmp_path: Path, upstream: ThreadingHTTPServer
) -> None:
    with caddy(tmp_path, upstream.server_port) as (port, log):
        ordinary, card = ask(port, "/x"), ask(port, "/sealed/a-capability")
        assert "x-forwarded-for" in ordinary[1], "the premise: other paths are told"
        assert card[0] == 200
        assert "x-forwarded-for" not in card[1]
        assert ask(port, "/sealed")[1].count("x-forwarded-for") == 0
        upstream.shutdown()
        upstream.server_close()
        assert ask(port, "/sealed/a-capability")[0] == 502
    lines = [line for line in log.read_text(encoding="utf-8").splitlines() if '"level":"error"' in line]
    assert lines, "the premise: the failure was logged"
    for line in lines:
        assert "a-capability" not in line
        assert "a-persons-browser" not in line
        assert "remote" not in line
