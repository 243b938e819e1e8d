"""What waits to be sent to one connection: slots for views, a short queue for answers."""

from __future__ import annotations

from talkingpiece import outbox, wire
from talkingpiece.outbox import Outbox

HEAD, BOARD = ("stage", "head"), ("stage", "board")


async def test_of_each_section_the_newest_is_sent_and_the_others_never() -> None:
    box = Outbox()
    for number in range(1_000):
        box.show(HEAD, f"head {number}")
    box.show(BOARD, "board")
    assert await box.take() == ["head 999", "board"]


async def test_the_same_frame_is_not_sent_twice() -> None:
    box, frame = Outbox(), "head"
    box.show(HEAD, frame)
    await box.take()
    box.show(HEAD, frame)
    box.answer(wire.Ok(id="1"))
    assert await box.take() == ['{"type":"ok","id":"1"}']


async def test_answers_go_first_in_their_order() -> None:
    box = Outbox()
    box.show(HEAD, "head")
    box.answer(wire.Ok(id="1"))
    box.answer(wire.Ok(id="2"))
    assert await box.take() == ['{"type":"ok","id":"1"}', '{"type":"ok","id":"2"}', "head"]


async def test_what_waits_is_sent_before_the_line_closes() -> None:
    box = Outbox()
    box.answer(wire.GoAway(retry_after_ms=7))
    box.close(wire.Close.RESTART)
    assert len(await box.take()) == 1
    assert await box.take() == []
    assert box.closing == wire.Close.RESTART


async def test_the_first_reason_to_close_stays() -> None:
    box = Outbox()
    box.close(wire.Close.TAKEN_OVER)
    box.close(wire.Close.RESTART)
    assert box.closing == wire.Close.TAKEN_OVER


async def test_who_asks_and_never_listens_is_closed() -> None:
    box = Outbox()
    for number in range(outbox.MOST_ANSWERS):
        box.answer(wire.Ok(id=str(number)))
    assert box.closing is None
    box.answer(wire.Ok(id="one too many"))
    assert box.closing == wire.Close.TRY_LATER
