"""Ben's way through a whole session, from the link to the closing panel, in whatever browser his hands are in."""

from __future__ import annotations

from tests.browser.beats import Beats
from tests.browser.company import Company
from tests.browser.hands import Hands

PRIVATE = "Dov named the files well"
UNSIGNED = "A quiet hour before ten"
CONCERN = "I cannot follow at this speed"
OWN_STEP = "When Monday starts, I will ask Chi"


#: How far the words in the ring's middle lie from its centre, and how high they are, in CSS px.
MIDDLE = """(() => {
  const box = of => of.getBoundingClientRect();
  const centre = of => box(of).top + box(of).height / 2;
  const lines = [...document.querySelectorAll(".middle > *")];
  const between = (box(lines[0]).top + box(lines.at(-1)).bottom) / 2;
  const heights = lines.map(one => box(one).height);
  const off = Math.abs(between - centre(document.querySelector(".circle")));
  return {off, least: Math.min(...heights), most: Math.max(...heights)};
})()"""
#: Only the step scrolls, never the page around it: a second scroll bar would take a good part of a panel's width.
PAGE_STAYS = (
    "document.documentElement.scrollHeight <= innerHeight && document.documentElement.clientWidth === innerWidth"
)


async def the_ring_has_its_middle(ben: Hands) -> None:
    middle = await ben.evaluate(MIDDLE)
    assert middle["off"] < 4, middle
    assert middle["least"] > 10, middle
    assert middle["most"] < 90, middle


async def comes_in(ben: Hands, company: Company) -> None:
    await ben.goto(company.join_url)
    await ben.title_is("There is a place for you in the circle.")
    await ben.write("Ben", field="#name")
    await ben.press("Take my place")
    await ben.sees("Raise a concern")
    await company.ana.until(lambda _: company.seats == ["Ben", "Chi", "Dov"], "Ben in the list")


async def agrees(ben: Hands, company: Company) -> None:
    await company.ana.does("start")
    await ben.title_is("Arrive")
    await company.onward(1)
    await ben.title_is("How we want to be here")
    await ben.press("I can keep to this")
    await ben.sees("You keep to this.")
    await company.all_agree()
    await ben.sees("Everyone can keep to this.")


async def writes_for_himself(ben: Hands, company: Company) -> None:
    await company.onward(2)
    await ben.title_is("Remember a small help")
    await ben.write(PRIVATE)
    await ben.written(PRIVATE)


async def reloads(ben: Hands, company: Company) -> None:
    """His step and his seat are what they were."""
    await ben.reload()
    await ben.title_is("Remember a small help")
    await company.ana.until(lambda me: all(p["line"] == "ok" for p in me.console("roster")["people"]), "his line again")
    assert company.seats == ["Ben", "Chi", "Dov"], "the same seat, not a second one"
    assert await ben.evaluate("location.href") == company.join_url, "no key in the address"


async def keeps_his_field_while_the_group_moves_on(ben: Hands, company: Company) -> None:
    await ben.write(", and so")
    await company.onward(3)
    await ben.sees("Your own page, from an earlier step")
    await ben.type(" did Chi")
    await ben.written(f"{PRIVATE}, and so did Chi")


async def passes_the_piece_when_it_comes(ben: Hands, company: Company) -> None:
    turns: list[str] = []
    await ben.until("document.querySelector('.middle > *') !== null", "the ring")
    await the_ring_has_its_middle(ben)
    for done in range(3):
        holder = await company.who_holds_the_piece()
        turns.append("other" if holder else "Ben")
        if holder:
            await holder.does("pass_piece", expecting=holder.welcome["seat"])
        else:
            await ben.title_is("You have the piece")
            await ben.until("document.title.toLowerCase().includes('your turn')", "his turn in the tab's title")
            await ben.tap("document.querySelector('.btn.piece')", "the piece")
        await company.passed_on(done)
    assert sorted(turns) == ["Ben", "other", "other"]
    await ben.sees("The piece lies in the middle again.")
    await the_ring_has_its_middle(ben)
    assert await ben.evaluate(PAGE_STAYS), "only the step scrolls"


async def meets_his_partners(ben: Hands, company: Company) -> None:
    await company.onward(4)
    await ben.sees("Pairs come next. Are you there?")
    await ben.press("I am here")
    await ben.sees("You are counted.")
    await company.pairs_talk()
    await ben.sees("this is a group of 3")
    heading = await ben.evaluate("document.querySelector('.duo h1').innerText")
    assert all(name in heading for name in ("You", "Chi", "Dov")), heading


async def answers_without_a_name(ben: Hands, company: Company) -> None:
    await company.onward(5)
    await ben.title_is("What would make it easier here?")
    beats = Beats.among(company, ben)
    await beats.beat(4)
    await ben.sees("Only 3 people could have written this")
    await ben.write(UNSIGNED)
    await ben.press("Add it without my name")
    await ben.sees("Only this screen knows it is yours.")
    await beats.beat()
    assert company.others[0].board["part"] is None, "nothing opens by itself"
    await company.ana.does("open_answers")
    await beats.opening()
    (answer,) = await company.others[0].until(lambda me: me.board["part"]["answers"], "the opened answers")
    assert (answer["text"], answer["name"]) == (UNSIGNED, None)
    await ben.sees("It came without a name.")


async def raises_a_concern(ben: Hands, company: Company) -> None:
    beats = Beats.among(company, ben)
    await beats.beat(4)
    await ben.press("Raise a concern")
    await ben.sees("Only 3 people could have written this")
    await ben.write(CONCERN, field="#concern")
    await ben.tap(
        "[...document.querySelectorAll('label')].find(one => one.innerText === 'Please slow down')", "a weight"
    )
    await ben.press("Send without my name")
    await ben.sees("Only this screen knows it is yours.")
    await all_write_for_two_minutes(ben, company, beats)
    (card,) = await company.ana.until(lambda me: me.console("cards")["cards"], "his card")
    assert (card["text"], card["weight"], card["to"]) == (CONCERN, "slow", "lead"), card
    assert card["n"] == 3, card
    await ben.press("My cards that are not shown")
    await ben.press("I cannot hold it")
    await ben.sees("It has opened. Ana has it.")


async def all_write_for_two_minutes(ben: Hands, company: Company, beats: Beats) -> None:
    """As last words: his card opens too. And back to the step from which they came."""
    step = company.ana.head["step"]
    await company.ana.does("start_window", seconds=120, last=True)
    await company.ana.until(lambda me: me.head["added"], "the window step")
    await ben.sees("Everyone is writing now")
    await beats.opening()
    await company.ana.does("next_step", expecting=company.ana.head["step"])
    await company.ana.at_step(step)


async def says_one_step_and_takes_it_along(ben: Hands, company: Company) -> None:
    await company.onward(6)
    await ben.title_is("What is hard to say here")
    await company.onward(7)
    await ben.title_is("One small step")
    await ben.write(OWN_STEP)
    await ben.press("Add it")
    await ben.sees("Kept")
    await company.onward(8)
    await ben.title_is("Before we part")
    await ben.sees(OWN_STEP)
    await company.ana.does("end")
    await ben.sees("Thank you, Ben.")
    await the_ring_has_its_middle(ben)
    await ben.sees(OWN_STEP)
