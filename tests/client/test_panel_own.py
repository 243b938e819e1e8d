"""What only the author of a card can do with it, behind a handle that every card has alike."""

from __future__ import annotations

import pytest

from talkingpiece import wire
from talkingpiece.core.cards.parts import HeldCard, Letter
from talkingpiece.sealed.acts import Quick, Reply, Withdraw
from talkingpiece.sealed.letters import letter
from tests.client.conftest import Opened
from tests.client.middle import OTHER, WORDS, own_and_another, show, wrote
from tests.client.scripted import Scripted
from tests.client.views import box, cards, eventually, tally

pytestmark = pytest.mark.browser


async def test_whose_a_card_is_shows_only_while_a_finger_is_held_down(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel)
    handle = panel.page.locator(f"[data-hold='{id}']")
    await handle.scroll_into_view_if_needed()
    spot = await handle.bounding_box()
    assert spot is not None
    await panel.page.mouse.move(spot["x"] + 20, spot["y"] + 20)
    await panel.page.mouse.down()
    await panel.says("Yes, it is yours.")
    await panel.page.mouse.up()
    await panel.page.wait_for_selector(".held", state="detached")
    assert "yours" not in await panel.page.inner_text("main")


async def test_whose_a_card_is_shows_only_while_a_key_is_held_down(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel)
    await panel.page.focus(f"[data-hold='{OTHER}']")
    await panel.page.keyboard.down("Space")
    await panel.says("Not from this screen.")
    await panel.page.keyboard.up("Space")
    await panel.page.wait_for_selector(".held", state="detached")
    await panel.page.focus(f"[data-hold='{id}']")
    await panel.page.keyboard.down("Enter")
    await panel.says("Yes, it is yours.")
    await panel.page.keyboard.press("Tab")
    assert await panel.page.evaluate("document.activeElement.innerText") == "Add words"
    await panel.page.keyboard.down("Enter")  # a key that is held repeats itself, now on another button
    await panel.page.keyboard.up("Enter")
    await panel.page.wait_for_selector(".held", state="detached")
    assert await panel.page.locator("#concern").count() == 0, "letting go of the key did nothing"
    assert await panel.page.evaluate("document.activeElement.dataset.hold") == id


async def test_sliding_to_a_button_and_letting_go_presses_it(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel)
    handle = panel.page.locator(f"[data-hold='{id}']")
    await handle.evaluate("one => one.scrollIntoView({block: 'start'})")
    spot = await handle.bounding_box()
    assert spot is not None
    await panel.page.mouse.move(spot["x"] + 20, spot["y"] + 20)
    await panel.page.mouse.down()
    await panel.says("Yes, it is yours.")
    there = await panel.page.get_by_role("button", name="Thank you").bounding_box()
    assert there is not None
    await panel.page.mouse.move(there["x"] + 20, there["y"] + 20)
    await panel.page.mouse.up()
    await panel.page.wait_for_selector(".held", state="detached")
    await circle.beat()
    [act] = circle.acts
    assert isinstance(act, Quick)
    assert (act.card, act.what) == (id, "thanks")


async def test_pressed_briefly_a_handle_unfolds_the_same_on_every_card(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel)
    told = []
    for one in (id, OTHER):
        await panel.page.focus(f"[data-hold='{one}']")
        await panel.page.keyboard.press("Enter")
        await panel.page.wait_for_selector(f"[data-hold='{one}'][aria-expanded=true]")
        told.append(await panel.page.locator(".hold", has=panel.page.locator(f"[data-hold='{one}']")).inner_text())
    assert told[0] == told[1]
    assert "Hold this down" in told[0]


async def test_whoever_cannot_hold_a_key_down_has_another_way(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel)
    await show(panel, id)
    await panel.says("Yes, it is yours.")
    assert await panel.page.evaluate("document.activeElement.className.includes('held')"), "it is read out from there"
    await panel.page.click(f"[data-hold='{id}']")
    await panel.page.wait_for_selector(".held", state="detached")
    await show(panel, OTHER)
    await panel.says("Not from this screen.")


async def test_further_words_say_first_who_could_have_written_them(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel)
    await circle.show(tally(2, box=box(n=8, since={4: 4, 9: 8})))
    await show(panel, id)
    await panel.page.click("text=Add words")
    await panel.says("Only 4 people could have written this")
    await panel.says("only those who never left since your card could have written this")
    await panel.page.fill("#concern", "More.")
    await panel.page.click("text=Send without my name")
    await panel.says("Sealed, more about your card")
    await circle.beat(opening=True)
    [act] = circle.acts
    assert isinstance(act, Reply)
    assert (act.card, act.text, act.floor) == (id, "More.", 3)


async def test_further_words_wait_while_too_few_were_there_all_the_time(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel)
    await circle.show(tally(2, box=box(n=8, since={4: 2})))
    await show(panel, id)
    assert "Too few were here all the time" in await panel.page.get_by_role("button", name="Add words").inner_text()
    await panel.page.click("text=Add words", force=True)
    assert await panel.page.locator("#concern").count() == 0


async def test_a_draft_of_a_card_is_not_a_draft_of_further_words(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel)
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "Another concern")
    await panel.page.click("text=Back, keep my words")
    await show(panel, id)
    await panel.page.click("text=Add words")
    assert await panel.page.input_value("#concern") == ""
    await panel.page.fill("#concern", "More.")
    await panel.page.click("text=Back, keep my words")
    await panel.page.click("#raise")
    assert await panel.page.input_value("#concern") == "Another concern"


async def test_taking_a_card_back_asks_once_more(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel)
    await show(panel, id)
    await panel.page.click(".held >> text=Take it back")
    await panel.says("What people have read they have read.")
    await circle.beat()
    assert circle.acts == []
    await panel.page.click("text=Take it back for all")
    await panel.says("It is taken back with the next beat.")
    await circle.beat()
    [act] = circle.acts
    assert isinstance(act, Withdraw)
    assert act.card == id


async def test_owning_a_card_says_first_what_it_does_to_the_others(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel)
    await show(panel, id)
    await panel.page.click("text=Say it is mine")
    await panel.says("All will read: Chi says that this is theirs.")
    await panel.says("then has 7 people who could have written it.")
    assert circle.said == []
    await panel.page.click("text=Say it is mine >> nth=-1")
    await eventually(lambda: circle.verbs("own_card"))
    [said] = circle.verbs("own_card")
    assert said["card"] == id
    assert len(said["sig"]) == 86


async def test_owning_is_not_offered_where_it_would_name_another(circle: Scripted, open_panel: Opened) -> None:
    panel, id = await own_and_another(circle, open_panel, n=3)
    await show(panel, id)
    await panel.page.click("text=Say it is mine")
    await panel.says("Say aloud that it is yours when the circle is closed.")
    await panel.page.click("text=Leave it unsigned")
    assert circle.said == []


async def test_what_the_server_declines_is_told(circle: Scripted, open_panel: Opened) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="too_few", message="That would name somebody else.")
    panel, id = await own_and_another(circle, open_panel)
    await show(panel, id)
    await panel.page.click("text=Say it is mine")
    await panel.page.click("text=Say it is mine >> nth=-1")
    await panel.says("That would name somebody else.")


async def test_a_letter_is_read_by_the_author_alone_behind_the_handle(circle: Scripted, open_panel: Opened) -> None:
    panel, sent = await wrote(circle, open_panel, to="Ana")
    [id] = circle.beats.cards
    assert sent.secret is not None
    sealed = letter(sent.secret, "Come and talk to me.")
    await circle.show(cards(2, ids=(id,), letters=(Letter(card=id, sealed=sealed),)))
    await panel.says("A card that was not shown has an answer, for whoever wrote it alone.")
    assert "Come and talk to me." not in await panel.page.inner_text("main")
    await show(panel, "elsewhere")
    await panel.says("Ana, to you alone")
    await panel.says("Come and talk to me.")
    await panel.says(WORDS)


async def test_a_held_card_tells_its_author_that_it_arrived(circle: Scripted, open_panel: Opened) -> None:
    panel, _ = await wrote(circle, open_panel)
    [id] = circle.beats.cards
    await circle.show(cards(2, ids=(id,), held=(HeldCard(id=id, why="care"),)))
    await show(panel, "elsewhere")
    await panel.says("It has opened, and Ana holds it for now.")
