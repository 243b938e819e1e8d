"""Moments in which all write: what opens at their end, how many count, and what people are told of it before."""

from __future__ import annotations

from talkingpiece.channel import Channel
from talkingpiece.channel.rhythm import WINDOW
from talkingpiece.core.cards.parts import AskedNow
from talkingpiece.core.commands import GoToStep, NextStep, Pause, StartWindow
from talkingpiece.core.steps.window import OpenWindow
from tests.cast import ANA, BEN, CHI, DOV, ELI, FAY, UNSIGNED
from tests.channel.circle import SIX, TREE, Circle, full, named, started, when


def moment(circle: Circle, *, last: bool = False) -> str:
    """All take two minutes to write. Returns what is written for."""
    circle.asks(StartWindow, seconds=120, last=last)
    thing: str = circle.played.part("head").thing
    return thing


async def in_a_moment(*people: str, last: bool = False) -> tuple[Circle, str]:
    """It begins at beat 5, and its words open at beat 9."""
    circle = await started(*(people or SIX))
    await circle.beat(5)
    return circle, moment(circle, last=last)


async def test_what_is_sealed_for_a_moment_opens_at_its_end_and_what_was_sealed_before_it_does_not() -> None:
    circle = await started(*SIX)
    before = circle.panels[BEN].card("From before.")
    await circle.beat(5)
    thing = moment(circle)
    during = circle.panels[CHI].card("From the moment.", asked=thing)
    await circle.beat(5)
    assert (named(circle), full(circle)) == ([9], [])
    assert during in circle.session.cards
    assert before not in circle.session.cards
    assert circle.panels[BEN].pending == {before}
    await circle.beat(WINDOW - 6)
    assert before not in circle.session.cards
    await circle.beat(1)
    assert circle.session.cards[before].beat == WINDOW + 4, "the four beats at which all were quiet do not count"


async def test_a_card_that_is_not_sealed_for_the_moment_waits_although_it_is_written_in_it() -> None:
    circle, _ = await in_a_moment()
    id = circle.panels[BEN].card("From an old panel.")
    await circle.beat(6)
    assert circle.session.states[circle.session.step].opened, "premise: it has opened"
    assert id not in circle.session.cards


async def test_what_an_author_adds_in_a_moment_opens_at_its_end() -> None:
    circle, thing = await in_a_moment()
    card = circle.panels[BEN].card("Too fast for me.", asked=thing)
    await circle.beat(5)
    circle.panels[BEN].reply(card, "From before.")
    await circle.beat(3)
    thing = moment(circle)
    reply = circle.panels[BEN].reply(card, "Since the joke.", asked=thing)
    await circle.beat(5)
    assert [one.id for one in circle.session.cards[card].replies] == [reply]


async def test_a_card_that_was_late_for_its_moment_opens_with_all_others() -> None:
    circle, thing = await in_a_moment()
    circle.late = {BEN}
    id = circle.panels[BEN].card("Too fast for me.", asked=thing)
    await circle.beat(5)
    circle.late = set()
    moment(circle)
    await circle.beat(5)
    assert len(named(circle)) == 2, "premise: another moment came and went"
    assert id not in circle.session.cards
    await circle.beat(WINDOW)
    assert [circle.session.cards[id].beat] == full(circle)


async def test_a_card_for_whose_author_too_few_were_in_the_moment_opens_with_all_others() -> None:
    circle, thing = await in_a_moment()
    circle.late = {ELI, FAY}
    id = circle.panels[BEN].card("Too fast for me.", asked=thing, floor=5)
    await circle.beat(5)
    circle.late = set()
    assert named(circle), "premise: it has opened"
    assert id not in circle.session.cards
    await circle.beat(WINDOW)
    assert (circle.session.cards[id].beat, circle.session.cards[id].n) == (WINDOW + 4, 6)


async def test_last_words_open_all_that_is_sealed() -> None:
    circle = await started(*SIX)
    before = circle.panels[BEN].card("From before.")
    await circle.beat(5)
    during = circle.panels[CHI].card("My last one.", asked=moment(circle, last=True))
    await circle.beat(5)
    assert (named(circle), full(circle)) == ([9], [9])
    assert {before, during} == circle.session.cards.keys()


async def test_a_moment_in_which_nobody_writes_opens_all_the_same_and_the_next_one_is_another() -> None:
    circle, thing = await in_a_moment()
    await circle.beat(5)
    assert circle.session.states[circle.session.step].beat == 9
    assert moment(circle) != thing


# --- how many ------------------------------------------------------------------------------------------------------


async def test_whoever_was_there_since_the_moment_began_counts_at_its_end_though_they_came_after_the_last_opening() -> (
    None
):
    circle = await started(*SIX)
    circle.there.remove(FAY)
    await circle.beat(8)
    circle.comes(FAY)
    await circle.beat(2)
    before = circle.panels[BEN].card("From before.")
    thing = moment(circle)
    during = circle.panels[CHI].card("From the moment.", asked=thing)
    await circle.beat(5)
    assert circle.session.cards[during].n == 6
    await circle.beat(WINDOW)
    assert circle.session.cards[before].n == 5, "she came in the middle of the full window"


async def test_whoever_comes_during_the_moment_takes_one_away_from_n() -> None:
    circle = await started(*SIX)
    circle.there.remove(FAY)
    await circle.beat(5)
    thing = moment(circle)
    await circle.beat(2)
    circle.comes(FAY)
    id = circle.panels[BEN].card("Too fast for me.", asked=thing)
    await circle.beat(3)
    assert FAY in circle.there, "premise: a sixth packet came"
    assert len(circle.packets) >= 6
    assert circle.session.cards[id].n == 5


async def test_no_number_that_is_shown_while_all_write_is_higher_than_what_it_is_in_the_end() -> None:
    circle = await started(*SIX)
    circle.there -= {ELI, FAY}
    await circle.beat(5)
    circle.comes(ELI)
    await circle.beat(1)
    shown: list[int] = []
    thing = moment(circle)
    circle.panels[BEN].card("Too fast for me.", asked=thing)
    while not circle.session.cards:
        assert circle.now.asked is not None
        shown.append(circle.now.asked.n)
        if len(shown) == 3:
            circle.comes(FAY)
        await circle.beat(1)
    [card] = circle.session.cards.values()
    assert card.n == 5
    assert max(shown) <= card.n
    assert shown[-1] > 4, "and yet more than of all who had been there before it"


# --- what is told ----------------------------------------------------------------------------------------------------


async def test_what_is_told_of_the_next_openings_is_what_then_happens() -> None:
    """A session with a moment to write, and a question: at each beat, what all are told, and what came of it."""
    circle = await started(*SIX)
    told: list[tuple[int, int, AskedNow | None]] = []
    for beat in range(1, 2 * WINDOW + 20):
        if beat == 12:
            moment(circle)
        elif beat == 17:
            circle.asks(NextStep, expecting=circle.session.step)
        elif beat == 22:
            circle.asks(GoToStep, step=UNSIGNED, expecting=circle.session.step)
        await circle.beat(1)
        assert circle.now.opens is not None
        told.append((beat, circle.now.opens, circle.now.asked))
    assert (named(circle), full(circle)) == ([15, 25], [WINDOW + 4, 2 * WINDOW + 4])
    coming = {beat: next((one for one in full(circle) if one >= beat), 0) for beat, *_ in told}
    for beat, opens, _ in told[11:]:  # until then nobody could know of the moment
        assert opens == when(coming[beat] or 3 * WINDOW + 4)
    asked = {beat: one.opens for beat, _, one in told if one}
    assert asked == dict.fromkeys(range(12, 16), when(15)) | dict.fromkeys(range(22, 26), when(25))


async def test_of_a_moment_whose_clock_is_held_nobody_knows_when_it_opens() -> None:
    circle, _ = await in_a_moment()
    assert circle.now.asked == AskedNow(opens=when(9), n=6)
    circle.asks(Pause)
    assert circle.now.asked == AskedNow(opens=None, n=6)
    circle.asks(OpenWindow)
    assert circle.now.asked == AskedNow(opens=when(9), n=6), "two minutes after it began, and no sooner"


async def test_what_is_still_to_open_at_an_end_of_its_own_is_told_until_it_has() -> None:
    circle, thing = await in_a_moment()
    assert circle.now.things == (thing,)
    await circle.beat(4)
    circle.asks(NextStep, expecting=circle.session.step)
    assert (circle.now.things, circle.now.asked) == ((thing,), None), "the group has moved on already"
    await circle.beat(1)
    assert circle.now.things == ()


async def test_what_was_sealed_in_a_moment_that_was_broken_off_opens_with_all_else() -> None:
    circle, thing = await in_a_moment()
    id = circle.panels[CHI].card("Just me.", asked=thing)
    circle.asks(NextStep, expecting=circle.session.step)
    assert circle.now.things == ()
    await circle.beat(12)
    assert (named(circle), circle.session.cards) == ([], {})
    await circle.beat(WINDOW - 16)
    assert circle.session.cards[id].beat == full(circle)[0] == WINDOW


async def test_a_new_owner_opens_a_moment_and_the_full_window_when_the_old_one_would_have() -> None:
    circle, thing = await in_a_moment(ANA, BEN, CHI, DOV)
    before, during = circle.panels[BEN].card("From before."), circle.panels[CHI].card("From the moment.", asked=thing)
    told = circle.now
    circle.channel.stop()
    circle.channel = Channel(circle, circle.clock, TREE)
    circle.channel.wind()
    assert (circle.now.opens, circle.now.asked and circle.now.asked.opens) == (
        told.opens,
        told.asked and told.asked.opens,
    )
    await circle.beat(WINDOW)
    assert circle.session.cards[during].beat == 9
    assert (named(circle), full(circle)) == ([9], [WINDOW + 4])
    await circle.beat(1)
    assert before in circle.session.cards
