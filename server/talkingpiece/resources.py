"""Where the browser's files and the modules are: in an installed package, or beside `server/` in a clone."""

import hashlib
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CLONE = PACKAGE.parent.parent
REBUILD = "Type `make setup` in the clone; it builds them."


def _folder(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else CLONE / name


CLIENT_STATIC = _folder("client_static")
MODULES = _folder("modules")


def vendor_fault() -> str | None:
    """What keeps the vendored browser libraries from being served, as a sentence naming the command to type.

    None when they are fine. In a clone the stamp is compared with the files it was made from, since an
    editable install never notices that only `package-lock.json` changed. An installed wheel has no lock file
    beside it, so there only presence counts.
    """
    return _vendor_fault(CLIENT_STATIC / "vendor", CLONE)


def _vendor_fault(vendor: Path, clone: Path) -> str | None:
    stamp = vendor / "stamp"
    in_clone = (clone / "package-lock.json").is_file()
    missing = "The browser libraries are missing from client_static/vendor."
    if not stamp.is_file() or not (vendor / "lit.js").is_file():
        return f"{missing} {REBUILD if in_clone else 'Install talkingpiece again.'}"
    if in_clone and not _is_fresh(stamp, clone):
        return f"The browser libraries in client_static/vendor are older than what they are made of. {REBUILD}"
    return None


def _is_fresh(stamp: Path, clone: Path) -> bool:
    """Each line of a stamp is `<sha256>  <file in the clone>`, the form `sha256sum --check` reads."""
    for line in stamp.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        source = clone / name
        if not source.is_file() or hashlib.sha256(source.read_bytes()).hexdigest() != digest:
            return False
    return True
