"""What was written for a step opens with it; what was sealed before opens when all does, or with the last words."""

from __future__ import annotations

import pytest

from talkingpiece.core.cards.parts import AskedNow
from talkingpiece.sealed.acts import Act, Card
from tests.client.boxes import WORDS, sealed
from tests.client.conftest import Opened, Panel
from tests.client.scripted import Scripted
from tests.client.views import box, cards, now_ms, reading, tally
from tests.client.windows import THING, asking, inside, window

pytestmark = pytest.mark.browser

MINUTE = 60_000
IN_IT = "It was in the last round."


async def clock(panel: Panel, ms: int) -> str:
    """As the panel writes this instant."""
    return str(await panel.page.evaluate("ms => new Date(ms).toTimeString().slice(0, 5)", ms))


def words(acts: list[Act]) -> list[str]:
    return [act.text for act in acts if isinstance(act, Card)]


async def sealed_before(circle: Scripted, open_panel: Opened) -> tuple[Panel, str, str]:
    """In a window step, with a card from before it; and when the step's words open, and when all others."""
    panel = await inside(circle, open_panel, *reading(2), cards(2))
    await panel.page.click("#raise")
    await sealed(panel)
    soon, later = now_ms() + 3 * MINUTE, now_ms() + 17 * MINUTE
    await circle.show(*window(now=box(asked=AskedNow(opens=soon, n=6), things=(THING,), opens=later, n=8)))
    await panel.says("Everyone is writing now")
    return panel, await clock(panel, soon), await clock(panel, later)


async def writes_for_the_step(panel: Panel, text: str = IN_IT) -> None:
    await panel.page.fill("textarea", text)
    await panel.page.click("text=Send without my name")
    await panel.page.wait_for_selector(f"[data-sealed]:has-text('{text}')")


async def tells(panel: Panel, text: str, words: str) -> None:
    """Wait until the sealed card with this text says this."""
    await panel.page.wait_for_selector(f"[data-sealed]:has-text('{text}'):has-text('{words}')")


async def told(panel: Panel, text: str) -> str:
    """What stands on the sealed card with these words."""
    return await panel.page.inner_text(f"[data-sealed]:has-text('{text}')")


async def test_what_is_written_for_a_step_leaves_at_its_end_and_a_card_from_before_does_not(
    circle: Scripted, open_panel: Opened
) -> None:
    panel, soon, later = await sealed_before(circle, open_panel)
    await panel.says(f"What is written now opens at {soon}")
    await panel.says("6 people could have written this.")
    await writes_for_the_step(panel)
    await tells(panel, IN_IT, f"Opens at {soon}")
    await tells(panel, WORDS, f"Opens at {later}")
    await circle.beat()
    assert circle.acts == [], "the premise: no end of anything"
    await circle.beat(questions=(THING,))
    assert words(circle.acts) == [IN_IT]
    circle.acts.clear()
    await circle.show(*window(opened=True), cards(9, ids=tuple(circle.beats.cards)))
    await circle.beat(opening=True)
    assert words(circle.acts) == [WORDS]


async def test_with_the_last_words_a_card_from_before_opens_too_and_its_author_is_told_what_that_costs(
    circle: Scripted, open_panel: Opened
) -> None:
    panel, _, later = await sealed_before(circle, open_panel)
    await tells(panel, WORDS, f"Opens at {later}")
    assert "easier to guess" not in await told(panel, WORDS)
    end = now_ms() + 2 * MINUTE
    await circle.show(*window(last=True, now=box(asked=AskedNow(opens=end, n=8), things=(THING,), opens=end)))
    await tells(panel, WORDS, f"Opens at {await clock(panel, end)}")
    await tells(panel, WORDS, "a little easier to guess")
    await writes_for_the_step(panel)
    assert "easier to guess" not in await told(panel, IN_IT), "all were quiet when this was written"


async def test_of_two_cards_for_one_opening_the_second_says_that_it_goes_later(
    circle: Scripted, open_panel: Opened
) -> None:
    panel, soon, later = await sealed_before(circle, open_panel)
    await writes_for_the_step(panel)
    await writes_for_the_step(panel, "And one more thing.")
    await tells(panel, "And one more thing.", "this one goes after your other one")
    await tells(panel, IN_IT, f"Opens at {soon}")
    await tells(panel, WORDS, f"Opens at {later}")
    await circle.beat(questions=(THING,))
    assert words(circle.acts) == [IN_IT]


async def test_after_the_last_words_one_writes_only_what_cannot_wait(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *reading(2), tally(2, box=box(closing=True)), cards(2))
    await panel.page.click("#raise")
    await panel.says("The last words are open.")
    await panel.page.fill("#concern", "One more.")
    send = panel.page.locator("[data-act=concern]")
    assert await send.get_attribute("aria-disabled") == "true"
    assert "The last words are open already" in await send.inner_text()
    await panel.page.check("label:has-text('It cannot wait')")
    await panel.page.wait_for_selector("[data-act=concern]:not([aria-disabled=true])")
    assert await panel.page.locator("[data-act=tap-slow]").get_attribute("aria-disabled") is None


async def test_a_card_that_missed_the_end_of_its_step_says_when_it_goes_and_goes_then(
    circle: Scripted, open_panel: Opened
) -> None:
    panel, _, _ = await sealed_before(circle, open_panel)
    await writes_for_the_step(panel)
    await circle.beat(questions=(THING,))
    assert words(circle.acts) == [IN_IT]
    opens = now_ms() + 12 * MINUTE
    await circle.show(*window(opened=True, now=box(opens=opens)))  # it is not among what opened
    circle.acts.clear()
    await circle.beat()
    await panel.says(f"It waits for {await clock(panel, opens)}, unless you take it back.")
    await tells(panel, IN_IT, "It was not opened: fewer than 5 were here")
    await circle.beat(opening=True)
    assert words(circle.acts) == [WORDS], "what was tried less goes first"
    await circle.show(cards(9, ids=tuple(circle.beats.cards)[1:]))
    await circle.beat(opening=True)
    assert words(circle.acts) == [WORDS, IN_IT]


async def answered(circle: Scripted, open_panel: Opened) -> Panel:
    panel = await inside(circle, open_panel, *asking())
    await panel.page.fill("textarea", "Tea")
    await panel.page.click("text=Add it without my name")
    await panel.says("Yours so far")
    return panel


async def test_an_answer_is_not_called_late_while_its_question_is_open(circle: Scripted, open_panel: Opened) -> None:
    panel = await answered(circle, open_panel)
    await circle.show(*reading(7), tally(7, box=box(things=(THING,))), cards(7))
    await panel.says("Opens at the next opening")
    await circle.beat(opening=True)
    await circle.beat()
    assert circle.acts == [], "the premise: an opening went by that was not its own"
    await tells(panel, "Tea", "Opens at the next opening")
    await circle.beat(questions=(THING,))  # void: it is still among what is to open
    await circle.beat()
    await panel.says("It waits for the next opening")
    assert "Not opened" not in await told(panel, "Tea")


async def test_an_answer_whose_opening_was_void_waits_for_it_once_more(circle: Scripted, open_panel: Opened) -> None:
    panel = await answered(circle, open_panel)
    await circle.beat(questions=(THING,))
    end = now_ms() + 2 * MINUTE
    await circle.show(*asking(now=box(asked=AskedNow(opens=end, n=8), things=(THING,), void=True)))
    await circle.beat()
    await panel.says(f"It waits for {await clock(panel, end)}")
    await circle.beat(questions=(THING,))
    assert len(circle.acts) == 2, "the same once more"


async def test_an_answer_whose_question_is_over_without_it_says_so(circle: Scripted, open_panel: Opened) -> None:
    panel = await answered(circle, open_panel)
    await circle.show(*reading(7), cards(7))
    await panel.says("It was not opened with the others")
    await panel.says("Not opened")
    assert circle.acts == [], "the premise: it had not left"


async def test_after_a_reload_a_card_is_still_for_its_step(circle: Scripted, open_panel: Opened) -> None:
    panel, soon, later = await sealed_before(circle, open_panel)
    await writes_for_the_step(panel)
    await circle.beat()
    await panel.page.reload()
    await panel.page.wait_for_selector(f"[data-sealed]:has-text('{IN_IT}')")
    await tells(panel, IN_IT, f"Opens at {soon}")
    await tells(panel, WORDS, f"Opens at {later}")
    await circle.ready()
    await circle.beat(questions=(THING,))
    assert words(circle.acts) == [IN_IT]


async def test_words_that_were_begun_before_the_step_do_not_open_with_it(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *reading(2), cards(2))
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "I was")
    soon, later = now_ms() + 3 * MINUTE, now_ms() + 17 * MINUTE
    await circle.show(*window(now=box(asked=AskedNow(opens=soon, n=6), things=(THING,), opens=later, n=8)))
    await panel.page.fill("#concern", "I was busy with this already.")
    await panel.page.click("[data-act=concern]")
    await tells(panel, "busy with this", f"Opens at {await clock(panel, later)}")
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "This I begin now.")
    await panel.page.click("[data-act=concern]")
    await tells(panel, "This I begin", f"Opens at {await clock(panel, soon)}")


async def test_with_the_last_words_goes_one_card_and_the_other_says_what_to_do(
    circle: Scripted, open_panel: Opened
) -> None:
    panel, _, _ = await sealed_before(circle, open_panel)
    end = now_ms() + 2 * MINUTE
    await circle.show(*window(last=True, now=box(asked=AskedNow(opens=end, n=8), things=(THING,), opens=end)))
    await writes_for_the_step(panel)
    await tells(panel, IN_IT, "take the other back")
    await panel.page.click(f"[data-sealed]:has-text('{WORDS}') >> text=Take it back")
    await tells(panel, IN_IT, f"Opens at {await clock(panel, end)}")


async def test_a_moment_that_was_broken_off_says_so(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *reading(2), cards(2))
    await circle.show(*window(left=True, now=box()))
    await panel.says("This moment was broken off.")
