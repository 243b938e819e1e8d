"""What a person sees and does on a page, whatever drives the browser: real keys and real taps, found by their words."""

from __future__ import annotations

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

PATIENCE_S = 10.0  # a safety net: what is waited for comes within milliseconds, or the test is right to fail
LOOK_AGAIN_S = 0.03

#: Where to tap a thing, in CSS px, or null while it cannot be tapped: absent, out of sight, or under something else.
SPOT = """((thing, share) => {
  if (!thing || !thing.checkVisibility()) return null;
  thing.scrollIntoView({block: "center", behavior: "instant"});
  const box = thing.getBoundingClientRect();
  const [x, y] = [Math.round(box.x + box.width * share), Math.round(box.y + box.height / 2)];
  return thing.contains(document.elementFromPoint(x, y)) ? {x, y} : null;
})"""
BUTTON = """[...document.querySelectorAll("button")].find(one =>
  one.checkVisibility() && one.ariaDisabled !== "true" && one.innerText.trim().startsWith(%s))"""
SEEN = """[...document.querySelectorAll("#app *")].some(one =>
  one.checkVisibility() && [...one.childNodes].some(inside => inside.nodeType === 3)
  && one.textContent.replace(/\\s+/g, " ").includes(%s))"""


class Hands(ABC):
    """One window. Subclasses say how a browser is told to look (`evaluate`) and to act (`perform`)."""

    _share = 0.3  # of a thing's width; never twice the same place, or two taps would be the two halves of a double tap

    @abstractmethod
    async def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in this window, as JSON would give it."""

    @abstractmethod
    async def perform(self, actions: list[dict[str, Any]]) -> None:
        """Do what keys and pointers do, as WebDriver writes it."""

    @abstractmethod
    async def goto(self, address: str) -> None:
        """Follow a link, until the page has loaded."""

    @abstractmethod
    async def reload(self) -> None:
        """Load the page again."""

    @abstractmethod
    async def picture(self) -> bytes:
        """A PNG of what is in sight."""

    # --- seeing ----------------------------------------------------------------------------------------------

    async def until(self, expression: str, what: str) -> Any:
        """Wait until an expression is true, and give its value. Raises AssertionError with the words on screen."""
        deadline = asyncio.get_running_loop().time() + PATIENCE_S
        while not (value := await self.evaluate(expression)):
            if asyncio.get_running_loop().time() > deadline:
                raise AssertionError(f"waited in vain for {what}; on screen: {await self.words()!r}")
            await asyncio.sleep(LOOK_AGAIN_S)
        return value

    async def sees(self, words: str) -> None:
        """Wait until these words are to be seen."""
        await self.until(SEEN % json.dumps(words), repr(words))

    async def words(self) -> str:
        """All words on screen."""
        return str(await self.evaluate("document.body?.innerText ?? ''"))

    async def title_is(self, words: str) -> None:
        """Wait until the page's first heading says exactly this."""
        await self.until(f"document.querySelector('h1')?.innerText.trim() === {json.dumps(words)}", f"title {words!r}")

    # --- doing -----------------------------------------------------------------------------------------------

    async def tap(self, thing: str, what: str) -> None:
        """Tap a thing (a JavaScript expression) as soon as a finger could reach it, and it lies still."""
        self._share = 1 - self._share
        at, before = await self.until(f"{SPOT}({thing}, {self._share})", f"{what} within reach"), None
        while at != before:  # what has just been scrolled is painted a moment later, and tapped where it was painted
            await asyncio.sleep(LOOK_AGAIN_S)
            before, at = at, await self.until(f"{SPOT}({thing}, {self._share})", f"{what} within reach")
        move = {"type": "pointerMove", "x": at["x"], "y": at["y"]}
        press = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        await self.perform([{"type": "pointer", "id": "finger", "actions": press}])

    async def press(self, label: str) -> None:
        """Press the button whose words begin like this."""
        await self.tap(BUTTON % json.dumps(label), f"button {label!r}")

    async def write(self, words: str, field: str = "#app textarea") -> None:
        """Tap into a field and write at its end."""
        await self.tap(f"document.querySelector({json.dumps(field)})", field)
        await self.type(words)

    async def type(self, words: str) -> None:
        """Press one key after the other, wherever the cursor is."""
        keys = [{"type": kind, "value": key} for key in words for kind in ("keyDown", "keyUp")]
        await self.perform([{"type": "key", "id": "keyboard", "actions": keys}])

    async def written(self, words: str, field: str = "#app textarea") -> None:
        """Wait until a field holds exactly this."""
        value = f"document.querySelector({json.dumps(field)})?.value"
        await self.until(f"{value} === {json.dumps(words)}", f"{words!r} in {field}")


async def patiently(holds: Callable[[], bool], what: str) -> None:
    """Wait until something outside the window holds."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_S
    while not holds():
        assert asyncio.get_running_loop().time() < deadline, f"waited in vain for {what}"
        await asyncio.sleep(LOOK_AGAIN_S)
