"""What sealed cards cost a phone on a train, and that their cryptography is other people's, whole and in one file."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from talkingpiece.resources import CLIENT_STATIC
from tests.client.test_budget import loaded_from

SEALED_BYTES = 25_000  # gzip; loaded by everybody after the first paint
VENDOR = CLIENT_STATIC / "vendor"
NOBLE, BOX = VENDOR / "noble.js", VENDOR / "sealed.js"
IMPORTS = re.compile(r"""\b(?:from|import)\s*\(?["']([^"']*)["']""")


def exported(bundle: str) -> set[str]:
    (names,) = re.findall(r"export\s*\{([^}]*)\}", bundle)
    return {name.split(" as ")[-1].strip() for name in names.split(",")}


def promised(bundle: Path) -> set[str]:
    rows = re.findall(r"^export \{([^}]*)\}", bundle.with_suffix(".d.ts").read_text(encoding="utf-8"), re.M)
    return {name.strip() for row in rows for name in row.split(",")}


def test_all_that_sealed_cards_need_is_one_file_within_its_budget() -> None:
    bundle = BOX.read_text(encoding="utf-8")
    imports = set(IMPORTS.findall(bundle))
    assert imports == {"../words.js", "../keys.js"}, "the premise: and these the panel has anyway"
    assert {(VENDOR / name).resolve() for name in imports} <= loaded_from(CLIENT_STATIC / "panel.js")
    size = len(gzip.compress(bundle.encode(), 9))
    assert size <= SEALED_BYTES, f"{size} bytes"


def test_that_file_holds_the_library_the_words_and_the_box() -> None:
    bundle = BOX.read_text(encoding="utf-8")
    assert exported(bundle) == promised(BOX) == {"createBox"}
    for held in ("OPRFV1-", "ristretto255-SHA512", "tp1 packet", "tp1 ballot", "tp1 words", "0actor1dapt1gree"):
        assert held in bundle, held
    assert "MIT License" in bundle


def test_panels_load_that_file_and_none_of_its_pieces() -> None:
    later = (CLIENT_STATIC / "panel" / "later.js").read_text(encoding="utf-8")
    asked = re.findall(r"""[^@{(]import\("([^"]*)"\)""", later)
    assert "../vendor/sealed.js" in asked
    assert not [name for name in asked if "noble" in name or "/sealed/" in name]


def test_the_library_is_one_file_with_what_is_promised_and_its_licence() -> None:
    bundle = NOBLE.read_text(encoding="utf-8")
    assert exported(bundle) == promised(NOBLE) == {"ed25519", "ristretto255_oprf", "hmac", "sha256"}
    assert not IMPORTS.search(bundle), "one file, that asks for no other"
    assert "MIT License" in bundle


def test_nothing_of_sealed_cards_is_loaded_before_the_first_paint() -> None:
    first = loaded_from(CLIENT_STATIC / "entry.js") | loaded_from(CLIENT_STATIC / "panel.js")
    assert not {NOBLE, BOX} & first
    assert not [file for file in first if file.parent.name == "sealed"]
