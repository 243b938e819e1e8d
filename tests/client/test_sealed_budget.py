"""What sealed cards cost a phone on a train, and that their cryptography is other people's, whole and in one file."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from talkingpiece.resources import CLIENT_STATIC
from tests.client.test_budget import loaded_from

SEALED_BYTES = 25_000  # gzip; loaded by everybody after the first paint
NOBLE = CLIENT_STATIC / "vendor" / "noble.js"


def test_sealed_cards_load_within_their_budget() -> None:
    files = set[Path]().union(*map(loaded_from, (CLIENT_STATIC / "sealed").glob("*.js")))
    files -= loaded_from(CLIENT_STATIC / "keys.js")  # the panel has this one anyway
    names = {file.name for file in files}
    assert {"noble.js", "tokens.js", "packet.js", "acts.js", "pocket.js", "words.js", "wordlist.js"} <= names
    size = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
    assert size <= SEALED_BYTES, f"{size} bytes"


def test_the_library_is_one_file_with_what_is_promised_and_its_licence() -> None:
    bundle = NOBLE.read_text(encoding="utf-8")
    promised = re.findall(r"^export \{([^}]*)\}", NOBLE.with_suffix(".d.ts").read_text(encoding="utf-8"), re.M)
    (exported,) = re.findall(r"export\s*\{([^}]*)\}", bundle)
    names = {name.split(" as ")[-1].strip() for name in exported.split(",")}
    assert names == {name.strip() for row in promised for name in row.split(",")}
    assert names == {"ed25519", "ristretto255_oprf", "hmac", "sha256"}
    assert not re.search(r"""\b(from|import)\s*\(?["']""", bundle), "one file, that asks for no other"
    assert "MIT License" in bundle


def test_nothing_of_sealed_cards_is_loaded_before_the_first_paint() -> None:
    first = loaded_from(CLIENT_STATIC / "entry.js") | loaded_from(CLIENT_STATIC / "panel.js")
    assert NOBLE not in first
    assert not [file for file in first if file.parent.name == "sealed"]
