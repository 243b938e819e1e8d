"""A session from start to finish, over real HTTP and real websockets."""

from __future__ import annotations

import asyncio

from talkingpiece import library, resources
from talkingpiece.sealed.acts import raw
from tests.cast import AGREEMENT, CIRCLE, CLOSING, MORE_PAIRS, NAMED, PAIRS, TINY, UNSIGNED
from tests.people import Person
from tests.place import TREE, Place, Session, serving
from tests.pulse import Pulse


async def test_the_list_of_modules_says_what_each_is_for(place: Place) -> None:
    modules = (await place.http.get("/api/modules")).json()
    assert [module["name"] for module in modules] == list(place.house.modules)
    tiny = modules[0]
    assert tiny == {
        "name": "tiny", "title": TINY.title, "minutes": TINY.minutes, "people": [1, 40], "summary": TINY.summary,
    }  # fmt: skip


async def test_starting_gives_every_address_at_once(place: Place) -> None:
    opened = (await place.start()).opened
    page, keys = f"{place.base}/j/{opened['code']}", f"k={TREE.link}"
    assert opened["join_url"] == f"{page}#{keys}", "with what stands for all keys of its channel"
    assert opened["console_url"] == f"{page}#f={opened['facilitator_key']}&w={opened['wall_key']}&{keys}"
    assert opened["wall_url"] == f"{page}#w={opened['wall_key']}&{keys}"
    assert opened["ws_url"] == place.ws_url
    assert len(opened["session"]) == 22
    assert len(opened["code"]) == 8


async def test_a_module_nobody_has_is_refused_kindly(place: Place) -> None:
    answer = await place.http.post("/api/sessions", json={"module": "nothing-like-it"})
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "no_module"


async def test_the_code_opens_typed_in_any_way(place: Place) -> None:
    session = await place.start()
    code = session.code
    for typed in (code.lower(), f"{code[:4]} {code[4:]}", f" {code[:2]}-{code[2:]} "):
        _, answer = await session.knock("Ben", code=typed)
        assert answer["type"] == "welcome", typed


async def test_the_page_of_a_typed_code_is_the_join_link(place: Place) -> None:
    session = await place.start()
    answer = await place.http.get("/j", params={"code": session.code.lower()})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/j/{session.code}"
    page = await place.http.get(answer.headers["location"])
    assert f'data-code="{session.code}"' in page.text
    assert f'data-ws="{place.ws_url}"' in page.text


async def test_a_welcome_says_all_a_panel_needs(place: Place) -> None:
    session = await place.start()
    welcome = (await session.join("Ben")).welcome
    assert welcome["role"] == "participant"
    assert welcome["seat_key"].startswith(f"{session.opened['session']}.")
    assert f"{welcome['join_url']}#k={TREE.link}" == session.opened["join_url"], "what it got outside of the server"
    assert welcome["cards_url"].startswith(f"{place.base}/sealed/")
    assert (welcome["session"], welcome["beat_ms"]) == (session.opened["session"], 30_000)
    assert raw(welcome["root"]) == TREE.root
    assert len(raw(welcome["wrap"])) == 32
    assert abs(welcome["now"] - place.clock.now_ms()) < 2_000
    assert welcome["build"] == place.house.rules.build
    assert welcome["seen"]


async def test_only_those_with_a_seat_are_given_a_seat_key(place: Place) -> None:
    session = await place.start()
    for person in (await session.lead(), await session.wall()):
        assert person.welcome["seat"] is person.welcome["seat_key"] is person.welcome["wrap"] is None


async def test_a_seat_has_a_key_for_its_pocket_that_is_its_own_and_stays_the_same(place: Place) -> None:
    session = await place.start()
    ben, chi = await session.join("Ben"), await session.join("Chi")
    again = await session.enter(seat_key=ben.welcome["seat_key"])
    assert again.welcome["wrap"] == ben.welcome["wrap"] != chi.welcome["wrap"]


async def test_the_channels_address_is_the_same_for_all_who_come(place: Place) -> None:
    session = await place.start()
    people = [await session.lead(), await session.join("Ben"), await session.join("Chi")]
    assert len({person.welcome["cards_url"] for person in people}) == 1


async def test_the_whole_module_reaches_everyone_step_by_step(place: Place) -> None:
    session = await place.start()
    ana, wall = await session.lead(), await session.wall()
    people = [await session.join(name) for name in ("Ben", "Chi", "Dov", "Eli", "Fay")]
    everyone = [ana, wall, *people]
    await ana.does("start")
    for index, step in enumerate(TINY.steps):
        for person in everyone:
            await person.at_step(index)
            assert (person.head["kind"], person.head["title"]) == (step.kind, step.title)
            assert person.head["body"] == step.body
        await PLAYED.get(index, _nothing)(session, ana, people)
        if index < CLOSING:
            await ana.does("next_step", expecting=index)
    await ana.does("end")
    for person in everyone:
        await person.until(lambda me: me.head["phase"] == "ended", "the end")


async def _nothing(session: Session, ana: Person, people: list[Person]) -> None: ...


async def _agree(session: Session, ana: Person, people: list[Person]) -> None:
    await asyncio.gather(*(person.does("agree") for person in people))
    await ana.until(lambda me: me.tally["part"] == {"kind": "agree", "yes": 5, "of": 5}, "five yeses")


async def _write(session: Session, ana: Person, people: list[Person]) -> None:
    for person in people:
        await person.does("write", step=NAMED, text=f"From {person.welcome['seat']}")
    assert ana.board["part"] is None, "answers open together, not one by one"
    await ana.does("open_answers")
    for person in people:
        await person.until(lambda me: len(me.board["part"]["answers"]) == 5, "all answers")


async def _unsigned(session: Session, ana: Person, people: list[Person]) -> None:
    for person in people:
        await person.answers(f"Hard for {person.welcome['seat']}")
    await ana.does("open_answers")
    await Pulse(session).opening()
    await ana.until(lambda me: len(me.board["part"]["answers"]) == 5, "all answers")
    assert {answer["name"] for answer in ana.board["part"]["answers"]} == {None}


async def _round(session: Session, ana: Person, people: list[Person]) -> None:
    by_seat = {person.welcome["seat"]: person for person in people}
    for turn in range(5):
        await ana.until(lambda me, turn=turn: me.head["part"]["done"] == turn, f"turn {turn}")
        holder = ana.head["part"]["holder"]["seat"]
        await by_seat[holder].does("pass_piece", expecting=holder)
    await ana.until(lambda me: me.head["part"]["holder"] is None, "the end of the round")


async def _pairs(session: Session, ana: Person, people: list[Person]) -> None:
    for person in people:
        assert person.seat["part"]["being"] == "asked"
        await person.does("i_am_here", step=person.head["step"])
    await ana.until(lambda me: me.head["part"]["phase"] == "planned", "a plan, as all have answered")
    assert ana.board["part"]["groups"] == [], "which nobody knows but those who lead"
    await ana.does("open_pairs", expecting=1)
    for person in people:
        await person.until(lambda me: me.seat["part"]["partners"], "a partner")
    sizes = sorted(len(group["people"]) for group in ana.board["part"]["groups"])
    assert sizes == [2, 3]


PLAYED = {AGREEMENT: _agree, NAMED: _write, UNSIGNED: _unsigned, CIRCLE: _round, PAIRS: _pairs, MORE_PAIRS: _pairs}


async def test_the_shipped_modules_can_be_walked_through_to_the_end() -> None:
    modules, faults = library.load_all([resources.MODULES])
    assert modules
    assert not faults
    async with serving(modules=modules) as place:
        for name, module in modules.items():
            session = await place.start(name)
            ana = await session.lead()
            ben = await session.join("Ben")
            await ana.does("start")
            for index in range(len(module.steps)):
                await ben.at_step(index)
                assert ben.head["steps"] == len(module.steps)
                if module.steps[index].kind == "agree":
                    await ben.does("agree")
                await ana.say("next_step", expecting=index)
            await ana.does("end")
            await ben.until(lambda me: me.head["phase"] == "ended", "the end")


async def test_views_count_up_and_name_their_step(place: Place) -> None:
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    await ana.does("start")
    await ben.at_step(0)
    heads = [view for view in ben.heard if view.get("section") == "head"]
    assert len(heads) >= 2
    assert [view["version"] for view in heads] == sorted({view["version"] for view in heads})


async def test_the_code_dies_with_the_session_but_those_who_were_there_come_back(place: Place) -> None:
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    await ana.does("end")
    _, answer = await session.knock("Chi")
    assert answer == {"type": "closed", "code": 4401, "found": True}
    again = await session.enter(seat_key=ben.welcome["seat_key"])
    assert again.head["phase"] == "ended"
