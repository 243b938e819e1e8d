"""The browser libraries are made at install time, by the Node of a wheel, and made again when they should be."""

import gzip
import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

from .conftest import ROOT, Clone

# What parts and steps render with.
NEEDED = {
    "html",
    "svg",
    "render",
    "nothing",
    "keyed",
    "live",
    "repeat",
    "unsafeHTML",
}
ENTRY = ROOT / "scripts" / "vendor" / "lit.ts"


def resources_of(clone: Clone) -> ModuleType:
    """The clone's own `talkingpiece.resources`, not the one of the tree we stand in."""
    spec = importlib.util.spec_from_file_location(
        "resources_of_a_clone", clone.root / "server" / "talkingpiece" / "resources.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def promised_names() -> set[str]:
    lists = re.findall(r"^export \{([^}]*)\}", ENTRY.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.strip() for names in lists for name in names.split(",")}


def exported_names(bundle: str) -> set[str]:
    (names,) = re.findall(r"export\s*\{([^}]*)\}", bundle)
    return {name.split(" as ")[-1].strip() for name in names.split(",")}


def test_the_libraries_are_made_where_no_node_and_no_npm_is_installed(clone: Clone) -> None:
    for hidden in ("node", "npm", "npx"):
        assert shutil.which(hidden, path=str(clone.path)) is None
    assert not clone.vendor.exists()

    done = clone.make("setup")

    assert done.returncode == 0, done.stderr
    assert resources_of(clone).vendor_fault() is None
    bundle = (clone.vendor / "lit.js").read_text(encoding="utf-8")
    assert NEEDED <= promised_names() == exported_names(bundle)
    assert not re.search(r"""\b(from|import)\s*\(?["']""", bundle), "one file, that asks for no other"
    assert len(re.findall(r"litHtmlVersions\?\?=\[\]", bundle)) == 1, "one copy of lit-html"
    assert 'createPolicy("lit-html"' in bundle, "the policy our content security policy names"
    assert len(gzip.compress(bundle.encode())) < 8_000
    assert (clone.vendor / "lit.d.ts").read_bytes() == ENTRY.read_bytes()
    assert not list(clone.root.rglob("node_modules")), "nothing but the libraries stays"


def test_what_is_fresh_is_left_alone_and_what_is_deleted_comes_back(clone: Clone) -> None:
    assert clone.make("setup").returncode == 0
    first = (clone.vendor / "lit.js").stat().st_mtime_ns
    assert clone.make("setup").stdout == ""
    assert (clone.vendor / "lit.js").stat().st_mtime_ns == first

    shutil.rmtree(clone.vendor)
    fault = resources_of(clone).vendor_fault()
    assert fault
    assert "`make setup`" in fault
    assert clone.make("setup").returncode == 0
    assert (clone.vendor / "lit.js").is_file()
    assert resources_of(clone).vendor_fault() is None


def test_another_lock_file_makes_the_libraries_stale_until_the_command_that_is_named(clone: Clone) -> None:
    assert clone.make("setup").returncode == 0
    stamp = (clone.vendor / "stamp").read_text(encoding="utf-8")
    lock = clone.root / "package-lock.json"
    lock.write_text(lock.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    fault = resources_of(clone).vendor_fault()
    assert fault
    (command,) = re.findall(r"`make (\w+)`", fault)
    assert clone.make(command).returncode == 0

    assert resources_of(clone).vendor_fault() is None
    assert (clone.vendor / "stamp").read_text(encoding="utf-8") != stamp


def test_a_change_to_the_sealed_box_makes_its_bundle_stale_too(clone: Clone) -> None:
    assert clone.make("setup").returncode == 0
    box = clone.root / "client_static" / "sealed" / "box.js"
    box.write_text(box.read_text(encoding="utf-8").replace("tp:pocket", "tp:another"), encoding="utf-8")

    assert resources_of(clone).vendor_fault()
    assert clone.make("setup").returncode == 0

    assert resources_of(clone).vendor_fault() is None
    bundle = (clone.vendor / "sealed.js").read_text(encoding="utf-8")
    assert "tp:another" in bundle
    assert set(re.findall(r'from\s*"([^"]*)"', bundle)) == {"../words.js", "../keys.js"}, "the panel has these"


def test_a_failed_build_keeps_the_libraries_there_are_and_says_so(clone: Clone) -> None:
    assert clone.make("setup").returncode == 0
    before = (clone.vendor / "lit.js").read_bytes()
    (clone.root / "package-lock.json").write_text("{", encoding="utf-8")

    done = clone.make("setup")

    assert done.returncode != 0
    assert "package-lock" in done.stderr
    assert (clone.vendor / "lit.js").read_bytes() == before
    assert resources_of(clone).vendor_fault(), "and they still count as stale"


def test_an_installed_package_asks_only_whether_the_libraries_are_there(clone: Clone) -> None:
    resources = resources_of(clone)
    elsewhere = clone.root / "nothing-beside-it"
    vendor = elsewhere / "vendor"
    vendor.mkdir(parents=True)
    assert "Install talkingpiece again" in resources._vendor_fault(vendor, elsewhere)
    for name in ("lit.js", "stamp"):
        (vendor / name).write_text("whatever\n", encoding="utf-8")
    assert resources._vendor_fault(vendor, elsewhere) is None


def test_a_library_whose_file_is_gone_is_not_fresh_whatever_the_stamp_says(clone: Clone) -> None:
    assert clone.make("setup").returncode == 0
    (clone.vendor / "lit.js").unlink()
    assert clone.make("setup").returncode == 0
    assert Path(clone.vendor / "lit.js").is_file()
