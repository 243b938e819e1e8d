"""The store has trouble while something is opened, and what is erased with the end of a session."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from talkingpiece import hold, store
from talkingpiece.channel.rhythm import WINDOW
from talkingpiece.seeds import Trees
from talkingpiece.store import StoreFault
from tests.faulty_store import FaultyStore
from tests.place import Place, serving
from tests.web.circles import Circle, circle, opened_in


@pytest.fixture
async def troubled(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Circle, FaultyStore, str]]:
    """A card is on its way, at an opening that has just begun."""
    monkeypatch.setattr(hold, "FIRST_WAIT_S", 0)
    kept = FaultyStore()
    async with serving(store=kept) as place:
        c = await circle(place)
        id = await c.ben.writes_card("Too fast", to="all")
        await c.beat(WINDOW)
        await c.pulse.begin()
        yield c, kept, id
        kept.down = False


@pytest.mark.parametrize(
    "trouble",
    [["lost answer"], [store.Unknown("disk")] * 3, ["overtaken"], ["lost answer", store.Unknown("disk")]],
    ids=str,
)
async def test_trouble_that_passes_is_not_felt_and_nothing_is_opened_twice(
    troubled: tuple[Circle, FaultyStore, str], trouble: list[store.AppendOutcome | str]
) -> None:
    c, kept, id = troubled
    kept.next_appends.extend(trouble)
    await c.pulse.end()
    await c.beat(2)
    assert not kept.next_appends, "premise: there was trouble"
    assert c.shown(id)["beat"] == WINDOW
    assert await opened_in(kept, c.id) == [id]


async def test_a_store_that_is_full_for_some_seconds_delays_the_opening(
    troubled: tuple[Circle, FaultyStore, str],
) -> None:
    c, kept, id = troubled
    kept.next_appends.append(store.Refused("full"))
    c.place.clock.advance(5_000)
    await c.place.quiet()
    assert c.ana.cards["ids"] == []
    assert c.ben.panel.pending == {id}
    c.place.clock.advance(5_000)
    await c.ana.until(lambda me: me.cards["ids"] == [id], "the card")
    assert await opened_in(kept, c.id) == [id]


async def test_while_the_store_is_away_beats_go_on_as_void_and_everything_comes_once_it_is_back(
    troubled: tuple[Circle, FaultyStore, str],
) -> None:
    c, kept, id = troubled
    kept.next_appends.extend([store.Refused("unreachable")] * 5)
    for _ in range(6):
        c.place.clock.advance(5_000)
        await c.place.quiet()
        await c.place.quiet()
    assert c.chi.tally["box"]["void"] is True, "and all panels say that it is kept there until it can be sent"
    assert c.ben.panel.pending == {id}
    assert not any(person.is_closed for person in c.everyone)
    kept.next_appends.clear()
    await c.beat(2)
    assert c.chi.tally["box"]["void"] is False
    assert c.shown(id)["beat"] in (WINDOW + 1, WINDOW + 2), "an opening that was void is made up for"
    assert await opened_in(kept, c.id) == [id]


async def test_when_nobody_can_say_whether_it_was_opened_all_come_back_and_it_is_there_once(
    troubled: tuple[Circle, FaultyStore, str],
) -> None:
    c, kept, id = troubled
    kept.next_appends.append("goes down")
    c.place.clock.advance(5_000)
    assert await c.ben.closed() == 4503
    kept.down = False
    await c.back()
    assert c.shown(id)["text"] == "Too fast", "it was written before"
    assert c.ben.panel.pending == frozenset()
    await c.beat(8)
    await c.opening()
    assert await opened_in(kept, c.id) == [id]


async def test_words_that_could_not_be_erased_at_once_are_erased_when_the_session_is_next_opened(
    troubled: tuple[Circle, FaultyStore, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    c, kept, id = troubled
    await c.pulse.end()

    async def away(session: str, ids: object) -> None:
        raise StoreFault("away")

    await c.ben.withdraws(id)
    with monkeypatch.context() as now:
        now.setattr(kept, "erase_records", away)
        await c.beat(2)
    assert c.shown(id)["text"] is None, "shown to nobody all the same"
    assert f"card:{id}" in await kept.records(c.id), "premise: it is still there"
    c.place.house.give_up(c.pulse.room)
    await c.back()
    assert f"card:{id}" not in await kept.records(c.id)
    assert c.shown(id)["state"] == "withdrawn"


# --- the end --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keep", [False, True])
async def test_with_the_end_all_keys_and_secrets_are_erased_and_words_too_unless_they_are_kept(
    own_place: Place, keep: bool
) -> None:
    own_place.house.trees = Trees()
    c = await circle(own_place)
    for_all = await c.card(c.ben, "Too fast", to="all")
    said = await c.ben.replies(for_all, "Since Tuesday")
    for_lead = await c.card(c.chi, "Between us")
    await c.leads("answer_card", card=for_lead, text="Thank you")
    await c.leads("answer_card", card=for_all, text="We slow down")
    before = await own_place.store.records(c.id)
    assert len(before["seed"]) == 64, "premise: this is where it is"
    assert f"secret:{for_lead}" in before
    await c.leads("keep_cards", keep=keep)
    await c.leads("end")
    after = await own_place.store.records(c.id)
    kept = {f"card:{for_all}", f"said:{said}", f"reply:{for_all}"} if keep else set()
    assert {id for id in after if id.startswith(("card:", "said:", "reply:", "secret:", "seed"))} == kept
    assert c.pulse.room.channel is None, "nor are keys kept in memory"
    await own_place.house.tend()
    assert not any(key[0] == c.id for key in own_place.house.trees._ready)
    for _ in range(2):
        again = await c.session.enter(seat_key=c.ben.welcome["seat_key"])
        assert (again.welcome["root"], again.welcome["wrap"]) == ("", None)
        await own_place.part()
        own_place.clock.advance(600_000)
        await own_place.house.tend()


async def test_the_seed_and_the_secrets_are_told_to_nobody(own_place: Place) -> None:
    own_place.house.trees = Trees()
    c = await circle(own_place)
    id = await c.card(c.ben)
    await c.leads("answer_card", card=id, text="Thank you")
    records = await own_place.store.records(c.id)
    part = await own_place.store.read(c.id)
    assert isinstance(part, store.Slice)
    told = "".join(frame for person in c.everyone for frame in person.raw) + str(
        [entry.events for entry in part.entries]
    )
    for name in ("seed", f"secret:{id}"):
        assert len(records[name]) > 40
        assert records[name].decode() not in told
