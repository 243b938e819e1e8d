"""The sealed box in a real browser, as it is shipped, against keys that are really issued."""

from __future__ import annotations

from talkingpiece import wire
from talkingpiece.sealed.acts import Tap
from talkingpiece.sealed.packet import SIZE
from talkingpiece.sealed.tree import KeyTree
from tests.client.beats import FIRST, SESSION, Beats
from tests.client.conftest import Opened
from tests.client.scripted import SEAT_KEY, Scripted
from tests.client.views import cards, eventually, reading

LOCKS = "navigator.locks.query().then(({held}) => held.map(({name}) => name))"
# What a panel that just answers beats has in its storage.
POCKET = 'sessionStorage.getItem("tp:pocket")'


async def test_a_panel_sends_one_packet_at_every_beat_with_nothing_of_who_sits_there(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*reading(), cards())
    panel = await open_panel()
    await panel.enter()
    assert [(await circle.beat()).valid for _ in range(5)] == [0, 0, 1, 1, 1]
    assert len(circle.beats.posts) == 3
    for post in circle.beats.posts:
        assert len(post.body) == SIZE
        assert post.headers["content-type"] == "application/octet-stream"
        assert post.headers["cache-control"] == "no-cache"
        assert not {"cookie", "referer", "authorization"} & post.headers.keys()


async def test_a_reload_finds_the_tokens_again_and_misses_no_beat(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(), cards())
    panel = await open_panel()
    await panel.enter()
    await circle.ready()
    await panel.page.wait_for_function(f"() => {POCKET} !== null")
    before = await panel.page.evaluate(POCKET)
    await circle.beat()
    await panel.page.wait_for_function(f"() => {POCKET} !== {before!r}")
    async with panel.page.expect_event("requestfinished", lambda request: "vendor/sealed.js" in request.url):
        await panel.page.reload()
    await panel.page.wait_for_selector(".foot")
    assert (await circle.beat()).valid == 1, "with the token that the page before it was given"


async def test_with_another_root_than_the_links_nothing_leaves_the_panel(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(), cards())
    panel = await open_panel()
    stranger = ("B" if circle.beats.k[0] == "A" else "A") + circle.beats.k[1:]
    async with panel.page.expect_event("requestfinished", lambda request: "vendor/sealed.js" in request.url):
        await panel.page.goto(f"{circle.url}#s={SEAT_KEY}&k={stranger}")
    await panel.page.wait_for_selector(".foot")
    for _ in range(3):
        await circle.say(circle.beats.begin(opening=False, soon=True, questions=()))
    await panel.page.evaluate("new Promise(go => setTimeout(go, 300))")
    assert circle.beats.asked == {}
    assert circle.beats.posts == []


async def test_another_root_in_the_middle_closes_the_box(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(), cards())
    panel = await open_panel()
    await panel.page.goto(f"{circle.url}#s={SEAT_KEY}")
    await panel.page.wait_for_selector(".foot")
    await circle.ready()
    assert (await circle.beat()).valid == 1, "the premise: without a link's word it is used, unchecked"
    posts = len(circle.beats.posts)
    circle.beats = Beats(keys=KeyTree(bytes(32), SESSION))
    await circle.hang_up()
    await eventually(lambda: not circle.panels)
    await eventually(lambda: circle.panels)
    await circle.say(circle.beats.begin(opening=False, soon=True, questions=()))
    await panel.page.evaluate("new Promise(go => setTimeout(go, 300))")
    assert circle.beats.asked == {}
    assert (len(circle.beats.posts), posts) == (0, 1)


async def test_the_panel_holds_a_lock_so_that_no_browser_freezes_it(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    other = await open_panel()
    await other.enter()
    for one in (panel, other):
        assert "talkingpiece" in await one.page.evaluate(LOCKS)


async def test_the_card_script_is_fetched_by_everybody_and_before_anybody_writes(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    asked: list[str] = []
    panel.page.on("request", lambda request: asked.append(request.url.split("/s/test/")[-1]))
    await panel.enter()
    await circle.ready()
    assert "vendor/sealed.js" in asked
    assert not [name for name in asked if name.startswith("sealed/") or "noble" in name]


async def test_when_the_circle_has_ended_nothing_of_the_box_stays_in_the_window(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*reading(), cards())
    panel = await open_panel()
    await panel.enter()
    await circle.ready()
    await panel.page.wait_for_function(f"() => {POCKET} !== null")
    head, *rest = reading()
    await circle.show(type(head)(**{**vars(head), "phase": "ended", "kind": "ended"}), *rest)
    await panel.page.wait_for_function(f"() => {POCKET} === null")


async def test_a_message_the_panel_does_not_know_breaks_nothing(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(), cards())
    panel = await open_panel()
    await panel.enter()
    await circle.say(wire.Issued(tokens=(wire.Token(leaf=FIRST + 9, no="not_now"),)))
    await circle.ready()
    assert (await circle.beat()).valid == 1
    assert not [act for act in circle.acts if isinstance(act, Tap)]
