"""What goes on beside the store's calls: hearing of other processes' writes, and getting erased texts off the disk."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable

from redis.exceptions import RedisError, ResponseError

from talkingpiece.store.bell import Bell
from talkingpiece.store.redis_link import Link

_AGAIN_S = 1.0
_CANCEL_AGAIN_S = 0.05

log = logging.getLogger(__name__)


async def listen(link: Link, channel: str, bell: Bell, look_s: float) -> None:
    """Rings `bell` for what any process writes; for everybody after `look_s` of silence, as a ring may be lost."""
    while True:
        with contextlib.suppress(RedisError, OSError):
            async with link.client.pubsub() as heard:
                await heard.subscribe(channel)
                while True:
                    message = await heard.get_message(ignore_subscribe_messages=True, timeout=look_s)
                    if message is None:  # just subscribed, or a long silence
                        bell.ring_all()
                    else:
                        bell.ring(message["data"].decode())
        await asyncio.sleep(min(look_s, _AGAIN_S))


async def end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancels until it is done: before Python 3.12 `asyncio.wait_for`, by which Redis' client sends, swallows a
    cancellation that comes as it completes."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=_CANCEL_AGAIN_S)


class Scrubber:
    """Has the append-only file rewritten once `owed` is set, at most every `every_s` seconds: what was erased stays
    readable in it until then, but rewriting it after every step of every session would keep the disk busy."""

    def __init__(self, link: Link, every_s: float) -> None:
        self.owed = asyncio.Event()
        self._link = link
        self._every_s = every_s

    async def work(self) -> None:
        try:
            while True:
                await self.owed.wait()
                self.owed.clear()  # before asking: what is erased from now on may miss this rewriting
                if not await self._rewrite():
                    self.owed.set()
                    await asyncio.sleep(min(self._every_s, _AGAIN_S))
                    continue
                await asyncio.sleep(self._every_s)
        finally:
            if self.owed.is_set():  # the store closes
                await self._rewrite()

    async def _rewrite(self) -> bool:
        """False if it is to be tried again."""
        try:
            await self._link.client.bgrewriteaof()
        except ResponseError as fault:
            if "in progress" in str(fault):
                return False  # and that one may have begun before the erasing
            log.warning("%s refuses to rewrite its append-only file; erased texts stay in it", self._link.name)
        except (RedisError, OSError):
            return False
        return True
