"""Nine people and Ana in pairs: an odd count, a tab that nobody sees, one who is really gone, one who comes late, two
who are dragged elsewhere, bells, the return, and a share-back in which only released words are heard.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import combinations

import pytest
from playwright.async_api import expect

from tests.browser.circle import Circle, Place, Someone
from tests.browser.in_pairs import (
    Group,
    Members,
    all_know_of_each_other,
    board,
    card_of,
    company_of,
    drag,
    frozen,
    gathered,
    left_ms,
    room_of,
    time_passes,
)  # fmt: skip
from tests.browser.moves import let_them_talk
from tests.people import Person

pytestmark = pytest.mark.browser

NINE = ("Ben", "Chi", "Dov", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jo")
HIDDEN, SITS_OUT, LATE = "Gus", "Ivo", "Jo"
RELEASED, KEPT = "Untangles what others have given up on", "Was very tired in spring"
RESCUE_MS, PROMISED_MS = 8_000, 15_000

Make = Callable[..., Awaitable[Circle]]


def seen(circle: Circle) -> list[Someone]:
    """Those in pairs whose panels somebody looks at."""
    return [one for one in circle.panels if one.name not in (SITS_OUT, HIDDEN)]


# --- the scene -------------------------------------------------------------------------------------------------


async def test_nine_people_live_through_a_round_of_pairs(place: Place, circle: Make) -> None:
    members = await Members.begin(place, *NINE)
    scene = await circle(keeper=members.key, group=members.id)
    ana = await gathered(scene, members, [name for name in NINE if name != LATE])
    await who_is_there(scene, ana)
    first = await two_are_dragged(scene, ana)
    await let_them_talk(ana)
    talking = [scene.people[name] for name in NINE if name not in (SITS_OUT, LATE)]
    assert await all_know_of_each_other(talking) == first, "as Ana arranged them"

    async with frozen(scene, HIDDEN):
        await the_hidden_one_is_left_in_peace(scene, first)
        gone = await one_is_gone_and_rescued(scene, first)
        await they_come_back(scene, gone, members)
        await one_comes_late(scene, ana, members)
        groups = await all_know_of_each_other(seen(scene))
        whom, group = await they_write_about_each_other(scene, groups)
        await the_bells(scene, ana, groups)
    await they_introduce_each_other(scene, ana, whom, group)

    met = await members.met()
    assert {frozenset(two) for group in groups for two in combinations(group, 2)} <= met
    await nobody_again(members, met, who_can_come(groups))


async def who_is_there(circle: Circle, ana: Someone) -> None:
    hidden, out = circle.people[HIDDEN], circle.people[SITS_OUT]
    await hidden.page.evaluate(
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});"
        "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    await out.press("I would rather sit this one out")
    await out.sees("You sit this one out.")
    there = [one for one in circle.panels if one not in (hidden, out)]
    await asyncio.gather(*(one.press("I am here") for one in there))
    await expect(ana.page.get_by_role("button", name="Count in")).to_have_count(1)
    await ana.press(f"Count in {HIDDEN}")
    await expect(ana.page.get_by_role("heading", name="The plan")).to_be_visible()
    assert sorted(map(len, await board(ana))) == [2, 2, 3], "seven people: two pairs, and a group of three"
    await there[0].sees("You are counted. The pairs open in a moment.")


async def two_are_dragged(circle: Circle, ana: Someone) -> set[Group]:
    """One goes over to the other pair, and one of those comes to whom they left."""
    one, other = [group for group in await board(ana) if len(group) == 2]
    await drag(ana, one[1], card_of(ana, other[0]))
    await drag(ana, other[0], card_of(ana, one[0]))
    arranged = {frozenset(group) for group in await board(ana)}
    assert {frozenset((one[0], other[0])), frozenset((one[1], other[1]))} < arranged
    return arranged


async def the_hidden_one_is_left_in_peace(circle: Circle, groups: set[Group]) -> None:
    """A lost line is a question to the one who can see them, and nothing more."""
    mine = next(group for group in groups if HIDDEN in group)
    for name in mine - {HIDDEN}:
        partner = circle.people[name]
        await partner.sees(f"Is {HIDDEN} still in the call?")
        await partner.press("Yes, we talk on")
        await expect(partner.page.get_by_role("button", name="Yes, we talk on")).to_have_count(0)
    await time_passes(circle, 30_000)
    for name in mine - {HIDDEN}:
        assert await company_of(circle.people[name]) == mine, "nobody was moved"


async def one_is_gone_and_rescued(circle: Circle, groups: set[Group]) -> str:
    pair = next(group for group in groups if len(group) == 2 and HIDDEN not in group)
    gone, left = sorted(pair)
    await circle.people[gone].page.close()
    someone = circle.people[left]
    await someone.sees(f"Is {gone} still in the call?")
    said_at = circle.place.clock.now_ms()
    await someone.press("No, I am alone")
    await someone.sees("We are finding you company")
    await someone.sees("Until then, for yourself")
    await someone.sees("company in")
    await time_passes(circle, RESCUE_MS)
    await expect(someone.page.locator(".duo h1")).to_contain_text("You,")
    assert circle.place.clock.now_ms() - said_at < PROMISED_MS
    assert gone not in await company_of(someone)
    return gone


async def they_come_back(circle: Circle, gone: str, members: Members) -> None:
    await circle.people[gone].context.close()
    someone = await circle.by_link(gone, members.links[gone])
    await someone.sees("Good to have you back. Your place is kept: are you there?")
    await someone.press("I am here")
    assert len(await company_of(someone)) > 1


async def one_comes_late(circle: Circle, ana: Someone, members: Members) -> None:
    late = await circle.by_link(LATE, members.links[LATE])
    await late.sees("You are at the door")
    await ana.press(f"Let in {LATE}")
    await late.press("I can keep to this")
    await late.sees("The pairs talk already. Are you there?")
    await late.press("I am here")
    assert len(await company_of(late)) > 1


async def they_write_about_each_other(circle: Circle, groups: set[Group]) -> tuple[str, Group]:
    """Two lines about the same person: one they let go, the other not. Gives about whom, and whose note it is."""
    group = next(group for group in groups if len(group - {HIDDEN}) > 1)
    by, whom, *_ = sorted(group - {HIDDEN})
    writer, other = circle.people[by], circle.people[whom]
    await writer.press("Add a line")
    for words in (RELEASED, KEPT):
        await writer.page.locator("form .chips label", has_text=whom).click()
        await writer.page.get_by_label("The line").fill(words)
        await writer.press("Write it down")
        await expect(writer.page.get_by_label("The line")).to_have_value("")
        await other.sees(words)
    await other.page.locator(".releases label", has_text=RELEASED).click()
    await writer.sees(f"About {whom}, who has released it.")
    return whom, group


async def the_bells(circle: Circle, ana: Someone, groups: set[Group]) -> None:
    """Half-time, two minutes, half a minute, and everybody is back by themselves."""
    people = seen(circle)
    total = (await room_of(circle)).session.clock.total_ms
    await ana.sees("Half-time in")
    await time_passes(circle, await left_ms(circle) - total // 2 + 500)
    await expect(ana.page.get_by_text("Half-time in")).to_have_count(0)
    for one in people:
        if len(next(group for group in groups if one.name in group)) % 2 == 0:
            await one.sees("Finish your sentence first.")
    await time_passes(circle, await left_ms(circle) - 115_000)
    await asyncio.gather(*(one.sees("Two minutes left.") for one in people))
    await ana.press("Call everyone back")
    await asyncio.gather(*(one.sees("Half a minute:") for one in people))
    await time_passes(circle, 30_500)
    await asyncio.gather(*(one.sees("Everybody comes back to the call.") for one in people))


async def they_introduce_each_other(circle: Circle, ana: Someone, whom: str, group: Group) -> None:
    """In the order of their panels, with what was let go and nothing else."""
    introduced: list[str] = []
    part = (await room_of(circle)).session.states[4]
    for turn in range(len(part.baton)):
        await ana.sees(f"Introduction {turn + 1} of {len(part.baton)}")
        holder, other = await whose_word_it_is(circle)
        introduced.append(other)
        page = await holder.page.locator(".of-pairs section.mine").inner_text()
        assert (RELEASED in page, KEPT in page) == (other == whom, False)
        await holder.press("Done, pass the word on")
        await expect(holder.page.locator("h1", has_text=f"You introduce {other}")).to_have_count(0)
    assert sorted(introduced) == sorted(set(NINE) - {SITS_OUT}), "each of those who talked, once"
    await asyncio.gather(*(one.sees("Everybody has been introduced.") for one in circle.panels))
    for one in (*(other for other in circle.panels if other.name not in group), ana):
        assert KEPT not in await one.page.content(), "what was not let go is on nobody else's page"


async def whose_word_it_is(circle: Circle) -> tuple[Someone, str]:
    """Who introduces, and whom, by the panel that says so."""
    for _ in range(100):
        for one in circle.panels:
            heading = one.page.locator("h1", has_text="You introduce ")
            if await heading.count():
                return one, (await heading.inner_text()).removeprefix("You introduce ")
        await asyncio.sleep(0.02)
    raise AssertionError("nobody has the word")


def who_can_come(groups: set[Group]) -> list[str]:
    """Whoever is more than all others together cannot all meet somebody new at once: so some of them stay at home."""
    largest = max(groups, key=len)
    surplus = max(0, 2 * len(largest) - sum(map(len, groups)))
    at_home = sorted(largest)[:surplus]
    return [name for name in NINE if name not in at_home]


async def nobody_again(members: Members, met: set[Group], names: list[str]) -> None:
    """The next circle of the same group: all say that they are there, and nobody meets anybody again."""
    opened = await members.open()
    people = [await Person.connect(opened["ws_url"]) for _ in range(1 + len(names))]
    ana, *others = people
    try:
        await ana.hello(facilitator_key=opened["facilitator_key"], name="Ana")
        for one, name in zip(others, names, strict=True):
            said = await one.hello(member_key=members.links[name].partition("#m=")[2], id=f"{name:-<22}")
            assert said["type"] == "welcome", said
        await ana.does("start")
        await ana.does("go_to_step", step=1, expecting=0)
        await asyncio.gather(*(one.does("agree") for one in others))
        await ana.does("go_to_step", step=4, expecting=1)
        await asyncio.gather(*(one.does("i_am_here", step=4) for one in others))
        part = await ana.until(
            lambda me: me.console("board")["part"]["groups"] and me.console("board")["part"], "a plan"
        )
        groups = [frozenset(one["name"] for one in group["people"]) for group in part["groups"]]
        assert sorted(one for group in groups for one in group) == sorted(names), "everybody is with somebody"
        again = {frozenset(two) for group in groups for two in combinations(group, 2)} & met
        assert again == set(), again
        assert part["repeats"] == 0
    finally:
        await asyncio.gather(*(one.go() for one in people), return_exceptions=True)
