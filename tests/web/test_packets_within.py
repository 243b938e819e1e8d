"""What packets bring, over plain HTTP: what is not what its token or its card signed opens nothing, for anybody."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from talkingpiece.sealed.acts import Act, Card, MeToo, Quick, Reply, Tap, Withdraw, raw
from talkingpiece.sealed.packet import mac_of
from talkingpiece.sealed.panel import UNSIGNED, ballot, key_of, packet, packet_of, signed, text_of, written
from talkingpiece.seeds import Trees
from tests.people import Person
from tests.place import Place
from tests.web.circles import Circle, beats, circle, token_for

SEED = b"s" * 32
TAP = Tap(key=key_of(SEED), what="stop", sig=UNSIGNED)
CARD = Card(key=key_of(SEED), to="all", weight="slow", soon=True, text="Too fast", floor=3, sig=UNSIGNED)


async def at_beat(c: Circle, who: Person, said: bytes) -> None:
    """At the next beat this person's panel sends these bytes, under a good token."""
    beat = beats(c.chi)[-1]["beat"] + 1
    token = token_for(who, beat)
    await c.pulse.begin()
    assert await who.posts(packet_of(c.id, beat, token, said)) == 204
    await c.pulse.end()


async def sends(c: Circle, who: Person, *acts: Act) -> None:
    await at_beat(c, who, written(acts))


def own(c: Circle, act: Any, seed: bytes = SEED) -> Any:
    return signed(act, seed, c.id)


async def begun(place: Place) -> Circle:
    c = await circle(place)
    await c.beat(4)
    return c


async def test_the_premise_what_is_signed_and_sent_in_time_opens(place: Place) -> None:
    c = await begun(place)
    await sends(c, c.ben, own(c, TAP), own(c, CARD))
    assert c.chi.cards["taps"][0]["stop"] == 1
    assert [card["text"] for card in c.chi.cards["cards"]] == ["Too fast"]


@pytest.mark.parametrize(
    "said",
    [b"", b"[", b"{}", b"null", b"\xff\xfe", b"[" * 3_000, b'["card"]', b'[{"act":"shout"}]', b'[{"act":"tap"}]',
     b'[{"act":"tap","what":"stop","key":1,"sig":2}]', b"\x00" * 4_022, b"x" * 4_022, b'[{"act":"card","by":"Ben"}]'],
    ids=lambda said: repr(said[:20]),
)  # fmt: skip
async def test_nonsense_under_a_good_token_opens_nothing_and_its_sender_was_there(place: Place, said: bytes) -> None:
    c = await begun(place)
    await c.chi.taps("slow")
    await at_beat(c, c.ben, said)
    assert c.dov.tally["box"] == {**c.dov.tally["box"], "taps": 6, "void": False}
    assert [taps["slow"] for taps in c.dov.cards["taps"]] == [1], "the others' words are open"
    assert len(c.dov.cards["ids"]) == 1


async def test_what_says_more_than_a_panel_can_say_opens_nothing_of_it(place: Place) -> None:
    c = await begun(place)
    many = [own(c, dataclasses.replace(TAP, key=key_of(bytes([n]) * 32)), bytes([n]) * 32) for n in range(9)]
    wordy = [own(c, CARD), own(c, dataclasses.replace(CARD, key=key_of(b"t" * 32)), b"t" * 32)]
    await sends(c, c.ben, *many)
    await sends(c, c.ben, *wordy)
    named = json.loads(written([own(c, CARD)]))
    await at_beat(c, c.ben, json.dumps([{**named[0], "seat": c.ben.welcome["seat"]}]).encode())
    await at_beat(c, c.ben, json.dumps([{**named[0], "floor": 1}]).encode())
    assert c.chi.cards["ids"] == []


@pytest.mark.parametrize(
    "change",
    [{"sig": UNSIGNED}, {"what": "slow"}, {"key": key_of(b"t" * 32)}, {"key": text_of(bytes(32))}],
    ids=str,
)
async def test_content_that_is_not_what_its_key_signed_opens_nothing(place: Place, change: dict[str, Any]) -> None:
    c = await begun(place)
    await sends(c, c.ben, dataclasses.replace(own(c, TAP), **change))
    assert c.chi.cards["taps"] == []


async def test_nothing_is_hidden_behind_the_acts_of_a_packet(place: Place) -> None:
    c = await begun(place)
    beat = beats(c.chi)[-1]["beat"] + 1
    token = token_for(c.ben, beat)
    await c.pulse.begin()
    more = packet(c.id, beat, token, [own(c, TAP)])[:-9] + b"by Ben..."
    await c.ben.posts(more[:40] + mac_of(more, token.y, c.id) + more[72:])
    await c.pulse.end()
    assert (c.chi.cards["taps"], c.chi.tally["box"]["taps"]) == ([], 6), "it was there, and said nothing"


async def test_what_was_signed_for_another_session_opens_nothing(place: Place) -> None:
    c = await begun(place)
    await sends(c, c.ben, signed(TAP, SEED, "x" * 22))
    assert c.chi.cards["taps"] == []


async def test_a_packet_that_was_changed_on_its_way_counts_for_nothing(place: Place) -> None:
    c = await begun(place)
    beat = beats(c.chi)[-1]["beat"] + 1
    token = token_for(c.ben, beat)
    await c.pulse.begin()
    good = packet(c.id, beat, token, [own(c, TAP)])
    changed = packet(c.id, beat, token, [own(c, dataclasses.replace(TAP, what="slow"))])
    await c.ben.posts(good[:72] + changed[72:])
    await c.ben.posts(good[:100] + b"X" + good[101:])
    await c.pulse.end()
    assert c.chi.cards["taps"] == []
    assert c.chi.tally["box"]["taps"] == 5


async def test_of_two_packets_under_one_token_one_counts(place: Place) -> None:
    c = await begun(place)
    beat = beats(c.chi)[-1]["beat"] + 1
    token = token_for(c.ben, beat)
    await c.pulse.begin()
    other = dataclasses.replace(TAP, key=key_of(b"t" * 32), what="slow")
    for acts in ([own(c, TAP)], [own(c, TAP)], [own(c, other, b"t" * 32)]):
        await c.ben.posts(packet(c.id, beat, token, acts))
    await c.pulse.end()
    (taps,) = c.chi.cards["taps"]
    assert (taps["stop"], taps["slow"], c.chi.tally["box"]["taps"]) == (1, 0, 6), "the first, and no other"


async def test_a_packet_of_a_beat_that_is_over_or_to_come_is_dropped(place: Place) -> None:
    c = await begun(place)
    beat = beats(c.chi)[-1]["beat"] + 1
    token = token_for(c.ben, beat)
    own_packet = packet(c.id, beat, token, [own(c, TAP)])
    await c.ben.posts(own_packet)
    await c.beat(1)
    await c.ben.posts(own_packet)
    await c.beat(2)
    assert c.chi.cards["taps"] == []


async def test_a_token_of_another_session_is_worth_nothing(own_place: Place) -> None:
    own_place.house.trees = Trees()
    c, other = await circle(own_place), await circle(own_place)
    await c.beat(4)
    token = token_for(other.ben, 4)
    await c.pulse.begin()
    for session in (c.id, other.id):
        await c.ben.posts(packet(session, 4, token, [signed(TAP, SEED, session)]))
    await c.pulse.end()
    assert (c.chi.cards["taps"], c.chi.tally["box"]["taps"]) == ([], 6)
    await other.pulse.end()
    assert other.chi.tally["box"]["taps"] == 5, "premise: it would have been his packet"


async def test_only_the_key_of_a_card_adds_to_it_or_takes_it_back(place: Place) -> None:
    c = await circle(place)
    id, mine = await c.card(c.ben, to="all"), await c.card(c.chi, to="all")
    seed = c.chi.panel._seeds[mine]
    further: tuple[Act, ...] = (
        Quick(card=id, seq=1, what="yes", sig=UNSIGNED),
        Withdraw(card=id, sig=UNSIGNED),
        Reply(card=id, seq=2, text="Not so", floor=3, sig=UNSIGNED),
    )
    for act in further:
        await sends(c, c.chi, own(c, act, seed))
    taken = dataclasses.replace(CARD, key=c.ben.panel._said[0].act.key)  # type: ignore[union-attr]
    await sends(c, c.chi, own(c, taken, seed))
    await c.opening()
    assert c.shown(id) == {**c.shown(id), "state": "open", "replies": [], "quick": [], "text": "Too fast for me"}


async def test_a_ballot_is_cast_with_a_token_of_its_own_thing_or_not_at_all(place: Place) -> None:
    c = await circle(place)
    id, other = await c.card(c.ben, to="all"), await c.card(c.chi, to="all")
    await c.beat(2)
    purse, leaves = c.dov.panel._purse, c.dov.panel._leaves
    of_card, of_other = purse.token(leaves[id]), purse.token(leaves[other])
    assert of_card, "premise: he could say me-too to both"
    assert of_other
    good = ballot(id, of_card, c.id)
    assert isinstance(good, MeToo)
    forged = [
        ballot(id, of_other, c.id),
        dataclasses.replace(good, mac=text_of(bytes(16))),
        dataclasses.replace(good, t=text_of(of_other.t)),
        dataclasses.replace(good, thing=other),
        ballot(id, of_card, "x" * 22),
        ballot("AAAAAAAAAAAAAAAAAAAAAA", of_card, c.id),
        ballot(id, of_card, c.id, value=7),
    ]
    await sends(c, c.dov, *forged)
    assert (c.shown(id)["metoos"], c.shown(other)["metoos"]) == (0, 0)
    await sends(c, c.dov, good, good)
    await sends(c, c.eli, good)  # whoever copied it adds nothing
    assert c.shown(id)["metoos"] == 1
    assert raw(good.t) not in json.dumps(c.eli.raw).encode(), "nor is it told to anybody"
    assert good.t not in "".join(c.eli.raw)
